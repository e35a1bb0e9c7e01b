//! Recording that the level above suggests nothing.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::ReviewId;
use domain::report::{SuggestionState, suggest as rules};

use super::folder::Folder;
use super::store::{self, ClearanceRow};
use super::suggest::settle;
use crate::campaign::store as campaign;

form! {
    /// That nothing is suggested.
    pub struct RecordNone = "report.record_none" {}
}

impl Act for RecordNone {
    type Outcome = ReviewId;

    async fn run(&self, unit: &mut Unit) -> Result<ReviewId, Failure> {
        let review = unit.review()?;
        let collective = campaign::collective_of(unit, review).await?;
        let folder = Folder::open(unit, collective.id, review).await?;
        let before = store::suggestions_of_review(unit, review).await?;
        let standing = before.iter().filter(|row| row.state != SuggestionState::Withdrawn).count();
        let recorded = store::clearance_of(unit, review).await?;
        let was_recorded = recorded.as_ref().is_some_and(|row| row.is_none);
        rules::record_none(i64::try_from(standing).unwrap_or(i64::MAX), was_recorded)?;
        let (by, at) = (unit.person()?, unit.at());
        let new = || ClearanceRow {
            id: unit.name(),
            campaign_id: folder.campaign.id,
            review_id: review,
            is_none: true,
            issued_by: by,
            issued_at: at,
            version: 0,
        };
        let row = recorded.unwrap_or_else(new);
        let row = ClearanceRow { is_none: true, issued_by: by, issued_at: at, ..row };
        let done = settle(unit, &folder, review).await?;
        unit.commit("report.none_recorded", (row, done), vec![]).await?;
        Ok(review)
    }

    fn landing(&self, here: &Here, _: &ReviewId) -> String {
        format!("/report/{}#suggestions", here.key)
    }
}
