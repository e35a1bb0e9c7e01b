//! Gate G18, suggested: no report is submitted while an issue suggested by the superior lacks an answer with cause
//! and responsibility; no review goes to conference before suggestions are issued or “none” is recorded.

use super::states::{ReportState, SuggestionState};
use crate::common::{Gate, Refusal, Role, SuggestionId};

/// How far a report answers an issue that the superior suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionAnswer {
    /// The issue.
    pub suggestion: SuggestionId,
    /// Where it stands.
    pub state: SuggestionState,
    /// Whether the report states the cause.
    pub states_cause: bool,
    /// Whether the report states who is responsible.
    pub states_responsibility: bool,
}

/// What is known of a report that is to be submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SubmissionFacts<'a> {
    /// Where the report stands.
    pub state: ReportState,
    /// How many required sections of its form are empty.
    pub n_empty_sections: u32,
    /// The issues that the superior suggested.
    pub suggestions: &'a [SuggestionAnswer],
    /// How many questions about its wording must be answered and neither were nor are waived.
    pub n_open_questions: u32,
}

/// A report that is submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// How many suggested issues it answers.
    pub n_answered: usize,
}

/// Decides whether a report may be submitted.
///
/// # Errors
///
/// Refuses one that was submitted already, has empty sections, leaves a suggested issue without cause or
/// responsibility, or leaves questions about its wording open that the pack wants answered.
pub fn submit(facts: &SubmissionFacts<'_>) -> Result<Submitted, Refusal> {
    if matches!(facts.state, ReportState::Submitted | ReportState::Sealed) {
        return Err(Refusal::new("report.submitted_already")
            .arg("state_code", facts.state)
            .next("report", Role::Reviewed));
    }
    if 0 < facts.n_empty_sections {
        return Err(Refusal::new("report.sections_empty")
            .arg("missing", facts.n_empty_sections)
            .next("report.write", Role::Reviewed));
    }
    let standing: Vec<&SuggestionAnswer> =
        facts.suggestions.iter().filter(|issue| issue.state != SuggestionState::Withdrawn).collect();
    let is_open = |issue: &&&SuggestionAnswer| !(issue.states_cause && issue.states_responsibility);
    let n_open = standing.iter().filter(is_open).count();
    if 0 < n_open {
        return Err(Refusal::new("report.suggestion_not_answered")
            .gate(Gate::Suggested)
            .arg("open", n_open)
            .arg("suggested", standing.len())
            .next("report.answer_suggestion", Role::Reviewed));
    }
    if 0 < facts.n_open_questions {
        return Err(Refusal::new("report.wording_open")
            .gate(Gate::Concrete)
            .arg("open", facts.n_open_questions)
            .next("report.waive_question", Role::Reviewed));
    }
    Ok(Submitted { n_answered: standing.len() })
}

/// A report that may be submitted again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resubmitted(());

/// Decides whether a report that was given back may be submitted again.
///
/// # Errors
///
/// Refuses one that says nothing new: it was given back for a reason.
pub fn resubmit(says_something_new: bool) -> Result<Resubmitted, Refusal> {
    if says_something_new {
        return Ok(Resubmitted(()));
    }
    Err(Refusal::new("report.nothing_new").next("report.write", Role::Reviewed))
}

/// What the superior has done about suggestions for a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suggestions {
    /// Nothing yet.
    NotSettled,
    /// So many were issued.
    Issued(u32),
    /// It is recorded that there are none.
    RecordedNone,
}

/// A review for which it is known what the superior suggests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuggestionsSettled {
    /// How many issues were suggested.
    pub n_suggested: u32,
}

/// Decides whether a review may go to conference as far as suggestions are concerned.
///
/// # Errors
///
/// Refuses while the superior has neither suggested anything nor recorded that there is nothing to suggest.
pub fn suggestions_settled(suggestions: Suggestions) -> Result<SuggestionsSettled, Refusal> {
    match suggestions {
        Suggestions::NotSettled | Suggestions::Issued(0) => {
            Err(Refusal::new("report.suggestions_not_settled")
                .gate(Gate::Suggested)
                .next("report.suggest", Role::Superior))
        }
        Suggestions::Issued(n_suggested) => Ok(SuggestionsSettled { n_suggested }),
        Suggestions::RecordedNone => Ok(SuggestionsSettled { n_suggested: 0 }),
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn issue(states_cause: bool, states_responsibility: bool) -> SuggestionAnswer {
        let suggestion = SuggestionId::new(Uuid::nil());
        SuggestionAnswer { suggestion, state: SuggestionState::Issued, states_cause, states_responsibility }
    }

    fn check(
        state: ReportState,
        n_empty_sections: u32,
        suggestions: &[SuggestionAnswer],
        expected: Result<usize, &str>,
    ) {
        let facts = SubmissionFacts { state, n_empty_sections, suggestions, n_open_questions: 0 };
        let result = submit(&facts).map(|submitted| submitted.n_answered);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn every_suggested_issue_is_answered_with_cause_and_responsibility() {
        check(ReportState::Draft, 0, &[issue(true, true), issue(true, true)], Ok(2));
        for half in [issue(false, true), issue(true, false), issue(false, false)] {
            check(ReportState::Draft, 0, &[issue(true, true), half], Err("report.suggestion_not_answered"));
        }
    }

    #[test]
    fn a_suggestion_that_was_withdrawn_asks_nothing() {
        let withdrawn = SuggestionAnswer { state: SuggestionState::Withdrawn, ..issue(false, false) };
        check(ReportState::Draft, 0, &[withdrawn], Ok(0));
    }

    #[test]
    fn a_report_is_submitted_whole_and_once_or_again_after_its_return() {
        check(ReportState::Draft, 1, &[], Err("report.sections_empty"));
        check(ReportState::Submitted, 0, &[], Err("report.submitted_already"));
        check(ReportState::Sealed, 0, &[], Err("report.submitted_already"));
        check(ReportState::Returned, 0, &[], Ok(0));
    }

    #[test]
    fn questions_that_the_pack_wants_answered_hold_a_report_up() {
        let state = ReportState::Draft;
        let facts = SubmissionFacts { state, n_empty_sections: 0, suggestions: &[], n_open_questions: 2 };
        let refusal = submit(&facts).unwrap_err();
        assert_eq!((refusal.code, refusal.gate), ("report.wording_open", Some(Gate::Concrete)));
    }

    #[test]
    fn a_report_that_was_given_back_says_something_new_when_it_comes_again() {
        assert!(resubmit(true).is_ok());
        assert_eq!(resubmit(false).unwrap_err().code, "report.nothing_new");
    }

    #[test]
    fn a_review_goes_to_conference_after_the_superior_has_spoken_or_recorded_none() {
        for silent in [Suggestions::NotSettled, Suggestions::Issued(0)] {
            let refusal = suggestions_settled(silent).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.gate),
                ("report.suggestions_not_settled", Some(Gate::Suggested))
            );
        }
        assert_eq!(suggestions_settled(Suggestions::Issued(3)).unwrap().n_suggested, 3);
        assert_eq!(suggestions_settled(Suggestions::RecordedNone).unwrap().n_suggested, 0);
    }
}
