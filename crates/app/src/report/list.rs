//! The reports of a review: who has submitted, by when, and what the superior suggested.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::SubjectKind;
use domain::common::id::SubjectId;
use domain::common::pack::Pack;
use domain::common::{Role, Stage};
use domain::plan::TaskState;
use domain::report::submit::Suggestions;
use domain::report::{ReportState, SuggestionState};
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, ReportRow, SuggestionRow};
use super::{RecordNone, SUPERIOR, Suggest, WithdrawSuggestion};
use crate::STAFF;
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, NamedSubject};
use crate::plan::store::{self as plan, TaskRow};

#[derive(Template, Serialize)]
#[template(path = "report/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    rows: Vec<Row>,
    submitted: usize,
    suggestions: Vec<Issue>,
    is_none: bool,
    is_settled: bool,
    #[serde(skip)]
    suggest: Option<FormView>,
    #[serde(skip)]
    none: Option<FormView>,
}

/// A subject with its report.
#[derive(Serialize)]
struct Row {
    subject: NamedSubject,
    report: Option<ReportRow>,
    state: ReportState,
    due: Option<Date>,
    days_late: i64,
}

/// A suggested issue with whom it is put to.
#[derive(Serialize)]
struct Issue {
    row: SuggestionRow,
    to: String,
    #[serde(skip)]
    withdraw: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    let rows = rows(&mut ctx, &subjects).await?;
    let settled = store::suggestions_state(&mut ctx.db, review).await?;
    let suggestions = suggestions(&mut ctx, &subjects).await?;
    let may = ctx.may(SUPERIOR);
    let at = |name: &str| format!("/report/{review}/{name}");
    let options = subjects.iter().map(|one| (one.subject.id, one.name.clone()));
    let suggest = may.then(|| ctx.form::<Suggest>(&at("suggest")).options("subject", options).main());
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        submitted: rows.iter().filter(|row| row.state.is_submitted()).count(),
        rows,
        suggestions,
        is_none: settled == Suggestions::RecordedNone,
        is_settled: settled != Suggestions::NotSettled,
        suggest,
        none: (may && settled == Suggestions::NotSettled).then(|| ctx.form::<RecordNone>(&at("record-none"))),
    };
    let title = ctx.words.t("report-title");
    ctx.page(title, view)
}

async fn rows(ctx: &mut Ctx, subjects: &[NamedSubject]) -> Result<Vec<Row>, Failure> {
    let (review, campaign, today) = (ctx.review()?, ctx.campaign()?, ctx.today);
    let reports = store::reports_of(&mut ctx.db, review).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let codes = report_codes(&pack);
    let tasks = plan::pack_tasks(&mut ctx.db, review, Stage::Report, (&codes.0, None)).await?;
    let of_collective = plan::pack_tasks(&mut ctx.db, review, Stage::Report, (&codes.1, None)).await?;
    let row = |subject: &NamedSubject| {
        let report =
            reports.iter().find(|(id, _)| *id == subject.subject.id).map(|(_, report)| report.clone());
        let is_its = |task: &&TaskRow| Some(task.owner_id) == subject.subject.person_id;
        let task = match subject.subject.kind {
            SubjectKind::Collective => of_collective.first(),
            SubjectKind::Individual => tasks.iter().find(is_its),
        };
        let state = store::state_of(report.as_ref());
        let late = task.filter(|task| task.state == TaskState::Open && !state.is_submitted());
        let late = late.and_then(|task| task.due.until(today).ok()).map_or(0, |span| span.get_days());
        Row {
            subject: subject.clone(),
            report,
            state,
            due: task.map(|task| task.due),
            days_late: i64::from(late).max(0),
        }
    };
    Ok(subjects.iter().map(row).collect())
}

/// The pack's tasks that ask for the reports of persons, and those that ask for the collective's.
fn report_codes(pack: &Pack) -> (Vec<&str>, Vec<&str>) {
    let of_report = pack.tasks.iter().filter(|task| task.stage == Stage::Report);
    let written = of_report.filter(|task| task.owner != Role::Superior);
    let (of_persons, of_collective): (Vec<_>, Vec<_>) =
        written.partition(|task| task.owner == Role::Reviewed);
    (
        of_persons.into_iter().map(|task| task.code.as_str()).collect(),
        of_collective.into_iter().map(|task| task.code.as_str()).collect(),
    )
}

/// The issues that the reader may know: all for those who work on the review, else one's own and the collective's.
async fn suggestions(ctx: &mut Ctx, subjects: &[NamedSubject]) -> Result<Vec<Issue>, Failure> {
    let (review, person) = (ctx.review()?, ctx.person()?);
    let rows = store::suggestions_of_review(&mut ctx.db, review).await?;
    let (is_staff, may) = (ctx.may(STAFF), ctx.may(SUPERIOR));
    let to = |id: SubjectId| subjects.iter().find(|one| one.subject.id == id);
    let is_known = |row: &SuggestionRow| {
        is_staff || to(row.subject_id).is_some_and(|one| one.subject.person_id.is_none_or(|p| p == person))
    };
    let action = format!("/report/{review}/withdraw-suggestion");
    let issue = |row: SuggestionRow| Issue {
        to: to(row.subject_id).map(|one| one.name.clone()).unwrap_or_default(),
        withdraw: (may && row.state != SuggestionState::Withdrawn).then(|| {
            ctx.form_for::<WithdrawSuggestion>(&action, "suggestion", row.id).rows("reason", 2).quiet()
        }),
        row,
    };
    Ok(rows.into_iter().filter(is_known).map(issue).collect())
}
