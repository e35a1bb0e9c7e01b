//! Adjudication of a whole group: what one coder put together is taken as that coder has it, in one step, after somebody
//! has seen what the step does. It can be taken back while the round is open.
//!
//! Nothing is decided here that the rules for one opinion would refuse.

use super::decide_difference::{DecideFacts, decide_difference};
use super::differences::Parting;
use super::place::{About, fits};
use super::states::RoundState;
use crate::common::{Gate, PersonId, PointId, Refusal, Role};

/// An opinion of a group that a coder put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Member<'a> {
    /// The number of the coder's group.
    pub group: i64,
    /// In what it parts.
    pub partings: &'a [Parting],
    /// Whether it was decided.
    pub is_decided: bool,
    /// Whether it was put aside at the desk: forwarded, out of scope, given back.
    pub is_aside: bool,
    /// What the coder says of whom.
    pub about: About,
}

crate::codes! {
    /// Why a decision on a whole group leaves an opinion where it is.
    pub enum LeftAlone {
        /// Nothing differs.
        Agrees = "agrees",
        /// Somebody decided it before: a decision on one opinion is not swept away by one on many.
        Decided = "decided",
        /// It was put aside: what comes back from there is looked at by itself.
        Aside = "aside",
        /// The point is about somebody else, or praise would be counted as blame.
        Misfits = "misfits",
    }
}

/// Why a decision on the group leaves this opinion where it is, given the point; none when it takes it along.
#[must_use]
pub fn left_alone(member: &Member<'_>, point: About) -> Option<LeftAlone> {
    match member {
        Member { is_decided: true, .. } => Some(LeftAlone::Decided),
        Member { partings: [], .. } => Some(LeftAlone::Agrees),
        Member { is_aside: true, .. } => Some(LeftAlone::Aside),
        Member { about, .. } => fits(*about, point).err().map(|_| LeftAlone::Misfits),
    }
}

/// A group that is decided at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupDecided {
    /// The number of the coder's group.
    pub group: i64,
}

/// Decides whether these opinions are decided together, as one coder has them. `facts` are those of one difference;
/// what parts in them is counted here.
///
/// # Errors
///
/// Refuses what [`decide_difference`] refuses, opinions of several groups, and any that the decision leaves alone: it
/// changed since the list was made.
pub fn decide_group(
    facts: &DecideFacts<'_>,
    members: &[Member<'_>],
    point: About,
) -> Result<GroupDecided, Refusal> {
    let n_partings = members.iter().map(|member| member.partings.len()).sum();
    decide_difference(&DecideFacts { n_partings, n_decided: 0, ..*facts })?;
    let group = members.first().map_or(0, |member| member.group);
    if members.iter().any(|member| member.group != group) {
        return Err(refusal("synthesis.not_one_group"));
    }
    let left: Vec<LeftAlone> = members.iter().filter_map(|member| left_alone(member, point)).collect();
    match left.first() {
        None => Ok(GroupDecided { group }),
        Some(why) => Err(refusal("synthesis.group_has_changed")
            .arg("count", left.len())
            .arg("why_code", format!("left_{why}"))),
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).next("synthesis.decide_group", Role::Secretary)
}

/// What is known of a decision on a group that is to be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakeBackFacts<'a> {
    /// Where its round stands.
    pub round: RoundState,
    /// Whether it was taken back before.
    pub is_taken_back: bool,
    /// Who takes it back.
    pub person: PersonId,
    /// Who has coded.
    pub coders: &'a [PersonId],
    /// Whether the pack asks for somebody who has not coded.
    pub decider_apart: bool,
}

/// A decision on a group that may be taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenBack(());

/// Decides whether a decision on a group is taken back. Whoever may decide may also take back.
///
/// # Errors
///
/// Refuses in a closed round, a second time, and by one of the coders where the pack asks for somebody else.
pub fn take_back_group(facts: &TakeBackFacts<'_>) -> Result<TakenBack, Refusal> {
    if facts.round == RoundState::Closed {
        return Err(Refusal::new("synthesis.opinion_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary));
    }
    if facts.is_taken_back {
        return Err(
            Refusal::new("synthesis.group_taken_back").next("synthesis.decide_group", Role::Secretary)
        );
    }
    if facts.decider_apart && facts.coders.contains(&facts.person) {
        return Err(Refusal::new("synthesis.decider_has_coded")
            .gate(Gate::SeparateHands)
            .next("synthesis.take_back_group", Role::Secretary));
    }
    Ok(TakenBack(()))
}

/// Whether an opinion goes back to where it was: not when somebody has moved it on or decided it by itself since.
#[must_use]
pub fn goes_back(lies_in: Option<PointId>, decided_into: PointId, is_decided_since: bool) -> bool {
    lies_in == Some(decided_into) && !is_decided_since
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::opinion::OpinionKind::{Shortcoming, Strength};
    use crate::synthesis::DoubleState;
    use uuid::Uuid;

    const AN: PersonId = PersonId::new(Uuid::from_u128(1));
    const LAN: PersonId = PersonId::new(Uuid::from_u128(2));
    const ABOUT: About = About { subject: None, kind: Shortcoming };
    const ONE: Member<'static> =
        Member { group: 2, partings: &[Parting::Grouping], is_decided: false, is_aside: false, about: ABOUT };
    const FACTS: DecideFacts<'static> = DecideFacts {
        state: DoubleState::Compared,
        round: RoundState::Open,
        decider: AN,
        coders: &[LAN],
        decider_apart: true,
        n_partings: 0,
        n_decided: 0,
    };

    fn check(facts: DecideFacts<'_>, members: &[Member<'_>], expected: Result<(), &str>) {
        let decided = decide_group(&facts, members, ABOUT).map(|decided| assert_eq!(decided.group, 2));
        assert_eq!(decided.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn one_group_of_one_coder_is_decided_at_once() {
        check(FACTS, &[ONE, ONE], Ok(()));
        check(FACTS, &[ONE, Member { group: 3, ..ONE }], Err("synthesis.not_one_group"));
        check(FACTS, &[], Err("synthesis.nothing_differs"));
    }

    #[test]
    fn the_hands_are_as_separate_as_for_one_opinion() {
        check(DecideFacts { decider: LAN, ..FACTS }, &[ONE], Err("synthesis.decider_has_coded"));
        check(DecideFacts { state: DoubleState::Coding, ..FACTS }, &[ONE], Err("synthesis.not_compared_yet"));
        check(
            DecideFacts { round: RoundState::Closed, ..FACTS },
            &[ONE],
            Err("synthesis.opinion_in_closed_round"),
        );
    }

    #[test]
    fn what_was_decided_alone_agrees_lies_aside_or_does_not_fit_is_left_alone() {
        let praise = About { subject: None, kind: Strength };
        for (member, why) in [
            (Member { is_decided: true, ..ONE }, LeftAlone::Decided),
            (Member { partings: &[], ..ONE }, LeftAlone::Agrees),
            (Member { is_aside: true, ..ONE }, LeftAlone::Aside),
            (Member { about: praise, ..ONE }, LeftAlone::Misfits),
        ] {
            assert_eq!(left_alone(&member, ABOUT), Some(why));
            check(FACTS, &[ONE, member], Err("synthesis.group_has_changed"));
        }
        assert_eq!(left_alone(&ONE, ABOUT), None);
    }

    #[test]
    fn a_decision_on_a_group_is_taken_back_once_by_who_may_decide_while_the_round_is_open() {
        let facts = TakeBackFacts {
            round: RoundState::Open,
            is_taken_back: false,
            person: AN,
            coders: &[LAN],
            decider_apart: true,
        };
        let code = |facts| take_back_group(&facts).map(|_| "").unwrap_or_else(|refusal| refusal.code);
        assert_eq!(code(facts), "");
        assert_eq!(
            code(TakeBackFacts { round: RoundState::Closed, ..facts }),
            "synthesis.opinion_in_closed_round"
        );
        assert_eq!(code(TakeBackFacts { is_taken_back: true, ..facts }), "synthesis.group_taken_back");
        assert_eq!(code(TakeBackFacts { person: LAN, ..facts }), "synthesis.decider_has_coded");
        assert_eq!(code(TakeBackFacts { person: LAN, decider_apart: false, ..facts }), "");
    }

    #[test]
    fn what_went_on_since_stays_where_it_is() {
        let [one, other] = [PointId::new(Uuid::from_u128(1)), PointId::new(Uuid::from_u128(2))];
        assert!(goes_back(Some(one), one, false));
        assert!(!goes_back(Some(other), one, false) && !goes_back(None, one, false));
        assert!(!goes_back(Some(one), one, true));
    }
}
