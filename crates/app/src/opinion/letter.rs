//! A letter, paragraph by paragraph: what was taken from each, and what nobody has covered.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{LetterId, ParagraphId, PersonId};
use domain::opinion::erasure::ASKERS;
use domain::opinion::{OpinionKind, ReceiptCode};
use jiff::civil::Date;
use serde::Serialize;

use super::about_what::Choices;
use super::marking::{Stretch, beginning, stretches};
use super::promise::{names_seen_by, source_word};
use super::receipt_digest::digest_of;
use super::slip::Slip;
use super::store::{self, LetterRow, OpinionRow, ParagraphRow};
use super::{CODERS, MarkNoOpinion, SECRETARY, TakeOpinion};

/// Paragraphs on a page.
const SIZE: usize = 100;

#[derive(Template, Serialize)]
#[template(path = "opinion/views/letter.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    id: LetterId,
    number: i64,
    round: i64,
    received: Date,
    source: String,
    contributor: Option<String>,
    promise: Vec<String>,
    has_file: bool,
    may_ask_erasure: bool,
    receipt: Option<Slip>,
    page: usize,
    pages: usize,
    paragraphs: Vec<Paragraph>,
    uncovered: usize,
    all: usize,
    next: Option<i64>,
    at: Option<i64>,
    #[serde(skip)]
    take: Option<FormView>,
    #[serde(skip)]
    mark: Option<FormView>,
}

#[derive(Serialize)]
struct Paragraph {
    number: i64,
    stretches: Vec<Stretch>,
    opinions: Vec<Taken>,
    marked: Option<Marked>,
    is_here: bool,
}

#[derive(Serialize)]
struct Taken {
    number: i64,
    quote: String,
    subject: String,
    content: String,
    kind: OpinionKind,
}

#[derive(Serialize)]
struct Marked {
    by: String,
    why: String,
}

/// What a letter holds, read once.
struct Held {
    paragraphs: Vec<ParagraphRow>,
    opinions: Vec<OpinionRow>,
    markers: Vec<(PersonId, String)>,
}

impl Held {
    fn of(&self, paragraph: ParagraphId) -> impl Iterator<Item = &OpinionRow> {
        self.opinions.iter().filter(move |opinion| opinion.paragraph_id == Some(paragraph))
    }

    fn uncovered(&self) -> impl Iterator<Item = &ParagraphRow> {
        self.paragraphs.iter().filter(|p| p.no_opinion_by.is_none() && self.of(p.id).next().is_none())
    }
}

/// A letter of the review at hand; another's is not there.
pub(super) async fn letter_here(ctx: &mut Ctx) -> Result<LetterRow, Failure> {
    let (review, id) = (ctx.review()?, ctx.param::<LetterId>("letter")?);
    let found: Option<LetterRow> = find(&mut ctx.db, id).await?;
    found.filter(|letter| letter.review_id == review).ok_or(Failure::Missing)
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    // Whoever codes blind does not see how the opinions of a letter were classified before them.
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let letter = letter_here(&mut ctx).await?;
    let held = Held {
        paragraphs: store::paragraphs_of(&mut ctx.db, letter.id).await?,
        opinions: store::opinions_of_letter(&mut ctx.db, letter.id).await?,
        markers: store::markers_of(&mut ctx.db, letter.id).await?,
    };
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let is_open = store::intake_of(&mut ctx.db, review).await? <= letter.round;
    let may_code = is_open && ctx.may(CODERS);
    let at = at_hand(&ctx, &held).filter(|_| may_code);
    let pages = held.paragraphs.len().div_ceil(SIZE).max(1);
    let chosen = ctx.query_as::<usize>("page").unwrap_or_else(|| page_of(at));
    let page = chosen.clamp(1, pages);
    let here = held.paragraphs.iter().find(|p| Some(p.number) == at);
    let sees = names_seen_by(&ctx)(letter.visibility);
    let has_file = sees && store::file_of(&mut ctx.db, &letter).await?.is_some();
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        id: letter.id,
        number: letter.number,
        round: letter.round,
        received: letter.received,
        source: ctx.words.code(source_word(letter.source)),
        contributor: sees.then(|| letter.contributor.to_string()),
        promise: letter.promise.lines().map(str::to_owned).collect(),
        has_file,
        may_ask_erasure: ctx.may(ASKERS),
        receipt: receipt(&ctx, &letter),
        page,
        pages,
        paragraphs: shown(&ctx, &held, &choices, (page, at)),
        uncovered: held.uncovered().count(),
        all: held.paragraphs.len(),
        next: held.uncovered().map(|p| p.number).find(|number| at < Some(*number)),
        at,
        take: here.map(|paragraph| take(&ctx, &letter, paragraph, &choices)),
        mark: if may_code { mark(&ctx, &letter, &held) } else { None },
    };
    ctx.stamp::<LetterRow>(letter.id);
    let title = ctx.words.t1("opinion-letter-title", "number", letter.number);
    ctx.page(title, view)
}

/// The paragraph at hand: the one in the path or in the form that came back, else the first that nobody covered.
fn at_hand(ctx: &Ctx, held: &Held) -> Option<i64> {
    let sent: Option<ParagraphId> = ctx.query_as("paragraph");
    let of_form = held.paragraphs.iter().find(|p| Some(p.id) == sent).map(|p| p.number);
    let of_path = ctx.query_as("at").filter(|at| held.paragraphs.iter().any(|p| p.number == *at));
    of_form.or(of_path).or_else(|| held.uncovered().next().map(|p| p.number))
}

fn page_of(at: Option<i64>) -> usize {
    let before = at.and_then(|at| usize::try_from(at - 1).ok()).unwrap_or(0);
    before / SIZE + 1
}

/// The code, when this letter was entered just now and its receipt is to be handed over.
fn receipt(ctx: &Ctx, letter: &LetterRow) -> Option<Slip> {
    let code = ReceiptCode::parse(ctx.query("receipt")?).ok()?;
    let is_its_own = digest_of(&code) == letter.receipt && ctx.may(SECRETARY);
    is_its_own.then(|| Slip::of(&ctx.house.config, &code))
}

fn shown(ctx: &Ctx, held: &Held, choices: &Choices, (page, at): (usize, Option<i64>)) -> Vec<Paragraph> {
    let rows = held.paragraphs.iter().skip((page - 1) * SIZE).take(SIZE);
    let paragraph = |row: &ParagraphRow| Paragraph {
        number: row.number,
        stretches: stretches(row.text.as_str(), held.of(row.id).map(|opinion| opinion.quote.as_str())),
        opinions: held.of(row.id).map(|opinion| taken(ctx.words, opinion, choices)).collect(),
        marked: marked(held, row),
        is_here: Some(row.number) == at,
    };
    rows.map(paragraph).collect()
}

fn taken(words: Words, opinion: &OpinionRow, choices: &Choices) -> Taken {
    Taken {
        number: opinion.number,
        quote: opinion.quote.to_string(),
        subject: choices.subject(opinion.subject_id),
        content: choices.content(words, &opinion.content),
        kind: opinion.kind,
    }
}

fn marked(held: &Held, row: &ParagraphRow) -> Option<Marked> {
    let by = row.no_opinion_by?;
    let name = held.markers.iter().find(|(id, _)| *id == by).map(|(_, name)| name.clone());
    let why = row.no_opinion_why.as_ref().map(ToString::to_string);
    Some(Marked { by: name.unwrap_or_default(), why: why.unwrap_or_default() })
}

fn take(ctx: &Ctx, letter: &LetterRow, paragraph: &ParagraphRow, choices: &Choices) -> FormView {
    let path = format!("/opinion/{}/letter/{}/take", letter.review_id, letter.id);
    let form = ctx.form_for::<TakeOpinion>(&path, "paragraph", paragraph.id).rows("quote", 4);
    choices.offered(ctx.words, form).value("quote", &paragraph.text).main()
}

fn mark(ctx: &Ctx, letter: &LetterRow, held: &Held) -> Option<FormView> {
    let label = |p: &ParagraphRow| (p.id, format!("{}. {}", p.number, beginning(p.text.as_str(), 70)));
    let open: Vec<_> = held.uncovered().take(SIZE).map(label).collect();
    let path = format!("/opinion/{}/letter/{}/mark-no-opinion", letter.review_id, letter.id);
    let form =
        || ctx.form::<MarkNoOpinion>(&path).fixed("letter", letter.id).options("paragraphs", open.clone());
    (!open.is_empty()).then(form)
}

/// The file or scan of a letter, for those who may know whose it is.
pub async fn file(mut ctx: Ctx) -> Result<Page, Failure> {
    let letter = letter_here(&mut ctx).await?;
    let sees = names_seen_by(&ctx)(letter.visibility);
    let row = store::file_of(&mut ctx.db, &letter).await?.filter(|_| sees).ok_or(Failure::Missing)?;
    let bytes = ctx.house.files.get(&row.sha256)?;
    ctx.file(row.name.to_string(), row.media_kind(), bytes)
}
