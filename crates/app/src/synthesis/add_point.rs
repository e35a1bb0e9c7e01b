//! Making a point, with the opinion at hand as its first.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, FieldError, form};
use domain::campaign::StandingState;
use domain::common::Line;
use domain::common::id::{OpinionId, PointId, SubjectId};
use domain::opinion::OpinionKind;
use serde::{Deserialize, Serialize};

use super::placing::{Desk, Goes, landing, opinion_here};
use super::store::{self, PointRow};
use crate::campaign::store::contents_of;
use crate::opinion::about_what::subject_of;

form! {
    /// A point to be made.
    pub struct AddPoint = "synthesis.add_point" {
        /// The opinion at hand, when one is.
        opinion: maybe hidden OpinionId,
        /// What it says, in a line.
        title: one line Line,
        /// What kind of point it is.
        kind: one pick OpinionKind,
        /// Whom it is about.
        subject: one pick SubjectId,
        /// The content under review.
        content: one pick String,
        /// The focus area.
        focus: maybe pick String,
    }
}

/// The point that was made, and the opinion that waits next.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Made {
    /// The point.
    pub point: PointId,
    /// The number of the opinion that waits next.
    pub next: Option<i64>,
}

impl Act for AddPoint {
    type Outcome = Made;

    async fn run(&self, unit: &mut Unit) -> Result<Made, Failure> {
        let desk = Desk::open(unit).await?;
        let review = desk.round.review_id;
        let subject = subject_of(unit, review, self.subject).await?;
        check_codes(unit, &self.content, self.focus.as_deref()).await?;
        let point = PointRow {
            id: unit.name(),
            campaign_id: desk.round.campaign_id,
            review_id: review,
            round_id: desk.round.id,
            number: store::next_point_number(unit, review).await?,
            title: self.title.clone(),
            kind: self.kind,
            content: self.content.clone(),
            focus: self.focus.clone(),
            subject_id: subject.id,
            split_from: None,
            version: 0,
        };
        let mut number = 0;
        let mut rows = None;
        if let Some(opinion) = self.opinion {
            let opinion = opinion_here(unit, opinion).await?;
            number = opinion.number;
            rows = Some(desk.place(unit, &opinion, &Goes::into_point(&point)).await?);
        }
        let placed = i64::from(rows.is_some());
        let standing = store::standing(unit, review, placed, StandingState::Running).await?;
        let (point, _, _) = unit.commit("synthesis.point_added", (point, rows, standing), vec![]).await?;
        Ok(Made { point: point.id, next: desk.next(unit, number).await? })
    }

    fn landing(&self, here: &Here, made: &Made) -> String {
        landing(&here.key, made.next)
    }
}

/// Checks that a content is under review and a focus area is one of the campaign's.
pub(super) async fn check_codes(unit: &mut Unit, content: &str, focus: Option<&str>) -> Result<(), Failure> {
    let campaign = unit.campaign()?;
    let known = contents_of(unit, campaign).await?;
    let is_known = |kind: &str, code: &str| known.iter().any(|row| row.kind == kind && row.code == code);
    let wrong = |field| Err(Failure::Malformed(vec![FieldError::new(field, "base-field-not-listed")]));
    if !is_known("content", content) {
        return wrong("content");
    }
    match focus {
        Some(code) if !is_known("focus", code) => wrong("focus"),
        _ => Ok(()),
    }
}
