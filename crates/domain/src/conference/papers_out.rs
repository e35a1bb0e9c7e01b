//! Gate G9, papers out: papers reach participants n working days before, by a calendar of holidays that is data.

use jiff::civil::Date;

use crate::common::{Calendar, Gate, Refusal, Role};

/// What is known of the papers of a conference.
#[derive(Debug, Clone, Copy)]
pub struct PapersFacts<'a> {
    /// The day of the conference.
    pub conference: Date,
    /// How many working days before it papers go out.
    pub working_days: u16,
    /// For each participant, when the last of the papers reached them.
    pub reached: &'a [Option<Date>],
    /// The calendar.
    pub calendar: &'a Calendar,
}

/// A conference whose papers went out in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PapersOut {
    /// The last day on which papers were in time.
    pub latest: Date,
}

/// Decides whether the papers went out in time.
///
/// # Errors
///
/// Counts whom the papers have not reached, then whom they reached too late, with the last day that was in time.
pub fn papers_out(facts: &PapersFacts<'_>) -> Result<PapersOut, Refusal> {
    let latest = facts.calendar.sub_working_days(facts.conference, facts.working_days.into());
    let n_missing = facts.reached.iter().filter(|day| day.is_none()).count();
    let n_late = facts.reached.iter().flatten().filter(|day| latest < **day).count();
    let (code, count, act) = match (n_missing, n_late) {
        (0, 0) => return Ok(PapersOut { latest }),
        (0, late) => ("conference.papers_late", late, "plan.move_sitting"),
        (missing, _) => ("conference.papers_not_out", missing, "conference.send_papers"),
    };
    Err(Refusal::new(code)
        .gate(Gate::PapersOut)
        .arg("participants", count)
        .arg("days", facts.working_days)
        .arg("latest", latest)
        .arg("conference", facts.conference)
        .next(act, Role::Secretary))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn check(reached: &[Option<Date>], expected: Result<Date, &str>) {
        let text = include_str!("../../../../rules/calendars/vn-2026.toml");
        let calendar = Calendar::parse(text, "vn-2026.toml").unwrap();
        // The conference is on a Tuesday; the Monday and the weekend before it lie between.
        let facts =
            PapersFacts { conference: date(2026, 12, 8), working_days: 3, reached, calendar: &calendar };
        let result = papers_out(&facts).map(|out| out.latest).map_err(|refusal| refusal.code);
        assert_eq!(result, expected);
    }

    #[test]
    fn papers_go_out_three_working_days_before() {
        let thursday = date(2026, 12, 3);
        check(&[Some(thursday), Some(date(2026, 11, 30))], Ok(thursday));
        check(&[Some(thursday), Some(date(2026, 12, 4))], Err("conference.papers_late"));
    }

    #[test]
    fn papers_that_somebody_never_got_are_named_first() {
        check(&[None, Some(date(2026, 12, 7))], Err("conference.papers_not_out"));
    }
}
