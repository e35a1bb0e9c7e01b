//! The process line: twelve stations, one datum under each, and a lock where a gate stands.

use base::web::{Words, day};
use domain::campaign::StandingState;
use domain::common::Stage;
use jiff::tz::TimeZone;
use serde::Serialize;

use super::store::StandingRow;

/// A station of the process line.
#[derive(Clone, Debug, Serialize)]
pub struct Station {
    /// The stage.
    pub stage: Stage,
    /// Where it stands.
    pub state: StandingState,
    /// How much is done.
    pub done: i64,
    /// Of how much.
    pub total: i64,
    /// The one datum under the name: the day when it was done, the count while it runs, its day while it is ahead.
    pub datum: String,
    /// Where its name leads, when the reader may go there.
    #[serde(skip)]
    pub href: Option<String>,
    /// The gate after it, once it was begun.
    pub lock: Option<Lock>,
}

/// The gate after a station.
#[derive(Clone, Debug, Serialize)]
pub struct Lock {
    /// Whether it is open.
    pub is_open: bool,
    /// Whether it refused somebody.
    pub is_blocked: bool,
    /// What opens it, and what is missing.
    pub label: String,
}

/// The stations after which the line goes on: after the last one there is no gate.
const LAST: Stage = Stage::Publication;

/// The line over the standings of one review or of many.
pub fn line(words: Words, zone: &TimeZone, all: &[StandingRow]) -> Vec<Station> {
    Stage::ON_THE_LINE.into_iter().map(|stage| station(words, zone, stage, all)).collect()
}

fn station(words: Words, zone: &TimeZone, stage: Stage, all: &[StandingRow]) -> Station {
    let here: Vec<&StandingRow> = all.iter().filter(|cell| cell.stage == stage).collect();
    let state = state_of(&here);
    let (done, total) = here.iter().fold((0, 0), |(done, total), row| (done + row.done, total + row.total));
    let changed = here.iter().map(|row| row.changed_at).max();
    let datum = match (state, changed) {
        (StandingState::Done, Some(at)) => day(at.to_zoned_datetime(zone.clone()).date()),
        (StandingState::Ahead, _) => words.t("campaign-ahead"),
        _ if 0 < total => format!("{done}/{total}"),
        _ => words.t("word-standing-running"),
    };
    let lock =
        (state != StandingState::Ahead && stage != LAST).then(|| lock(words, stage, state, total - done));
    Station { stage, state, done, total, datum, href: None, lock }
}

/// A stage is done when it is done everywhere, and now when it runs anywhere.
fn state_of(here: &[&StandingRow]) -> StandingState {
    let any = |state| here.iter().any(|cell| cell.state == state);
    if !here.is_empty() && here.iter().all(|cell| cell.state == StandingState::Done) {
        StandingState::Done
    } else if any(StandingState::Blocked) {
        StandingState::Blocked
    } else if any(StandingState::Late) {
        StandingState::Late
    } else if any(StandingState::Done) || any(StandingState::Running) {
        StandingState::Running
    } else {
        StandingState::Ahead
    }
}

fn lock(words: Words, stage: Stage, state: StandingState, left: i64) -> Lock {
    let what = words.t(&format!("campaign-gate-{stage}"));
    let label = match state {
        StandingState::Done => words.t1("campaign-gate-open", "what", what),
        StandingState::Blocked => words.t1("campaign-gate-blocked", "what", what),
        _ => words.t2("campaign-gate-shut", "what", what, "left", left.max(0)),
    };
    Lock { is_open: state == StandingState::Done, is_blocked: state == StandingState::Blocked, label }
}

impl StandingRow {
    /// How much is done, in whole per cent.
    pub fn percent(&self) -> i64 {
        if 0 < self.total { (self.done * 100 / self.total).clamp(0, 100) } else { 0 }
    }
}
