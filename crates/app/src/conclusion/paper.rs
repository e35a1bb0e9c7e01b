//! What leaves this stage as an office paper: the notice of a conclusion, and the collective report that was completed.

use base::Failure;
use base::book::stamp_of;
use base::db::find;
use base::web::{Ctx, Page, Words};
use documents::paper::{Align, Block, Column, Paper, Text};
use domain::common::id::SubjectId;
use domain::common::kinds::SubjectKind;
use domain::conclusion::ConclusionState;

use super::store::{self, ConclusionRow, Held, ShortcomingRow};
use super::subject::{name_of, named, shown};
use super::supplement::{section_title, source_of};
use crate::campaign::packs;
use crate::campaign::store as campaign;
use crate::conference::store as conference;
use crate::office::{Form, Numbered, Office, lines, send};
use crate::report::paper::{Written, of_version};
use crate::report::store::VersionRow;
use crate::synthesis::store as synthesis;

type Names = std::collections::HashMap<domain::common::id::PersonId, String>;

/// The notice of what was held on a subject; a draft says that it is one.
pub async fn notice(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, form) = (ctx.review()?, ctx.param::<Form>("kind")?);
    let subject = ctx.param::<SubjectId>("subject")?;
    let subject = store::subject_in(&mut ctx.db, review, subject).await?;
    let all = store::conclusions_of(&mut ctx.db, review).await?;
    let all: Vec<ConclusionRow> = all.into_iter().filter(|row| row.subject_id == subject.id).collect();
    let conclusion = shown(&ctx, &subject, &all)?.ok_or(Failure::Missing)?;
    let name = name_of(&mut ctx, &subject).await?;
    let names = store::names_in(&mut ctx.db, review).await?;
    let held = store::held(&mut ctx.db, conclusion.clone()).await?;
    let day = ctx.house.clock.day(conclusion.decided_at.unwrap_or(conclusion.drafted_at));
    let office = Office::of(&mut ctx.db, review, day).await?;
    let mut paper = office.paper(format!("{}-{}", conclusion.id, conclusion.version), day);
    paper.mark = mark(office.words, &conclusion, &all);
    if conclusion.state == ConclusionState::Decided
        && let Some(stamp) =
            stamp_of(&mut ctx.db, "conclusion_conclusion", &conclusion.id.to_string()).await?
    {
        paper.trace = Some(office.trace(&mut ctx, &stamp).await?);
    }
    let term = packs::of_campaign(&mut ctx.db, subject.campaign_id).await?.parameters.petition_days.value;
    headed(&mut paper, &office, &conclusion, (&name, &names));
    paper.blocks.extend(held_on(office.words, &held, &names));
    paper.blocks.push(Block::paragraph(office.words.t1("conclusion-paper-petition", "days", term)));
    let file = format!("{} {name} {}", office.words.t("conclusion-paper-kind"), conclusion.number);
    send(ctx, &file, paper, form).await
}

/// What says that this is not the conclusion in force.
fn mark(words: Words, conclusion: &ConclusionRow, all: &[ConclusionRow]) -> Option<String> {
    let is_later =
        |row: &ConclusionRow| row.state == ConclusionState::Decided && conclusion.number < row.number;
    match conclusion.state {
        ConclusionState::Decided if all.iter().any(is_later) => {
            Some(words.t1("conclusion-paper-replaced", "number", conclusion.number))
        }
        ConclusionState::Decided => None,
        _ => Some(words.t("conclusion-paper-draft")),
    }
}

fn headed(paper: &mut Paper, office: &Office, conclusion: &ConclusionRow, (name, names): (&str, &Names)) {
    let words = office.words;
    let year = office.campaign.period_to.year();
    paper.number = office.number(Numbered::Notice);
    paper.kind = words.t("conclusion-paper-kind").to_uppercase();
    paper.subject = words.t2("conclusion-paper-subject", "name", name, "year", year);
    let args = [
        ("campaign", office.campaign.title.to_string()),
        ("body", office.body.name.to_string()),
        ("name", name.to_owned()),
    ];
    paper.blocks.push(Block::paragraph(words.say("conclusion-paper-lead", &args)));
    paper.signatures = match conclusion.decided_by {
        Some(person) => office.signed_for_body(person, &named(names, person)),
        None => office.signed_by_head(),
    };
    let file = words.t("office-file");
    paper.recipients =
        [name.to_owned()].into_iter().chain(office.above_name().map(str::to_owned)).chain([file]).collect();
}

fn held_on(words: Words, held: &Held, names: &Names) -> Vec<Block> {
    let mut blocks = vec![Block::heading(1, words.t("conclusion-strengths"))];
    for strength in &held.strengths {
        blocks.extend(lines(strength.text.as_str()));
    }
    if held.strengths.is_empty() {
        blocks.push(Block::paragraph(words.t("report-paper-nothing")));
    }
    blocks.push(Block::heading(1, words.t("conclusion-shortcomings")));
    for shortcoming in &held.shortcomings {
        blocks.extend(shortcoming_of(words, held, shortcoming, names));
    }
    if held.shortcomings.is_empty() {
        blocks.push(Block::paragraph(words.t("report-paper-nothing")));
    }
    blocks
}

/// A shortcoming with everything that makes it concrete.
fn shortcoming_of(words: Words, held: &Held, row: &ShortcomingRow, names: &Names) -> Vec<Block> {
    let mut title = row.title.to_string();
    if 1 < row.times {
        title = format!("{title} ({})", words.t1("conclusion-times", "times", row.times));
    }
    let mut blocks = vec![Block::heading(2, title)];
    blocks.extend(lines(row.matter.as_str()));
    let labelled = |field: &str, text: String| {
        let label = words.t(&format!("form-conclusion-write-shortcoming-{field}"));
        Block::paragraph(Text::default().bold(format!("{label}: ")).plain(text))
    };
    let fields = [
        ("norm", &row.norm),
        ("extent", &row.extent),
        ("location", &row.location),
        ("period", &row.period),
        ("consequence", &row.consequence),
        ("cause-subjective", &row.cause_subjective),
        ("cause-objective", &row.cause_objective),
        ("comparison", &row.comparison),
        ("remedy", &row.remedy),
    ];
    let said = fields.into_iter().filter_map(|(field, text)| text.as_ref().map(|text| (field, text)));
    blocks.extend(said.map(|(field, text)| labelled(field, text.to_string())));
    blocks.extend(row.doer_id.map(|person| labelled("doer", named(names, person))));
    blocks.extend(row.deadline.map(|day| labelled("deadline", words.day(&day))));
    blocks.extend(row.measure.as_ref().map(|text| labelled("measure", text.to_string())));
    let responsible = held.responsible_of(row.id).into_iter().map(|one| {
        let part = one.part.as_ref().map(|part| format!(", {part}")).unwrap_or_default();
        format!("{} ({}{part})", named(names, one.person_id), words.code(format!("responsible_{}", one.kind)))
    });
    let responsible = responsible.collect::<Vec<_>>().join("; ");
    if !responsible.is_empty() {
        let label = words.t("conclusion-responsible");
        blocks.push(Block::paragraph(Text::default().bold(format!("{label}: ")).plain(responsible)));
    }
    blocks
}

/// The collective report as it was completed, with what was added to it and where that came from.
pub async fn completed(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, form) = (ctx.review()?, ctx.param::<Form>("kind")?);
    let collective = campaign::collective_of(&mut ctx.db, review).await?;
    let completion = store::completion_of(&mut ctx.db, review, collective.id).await?;
    let supplement = completion.supplement.ok_or(Failure::Missing)?;
    let version: VersionRow =
        find(&mut ctx.db, supplement.report_version_id).await?.ok_or(Failure::Missing)?;
    let Written { office, mut paper, name } = of_version(&mut ctx, review, collective.id, &version).await?;
    // Where something came from is said in the language of the paper, not of its reader.
    ctx.words = office.words;
    paper.blocks.push(Block::heading(1, office.words.t("conclusion-paper-supplement")));
    let added = if supplement.is_nothing { None } else { Some(added(&mut ctx).await?) };
    paper.blocks.push(Block::paragraph(office.words.t(match added {
        Some(_) => "conclusion-paper-supplement-lead",
        None => "conclusion-diff-nothing",
    })));
    paper.blocks.extend(added);
    send(ctx, &name, paper, form).await
}

/// What came from the individuals: the section, the words, the source.
async fn added(ctx: &mut Ctx) -> Result<Block, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let items = store::supplement_items_of(&mut ctx.db, review).await?;
    let points = synthesis::points_of(&mut ctx.db, review).await?;
    let said = conference::statements_of(&mut ctx.db, review).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let form = pack.form_for(SubjectKind::Collective).ok_or(Failure::Missing)?;
    let words = ctx.words;
    let row = |(index, item): (usize, &store::SupplementItemRow)| {
        vec![
            Text::from((index + 1).to_string()),
            Text::from(section_title(ctx, form, &item.section)),
            Text::from(item.text.to_string()),
            Text::from(source_of(ctx, item, &points, &said)),
        ]
    };
    let rows = items.iter().enumerate().map(row).collect();
    let column = |key: &str, share| Column::new(words.t(key), share);
    let columns = vec![
        column("report-paper-number", 6).aligned(Align::Center),
        column("conclusion-paper-section", 24),
        column("conclusion-paper-added", 42),
        column("conclusion-paper-source", 28),
    ];
    Ok(Block::Table { columns, rows })
}
