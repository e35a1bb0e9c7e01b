//! Everyone who belongs to a unit or to one below it: a long list with a filter.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::PersonId;
use serde::Serialize;

use super::store::{self, PersonRow};
use super::tabs::{Tab, tabs};
use super::{AddPerson, ORGANISER};

const SIZE: i64 = 50;

#[derive(Template, Serialize)]
#[template(path = "organisation/views/people.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    tabs: Vec<Tab>,
    unit: String,
    q: String,
    count: i64,
    page: i64,
    pages: i64,
    people: Vec<Shown>,
    #[serde(skip)]
    add: Option<FormView>,
}

/// A person with what they are.
#[derive(Serialize)]
struct Shown {
    id: PersonId,
    code: String,
    name: String,
    posts: Vec<String>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, today, page) = (ctx.unit()?, ctx.today, ctx.page_number());
    let q = ctx.query("q").unwrap_or_default().trim().to_owned();
    let (people, count) = if q.is_empty() {
        let people = store::people_page(&mut ctx.db, unit, today, (page, SIZE)).await?;
        (people, store::people_count(&mut ctx.db, unit, today).await?)
    } else {
        let all = store::people_below(&mut ctx.db, unit, today).await?;
        let found: Vec<PersonRow> = all.into_iter().filter(|person| is_found(person, &q)).collect();
        let count = i64::try_from(found.len()).unwrap_or(0);
        let skipped = usize::try_from((page - 1) * SIZE).unwrap_or(0);
        let size = usize::try_from(SIZE).unwrap_or(0);
        (found.into_iter().skip(skipped).take(size).collect(), count)
    };
    let mut posts: HashMap<PersonId, Vec<String>> = HashMap::new();
    for (person, post, body) in store::posts_below(&mut ctx.db, unit, today).await? {
        posts.entry(person).or_default().push(format!("{post}, {body}"));
    }
    let shown = people.into_iter().map(|person| Shown {
        posts: posts.remove(&person.id).unwrap_or_default(),
        id: person.id,
        code: person.code,
        name: person.full_name.to_string(),
    });
    let add = ctx.may(ORGANISER).then(|| ctx.form::<AddPerson>(&format!("/organisation/{unit}/add-person")));
    let view = View {
        w: ctx.words,
        tabs: tabs(&ctx, "people"),
        unit: unit.to_string(),
        q,
        count,
        page,
        pages: (count + SIZE - 1) / SIZE,
        people: shown.collect(),
        add,
    };
    let title = ctx.words.t("organisation-people");
    ctx.page(title, view)
}

/// Every word that was typed stands in the name or the code, with or without marks.
fn is_found(person: &PersonRow, q: &str) -> bool {
    let text = language::fold(&format!("{} {}", person.full_name, person.code));
    language::fold(q).split_whitespace().all(|word| text.contains(word))
}

impl View {
    /// The same list, another page.
    fn at(&self, page: i64) -> String {
        let q = percent_encoding::utf8_percent_encode(&self.q, percent_encoding::NON_ALPHANUMERIC);
        format!("?q={q}&page={page}")
    }
}
