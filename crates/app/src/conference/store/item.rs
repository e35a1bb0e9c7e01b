//! The table `conference_item`: an item of the agenda.

use base::entity;
use domain::campaign::SubjectKind;
use domain::common::id::{CampaignId, ConferenceId, ItemId, PersonId, ReviewId, SubjectId};
use domain::common::{Line, Reason};
use domain::conference::ItemState;
use jiff::Timestamp;

entity! {
    /// An item of the agenda.
    pub struct ItemRow = "conference_item" {
        /// Its key.
        id: ItemId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The conference.
        conference_id: ConferenceId,
        /// The review.
        review_id: Option<ReviewId>,
        /// Who is reviewed under it.
        subject_id: Option<SubjectId>,
        /// The collective or an individual.
        subject_kind: Option<SubjectKind>,
        /// Whether the pack lets it open only after the collective was closed.
        follows_collective: bool,
        /// Its place in the agenda.
        place: i64,
        /// What it is about.
        title: Line,
        /// Where it stands.
        state: ItemState,
        /// Who leads it, when not the chair.
        chair_id: Option<PersonId>,
        /// When it was opened.
        opened_at: Option<Timestamp>,
        /// When it was closed.
        closed_at: Option<Timestamp>,
        /// Why it was deferred.
        reason: Option<Reason>,
        /// The paper that allows another order.
        exception: Option<Line>,
    }
}
