//! After the window the envelopes are opened all at once, mixed, and become letters and opinions like any others; then they
//! are destroyed. Before that nobody reads one, and where too few wrote nobody ever does.

use std::collections::HashSet;

use base::db::find;
use base::house::{Here, House};
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, dice, form};
use domain::common::id::{ChannelId, PersonId};
use domain::common::{Line, Role, Stage};
use domain::opinion::anonymous::{self as rules, ReleaseFacts};
use domain::opinion::{ChannelState, LetterSource, Visibility, intake};

use super::about_what::Choices;
use super::incoming::body_of;
use super::mark_envelopes::{FORGET, marks_of};
use super::promise::lang_of;
use super::receipt_digest::{digest_of, new_code};
use super::store::{self, ChannelRow, EnvelopeRow, LetterRow, OpinionRow, ParagraphRow, TraceRow, trace_row};
use super::written::{About, Written, open_all};
use crate::campaign::{packs, same_review};
use crate::lookup;
use crate::organisation::store as organisation;

form! {
    /// Envelopes to be opened.
    pub struct ReleaseAnonymous = "opinion.release_anonymous" {
        /// The channel.
        channel: one hidden ChannelId,
    } ready {
        /// What the envelopes held.
        written: Vec<Written>,
        /// How many held no words.
        blank: i64,
        /// The marks of all that were opened.
        opened: Vec<String>,
    }
}

impl Act for ReleaseAnonymous {
    /// How many envelopes held words.
    type Outcome = i64;
    const LIMIT_MS: u64 = 30_000;
    const PREPARES: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        let mut link = house.database.read().await?;
        let channel: ChannelRow = find(&mut link, self.channel).await?.ok_or(Failure::Missing)?;
        // Nothing is opened as long as somebody may still write.
        if rules::open_envelopes(house.clock.today(), channel.window(), channel.state).is_err() {
            return Ok(());
        }
        let envelopes = store::envelopes_of(&mut link, channel.id).await?;
        drop(link);
        self.opened = envelopes.iter().map(|row| row.id.clone()).collect();
        let config = house.config.clone();
        let opening = tokio::task::spawn_blocking(move || open_all(&config, &channel, &envelopes));
        let found = opening.await.map_err(|error| Failure::Fault(error.to_string()))??;
        (self.written, self.blank) = (found.written, found.blank);
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<i64, Failure> {
        let review = unit.review()?;
        let channel: ChannelRow = unit.need(self.channel).await?;
        same_review(channel.review_id, review)?;
        let n_given = i64::try_from(self.written.len()).unwrap_or(i64::MAX);
        rules::release(ReleaseFacts {
            today: unit.today(),
            window: channel.window(),
            state: channel.state,
            n_eligible: figure(channel.eligible),
            least_eligible: figure(channel.least_eligible),
            n_given: figure(n_given),
            least_given: figure(channel.least_given),
        })?;
        let envelopes = store::envelopes_of(unit, channel.id).await?;
        if !envelopes.iter().map(|row| &row.id).eq(&self.opened) {
            return Err(Failure::Stale);
        }
        let mut mixed = self.written.clone();
        dice::shuffle(&mut mixed);
        let handed = Handed::over(unit, &channel, &mixed).await?;
        let waiting: Vec<EnvelopeRow> = envelopes.into_iter().filter(|row| !row.is_marked).collect();
        let marks = marks_of(&channel, &waiting);
        let id = channel.id;
        let n_tickets = store::tickets_given(unit, id).await?;
        let surplus = rules::surplus(figure(n_tickets), figure(n_given + self.blank));
        let told = if surplus == 0 { vec![] } else { told(unit, &channel).await? };
        let channel = ChannelRow {
            state: ChannelState::Released,
            given: Some(n_given),
            blank: Some(self.blank),
            surplus: Some(surplus.into()),
            ..channel
        };
        let rows = ((handed.letters, handed.paragraphs), (handed.opinions, handed.traces), channel, marks);
        unit.commit("opinion.anonymous_released", rows, told).await?;
        store::destroy_envelopes(unit, id).await?;
        unit.enqueue(FORGET, String::new(), unit.at()).await?;
        Ok(n_given)
    }

    fn landing(&self, here: &Here, _: &i64) -> String {
        format!("/opinion/{}/anonymous", here.key)
    }
}

/// Who must know that tickets were forged: everyone in whose name they were, and who inspects.
async fn told(unit: &mut Unit, channel: &ChannelRow) -> Result<Vec<Notice>, Failure> {
    let (review, today) = (channel.review_id, unit.today());
    let body = body_of(unit)?;
    let listed = store::list_of(unit, channel.id).await?;
    let inspecting = organisation::nearest_holders_for(unit, review, Role::Inspector, today).await?;
    let notice = |person: PersonId, page: &str| {
        Notice::new(person, "notice-opinion-surplus", format!("/opinion/{review}{page}")).arg("body", &body)
    };
    let inspecting = inspecting.into_iter().map(|person| notice(person, ""));
    Ok(listed.into_iter().map(|person| notice(person, "/ticket")).chain(inspecting).collect())
}

fn figure(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

/// What the envelopes become.
struct Handed {
    letters: Vec<LetterRow>,
    paragraphs: Vec<ParagraphRow>,
    opinions: Vec<OpinionRow>,
    traces: Vec<TraceRow>,
}

impl Handed {
    /// Letters, paragraphs and opinions, numbered in the order of the mixing; all their keys are chance.
    async fn over(unit: &mut Unit, channel: &ChannelRow, written: &[Written]) -> Result<Self, Failure> {
        let review = channel.review_id;
        let round = intake::receive(store::intake_of(unit, review).await?, 1)?;
        let first_letter = store::next_letter_number(unit, review).await?;
        let mut next_opinion = store::next_opinion_number(unit, review).await?;
        let choices = Choices::of(unit, review, channel.campaign_id).await?;
        let pack = packs::of_campaign(unit, channel.campaign_id).await?;
        let name = lookup(lang_of(&pack), "opinion-anonymous-name", &[]).unwrap_or_default();
        let name = Line::parse(&name).map_err(|error| Failure::Fault(error.to_string()))?;
        let mut handed = Handed { letters: vec![], paragraphs: vec![], opinions: vec![], traces: vec![] };
        let mut receipts = HashSet::new();
        for (number, written) in (first_letter..).zip(written) {
            let receipt = receipt_of(unit, written, &mut receipts).await?;
            let letter = letter(unit, channel, (&name, number, round), receipt)?;
            for (place, (text, about)) in (1..).zip(&written.parts) {
                let paragraph = ParagraphRow::of(&letter, dice::unnamed().into(), place, text.clone());
                if let Some(about) = about.as_ref().and_then(|about| about.known(&choices)) {
                    let opinion = opinion(unit, &letter, &paragraph, (next_opinion, about))?;
                    next_opinion += 1;
                    let trace = trace_row(unit, &opinion, Stage::Opinion, "trace-opinion-received", None);
                    handed.traces.push(TraceRow { id: dice::unnamed(), ..trace });
                    handed.opinions.push(opinion);
                }
                handed.paragraphs.push(paragraph);
            }
            handed.letters.push(letter);
        }
        Ok(handed)
    }
}

/// The digest of a receipt. Where the writer made none, or one that is taken, the letter has one that nobody holds: two who
/// write the same digest must not keep the envelopes of all from being opened.
async fn receipt_of(
    unit: &mut Unit,
    written: &Written,
    taken: &mut HashSet<String>,
) -> Result<String, Failure> {
    if let Some(receipt) = &written.receipt
        && store::letter_by_receipt(unit, receipt).await?.is_none()
        && taken.insert(receipt.clone())
    {
        return Ok(receipt.clone());
    }
    Ok(digest_of(&new_code()))
}

fn letter(
    unit: &Unit,
    channel: &ChannelRow,
    (name, number, round): (&Line, i64, i64),
    receipt: String,
) -> Result<LetterRow, Failure> {
    Ok(LetterRow {
        id: dice::unnamed().into(),
        campaign_id: channel.campaign_id,
        review_id: channel.review_id,
        invitation_id: None,
        number,
        contributor: name.clone(),
        contributor_id: None,
        entered_by: unit.person()?,
        source: LetterSource::Anonymous,
        // One day for all: the last of the window.
        received: channel.closes,
        visibility: Visibility::Named,
        promise: channel.promise.clone(),
        file_id: None,
        receipt,
        round,
        version: 0,
    })
}

fn opinion(
    unit: &Unit,
    letter: &LetterRow,
    paragraph: &ParagraphRow,
    (number, about): (i64, About),
) -> Result<OpinionRow, Failure> {
    Ok(OpinionRow {
        id: dice::unnamed().into(),
        campaign_id: letter.campaign_id,
        review_id: letter.review_id,
        letter_id: Some(letter.id),
        paragraph_id: Some(paragraph.id),
        statement: None,
        number,
        quote: paragraph.text.clone(),
        subject_id: about.subject,
        content: about.content,
        kind: about.kind,
        round: letter.round,
        taken_by: unit.person()?,
        taken_at: unit.at(),
        version: 0,
    })
}
