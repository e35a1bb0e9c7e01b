//! The first page of someone who signed in: what to do, by when and why.

mod contents;
mod store;

use askama::Template;
use base::Failure;
use base::house::PlaceKind;
use base::web::{Ctx, FormView, Page, Routes, Words};
use jiff::civil::Date;
use serde::Serialize;

use crate::plan::FinishTask;
use crate::plan::store::{self as plan, OpenTask};
pub use contents::{ContentsLine, contents, outside};
use store::{News, PlaceLink, Running};

/// The routes of the first page.
pub fn routes() -> Routes {
    Routes::of("home").page("/", PlaceKind::Own, &[], page)
}

#[derive(Template, Serialize)]
#[template(path = "views/home.html")]
struct View {
    #[serde(skip)]
    w: Words,
    today: Date,
    hot: usize,
    tasks: Vec<Due>,
    /// The same work at several places is one line: the places in `tasks` of each line.
    #[serde(skip)]
    lines: Vec<Vec<usize>>,
    running: Vec<Running>,
    news: Vec<News>,
    places: Vec<PlaceLink>,
}

/// A task with its distance from today.
#[derive(Serialize)]
struct Due {
    open: OpenTask,
    days: i64,
    is_pack_task: bool,
    #[serde(skip)]
    finish: FormView,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let person = ctx.person()?;
    let tasks: Vec<Due> =
        plan::tasks_of_person(&mut ctx.db, person).await?.into_iter().map(|open| due(&ctx, open)).collect();
    let view = View {
        w: ctx.words,
        today: ctx.today,
        hot: tasks.iter().filter(|due| due.days <= 0).count(),
        lines: lines(&tasks),
        tasks,
        running: store::running(&mut ctx.db, person, ctx.today).await?,
        news: store::news(&mut ctx.db, ctx.words, person).await?,
        places: store::places(&mut ctx.db, ctx.words, person, ctx.today).await?,
    };
    let title = ctx.words.t("home-title");
    ctx.page(title, view)
}

/// Tasks that say the same, for the same reason and by the same day, are one line.
fn lines(tasks: &[Due]) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = Vec::new();
    for (at, due) in tasks.iter().enumerate() {
        let task = &due.open.task;
        let is_same = |line: &&mut Vec<usize>| {
            let first = line.first().and_then(|at| tasks.get(*at)).map(|due| &due.open.task);
            first.is_some_and(|f| f.due == task.due && f.matter == task.matter && f.why == task.why)
        };
        match lines.iter_mut().find(is_same) {
            Some(line) => line.push(at),
            None => lines.push(vec![at]),
        }
    }
    lines
}

impl Due {
    /// Whether the task leads to a page; one that leads here says all there is to know.
    fn has_page(&self) -> bool {
        self.open.task.link.as_str() != "/"
    }
}

fn due(ctx: &Ctx, open: OpenTask) -> Due {
    let days = ctx.today.until(open.task.due).map_or(0, |span| i64::from(span.get_days()));
    let finish = ctx.form_for::<FinishTask>("/plan/finish-task", "task", open.task.id).rows("evidence", 2);
    Due {
        days,
        is_pack_task: open.task.about.is_empty() || open.task.about.starts_with("pack:"),
        finish,
        open,
    }
}

impl View {
    /// Whether this is what comes first: the one red button of the page leads there.
    fn is_first(&self, line: &[usize]) -> bool {
        self.lines.first().is_some_and(|first| first == line)
    }
}
