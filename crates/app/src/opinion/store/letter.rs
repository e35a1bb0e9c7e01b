//! The table `opinion_letter`: a letter with opinions in it, under the promise that was shown.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, FileId, InvitationId, LetterId, PersonId, ReviewId};
use domain::opinion::{LetterSource, Visibility};
use jiff::civil::Date;

entity! {
    /// A letter with opinions in it, under the promise that was shown.
    pub struct LetterRow = "opinion_letter" {
        /// Its key.
        id: LetterId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The invitation it answers.
        invitation_id: Option<InvitationId>,
        /// Its number in the review.
        number: i64,
        /// Who speaks in it.
        contributor: Line,
        /// The person, when they are known here.
        contributor_id: Option<PersonId>,
        /// Who sent or entered it.
        entered_by: PersonId,
        /// How it came in.
        source: LetterSource,
        /// The day it was received.
        received: Date,
        /// Who sees the name: promised before the writing.
        visibility: Visibility,
        /// The promise that was shown, word for word.
        promise: String,
        /// The file or scan.
        file_id: Option<FileId>,
        /// The code of its receipt.
        receipt: String,
        /// 1 before the conference, 2 after the individuals.
        round: i64,
    }
}
