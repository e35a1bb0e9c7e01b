//! A submitted report is given back with reasons and a new day; what was submitted stays as it was.

use jiff::civil::Date;

use super::states::ReportState;
use crate::common::{Refusal, Role};
use crate::plan;

/// What is known of a report that is to be given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GiveBack {
    /// Where it stands.
    pub state: ReportState,
    /// Whether whoever gives it back wrote it.
    pub is_own_writing: bool,
    /// The day by which it is to be submitted again.
    pub due: Date,
    /// Today.
    pub today: Date,
    /// The day by which the campaign is to be closed.
    pub closes: Date,
}

/// A report that is given back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GivenBack {
    /// Where it stands now.
    pub state: ReportState,
    /// The day by which it is to be submitted again.
    pub due: Date,
}

/// Decides whether a report is given back.
///
/// # Errors
///
/// Refuses one that was not submitted or is final, its own writer, and a day outside what is left of the campaign.
pub fn give_back(command: &GiveBack) -> Result<GivenBack, Refusal> {
    if command.state != ReportState::Submitted {
        return Err(Refusal::new("report.nothing_submitted")
            .arg("state_code", command.state)
            .next("report.submit", Role::Reviewed));
    }
    if command.is_own_writing {
        return Err(Refusal::new("report.given_back_by_its_writer").next("report.give_back", Role::Superior));
    }
    let day = plan::AddTask { due: command.due, opens: command.today, closes: command.closes };
    let due = plan::add_task(&day)?.due;
    Ok(GivenBack { state: ReportState::Returned, due })
}

/// Decides whether a submitted report may be completed by what came out of the review, which makes it final.
///
/// # Errors
///
/// Refuses one that was not submitted.
pub fn complete(state: ReportState) -> Result<ReportState, Refusal> {
    match state {
        ReportState::Submitted | ReportState::Sealed => Ok(ReportState::Sealed),
        ReportState::Draft | ReportState::Returned => Err(Refusal::new("report.nothing_submitted")
            .arg("state_code", state)
            .next("report.submit", Role::Secretary)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(state: ReportState, is_own_writing: bool, due: Date, expected: Result<ReportState, &str>) {
        let (today, closes) = (date(2026, 11, 20), date(2026, 12, 31));
        let given = give_back(&GiveBack { state, is_own_writing, due, today, closes });
        assert_eq!(given.map(|given| given.state).map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn only_what_was_submitted_is_given_back() {
        let due = date(2026, 11, 25);
        check(ReportState::Submitted, false, due, Ok(ReportState::Returned));
        for state in [ReportState::Draft, ReportState::Returned, ReportState::Sealed] {
            check(state, false, due, Err("report.nothing_submitted"));
        }
    }

    #[test]
    fn nobody_takes_back_what_they_wrote_themselves() {
        check(ReportState::Submitted, true, date(2026, 11, 25), Err("report.given_back_by_its_writer"));
    }

    #[test]
    fn the_new_day_lies_ahead_and_within_the_campaign() {
        check(ReportState::Submitted, false, date(2026, 11, 19), Err("plan.day_outside_campaign"));
        check(ReportState::Submitted, false, date(2027, 1, 1), Err("plan.day_outside_campaign"));
        check(ReportState::Submitted, false, date(2026, 11, 20), Ok(ReportState::Returned));
    }

    #[test]
    fn a_report_becomes_final_after_it_was_submitted() {
        assert_eq!(complete(ReportState::Submitted).unwrap(), ReportState::Sealed);
        assert_eq!(complete(ReportState::Sealed).unwrap(), ReportState::Sealed);
        for open in [ReportState::Draft, ReportState::Returned] {
            assert_eq!(complete(open).unwrap_err().code, "report.nothing_submitted");
        }
    }
}
