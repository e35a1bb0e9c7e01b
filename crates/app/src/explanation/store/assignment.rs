//! The table `explanation_assignment`: a point that somebody must answer.

use base::entity;
use domain::common::Reason;
use domain::common::id::{AssignmentId, CampaignId, PersonId, PointId, ReviewId, SubjectId};
use domain::explanation::{AssignmentState, ServiceKind};
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// A point that somebody must answer.
    pub struct ExplanationRow = "explanation_assignment" {
        /// Its key.
        id: AssignmentId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The point.
        point_id: PointId,
        /// Whom it is about.
        subject_id: SubjectId,
        /// Who answers.
        person_id: PersonId,
        /// By when.
        due: Date,
        /// Where it stands.
        state: AssignmentState,
        /// How notice was served.
        service: Option<ServiceKind>,
        /// Why it could not be served.
        service_note: Option<Reason>,
        /// When.
        served_at: Option<Timestamp>,
        /// When the person opened it.
        opened_at: Option<Timestamp>,
        /// How often new evidence opened it again.
        n_reopened: i64,
    }
}
