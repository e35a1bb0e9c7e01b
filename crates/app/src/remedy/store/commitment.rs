//! The table `remedy_commitment`: what someone will do to remedy a shortcoming.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, CarriedItemId, CommitmentId, PersonId, ReviewId, ShortcomingId};
use domain::remedy::{CommitmentKind, CommitmentState};
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// What someone will do to remedy a shortcoming.
    pub struct CommitmentRow = "remedy_commitment" {
        /// Its key.
        id: CommitmentId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// From a shortcoming that was decided, or one's own for the year.
        kind: CommitmentKind,
        /// The shortcoming.
        shortcoming_id: Option<ShortcomingId>,
        /// Its number in the review.
        number: i64,
        /// Who does it.
        doer_id: PersonId,
        /// What will be done.
        matter: Prose,
        /// How one sees that it is done.
        measure: Prose,
        /// By when.
        deadline: Date,
        /// What it goes on with from the period before.
        carried_item_id: Option<CarriedItemId>,
        /// In how many periods the matter has stood, this one included.
        times: i64,
        /// Where it stands.
        state: CommitmentState,
        /// When it was last reported as done.
        reported_at: Option<Timestamp>,
        /// Who accepted it as done.
        accepted_by: Option<PersonId>,
        /// When.
        accepted_at: Option<Timestamp>,
        /// What it became in the next campaign.
        carried_to: Option<CarriedItemId>,
    }
}
