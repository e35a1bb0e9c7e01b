//! Questions about vague wording that a rule pack wants answered before something is submitted or decided, or waived
//! with a reason.
//!
//! Answered means that the words were changed by whoever wrote them: nothing is rewritten, and a wording that is right
//! as it stands is waived by saying why. Which kinds must be answered is a value of the pack; the others hold nothing up.

use super::kinds::WordingKind;

/// A question about somebody's words, or a question that was waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordingQuestion<'a> {
    /// Where: a section of a report or an answer in it, a field of a shortcoming.
    pub place: &'a str,
    /// What is vague.
    pub kind: WordingKind,
    /// The whole sentence as it stands: once it is changed, it is asked about anew.
    pub sentence: &'a str,
}

/// The places, in the list of questions, of those that must still be answered.
#[must_use]
pub fn open_questions(
    asked: &[WordingQuestion<'_>],
    waived: &[WordingQuestion<'_>],
    must: &[WordingKind],
) -> Vec<usize> {
    let is_open =
        |question: &WordingQuestion<'_>| must.contains(&question.kind) && !waived.contains(question);
    asked.iter().enumerate().filter(|(_, question)| is_open(question)).map(|(at, _)| at).collect()
}

/// A question that may be waived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waivable(());

/// Why a question is not waived. Each stage says it in its own words, with its own next act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotWaivable {
    /// It is not asked any more, since its sentence was changed, or never was.
    NotAsked,
    /// It holds nothing up.
    NeedNotBeAnswered,
}

/// Decides whether a question may be waived with a reason.
///
/// # Errors
///
/// Refuses one that is not asked any more, since its sentence was changed, and one that need not be answered.
pub fn waivable(
    question: WordingQuestion<'_>,
    asked: &[WordingQuestion<'_>],
    must: &[WordingKind],
) -> Result<Waivable, NotWaivable> {
    if !asked.contains(&question) {
        return Err(NotWaivable::NotAsked);
    }
    if !must.contains(&question.kind) {
        return Err(NotWaivable::NeedNotBeAnswered);
    }
    Ok(Waivable(()))
}

#[cfg(test)]
mod tests {
    use WordingKind::{Frequency, Praise};

    use super::*;

    const fn question(kind: WordingKind, sentence: &str) -> WordingQuestion<'_> {
        WordingQuestion { place: "sections.shortcomings", kind, sentence }
    }

    #[test]
    fn only_kinds_that_the_pack_names_must_be_answered() {
        let asked = [question(Praise, "Luôn gương mẫu."), question(Frequency, "Đôi lúc còn chậm.")];
        assert_eq!(open_questions(&asked, &[], &[]), [0; 0]);
        assert_eq!(open_questions(&asked, &[], &[Frequency]), [1]);
        assert_eq!(open_questions(&asked, &[], WordingKind::ALL), [0, 1]);
    }

    #[test]
    fn a_waiver_holds_for_its_sentence_as_it_stood() {
        let waived = [question(Frequency, "Đôi lúc còn chậm.")];
        assert_eq!(open_questions(&waived, &waived, &[Frequency]), [0; 0]);
        let changed = [question(Frequency, "Đôi lúc còn rất chậm.")];
        assert_eq!(open_questions(&changed, &waived, &[Frequency]), [0]);
        let elsewhere = [WordingQuestion { place: "sections.remedies", ..waived[0] }];
        assert_eq!(open_questions(&elsewhere, &waived, &[Frequency]), [0]);
    }

    #[test]
    fn only_a_question_that_is_asked_and_must_be_answered_is_waived() {
        let asked = [question(Frequency, "Đôi lúc còn chậm.")];
        assert!(waivable(asked[0], &asked, &[Frequency]).is_ok());
        let refused = |question, must: &[WordingKind]| waivable(question, &asked, must).unwrap_err();
        assert_eq!(refused(question(Frequency, "Câu khác."), &[Frequency]), NotWaivable::NotAsked);
        assert_eq!(refused(asked[0], &[Praise]), NotWaivable::NeedNotBeAnswered);
    }
}
