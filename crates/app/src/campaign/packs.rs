//! The rule packs that the program ships with, and the frozen pack of a campaign.

use base::Failure;
use base::db::{DbError, Link, find, select};
use base::web::{Lang, Words};
use domain::common::id::CampaignId;
use domain::common::pack::Pack;
use domain::common::{Gate, Language, Line, Stage};
use serde::Serialize;

use super::store::CampaignRow;

/// The packs that the program ships with: file name and text.
pub const BUILT_IN: &[(&str, &str)] = &[
    ("nq-tw4-2012", include_str!("../../../../rules/nq-tw4-2012.toml")),
    ("leadership-review", include_str!("../../../../rules/leadership-review.toml")),
];

/// A pack that the program ships with, and its text.
///
/// # Errors
/// [`Failure::Missing`] when there is none of this name.
pub fn built_in(id: &str) -> Result<(Pack, &'static str), Failure> {
    let (_, text) = BUILT_IN.iter().find(|(name, _)| *name == id).ok_or(Failure::Missing)?;
    let pack = Pack::parse(text, id);
    let pack = pack.map_err(|errors| Failure::Fault(format!("pack {id}: {} problems", errors.len())))?;
    Ok((pack, text))
}

/// The pack with which a campaign was opened.
///
/// # Errors
/// [`Failure::Missing`] when there is no such campaign.
pub async fn of_campaign(link: &mut Link, campaign: CampaignId) -> Result<Pack, Failure> {
    let row: CampaignRow = find(link, campaign).await?.ok_or(Failure::Missing)?;
    frozen(&row)
}

/// The pack that a campaign froze when it was opened.
///
/// # Errors
/// A fault that names the campaign and each problem with its line.
pub fn frozen(campaign: &CampaignRow) -> Result<Pack, Failure> {
    Pack::parse_frozen(&campaign.pack_text, &campaign.pack).map_err(|problems| {
        let said: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let id = campaign.id;
        Failure::Fault(format!("the frozen pack of campaign {id} cannot be read: {}", said.join("; ")))
    })
}

/// What is said when this program cannot read the frozen pack of a campaign: each campaign, each problem with its line. It
/// holds a rule of a newer program, or somebody changed it. A program must not run a campaign as if it had no such rule, so
/// nothing is served then.
///
/// # Errors
/// What the database says.
pub async fn unread(link: &mut Link, words: Words) -> Result<Option<String>, DbError> {
    let all: Vec<CampaignRow> = select(link, "ORDER BY id", &[]).await?;
    let mut says = Vec::new();
    for row in &all {
        let Err(problems) = Pack::parse_frozen(&row.pack_text, &row.pack) else { continue };
        let args = [("campaign", row.title.to_string()), ("id", row.id.to_string())];
        says.push(words.say("pack-frozen", &args));
        says.extend(problems.iter().map(|problem| {
            let said = words.find(&problem.message(), &problem.args).unwrap_or_else(|| problem.to_string());
            format!("  {}:{}:{}: {said}", problem.file, problem.line, problem.column)
        }));
    }
    if says.is_empty() {
        return Ok(None);
    }
    says.push(words.t("pack-frozen-todo"));
    Ok(Some(says.join("\n")))
}

/// As [`of_campaign`], for where a database error is the only one.
///
/// # Errors
/// What the database says, or that the frozen pack cannot be read.
pub async fn of_campaign_in_db(link: &mut Link, campaign: CampaignId) -> Result<Option<Pack>, DbError> {
    let Some(row) = find::<CampaignRow>(link, campaign).await? else { return Ok(None) };
    Pack::parse_frozen(&row.pack_text, &row.pack)
        .map(Some)
        .map_err(|_| DbError::Shape(format!("the pack of {campaign}")))
}

/// The clause of a pack on which a gate rests, with its doubt where nobody has confirmed it.
pub fn rule_in(pack: &Pack, gate: Gate, lang: Lang) -> Option<String> {
    let language = if lang == Lang::Vi { Language::Vietnamese } else { Language::English };
    pack.clause_of(gate).map(|clause| {
        let doubt = match (clause.unconfirmed, lang) {
            (false, _) => "",
            (true, Lang::Vi) => " (chưa được xác nhận)",
            (true, Lang::En) => " (not confirmed)",
        };
        format!("{} — {}{doubt}", clause.text.in_language(language), pack.cite(clause))
    })
}

/// What somebody must do about a thing of a stage, and the clause that asks for it, in the words of the pack.
///
/// # Errors
/// A fault when the pack holds words that are no line.
pub fn duty(pack: &Pack, stage: Stage, number: i64, title: &Line) -> Result<(Line, Line), Failure> {
    let line = |text: &str| {
        let cut: String = text.chars().take(Line::MAX).collect();
        Line::parse(&cut).map_err(|error| Failure::Fault(error.to_string()))
    };
    let template = pack.tasks.iter().find(|task| task.stage == stage);
    let matter = template.map_or_else(
        || format!("{number}. {title}"),
        |task| format!("{}: {number}. {title}", task.title.in_language(pack.language)),
    );
    let clause = template.and_then(|task| task.clause.as_ref()).and_then(|code| pack.clause(code));
    let why =
        clause.map_or_else(|| pack.title.in_language(pack.language).to_owned(), |clause| pack.cite(clause));
    Ok((line(&matter)?, line(&why)?))
}

/// A clause as a margin note shows it.
#[derive(Clone, Debug, Serialize)]
pub struct Cited {
    /// Document and place.
    pub place: String,
    /// What it says.
    pub text: String,
    /// Whether nobody has confirmed it yet.
    pub unconfirmed: bool,
}

/// The clauses behind these gates, for the margin of a page.
pub fn cited(pack: &Pack, gates: &[Gate], language: domain::common::Language) -> Vec<Cited> {
    let cite = |gate: &Gate| {
        pack.clause_of(*gate).map(|clause| Cited {
            place: pack.cite(clause),
            text: clause.text.in_language(language).to_owned(),
            unconfirmed: clause.unconfirmed,
        })
    };
    gates.iter().filter_map(cite).collect()
}
