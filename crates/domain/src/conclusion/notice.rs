//! Giving notice of what was decided, and posting the results inside the unit.

use jiff::civil::Date;

use super::states::ConclusionState;
use crate::common::{Refusal, Role};
use crate::explanation::ServiceKind;

/// What is known of a notice that is to be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiveNotice {
    /// Where the conclusion stands.
    pub state: ConclusionState,
    /// How the notice goes out.
    pub service: ServiceKind,
    /// Whether the receipt on paper, or why it is impossible, is written down.
    pub has_note: bool,
    /// Whether the person has had it before.
    pub is_served: bool,
    /// The day.
    pub today: Date,
}

/// A notice that is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeGiven {
    /// The day from which a term counts; none while nobody has opened it.
    pub served_on: Option<Date>,
}

/// Decides whether a notice is given, and from when its term counts.
///
/// # Errors
///
/// Refuses before the decision, a second time, and a paper or an impossible service without a word about it.
pub fn give(command: &GiveNotice) -> Result<NoticeGiven, Refusal> {
    decided(command.state)?;
    if command.is_served {
        return Err(Refusal::new("conclusion.served_already").next("conclusion", Role::Secretary));
    }
    match command.service {
        ServiceKind::InProgram => Ok(NoticeGiven { served_on: None }),
        ServiceKind::OnPaper | ServiceKind::Impossible if command.has_note => {
            Ok(NoticeGiven { served_on: Some(command.today) })
        }
        ServiceKind::OnPaper | ServiceKind::Impossible => {
            Err(Refusal::new("conclusion.service_without_note")
                .next("conclusion.give_notice", Role::Secretary))
        }
    }
}

/// A notice that the person has read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoticeRead;

/// Decides whether a person confirms a notice.
///
/// # Errors
///
/// Refuses one whose term counts already.
pub fn acknowledge(served_on: Option<Date>) -> Result<NoticeRead, Refusal> {
    match served_on {
        None => Ok(NoticeRead),
        Some(_) => Err(Refusal::new("conclusion.served_already").next("conclusion", Role::Reviewed)),
    }
}

/// What is known of results that are to be posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PostResults {
    /// How many subjects of the review are decided on here.
    pub n_subjects: u32,
    /// On how many of them a conclusion is in force.
    pub n_decided: u32,
    /// How many people have no notice yet.
    pub n_without_notice: u32,
    /// Whether they hang already.
    pub is_posted: bool,
    /// From which day to which.
    pub days: (Date, Date),
}

/// Results that are posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResultsPosted {
    /// From which day to which.
    pub days: (Date, Date),
}

/// Decides whether the results of a review are posted inside its unit.
///
/// # Errors
///
/// Refuses while something is undecided or somebody would read about themselves on the board first, a second posting,
/// and days in the wrong order.
pub fn post(command: &PostResults) -> Result<ResultsPosted, Refusal> {
    let n_open = command.n_subjects.saturating_sub(command.n_decided);
    if 0 < n_open || command.n_subjects == 0 {
        return Err(Refusal::new("conclusion.post_before_decided")
            .arg("open", n_open)
            .next("conclusion.decide", Role::Chair));
    }
    if 0 < command.n_without_notice {
        return Err(Refusal::new("conclusion.post_before_notice")
            .arg("open", command.n_without_notice)
            .next("conclusion.give_notice", Role::Secretary));
    }
    if command.is_posted {
        return Err(Refusal::new("conclusion.posted_already").next("conclusion", Role::Secretary));
    }
    let (from, to) = command.days;
    if to < from {
        return Err(
            Refusal::new("conclusion.posting_days_reversed").next("conclusion.post_results", Role::Secretary)
        );
    }
    Ok(ResultsPosted { days: command.days })
}

/// Decides that a conclusion was decided.
///
/// # Errors
///
/// Refuses a draft.
pub(super) fn decided(state: ConclusionState) -> Result<(), Refusal> {
    match state {
        ConclusionState::Decided => Ok(()),
        ConclusionState::Draft => {
            Err(Refusal::new("conclusion.not_decided").next("conclusion.decide", Role::Chair))
        }
    }
}

#[cfg(test)]
mod tests {
    use ServiceKind::{Impossible, InProgram, OnPaper};
    use jiff::civil::date;

    use super::*;

    const DAY: Date = date(2026, 12, 10);

    fn check(change: impl FnOnce(&mut GiveNotice), expected: Result<Option<Date>, &str>) {
        let state = ConclusionState::Decided;
        let mut command =
            GiveNotice { state, service: OnPaper, has_note: true, is_served: false, today: DAY };
        change(&mut command);
        assert_eq!(give(&command).map(|given| given.served_on).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn notice_is_given_once_of_what_was_decided() {
        check(|_| (), Ok(Some(DAY)));
        check(|command| command.state = ConclusionState::Draft, Err("conclusion.not_decided"));
        check(|command| command.is_served = true, Err("conclusion.served_already"));
        assert_eq!(acknowledge(None), Ok(NoticeRead));
        assert_eq!(acknowledge(Some(DAY)).unwrap_err().code, "conclusion.served_already");
    }

    #[test]
    fn in_the_program_it_counts_once_the_person_opens_it_and_on_paper_with_its_receipt() {
        check(|command| command.service = InProgram, Ok(None));
        for service in [OnPaper, Impossible] {
            let bare = |command: &mut GiveNotice| (command.service, command.has_note) = (service, false);
            check(bare, Err("conclusion.service_without_note"));
        }
    }

    fn posting(change: impl FnOnce(&mut PostResults), expected: Result<(), &str>) {
        let days = (DAY, date(2026, 12, 20));
        let mut command =
            PostResults { n_subjects: 5, n_decided: 5, n_without_notice: 0, is_posted: false, days };
        change(&mut command);
        assert_eq!(post(&command).map(|_| ()).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn results_hang_once_all_is_decided_and_everybody_knew_first() {
        posting(|_| (), Ok(()));
        posting(|command| command.n_decided = 4, Err("conclusion.post_before_decided"));
        posting(|command| command.n_without_notice = 1, Err("conclusion.post_before_notice"));
        posting(|command| command.is_posted = true, Err("conclusion.posted_already"));
        posting(|command| command.days.1 = date(2026, 12, 1), Err("conclusion.posting_days_reversed"));
    }
}
