//! The summary of a unit: as counted now, or as it was issued; on the page and as a spreadsheet.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Lang, Page, Words};
use domain::campaign::StandingState;
use domain::common::Stage;
use domain::common::id::SummaryId;
use domain::common::rights::{Decision, Need, Place, decide};
use domain::rollup::{Counts, FigureKind, Figures, Group, UnitLine};
use serde::Serialize;

use super::store::{self, Issued};
use super::{IssueSummary, ORGANISER, READERS, count, issue, looked_at, sheet};
use crate::campaign::store::CampaignRow;
use crate::organisation::store::UnitRow;

#[derive(Template, Serialize)]
#[template(path = "rollup/views/overview.html")]
struct View {
    #[serde(skip)]
    w: Words,
    figures: Figures,
    #[serde(skip)]
    root: String,
    #[serde(skip)]
    above: Option<String>,
    #[serde(skip)]
    frozen: Option<Frozen>,
    summaries: Vec<Issued>,
    #[serde(skip)]
    issue: Option<FormView>,
}

/// An issued summary under its figures.
struct Frozen {
    id: SummaryId,
    issuer: String,
    at: jiff::Timestamp,
    is_publishable: bool,
}

/// The figures as they are now.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (campaign, unit) = looked_at(&mut ctx).await?;
    let today = ctx.today;
    let figures = count::figures(&mut ctx.db, &campaign, &unit, today).await?;
    let root = root_of(&campaign, &unit);
    let units: Vec<_> = figures.lines.iter().filter_map(|line| line.unit).chain([unit.id]).collect();
    let summaries = store::summaries_of(&mut ctx.db, campaign.id, &units).await?;
    let form = ctx.form::<IssueSummary>(&format!("{root}/issue")).value("campaign", campaign.id).main();
    let may_issue = ctx.here.as_ref().is_some_and(|here| here.unit == Some(unit.id)) && ctx.may(ORGANISER);
    let view = View {
        w: ctx.words,
        above: above(&ctx, &campaign, &unit),
        frozen: None,
        summaries,
        issue: may_issue.then_some(form),
        root,
        figures,
    };
    let title = ctx.words.t("rollup-title");
    ctx.page(title, view)
}

/// The figures as they were issued.
pub async fn issued(mut ctx: Ctx) -> Result<Page, Failure> {
    let (campaign, unit) = looked_at(&mut ctx).await?;
    let id: SummaryId = ctx.param("summary")?;
    let (row, figures) = issue::summary_at(&mut ctx.db, id, &campaign, &unit).await?;
    let issuer = crate::organisation::store::name_of(&mut ctx.db, row.issued_by).await?;
    let view = View {
        w: ctx.words,
        root: root_of(&campaign, &unit),
        above: above(&ctx, &campaign, &unit),
        frozen: Some(Frozen { id, issuer, at: row.issued_at, is_publishable: row.is_publishable }),
        summaries: Vec::new(),
        issue: None,
        figures,
    };
    let title = ctx.words.t("rollup-issued-title");
    ctx.page(title, view)
}

/// The figures as they are now, as a spreadsheet.
pub async fn xlsx(mut ctx: Ctx) -> Result<Page, Failure> {
    let (campaign, unit) = looked_at(&mut ctx).await?;
    let today = ctx.today;
    let figures = count::figures(&mut ctx.db, &campaign, &unit, today).await?;
    as_file(ctx, &unit, &figures)
}

/// The figures as they were issued, as a spreadsheet: the same bytes each time.
pub async fn issued_xlsx(mut ctx: Ctx) -> Result<Page, Failure> {
    let (campaign, unit) = looked_at(&mut ctx).await?;
    let id: SummaryId = ctx.param("summary")?;
    let (_, figures) = issue::summary_at(&mut ctx.db, id, &campaign, &unit).await?;
    as_file(ctx, &unit, &figures)
}

fn as_file(ctx: Ctx, unit: &UnitRow, figures: &Figures) -> Result<Page, Failure> {
    let bytes = sheet::write(ctx.words, figures)?;
    let name = format!("{}-{}-{}.xlsx", ctx.words.t("rollup-file"), unit.code, figures.as_of);
    ctx.file(name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes)
}

fn root_of(campaign: &CampaignRow, unit: &UnitRow) -> String {
    format!("/rollup/of/{}/{}", unit.id, campaign.id)
}

/// The summary of the unit above, when the campaign covers it and the reader may look there.
fn above(ctx: &Ctx, campaign: &CampaignRow, unit: &UnitRow) -> Option<String> {
    let (here, who) = (ctx.here.as_ref()?, ctx.who.as_ref()?);
    let path = here.place.unit_path.get(1..)?.to_vec();
    let parent = *path.first()?;
    let is_inside = unit.id != campaign.unit_id && path.contains(&campaign.unit_id);
    let may = decide(&who.held, &Place::unit(path, ctx.today), &Need::any_of(READERS)) == Decision::Allow;
    (is_inside && may).then(|| format!("/rollup/of/{parent}/{}", campaign.id))
}

/// The name of a group in the reader's language.
pub(super) fn name_of(group: &Group, words: Words) -> String {
    match (group.code.is_empty(), words.lang()) {
        (true, _) => words.t("rollup-without-code"),
        (false, Lang::Vi) => group.name_vi.clone(),
        (false, Lang::En) => group.name_en.clone(),
    }
}

/// The name of a line: the unit's own bodies, a unit below, or units that have left the tree.
pub(super) fn line_name(line: &UnitLine, figures: &Figures, words: Words) -> String {
    match line.unit {
        None => words.t("rollup-left-the-tree"),
        Some(unit) if unit == figures.unit => words.t1("rollup-own-bodies", "unit", &line.name),
        Some(_) => line.name.clone(),
    }
}

impl View {
    fn stages(&self) -> [Stage; 12] {
        Stage::ON_THE_LINE
    }

    fn n(&self, counts: &Counts, kind: impl std::borrow::Borrow<FigureKind>) -> i64 {
        counts.of(*kind.borrow())
    }

    fn kinds(&self) -> Vec<FigureKind> {
        FigureKind::ALL.to_vec()
    }

    fn extents(&self) -> [FigureKind; 3] {
        [FigureKind::InFigures, FigureKind::InWords, FigureKind::WithoutExtent]
    }

    fn group(&self, group: &Group) -> String {
        name_of(group, self.w)
    }

    /// Where the list of these shortcomings is.
    fn listed(&self, name: &str, code: &str) -> String {
        let code = if code.is_empty() { "-" } else { code };
        self.w.to(format!("{}/shortcomings?{name}={code}", self.root))
    }

    fn is_own(&self, line: &UnitLine) -> bool {
        line.unit == Some(self.figures.unit)
    }

    fn line_name(&self, line: &UnitLine) -> String {
        line_name(line, &self.figures, self.w)
    }
}
