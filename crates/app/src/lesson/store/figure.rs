//! The table `lesson_figure`: a figure of the campaign's own traces, laid before a lesson conference.

use base::entity;
use domain::common::id::{CampaignId, ConferenceId};
use domain::lesson::Figure;
use uuid::Uuid;

entity! {
    /// A figure of the campaign's own traces, laid before a lesson conference.
    pub struct FigureRow = "lesson_figure" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// Which figure.
        code: Figure,
        /// Its value.
        value: i64,
        /// Of how many.
        out_of: Option<i64>,
    }
}
