//! The file of a subject: each point from the first opinion to the remedy, for the subject itself and for the staff.
//!
//! What the stages after this one did is read from the traces that they leave for the contributors.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::campaign::CarriedStatus;
use domain::common::Stage;
use domain::common::id::SubjectId;
use domain::opinion::OpinionKind;
use domain::verification::CaseState;
use serde::Serialize;

use super::store::{self, Chain, Later, SubjectLine};
use crate::STAFF;
use crate::campaign::store::{self as campaign, CarriedItemRow, ContentRow};

#[derive(Template, Serialize)]
#[template(path = "verification/views/subjects.html")]
struct ListView {
    #[serde(skip)]
    w: Words,
    review: String,
    lines: Vec<SubjectLine>,
}

/// The subjects whose files the reader may open.
pub async fn list(mut ctx: Ctx) -> Result<Page, Failure> {
    let view =
        ListView { w: ctx.words, review: ctx.review()?.to_string(), lines: open_lines(&mut ctx).await? };
    let title = ctx.words.t("verification-subjects");
    ctx.page(title, view)
}

/// Every subject for the staff; for the reviewed their own file and that of their body.
async fn open_lines(ctx: &mut Ctx) -> Result<Vec<SubjectLine>, Failure> {
    let (review, person, is_staff) = (ctx.review()?, ctx.person()?, ctx.may(STAFF));
    let lines = store::subject_lines(&mut ctx.db, review).await?;
    let is_reviewed = lines.iter().any(|line| line.person == Some(person));
    let is_open = |line: &SubjectLine| match line.person {
        Some(subject) => is_staff || subject == person,
        None => is_staff || is_reviewed,
    };
    Ok(lines.into_iter().filter(is_open).collect())
}

#[derive(Template, Serialize)]
#[template(path = "verification/views/dossier.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    name: String,
    is_staff: bool,
    chains: Vec<Linked>,
    hidden: usize,
    carried: Vec<CarriedItemRow>,
}

/// A chain with the words of what it is about.
#[derive(Serialize)]
struct Linked {
    chain: Chain,
    content: String,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, is_staff) = (ctx.review()?, ctx.may(STAFF));
    let wanted: SubjectId = ctx.param("subject")?;
    let line = open_lines(&mut ctx).await?.into_iter().find(|line| line.subject == wanted);
    let line = line.ok_or(Failure::Missing)?;
    let campaign = ctx.campaign()?;
    let contents = campaign::contents_of(&mut ctx.db, campaign).await?;
    let all = store::chains_of(&mut ctx.db, wanted).await?;
    let (shown, hidden): (Vec<Chain>, Vec<Chain>) =
        all.into_iter().partition(|chain| is_staff || chain.is_known_to_its_subject());
    let carried = campaign::carried_items_of(&mut ctx.db, review).await?;
    let words = ctx.words;
    let view = View {
        w: words,
        review: review.to_string(),
        name: line.name,
        is_staff,
        chains: shown.into_iter().map(|chain| linked(words, &contents, chain)).collect(),
        hidden: hidden.len(),
        carried: carried.into_iter().filter(|item| item.person_id == line.person).collect(),
    };
    let title = view.name.clone();
    ctx.page(title, view)
}

fn linked(words: Words, contents: &[ContentRow], chain: Chain) -> Linked {
    let content = contents.iter().find(|row| row.kind == "content" && row.code == chain.content);
    let content = content.map_or_else(|| chain.content.clone(), |row| row.name(words.lang()).to_owned());
    Linked { chain, content }
}

impl Chain {
    /// Whether the subject may read it: it is praise or a proposal, or a notice of it has reached somebody.
    fn is_known_to_its_subject(&self) -> bool {
        matches!(self.kind, OpinionKind::Strength | OpinionKind::Proposal)
            || self.at(Stage::Explanation).is_some()
    }
}

impl Later {
    /// What it says, in the reader's language.
    fn says(&self, words: &Words) -> String {
        let detail = self.detail.as_ref().map(ToString::to_string).unwrap_or_default();
        words.say(&self.what, &[("detail", detail)])
    }
}
