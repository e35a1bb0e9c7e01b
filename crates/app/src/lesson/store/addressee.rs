//! The table `lesson_addressee`: a unit that a requirement is addressed to.

use base::entity;
use domain::common::id::{CampaignId, PersonId, RequirementId, TaskId, UnitId};
use domain::lesson::RequirementState;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// A unit that a requirement is addressed to.
    pub struct RequirementAddresseeRow = "lesson_addressee" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The requirement.
        requirement_id: RequirementId,
        /// The unit.
        unit_id: UnitId,
        /// Where it stands there.
        state: RequirementState,
        /// Who acknowledged.
        acknowledged_by: Option<PersonId>,
        /// When.
        acknowledged_at: Option<Timestamp>,
        /// The task it became.
        task_id: Option<TaskId>,
    }
}
