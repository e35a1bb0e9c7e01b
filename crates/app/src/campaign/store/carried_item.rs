//! The table `campaign_carried_item`: what the period before left open.

use base::entity;
use domain::campaign::{CarriedKind, CarriedStatus};
use domain::common::Prose;
use domain::common::id::{CampaignId, CarriedItemId, PersonId, ReviewId};
use jiff::civil::Date;

entity! {
    /// What the period before left open.
    pub struct CarriedItemRow = "campaign_carried_item" {
        /// Its key.
        id: CarriedItemId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review that must answer it.
        review_id: ReviewId,
        /// The person it is about; none for the collective.
        person_id: Option<PersonId>,
        /// Its code in the period before.
        code: String,
        /// A shortcoming or a commitment.
        kind: CarriedKind,
        /// What it is.
        matter: Prose,
        /// How much.
        extent: Option<Prose>,
        /// What was promised.
        promised: Option<Prose>,
        /// By when.
        deadline: Option<Date>,
        /// How often it has happened.
        times: i64,
        /// What became of it.
        status: CarriedStatus,
        /// What shows it.
        proof: Option<Prose>,
    }
}
