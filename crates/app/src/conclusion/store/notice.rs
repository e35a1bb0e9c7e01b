//! The table `conclusion_notice`: a decided conclusion, given to somebody whom it concerns.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, ConclusionId, PersonId, ReviewId};
use domain::explanation::ServiceKind;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// A decided conclusion, given to somebody whom it concerns.
    pub struct NoticeRow = "conclusion_notice" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The conclusion.
        conclusion_id: ConclusionId,
        /// Whom it concerns.
        person_id: PersonId,
        /// How it is served.
        service: ServiceKind,
        /// The receipt on paper, or why it could not be served.
        note: Option<Reason>,
        /// Who sent it.
        sent_by: PersonId,
        /// When.
        sent_at: Timestamp,
        /// The day from which the term of a petition counts.
        served_on: Option<Date>,
    }
}
