//! Words that a law wants gone: what was asked for, what was decided by whom, and the forms for both.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Role;
use domain::common::id::LetterId;
use domain::opinion::erasure::{ASKERS, DECIDERS};
use domain::opinion::{ErasureGround, ErasureState};
use serde::Serialize;

use super::marking::beginning;
use super::store::{self, ErasureLine, ErasureRow, LetterRow};
use super::{AskErasure, EraseText, KeepText, READERS};
use crate::organisation::store as organisation;

/// Those who see what was asked for: who keeps the letters, who leads the campaign, who decides.
pub const SEEN_BY: &[Role] = &[Role::Secretary, Role::Organiser, Role::Inspector];

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "opinion/views/erasures.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    ask: Option<Asking>,
    may_ask: bool,
    rows: Vec<Line>,
    count: i64,
    waiting: i64,
    has_decider: bool,
    page: i64,
    pages: i64,
}

/// The letter at hand.
#[derive(Serialize)]
struct Asking {
    letter: LetterId,
    number: i64,
    has_file: bool,
    #[serde(skip)]
    form: Option<FormView>,
}

#[derive(Serialize)]
struct Line {
    row: ErasureLine,
    #[serde(skip)]
    erase: Option<FormView>,
    #[serde(skip)]
    keep: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let (count, waiting) = store::count_erasures(&mut ctx.db, review).await?;
    let pages = ((count + SIZE - 1) / SIZE).max(1);
    let page = ctx.page_number().clamp(1, pages);
    let rows = store::erasures_of(&mut ctx.db, review, page, SIZE).await?;
    let deciders = organisation::nearest_holders_for(&mut ctx.db, review, Role::Inspector, ctx.today).await?;
    let ask = asking(&mut ctx).await?;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        ask,
        may_ask: ctx.may(ASKERS),
        rows: rows.into_iter().map(|row| line(&ctx, row)).collect(),
        count,
        waiting,
        has_decider: !deciders.is_empty(),
        page,
        pages,
    };
    view.rows.iter().for_each(|line| ctx.stamp::<ErasureRow>(line.row.id));
    let title = ctx.words.t("opinion-erasures");
    ctx.page(title, view)
}

/// The form for a letter: the paragraphs of which nobody has asked yet.
async fn asking(ctx: &mut Ctx) -> Result<Option<Asking>, Failure> {
    let Some(id) = ctx.query_as::<LetterId>("letter").filter(|_| ctx.may(ASKERS)) else { return Ok(None) };
    let review = ctx.review()?;
    let letter: Option<LetterRow> = find(&mut ctx.db, id).await?;
    let letter = letter.filter(|letter| letter.review_id == review).ok_or(Failure::Missing)?;
    let standing = store::standing_erasures(&mut ctx.db, id).await?;
    let paragraphs = store::paragraphs_of(&mut ctx.db, id).await?;
    let is_left = |paragraph: &&store::ParagraphRow| {
        standing.iter().all(|erasure| erasure.paragraph_id != paragraph.id)
    };
    let has_file = store::file_of(&mut ctx.db, &letter).await?.is_some();
    let label =
        |p: &store::ParagraphRow| (p.id, format!("{}. {}", p.number, beginning(p.text.as_str(), 110)));
    let open: Vec<_> = paragraphs.iter().filter(is_left).map(label).collect();
    let path = format!("/opinion/{review}/erasures/ask");
    let form = || {
        let form = ctx.form::<AskErasure>(&path).fixed("letter", id).options("paragraphs", open.clone());
        form.codes("ground", ErasureGround::ALL).rows("basis", 2)
    };
    let form = (!open.is_empty()).then(form);
    Ok(Some(Asking { letter: id, number: letter.number, has_file, form }))
}

fn line(ctx: &Ctx, mut row: ErasureLine) -> Line {
    let waits = row.state == ErasureState::Asked;
    // The words, for those who read letters and as long as they are there.
    row.text = row.text.filter(|_| waits && ctx.may(READERS));
    let path =
        format!("/opinion/{}/erasures", ctx.here.as_ref().map(|here| here.key.as_str()).unwrap_or_default());
    let may_decide = waits && ctx.may(DECIDERS);
    let erase = || ctx.form_for::<EraseText>(&format!("{path}/erase"), "erasure", row.id);
    let keep = || ctx.form_for::<KeepText>(&format!("{path}/keep"), "erasure", row.id).rows("answer", 2);
    Line { erase: may_decide.then(erase), keep: may_decide.then(keep), row }
}
