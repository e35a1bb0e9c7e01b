//! Who writes a report, who reads it, and until when it may be written.
//!
//! A personal review is written by the person alone. The report of a collective is written by its head or by those who
//! keep its papers. What was submitted is read by all who sit in the review; what is not, by those who work on it.

use super::states::ReportState;
use crate::common::kinds::SubjectKind;
use crate::common::{Gate, Refusal, Role};

/// How somebody stands to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Hand {
    /// Whether it is about this person.
    pub is_subject: bool,
    /// Whether this person is the head of the body under review.
    pub is_head: bool,
    /// Whether this person keeps the papers of the review, as its secretary or chair.
    pub keeps_papers: bool,
}

/// Whether somebody may write a report of this kind.
#[must_use]
pub const fn writes(kind: SubjectKind, hand: Hand) -> bool {
    match kind {
        SubjectKind::Individual => hand.is_subject,
        SubjectKind::Collective => hand.is_head || hand.keeps_papers,
    }
}

/// A report that may be written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Writable(SubjectKind);

impl Writable {
    /// Whose report it is.
    #[must_use]
    pub const fn kind(self) -> SubjectKind {
        self.0
    }
}

/// Decides whether somebody may write on a report now: its sections as well as its answers.
///
/// # Errors
///
/// Refuses whoever it is not for, and everybody once it was submitted: then it must be given back first.
pub fn write(kind: SubjectKind, hand: Hand, state: ReportState) -> Result<Writable, Refusal> {
    may_write(kind, hand)?;
    match state {
        ReportState::Draft | ReportState::Returned => Ok(Writable(kind)),
        ReportState::Submitted | ReportState::Sealed => Err(Refusal::new("report.not_being_written")
            .gate(Gate::Sealed)
            .arg("state_code", state)
            .next("report.give_back", Role::Secretary)),
    }
}

/// Refuses whoever may not write a report: nobody writes or submits in somebody else's name.
///
/// # Errors
///
/// Names who can.
pub fn may_write(kind: SubjectKind, hand: Hand) -> Result<(), Refusal> {
    if writes(kind, hand) {
        return Ok(());
    }
    let (code, who) = match kind {
        SubjectKind::Individual => ("report.written_by_another", Role::Reviewed),
        SubjectKind::Collective => ("report.collective_written_by_another", Role::Secretary),
    };
    Err(Refusal::new(code).next("report.write", who))
}

/// Who wants to read a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reader {
    /// How the reader stands to it.
    pub hand: Hand,
    /// Whether the reader works on the review.
    pub is_staff: bool,
    /// Whether the reader sits in the body under review.
    pub is_member: bool,
    /// Whether the reader is under review in it.
    pub is_reviewed: bool,
}

crate::codes! {
    /// How much of a report somebody reads.
    pub enum Reading {
        /// Every version, drafts among them.
        Everything = "everything",
        /// What was submitted.
        Submitted = "submitted",
        /// Nothing.
        Nothing = "nothing",
    }
}

/// Decides how much of a report somebody reads: one's own and what one writes whole; the collective's whole for
/// everybody who is reviewed with it; another person's once it was submitted, and only inside the body.
#[must_use]
pub fn reading(kind: SubjectKind, reader: Reader) -> Reading {
    let shares_the_collective = kind == SubjectKind::Collective && (reader.is_reviewed || reader.is_member);
    if reader.is_staff || reader.hand.is_subject || writes(kind, reader.hand) || shares_the_collective {
        Reading::Everything
    } else if reader.is_member {
        Reading::Submitted
    } else {
        Reading::Nothing
    }
}

#[cfg(test)]
mod tests {
    use SubjectKind::{Collective, Individual};

    use super::*;

    const OWN: Hand = Hand { is_subject: true, is_head: false, keeps_papers: false };
    const HEAD: Hand = Hand { is_subject: false, is_head: true, keeps_papers: false };
    const SECRETARY: Hand = Hand { is_subject: false, is_head: false, keeps_papers: true };
    const NOBODY: Hand = Hand { is_subject: false, is_head: false, keeps_papers: false };

    fn check(kind: SubjectKind, hand: Hand, state: ReportState, expected: Result<(), &str>) {
        assert_eq!(write(kind, hand, state).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn nobody_writes_in_somebody_elses_name() {
        check(Individual, OWN, ReportState::Draft, Ok(()));
        for other in [HEAD, SECRETARY, NOBODY] {
            check(Individual, other, ReportState::Draft, Err("report.written_by_another"));
        }
    }

    #[test]
    fn the_collective_report_is_written_by_the_head_or_by_those_who_keep_the_papers() {
        check(Collective, HEAD, ReportState::Draft, Ok(()));
        check(Collective, SECRETARY, ReportState::Returned, Ok(()));
        for other in [OWN, NOBODY] {
            check(Collective, other, ReportState::Draft, Err("report.collective_written_by_another"));
        }
    }

    #[test]
    fn what_was_submitted_is_written_on_again_only_after_its_return() {
        check(Individual, OWN, ReportState::Submitted, Err("report.not_being_written"));
        check(Individual, OWN, ReportState::Sealed, Err("report.not_being_written"));
        check(Individual, OWN, ReportState::Returned, Ok(()));
    }

    #[test]
    fn a_draft_is_read_by_its_writer_and_by_those_who_work_on_the_review() {
        let read = |kind, reader| reading(kind, reader);
        let staff = Reader { is_staff: true, ..Reader::default() };
        let member = Reader { is_member: true, is_reviewed: true, ..Reader::default() };
        let reviewed = Reader { is_reviewed: true, ..Reader::default() };
        let own = Reader { hand: OWN, is_reviewed: true, ..Reader::default() };
        assert_eq!(read(Individual, staff), Reading::Everything);
        assert_eq!(read(Individual, own), Reading::Everything);
        assert_eq!(read(Individual, member), Reading::Submitted);
        assert_eq!(read(Individual, reviewed), Reading::Nothing);
        assert_eq!(read(Collective, reviewed), Reading::Everything);
        assert_eq!(read(Collective, member), Reading::Everything);
        assert_eq!(read(Collective, Reader::default()), Reading::Nothing);
    }
}
