//! Correcting whom an opinion is about, on what, and what it says. Its words never change.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Stage;
use domain::common::id::{OpinionId, SubjectId};
use domain::opinion::OpinionKind;
use domain::synthesis::classify::{ClassifyFacts, classify};
use domain::synthesis::place::About;
use domain::synthesis::scope::ScopeFacts;

use super::placing::{about_point, contents, opinion_here, round_for};
use super::store::{self, PlacementRow, PointRow, Said};
use crate::opinion::about_what::{check_content, subject_of};
use crate::opinion::store::{OpinionRow, TraceRow, trace_row};

form! {
    /// What an opinion is about.
    pub struct ClassifyOpinion = "synthesis.classify_opinion" {
        /// The opinion.
        opinion: one hidden OpinionId,
        /// Its version on the page.
        version: one hidden i64,
        /// Whom it is about.
        subject: maybe pick SubjectId,
        /// The content under review, or outside.
        content: one pick String,
        /// What it says.
        kind: one pick OpinionKind,
    }
}

impl Act for ClassifyOpinion {
    type Outcome = (OpinionId, i64);

    async fn run(&self, unit: &mut Unit) -> Result<(OpinionId, i64), Failure> {
        let opinion = opinion_here(unit, self.opinion).await?;
        let opinion = OpinionRow { version: self.version, ..opinion };
        let placement = store::placement_of(unit, opinion.id).await?;
        let said = Said { subject: self.subject, content: self.content.clone(), kind: self.kind };
        let rows = classified(unit, opinion, &said, placement.as_ref()).await?;
        let (opinion, _) = unit.commit("synthesis.opinion_classified", rows, vec![]).await?;
        Ok((opinion.id, opinion.number))
    }

    fn landing(&self, here: &Here, (_, number): &(OpinionId, i64)) -> String {
        format!("/synthesis/{}?opinion={number}", here.key)
    }
}

/// Classifies an opinion anew: decides, and gives the rows. Where it lies must still be right, if it stays there.
pub(super) async fn classified(
    unit: &mut Unit,
    opinion: OpinionRow,
    said: &Said,
    placement: Option<&PlacementRow>,
) -> Result<(OpinionRow, TraceRow), Failure> {
    let (review, campaign) = (opinion.review_id, opinion.campaign_id);
    if let Some(subject) = said.subject {
        subject_of(unit, review, subject).await?;
    }
    check_content(unit, campaign, &said.content).await?;
    let round = round_for(unit, opinion.review_id, (opinion.id, opinion.round)).await?;
    let point: Option<PointRow> = match placement.and_then(|row| row.point_id) {
        Some(point) => Some(store::point_in(unit, review, point).await?),
        None => None,
    };
    let contents = contents(unit).await?;
    let codes: Vec<&str> = contents.iter().map(String::as_str).collect();
    let scope = placement.map(|row| ScopeFacts {
        round,
        content: Some(&said.content),
        contents: &codes,
        disposition: row.disposition,
        has_addressee: row.forwarded_to.is_some(),
        reason: row.reason.as_ref(),
    });
    let about = classify(&ClassifyFacts {
        round,
        opinion: About { subject: said.subject, kind: said.kind },
        point: point.as_ref().map(about_point),
        scope,
    })?;
    let trace = trace_row(unit, &opinion, Stage::Synthesis, "trace-synthesis-classified", None);
    let (subject_id, content, kind) = (about.subject, said.content.clone(), about.kind);
    Ok((OpinionRow { subject_id, content, kind, ..opinion }, trace))
}
