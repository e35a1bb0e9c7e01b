//! The figures of a summary: a line for each unit, and a total that was counted without the lines.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::FigureKind;
use crate::campaign::StandingState;
use crate::common::{CampaignId, Stage, UnitId};

/// How many reviews stand where, at one stage.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageCount {
    /// Whose turn has not come.
    pub ahead: i64,
    /// Under way and in time.
    pub running: i64,
    /// Past their date.
    pub late: i64,
    /// Before a gate that is shut.
    pub blocked: i64,
    /// Finished.
    pub done: i64,
}

impl StageCount {
    /// Adds one review.
    pub fn add(&mut self, state: StandingState) {
        let place = match state {
            StandingState::Ahead => &mut self.ahead,
            StandingState::Running => &mut self.running,
            StandingState::Late => &mut self.late,
            StandingState::Blocked => &mut self.blocked,
            StandingState::Done => &mut self.done,
        };
        *place += 1;
    }

    /// The reviews of both.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            ahead: self.ahead + other.ahead,
            running: self.running + other.running,
            late: self.late + other.late,
            blocked: self.blocked + other.blocked,
            done: self.done + other.done,
        }
    }

    /// How many reviews there are.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.ahead + self.running + self.late + self.blocked + self.done
    }

    /// What a reader must see first of all these reviews.
    #[must_use]
    pub const fn state(&self) -> StandingState {
        if 0 < self.blocked {
            StandingState::Blocked
        } else if 0 < self.late {
            StandingState::Late
        } else if 0 < self.done && self.done == self.total() {
            StandingState::Done
        } else if 0 < self.running || 0 < self.done {
            StandingState::Running
        } else {
            StandingState::Ahead
        }
    }
}

/// The counts of one line.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    figures: BTreeMap<FigureKind, i64>,
    stages: BTreeMap<Stage, StageCount>,
}

impl Counts {
    /// A figure; 0 when nothing was counted.
    #[must_use]
    pub fn of(&self, kind: FigureKind) -> i64 {
        self.figures.get(&kind).copied().unwrap_or(0)
    }

    /// Where the reviews stand at a stage.
    #[must_use]
    pub fn at(&self, stage: Stage) -> StageCount {
        self.stages.get(&stage).copied().unwrap_or_default()
    }

    /// Adds to a figure.
    pub fn add(&mut self, kind: FigureKind, count: i64) {
        *self.figures.entry(kind).or_default() += count;
    }

    /// Adds a review where it stands at a stage.
    pub fn add_standing(&mut self, stage: Stage, state: StandingState) {
        self.stages.entry(stage).or_default().add(state);
    }
}

/// A unit below, or the bodies of the unit itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// The unit; none for bodies whose unit has left the tree.
    pub unit: Option<UnitId>,
    /// Its name on the day of the figures.
    pub name: String,
    /// What was counted.
    pub counts: Counts,
}

/// Shortcomings of one content or focus area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// The code; empty for those without one.
    pub code: String,
    /// Its Vietnamese words.
    pub name_vi: String,
    /// Its English words.
    pub name_en: String,
    /// How many there are.
    pub shortcomings: i64,
    /// How many of them were there in the period before.
    pub repeated: i64,
    /// In how many bodies: no sum of lines, since a body may have several.
    pub reviews: i64,
}

/// A summary of a unit and all units below it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    /// The day.
    pub as_of: Date,
    /// The campaign.
    pub campaign: CampaignId,
    /// What the campaign is called.
    pub title: String,
    /// The unit.
    pub unit: UnitId,
    /// Its name on that day.
    pub unit_name: String,
    /// A line for the unit itself and for each unit right below it.
    pub lines: Vec<UnitLine>,
    /// The total, counted without the lines.
    pub total: Counts,
    /// By content under review.
    pub contents: Vec<Group>,
    /// By focus area.
    pub focus: Vec<Group>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shut_gate_is_seen_before_everything_else() {
        let mut count = StageCount::default();
        assert_eq!(count.state(), StandingState::Ahead);
        for (state, seen) in [
            (StandingState::Done, StandingState::Done),
            (StandingState::Ahead, StandingState::Running),
            (StandingState::Late, StandingState::Late),
            (StandingState::Blocked, StandingState::Blocked),
        ] {
            count.add(state);
            assert_eq!(count.state(), seen);
        }
        assert_eq!(count.total(), 4);
    }

    #[test]
    fn figures_are_frozen_as_they_were_and_read_back() {
        let mut counts = Counts::default();
        counts.add(FigureKind::Shortcomings, 3);
        counts.add_standing(Stage::Report, StandingState::Done);
        let text = serde_json::to_string(&counts).unwrap();
        assert!(text.contains("\"figure_shortcomings\":3"), "{text}");
        assert_eq!(serde_json::from_str::<Counts>(&text).unwrap(), counts);
    }
}
