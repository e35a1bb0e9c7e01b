//! The table `synthesis_point`: a point made of opinions.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, PointId, ReviewId, RoundId, SubjectId};
use domain::opinion::OpinionKind;

entity! {
    /// A point made of opinions.
    pub struct PointRow = "synthesis_point" {
        /// Its key.
        id: PointId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The round in which it was made.
        round_id: RoundId,
        /// Its number in the review.
        number: i64,
        /// What it says, in a line.
        title: Line,
        /// What kind of point it is.
        kind: OpinionKind,
        /// The content under review.
        content: String,
        /// The focus area.
        focus: Option<String>,
        /// Whom it is about.
        subject_id: SubjectId,
        /// The point it was split from.
        split_from: Option<PointId>,
    }
}
