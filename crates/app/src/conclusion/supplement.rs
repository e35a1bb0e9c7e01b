//! The supplement of the collective report: what came from the individuals, with sources, and what it changed.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{ReportVersionId, ReviewId};
use domain::common::kinds::SubjectKind;
use domain::common::pack::{Pack, ReportForm};
use domain::conclusion::complete_report::{Supplement, complete_report};
use domain::synthesis::RoundState;
use serde::Serialize;

use super::store::{self, Completion, SupplementItemRow, SupplementRow};
use super::{AddSupplementItem, CompleteReport, NotYet, TakeOutSupplementItem, WRITERS};
use crate::campaign::packs;
use crate::campaign::store as campaign;
use crate::conference::store::{self as conference, Said};
use crate::report::store::{self as report, SectionRow, VersionRow};
use crate::synthesis::store::{self as synthesis, PointLine};

#[derive(Template, Serialize)]
#[template(path = "conclusion/views/supplement.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    n_items: usize,
    n_done: usize,
    second_round: Option<RoundState>,
    points: Vec<Point>,
    listed: Vec<Listed>,
    not_yet: Option<NotYet>,
    diff: Option<Diff>,
    #[serde(skip)]
    add: Option<FormView>,
    #[serde(skip)]
    complete: Option<FormView>,
}

/// A point of the second round on the collective.
#[derive(Serialize)]
struct Point {
    line: PointLine,
    is_listed: bool,
}

/// Something that is listed, with where it came from.
#[derive(Serialize)]
struct Listed {
    row: SupplementItemRow,
    section: String,
    source: String,
    #[serde(skip)]
    take_out: Option<FormView>,
}

/// The completed report beside the one before.
#[derive(Serialize)]
struct Diff {
    from: i64,
    to: i64,
    is_nothing: bool,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    /// What stood there before, as it stands still.
    kept: String,
    /// What the supplement added, each with its source.
    added: Vec<(String, String)>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let collective = campaign::collective_of(&mut ctx.db, review).await?;
    let completion = store::completion_of(&mut ctx.db, review, collective.id).await?;
    if let Some(row) = &completion.supplement {
        ctx.stamp::<SupplementRow>(row.id);
    }
    let items = store::supplement_items_of(&mut ctx.db, review).await?;
    let all = synthesis::points_of(&mut ctx.db, review).await?;
    let said = conference::statements_of(&mut ctx.db, review).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let form = pack.form_for(SubjectKind::Collective).cloned().ok_or(Failure::Missing)?;
    let may_write = ctx.may(WRITERS) && completion.supplement.is_none();
    let of_second = |point: &&PointLine| point.round == 2 && point.subject == collective.id;
    let points = all.iter().filter(of_second).map(|line| Point {
        is_listed: items.iter().any(|item| item.point_id == Some(line.id)),
        line: line.clone(),
    });
    let listed: Vec<Listed> = items
        .iter()
        .map(|row| Listed {
            section: section_title(&ctx, &form, &row.section),
            source: source_of(&ctx, row, &all, &said),
            take_out: may_write.then(|| take_out(&ctx, review, row)),
            row: row.clone(),
        })
        .collect();
    let diff = diff(&mut ctx, &completion, &form, &listed).await?;
    let done = |state: &&domain::conference::ItemState| {
        use domain::conference::ItemState::{Closed, Deferred};
        matches!(state, Closed | Deferred)
    };
    let view = View {
        w: ctx.words,
        review,
        n_items: completion.items.len(),
        n_done: completion.items.iter().filter(done).count(),
        second_round: completion.second_round,
        not_yet: may_write.then(|| not_yet(&ctx, &completion, items.len())).flatten(),
        add: may_write.then(|| add_form(&ctx, review, (&all, &said), &pack)),
        complete: may_write
            .then(|| ctx.form::<CompleteReport>(&format!("/conclusion/{review}/supplement/complete")).main()),
        points: points.collect(),
        listed,
        diff,
    };
    let title = ctx.words.t("conclusion-supplement-title");
    ctx.page(title, view)
}

fn not_yet(ctx: &Ctx, completion: &Completion, n_items: usize) -> Option<NotYet> {
    // Whether nothing came is for the secretary to say; until then the other conditions are shown.
    let supplement = match n_items {
        0 => Supplement::StatesNothing,
        listed => Supplement::Lists(u32::try_from(listed).unwrap_or(u32::MAX)),
    };
    let refusal = complete_report(&completion.facts(supplement)).err()?;
    Some(NotYet::of(ctx.words, &refusal))
}

pub(super) fn section_title(ctx: &Ctx, form: &ReportForm, code: &str) -> String {
    let found = form.sections.iter().find(|section| section.code == code);
    found.map(|section| super::in_words(ctx.words, &section.title)).unwrap_or_default()
}

pub(super) fn source_of(ctx: &Ctx, row: &SupplementItemRow, points: &[PointLine], said: &[Said]) -> String {
    let point = points.iter().find(|point| Some(point.id) == row.point_id);
    let point = point
        .map(|point| ctx.words.t2("conclusion-source-point", "number", point.number, "title", &point.title));
    let statement = said.iter().find(|one| Some(one.statement.id) == row.statement_id);
    let statement = statement
        .map(|one| ctx.words.t2("conclusion-source-statement", "name", &one.speaker, "item", &one.item));
    [point, statement].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn take_out(ctx: &Ctx, review: ReviewId, row: &SupplementItemRow) -> FormView {
    let path = format!("/conclusion/{review}/supplement/take-out");
    ctx.form_for::<TakeOutSupplementItem>(&path, "item", row.id).quiet()
}

fn add_form(ctx: &Ctx, review: ReviewId, (points, said): (&[PointLine], &[Said]), pack: &Pack) -> FormView {
    let of_second = points.iter().filter(|point| point.round == 2);
    let of_second = of_second.map(|point| (point.id, format!("{}. {}", point.number, point.title)));
    let first_words = |text: &str| text.chars().take(80).collect::<String>();
    let said = said.iter().filter(|one| !one.is_corrected);
    let said = said.map(|one| {
        (one.statement.id, format!("{}: {}", one.speaker, first_words(one.statement.text.as_str())))
    });
    let sections = pack.form_for(SubjectKind::Collective).map(|form| &form.sections);
    let sections = sections.into_iter().flatten();
    let sections = sections.map(|section| (section.code.clone(), super::in_words(ctx.words, &section.title)));
    ctx.form::<AddSupplementItem>(&format!("/conclusion/{review}/supplement/add-item"))
        .options("point", of_second.collect::<Vec<_>>())
        .options("statement", said.collect::<Vec<_>>())
        .options("section", sections.collect::<Vec<_>>())
}

/// What the supplement changed in the report: the two versions section by section.
async fn diff(
    ctx: &mut Ctx,
    completion: &Completion,
    form: &ReportForm,
    listed: &[Listed],
) -> Result<Option<Diff>, Failure> {
    let Some(supplement) = &completion.supplement else { return Ok(None) };
    let (from, before) = version(ctx, supplement.base_version_id).await?;
    let (to, after) = version(ctx, supplement.report_version_id).await?;
    let text = |rows: &[SectionRow], code: &str| {
        rows.iter().find(|row| row.code == code).map(|row| row.text.to_string()).unwrap_or_default()
    };
    let section = |section: &domain::common::pack::FormSection| {
        let (kept, now) = (text(&before, &section.code), text(&after, &section.code));
        let added = now.strip_prefix(&kept).unwrap_or(&now).trim();
        let paragraphs = added.split("\n\n").filter(|text| !text.trim().is_empty());
        let with_source = |text: &str| {
            let found = listed.iter().find(|one| one.row.text.as_str().contains(text));
            (text.to_owned(), found.map(|one| one.source.clone()).unwrap_or_default())
        };
        let added = paragraphs.map(with_source).collect();
        Section { title: super::in_words(ctx.words, &section.title), kept, added }
    };
    let sections = form.sections.iter().map(section).collect();
    Ok(Some(Diff { from: from.number, to: to.number, is_nothing: supplement.is_nothing, sections }))
}

async fn version(ctx: &mut Ctx, id: ReportVersionId) -> Result<(VersionRow, Vec<SectionRow>), Failure> {
    let row = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    Ok((row, report::sections_of(&mut ctx.db, id).await?))
}
