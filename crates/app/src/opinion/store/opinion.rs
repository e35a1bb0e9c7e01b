//! The table `opinion_opinion`: an opinion: a passage of a letter, about someone, of a kind.

use base::entity;
use domain::common::Prose;
use domain::common::id::{CampaignId, LetterId, OpinionId, ParagraphId, PersonId, ReviewId, SubjectId};
use domain::opinion::OpinionKind;
use jiff::Timestamp;

entity! {
    /// An opinion: a passage of a letter, about someone, of a kind.
    pub struct OpinionRow = "opinion_opinion" {
        /// Its key.
        id: OpinionId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The letter; none when it was said at the conference.
        letter_id: Option<LetterId>,
        /// The paragraph.
        paragraph_id: Option<ParagraphId>,
        /// The key of the statement it was taken from.
        statement: Option<String>,
        /// Its number in the review.
        number: i64,
        /// The passage, word for word.
        quote: Prose,
        /// Whom it is about.
        subject_id: Option<SubjectId>,
        /// The content under review, or `outside`.
        content: String,
        /// What it says.
        kind: OpinionKind,
        /// 1 before the conference, 2 after the individuals.
        round: i64,
        /// Who took it from the letter.
        taken_by: PersonId,
        /// When.
        taken_at: Timestamp,
    }
}
