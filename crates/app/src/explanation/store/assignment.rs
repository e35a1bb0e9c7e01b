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
        /// How notice was served, or tried.
        service: Option<ServiceKind>,
        /// Who took the paper, or why it could not be served.
        service_note: Option<Reason>,
        /// The day on which it reached the person; none as long as it has not.
        served_on: Option<Date>,
        /// When that was noted.
        served_at: Option<Timestamp>,
        /// When the person opened it.
        opened_at: Option<Timestamp>,
        /// When the answer came in or the lapse was noted.
        ended_at: Option<Timestamp>,
        /// How often new evidence opened it again.
        n_reopened: i64,
        /// How many pieces of evidence the person could see when they were last heard.
        n_evidence: i64,
    }
}
