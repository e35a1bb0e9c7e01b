//! Minority views: an opinion that says the opposite of the others in its point, and a point that only a few bring up. They
//! are shown with their count, and never so that a count tells who spoke without a name.

use super::states::RoundState;
use crate::common::{Gate, Refusal, Role};

crate::codes! {
    /// Why something is a minority view.
    pub enum Minority {
        /// It says the opposite of the others in its point.
        Dissent = "dissent",
        /// Only a few bring the point up.
        Few = "few",
    }
}

/// Who stands behind something: letters, and statements at the conference.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Voices {
    /// All of them.
    pub all: u32,
    /// Those of them that came without a name.
    pub anonymous: u32,
}

/// A count as it may be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// So many.
    Exactly(u32),
    /// Fewer than so many: some of them spoke without a name, and the exact figure would stand for too few.
    Fewer(u32),
}

/// How a count is shown to those who read figures and no words; `least` is the smallest group of which a figure may speak
/// where somebody spoke without a name.
#[must_use]
pub const fn shown(voices: Voices, least: u32) -> Shown {
    if 0 < voices.anonymous && voices.all < least { Shown::Fewer(least) } else { Shown::Exactly(voices.all) }
}

/// Whether so few bring something up that it is a minority view; `most` comes from the pack.
#[must_use]
pub const fn are_few(voices: Voices, most: u32) -> bool {
    0 < voices.all && voices.all <= most
}

/// What is known where opinions of a point are said to go against it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DissentFacts {
    /// Where the round of these opinions stands.
    pub round: RoundState,
    /// How many opinions of the point would go against it.
    pub n_dissenting: usize,
    /// How many opinions the point holds.
    pub n_held: usize,
}

/// Decides whether opinions are held to say the opposite of the others in their point.
///
/// # Errors
///
/// Refuses in a closed round, and where none would be left to say the point.
pub fn mark_dissent(facts: DissentFacts) -> Result<(), Refusal> {
    if facts.round == RoundState::Closed {
        return Err(Refusal::new("synthesis.point_in_closed_round")
            .gate(Gate::Accounted)
            .next("synthesis", Role::Secretary));
    }
    if 0 < facts.n_dissenting && facts.n_held <= facts.n_dissenting {
        return Err(Refusal::new("synthesis.dissent_of_all")
            .arg("count", facts.n_held)
            .next("synthesis.reword_point", Role::Coder));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(all: u32, anonymous: u32, expected: Shown) {
        assert_eq!(shown(Voices { all, anonymous }, 5), expected, "{all}, {anonymous}");
    }

    #[test]
    fn a_small_count_is_not_shown_where_somebody_spoke_without_a_name() {
        check(1, 0, Shown::Exactly(1));
        check(1, 1, Shown::Fewer(5));
        check(4, 1, Shown::Fewer(5));
        check(5, 1, Shown::Exactly(5));
        check(9, 9, Shown::Exactly(9));
        check(0, 0, Shown::Exactly(0));
    }

    #[test]
    fn a_point_without_voices_is_no_minority_view() {
        let few = |all| are_few(Voices { all, anonymous: 0 }, 2);
        assert_eq!([0, 1, 2, 3].map(few), [false, true, true, false]);
    }

    #[test]
    fn somebody_must_be_left_to_say_the_point() {
        let mark = |round, n_dissenting, n_held| {
            mark_dissent(DissentFacts { round, n_dissenting, n_held }).map_err(|refusal| refusal.code)
        };
        assert_eq!(mark(RoundState::Open, 2, 5), Ok(()));
        assert_eq!(mark(RoundState::Open, 0, 0), Ok(()));
        assert_eq!(mark(RoundState::Open, 5, 5), Err("synthesis.dissent_of_all"));
        assert_eq!(mark(RoundState::Closed, 1, 5), Err("synthesis.point_in_closed_round"));
    }
}
