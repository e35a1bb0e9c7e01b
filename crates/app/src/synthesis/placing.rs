//! What every act at the desk stands on: the open round, the contents under review, an opinion of this review, and
//! the rows that placing it writes.

use base::Failure;
use base::db::Link;
use base::unit::Unit;
use domain::common::id::{OpinionId, PersonId, PointId, ReviewId};
use domain::common::{Line, Reason, Stage};
use domain::synthesis::code_blind::touch_at_desk;
use domain::synthesis::open_round::open_one;
use domain::synthesis::place::{About, PlaceFacts, place};
use domain::synthesis::scope::{ScopeFacts, state_for};
use domain::synthesis::{Disposition, RoundState};

use super::store::{self, PlacementRow, PointRow, RoundRow};
use crate::campaign::same_review;
use crate::campaign::store::contents_of;
use crate::opinion::store::{OpinionRow, TraceRow, detail, intake_of, open_objection_on, trace_row};

/// The desk while a round is open.
pub(super) struct Desk {
    pub round: RoundRow,
    pub contents: Vec<String>,
    pub person: PersonId,
}

/// Where an opinion is to go.
pub(super) struct Goes<'a> {
    pub disposition: Disposition,
    pub point: Option<&'a PointRow>,
    pub forwarded_to: Option<Line>,
    pub reason: Option<Reason>,
}

impl Goes<'_> {
    pub fn into_point(point: &PointRow) -> Goes<'_> {
        let disposition = Disposition::InPoint;
        Goes { disposition, point: Some(point), forwarded_to: None, reason: None }
    }

    /// What the rules ask of it.
    pub fn scope<'s>(
        &'s self,
        round: RoundState,
        content: &'s str,
        contents: &'s [&'s str],
    ) -> ScopeFacts<'s> {
        ScopeFacts {
            round,
            content: Some(content),
            contents,
            disposition: self.disposition,
            has_addressee: self.forwarded_to.is_some(),
            reason: self.reason.as_ref(),
        }
    }

    /// What its contributor reads, and what that names.
    pub fn told(&self, again: &str) -> (String, Option<Line>) {
        let what = self.disposition.to_string().replace('_', "-");
        let named = match (self.point, &self.forwarded_to, &self.reason) {
            (Some(point), _, _) => Some(format!("{}. {}", point.number, point.title)),
            (None, Some(to), _) => Some(to.to_string()),
            (None, None, reason) => reason.as_ref().map(ToString::to_string),
        };
        (format!("trace-synthesis-{again}{what}"), named.as_deref().and_then(detail))
    }
}

/// What an opinion says of whom.
pub(super) fn about(opinion: &OpinionRow) -> About {
    About { subject: opinion.subject_id, kind: opinion.kind }
}

/// What a point says of whom.
pub(super) fn about_point(point: &PointRow) -> About {
    About { subject: Some(point.subject_id), kind: point.kind }
}

/// The codes of the contents under review.
pub(super) async fn contents(unit: &mut Unit) -> Result<Vec<String>, Failure> {
    let campaign = unit.campaign()?;
    let rows = contents_of(unit, campaign).await?;
    Ok(rows.into_iter().filter(|row| row.kind == "content").map(|row| row.code).collect())
}

impl Desk {
    /// The desk of the review at hand.
    pub async fn open(unit: &mut Unit) -> Result<Self, Failure> {
        let review = unit.review()?;
        let round = open_one(store::open_round_of(unit, review).await?)?;
        Ok(Desk { round, contents: contents(unit).await?, person: unit.person()? })
    }

    /// The codes of the contents, as the rules take them.
    pub fn codes(&self) -> Vec<&str> {
        self.contents.iter().map(String::as_str).collect()
    }

    /// A point of this review.
    pub async fn point(&self, unit: &mut Unit, id: PointId) -> Result<PointRow, Failure> {
        store::point_in(unit, self.round.review_id, id).await
    }

    /// Places an opinion for the first time: decides, and gives the rows.
    pub async fn place(
        &self,
        unit: &mut Unit,
        opinion: &OpinionRow,
        goes: &Goes<'_>,
    ) -> Result<(PlacementRow, TraceRow), Failure> {
        let codes = self.codes();
        let placed = place(&PlaceFacts {
            rounds: (opinion.round, self.round.number),
            is_placed: store::placement_of(unit, opinion.id).await?.is_some(),
            opinion: about(opinion),
            point: goes.point.map(about_point),
            scope: goes.scope(self.round.state, &opinion.content, &codes),
        })?;
        let row = PlacementRow {
            id: unit.name(),
            campaign_id: self.round.campaign_id,
            review_id: self.round.review_id,
            round_id: self.round.id,
            opinion_id: opinion.id,
            disposition: placed.disposition,
            point_id: goes.point.map(|point| point.id),
            reason: goes.reason.clone(),
            forwarded_to: goes.forwarded_to.clone(),
            placed_by: self.person,
            placed_at: unit.at(),
            version: 0,
        };
        let (what, named) = goes.told("");
        Ok((row, trace_row(unit, opinion, Stage::Synthesis, &what, named)))
    }

    /// The number of the opinion that is to be placed next, after this one.
    pub async fn next(&self, unit: &mut Unit, number: i64) -> Result<Option<i64>, Failure> {
        let round = (self.round.review_id, self.round.number);
        let next = store::waiting_opinion(unit, round, number, |_| false).await?;
        Ok(next.map(|opinion| opinion.number))
    }
}

/// Where the round of an opinion stands for it; one that waits for its round, too, is still open.
pub(super) async fn round_for(
    link: &mut Link,
    review: ReviewId,
    (opinion, round): (OpinionId, i64),
) -> Result<RoundState, Failure> {
    let rounds = store::rounds_of(link, review).await?;
    let round = rounds.iter().find(|one| one.number == round);
    let objection = open_objection_on(link, opinion).await?;
    let intake = intake_of(link, review).await?;
    Ok(state_for(round.map_or(RoundState::Open, |round| round.state), objection, intake))
}

/// An opinion of the review at hand; another's is not there, and one that somebody codes blind they leave where it is.
pub(super) async fn opinion_here(unit: &mut Unit, id: OpinionId) -> Result<OpinionRow, Failure> {
    let review = unit.review()?;
    let opinion: OpinionRow = unit.need(id).await?;
    same_review(opinion.review_id, review)?;
    let person = unit.person()?;
    touch_at_desk(store::count_blind(unit, id, person).await?)?;
    Ok(opinion)
}

/// The desk with the next opinion on it.
pub(super) fn landing(key: &str, next: Option<i64>) -> String {
    match next {
        Some(number) => format!("/synthesis/{key}?opinion={number}"),
        None => format!("/synthesis/{key}"),
    }
}
