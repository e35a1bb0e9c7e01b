//! Gates G10 and G13 for an open vote: it counts only with quorum, and nobody present has more than one voice.
//!
//! Only counts exist here; nobody's vote is known.

use super::quorum::Quorate;
use crate::common::kinds::MajorityBase;
use crate::common::{Gate, Ratio, Refusal, Role};

/// The counts of an open vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VoteCounts {
    /// How many agree.
    pub n_for: u32,
    /// How many disagree.
    pub n_against: u32,
    /// How many do neither.
    pub n_abstaining: u32,
    /// How many of those present stand aside, being under review in the item.
    pub n_recused: u32,
}

/// The rule of a majority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MajorityRule {
    /// Of whom it is counted.
    pub base: MajorityBase,
    /// The share that must be exceeded.
    pub ratio: Ratio,
}

/// A vote that counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VotesCounted {
    /// Whether it is adopted.
    pub is_adopted: bool,
    /// Of how many the majority was counted.
    pub n_base: u32,
}

/// Counts an open vote of a quorate conference.
///
/// # Errors
///
/// Refuses more votes than there are voters present.
pub fn count_votes(
    counts: VoteCounts,
    quorate: Quorate,
    rule: MajorityRule,
) -> Result<VotesCounted, Refusal> {
    let n_cast = counts.n_for.saturating_add(counts.n_against);
    let n_votes = n_cast.saturating_add(counts.n_abstaining);
    let n_voters = quorate.n_present.saturating_sub(counts.n_recused);
    if n_voters < n_votes {
        return Err(Refusal::new("conference.more_votes_than_voters")
            .gate(Gate::SingleVoice)
            .arg("votes", n_votes)
            .arg("voters", n_voters)
            .next("conference.count_votes", Role::Secretary));
    }
    let n_base = match rule.base {
        MajorityBase::Called => quorate.n_called,
        MajorityBase::Present => quorate.n_present,
        MajorityBase::VotesCast => n_cast,
    };
    Ok(VotesCounted { is_adopted: rule.ratio.is_exceeded(counts.n_for, n_base), n_base })
}

#[cfg(test)]
mod tests {
    use super::*;

    const QUORATE: Quorate = Quorate { n_called: 17, n_present: 12 };

    fn check(votes: [u32; 4], base: MajorityBase, expected: Result<bool, &str>) {
        let [n_for, n_against, n_abstaining, n_recused] = votes;
        let counts = VoteCounts { n_for, n_against, n_abstaining, n_recused };
        let rule = MajorityRule { base, ratio: Ratio::new(1, 2).unwrap() };
        let result = count_votes(counts, QUORATE, rule).map(|counted| counted.is_adopted);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn the_base_decides_what_a_majority_is() {
        check([8, 4, 0, 0], MajorityBase::Called, Ok(false));
        check([9, 3, 0, 0], MajorityBase::Called, Ok(true));
        check([7, 5, 0, 0], MajorityBase::Present, Ok(true));
        check([6, 6, 0, 0], MajorityBase::Present, Ok(false));
        check([3, 2, 7, 0], MajorityBase::VotesCast, Ok(true));
    }

    #[test]
    fn nobody_votes_twice_and_who_stands_aside_not_at_all() {
        check([12, 1, 0, 0], MajorityBase::Called, Err("conference.more_votes_than_voters"));
        check([12, 0, 0, 1], MajorityBase::Called, Err("conference.more_votes_than_voters"));
        check([11, 0, 0, 1], MajorityBase::Called, Ok(true));
    }

    #[test]
    fn a_vote_in_which_nobody_votes_adopts_nothing() {
        check([0, 0, 12, 0], MajorityBase::VotesCast, Ok(false));
    }
}
