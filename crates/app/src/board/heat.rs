//! The heat map: a line a review, a cell a stage, each with its whole meaning in words.

use std::collections::HashMap;

use base::web::Ctx;
use domain::campaign::StandingState;
use domain::common::Stage;
use domain::common::id::ReviewId;
use serde::Serialize;

use super::page_of;
use crate::campaign::store::ReviewRow;
use crate::plan::store::Stood;

/// A line of the map.
#[derive(Serialize)]
pub struct Line {
    /// The review.
    pub review: ReviewId,
    /// The body.
    pub name: String,
    /// Its cells in the order of the process.
    pub cells: Vec<Cell>,
    #[serde(skip)]
    level: i64,
}

/// A cell of the map.
#[derive(Serialize)]
pub struct Cell {
    /// Where the stage stands.
    pub stood: Stood,
    /// What it means, in words.
    pub title: String,
    /// Where it leads, when the reader may go there.
    #[serde(skip)]
    pub href: Option<String>,
}

/// The lines in the order in which they need somebody: what a gate holds up, then what is latest.
pub fn lines(ctx: &Ctx, reviews: &[ReviewRow], names: &[(ReviewId, String)], stood: &[Stood]) -> Vec<Line> {
    let names: HashMap<ReviewId, &String> = names.iter().map(|(id, name)| (*id, name)).collect();
    let mut of_review: HashMap<ReviewId, Vec<&Stood>> = HashMap::new();
    for one in stood {
        of_review.entry(one.row.review_id).or_default().push(one);
    }
    let line = |review: &ReviewRow| {
        let name = names.get(&review.id).map(|name| (*name).clone()).unwrap_or_default();
        let mine = of_review.get(&review.id).map_or(&[] as &[&Stood], Vec::as_slice);
        let cells = Stage::ON_THE_LINE.iter().filter_map(|stage| {
            mine.iter().find(|one| one.row.stage == *stage).map(|one| cell(ctx, review, &name, one))
        });
        Line { review: review.id, level: review.level, cells: cells.collect(), name }
    };
    let mut lines: Vec<Line> = reviews.iter().map(line).collect();
    lines.sort_by_cached_key(Line::need);
    lines
}

fn cell(ctx: &Ctx, review: &ReviewRow, name: &str, stood: &Stood) -> Cell {
    let row = &stood.row;
    let w = ctx.words;
    let mut title = format!("{name}, {}: {}", w.code(row.stage), w.code(format!("standing_{}", row.state)));
    if 0 < row.total {
        title.push_str(&format!(" {}/{}", row.done, row.total));
    }
    if 0 < stood.days_late {
        title.push_str(&format!(", {}", w.t1("plan-days-late", "days", stood.days_late)));
    }
    let places = [
        ("{review}", review.id.to_string()),
        ("{campaign}", review.campaign_id.to_string()),
        ("{unit}", review.unit_id.to_string()),
    ];
    Cell { href: page_of(ctx, row.stage, &places), stood: stood.clone(), title }
}

impl Line {
    fn need(&self) -> (bool, i64, i64, String) {
        let is_blocked = self.cells.iter().any(|cell| cell.stood.row.state == StandingState::Blocked);
        let late = self.cells.iter().map(|cell| cell.stood.days_late).max().unwrap_or(0);
        (!is_blocked, -late, self.level, self.name.clone())
    }
}
