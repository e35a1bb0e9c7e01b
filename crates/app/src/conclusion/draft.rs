//! Beginning what is held on a subject.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Stage;
use domain::common::id::{ConclusionId, SubjectId};
use domain::conclusion::ConclusionState;
use domain::conclusion::draft::{self as rules};

use super::store::{self, ConclusionRow};
use crate::campaign::store as campaign;

form! {
    /// A conclusion to be drafted.
    pub struct DraftConclusion = "conclusion.draft" {
        /// The subject.
        subject: one hidden SubjectId,
    }
}

impl Act for DraftConclusion {
    type Outcome = ConclusionId;

    async fn run(&self, unit: &mut Unit) -> Result<ConclusionId, Failure> {
        let review = unit.review()?;
        let subject = store::subject_in(unit, review, self.subject).await?;
        let last = store::last_on(unit, subject.id).await?;
        let number = |row: &ConclusionRow| u32::try_from(row.number).unwrap_or(u32::MAX);
        let drafted = rules::draft(&rules::DraftConclusion {
            is_decided_here: store::is_decided_here(unit, &subject).await?,
            last: last.as_ref().map(|row| (row.state, number(row))),
        })?;
        let row = ConclusionRow {
            id: unit.name(),
            campaign_id: subject.campaign_id,
            review_id: review,
            subject_id: subject.id,
            number: drafted.number.into(),
            state: ConclusionState::Draft,
            drafted_by: unit.person()?,
            drafted_at: unit.at(),
            decided_by: None,
            decided_at: None,
            version: 0,
        };
        let (done, total) = store::progress(unit, review).await?;
        let standing = campaign::stand(unit, review, Stage::Conclusion, done, total).await?;
        Ok(unit.commit("conclusion.drafted", (row, standing), vec![]).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &ConclusionId) -> String {
        super::subject_path(here, self.subject)
    }
}
