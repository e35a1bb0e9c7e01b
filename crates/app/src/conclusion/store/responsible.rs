//! The table `conclusion_responsible`: who is responsible for a shortcoming, and what they answered.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ShortcomingId};
use domain::common::{Line, Prose};
use domain::conclusion::ResponsibilityKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// Who is responsible for a shortcoming, and what they answered.
    pub struct ResponsibleRow = "conclusion_responsible" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The shortcoming.
        shortcoming_id: ShortcomingId,
        /// The person.
        person_id: PersonId,
        /// Chiefly, or jointly.
        kind: ResponsibilityKind,
        /// What their part was, and from when to when they held the post.
        part: Option<Line>,
        /// What their own report answers.
        answer: Option<Prose>,
        /// When.
        answered_at: Option<Timestamp>,
        /// Whether the name was taken away again.
        is_dropped: bool,
    }
}
