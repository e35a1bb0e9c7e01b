//! A contributor says once that an opinion was misunderstood, and is answered once.

use crate::common::{Refusal, Role};

/// Decides whether an objection is taken; `n_before` counts those raised on the same opinion.
///
/// # Errors
///
/// Refuses a second one.
pub fn object(n_before: i64) -> Result<(), Refusal> {
    if 0 < n_before {
        return Err(Refusal::new("opinion.objected_already").next("opinion", Role::Secretary));
    }
    Ok(())
}

/// Decides whether an objection is answered.
///
/// # Errors
///
/// Refuses a second answer: the contributor has read the first.
pub fn answer(is_answered: bool) -> Result<(), Refusal> {
    if is_answered {
        return Err(Refusal::new("opinion.objection_answered").next("opinion", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contributor_says_once_that_an_opinion_was_misunderstood() {
        assert_eq!(object(0), Ok(()));
        assert_eq!(object(1).unwrap_err().code, "opinion.objected_already");
    }

    #[test]
    fn an_objection_is_answered_once() {
        assert_eq!(answer(false), Ok(()));
        assert_eq!(answer(true).unwrap_err().code, "opinion.objection_answered");
    }
}
