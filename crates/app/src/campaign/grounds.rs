//! On what a campaign rests: its contents and the rules of its frozen pack, each with the clauses of the binding
//! papers that it carries out.

use askama::Template;
use base::Failure;
use base::db::{Link, find};
use base::web::{Ctx, FormView, Lang, Page, Words};
use domain::common::pack::{Pack, ParameterRow};
use domain::common::{Language, Line};
use domain::directive::FollowUpKind;
use serde::Serialize;

use super::store::{self, CampaignRow};
use super::{BindClause, ORGANISER, packs};
use crate::directive::store::{self as directive, LedTo};

#[derive(Template, Serialize)]
#[template(path = "campaign/views/grounds.html")]
struct View {
    #[serde(skip)]
    w: Words,
    campaign: CampaignRow,
    rows: Vec<Row>,
    values: Vec<Value>,
    n_bound: usize,
    #[serde(skip)]
    bind: Option<FormView>,
}

/// A content or a rule with what stands behind it.
#[derive(Serialize)]
struct Row {
    thing: Thing,
    clauses: Vec<LedTo>,
}

/// A single value of the frozen pack: a number of days, a threshold, an order.
#[derive(Serialize)]
struct Value {
    code: &'static str,
    name: String,
    value: String,
    /// The clause it comes from; empty when the pack names none.
    source: String,
    is_unconfirmed: bool,
    /// Whether the pack is of a day before there was such a value.
    is_absent: bool,
}

/// A content under review or a rule of the pack.
#[derive(Serialize)]
pub(super) struct Thing {
    /// Its key on the page: `content.<code>` or `rule.<code>`.
    pub key: String,
    /// Which of the two it is.
    pub kind: FollowUpKind,
    /// Its words in both languages.
    pub vi: String,
    /// The same in English.
    pub en: String,
    /// Where the pack itself takes it from; empty for a content.
    pub source: String,
    /// Whether nobody has confirmed it.
    pub is_unconfirmed: bool,
    /// Its words in the language of the campaign's papers, as one line.
    pub words: Option<Line>,
}

impl Thing {
    fn name(&self, lang: Lang) -> &str {
        if lang == Lang::Vi { &self.vi } else { &self.en }
    }
}

/// The contents under review and the rules of the frozen pack.
pub(super) async fn things(link: &mut Link, campaign: &CampaignRow) -> Result<Vec<Thing>, Failure> {
    let pack = packs::of_campaign(link, campaign.id).await?;
    let line = |vi: &str, en: &str| {
        let words = if pack.language == Language::Vietnamese { vi } else { en };
        Line::parse(words).ok()
    };
    let contents = store::contents_of(link, campaign.id).await?.into_iter().map(|content| Thing {
        key: format!("content.{}", content.code),
        kind: FollowUpKind::Content,
        words: line(content.name_vi.as_str(), content.name_en.as_str()),
        vi: content.name_vi.to_string(),
        en: content.name_en.to_string(),
        source: String::new(),
        is_unconfirmed: false,
    });
    let mut things: Vec<Thing> = contents.collect();
    things.extend(pack.clauses.iter().map(|clause| Thing {
        key: format!("rule.{}", clause.code),
        kind: FollowUpKind::Rule,
        words: line(&clause.text.vi, &clause.text.en),
        vi: clause.text.vi.clone(),
        en: clause.text.en.clone(),
        source: pack.cite(clause),
        is_unconfirmed: clause.unconfirmed,
    }));
    Ok(things)
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let id = ctx.campaign()?;
    let campaign: CampaignRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let things = things(&mut ctx.db, &campaign).await?;
    let page = format!("/campaign/{id}/grounds");
    let bound = directive::led_to(&mut ctx.db, &page).await?;
    let bind = if ctx.may(ORGANISER) { Some(bind(&mut ctx, &campaign, &things).await?) } else { None };
    let row = |thing: Thing| {
        let link = format!("{page}#{}", thing.key);
        Row { clauses: bound.iter().filter(|one| one.row.link == link).cloned().collect(), thing }
    };
    let view = View {
        w: ctx.words,
        values: values(&packs::of_campaign(&mut ctx.db, id).await?, ctx.words),
        rows: things.into_iter().map(row).collect(),
        n_bound: bound.len(),
        bind,
        campaign,
    };
    ctx.stamp::<CampaignRow>(id);
    let title = ctx.words.t("campaign-grounds-title");
    ctx.page(title, view)
}

/// The values of the pack in words.
fn values(pack: &Pack, w: Words) -> Vec<Value> {
    let word = |code: &str| {
        let find = |of: &str| w.find(&format!("word-{of}{code}").replace('_', "-"), &[]);
        find("").or_else(|| find("wording-")).unwrap_or_else(|| code.to_owned())
    };
    let value = |row: ParameterRow| {
        let code = row.name.as_str();
        let words = row.value.split(", ").map(word).collect::<Vec<_>>().join(", ");
        let clause = row.clause.as_deref().and_then(|clause| pack.clause(clause));
        Value {
            code,
            name: w.code(format!("parameter_{}", code.replace('.', "_"))),
            value: if words.is_empty() { w.t("campaign-grounds-nothing") } else { words },
            source: clause.map(|clause| pack.cite(clause)).unwrap_or_default(),
            is_unconfirmed: row.unconfirmed,
            is_absent: row.absent,
        }
    };
    pack.parameters.rows().into_iter().map(value).collect()
}

async fn bind(ctx: &mut Ctx, campaign: &CampaignRow, things: &[Thing]) -> Result<FormView, Failure> {
    let lang = ctx.words.lang();
    let clauses = directive::clauses_at(&mut ctx.db, campaign.unit_id).await?;
    let clauses = clauses.iter().map(|cited| (cited.clause.id, cited.shortened()));
    let form = ctx.form::<BindClause>(&format!("/campaign/{}/bind-clause", campaign.id));
    let things = things.iter().map(|thing| (thing.key.clone(), thing.name(lang).to_owned()));
    Ok(form.options("clause", clauses).options("thing", things).main())
}
