//! Gate G6, concrete: a shortcoming states matter with norm, extent, place, time, responsible, cause, comparison,
//! remedy, doer, deadline, measure; the pack says which are required.
//!
//! Only presence is decided here. Vague wording is questioned elsewhere and never rewritten.

use crate::common::kinds::ShortcomingField;
use crate::common::{Gate, Refusal, Role};

/// A shortcoming that states everything required.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Concrete {
    /// How many fields are stated.
    pub n_stated: usize,
}

/// Decides whether a shortcoming states everything that the pack requires.
///
/// # Errors
///
/// Names every missing field, in the order of the pack.
pub fn concrete(stated: &[ShortcomingField], required: &[ShortcomingField]) -> Result<Concrete, Refusal> {
    let missing: Vec<ShortcomingField> =
        required.iter().copied().filter(|field| !stated.contains(field)).collect();
    if missing.is_empty() {
        return Ok(Concrete { n_stated: stated.len() });
    }
    Err(Refusal::new("conclusion.shortcoming_not_concrete")
        .gate(Gate::Concrete)
        .arg("missing", missing.len())
        .list("field_codes", missing)
        .next("conclusion.write_shortcoming", Role::Secretary))
}

#[cfg(test)]
mod tests {
    use ShortcomingField::{Cause, Deadline, Extent, Matter, Place};

    use super::*;

    #[test]
    fn every_missing_field_is_named_at_once() {
        let refusal = concrete(&[Matter, Cause], &[Matter, Extent, Cause, Deadline]).unwrap_err();
        assert_eq!(refusal.value("field_codes"), Some("extent, deadline"));
        assert_eq!(refusal.value("missing"), Some("2"));
    }

    #[test]
    fn a_field_that_the_pack_does_not_require_may_stay_empty() {
        assert_eq!(concrete(&[Matter, Extent, Place], &[Matter, Extent]), Ok(Concrete { n_stated: 3 }));
    }
}
