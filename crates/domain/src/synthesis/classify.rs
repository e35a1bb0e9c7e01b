//! What an opinion is about is corrected while its round is open; where it lies must still be right afterwards.

use super::place::{About, fits};
use super::scope::{ScopeFacts, dispose};
use super::states::RoundState;
use crate::common::{Gate, Refusal, Role};

/// What is known of an opinion that is to be classified anew.
#[derive(Debug, Clone, Copy)]
pub struct ClassifyFacts<'a> {
    /// Where its round stands.
    pub round: RoundState,
    /// What it is about from now on.
    pub opinion: About,
    /// The point in which it lies, if it lies in one.
    pub point: Option<About>,
    /// Where it lies, with its new content, if it lies anywhere.
    pub scope: Option<ScopeFacts<'a>>,
}

/// Decides whether an opinion is classified anew.
///
/// # Errors
///
/// Refuses in a closed round, and what would no longer fit where the opinion lies.
pub fn classify(facts: &ClassifyFacts<'_>) -> Result<About, Refusal> {
    if facts.round == RoundState::Closed {
        return Err(Refusal::new("synthesis.opinion_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary));
    }
    if let Some(scope) = &facts.scope {
        dispose(scope)?;
    }
    facts.point.map_or(Ok(()), |point| fits(facts.opinion, point))?;
    Ok(facts.opinion)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::OpinionKind;
    use crate::synthesis::Disposition;

    fn check(content: &str, kind: OpinionKind, is_placed: bool, expected: Result<(), &str>) {
        let point = About { subject: None, kind: OpinionKind::Shortcoming };
        let scope = ScopeFacts {
            round: RoundState::Open,
            content: Some(content),
            contents: &["head"],
            disposition: Disposition::InPoint,
            has_addressee: false,
            reason: None,
        };
        let facts = ClassifyFacts {
            round: RoundState::Open,
            opinion: About { subject: None, kind },
            point: is_placed.then_some(point),
            scope: is_placed.then_some(scope),
        };
        assert_eq!(classify(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn an_opinion_that_went_nowhere_yet_is_classified_freely() {
        check("outside", OpinionKind::Strength, false, Ok(()));
    }

    #[test]
    fn where_it_lies_must_still_be_right() {
        check("head", OpinionKind::Clarify, true, Ok(()));
        check("outside", OpinionKind::Shortcoming, true, Err("synthesis.opinion_outside_scope"));
        check("head", OpinionKind::Strength, true, Err("synthesis.strength_among_shortcomings"));
    }

    #[test]
    fn in_a_closed_round_nothing_is_classified_anew() {
        let about = About { subject: None, kind: OpinionKind::Proposal };
        let facts = ClassifyFacts { round: RoundState::Closed, opinion: about, point: None, scope: None };
        assert_eq!(classify(&facts).unwrap_err().code, "synthesis.opinion_in_closed_round");
    }
}
