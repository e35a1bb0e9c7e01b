//! The table `conference_attendee`: someone who was summoned.

use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, ConferenceId, PersonId};
use domain::conference::{Attendance, Capacity};
use jiff::civil::Date;
use uuid::Uuid;

entity! {
    /// Someone who was summoned.
    pub struct AttendeeRow = "conference_attendee" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// The person.
        person_id: PersonId,
        /// As what they were called.
        capacity: Capacity,
        /// Whether they count for the quorum and vote.
        is_voter: bool,
        /// The day the last of the papers reached them.
        papers_on: Option<Date>,
        /// Whether they came, once it is recorded.
        attendance: Option<Attendance>,
        /// Why they did not.
        note: Option<Reason>,
    }
}
