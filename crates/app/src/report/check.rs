//! Before a report is submitted: what stands in the way, what is worth a second look, and the button that submits.
//!
//! What blocks is what the gates ask for. Everything else is a question: nobody's words are rewritten, and a question
//! holds a report up only where the pack says so, until the words are changed or it is waived with a reason.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::SubjectId;
use domain::report::pre_check::{Finding, pre_check};
use domain::report::submit::Suggestions;
use domain::report::{ReportState, writing as rules};
use serde::Serialize;

use super::folder::{Facts, Folder};
use super::found::{Asked, Found, Must, Waived};
use super::parts::{earlier, language, read_by};
use super::store::WordingWaiverRow;
use super::wording::{Copied, StatedSection};
use super::{SubmitReport, TakeBackWaiver, WaiveQuestion, likeness, store, wording};

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
    /// Questions that hold the report up until they are answered or waived.
    must: Vec<Must>,
    /// Questions that hold nothing up.
    wording: Vec<Asked>,
    more_wording: usize,
    waived: Vec<Waived>,
    copied: Vec<Copied>,
    /// What each paragraph states.
    stated: Vec<StatedSection>,
    /// How much of the whole stands in the period before as well, in per cent; none without one.
    like_earlier: Option<i64>,
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
    let writes = may_write && is_open;
    let found = wording::questions(&folder, &content);
    let open = wording::open(&folder, &found, &folder.waivers);
    let (must, rest): (Vec<_>, Vec<_>) = found.iter().enumerate().partition(|(at, _)| open.contains(at));
    let is_waived = |one: &Found| folder.waivers.iter().any(|row| row.question() == one.question());
    let rest: Vec<&Found> = rest.into_iter().map(|(_, one)| one).filter(|one| !is_waived(one)).collect();
    let must = must.into_iter().map(|(_, one)| to_must(&ctx, &folder, one, writes.then_some(&path)));
    let must: Vec<Must> = must.collect();
    let settled = store::suggestions_state(&mut ctx.db, folder.home.review_id).await?;
    let say = |findings: Vec<Finding>| findings.iter().map(|one| line(&ctx, &folder, one)).collect();
    let view = View {
        w: ctx.words,
        name: folder.name.clone(),
        number: folder.latest(),
        state: folder.state(),
        blocking: say(blocking),
        questions: say(questions),
        more_wording: rest.len().saturating_sub(MOST),
        wording: rest.iter().take(MOST).map(|one| wording::shown(one, &folder, ctx.words)).collect(),
        must,
        waived: waived(&ctx, &folder, writes.then_some(&path)),
        stated: wording::stated(&folder, &content, ctx.words),
        copied: wording::copied(&folder, &content, earlier.as_ref(), ctx.words),
        like_earlier: earlier.as_ref().map(|before| likeness::percent_of_earlier(&folder, &content, before)),
        is_settled: settled != Suggestions::NotSettled,
        writes,
        submit: writes.then(|| {
            ctx.form::<SubmitReport>(&format!("{path}/submit")).fixed("number", folder.latest()).main()
        }),
        path,
    };
    let title = ctx.words.t("report-check-title");
    ctx.page(title, view)
}

/// More questions than this are a sign to read the whole again; the rest is counted.
const MOST: usize = 60;

/// A question that holds the report up, with the form that waives it for whoever writes.
fn to_must(ctx: &Ctx, folder: &Folder, found: &Found, path: Option<&String>) -> Must {
    let waive = path.map(|path| {
        let form =
            ctx.form_for::<WaiveQuestion>(&format!("{path}/waive-question"), "sentence", &found.sentence);
        form.value("place", &found.place).value("kind", found.kind).quiet()
    });
    let mend = path.map(|path| format!("{path}/write#{}", anchor(&found.place)));
    Must { asked: wording::shown(found, folder, ctx.words), mend, waive }
}

/// Where on the page of writing a place is; the sections stand at its head.
fn anchor(place: &str) -> &str {
    match place.split_once('.') {
        Some(("suggestion" | "carried", rest)) => rest.split('.').next().unwrap_or_default(),
        _ => "",
    }
}

/// What was waived, as long as it stands in the report.
fn waived(ctx: &Ctx, folder: &Folder, path: Option<&String>) -> Vec<Waived> {
    let shown = |row: &WordingWaiverRow| Waived {
        section: wording::title_of(&row.place, folder, ctx.words),
        take_back: path.map(|path| {
            let act = format!("{path}/take-back-waiver");
            ctx.form_for::<TakeBackWaiver>(&act, "waiver", row.id).quiet()
        }),
        kind: row.kind,
        sentence: row.sentence.clone(),
        reason: row.reason.clone(),
        waived_at: row.waived_at,
    };
    folder.waivers.iter().map(shown).collect()
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
        Finding::WordingOpen(count) => {
            ("wording_open", w.t1("report-finding-wording-open", "count", count), String::new())
        }
        Finding::Unbalanced { strengths, rest } => {
            let text = w.t2("report-finding-unbalanced", "strengths", strengths, "rest", rest);
            ("unbalanced", text, String::new())
        }
    };
    Line { code, text, anchor }
}
