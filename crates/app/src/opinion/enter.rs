//! Where the secretariat enters letters that did not come through the page.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::opinion::Visibility;
use serde::Serialize;

use super::promise::{Promises, promises};
use super::store::{self, InvitationRow};
use super::{EnterFile, EnterPaper};

#[derive(Template, Serialize)]
#[template(path = "opinion/views/enter.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    promises: Promises,
    waiting: usize,
    #[serde(skip)]
    file: FormView,
    #[serde(skip)]
    paper: FormView,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let waiting = store::waiting_of(&mut ctx.db, review).await?;
    let body = ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default();
    let path = format!("/opinion/{review}");
    let today = base::web::day(ctx.today);
    let offered = |form: FormView| {
        let whom = waiting.iter().map(|row: &InvitationRow| (row.id, &row.contributor));
        form.options("invitation", whom).codes("visibility", Visibility::ALL).value("received", &today)
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        promises: promises(ctx.words.lang(), &body),
        waiting: waiting.len(),
        file: offered(ctx.form::<EnterFile>(&format!("{path}/enter-file"))).main(),
        paper: offered(ctx.form::<EnterPaper>(&format!("{path}/enter-paper"))).rows("text", 12),
    };
    let title = ctx.words.t("opinion-enter");
    ctx.page(title, view)
}
