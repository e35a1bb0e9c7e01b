//! The table `conclusion_supplement_item`: one thing that came from the individuals, with its source.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, PersonId, PointId, ReviewId, StatementId};
use uuid::Uuid;

entity! {
    /// One thing that came from the individuals, with its source.
    pub struct SupplementItemRow = "conclusion_supplement_item" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Its order.
        place: i64,
        /// The section of the collective report that it completes.
        section: String,
        /// What the report says now.
        text: Prose,
        /// The point of the second round that it comes from.
        point_id: Option<PointId>,
        /// The statement that it comes from.
        statement_id: Option<StatementId>,
        /// Who wrote it.
        written_by: PersonId,
        /// Whether it was taken out again.
        is_dropped: bool,
    }
}
