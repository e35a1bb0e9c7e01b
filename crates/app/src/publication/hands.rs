//! What the acts of this stage share: the article at hand, what its sentences rest on, who may approve it.

use base::Failure;
use base::unit::Unit;
use base::web::Lang;
use domain::common::id::{ArticleId, PersonId};
use domain::common::{Gate, Language, Line, Stage};
use domain::publication::SentenceSource;

use super::store::{self, ArticleRow, Fact};
use crate::campaign::packs;
use crate::campaign::store::{StandingRow, stand};
use crate::organisation::store as organisation;
use crate::plan::calendar;
use crate::plan::store::TaskAbout;

/// How many working days an approver has.
const DAYS_TO_APPROVE: u32 = 3;

/// The article of this key in the campaign at hand.
///
/// # Errors
/// [`Failure::Missing`] when there is none here.
pub async fn article(unit: &mut Unit, id: ArticleId) -> Result<ArticleRow, Failure> {
    let campaign = unit.campaign()?;
    store::article_of(unit, id, campaign).await
}

/// The sources of an article's sentences, as the gate asks for them.
pub fn sources(facts: &[Fact]) -> Vec<Option<SentenceSource>> {
    facts.iter().map(|fact| fact.source).collect()
}

/// Who may approve what `writers` wrote: chairs and superiors over the unit, without them.
///
/// # Errors
/// What the database says.
pub async fn approvers(
    unit: &mut Unit,
    article: &ArticleRow,
    writers: &[PersonId],
) -> Result<Vec<PersonId>, Failure> {
    let today = unit.today();
    let mut people = Vec::new();
    for role in super::APPROVERS {
        people.extend(organisation::holders_at(unit, article.unit_id, *role, today).await?);
    }
    people.sort_unstable();
    people.dedup();
    people.retain(|person| !writers.contains(person));
    Ok(people)
}

/// Where the reviews behind an article now stand at this stage: done while any published article rests on them.
///
/// # Errors
/// What the database says.
pub async fn standings(
    unit: &mut Unit,
    article: &ArticleRow,
    facts: &[Fact],
    is_out: bool,
) -> Result<Vec<StandingRow>, Failure> {
    let others = store::reviews_out(unit, article.campaign_id, article.id).await?;
    let mut rows = Vec::new();
    for review in store::reviews_in(facts) {
        let done = i64::from(is_out || others.contains(&review));
        rows.extend(stand(unit, review, Stage::Publication, done, 1).await?);
    }
    Ok(rows)
}

/// The key under which the tasks of an article are finished.
pub fn about(article: ArticleId) -> String {
    format!("article:{article}")
}

/// The page of an article.
pub fn link(article: &ArticleRow) -> String {
    format!("/publication/{}/article/{}", article.campaign_id, article.id)
}

/// The task of approving an article, in the language of the campaign's rule pack.
///
/// # Errors
/// What the database says.
pub async fn task(unit: &mut Unit, article: &ArticleRow, owner: PersonId) -> Result<TaskAbout, Failure> {
    let today = unit.today();
    let pack = packs::of_campaign(unit, article.campaign_id).await?;
    let lang = if pack.language == Language::Vietnamese { Lang::Vi } else { Lang::En };
    let said = crate::lookup(lang, "publication-task-approve", &[("title", article.title.to_string())]);
    let cut: String = said.unwrap_or_else(|| article.title.to_string()).chars().take(Line::MAX).collect();
    let why = pack.clause_of(Gate::Publishable).map(|clause| pack.cite(clause));
    let line = |text: &str| Line::parse(text).map_err(|error| Failure::Fault(error.to_string()));
    Ok(TaskAbout {
        campaign: article.campaign_id,
        review: None,
        owner,
        stage: Stage::Publication,
        matter: line(&cut)?,
        why: line(why.as_deref().unwrap_or_else(|| pack.title.in_language(pack.language)))?,
        link: link(article),
        about: about(article.id),
        due: calendar::home()?.add_working_days(today, DAYS_TO_APPROVE),
    })
}
