//! Answering a point: accepted, partly, or not, in words that go into the file as they are.

use super::states::{AnswerKind, AnswerPart, AssignmentState};
use crate::common::{Gate, Refusal, Role};

/// What is known when somebody answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerFacts {
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// How often it was opened again.
    pub n_reopened: i64,
}

/// An answer that was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answered {
    /// 1, or 2 after the point was opened again.
    pub number: i64,
    /// Where the assignment stands now.
    pub state: AssignmentState,
}

/// Decides whether an answer is taken. Late is better than never: until it is noted that the term has lapsed, an
/// answer counts.
///
/// # Errors
///
/// Refuses an answer to a notice that has not reached the person, a second answer, and one after the lapse was noted.
pub fn answer(facts: &AnswerFacts) -> Result<Answered, Refusal> {
    let refusal = |code| Refusal::new(code).gate(Gate::Heard);
    match facts.state {
        AssignmentState::Assigned | AssignmentState::Reopened => {
            Err(refusal("explanation.not_opened").next("explanation.open_notice", Role::Reviewed))
        }
        AssignmentState::Served => {
            Ok(Answered { number: facts.n_reopened + 1, state: AssignmentState::Answered })
        }
        AssignmentState::Answered => {
            Err(refusal("explanation.already_answered").next("explanation.reopen", Role::Secretary))
        }
        AssignmentState::Lapsed => {
            Err(refusal("explanation.term_lapsed").next("explanation.reopen", Role::Secretary))
        }
    }
}

/// The parts that an answer of this kind lacks: who accepts says why it happened, who accepts a part also says what
/// is not so; and evidence comes whole, with its title, source and date, or not at all.
#[must_use]
pub fn missing_parts(kind: AnswerKind, given: &[AnswerPart]) -> Vec<AnswerPart> {
    let mut needed: Vec<AnswerPart> = match kind {
        AnswerKind::Accepted => vec![AnswerPart::Cause],
        AnswerKind::PartlyAccepted => vec![AnswerPart::Contested, AnswerPart::Cause],
        AnswerKind::NotAccepted => vec![],
    };
    let of_evidence = [AnswerPart::Title, AnswerPart::Source, AnswerPart::Dated, AnswerPart::File];
    if of_evidence.iter().any(|part| given.contains(part)) {
        needed.extend(of_evidence);
    }
    needed.retain(|part| !given.contains(part));
    needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_answered_once_and_once_more_after_it_was_opened_again() {
        let check = |state, n_reopened, expected: Result<i64, &str>| {
            let result = answer(&AnswerFacts { state, n_reopened }).map(|answered| answered.number);
            assert_eq!(result.map_err(|refusal| refusal.code), expected);
        };
        check(AssignmentState::Served, 0, Ok(1));
        check(AssignmentState::Answered, 0, Err("explanation.already_answered"));
        check(AssignmentState::Reopened, 1, Err("explanation.not_opened"));
        check(AssignmentState::Served, 1, Ok(2));
        check(AssignmentState::Assigned, 0, Err("explanation.not_opened"));
        check(AssignmentState::Lapsed, 0, Err("explanation.term_lapsed"));
    }

    #[test]
    fn who_accepts_says_why_it_happened_and_who_accepts_a_part_says_which_is_not_so() {
        assert_eq!(missing_parts(AnswerKind::Accepted, &[]), [AnswerPart::Cause]);
        assert_eq!(missing_parts(AnswerKind::PartlyAccepted, &[AnswerPart::Cause]), [AnswerPart::Contested]);
        let both = [AnswerPart::Contested, AnswerPart::Cause];
        assert!(missing_parts(AnswerKind::PartlyAccepted, &both).is_empty());
        assert!(missing_parts(AnswerKind::NotAccepted, &[]).is_empty());
    }

    #[test]
    fn evidence_comes_whole_or_not_at_all() {
        let file = missing_parts(AnswerKind::NotAccepted, &[AnswerPart::File]);
        assert_eq!(file, [AnswerPart::Title, AnswerPart::Source, AnswerPart::Dated]);
        let title = missing_parts(AnswerKind::NotAccepted, &[AnswerPart::Title]);
        assert_eq!(title, [AnswerPart::Source, AnswerPart::Dated, AnswerPart::File]);
    }
}
