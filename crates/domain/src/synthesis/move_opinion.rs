//! An opinion that was placed goes elsewhere, with the reason kept: the lineage of points.

use super::place::{About, fits};
use super::scope::{Disposed, ScopeFacts, dispose};
use super::states::Disposition;
use crate::common::{PointId, Refusal, Role};

/// Where an opinion lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lying {
    /// The disposition.
    pub disposition: Disposition,
    /// The point, if it is one.
    pub point: Option<PointId>,
}

/// What is known of an opinion that is to be moved.
#[derive(Debug, Clone, Copy)]
pub struct MoveFacts<'a> {
    /// Where it lies; none when it went nowhere yet.
    pub from: Option<Lying>,
    /// Where it is to go.
    pub to: Lying,
    /// The opinion.
    pub opinion: About,
    /// The point it is to go into, if it is to go into one.
    pub point: Option<About>,
    /// The round, the contents, the reason.
    pub scope: ScopeFacts<'a>,
}

/// Decides whether an opinion is moved.
///
/// # Errors
///
/// Refuses what went nowhere yet, a move to where it lies, a point that does not fit, and what [`dispose`] refuses.
pub fn move_opinion(facts: &MoveFacts<'_>) -> Result<Disposed, Refusal> {
    let disposed = dispose(&facts.scope)?;
    let Some(from) = facts.from else {
        return Err(Refusal::new("synthesis.not_placed_yet").next("synthesis.place_opinion", Role::Coder));
    };
    if from == facts.to {
        return Err(Refusal::new("synthesis.moved_nowhere").next("synthesis.move_opinion", Role::Coder));
    }
    facts.point.map_or(Ok(()), |point| fits(facts.opinion, point))?;
    Ok(disposed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::Reason;
    use crate::opinion::OpinionKind;
    use crate::synthesis::RoundState;
    use uuid::Uuid;

    const FIRST: PointId = PointId::new(Uuid::from_u128(1));
    const SECOND: PointId = PointId::new(Uuid::from_u128(2));

    fn check(from: Option<PointId>, round: RoundState, expected: Result<(), &str>) {
        let about = About { subject: None, kind: OpinionKind::Shortcoming };
        let reason = Reason::parse("Nói về việc khác").unwrap();
        let lying = |point| Lying { disposition: Disposition::InPoint, point: Some(point) };
        let facts = MoveFacts {
            from: from.map(lying),
            to: lying(SECOND),
            opinion: about,
            point: Some(about),
            scope: ScopeFacts {
                round,
                content: Some("head"),
                contents: &["head"],
                disposition: Disposition::InPoint,
                has_addressee: false,
                reason: Some(&reason),
            },
        };
        assert_eq!(move_opinion(&facts).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn an_opinion_moves_from_one_place_to_another() {
        check(Some(FIRST), RoundState::Open, Ok(()));
        check(Some(SECOND), RoundState::Open, Err("synthesis.moved_nowhere"));
        check(None, RoundState::Open, Err("synthesis.not_placed_yet"));
    }

    #[test]
    fn in_a_closed_round_nothing_moves() {
        check(Some(FIRST), RoundState::Closed, Err("synthesis.opinion_in_closed_round"));
    }
}
