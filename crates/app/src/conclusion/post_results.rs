//! Posting the results of a review inside its unit.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Line;
use domain::conclusion::notice as rules;
use jiff::civil::Date;
use uuid::Uuid;

use super::store::{self, PostingRow};

form! {
    /// Results to be posted.
    pub struct PostResults = "conclusion.post_results" {
        /// Where they hang.
        location: one line Line,
        /// From which day.
        days_from: one date Date,
        /// To which day.
        days_to: one date Date,
    }
}

impl Act for PostResults {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let review = unit.review()?;
        let (done, total) = store::progress(unit, review).await?;
        let number = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        let posted = rules::post(&rules::PostResults {
            n_subjects: number(total),
            n_decided: number(done),
            n_without_notice: number(store::without_notice(unit, review).await?),
            is_posted: store::posting_of(unit, review).await?.is_some(),
            days: (self.days_from, self.days_to),
        })?;
        let row = PostingRow {
            id: unit.name(),
            campaign_id: unit.campaign()?,
            review_id: review,
            location: self.location.clone(),
            days_from: posted.days.0,
            days_to: posted.days.1,
            posted_by: unit.person()?,
            posted_at: unit.at(),
            version: 0,
        };
        Ok(unit.commit("conclusion.results_posted", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("/conclusion/{}/posted", here.key)
    }
}
