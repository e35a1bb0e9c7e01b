//! What the doer reports: a milestone with its proof, and the whole as done.

use super::states::{CommitmentState, MilestoneState};
use crate::common::{Refusal, Role};

/// What is known of a commitment on which its doer does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doing {
    /// Where the commitment stands.
    pub state: CommitmentState,
    /// Whether the one who does something is its doer.
    pub is_doer: bool,
}

/// Decides that the doer may go on with a commitment.
///
/// # Errors
///
/// Refuses anybody else, and what was reported, accepted or carried over.
pub fn by_its_doer(doing: &Doing) -> Result<(), Refusal> {
    if !doing.is_doer {
        return Err(Refusal::new("remedy.not_the_doer").next("remedy.report_done", Role::Reviewed));
    }
    if doing.state != CommitmentState::Committed {
        return Err(Refusal::new("remedy.not_open")
            .arg("state_code", format!("commitment_{}", doing.state))
            .next("remedy", Role::Superior));
    }
    Ok(())
}

/// A milestone that is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MilestoneReached {
    /// Where it stands now.
    pub state: MilestoneState,
}

/// Decides whether a milestone is reached.
///
/// # Errors
///
/// As [`by_its_doer`]; refuses one that was reached, and one without proof.
pub fn reach(doing: &Doing, milestone: MilestoneState, has_proof: bool) -> Result<MilestoneReached, Refusal> {
    by_its_doer(doing)?;
    if milestone == MilestoneState::Reached {
        return Err(Refusal::new("remedy.milestone_reached").next("remedy", Role::Reviewed));
    }
    if !has_proof {
        return Err(
            Refusal::new("remedy.report_without_proof").next("remedy.reach_milestone", Role::Reviewed)
        );
    }
    Ok(MilestoneReached { state: MilestoneState::Reached })
}

/// A commitment that is reported as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// Where it stands now.
    pub state: CommitmentState,
}

/// Decides whether a commitment is reported as done.
///
/// # Errors
///
/// As [`by_its_doer`]; refuses while milestones are ahead, and a report without any proof.
pub fn report_done(doing: &Doing, n_open_milestones: u32, n_proofs: u32) -> Result<Reported, Refusal> {
    by_its_doer(doing)?;
    if 0 < n_open_milestones {
        return Err(Refusal::new("remedy.report_before_milestones")
            .arg("open", n_open_milestones)
            .next("remedy.reach_milestone", Role::Reviewed));
    }
    if n_proofs == 0 {
        return Err(Refusal::new("remedy.report_without_proof").next("remedy.report_done", Role::Reviewed));
    }
    Ok(Reported { state: CommitmentState::Reported })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Doing = Doing { state: CommitmentState::Committed, is_doer: true };

    fn check<T>(result: Result<T, Refusal>, expected: Result<(), &str>) {
        assert_eq!(result.map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn only_the_doer_reports_and_only_what_is_open() {
        check(report_done(&OWN, 0, 1), Ok(()));
        check(report_done(&Doing { is_doer: false, ..OWN }, 0, 1), Err("remedy.not_the_doer"));
        for state in [CommitmentState::Reported, CommitmentState::Accepted, CommitmentState::CarriedOver] {
            check(report_done(&Doing { state, ..OWN }, 0, 1), Err("remedy.not_open"));
            check(reach(&Doing { state, ..OWN }, MilestoneState::Ahead, true), Err("remedy.not_open"));
        }
    }

    #[test]
    fn done_is_shown_by_proof_after_the_last_milestone() {
        check(report_done(&OWN, 1, 1), Err("remedy.report_before_milestones"));
        check(report_done(&OWN, 0, 0), Err("remedy.report_without_proof"));
        check(reach(&OWN, MilestoneState::Ahead, false), Err("remedy.report_without_proof"));
        check(reach(&OWN, MilestoneState::Reached, true), Err("remedy.milestone_reached"));
        check(reach(&OWN, MilestoneState::Ahead, true), Ok(()));
    }
}
