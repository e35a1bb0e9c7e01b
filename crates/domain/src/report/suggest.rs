//! What the superior suggests for review: issued, answered, withdrawn; or recorded that there is nothing.

use super::states::{ReportState, SuggestionState};
use crate::common::{Refusal, Role};

/// An issue that may be suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggested {
    /// Its number in the review.
    pub number: i64,
    /// Where it stands.
    pub state: SuggestionState,
}

/// Decides whether an issue may be suggested to a subject whose report stands so.
///
/// # Errors
///
/// Refuses once the report was submitted: it would then leave the issue without an answer, so it is given back first.
pub fn suggest(report: ReportState, last_number: i64) -> Result<Suggested, Refusal> {
    match report {
        ReportState::Draft | ReportState::Returned => {
            Ok(Suggested { number: last_number.saturating_add(1), state: SuggestionState::Issued })
        }
        ReportState::Submitted | ReportState::Sealed => {
            Err(Refusal::new("report.submitted_before_suggestion")
                .arg("state_code", report)
                .next("report.give_back", Role::Superior))
        }
    }
}

/// A review for which it is recorded that nothing is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoneRecorded(());

/// Decides whether it may be recorded that nothing is suggested.
///
/// # Errors
///
/// Refuses while a suggestion stands, and when it was recorded before.
pub fn record_none(n_standing: i64, was_recorded: bool) -> Result<NoneRecorded, Refusal> {
    if 0 < n_standing {
        return Err(Refusal::new("report.suggestions_standing")
            .arg("standing", n_standing)
            .next("report.withdraw_suggestion", Role::Superior));
    }
    if was_recorded {
        return Err(Refusal::new("report.none_recorded_already").next("report", Role::Superior));
    }
    Ok(NoneRecorded(()))
}

/// Decides whether a suggestion may be withdrawn, and where it then stands.
///
/// # Errors
///
/// Refuses one that was withdrawn before.
pub fn withdraw(state: SuggestionState) -> Result<SuggestionState, Refusal> {
    still_standing(state)?;
    Ok(SuggestionState::Withdrawn)
}

/// Decides where a suggestion stands after an answer: it is answered once cause and responsibility are stated.
///
/// # Errors
///
/// Refuses to answer one that was withdrawn.
pub fn answer(
    state: SuggestionState,
    states_cause: bool,
    states_responsibility: bool,
) -> Result<SuggestionState, Refusal> {
    still_standing(state)?;
    let is_whole = states_cause && states_responsibility;
    Ok(if is_whole { SuggestionState::Answered } else { SuggestionState::Issued })
}

fn still_standing(state: SuggestionState) -> Result<(), Refusal> {
    match state {
        SuggestionState::Issued | SuggestionState::Answered => Ok(()),
        SuggestionState::Withdrawn => {
            Err(Refusal::new("report.suggestion_withdrawn_already").next("report.suggest", Role::Superior))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T: std::fmt::Debug>(result: Result<T, Refusal>) -> &'static str {
        result.unwrap_err().code
    }

    #[test]
    fn nothing_is_suggested_to_a_report_that_could_not_answer_it_any_more() {
        assert_eq!(suggest(ReportState::Draft, 2).unwrap().number, 3);
        assert_eq!(suggest(ReportState::Returned, 0).unwrap().number, 1);
        for late in [ReportState::Submitted, ReportState::Sealed] {
            assert_eq!(code(suggest(late, 2)), "report.submitted_before_suggestion");
        }
    }

    #[test]
    fn none_is_recorded_once_and_not_beside_a_suggestion() {
        assert!(record_none(0, false).is_ok());
        assert_eq!(code(record_none(1, false)), "report.suggestions_standing");
        assert_eq!(code(record_none(0, true)), "report.none_recorded_already");
    }

    #[test]
    fn a_suggestion_is_answered_once_cause_and_responsibility_are_stated() {
        assert_eq!(answer(SuggestionState::Issued, true, true).unwrap(), SuggestionState::Answered);
        assert_eq!(answer(SuggestionState::Answered, true, false).unwrap(), SuggestionState::Issued);
        assert_eq!(
            code(answer(SuggestionState::Withdrawn, true, true)),
            "report.suggestion_withdrawn_already"
        );
    }

    #[test]
    fn a_suggestion_is_withdrawn_once() {
        assert_eq!(withdraw(SuggestionState::Issued).unwrap(), SuggestionState::Withdrawn);
        assert_eq!(withdraw(SuggestionState::Answered).unwrap(), SuggestionState::Withdrawn);
        assert_eq!(code(withdraw(SuggestionState::Withdrawn)), "report.suggestion_withdrawn_already");
    }
}
