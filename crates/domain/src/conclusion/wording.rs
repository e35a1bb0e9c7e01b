//! Gate G6, concrete, for the words of a shortcoming: questions that the pack wants answered are answered by changing
//! the words, or waived with a reason.

use crate::common::kinds::WordingKind;
use crate::common::wording::{NotWaivable, Waivable, WordingQuestion, waivable};
use crate::common::{Gate, Refusal, Role};

/// A shortcoming whose words leave nothing open that the pack wants answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worded(());

/// Decides whether the words of a shortcoming leave nothing open that the pack wants answered.
///
/// # Errors
///
/// Says how many questions were neither answered nor waived.
pub fn worded(n_open_questions: usize) -> Result<Worded, Refusal> {
    if n_open_questions == 0 {
        return Ok(Worded(()));
    }
    Err(refused("conclusion.wording_open")
        .arg("open", n_open_questions)
        .next("conclusion.waive_question", Role::Secretary))
}

/// Decides whether a question about a shortcoming's words may be waived with a reason.
///
/// # Errors
///
/// Refuses one that is not asked any more, since its sentence was changed, and one that need not be answered.
pub fn waive(
    question: WordingQuestion<'_>,
    asked: &[WordingQuestion<'_>],
    must: &[WordingKind],
) -> Result<Waivable, Refusal> {
    waivable(question, asked, must).map_err(|why| match why {
        NotWaivable::NotAsked => {
            refused("conclusion.wording_not_asked").next("conclusion.write_shortcoming", Role::Secretary)
        }
        NotWaivable::NeedNotBeAnswered => {
            refused("conclusion.wording_need_not_be_answered").next("conclusion.decide", Role::Chair)
        }
    })
}

fn refused(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Concrete)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shortcoming_leaves_no_question_open_that_must_be_answered() {
        assert!(worded(0).is_ok());
        let refusal = worded(2).unwrap_err();
        assert_eq!((refusal.code, refusal.gate), ("conclusion.wording_open", Some(Gate::Concrete)));
        assert_eq!(refusal.value("open"), Some("2"));
    }

    #[test]
    fn a_question_that_is_not_asked_is_not_waived() {
        let kind = WordingKind::Frequency;
        let asked = WordingQuestion { place: "matter", kind, sentence: "Đôi lúc còn chậm." };
        assert!(waive(asked, &[asked], &[kind]).is_ok());
        let code = |asked_now: &[WordingQuestion<'_>], must: &[WordingKind]| {
            waive(asked, asked_now, must).unwrap_err().code
        };
        assert_eq!(code(&[], &[kind]), "conclusion.wording_not_asked");
        assert_eq!(code(&[asked], &[]), "conclusion.wording_need_not_be_answered");
    }
}
