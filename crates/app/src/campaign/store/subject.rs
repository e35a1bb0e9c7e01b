//! The table `campaign_subject`: who is under review: the body itself, or one of its people.

use base::entity;
use domain::campaign::SubjectKind;
use domain::common::id::{CampaignId, PersonId, ReviewId, SubjectId};
use domain::organisation::BodyRank;

entity! {
    /// Who is under review: the body itself, or one of its people.
    pub struct SubjectRow = "campaign_subject" {
        /// Its key.
        id: SubjectId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The collective or an individual.
        kind: SubjectKind,
        /// The person, when it is an individual.
        person_id: Option<PersonId>,
        /// The person's rank in the body.
        rank: Option<BodyRank>,
        /// The order: 0 for the collective, then head, deputies, members.
        place: i64,
    }
}
