//! The supplement of the collective report: what came from the individuals, each with its source, until the report is
//! completed.

use super::complete_report::{CompletionFacts, ReportCompleted, complete_report};
use crate::common::{Gate, Refusal, Role};
use crate::report::ReportState;

/// What is known of something that is to be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SupplementItem {
    /// Whether the collective report was completed before.
    pub is_completed: bool,
    /// Whether it names a point of the second round or a statement.
    pub has_source: bool,
}

/// Something that is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed;

/// Decides whether something is listed in the supplement, or taken out again.
///
/// # Errors
///
/// Refuses after the report was completed, and anything without a source.
pub fn list(command: &SupplementItem) -> Result<Listed, Refusal> {
    not_completed(command.is_completed)?;
    if !command.has_source {
        return Err(Refusal::new("conclusion.supplement_without_source")
            .gate(Gate::Completed)
            .next("conclusion.add_supplement_item", Role::Secretary));
    }
    Ok(Listed)
}

/// Decides whether the collective report is completed by its supplement, as a new sealed version.
///
/// # Errors
///
/// Refuses one that was completed before or is not submitted yet, and as gate G5.
pub fn complete(
    report: Option<ReportState>,
    is_completed: bool,
    facts: &CompletionFacts<'_>,
) -> Result<ReportCompleted, Refusal> {
    not_completed(is_completed)?;
    if !report.is_some_and(ReportState::is_submitted) {
        return Err(Refusal::new("conclusion.collective_report_not_sealed")
            .gate(Gate::Completed)
            .next("report.submit", Role::Secretary));
    }
    complete_report(facts)
}

fn not_completed(is_completed: bool) -> Result<(), Refusal> {
    if is_completed {
        return Err(Refusal::new("conclusion.report_completed")
            .gate(Gate::Sealed)
            .next("conclusion", Role::Secretary));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conclusion::complete_report::Supplement;
    use crate::synthesis::RoundState;

    const DONE: CompletionFacts<'static> = CompletionFacts {
        individual_items: &[],
        n_deferred_without_reason: 0,
        second_round: Some(RoundState::Closed),
        supplement: Supplement::Lists(2),
        n_points_not_listed: 0,
    };

    #[test]
    fn whatever_completes_the_report_names_its_source() {
        let item = |is_completed, has_source| list(&SupplementItem { is_completed, has_source });
        assert_eq!(item(false, true), Ok(Listed));
        assert_eq!(item(false, false).unwrap_err().code, "conclusion.supplement_without_source");
        assert_eq!(item(true, true).unwrap_err().code, "conclusion.report_completed");
    }

    #[test]
    fn only_a_submitted_report_is_completed_and_only_once() {
        let code =
            |report, is_completed| complete(report, is_completed, &DONE).map_err(|refusal| refusal.code);
        assert_eq!(code(Some(ReportState::Sealed), false).unwrap().n_supplemented, 2);
        for report in [None, Some(ReportState::Draft), Some(ReportState::Returned)] {
            assert_eq!(code(report, false), Err("conclusion.collective_report_not_sealed"));
        }
        assert_eq!(code(Some(ReportState::Sealed), true), Err("conclusion.report_completed"));
    }
}
