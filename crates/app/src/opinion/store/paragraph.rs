//! The table `opinion_paragraph`: one paragraph of a letter.

use base::entity;
use domain::common::id::{CampaignId, LetterId, ParagraphId, PersonId};
use domain::common::{Prose, Reason};

entity! {
    /// One paragraph of a letter.
    pub struct ParagraphRow = "opinion_paragraph" {
        /// Its key.
        id: ParagraphId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The letter.
        letter_id: LetterId,
        /// Its number, from 1.
        number: i64,
        /// Its words.
        text: Prose,
        /// Who marked that it holds no opinion.
        no_opinion_by: Option<PersonId>,
        /// Why.
        no_opinion_why: Option<Reason>,
    }
}
