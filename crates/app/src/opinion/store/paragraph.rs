//! The table `opinion_paragraph`: one paragraph of a letter.

use base::entity;
use domain::common::id::{CampaignId, LetterId, ParagraphId, PersonId};
use domain::common::{Prose, Reason};

use super::LetterRow;

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

impl ParagraphRow {
    /// A paragraph of a letter that has just come: nobody has marked it yet.
    pub fn of(letter: &LetterRow, id: ParagraphId, number: i64, text: Prose) -> Self {
        ParagraphRow {
            id,
            campaign_id: letter.campaign_id,
            letter_id: letter.id,
            number,
            text,
            no_opinion_by: None,
            no_opinion_why: None,
            version: 0,
        }
    }
}
