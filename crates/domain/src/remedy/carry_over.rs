//! Gate G7, compared, seen from the end of a campaign: every commitment that nobody accepted goes into the next one,
//! counted.

use super::states::CommitmentState;
use crate::common::CommitmentId;

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

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

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
