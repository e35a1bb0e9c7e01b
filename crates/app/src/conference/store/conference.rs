//! The table `conference_conference`: a sitting that takes place.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, ConferenceId, PersonId, ReviewId, SittingId, UnitId};
use domain::conference::{ConferenceKind, ConferenceState};
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// A sitting that takes place.
    pub struct ConferenceRow = "conference_conference" {
        /// Its key.
        id: ConferenceId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The unit that holds it.
        unit_id: UnitId,
        /// The review; none for a lesson conference.
        review_id: Option<ReviewId>,
        /// The sitting that was planned.
        sitting_id: Option<SittingId>,
        /// Review, briefing or lesson.
        kind: ConferenceKind,
        /// What it is called.
        title: Line,
        /// The day.
        day: Date,
        /// Where.
        room: Line,
        /// Who leads it.
        chair_id: PersonId,
        /// Who keeps the minutes.
        secretary_id: PersonId,
        /// Where it stands.
        state: ConferenceState,
        /// The paper on which it takes its turn before others, if it does.
        exception: Option<Line>,
        /// When it was opened.
        opened_at: Option<Timestamp>,
        /// When it was closed and its minutes sealed.
        closed_at: Option<Timestamp>,
        /// The digest of its minutes, once they are sealed.
        seal: Option<String>,
    }
}
