//! One shortcoming: everything that makes it concrete, what it rests on, who answers for it, the opinions behind it.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::campaign::CarriedStatus;
use domain::common::id::{FileId, PersonId, ReviewId, ShortcomingId};
use domain::common::kinds::ShortcomingField;
use domain::common::pack::Pack;
use domain::conclusion::decide::shortcoming_holds;
use domain::conclusion::{ConclusionState, GroundKind, HeldPart, ResponsibilityKind};
use serde::Serialize;

use super::store::{
    self, ConclusionRow, Facts, GroundRow, Held, ResponsibleRow, ShortcomingRow, WordingWaiverRow,
};
use super::wording::{self, FIELDS, Wording};
use super::{
    AddGround, AnswerResponsibility, NameResponsible, NotYet, TakeBackWaiver, TakeOut, WRITERS,
    WaiveQuestion, WriteShortcoming, shown_on,
};
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, CarriedItemRow, SubjectRow};
use crate::report::ask::Below;
use crate::report::found::{Must, Waived};
use crate::synthesis::store::{self as synthesis, PointLine, PointOpinion};

#[derive(Template, Serialize)]
#[template(path = "conclusion/views/shortcoming.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    subject: SubjectRow,
    name: String,
    row: ShortcomingRow,
    is_draft: bool,
    doer: String,
    content: String,
    meter: Vec<Cell>,
    n_stated: usize,
    wording: Wording,
    /// Questions that hold the decision up until they are answered or waived.
    must: Vec<Must>,
    waived: Vec<Waived>,
    not_yet: Option<NotYet>,
    clauses: Vec<Clause>,
    grounds: Vec<Ground>,
    /// Whether the reader may open the files behind the grounds.
    #[serde(skip)]
    may_open: bool,
    responsible: Vec<Responsible>,
    carried: Option<CarriedItemRow>,
    point: Option<PointLine>,
    opinions: Vec<PointOpinion>,
    #[serde(skip)]
    forms: Forms,
}

/// A cell of the meter: a field that the pack requires.
#[derive(Serialize)]
struct Cell {
    number: usize,
    field: ShortcomingField,
    is_stated: bool,
}

/// A clause in the margin.
#[derive(Serialize)]
struct Clause {
    cited: String,
    text: String,
}

#[derive(Serialize)]
struct Ground {
    row: GroundRow,
    /// Where it stands: the point of a finding, whose report, what evidence.
    source: String,
    /// What of it is quoted.
    quoted: String,
    #[serde(skip)]
    take_out: Option<FormView>,
}

#[derive(Serialize)]
struct Responsible {
    row: ResponsibleRow,
    name: String,
    #[serde(skip)]
    answer: Option<FormView>,
    #[serde(skip)]
    take_out: Option<FormView>,
}

#[derive(Default)]
struct Forms {
    write: Option<FormView>,
    grounds: Vec<(GroundKind, FormView)>,
    responsible: Option<FormView>,
}

/// What the page needs from around the shortcoming.
struct Around {
    facts: Facts,
    held: Held,
    names: HashMap<PersonId, String>,
    subjects: HashMap<domain::common::id::SubjectId, String>,
    points: Vec<PointLine>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let review = ctx.review()?;
    let id = ctx.param::<ShortcomingId>("shortcoming")?;
    let (conclusion, row) = store::shortcoming_in(&mut ctx.db, review, id).await?;
    let subject = store::subject_in(&mut ctx.db, review, conclusion.subject_id).await?;
    if row.is_dropped || !shown_on(&ctx, &subject, Some(conclusion.state)) {
        return Err(Failure::Missing);
    }
    ctx.stamp::<ShortcomingRow>(row.id);
    ctx.stamp::<ConclusionRow>(conclusion.id);
    let around = around(&mut ctx, review, conclusion).await?;
    let pack = packs::of_campaign(&mut ctx.db, subject.campaign_id).await?;
    let required = &pack.parameters.shortcoming_required.value;
    let (grounds, named) = (around.held.grounds_of(row.id), around.held.responsible_of(row.id));
    let n_open = wording::n_open(&row, &around.held, &pack);
    let checked = around.facts.shortcoming(&row, &around.held, subject.person_id, n_open);
    let is_draft = around.held.conclusion.state == ConclusionState::Draft;
    let holds = shortcoming_holds(&checked, required, subject.person_id, ctx.today);
    let meter = meter(required, &checked.stated);
    let carried = match row.carried_item_id {
        Some(item) => find(&mut ctx.db, item).await?,
        None => None,
    };
    let opinions = match row.point_id {
        Some(point) => synthesis::opinions_of_point(&mut ctx.db, point).await?,
        None => Vec::new(),
    };
    let forms = if is_draft { forms(&mut ctx, &subject, &row, &around).await? } else { Forms::default() };
    let name_of = |person: PersonId| around.names.get(&person).cloned().unwrap_or_default();
    let contents = campaign::contents_of(&mut ctx.db, subject.campaign_id).await?;
    let content = contents.iter().find(|one| one.kind == "content" && one.code == row.content);
    let view = View {
        w: ctx.words,
        review,
        name: around.subjects.get(&subject.id).cloned().unwrap_or_default(),
        is_draft,
        doer: row.doer_id.map(name_of).unwrap_or_default(),
        content: content.map(|one| one.name(ctx.words.lang()).to_owned()).unwrap_or_default(),
        n_stated: meter.iter().filter(|cell| cell.is_stated).count(),
        meter,
        wording: Wording::of(&row, ctx.words.lang()),
        must: if is_draft { must(&ctx, &row, &around, &pack) } else { Vec::new() },
        waived: waived(&ctx, &row, &around),
        not_yet: holds.err().filter(|_| is_draft).map(|refusal| NotYet::of(ctx.words, &refusal)),
        clauses: clauses(&ctx, &pack),
        grounds: grounds.iter().map(|ground| ground_view(&ctx, &subject, ground, &around)).collect(),
        may_open: ctx.may(super::READERS),
        responsible: named.iter().map(|one| responsible_view(&ctx, &subject, one, &around)).collect(),
        carried,
        point: around.points.iter().find(|point| Some(point.id) == row.point_id).cloned(),
        opinions,
        forms,
        subject,
        row,
    };
    let title = ctx.words.t1("conclusion-shortcoming-title", "number", view.row.number);
    ctx.page(title, view)
}

/// The file behind a figure.
pub async fn file(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let file = ctx.param::<FileId>("file")?;
    let file = store::file_in(&mut ctx.db, review, file).await?;
    let bytes = ctx.house.files.get(&file.sha256)?;
    let kind = file.media_kind();
    ctx.file(file.name.to_string(), kind, bytes)
}

async fn around(ctx: &mut Ctx, review: ReviewId, conclusion: ConclusionRow) -> Result<Around, Failure> {
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    Ok(Around {
        facts: store::facts_of(&mut ctx.db, review).await?,
        held: store::held(&mut ctx.db, conclusion).await?,
        names: store::names_in(&mut ctx.db, review).await?,
        subjects: subjects.into_iter().map(|row| (row.subject.id, row.name)).collect(),
        points: synthesis::points_of(&mut ctx.db, review).await?,
    })
}

/// The questions that must still be answered, each with the form that waives it for whoever writes.
fn must(ctx: &Ctx, row: &ShortcomingRow, around: &Around, pack: &Pack) -> Vec<Must> {
    let found = wording::questions(row, pack);
    let open = wording::open(&found, &around.held.waivers_of(row.id), pack);
    let writes = ctx.may(WRITERS);
    let must = found.iter().enumerate().filter(|(at, _)| open.contains(at)).map(|(_, one)| {
        let waive = writes.then(|| {
            let form = ctx.form_for::<WaiveQuestion>(&path(row, "waive-question"), "sentence", &one.sentence);
            let form = form.value("shortcoming", row.id).value("place", &one.place);
            form.value("kind", one.kind).quiet()
        });
        let mend = writes.then(|| format!("/conclusion/{}/shortcoming/{}#fields", row.review_id, row.id));
        Must { asked: one.shown(ctx.words.code(&one.place), ctx.words), mend, waive }
    });
    must.collect()
}

/// What was waived, with the form that takes it back while the conclusion is a draft.
fn waived(ctx: &Ctx, row: &ShortcomingRow, around: &Around) -> Vec<Waived> {
    let takes_back = ctx.may(WRITERS) && around.held.conclusion.state == ConclusionState::Draft;
    let shown = |one: &WordingWaiverRow| Waived {
        section: ctx.words.code(&one.place),
        kind: one.kind,
        sentence: one.sentence.clone(),
        reason: one.reason.clone(),
        waived_at: one.waived_at,
        take_back: takes_back.then(|| {
            let form = ctx.form_for::<TakeBackWaiver>(&path(row, "take-back-waiver"), "waiver", one.id);
            form.value("shortcoming", row.id).quiet()
        }),
    };
    around.held.waivers_of(row.id).into_iter().map(shown).collect()
}

fn meter(required: &[ShortcomingField], stated: &[ShortcomingField]) -> Vec<Cell> {
    let cell = |(field, number): (&ShortcomingField, usize)| Cell {
        number,
        field: *field,
        is_stated: stated.contains(field),
    };
    required.iter().zip(1..).map(cell).collect()
}

/// The clauses behind what is asked here, for the margin.
fn clauses(ctx: &Ctx, pack: &Pack) -> Vec<Clause> {
    use domain::common::Gate;
    let language = match ctx.words.lang() {
        base::web::Lang::Vi => domain::common::Language::Vietnamese,
        base::web::Lang::En => domain::common::Language::English,
    };
    let mut found: Vec<Clause> = Vec::new();
    for gate in [Gate::Concrete, Gate::Grounded, Gate::Compared, Gate::AnsweredFor] {
        let Some(clause) = pack.clause_of(gate) else { continue };
        let one = Clause { cited: pack.cite(clause), text: clause.text.in_language(language).to_owned() };
        if !found.iter().any(|other| other.cited == one.cited && other.text == one.text) {
            found.push(one);
        }
    }
    found
}

fn path(row: &ShortcomingRow, act: &str) -> String {
    format!("/conclusion/{}/shortcoming/{}/{act}", row.review_id, row.id)
}

fn take_out(
    ctx: &Ctx,
    subject: &SubjectRow,
    held: &Held,
    part: HeldPart,
    id: uuid::Uuid,
) -> Option<FormView> {
    let may = ctx.may(WRITERS) && held.conclusion.state == ConclusionState::Draft;
    let path = format!("/conclusion/{}/subject/{}/take-out", subject.review_id, subject.id);
    may.then(|| {
        let form = ctx.form_for::<TakeOut>(&path, "id", id);
        form.value("subject", subject.id).value("part", part).quiet()
    })
}

fn ground_view(ctx: &Ctx, subject: &SubjectRow, row: &GroundRow, around: &Around) -> Ground {
    let point_of = |id| around.points.iter().find(|point| point.id == id);
    let finding = around.facts.findings().find(|(finding, _)| Some(finding.id) == row.finding_id);
    let whose = around.facts.versions().find(|(version, _)| Some(version.id) == row.report_version_id);
    let source = match (row.kind, finding, whose) {
        (GroundKind::Finding, Some((finding, _)), _) => {
            let (number, title) =
                point_of(finding.point_id).map_or((0, ""), |point| (point.number, point.title.as_str()));
            ctx.words.t2("conclusion-source-finding", "number", number, "title", title)
        }
        (GroundKind::Admission, _, Some((version, subject))) => {
            let name = around.subjects.get(&subject).cloned().unwrap_or_default();
            ctx.words.t2("conclusion-source-report", "name", name, "version", version.number)
        }
        _ => {
            let parts = [&row.document, &row.clause];
            parts.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(", ")
        }
    };
    let part = finding.and_then(|(finding, _)| finding.confirmed_part.clone());
    let words = row.quote.as_ref().map(ToString::to_string);
    let quoted = words.or(part.map(|part| part.to_string())).unwrap_or_default();
    let take_out = take_out(ctx, subject, &around.held, HeldPart::Ground, row.id);
    Ground { source, quoted, take_out, row: row.clone() }
}

fn responsible_view(ctx: &Ctx, subject: &SubjectRow, row: &ResponsibleRow, around: &Around) -> Responsible {
    let is_draft = around.held.conclusion.state == ConclusionState::Draft;
    let is_own = ctx.person().ok() == Some(row.person_id);
    let at =
        format!("/conclusion/{}/shortcoming/{}/answer-responsibility", subject.review_id, row.shortcoming_id);
    let answer = (is_draft && is_own && subject.person_id.is_none() && row.answer.is_none()).then(|| {
        let form = ctx.form_for::<AnswerResponsibility>(&at, "responsible", row.id);
        let form = form.value("shortcoming", row.shortcoming_id);
        if ctx.may(WRITERS) { form } else { form.main() }
    });
    let name = around.names.get(&row.person_id).cloned().unwrap_or_default();
    let take_out = take_out(ctx, subject, &around.held, HeldPart::Responsible, row.id);
    Responsible { name, answer, take_out, row: row.clone() }
}

async fn forms(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    row: &ShortcomingRow,
    around: &Around,
) -> Result<Forms, Failure> {
    if !ctx.may(WRITERS) {
        return Ok(Forms::default());
    }
    let people = store::people_near(&mut ctx.db, row.review_id).await?;
    let form = ctx.form::<NameResponsible>(&path(row, "name-responsible")).value("shortcoming", row.id);
    let kinds = ResponsibilityKind::ALL.iter();
    let kinds = kinds.map(|kind| (*kind, ctx.words.code(format!("responsible_{kind}"))));
    let responsible = form.options("person", people.clone()).options("kind", kinds);
    let write = write_form(ctx, subject, row, people).await?;
    let grounds = ground_forms(ctx, row, around).await?;
    Ok(Forms { write: Some(write), grounds, responsible: Some(responsible) })
}

async fn write_form(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    row: &ShortcomingRow,
    people: Vec<(PersonId, String)>,
) -> Result<FormView, Failure> {
    let lang = ctx.words.lang();
    let contents = campaign::contents_of(&mut ctx.db, subject.campaign_id).await?;
    let listed = |kind: &'static str| {
        let of_kind = contents.iter().filter(move |one| one.kind == kind);
        of_kind.map(move |one| (one.code.clone(), one.name(lang).to_owned()))
    };
    let carried = campaign::carried_items_of(&mut ctx.db, row.review_id).await?;
    let carried = carried.into_iter().filter(|item| item.person_id == subject.person_id);
    let carried = carried.map(|item| (item.id, format!("{} · {}", item.code, item.matter)));
    let points = synthesis::points_of(&mut ctx.db, row.review_id).await?;
    let points = points.into_iter().filter(|point| point.subject == subject.id);
    let points = points.map(|point| (point.id, format!("{}. {}", point.number, point.title)));
    let form = ctx
        .form::<WriteShortcoming>(&path(row, "write"))
        .options("carried", carried.collect::<Vec<_>>())
        .options("doer", people)
        .options("point", points.collect::<Vec<_>>())
        .options("content", listed("content"))
        .options("focus", listed("focus"));
    let form = filled(form, row).asks(&path(row, "ask")).main();
    let asked = Wording::of(row, lang).asked;
    Ok(FIELDS.iter().fold(form, |form, (name, field)| {
        let here = asked.iter().filter(|one| one.is_in(*field));
        let here = here.map(|one| (one.words.clone(), one.question.to_owned()));
        form.below(name, &Below::of(ctx.words, here))
    }))
}

/// The form with what is written so far.
fn filled(form: FormView, row: &ShortcomingRow) -> FormView {
    let text =
        |value: &Option<domain::common::Prose>| value.as_ref().map(ToString::to_string).unwrap_or_default();
    let shown = |value: Option<String>| value.unwrap_or_default();
    let form = form
        .value("shortcoming", row.id)
        .value("seen", row.version)
        .value("title", &row.title)
        .value("matter", &row.matter)
        .value("norm", text(&row.norm))
        .value("extent", text(&row.extent))
        .value("location", text(&row.location))
        .value("period", text(&row.period))
        .value("consequence", text(&row.consequence))
        .value("cause_subjective", text(&row.cause_subjective))
        .value("cause_objective", text(&row.cause_objective))
        .value("carried", shown(row.carried_item_id.map(|id| id.to_string())))
        .value("comparison", text(&row.comparison))
        .value("remedy", text(&row.remedy))
        .value("doer", shown(row.doer_id.map(|id| id.to_string())))
        .value("deadline", shown(row.deadline.map(base::web::day)))
        .value("measure", text(&row.measure))
        .value("point", shown(row.point_id.map(|id| id.to_string())))
        .value("content", &row.content)
        .value("focus", shown(row.focus.clone()));
    if row.is_publishable { form.value("publishable", "yes") } else { form }
}

/// A form for each kind of ground, with the fields of that kind.
async fn ground_forms(
    ctx: &mut Ctx,
    row: &ShortcomingRow,
    around: &Around,
) -> Result<Vec<(GroundKind, FormView)>, Failure> {
    let evidence = store::evidence_of_review(&mut ctx.db, row.review_id).await?;
    let evidence = evidence.iter().map(|one| (one.id, format!("{} ({})", one.title, one.source)));
    let evidence: Vec<_> = evidence.collect();
    let title = |id| around.points.iter().find(|point| point.id == id).map_or("", |point| &point.title);
    let findings = around.facts.findings().map(|(finding, _)| {
        (finding.id, format!("{} · {}", title(finding.point_id), ctx.words.code(finding.verdict)))
    });
    let mut findings: Vec<_> = findings.collect();
    findings.sort_by(|a, b| a.1.cmp(&b.1));
    let reports = around.facts.versions().map(|(version, subject)| {
        let name = around.subjects.get(&subject).cloned().unwrap_or_default();
        (version.id, ctx.words.t2("conclusion-source-report", "name", name, "version", version.number))
    });
    let mut reports: Vec<_> = reports.collect();
    reports.sort_by(|a, b| a.1.cmp(&b.1));
    let form = |kind: GroundKind, fields: &[&str]| {
        let form = ctx.form_for::<AddGround>(&path(row, "add-ground"), "kind", kind);
        let form = form.value("shortcoming", row.id).only(fields);
        (kind, form.options("finding", findings.clone()).options("report", reports.clone()))
    };
    let (figure, fields) = form(GroundKind::Figure, &["quote", "evidence", "file"]);
    Ok(vec![
        form(GroundKind::Admission, &["report", "quote"]),
        form(GroundKind::Finding, &["finding"]),
        form(GroundKind::CompetentConclusion, &["document", "clause", "quote"]),
        (figure, fields.options("evidence", evidence)),
    ])
}
