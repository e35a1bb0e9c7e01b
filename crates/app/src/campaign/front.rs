//! The front page of a review: its process line, its subjects, what it is about.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::campaign::{StandingState, SubjectKind};
use serde::Serialize;

use super::line::{Station, line};
use super::store::{self, ContentRow, NamedSubject, ReviewRow};
use base::web::Lang;

#[derive(Template, Serialize)]
#[template(path = "campaign/views/front.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    title: String,
    line: Vec<Station>,
    subjects: Vec<NamedSubject>,
    contents: Vec<ContentRow>,
    n_carried: usize,
    #[serde(skip)]
    may_see_roles: bool,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let standings = store::standings_of(&mut ctx.db, review).await?;
    let subjects = store::subjects_of(&mut ctx.db, review).await?;
    let contents = store::contents_of(&mut ctx.db, campaign).await?;
    let n_carried = store::carried_items_of(&mut ctx.db, review).await?.len();
    let here = ctx.here.as_ref().ok_or(Failure::Missing)?;
    let line = line(ctx.words, ctx.house.clock.zone(), &standings);
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body: here.unit_name.clone(),
        title: here.title.clone(),
        line,
        subjects,
        contents,
        n_carried,
        may_see_roles: ctx.may(crate::STAFF),
    };
    ctx.stamp::<ReviewRow>(review);
    let title = view.body.clone();
    ctx.page(title, view)
}

impl ContentRow {
    /// Its words in the reader's language.
    pub fn name(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => self.name_vi.as_str(),
            Lang::En => self.name_en.as_str(),
        }
    }
}
