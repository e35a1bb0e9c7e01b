//! Serving a notice: no term runs before it reached the person, and where it cannot reach them the reason is written.

use jiff::civil::Date;

use super::assign::Term;
use super::states::{AssignmentState, ServiceKind};
use crate::common::{Gate, Refusal, Role};

/// What is known when a notice is to be served.
#[derive(Debug, Clone, Copy)]
pub struct ServeFacts<'a> {
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// How it was tried before.
    pub before: Option<ServiceKind>,
    /// How it is done now.
    pub kind: ServiceKind,
    /// Whether something is written: who took the paper, or why it cannot be served.
    pub has_note: bool,
    /// The day on which the person received it; today unless it was on paper.
    pub received: Date,
    /// Today.
    pub today: Date,
    /// The day that was named when the point was assigned.
    pub due: Date,
    /// How long the rule pack gives.
    pub term: Term<'a>,
}

/// A notice that is on its way or has arrived.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    /// Where the assignment stands now.
    pub state: AssignmentState,
    /// The day on which it reached the person, if it did.
    pub on: Option<Date>,
    /// The last day of the term.
    pub due: Date,
}

/// Decides whether a notice is served.
///
/// # Errors
///
/// Refuses to serve what has reached the person, to send the same again, to hand over or give up without a note, and
/// a day of receipt that has not come.
pub fn serve(facts: &ServeFacts<'_>) -> Result<Served, Refusal> {
    if is_out(facts.state) {
        return Err(refusal("explanation.already_served").next("explanation", Role::Secretary));
    }
    if facts.kind == ServiceKind::InProgram && facts.before == Some(ServiceKind::InProgram) {
        return Err(refusal("explanation.already_sent").next("explanation.serve", Role::Secretary));
    }
    if facts.kind != ServiceKind::InProgram && !facts.has_note {
        return Err(refusal("explanation.service_without_note").next("explanation.serve", Role::Secretary));
    }
    if facts.today < facts.received {
        return Err(refusal("explanation.received_in_future")
            .arg("received_day", facts.received)
            .next("explanation.serve", Role::Secretary));
    }
    let due = facts.due.max(facts.term.from(facts.received));
    Ok(match facts.kind {
        ServiceKind::InProgram => Served { state: facts.state, on: None, due: facts.due },
        ServiceKind::OnPaper => Served { state: AssignmentState::Served, on: Some(facts.received), due },
        // The term runs all the same: what is put off for ever would never be concluded upon.
        ServiceKind::Impossible => Served { state: facts.state, on: None, due },
    })
}

/// What is known when somebody opens a notice.
#[derive(Debug, Clone, Copy)]
pub struct OpenFacts<'a> {
    /// Where the assignment stands.
    pub state: AssignmentState,
    /// How it was served.
    pub service: Option<ServiceKind>,
    /// Today.
    pub today: Date,
    /// The day that was named when the point was assigned.
    pub due: Date,
    /// How long the rule pack gives.
    pub term: Term<'a>,
}

/// Decides whether a notice is opened: from that day its term runs.
///
/// # Errors
///
/// Refuses a notice that was not sent, and one that has reached the person before.
pub fn open_notice(facts: &OpenFacts<'_>) -> Result<Served, Refusal> {
    if is_out(facts.state) {
        return Err(refusal("explanation.already_opened").next("explanation.answer", Role::Reviewed));
    }
    if facts.service.is_none() {
        return Err(refusal("explanation.not_sent").next("explanation.serve", Role::Secretary));
    }
    let due = facts.due.max(facts.term.from(facts.today));
    Ok(Served { state: AssignmentState::Served, on: Some(facts.today), due })
}

/// Whether the notice has reached the person.
const fn is_out(state: AssignmentState) -> bool {
    match state {
        AssignmentState::Assigned | AssignmentState::Reopened => false,
        AssignmentState::Served | AssignmentState::Answered | AssignmentState::Lapsed => true,
    }
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Heard)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::super::assign::tests::calendar;
    use super::*;

    type Expected<'a> = Result<(AssignmentState, Option<Date>, Date), &'a str>;

    fn check(change: impl FnOnce(&mut ServeFacts<'_>), expected: Expected<'_>) {
        let calendar = calendar();
        let mut facts = ServeFacts {
            state: AssignmentState::Assigned,
            before: None,
            kind: ServiceKind::InProgram,
            has_note: false,
            received: date(2026, 11, 20),
            today: date(2026, 11, 20),
            due: date(2026, 11, 25),
            term: Term { calendar: &calendar, working_days: 5 },
        };
        change(&mut facts);
        let result = serve(&facts).map(|served| (served.state, served.on, served.due));
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_notice_in_the_program_is_on_its_way_until_it_is_opened() {
        check(|_| (), Ok((AssignmentState::Assigned, None, date(2026, 11, 25))));
        check(|facts| facts.before = Some(ServiceKind::InProgram), Err("explanation.already_sent"));
    }

    #[test]
    fn on_paper_the_term_runs_from_the_day_on_which_it_was_received() {
        let paper = |facts: &mut ServeFacts<'_>| {
            (facts.kind, facts.has_note, facts.received) = (ServiceKind::OnPaper, true, date(2026, 11, 19));
        };
        check(paper, Ok((AssignmentState::Served, Some(date(2026, 11, 19)), date(2026, 11, 26))));
        check(|facts| facts.kind = ServiceKind::OnPaper, Err("explanation.service_without_note"));
        let tomorrow = |facts: &mut ServeFacts<'_>| {
            (facts.kind, facts.has_note, facts.received) = (ServiceKind::OnPaper, true, date(2026, 11, 21));
        };
        check(tomorrow, Err("explanation.received_in_future"));
    }

    #[test]
    fn an_impossible_service_has_a_reason_and_can_still_be_made_good() {
        check(|facts| facts.kind = ServiceKind::Impossible, Err("explanation.service_without_note"));
        let away = |facts: &mut ServeFacts<'_>| {
            (facts.kind, facts.has_note) = (ServiceKind::Impossible, true);
        };
        check(away, Ok((AssignmentState::Assigned, None, date(2026, 11, 27))));
        let back = |facts: &mut ServeFacts<'_>| facts.before = Some(ServiceKind::Impossible);
        check(back, Ok((AssignmentState::Assigned, None, date(2026, 11, 25))));
    }

    #[test]
    fn what_has_reached_the_person_is_not_served_again() {
        for state in [AssignmentState::Served, AssignmentState::Answered, AssignmentState::Lapsed] {
            check(|facts| facts.state = state, Err("explanation.already_served"));
        }
    }

    #[test]
    fn the_term_begins_on_the_day_on_which_the_notice_is_opened() {
        let calendar = calendar();
        let open = |state, service, today| {
            let term = Term { calendar: &calendar, working_days: 5 };
            let facts = OpenFacts { state, service, today, due: date(2026, 11, 25), term };
            open_notice(&facts).map(|opened| opened.due).map_err(|refusal| refusal.code)
        };
        let sent = Some(ServiceKind::InProgram);
        assert_eq!(open(AssignmentState::Assigned, sent, date(2026, 11, 18)), Ok(date(2026, 11, 25)));
        assert_eq!(open(AssignmentState::Assigned, sent, date(2026, 11, 23)), Ok(date(2026, 11, 30)));
        assert_eq!(open(AssignmentState::Reopened, sent, date(2026, 11, 23)), Ok(date(2026, 11, 30)));
        let nothing = open(AssignmentState::Assigned, None, date(2026, 11, 18));
        assert_eq!(nothing, Err("explanation.not_sent"));
        let again = open(AssignmentState::Served, sent, date(2026, 11, 18));
        assert_eq!(again, Err("explanation.already_opened"));
    }
}
