//! The results of a review as they hang inside the unit: what was held, without the papers behind it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Page, Words};
use domain::common::id::ReviewId;
use serde::Serialize;

use super::store::{self, Held, PostingRow};
use crate::campaign::store as campaign;

#[derive(Template, Serialize)]
#[template(path = "conclusion/views/posted.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    posting: Option<PostingRow>,
    results: Vec<Posted>,
}

/// What was held on a subject.
#[derive(Serialize)]
struct Posted {
    name: String,
    strengths: Vec<String>,
    shortcomings: Vec<Shortcoming>,
}

#[derive(Serialize)]
struct Shortcoming {
    title: String,
    remedy: String,
    doer: String,
    deadline: Option<jiff::civil::Date>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let posting = store::posting_of(&mut ctx.db, review).await?;
    let posting = posting.filter(|row| row.days_from <= ctx.today && ctx.today <= row.days_to);
    let results = match &posting {
        Some(_) => results(&mut ctx, review).await?,
        None => Vec::new(),
    };
    let view = View { w: ctx.words, review, posting, results };
    let title = ctx.words.t("conclusion-posted-title");
    ctx.page(title, view)
}

async fn results(ctx: &mut Ctx, review: ReviewId) -> Result<Vec<Posted>, Failure> {
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    let names = store::names_in(&mut ctx.db, review).await?;
    let held = store::all_in_force(&mut ctx.db, review).await?;
    let shortcoming = |row: &store::ShortcomingRow| Shortcoming {
        title: row.title.to_string(),
        remedy: row.remedy.as_ref().map(ToString::to_string).unwrap_or_default(),
        doer: row.doer_id.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
        deadline: row.deadline,
    };
    let result = |name: String, held: &Held| Posted {
        name,
        strengths: held.strengths.iter().map(|row| row.text.to_string()).collect(),
        shortcomings: held.shortcomings.iter().map(shortcoming).collect(),
    };
    let of = |subject: campaign::NamedSubject| {
        let found = held.iter().find(|held| held.conclusion.subject_id == subject.subject.id);
        found.map(|held| result(subject.name, held))
    };
    Ok(subjects.into_iter().filter_map(of).collect())
}
