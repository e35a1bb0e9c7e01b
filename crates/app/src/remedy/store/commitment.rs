//! The table `remedy_commitment`: what someone will do to remedy a shortcoming.

use base::entity;
use domain::common::id::{CampaignId, CommitmentId, PersonId, ReviewId, ShortcomingId};
use domain::common::{Prose, Reason};
use domain::remedy::CommitmentState;
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
        /// Where it stands.
        state: CommitmentState,
        /// Who accepted it as done.
        accepted_by: Option<PersonId>,
        /// When.
        accepted_at: Option<Timestamp>,
        /// Why its proof was returned.
        return_reason: Option<Reason>,
    }
}
