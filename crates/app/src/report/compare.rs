//! Two versions of a report side by side: what stayed is folded, whole words are struck out and put in.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Lang, Page, Words};
use domain::common::id::SubjectId;
use domain::common::pack::ReportForm;
use domain::report::writing::Reading;
use serde::Serialize;

use super::difference::{Block, PieceKind, compare};
use super::folder::{Content, Folder};
use super::parts::{language, read_by};
use super::store::{self, NamedVersion};

#[derive(Template, Serialize)]
#[template(path = "report/views/compare.html")]
struct View {
    #[serde(skip)]
    w: Words,
    path: String,
    name: String,
    from: i64,
    to: i64,
    versions: Vec<NamedVersion>,
    sections: Vec<Compared>,
    n_changed: usize,
}

/// A section in two versions.
#[derive(Serialize)]
pub(super) struct Compared {
    pub code: String,
    pub title: String,
    pub is_changed: bool,
    pub blocks: Vec<Block>,
}

/// The sections of a form in two contents, in the order of the form.
pub(super) fn compared(form: &ReportForm, before: &Content, after: &Content, lang: Lang) -> Vec<Compared> {
    let text = |content: &Content, code: &str| {
        content.sections.get(code).map(ToString::to_string).unwrap_or_default()
    };
    let section = |section: &domain::common::pack::FormSection| {
        let blocks = compare(&text(before, &section.code), &text(after, &section.code));
        Compared {
            code: section.code.clone(),
            title: section.title.in_language(language(lang)).to_owned(),
            is_changed: blocks.iter().any(|block| !matches!(block, Block::Same(_))),
            blocks,
        }
    };
    form.sections.iter().map(section).collect()
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (_, reading) = read_by(&mut ctx, &folder).await?;
    // Drafts are between their writer and those who work on the review.
    let report = folder.report.as_ref().filter(|_| reading == Reading::Everything).ok_or(Failure::Missing)?;
    let to = ctx.query_as::<i64>("to").unwrap_or(report.latest);
    let from = ctx.query_as::<i64>("from").unwrap_or(to - 1);
    let before = said(&mut ctx, &folder, from).await?;
    let after = said(&mut ctx, &folder, to).await?;
    let sections = compared(&folder.form, &before, &after, ctx.words.lang());
    let view = View {
        w: ctx.words,
        path: format!("/report/{review}/subject/{subject}"),
        name: folder.name.clone(),
        from,
        to,
        versions: store::named_versions(&mut ctx.db, report.id, 1, 200).await?,
        n_changed: sections.iter().filter(|section| section.is_changed).count(),
        sections,
    };
    let title = ctx.words.t("report-compare-title");
    ctx.page(title, view)
}

/// What a version says; version 0 is the empty sheet before the first.
async fn said(ctx: &mut Ctx, folder: &Folder, number: i64) -> Result<Content, Failure> {
    if number == 0 {
        return Ok(Content::default());
    }
    let version = folder.version(&mut ctx.db, number).await?.ok_or(Failure::Missing)?;
    folder.said_in(&mut ctx.db, &version).await
}
