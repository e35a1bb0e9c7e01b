//! What was said in the conferences of a review, and what of it was taken up for the second round.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::OpinionKind;
use serde::Serialize;

use super::store::{self, Said};
use super::take_up::OUTSIDE;
use super::{TAKERS, TakeUp};
use crate::campaign::store as campaign;

const SIZE: usize = 25;

#[derive(Template, Serialize)]
#[template(path = "conference/views/statements.html")]
struct View {
    #[serde(skip)]
    w: Words,
    back: String,
    total: usize,
    n_taken: usize,
    page: usize,
    pages: usize,
    said: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    said: Said,
    #[serde(skip)]
    take_up: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let sealed = store::sealed_conferences(&mut ctx.db, review).await?;
    let all: Vec<Said> = store::statements_of(&mut ctx.db, review).await?;
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    let contents = campaign::contents_of(&mut ctx.db, campaign).await?;
    let lang = ctx.words.lang();
    let mut choices: Vec<(String, String)> = contents
        .iter()
        .filter(|content| content.kind == "content")
        .map(|content| (content.code.clone(), content.name(lang).to_owned()))
        .collect();
    choices.push((OUTSIDE.to_owned(), ctx.words.t("conference-outside")));
    let subjects: Vec<_> = subjects.into_iter().map(|named| (named.subject.id, named.name)).collect();
    let may = ctx.may(TAKERS);
    let (total, n_taken) = (all.len(), all.iter().filter(|said| 0 < said.n_taken_up).count());
    let number = usize::try_from(ctx.page_number()).unwrap_or(1);
    let words = ctx.words;
    let kinds = OpinionKind::ALL.iter().map(|kind| (*kind, words.t(&format!("conference-says-{kind}"))));
    let kinds: Vec<_> = kinds.collect();
    let action = format!("/conference/{review}/take-up");
    let line = |said: Said| {
        let is_open = may && !said.is_corrected && sealed.contains(&said.statement.conference_id);
        let take_up = is_open.then(|| {
            let form = ctx.form_for::<TakeUp>(&action, "statement", said.statement.id);
            let form = form.value("quote", &said.statement.text).rows("quote", 4);
            let form = form.options("subject", subjects.clone()).options("content", choices.clone());
            let form = form.options("kind", kinds.clone());
            match said.subject {
                Some(subject) => form.value("subject", subject),
                None => form,
            }
        });
        Line { said, take_up }
    };
    let view = View {
        w: ctx.words,
        back: format!("/conference/{review}"),
        total,
        n_taken,
        page: number,
        pages: total.div_ceil(SIZE).max(1),
        said: all.into_iter().skip((number - 1) * SIZE).take(SIZE).map(line).collect(),
    };
    let title = ctx.words.t("conference-statements");
    ctx.page(title, view)
}
