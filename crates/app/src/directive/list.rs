//! The papers of a unit: those it keeps and those that are addressed to it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::directive::AcknowledgementState;
use serde::Serialize;

use super::store::{self, DocumentLine};
use super::{AddDocument, ORGANISER};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "directive/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    unit: String,
    documents: Vec<DocumentLine>,
    total: i64,
    page: i64,
    pages: i64,
    #[serde(skip)]
    add: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let unit = ctx.unit()?;
    let page = ctx.page_number();
    let (documents, total) = store::documents_at(&mut ctx.db, unit, page, SIZE).await?;
    let add = ctx
        .may(ORGANISER)
        .then(|| ctx.form::<AddDocument>(&format!("/directive/{unit}/add-document")).main());
    let pages = (total + SIZE - 1) / SIZE;
    let view = View { w: ctx.words, unit: unit.to_string(), documents, total, page, pages, add };
    let title = ctx.words.t("directive-title");
    ctx.page(title, view)
}
