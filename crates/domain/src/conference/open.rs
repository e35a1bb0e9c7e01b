//! A conference opens: on its day, with quorum; one that reviews also with its suggestions settled (G18), its first
//! round accounted for (G1), its turn come (G4) and its papers out (G9).

use jiff::civil::Date;

use super::order::{Neighbours, Turn, TurnTaken, take_turn};
use super::papers_out::{PapersFacts, papers_out};
use super::quorum::{Quorate, quorum};
use super::standing::still_called;
use super::states::ConferenceState;
use crate::common::pack::Parameters;
use crate::common::{Citation, Gate, Ratio, Refusal, Role};
use crate::report::submit::{Suggestions, suggestions_settled};
use crate::synthesis::RoundState;

/// What is known of any conference that is to open.
#[derive(Debug, Clone, Copy)]
pub struct OpenConference {
    /// Where it stands.
    pub state: ConferenceState,
    /// The day for which it was called.
    pub day: Date,
    /// Today.
    pub today: Date,
    /// How many were called who count for the quorum.
    pub n_called: u32,
    /// How many of them are present.
    pub n_present: u32,
    /// The share of those called who must be present.
    pub ratio: Ratio,
}

/// Decides whether a conference opens.
///
/// # Errors
///
/// Refuses one that has begun, another day than the one it was called for, and too few people.
pub fn open_conference(command: &OpenConference) -> Result<Quorate, Refusal> {
    on_its_day(command)?;
    quorum(command.n_called, command.n_present, command.ratio)
}

fn on_its_day(command: &OpenConference) -> Result<(), Refusal> {
    still_called(command.state)?;
    if command.day == command.today {
        return Ok(());
    }
    Err(Refusal::new("conference.not_its_day")
        .arg("day", command.day)
        .arg("today", command.today)
        .next("conference.move", Role::Secretary))
}

/// What is known of the first round of synthesis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FirstRound {
    /// Where it stands, once there is one.
    pub state: Option<RoundState>,
    /// How many opinions were received for it.
    pub n_received: u32,
}

/// What is known of a conference that reviews a body.
#[derive(Debug, Clone, Copy)]
pub struct OpenReview<'a> {
    /// What holds for any conference.
    pub conference: OpenConference,
    /// What the superior has suggested.
    pub suggestions: Suggestions,
    /// The first round of synthesis.
    pub first_round: FirstRound,
    /// The reviews above and below.
    pub neighbours: Neighbours,
    /// The values of the pack.
    pub rules: &'a Parameters,
    /// When the papers went out.
    pub papers: PapersFacts<'a>,
}

/// A review that goes to conference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewOpened {
    /// Who is there.
    pub quorate: Quorate,
    /// Whether it takes its turn early, and on which document.
    pub turn: TurnTaken,
}

/// Decides whether a conference that reviews a body opens.
///
/// # Errors
///
/// As [`open_conference`]; before the people, names suggestions that are not settled, opinions that are not accounted
/// for, reviews that come first, and papers that are not out.
pub fn open_review(command: &OpenReview<'_>, exception: Option<Citation>) -> Result<ReviewOpened, Refusal> {
    on_its_day(&command.conference)?;
    suggestions_settled(command.suggestions)?;
    first_round_closed(command.first_round)?;
    let turn = take_turn(Turn::Conference, command.neighbours, command.rules, exception)?;
    papers_out(&command.papers)?;
    Ok(ReviewOpened { quorate: open_conference(&command.conference)?, turn })
}

fn first_round_closed(round: FirstRound) -> Result<(), Refusal> {
    let is_settled = round.state.map_or(round.n_received == 0, |state| state == RoundState::Closed);
    if is_settled {
        return Ok(());
    }
    Err(Refusal::new("conference.first_round_open")
        .gate(Gate::Accounted)
        .arg("received", round.n_received)
        .next("synthesis.close_round", Role::Secretary))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::common::{Calendar, Pack};

    const DAY: Date = date(2026, 12, 4);

    fn conference() -> OpenConference {
        OpenConference {
            state: ConferenceState::Called,
            day: DAY,
            today: DAY,
            n_called: 17,
            n_present: 15,
            ratio: Ratio::new(2, 3).unwrap(),
        }
    }

    fn check(change: impl FnOnce(&mut OpenReview<'_>), expected: Result<u32, &str>) {
        let pack = Pack::parse(include_str!("../../../../rules/nq-tw4-2012.toml"), "pack.toml").unwrap();
        let calendar = include_str!("../../../../rules/calendars/vn-2026.toml");
        let calendar = Calendar::parse(calendar, "vn-2026.toml").unwrap();
        let reached = [Some(date(2026, 11, 27))];
        let mut command = OpenReview {
            conference: conference(),
            suggestions: Suggestions::RecordedNone,
            first_round: FirstRound { state: Some(RoundState::Closed), n_received: 438 },
            neighbours: Neighbours { n_open_above: 0, n_open_below: 3 },
            rules: &pack.parameters,
            papers: PapersFacts { conference: DAY, working_days: 3, reached: &reached, calendar: &calendar },
        };
        change(&mut command);
        let opened = open_review(&command, None).map(|opened| opened.quorate.n_present);
        assert_eq!(opened.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_review_goes_to_conference_when_everything_before_it_is_done() {
        check(|_| (), Ok(15));
        check(|c| c.suggestions = Suggestions::NotSettled, Err("report.suggestions_not_settled"));
        check(|c| c.neighbours.n_open_above = 1, Err("conference.superior_comes_first"));
        check(|c| c.papers.reached = &[None], Err("conference.papers_not_out"));
        check(|c| c.conference.n_present = 11, Err("conference.no_quorum"));
    }

    #[test]
    fn opinions_are_accounted_for_before_the_conference() {
        let round = |state, n_received| FirstRound { state, n_received };
        check(|c| c.first_round = round(Some(RoundState::Open), 438), Err("conference.first_round_open"));
        check(|c| c.first_round = round(None, 3), Err("conference.first_round_open"));
        check(|c| c.first_round = round(None, 0), Ok(15));
    }

    #[test]
    fn it_opens_once_and_on_the_day_for_which_it_was_called() {
        check(|c| c.conference.today = date(2026, 12, 3), Err("conference.not_its_day"));
        check(|c| c.conference.today = date(2026, 12, 7), Err("conference.not_its_day"));
        check(|c| c.conference.state = ConferenceState::Open, Err("conference.has_begun"));
    }

    #[test]
    fn any_conference_needs_its_people() {
        assert!(open_conference(&conference()).is_ok());
        let few = OpenConference { n_present: 11, ..conference() };
        assert_eq!(open_conference(&few).unwrap_err().code, "conference.no_quorum");
    }
}
