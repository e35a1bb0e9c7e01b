//! A clause of a binding paper leads to a content under review or to a rule of the campaign.

use crate::common::{Refusal, Role};

/// A clause that may be set beside a content or a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClauseBound(());

/// Decides whether a clause may be set beside a content or a rule of a campaign.
///
/// # Errors
///
/// Refuses a second time for the same pair.
pub fn bind_clause(is_bound_already: bool) -> Result<ClauseBound, Refusal> {
    if is_bound_already {
        return Err(Refusal::new("campaign.clause_bound_already").next("campaign", Role::Organiser));
    }
    Ok(ClauseBound(()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_stands_beside_a_rule_once() {
        assert!(bind_clause(false).is_ok());
        assert_eq!(bind_clause(true).unwrap_err().code, "campaign.clause_bound_already");
    }
}
