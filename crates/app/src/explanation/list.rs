//! Who is asked what in a review: everything for the staff, for the reviewed what they are asked themselves.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::explanation::{AssignmentState, ServiceKind};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, AskedLine, Counts};
use crate::STAFF;

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "explanation/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    today: Date,
    counts: Option<Counts>,
    lines: Vec<AskedLine>,
    own: Vec<AskedLine>,
    page: i64,
    pages: i64,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, person) = (ctx.review()?, ctx.person()?);
    let page = ctx.page_number();
    let own = store::lines_of_person(&mut ctx.db, review, person).await?;
    let (counts, lines) = if ctx.may(STAFF) {
        let counts = store::counts_of(&mut ctx.db, review, ctx.today).await?;
        (Some(counts), store::lines_of(&mut ctx.db, review, page, SIZE).await?)
    } else {
        (None, Vec::new())
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        today: ctx.today,
        pages: counts.map_or(1, |counts| (counts.rows + SIZE - 1) / SIZE),
        counts,
        lines,
        own,
        page,
    };
    let title = ctx.words.t("explanation-title");
    ctx.page(title, view)
}

impl AskedLine {
    /// Whether its day has passed without an end.
    fn is_late(&self, today: &Date) -> bool {
        let has_ended = matches!(self.state, Some(AssignmentState::Answered | AssignmentState::Lapsed));
        !has_ended && self.due.is_some_and(|due| due < *today)
    }
    /// Whether a notice is on its way and was not opened.
    fn is_sent(&self) -> bool {
        matches!(self.state, Some(AssignmentState::Assigned | AssignmentState::Reopened))
            && self.service == Some(ServiceKind::InProgram)
    }
}
