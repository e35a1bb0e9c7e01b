//! The first page of someone who signed in, and the table of contents beside every page.

use askama::Template;
use base::Failure;
use base::db::{Link, Stored};
use base::house::{Here, PlaceKind, Who};
use base::web::{Ctx, FormView, NavEntry, NavGroup, Page, Routes, Words};
use domain::common::id::PersonId;
use domain::common::rights::{Decision, Need, decide};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::CONTENTS;
use crate::plan::FinishTask;
use crate::plan::store::{self as plan, OpenTask};

/// One line of the table of contents, as [`crate::CONTENTS`] declares it.
pub struct ContentsLine {
    /// The group, as the message `contents-<group>`; empty for the first.
    pub group: &'static str,
    /// The stage whose standing gives the count.
    pub stage: &'static str,
    /// The page, with `{unit}`, `{campaign}` or `{review}`.
    pub path: &'static str,
    /// What the path names.
    pub kind: PlaceKind,
    /// Who sees the line.
    pub roles: &'static [domain::common::Role],
}

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

/// Something that a person was told.
#[derive(Serialize)]
struct News {
    text: String,
    link: String,
    at: Timestamp,
}

#[derive(Serialize)]
struct PlaceLink {
    role: String,
    name: String,
    path: String,
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
        tasks,
        news: news(&mut ctx, person).await?,
        places: places(&mut ctx, person).await?,
    };
    let title = ctx.words.t("home-title");
    ctx.page(title, view)
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

/// What a person was told lately.
async fn news(ctx: &mut Ctx, person: PersonId) -> Result<Vec<News>, Failure> {
    let sql = "SELECT message, args, link, at FROM base_notice WHERE person_id = $1 ORDER BY at DESC LIMIT 8";
    let mut news = Vec::new();
    for row in ctx.db.rows(sql, &[person.to_cell()]).await? {
        let args: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(&row.get::<String>("args")?)?;
        let args: Vec<(&str, String)> = args
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str().unwrap_or_default().to_owned()))
            .collect();
        let text = ctx.words.say(&row.get::<String>("message")?, &args);
        news.push(News { text, link: row.get("link")?, at: row.get("at")? });
    }
    Ok(news)
}

async fn places(ctx: &mut Ctx, person: PersonId) -> Result<Vec<PlaceLink>, Failure> {
    let sql = "SELECT a.role, u.id AS unit_id, u.name AS unit_name, a.review_id, b.name AS body_name, c.title \
               FROM organisation_assignment a LEFT JOIN organisation_unit u ON u.id = a.unit_id \
               LEFT JOIN campaign_review r ON r.id = a.review_id \
               LEFT JOIN organisation_body b ON b.id = r.body_id \
               LEFT JOIN campaign_campaign c ON c.id = r.campaign_id \
               WHERE a.person_id = $1 AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2) \
               ORDER BY a.role, u.name, b.name";
    let mut places = Vec::new();
    for row in ctx.db.rows(sql, &[person.to_cell(), ctx.today.to_cell()]).await? {
        let unit: Option<String> = row.get("unit_id")?;
        let review: Option<String> = row.get("review_id")?;
        let (name, path) = match (unit, review) {
            (Some(unit), _) => (row.get("unit_name")?, format!("/organisation/{unit}")),
            (None, Some(review)) => {
                let body: Option<String> = row.get("body_name")?;
                let title: Option<String> = row.get("title")?;
                let names = [body.unwrap_or_default(), title.unwrap_or_default()].join(" · ");
                (names, format!("/campaign/review/{review}"))
            }
            (None, None) => continue,
        };
        places.push(PlaceLink { role: ctx.words.code(row.get::<String>("role")?), name, path });
    }
    Ok(places)
}

/// The table of contents: what this person may open at this place, with what waits there.
pub async fn contents(
    link: &mut Link,
    who: &Who,
    here: Option<&Here>,
    words: Words,
) -> Result<Vec<NavGroup>, Failure> {
    let first = NavEntry { path: "/".to_owned(), label: words.t("contents-home"), count: 0, is_hot: false };
    let mut groups = vec![NavGroup { title: String::new(), entries: vec![first] }];
    let Some(here) = here else { return Ok(groups) };
    let waiting = waiting(link, here).await?;
    for line in CONTENTS {
        let allowed = decide(&who.held, &here.place, &Need::any_of(line.roles)) == Decision::Allow;
        let Some(path) = path_of(line, here).filter(|_| allowed) else { continue };
        let count = waiting.iter().find(|(stage, _, _)| stage == line.stage);
        let entry = NavEntry {
            path,
            label: words.t(&format!("contents-{}", line.stage)),
            count: count.map_or(0, |(_, open, _)| *open),
            is_hot: count.is_some_and(|(_, _, late)| *late),
        };
        let title =
            if line.group.is_empty() { String::new() } else { words.t(&format!("contents-{}", line.group)) };
        match groups.iter_mut().find(|group| group.title == title) {
            Some(group) => group.entries.push(entry),
            None => groups.push(NavGroup { title, entries: vec![entry] }),
        }
    }
    Ok(groups)
}

fn path_of(line: &ContentsLine, here: &Here) -> Option<String> {
    let key = match line.kind {
        PlaceKind::Review => here.review?.to_string(),
        PlaceKind::Campaign => here.campaign?.to_string(),
        PlaceKind::Unit => here.unit?.to_string(),
        PlaceKind::Public | PlaceKind::Own | PlaceKind::Site => String::new(),
    };
    let name = line.kind.parameter().unwrap_or_default();
    Some(line.path.replace(&format!("{{{name}}}"), &key))
}

/// For each stage of the review: what is open, and whether it is late.
async fn waiting(link: &mut Link, here: &Here) -> Result<Vec<(String, i64, bool)>, Failure> {
    let Some(review) = here.review else { return Ok(Vec::new()) };
    let sql = "SELECT stage, total - done AS open, state FROM campaign_standing WHERE review_id = $1";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    let read = |row: &base::db::Row| {
        let state: String = row.get("state")?;
        Ok((row.get("stage")?, row.get("open")?, state == "late" || state == "blocked"))
    };
    rows.iter().map(read).collect::<Result<_, base::db::DbError>>().map_err(Failure::from)
}
