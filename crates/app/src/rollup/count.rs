//! Counting a summary: lines by unit, and a total that does not add them up.

use std::collections::{HashMap, HashSet};

use base::Failure;
use base::db::Link;
use domain::common::id::{ReviewId, UnitId};
use domain::rollup::{Counts, FigureKind, Figures, Group, UnitLine, extent};
use jiff::civil::Date;

use super::store::{self, Held};
use crate::campaign::store::{self as campaign_store, CampaignRow, ContentRow};
use crate::organisation::store::UnitRow;
use crate::plan::store::standings_on;

/// Which line each review belongs to: exactly one, so that nothing is counted twice.
struct Lines {
    lines: Vec<UnitLine>,
    of_review: HashMap<ReviewId, usize>,
}

/// The figures of a unit and all units below it, as they are now.
///
/// # Errors
/// What the database says.
pub async fn figures(
    link: &mut Link,
    campaign: &CampaignRow,
    unit: &UnitRow,
    on: Date,
) -> Result<Figures, Failure> {
    let is_top = unit.id == campaign.unit_id;
    let mut lines = lines(link, campaign, unit, on).await?;
    for (review, kind, count) in store::counts_by_review(link, campaign.id).await? {
        lines.add(review, kind, count);
    }
    let scope = store::scope_reviews(link, campaign.id, (unit.id, is_top), on).await?;
    let mut total = Counts::default();
    for stood in standings_on(link, campaign.id, on).await? {
        let row = stood.row;
        if let Some(line) = lines.line(row.review_id) {
            line.counts.add_standing(row.stage, row.state);
        }
        if scope.contains(&row.review_id) {
            total.add_standing(row.stage, row.state);
        }
    }
    let mut held = store::held(link, campaign.id).await?;
    held.retain(|one| lines.of_review.contains_key(&one.review));
    for one in &held {
        for kind in kinds_of(one) {
            lines.add(one.review, kind, 1);
        }
        total.add(extent(one.extent.as_deref()), 1);
    }
    for (kind, count) in store::plain_totals(link, campaign.id, (unit.id, is_top), on).await? {
        total.add(kind, count);
    }
    let contents = campaign_store::contents_of(link, campaign.id).await?;
    Ok(Figures {
        as_of: on,
        campaign: campaign.id,
        title: campaign.title.to_string(),
        unit: unit.id,
        unit_name: unit.name.to_string(),
        lines: lines.lines,
        total,
        contents: groups("content", &contents, &held, |one| one.content.clone()),
        focus: groups("focus", &contents, &held, |one| one.focus.clone().unwrap_or_default()),
    })
}

fn kinds_of(one: &Held) -> impl Iterator<Item = FigureKind> {
    let repeated = (1 < one.times).then_some(FigureKind::Repeated);
    [FigureKind::Shortcomings, extent(one.extent.as_deref())].into_iter().chain(repeated)
}

async fn lines(link: &mut Link, campaign: &CampaignRow, unit: &UnitRow, on: Date) -> Result<Lines, Failure> {
    let mut branch_of: HashMap<UnitId, UnitId> = HashMap::from([(unit.id, unit.id)]);
    let mut named = vec![(unit.id, unit.name.to_string())];
    for branch in store::branches(link, unit.id, on).await? {
        if !named.iter().any(|(known, _)| *known == branch.branch) {
            named.push((branch.branch, branch.name));
        }
        // A unit that hangs below two others would be counted in both; the first one keeps it.
        branch_of.entry(branch.unit).or_insert(branch.branch);
    }
    let mut lines = Lines { lines: Vec::new(), of_review: HashMap::new() };
    let mut found: Vec<(Option<UnitId>, Vec<ReviewId>)> =
        named.iter().map(|(unit, _)| (Some(*unit), Vec::new())).chain([(None, Vec::new())]).collect();
    for (review, of) in store::reviews(link, campaign.id).await? {
        let branch = branch_of.get(&of).copied();
        // Seen from below, what hangs elsewhere is none of one's business; seen from the top, nothing is lost.
        if branch.is_none() && unit.id != campaign.unit_id {
            continue;
        }
        if let Some((_, reviews)) = found.iter_mut().find(|(line, _)| *line == branch) {
            reviews.push(review);
        }
    }
    for (of, reviews) in found.into_iter().filter(|(_, reviews)| !reviews.is_empty()) {
        let name = named.iter().find(|(unit, _)| Some(*unit) == of).map(|(_, name)| name.clone());
        let mut counts = Counts::default();
        counts.add(FigureKind::Reviews, i64::try_from(reviews.len()).unwrap_or(i64::MAX));
        lines.of_review.extend(reviews.into_iter().map(|review| (review, lines.lines.len())));
        lines.lines.push(UnitLine { unit: of, name: name.unwrap_or_default(), counts });
    }
    Ok(lines)
}

impl Lines {
    fn line(&mut self, review: ReviewId) -> Option<&mut UnitLine> {
        self.of_review.get(&review).and_then(|at| self.lines.get_mut(*at))
    }

    fn add(&mut self, review: ReviewId, kind: FigureKind, count: i64) {
        if let Some(line) = self.line(review) {
            line.counts.add(kind, count);
        }
    }
}

/// The shortcomings by what `code_of` says: the pack's list in its order, then whatever it does not know.
fn groups(kind: &str, list: &[ContentRow], held: &[Held], code_of: impl Fn(&Held) -> String) -> Vec<Group> {
    let known = list.iter().filter(|row| row.kind == kind);
    let mut groups: Vec<Group> =
        known.map(|row| empty(row.code.clone(), row.name_vi.to_string(), row.name_en.to_string())).collect();
    let mut seen: HashSet<(String, ReviewId)> = HashSet::new();
    for one in held {
        let code = code_of(one);
        if !groups.iter().any(|group| group.code == code) {
            groups.push(empty(code.clone(), code.clone(), code.clone()));
        }
        let Some(group) = groups.iter_mut().find(|group| group.code == code) else { continue };
        group.shortcomings += 1;
        group.repeated += i64::from(1 < one.times);
        group.reviews += i64::from(seen.insert((code, one.review)));
    }
    groups
}

fn empty(code: String, name_vi: String, name_en: String) -> Group {
    Group { code, name_vi, name_en, shortcomings: 0, repeated: 0, reviews: 0 }
}
