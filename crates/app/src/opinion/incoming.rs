//! A letter comes in, whichever way: one voice is counted once, it falls into the round that is being filled, and
//! its contributor gets a receipt.

use base::Failure;
use base::house::Here;
use base::unit::Unit;
use domain::common::id::{CampaignId, LetterId, PersonId, ReviewId};
use domain::common::{Prose, Stage};
use domain::opinion::single_voice::{VoiceFacts, accept_voice};
use domain::opinion::{InvitationState, LetterSource, ReceiptCode, Visibility, intake};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::store::{self, DraftRow, FileRow, InvitationRow, LetterRow, OpinionRow, ParagraphRow, TraceRow};
use super::{receipt_digest, store::trace_row};
use crate::plan::store::finish_about;

/// A letter that was taken, with the code of its receipt: told once, kept as a digest only.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Sent {
    /// The letter.
    pub letter: LetterId,
    /// The code of the receipt.
    pub receipt: String,
}

/// What comes in.
pub(super) struct Incoming {
    pub invitation: Option<InvitationRow>,
    pub source: LetterSource,
    pub received: Date,
    pub visibility: Visibility,
    pub promise: String,
    pub file: Option<FileRow>,
    pub paragraphs: Vec<Prose>,
    /// For a letter written here: what each paragraph is about.
    pub drafts: Vec<DraftRow>,
}

/// Where a letter falls, after the gates.
struct Placed {
    invitation: InvitationRow,
    round: i64,
    number: i64,
    review: ReviewId,
    campaign: CampaignId,
    person: PersonId,
}

impl Incoming {
    /// Takes the letter: decides, records, saves.
    pub async fn accept(self, unit: &mut Unit) -> Result<Sent, Failure> {
        let placed = self.place(unit).await?;
        let code = receipt_digest::new_code();
        let letter = self.letter(unit, &placed, &code);
        let paragraphs = self.paragraphs(unit, &letter);
        let opinions = self.opinions(unit, &letter, &paragraphs).await?;
        let traces: Vec<TraceRow> = opinions
            .iter()
            .map(|opinion| trace_row(unit, opinion, Stage::Opinion, "trace-opinion-received", None))
            .collect();
        let tasks = finish_about(unit, &about(&placed.invitation), None).await?;
        let standing = store::standing(unit, placed.review, 1, 0).await?;
        let invitation = InvitationRow { state: InvitationState::Answered, ..placed.invitation };
        let sent = Sent { letter: letter.id, receipt: code.to_string() };
        let rows = (self.file, (letter, paragraphs), (opinions, traces), invitation, (standing, tasks));
        unit.commit("opinion.letter_received", rows, vec![]).await?;
        for draft in &self.drafts {
            unit.drop_working(draft).await?;
        }
        Ok(sent)
    }

    async fn place(&self, unit: &mut Unit) -> Result<Placed, Failure> {
        let review = unit.review()?;
        let n_accepted = match &self.invitation {
            Some(invitation) => store::accepted_letters(unit, invitation.id).await?,
            None => 0,
        };
        accept_voice(VoiceFacts {
            is_eligible: self.invitation.is_some(),
            is_in_term: self.invitation.as_ref().is_none_or(|invitation| self.received <= invitation.due),
            n_accepted: u32::try_from(n_accepted).unwrap_or(u32::MAX),
        })?;
        let round = intake::receive(store::intake_of(unit, review).await?, self.paragraphs.len())?;
        Ok(Placed {
            invitation: self.invitation.clone().ok_or(Failure::Missing)?,
            round,
            number: store::next_letter_number(unit, review).await?,
            review,
            campaign: unit.campaign()?,
            person: unit.person()?,
        })
    }

    fn letter(&self, unit: &Unit, placed: &Placed, code: &ReceiptCode) -> LetterRow {
        LetterRow {
            id: unit.name(),
            campaign_id: placed.campaign,
            review_id: placed.review,
            invitation_id: Some(placed.invitation.id),
            number: placed.number,
            contributor: placed.invitation.contributor.clone(),
            contributor_id: placed.invitation.person_id,
            entered_by: placed.person,
            source: self.source,
            received: self.received,
            visibility: self.visibility,
            promise: self.promise.clone(),
            file_id: self.file.as_ref().map(|file| file.id),
            receipt: receipt_digest::digest_of(code),
            round: placed.round,
            version: 0,
        }
    }

    fn paragraphs(&self, unit: &Unit, letter: &LetterRow) -> Vec<ParagraphRow> {
        let row = |(number, text): (i64, &Prose)| ParagraphRow::of(letter, unit.name(), number, text.clone());
        (1..).zip(&self.paragraphs).map(row).collect()
    }

    /// What was written here is an opinion as it stands: its contributor has said what it is about.
    async fn opinions(
        &self,
        unit: &mut Unit,
        letter: &LetterRow,
        paragraphs: &[ParagraphRow],
    ) -> Result<Vec<OpinionRow>, Failure> {
        let first = store::next_opinion_number(unit, letter.review_id).await?;
        let row = |((number, draft), paragraph): ((i64, &DraftRow), &ParagraphRow)| OpinionRow {
            id: unit.name(),
            campaign_id: letter.campaign_id,
            review_id: letter.review_id,
            letter_id: Some(letter.id),
            paragraph_id: Some(paragraph.id),
            statement: None,
            number,
            quote: paragraph.text.clone(),
            subject_id: Some(draft.subject_id),
            content: draft.content.clone(),
            kind: draft.kind,
            round: letter.round,
            taken_by: letter.entered_by,
            taken_at: unit.at(),
            version: 0,
        };
        Ok((first..).zip(&self.drafts).zip(paragraphs).map(row).collect())
    }
}

/// The thing that a task to answer an invitation is about.
pub(super) fn about(invitation: &InvitationRow) -> String {
    format!("opinion:invitation:{}", invitation.id)
}

/// The body that is under review, as the promise names it.
pub(super) fn body_of(unit: &Unit) -> Result<String, Failure> {
    Ok(unit.here()?.unit_name.clone())
}

/// Where somebody lands who entered a letter for another: on the letter, with the receipt to be handed over.
pub(super) fn landing_on_letter(here: &Here, sent: &Sent) -> String {
    format!("/opinion/{}/letter/{}?receipt={}", here.key, sent.letter, sent.receipt)
}

/// Where a contributor lands: on the receipt.
pub(super) fn landing_on_receipt(sent: &Sent) -> String {
    format!("/opinion/receipt?code={}&new=yes", sent.receipt)
}
