//! The tables `synthesis_coding_draft`, `synthesis_coding` and `synthesis_adjudication`: what a coder says of an opinion while
//! they work and once they have finished, and what was decided where two part.
//!
//! A draft is working data (docs/working-data.md): nobody else ever sees it. At the end it becomes a coding, which never
//! changes.

use base::entity;
use base::unit::WorkingRow;
use domain::common::Reason;
use domain::common::id::{CampaignId, DoubleId, OpinionId, PersonId, PointId, ReviewId, SubjectId};
use domain::opinion::OpinionKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What a coder says of an opinion while they work.
    pub struct CodingDraftRow = "synthesis_coding_draft" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The double coding.
        double_id: DoubleId,
        /// The opinion.
        opinion_id: OpinionId,
        /// The coder.
        person_id: PersonId,
        /// Whom it is about.
        subject_id: Option<SubjectId>,
        /// The content under review, or outside.
        content: String,
        /// What it says.
        kind: OpinionKind,
        /// The coder's own group.
        group_number: i64,
    }
}

impl WorkingRow for CodingDraftRow {}

entity! {
    /// What a coder says of an opinion, once they have finished.
    pub struct CodingRow = "synthesis_coding" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The double coding.
        double_id: DoubleId,
        /// The opinion.
        opinion_id: OpinionId,
        /// The coder.
        person_id: PersonId,
        /// Whom it is about.
        subject_id: Option<SubjectId>,
        /// The content under review, or outside.
        content: String,
        /// What it says.
        kind: OpinionKind,
        /// The coder's own group.
        group_number: i64,
    }
}

entity! {
    /// What was decided about an opinion on which two coders part.
    pub struct AdjudicationRow = "synthesis_adjudication" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The double coding.
        double_id: DoubleId,
        /// The opinion.
        opinion_id: OpinionId,
        /// Whom it is about.
        subject_id: Option<SubjectId>,
        /// The content under review, or outside.
        content: String,
        /// What it says.
        kind: OpinionKind,
        /// The point into which it went.
        point_id: Option<PointId>,
        /// Why.
        reason: Reason,
        /// Who decided.
        decided_by: PersonId,
        /// When.
        decided_at: Timestamp,
    }
}
