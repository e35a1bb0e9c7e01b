//! Evidence: something with a date of its own that anybody can look at again; a rumour has neither.

use jiff::civil::Date;

use crate::common::{Gate, PersonId, Refusal, Role};

/// What is known of a piece of evidence that is to be added.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceFacts {
    /// Whether the case has had its second hearing, after which nobody could answer to anything new.
    pub is_closed: bool,
    /// Whether there is a file or a text.
    pub has_content: bool,
    /// Its own date: when the paper was written, not when it was found.
    pub dated: Date,
    /// The day on which it is added.
    pub today: Date,
    /// How many pieces the case has.
    pub n_evidence: i64,
}

/// Evidence that a case has now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvidenceAdded {
    /// Its number in the case.
    pub number: i64,
}

/// Decides whether a piece of evidence is added.
///
/// # Errors
///
/// Refuses evidence to which nobody could answer any more, that is empty, or that is dated in the future.
pub fn add_evidence(facts: &EvidenceFacts) -> Result<EvidenceAdded, Refusal> {
    if facts.is_closed {
        return Err(Refusal::new("verification.evidence_closed")
            .gate(Gate::Heard)
            .next("explanation.finalise", Role::Verifier));
    }
    if !facts.has_content {
        return Err(
            Refusal::new("verification.evidence_empty").next("verification.add_evidence", Role::Verifier)
        );
    }
    if facts.today < facts.dated {
        return Err(Refusal::new("verification.evidence_from_future")
            .arg("dated_day", facts.dated)
            .arg("today_day", facts.today)
            .next("verification.add_evidence", Role::Verifier));
    }
    Ok(EvidenceAdded { number: facts.n_evidence + 1 })
}

/// How many pieces of evidence come from somebody who neither said it nor is concerned by it.
#[must_use]
pub fn n_independent(added_by: &[PersonId], authors: &[PersonId], subjects: &[PersonId]) -> usize {
    added_by.iter().filter(|person| !authors.contains(person) && !subjects.contains(person)).count()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;

    fn check(change: impl FnOnce(&mut EvidenceFacts), expected: Result<i64, &str>) {
        let mut facts = EvidenceFacts {
            is_closed: false,
            has_content: true,
            dated: date(2026, 8, 12),
            today: date(2026, 11, 18),
            n_evidence: 2,
        };
        change(&mut facts);
        let result = add_evidence(&facts).map(|added| added.number);
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn evidence_is_numbered_in_its_case() {
        check(|_| (), Ok(3));
    }

    #[test]
    fn evidence_has_a_date_of_its_own_that_has_come() {
        check(|facts| facts.dated = facts.today, Ok(3));
        check(|facts| facts.dated = date(2026, 11, 19), Err("verification.evidence_from_future"));
    }

    #[test]
    fn evidence_is_a_file_or_a_text() {
        check(|facts| facts.has_content = false, Err("verification.evidence_empty"));
    }

    #[test]
    fn nothing_is_added_that_nobody_could_answer() {
        check(|facts| facts.is_closed = true, Err("verification.evidence_closed"));
    }

    #[test]
    fn the_word_of_the_parties_is_not_independent() {
        let person = |number| PersonId::new(Uuid::from_u128(number));
        let (author, subject, verifier) = (person(1), person(2), person(3));
        assert_eq!(n_independent(&[author, subject, verifier], &[author], &[subject]), 1);
        assert_eq!(n_independent(&[author, subject], &[author], &[subject]), 0);
    }
}
