//! Before a report is submitted: what stands in the way, and what is worth a second look.
//!
//! Nothing here is rewritten, and only what a gate asks for stands in the way.

use std::collections::BTreeSet;

use crate::campaign::CarriedStatus;
use crate::common::kinds::SectionPurpose;
use crate::common::pack::{FormSection, ReportForm};

use super::compared::CarriedAnswer;
use super::states::SuggestionState;
use super::submit::SuggestionAnswer;

/// Something that was found in a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// A required section is empty; its code.
    SectionEmpty(String),
    /// A suggested issue has no whole answer; its place in the list.
    SuggestionOpen {
        /// The place of the issue in the list, from 0.
        at: usize,
        /// Whether the cause is missing.
        lacks_cause: bool,
        /// Whether the responsibility is missing.
        lacks_responsibility: bool,
    },
    /// The report is silent about something that was carried over; its place in the list.
    CarriedSilent(usize),
    /// Something is called remedied and nothing shows it; its place in the list.
    CarriedUnproved(usize),
    /// So many questions about its wording must be answered or waived.
    WordingOpen(usize),
    /// Strengths take so many words, all that must be looked at so few.
    Unbalanced {
        /// Words about strengths.
        strengths: usize,
        /// Words about everything that must be looked at.
        rest: usize,
    },
}

impl Finding {
    /// Whether the report cannot be submitted because of it.
    #[must_use]
    pub const fn is_blocking(&self) -> bool {
        !matches!(self, Self::Unbalanced { .. })
    }
}

/// What is known of a report before it is submitted.
#[derive(Debug, Clone)]
pub struct PreCheckFacts<'a> {
    /// Its form.
    pub form: &'a ReportForm,
    /// The sections that were written: code and words.
    pub written: &'a [(String, usize)],
    /// The words of the answers to suggestions and to what was carried over.
    pub n_answer_words: usize,
    /// The issues that the superior suggested.
    pub suggestions: &'a [SuggestionAnswer],
    /// What was carried over.
    pub carried: &'a [CarriedAnswer],
    /// How many questions about its wording must be answered and neither were nor are waived.
    pub n_open_questions: usize,
}

/// Looks through a report: what blocks it first, in the order of the form; then what is worth a second look.
#[must_use]
pub fn pre_check(facts: &PreCheckFacts<'_>) -> Vec<Finding> {
    let empty = empty_sections(facts).into_iter().map(|section| Finding::SectionEmpty(section.code.clone()));
    let suggestions = facts.suggestions.iter().enumerate().filter_map(|(at, issue)| {
        let (lacks_cause, lacks_responsibility) = (!issue.states_cause, !issue.states_responsibility);
        let is_open = issue.state != SuggestionState::Withdrawn && (lacks_cause || lacks_responsibility);
        is_open.then_some(Finding::SuggestionOpen { at, lacks_cause, lacks_responsibility })
    });
    let carried = facts.carried.iter().enumerate().filter_map(|(at, answer)| match answer.status {
        CarriedStatus::Open => Some(Finding::CarriedSilent(at)),
        CarriedStatus::Repeated => None,
        CarriedStatus::Remedied | CarriedStatus::PartlyRemedied => {
            (answer.n_proofs == 0).then_some(Finding::CarriedUnproved(at))
        }
    });
    let wording = (0 < facts.n_open_questions).then_some(Finding::WordingOpen(facts.n_open_questions));
    empty.chain(suggestions).chain(carried).chain(wording).chain(unbalanced(facts)).collect()
}

/// The required sections that are empty. A section that answers are given in counts as written once one is given;
/// a report of which nothing was written is empty in every section.
#[must_use]
pub fn empty_sections<'a>(facts: &PreCheckFacts<'a>) -> Vec<&'a FormSection> {
    let written: BTreeSet<&str> = facts.written.iter().map(|(code, _)| code.as_str()).collect();
    let is_answered = |section: &FormSection| match section.purpose {
        SectionPurpose::Carried => facts.carried.iter().any(|answer| answer.status != CarriedStatus::Open),
        SectionPurpose::Suggestions => facts.suggestions.iter().any(|issue| issue.states_cause),
        _ => false,
    };
    let is_empty = |section: &&FormSection| {
        let must_be_written = section.is_required || written.is_empty();
        must_be_written && !written.contains(section.code.as_str()) && !is_answered(section)
    };
    facts.form.sections.iter().filter(is_empty).collect()
}

/// Superiors ask to say little about strengths and much about shortcomings: less than half as many words about
/// everything that must be looked at as about strengths is worth a second look.
fn unbalanced(facts: &PreCheckFacts<'_>) -> Option<Finding> {
    let purpose = |code: &str| {
        facts.form.sections.iter().find(|section| section.code == code).map(|section| section.purpose)
    };
    let words_where = |is_strength: bool| -> usize {
        let counted = facts.written.iter().filter(|(code, _)| {
            purpose(code).is_some_and(|purpose| (purpose == SectionPurpose::Strengths) == is_strength)
        });
        counted.map(|(_, words)| words).sum()
    };
    let (strengths, rest) = (words_where(true), words_where(false) + facts.n_answer_words);
    (rest * 2 < strengths).then_some(Finding::Unbalanced { strengths, rest })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::campaign::CarriedKind;
    use crate::common::kinds::SubjectKind;
    use crate::common::language::Words;
    use crate::common::{CarriedItemId, SuggestionId};

    fn form() -> ReportForm {
        let words = |text: &str| Words { vi: text.to_owned(), en: text.to_owned() };
        let section = |code: &str, purpose, is_required| FormSection {
            code: code.to_owned(),
            title: words(code),
            purpose,
            is_required,
        };
        ReportForm {
            code: "personal".to_owned(),
            title: words("personal"),
            subject: SubjectKind::Individual,
            sections: vec![
                section("good", SectionPurpose::Strengths, true),
                section("bad", SectionPurpose::Shortcomings, true),
                section("before", SectionPurpose::Carried, true),
                section("asked", SectionPurpose::Suggestions, false),
            ],
        }
    }

    fn carried(status: CarriedStatus, n_proofs: u32) -> CarriedAnswer {
        let item = CarriedItemId::new(Uuid::nil());
        CarriedAnswer { item, kind: CarriedKind::Shortcoming, status, n_proofs, n_times: 1 }
    }

    fn issue(states_cause: bool, states_responsibility: bool) -> SuggestionAnswer {
        let suggestion = SuggestionId::new(Uuid::nil());
        let state = SuggestionState::Issued;
        SuggestionAnswer { suggestion, state, states_cause, states_responsibility }
    }

    fn found(written: &[(&str, usize)], asked: &[SuggestionAnswer], left: &[CarriedAnswer]) -> Vec<Finding> {
        let written: Vec<_> = written.iter().map(|(code, words)| ((*code).to_owned(), *words)).collect();
        let form = form();
        pre_check(&PreCheckFacts {
            form: &form,
            written: &written,
            n_answer_words: 0,
            suggestions: asked,
            carried: left,
            n_open_questions: 0,
        })
    }

    fn empty(code: &str) -> Finding {
        Finding::SectionEmpty(code.to_owned())
    }

    #[test]
    fn required_sections_that_are_empty_are_named_in_the_order_of_the_form() {
        assert_eq!(found(&[("good", 10)], &[], &[]), [empty("bad"), empty("before"), unbalanced_by(10, 0)]);
        let all = [empty("good"), empty("bad"), empty("before"), empty("asked")];
        assert_eq!(found(&[], &[], &[]), all, "of a report that nobody began every section is empty");
    }

    fn unbalanced_by(strengths: usize, rest: usize) -> Finding {
        Finding::Unbalanced { strengths, rest }
    }

    #[test]
    fn an_answer_to_what_was_carried_over_stands_for_its_section() {
        let written = [("good", 10), ("bad", 10)];
        assert_eq!(found(&written, &[], &[carried(CarriedStatus::Repeated, 0)]), []);
        let silent = found(&written, &[], &[carried(CarriedStatus::Open, 0)]);
        assert_eq!(silent, [empty("before"), Finding::CarriedSilent(0)]);
    }

    #[test]
    fn answers_without_cause_responsibility_or_proof_are_named_one_by_one() {
        let written = [("good", 10), ("bad", 10), ("before", 1)];
        let left = [carried(CarriedStatus::Remedied, 1), carried(CarriedStatus::PartlyRemedied, 0)];
        let findings = found(&written, &[issue(true, true), issue(true, false)], &left);
        let half = Finding::SuggestionOpen { at: 1, lacks_cause: false, lacks_responsibility: true };
        assert_eq!(findings, [half, Finding::CarriedUnproved(1)]);
        assert!(findings.iter().all(Finding::is_blocking));
    }

    #[test]
    fn much_about_strengths_and_little_about_the_rest_is_asked_about_and_never_blocks() {
        let balanced = found(&[("good", 10), ("bad", 4), ("before", 1)], &[], &[]);
        assert_eq!(balanced, []);
        let findings = found(&[("good", 11), ("bad", 4), ("before", 1)], &[], &[]);
        assert_eq!(findings, [unbalanced_by(11, 5)]);
        assert!(!findings.iter().any(Finding::is_blocking));
    }
}
