//! Gate G3, heard: no conclusion on a point before its subject was served (or service recorded as impossible, with
//! reason) and answered, or the term lapsed.

use jiff::civil::Date;

use crate::common::{Gate, Refusal, Role};
use crate::explanation::AssignmentState;
pub use crate::explanation::hearing::{Hearing, Service};

/// A point on which everybody concerned was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heard {
    /// How many answered.
    pub n_answered: usize,
    /// How many let the term go by.
    pub n_lapsed: usize,
}

/// Decides whether a point may be concluded upon.
///
/// # Errors
///
/// Refuses while nobody was asked, while a notice has reached nobody, while a term runs.
pub fn heard(hearings: &[Hearing], today: Date) -> Result<Heard, Refusal> {
    if hearings.is_empty() {
        return Err(refusal("conclusion.nobody_asked").next("explanation.assign", Role::Secretary));
    }
    let n_unserved = hearings.iter().filter(|hearing| hearing.service == Service::NotYet).count();
    if 0 < n_unserved {
        return Err(refusal("conclusion.not_served")
            .arg("open", n_unserved)
            .next("explanation.serve", Role::Secretary));
    }
    let waiting: Vec<&Hearing> = hearings.iter().filter(|hearing| !hearing.is_over(today)).collect();
    if let Some(last) = waiting.iter().map(|hearing| hearing.term_ends).max() {
        return Err(refusal("conclusion.not_answered")
            .arg("open", waiting.len())
            .arg("until", last)
            .next("explanation.answer", Role::Reviewed));
    }
    let n_answered = hearings.iter().filter(|hearing| hearing.state == AssignmentState::Answered).count();
    Ok(Heard { n_answered, n_lapsed: hearings.len() - n_answered })
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Heard)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use uuid::Uuid;

    use super::*;
    use crate::common::{PersonId, Reason};

    fn hearing(service: Service, state: AssignmentState) -> Hearing {
        Hearing { person: PersonId::new(Uuid::nil()), service, state, term_ends: date(2026, 11, 20) }
    }

    fn served() -> Service {
        Service::Served(date(2026, 11, 13))
    }

    fn check(hearings: &[Hearing], today: Date, expected: Result<(usize, usize), &str>) {
        let result = heard(hearings, today).map(|heard| (heard.n_answered, heard.n_lapsed));
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn who_answered_was_heard() {
        check(&[hearing(served(), AssignmentState::Answered)], date(2026, 11, 14), Ok((1, 0)));
    }

    #[test]
    fn a_point_on_which_nobody_was_asked_is_not_concluded_upon() {
        check(&[], date(2026, 12, 31), Err("conclusion.nobody_asked"));
    }

    #[test]
    fn no_term_runs_out_for_somebody_whom_no_notice_reached() {
        let unserved = hearing(Service::NotYet, AssignmentState::Assigned);
        check(&[unserved], date(2026, 12, 31), Err("conclusion.not_served"));
    }

    #[test]
    fn the_last_day_of_a_term_still_belongs_to_the_person() {
        let silent = [hearing(served(), AssignmentState::Served)];
        check(&silent, date(2026, 11, 20), Err("conclusion.not_answered"));
        check(&silent, date(2026, 11, 21), Ok((0, 1)));
    }

    #[test]
    fn an_impossible_service_stands_in_for_a_notice_and_the_term_still_runs() {
        let reason = Reason::parse("Đang điều trị ở nước ngoài").unwrap();
        let away = [hearing(Service::Impossible(reason), AssignmentState::Assigned)];
        check(&away, date(2026, 11, 20), Err("conclusion.not_answered"));
        check(&away, date(2026, 11, 21), Ok((0, 1)));
    }

    #[test]
    fn one_who_is_still_waited_for_holds_up_the_point() {
        let both =
            [hearing(served(), AssignmentState::Answered), hearing(served(), AssignmentState::Reopened)];
        check(&both, date(2026, 11, 18), Err("conclusion.not_answered"));
    }
}
