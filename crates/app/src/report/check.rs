//! Before a report is submitted: what stands in the way, what is worth a second look, and the button that submits.
//!
//! What blocks is what the gates ask for. Everything else is a question: nobody's words are rewritten, and no
//! question holds up a report.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::SubjectId;
use domain::report::pre_check::{Finding, pre_check};
use domain::report::submit::Suggestions;
use domain::report::{ReportState, writing as rules};
use serde::Serialize;

use super::SubmitReport;
use super::folder::{Facts, Folder};
use super::parts::{earlier, language, read_by};
use super::wording::{Asked, Copied};
use super::{store, wording};

#[derive(Template, Serialize)]
#[template(path = "report/views/check.html")]
struct View {
    #[serde(skip)]
    w: Words,
    path: String,
    name: String,
    number: i64,
    state: ReportState,
    blocking: Vec<Line>,
    questions: Vec<Line>,
    wording: Vec<Asked>,
    more_wording: usize,
    copied: Vec<Copied>,
    is_settled: bool,
    writes: bool,
    #[serde(skip)]
    submit: Option<FormView>,
}

/// A finding in words, and where it is mended.
#[derive(Serialize)]
struct Line {
    code: &'static str,
    text: String,
    anchor: String,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, subject) = (ctx.review()?, ctx.param::<SubjectId>("subject")?);
    let folder = Folder::open(&mut ctx.db, subject, review).await?;
    let (hand, _) = read_by(&mut ctx, &folder).await?;
    let may_write = rules::writes(folder.home.kind, hand);
    if !(may_write || ctx.may(crate::STAFF)) {
        return Err(Failure::Forbidden);
    }
    let content = folder.working(&mut ctx.db).await?;
    let facts = Facts::of(&folder, &content);
    let (blocking, questions): (Vec<_>, Vec<_>) =
        pre_check(&facts.pre_check(&folder.form)).into_iter().partition(Finding::is_blocking);
    let path = format!("/report/{review}/subject/{subject}");
    let is_open = matches!(folder.state(), ReportState::Draft | ReportState::Returned);
    let earlier = earlier(&mut ctx, &folder).await?;
    let (wording, more_wording) = wording::questions(&folder, &content, ctx.words);
    let settled = store::suggestions_state(&mut ctx.db, folder.home.review_id).await?;
    let say = |findings: Vec<Finding>| findings.iter().map(|one| line(&ctx, &folder, one)).collect();
    let view = View {
        w: ctx.words,
        name: folder.name.clone(),
        number: folder.latest(),
        state: folder.state(),
        blocking: say(blocking),
        questions: say(questions),
        wording,
        more_wording,
        copied: wording::copied(&folder, &content, earlier.as_ref(), ctx.words),
        is_settled: settled != Suggestions::NotSettled,
        writes: may_write && is_open,
        submit: (may_write && is_open).then(|| {
            ctx.form::<SubmitReport>(&format!("{path}/submit")).fixed("number", folder.latest()).main()
        }),
        path,
    };
    let title = ctx.words.t("report-check-title");
    ctx.page(title, view)
}

fn line(ctx: &Ctx, folder: &Folder, finding: &Finding) -> Line {
    let w = ctx.words;
    let section = |code: &str| {
        let title = folder.section(code).map(|section| section.title.in_language(language(w.lang())));
        title.unwrap_or(code).to_owned()
    };
    let number = |at: usize| folder.suggestions.get(at).map_or(0, |row| row.number);
    let asked = |at: usize| folder.suggestions.get(at).map(|row| row.id.to_string()).unwrap_or_default();
    let item = |at: usize| folder.carried.get(at).map(|row| row.code.clone()).unwrap_or_default();
    let left = |at: usize| folder.carried.get(at).map(|row| row.id.to_string()).unwrap_or_default();
    let (code, text, anchor) = match finding {
        Finding::SectionEmpty(code) => {
            ("section_empty", w.t1("report-finding-section-empty", "section", section(code)), String::new())
        }
        Finding::SuggestionOpen { at, lacks_cause, lacks_responsibility } => {
            let key = match (lacks_cause, lacks_responsibility) {
                (true, true) => "report-finding-suggestion-open",
                (true, false) => "report-finding-suggestion-cause",
                (false, _) => "report-finding-suggestion-responsibility",
            };
            ("suggestion_open", w.t1(key, "number", number(*at)), asked(*at))
        }
        Finding::CarriedSilent(at) => {
            ("carried_silent", w.t1("report-finding-carried-silent", "item", item(*at)), left(*at))
        }
        Finding::CarriedUnproved(at) => {
            ("carried_unproved", w.t1("report-finding-carried-unproved", "item", item(*at)), left(*at))
        }
        Finding::Unbalanced { strengths, rest } => {
            let text = w.t2("report-finding-unbalanced", "strengths", strengths, "rest", rest);
            ("unbalanced", text, String::new())
        }
    };
    Line { code, text, anchor }
}
