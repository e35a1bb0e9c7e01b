//! Gate G7, compared, seen from the end of a campaign: every commitment that nobody accepted goes into the next one,
//! counted.

use jiff::civil::Date;

use super::states::CommitmentState;
use crate::common::{CommitmentId, Gate, Refusal, Role};

/// A commitment when its campaign closes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CommitmentAtClose {
    /// The commitment.
    pub commitment: CommitmentId,
    /// Where it stands.
    pub state: CommitmentState,
    /// How many times it was carried over before.
    pub n_times: u32,
}

/// What goes into the next campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// Each commitment with how many times it has been carried over now.
    pub commitments: Vec<(CommitmentId, u32)>,
}

/// Says what goes into the next campaign: whatever another has not accepted, even if it was reported as done.
#[must_use]
pub fn carry_over(commitments: &[CommitmentAtClose]) -> CarriedOver {
    let is_left = |one: &&CommitmentAtClose| {
        matches!(one.state, CommitmentState::Committed | CommitmentState::Reported)
    };
    let left = commitments.iter().filter(is_left);
    CarriedOver { commitments: left.map(|one| (one.commitment, one.n_times.saturating_add(1))).collect() }
}

/// What is known when the rest of a campaign is carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarryOver {
    /// How many commitments and shortcomings are left.
    pub n_left: usize,
    /// The last day under review in this campaign and in the next.
    pub periods: (Date, Date),
}

/// Decides whether the rest is carried over.
///
/// # Errors
///
/// Refuses a campaign whose period does not come later, and when nothing is left.
pub fn carry(command: &CarryOver) -> Result<usize, Refusal> {
    let (here, there) = command.periods;
    if there <= here {
        return Err(Refusal::new("remedy.carried_backwards")
            .gate(Gate::Compared)
            .next("remedy.carry_over", Role::Organiser));
    }
    if command.n_left == 0 {
        return Err(Refusal::new("remedy.nothing_to_carry").next("remedy", Role::Organiser));
    }
    Ok(command.n_left)
}

/// The code of a carried thing: what it was, of which year, and its number; with a letter behind it when another
/// thing has that code.
#[must_use]
pub fn carried_code(kind: &str, year: i16, number: u32, taken: &[String]) -> String {
    let plain = format!("{kind} {year}-{number:02}");
    let free = |code: &String| !taken.contains(code);
    let lettered = ('b'..='z').map(|letter| format!("{plain}{letter}"));
    std::iter::once(plain.clone()).chain(lettered).find(free).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn the_rest_goes_into_a_later_campaign() {
        let code = |n_left, there| {
            let periods = (date(2026, 12, 31), there);
            carry(&CarryOver { n_left, periods }).map_err(|refusal| refusal.code)
        };
        assert_eq!(code(2, date(2027, 12, 31)), Ok(2));
        assert_eq!(code(0, date(2027, 12, 31)), Err("remedy.nothing_to_carry"));
        assert_eq!(code(2, date(2026, 12, 31)), Err("remedy.carried_backwards"));
    }

    #[test]
    fn a_code_names_one_thing() {
        assert_eq!(carried_code("KP", 2026, 6, &[]), "KP 2026-06");
        assert_eq!(carried_code("KP", 2026, 6, &["KP 2026-06".to_owned()]), "KP 2026-06b");
    }

    #[test]
    fn what_nobody_accepted_is_carried_over_and_counted() {
        let commitment = CommitmentId::new(Uuid::nil());
        let with = |state, n_times| CommitmentAtClose { commitment, state, n_times };
        let carried = carry_over(&[
            with(CommitmentState::Committed, 0),
            with(CommitmentState::Reported, 1),
            with(CommitmentState::Accepted, 0),
            with(CommitmentState::CarriedOver, 0),
        ]);
        assert_eq!(carried.commitments, [(commitment, 1), (commitment, 2)]);
    }
}
