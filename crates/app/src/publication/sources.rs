//! What a sentence may rest on, in words: for writers who choose, and for readers who ask.

use base::Failure;
use base::db::Link;
use base::web::{Words, day};
use domain::campaign::SubjectKind;
use domain::common::id::{CampaignId, UnitId};
use domain::conclusion::ConclusionKind;
use domain::publication::{SourceKind, SourceRef};
use domain::rollup::{FigureKind, Figures};
use jiff::tz::TimeZone;

use super::store::{self, Rests};
use crate::conclusion::store::{PublishableItem, publishable_items};
use crate::rollup::store::SummaryRow;

/// Everything that a sentence of a campaign's article may rest on: its name in a form, and what it says.
///
/// # Errors
/// What the database says.
pub async fn choices(
    link: &mut Link,
    campaign: CampaignId,
    unit: UnitId,
    words: Words,
) -> Result<Vec<(SourceRef, String)>, Failure> {
    let items = publishable_items(link, campaign).await?;
    let mut all: Vec<_> = items.iter().map(|item| (reference(item), says(item, words))).collect();
    for summary in store::summaries_to_quote(link, campaign, unit).await? {
        all.extend(figures(&summary, words)?);
    }
    Ok(all)
}

fn reference(item: &PublishableItem) -> SourceRef {
    let kind = match item.kind {
        ConclusionKind::Strength => SourceKind::Strength,
        ConclusionKind::Shortcoming => SourceKind::Shortcoming,
    };
    SourceRef { kind, id: item.id, figure: None }
}

fn says(item: &PublishableItem, words: Words) -> String {
    let text = if item.title.is_empty() { &item.text } else { &item.title };
    let cut: String = text.chars().take(100).collect();
    let whose = match item.subject_kind {
        SubjectKind::Collective => item.body.clone(),
        SubjectKind::Individual => format!("{}, {}", item.subject, item.body),
    };
    format!("{whose} · {}: {cut}", words.code(format!("source_{}", item.kind)))
}

fn figures(summary: &SummaryRow, words: Words) -> Result<Vec<(SourceRef, String)>, Failure> {
    let figures: Figures = serde_json::from_str(&summary.figures)?;
    let one = |kind: &FigureKind| {
        let id = summary.id.uuid();
        let name = words.code(kind);
        let says =
            format!("{} {}: {name} {}", figures.unit_name, day(figures.as_of), figures.total.of(*kind));
        (SourceRef { kind: SourceKind::Figure, id, figure: Some(*kind) }, says)
    };
    Ok(FigureKind::ALL.iter().map(one).collect())
}

/// What a sentence rests on, as readers are told: the conclusion or summary, never the person.
pub fn told(rests: &Rests, words: Words, zone: &TimeZone) -> String {
    let date = match (rests.decided_at, rests.as_of) {
        (Some(at), _) => day(at.to_zoned_datetime(zone.clone()).date()),
        (None, Some(date)) => day(date),
        (None, None) => String::new(),
    };
    let whose = ("whose", rests.whose.clone());
    if let Some(figure) = rests.figure {
        let value = rests.value.unwrap_or(0).to_string();
        let args = [whose, ("day", date), ("figure", words.code(figure)), ("value", value)];
        return words.say("publication-source-figure", &args);
    }
    let key = match rests.subject {
        Some(SubjectKind::Individual) => "publication-source-individual",
        _ => "publication-source-collective",
    };
    let what = match (rests.kind, rests.number) {
        (SourceKind::Shortcoming, Some(number)) => words.t1("publication-source-number", "number", number),
        _ => words.code(format!("source_{}", rests.kind)),
    };
    words.say(key, &[whose, ("day", date), ("what", what)])
}
