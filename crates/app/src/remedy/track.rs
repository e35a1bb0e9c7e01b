//! The way of a commitment as a drawing: its milestones on a line of time, today, the end.

use domain::remedy::{CommitmentState, MilestoneState};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{CommitmentRow, MilestoneRow};

const LEFT: i64 = 8;
const WIDTH: i64 = 284;

/// The stretch of time that all tracks of a page share.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Scale {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Scale {
    /// From the first to the last of these days.
    pub fn of(days: impl Iterator<Item = Date> + Clone, today: Date) -> Self {
        let from = days.clone().chain([today]).min().unwrap_or(today);
        let to = days.chain([today]).max().unwrap_or(today);
        Scale { from, to }
    }

    fn x(&self, day: Date) -> i64 {
        let whole = days_between(self.from, self.to).max(1);
        LEFT + days_between(self.from, day).clamp(0, whole) * WIDTH / whole
    }
}

/// How many days from one day to another; negative when it lies before.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}

/// A mark on a track.
#[derive(Clone, Debug, Serialize)]
pub struct Mark {
    /// Its place.
    pub x: i64,
    /// `reached`, `late`, `ahead`, `end` or `done`.
    pub kind: &'static str,
    /// What it says.
    pub title: String,
}

/// A track.
#[derive(Clone, Debug, Serialize)]
pub struct Track {
    /// The place of today.
    pub today: i64,
    /// How far it is done.
    pub done_to: i64,
    /// The marks, in their order.
    pub marks: Vec<Mark>,
    /// How many milestones are reached.
    pub n_reached: usize,
    /// How many are past their day.
    pub n_late: usize,
    /// How many there are.
    pub n_all: usize,
}

impl Track {
    /// The track of a commitment.
    pub fn of(row: &CommitmentRow, milestones: &[&MilestoneRow], scale: Scale, today: Date) -> Self {
        let is_open = matches!(row.state, CommitmentState::Committed | CommitmentState::Reported);
        let kind = |m: &MilestoneRow| match m.state {
            MilestoneState::Reached => "reached",
            MilestoneState::Ahead if is_open && m.due < today => "late",
            MilestoneState::Ahead => "ahead",
        };
        let mark = |m: &&MilestoneRow| Mark { x: scale.x(m.due), kind: kind(m), title: m.title.to_string() };
        let mut marks: Vec<Mark> = milestones.iter().map(mark).collect();
        let count = |kind| marks.iter().filter(|mark| mark.kind == kind).count();
        let (n_reached, n_late, n_all) = (count("reached"), count("late"), marks.len());
        let reached = marks.iter().filter(|mark| mark.kind == "reached").map(|mark| mark.x).max();
        let is_done = row.state == CommitmentState::Accepted;
        let end = Mark {
            x: scale.x(row.deadline),
            kind: if is_done { "done" } else { "end" },
            title: base::web::day(row.deadline),
        };
        let done_to = if is_done { end.x } else { reached.unwrap_or(LEFT) };
        marks.push(end);
        Track { today: scale.x(today), done_to, marks, n_reached, n_late, n_all }
    }
}
