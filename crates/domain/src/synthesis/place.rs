//! An opinion goes somewhere for the first time: into a point that fits it, or out of the way to the conference
//! with an addressee or a reason.

use super::scope::{Disposed, ScopeFacts, dispose};
use crate::common::{Gate, Refusal, Role, SubjectId};
use crate::opinion::OpinionKind;

/// What an opinion says of whom, or what a point does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// Whom it is about, as far as that is known.
    pub subject: Option<SubjectId>,
    /// What it says.
    pub kind: OpinionKind,
}

/// What is known of an opinion that is to be placed.
#[derive(Debug, Clone, Copy)]
pub struct PlaceFacts<'a> {
    /// The round of the opinion, and the round that is open.
    pub rounds: (i64, i64),
    /// Whether it went somewhere before.
    pub is_placed: bool,
    /// The opinion.
    pub opinion: About,
    /// The point it is to go into, if it is to go into one.
    pub point: Option<About>,
    /// Where it is to go.
    pub scope: ScopeFacts<'a>,
}

/// Decides whether an opinion goes there.
///
/// # Errors
///
/// Refuses what is of another round, what was placed before, what a point does not fit, and what [`dispose`] refuses.
pub fn place(facts: &PlaceFacts<'_>) -> Result<Disposed, Refusal> {
    let disposed = dispose(&facts.scope)?;
    if facts.is_placed {
        return Err(Refusal::new("synthesis.placed_already").next("synthesis.move_opinion", Role::Secretary));
    }
    let (own, open) = facts.rounds;
    if own != open {
        return Err(Refusal::new("synthesis.another_round")
            .gate(Gate::Accounted)
            .arg("own", own)
            .arg("open", open)
            .next("synthesis.open_round", Role::Secretary));
    }
    facts.point.map_or(Ok(()), |point| fits(facts.opinion, point))?;
    Ok(disposed)
}

/// Decides whether a point fits an opinion: nobody's words are turned against somebody else, and what was meant as
/// praise is never counted as blame.
///
/// # Errors
///
/// Refuses a point about another subject, and a strength among shortcomings or the reverse.
pub fn fits(opinion: About, point: About) -> Result<(), Refusal> {
    if opinion.subject.is_some() && opinion.subject != point.subject {
        return Err(Refusal::new("synthesis.point_of_another_subject")
            .next("synthesis.classify_opinion", Role::Coder));
    }
    let is_strength = |about: About| about.kind == OpinionKind::Strength;
    if is_strength(opinion) != is_strength(point) {
        return Err(Refusal::new("synthesis.strength_among_shortcomings")
            .arg("opinion_code", opinion.kind)
            .arg("point_code", point.kind)
            .next("synthesis.classify_opinion", Role::Coder));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthesis::{Disposition, RoundState};
    use uuid::Uuid;

    const AN: SubjectId = SubjectId::new(Uuid::from_u128(1));
    const LAN: SubjectId = SubjectId::new(Uuid::from_u128(2));

    fn check(change: impl FnOnce(&mut PlaceFacts<'_>), expected: Result<Disposition, &str>) {
        let about = About { subject: Some(AN), kind: OpinionKind::Shortcoming };
        let mut facts = PlaceFacts {
            rounds: (1, 1),
            is_placed: false,
            opinion: about,
            point: Some(about),
            scope: ScopeFacts {
                round: RoundState::Open,
                content: Some("head"),
                contents: &["head"],
                disposition: Disposition::InPoint,
                has_addressee: false,
                reason: None,
            },
        };
        change(&mut facts);
        let placed = place(&facts).map(|disposed| disposed.disposition).map_err(|refusal| refusal.code);
        assert_eq!(placed, expected);
    }

    #[test]
    fn an_opinion_is_placed_once_and_moved_after_that() {
        check(|_| (), Ok(Disposition::InPoint));
        check(|facts| facts.is_placed = true, Err("synthesis.placed_already"));
    }

    #[test]
    fn an_opinion_about_one_is_never_counted_against_another() {
        let other = |facts: &mut PlaceFacts<'_>| {
            facts.point = Some(About { subject: Some(LAN), kind: OpinionKind::Shortcoming });
        };
        check(other, Err("synthesis.point_of_another_subject"));
        check(
            |facts| {
                other(facts);
                facts.opinion.subject = None;
            },
            Ok(Disposition::InPoint),
        );
    }

    #[test]
    fn praise_is_not_counted_as_blame_nor_blame_as_praise() {
        check(
            |facts| facts.opinion.kind = OpinionKind::Strength,
            Err("synthesis.strength_among_shortcomings"),
        );
        let point = Some(About { subject: Some(AN), kind: OpinionKind::Strength });
        check(|facts| facts.point = point, Err("synthesis.strength_among_shortcomings"));
        check(|facts| facts.opinion.kind = OpinionKind::Clarify, Ok(Disposition::InPoint));
    }

    #[test]
    fn an_opinion_is_placed_in_its_own_round() {
        check(|facts| facts.rounds = (2, 1), Err("synthesis.another_round"));
    }

    #[test]
    fn the_scope_is_asked_first() {
        check(|facts| facts.scope.content = None, Err("synthesis.opinion_outside_scope"));
        check(|facts| facts.scope.round = RoundState::Closed, Err("synthesis.opinion_in_closed_round"));
    }
}
