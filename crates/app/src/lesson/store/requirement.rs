//! The table `lesson_requirement`: what the chair of a lesson conference requires.

use base::entity;
use domain::common::id::{CampaignId, ConferenceId, RequirementId};
use domain::common::{Prose, Stage};
use jiff::civil::Date;

entity! {
    /// What the chair of a lesson conference requires.
    pub struct RequirementRow = "lesson_requirement" {
        /// Its key.
        id: RequirementId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// Its number.
        number: i64,
        /// The requirement.
        text: Prose,
        /// The stage it is about.
        stage: Stage,
        /// By when.
        deadline: Date,
        /// Whether it stays as advice where one plans, after its task is done.
        is_lasting: bool,
    }
}
