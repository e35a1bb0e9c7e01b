//! Opening a lesson conference: with enough people, and with the figures frozen that are laid before it.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Stage;
use domain::common::id::ConferenceId;
use domain::conference::open::open_conference;

use super::store::{self, FigureRow};
use crate::campaign::packs;
use crate::campaign::store::{CampaignRow, StandingRow, stand};
use crate::conference::acting::{self, Step};
use crate::conference::open::{facts, opened_row};

form! {
    /// A lesson conference that opens.
    pub struct OpenLesson = "lesson.open" {
        /// The conference.
        conference: one hidden ConferenceId,
    }
}

impl Act for OpenLesson {
    type Outcome = Step;
    const LIMIT_MS: u64 = 10_000;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        let campaign: CampaignRow = unit.need(session.conference.campaign_id).await?;
        let pack = packs::of_campaign(unit, campaign.id).await?;
        let today = unit.today();
        open_conference(&facts(&session, &pack, today))?;
        let row = opened_row(unit, &session);
        let counted = store::count(unit, &campaign, today).await?;
        let figure = |one: store::Counted| FigureRow {
            id: unit.name(),
            campaign_id: campaign.id,
            conference_id: row.id,
            code: one.code,
            value: one.value,
            out_of: one.out_of,
            version: 0,
        };
        let figures: Vec<FigureRow> = counted.into_iter().map(figure).collect();
        let standings = begun(unit, &campaign).await?;
        let (row, ..) = unit.commit("lesson.opened", (row, figures, standings), vec![]).await?;
        Ok(Step { conference: row.id, id: row.id.uuid() })
    }

    fn landing(&self, here: &Here, opened: &Step) -> String {
        acting::address(here, opened.conference)
    }
}

/// Every review of the campaign knows that lessons are being drawn.
async fn begun(unit: &mut Unit, campaign: &CampaignRow) -> Result<Vec<StandingRow>, Failure> {
    let mut standings = Vec::new();
    for (review, _) in store::reviews_of(unit, campaign.id).await? {
        standings.extend(stand(unit, review, Stage::Lesson, 0, 1).await?);
    }
    Ok(standings)
}
