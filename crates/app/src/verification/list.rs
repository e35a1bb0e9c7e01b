//! What is to be verified in a review, who has it, and what was found.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::verification::CaseState;
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, CaseLine, Counts};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "verification/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    today: Date,
    counts: Counts,
    lines: Vec<CaseLine>,
    page: i64,
    pages: i64,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let page = ctx.page_number();
    let counts = store::counts_of(&mut ctx.db, review, ctx.today).await?;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        today: ctx.today,
        lines: store::lines_of(&mut ctx.db, review, page, SIZE).await?,
        page,
        pages: (counts.total + SIZE - 1) / SIZE,
        counts,
    };
    let title = ctx.words.t("verification-title");
    ctx.page(title, view)
}

impl CaseLine {
    /// Whether its day has passed without a finding.
    fn is_late(&self, today: &Date) -> bool {
        matches!(self.state, CaseState::Open | CaseState::Assigned)
            && self.due.is_some_and(|due| due < *today)
    }
}
