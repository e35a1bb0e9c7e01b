//! The page where a workbook is sent, and the page that says what it would do.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Lang, Page, Words};
use domain::organisation::import::{self as rules, Counts, LISTS, Problem};
use serde::Serialize;
use uuid::Uuid;

use super::super::store;
use super::super::workbook;
use super::{CheckImport, CheckImportBelow, LoadImport, LoadImportBelow, args_of, path_at, terms};

/// The most problems that are listed: who has more begins with these.
const LISTED: usize = 200;

#[derive(Template, Serialize)]
#[template(path = "organisation/views/import.html")]
struct AskView {
    #[serde(skip)]
    w: Words,
    holds: Counts,
    lists: Vec<ListShown>,
    #[serde(skip)]
    check: FormView,
}

/// A sheet as the page explains it.
#[derive(Serialize)]
struct ListShown {
    name: &'static str,
    needed: String,
    free: String,
}

/// The page where a workbook is sent.
pub async fn ask(mut ctx: Ctx) -> Result<Page, Failure> {
    let holds = store::counts(&mut ctx.db).await?;
    let here = ctx.here.as_ref().ok_or(Failure::Missing)?;
    let action = format!("{}/check", path_at(here));
    let check = match here.unit {
        Some(_) => ctx.form::<CheckImportBelow>(&action),
        None => ctx.form::<CheckImport>(&action),
    };
    let lists = lists(ctx.words.lang());
    let view = AskView { w: ctx.words, holds, lists, check: check.value("one_head", "yes").main() };
    let title = ctx.words.t("organisation-import-title");
    ctx.page(title, view)
}

fn lists(lang: Lang) -> Vec<ListShown> {
    let word = |vi: &'static str, en: &'static str| if lang == Lang::Vi { vi } else { en };
    let columns = |list: &rules::ListForm, is_needed| {
        let of_kind = list.columns.iter().filter(|column| column.is_needed == is_needed);
        of_kind.map(|column| word(column.vi, column.en)).collect::<Vec<_>>().join(" · ")
    };
    let shown = |list: &rules::ListForm| ListShown {
        name: word(list.vi, list.en),
        needed: columns(list, true),
        free: columns(list, false),
    };
    LISTS.iter().map(shown).collect()
}

#[derive(Template, Serialize)]
#[template(path = "organisation/views/report.html")]
struct ReportView {
    #[serde(skip)]
    w: Words,
    file_name: String,
    added: Counts,
    same: Counts,
    n_problems: usize,
    problems: Vec<ProblemShown>,
    #[serde(skip)]
    load: Option<FormView>,
    #[serde(skip)]
    back: String,
}

#[derive(Serialize)]
struct ProblemShown {
    code: &'static str,
    place: String,
    says: String,
}

/// The page that says what a checked workbook would do, at the moment of looking.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let import: Uuid = ctx.param("import")?;
    let import = store::import(&mut ctx.db, import).await?.ok_or(Failure::Missing)?;
    let here = ctx.here.clone().ok_or(Failure::Missing)?;
    if import.unit_id != here.unit {
        return Err(Failure::Missing);
    }
    let bytes = ctx.house.files.get(&import.sha256)?;
    let book = workbook::read_apart(import.file_name.clone(), bytes).await?;
    let terms = terms(&mut ctx.db, here.unit, ctx.today, import.one_head).await?;
    let known = store::known(&mut ctx.db).await?;
    let result = rules::plan(&book, &known, &terms);
    let (added, same) = result.as_ref().map(|plan| (plan.added(), plan.same)).unwrap_or_default();
    let problems = result.err().unwrap_or_default();
    let action = format!("{}/{}/load", path_at(&here), import.id);
    let load = match here.unit {
        Some(_) => ctx.form_for::<LoadImportBelow>(&action, "import", import.id),
        None => ctx.form_for::<LoadImport>(&action, "import", import.id),
    };
    let may_load = problems.is_empty() && 0 < added.total();
    let view = ReportView {
        w: ctx.words,
        file_name: import.file_name,
        added,
        same,
        n_problems: problems.len(),
        problems: problems.iter().take(LISTED).map(|problem| shown(ctx.words, problem)).collect(),
        load: may_load.then(|| load.without(&["file", "one_head"]).main()),
        back: path_at(&here),
    };
    let title = ctx.words.t("organisation-report-title");
    ctx.page(title, view)
}

fn shown(words: Words, problem: &Problem) -> ProblemShown {
    let place =
        if problem.sheet.is_empty() { String::new() } else { format!("{}!{}", problem.sheet, problem.cell) };
    ProblemShown { code: problem.code, place, says: words.say(&problem.message_key(), &args_of(problem)) }
}
