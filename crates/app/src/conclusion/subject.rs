//! What is held on one subject: strengths, shortcomings, the decision, its notice, petitions against it.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{PersonId, PointId, ReviewId, SubjectId};
use domain::common::refusal::Refusal;
use domain::conclusion::decide::shortcoming_holds;
use domain::conclusion::petition::last_day;
use domain::conclusion::{ConclusionState, HeldPart, PetitionAnswer, PetitionState};
use domain::explanation::ServiceKind;
use jiff::civil::Date;
use serde::Serialize;

use super::store::{self, ConclusionRow, Held, NoticeRow, PetitionRow, ShortcomingRow, StrengthRow};
use super::{
    AcknowledgeNotice, AddShortcoming, AddStrength, AnswerPetition, DECIDERS, Decide, DraftConclusion,
    FilePetition, GiveNotice, NotYet, TakeOut, WRITERS, decide, shown_on,
};
use crate::campaign::packs;
use crate::campaign::store::{self as campaign, SubjectRow};
use crate::synthesis::store::{self as synthesis, PointLine};

#[derive(Template, Serialize)]
#[template(path = "conclusion/views/subject.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    subject: SubjectRow,
    name: String,
    conclusion: Option<ConclusionRow>,
    decided_by: String,
    is_petitioned: bool,
    earlier: Vec<i64>,
    strengths: Vec<Strength>,
    shortcomings: Vec<Shortcoming>,
    points_left: Vec<PointLine>,
    not_yet: Option<NotYet>,
    notices: Vec<Notice>,
    petitions: Vec<Petition>,
    until: Option<Date>,
    #[serde(skip)]
    forms: Forms,
}

/// A strength, with the point it comes from.
#[derive(Serialize)]
struct Strength {
    row: StrengthRow,
    point: Option<i64>,
    #[serde(skip)]
    take_out: Option<FormView>,
}

/// A shortcoming in a list, with what it still lacks.
#[derive(Serialize)]
struct Shortcoming {
    row: ShortcomingRow,
    point: Option<i64>,
    n_grounds: usize,
    not_yet: Option<NotYet>,
    #[serde(skip)]
    take_out: Option<FormView>,
}

#[derive(Serialize)]
struct Notice {
    row: NoticeRow,
    name: String,
}

#[derive(Serialize)]
struct Petition {
    row: PetitionRow,
    name: String,
    answered_by: String,
    #[serde(skip)]
    answer: Option<FormView>,
}

/// What the reader may do here.
#[derive(Default)]
struct Forms {
    draft: Option<FormView>,
    strength: Option<FormView>,
    shortcoming: Option<FormView>,
    decide: Option<FormView>,
    notice: Option<FormView>,
    acknowledge: Option<FormView>,
    petition: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let review = ctx.review()?;
    let subject = ctx.param::<SubjectId>("subject")?;
    let subject = store::subject_in(&mut ctx.db, review, subject).await?;
    let all = store::conclusions_of(&mut ctx.db, review).await?;
    let all: Vec<ConclusionRow> = all.into_iter().filter(|row| row.subject_id == subject.id).collect();
    let conclusion = shown(&ctx, &subject, &all)?;
    let name = name_of(&mut ctx, &subject).await?;
    let held = match &conclusion {
        Some(row) => Some(store::held(&mut ctx.db, row.clone()).await?),
        None => None,
    };
    if let Some(row) = &conclusion {
        ctx.stamp::<ConclusionRow>(row.id);
    }
    let names = store::names_in(&mut ctx.db, review).await?;
    let points = synthesis::points_of(&mut ctx.db, review).await?;
    let points: Vec<PointLine> = points.into_iter().filter(|point| point.subject == subject.id).collect();
    let petitions = store::petitions_of(&mut ctx.db, subject.id).await?;
    let is_petitioned = petitions.iter().any(|row| row.state == PetitionState::Received);
    let notices = match &conclusion {
        Some(row) => store::notices_of(&mut ctx.db, row.id).await?,
        None => Vec::new(),
    };
    let term = packs::of_campaign(&mut ctx.db, subject.campaign_id).await?.parameters.petition_days.value;
    let own = notices.iter().find(|row| Some(row.person_id) == ctx.person().ok());
    let until = own.and_then(|row| row.served_on).map(|day| last_day(day, term));
    let mut forms = forms(&mut ctx, &subject, conclusion.as_ref(), &points).await?;
    let petitioner = store::petitioner(&mut ctx.db, &subject).await?;
    own_forms(&ctx, &subject, &mut forms, (own, until, petitioner));
    let not_yet = not_yet(&mut ctx, &subject, held.as_ref()).await?;
    let shortcomings = shortcomings(&mut ctx, &subject, held.as_ref(), &points).await?;
    let decided_by = conclusion.as_ref().and_then(|row| row.decided_by);
    let view = View {
        w: ctx.words,
        review,
        decided_by: decided_by.map(|id| named(&names, id)).unwrap_or_default(),
        is_petitioned,
        earlier: earlier(&all, conclusion.as_ref()),
        points_left: points_left(&points, held.as_ref()),
        strengths: strengths(&ctx, &subject, held.as_ref(), &points),
        shortcomings,
        not_yet,
        notices: notices.into_iter().map(|row| Notice { name: named(&names, row.person_id), row }).collect(),
        petitions: petitions.into_iter().map(|row| petition(&ctx, &subject, row, &names)).collect(),
        until,
        forms,
        name,
        subject,
        conclusion,
    };
    let title = ctx.words.t1("conclusion-subject-title", "name", &view.name);
    ctx.page(title, view)
}

/// The conclusion that the reader sees: the one that is asked for, else the last; a draft only for those who read
/// drafts. Somebody to whom nothing is shown learns nothing.
pub(super) fn shown(
    ctx: &Ctx,
    subject: &SubjectRow,
    all: &[ConclusionRow],
) -> Result<Option<ConclusionRow>, Failure> {
    let visible: Vec<&ConclusionRow> =
        all.iter().filter(|row| shown_on(ctx, subject, Some(row.state))).collect();
    if visible.is_empty() && !shown_on(ctx, subject, None) {
        return Err(Failure::Missing);
    }
    let wanted = ctx.query_as::<i64>("number");
    let found = visible.iter().find(|row| Some(row.number) == wanted).or(visible.last());
    Ok(found.map(|row| (*row).clone()))
}

fn earlier(all: &[ConclusionRow], shown: Option<&ConclusionRow>) -> Vec<i64> {
    let others = all.iter().filter(|row| Some(row.number) != shown.map(|row| row.number));
    others.filter(|row| row.state == ConclusionState::Decided).map(|row| row.number).collect()
}

pub(super) async fn name_of(ctx: &mut Ctx, subject: &SubjectRow) -> Result<String, Failure> {
    let subjects = campaign::subjects_of(&mut ctx.db, subject.review_id).await?;
    let found = subjects.into_iter().find(|row| row.subject.id == subject.id);
    Ok(found.map(|row| row.name).unwrap_or_default())
}

pub(super) fn named(names: &HashMap<PersonId, String>, person: PersonId) -> String {
    names.get(&person).cloned().unwrap_or_default()
}

fn number_of(points: &[PointLine], point: Option<PointId>) -> Option<i64> {
    points.iter().find(|line| Some(line.id) == point).map(|line| line.number)
}

fn points_left(points: &[PointLine], held: Option<&Held>) -> Vec<PointLine> {
    let is_taken = |point: &PointLine| {
        held.is_some_and(|held| {
            held.strengths.iter().any(|row| row.point_id == Some(point.id))
                || held.shortcomings.iter().any(|row| row.point_id == Some(point.id))
        })
    };
    points.iter().filter(|point| !is_taken(point)).cloned().collect()
}

fn path(subject: &SubjectRow, act: &str) -> String {
    format!("/conclusion/{}/subject/{}/{act}", subject.review_id, subject.id)
}

fn take_out(
    ctx: &Ctx,
    subject: &SubjectRow,
    held: &Held,
    part: HeldPart,
    id: uuid::Uuid,
) -> Option<FormView> {
    let may = ctx.may(WRITERS) && held.conclusion.state == ConclusionState::Draft;
    may.then(|| {
        let form = ctx.form_for::<TakeOut>(&path(subject, "take-out"), "id", id);
        form.value("subject", subject.id).value("part", part).quiet()
    })
}

fn strengths(ctx: &Ctx, subject: &SubjectRow, held: Option<&Held>, points: &[PointLine]) -> Vec<Strength> {
    let Some(held) = held else { return Vec::new() };
    let strength = |row: &StrengthRow| Strength {
        point: number_of(points, row.point_id),
        take_out: take_out(ctx, subject, held, HeldPart::Strength, row.id.uuid()),
        row: row.clone(),
    };
    held.strengths.iter().map(strength).collect()
}

async fn shortcomings(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    held: Option<&Held>,
    points: &[PointLine],
) -> Result<Vec<Shortcoming>, Failure> {
    let Some(held) = held else { return Ok(Vec::new()) };
    let facts = store::facts_of(&mut ctx.db, subject.review_id).await?;
    let pack = packs::of_campaign(&mut ctx.db, subject.campaign_id).await?;
    let required = &pack.parameters.shortcoming_required.value;
    let is_draft = held.conclusion.state == ConclusionState::Draft;
    let checked = decide::shortcomings(&facts, held, subject.person_id, &pack);
    let with = |(row, facts): (&ShortcomingRow, _)| {
        let holds = shortcoming_holds(facts, required, subject.person_id, ctx.today);
        Shortcoming {
            point: number_of(points, row.point_id),
            n_grounds: held.grounds_of(row.id).len(),
            not_yet: holds.err().filter(|_| is_draft).map(|refusal| NotYet::of(ctx.words, &refusal)),
            take_out: take_out(ctx, subject, held, HeldPart::Shortcoming, row.id.uuid()),
            row: row.clone(),
        }
    };
    Ok(held.shortcomings.iter().zip(&checked).map(with).collect())
}

/// What still stands in the way of the decision, for those who write or decide.
async fn not_yet(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    held: Option<&Held>,
) -> Result<Option<NotYet>, Failure> {
    let Some(held) = held.filter(|held| held.conclusion.state == ConclusionState::Draft) else {
        return Ok(None);
    };
    if !ctx.may(WRITERS) && !ctx.may(DECIDERS) {
        return Ok(None);
    }
    let asking = (ctx.person()?, ctx.today);
    match decide::gates(&mut ctx.db, subject, held, asking).await {
        Ok(_) => Ok(None),
        Err(Failure::Refused(refusal)) => {
            let refusal: &Refusal = &refusal;
            Ok(Some(NotYet::of(ctx.words, refusal)))
        }
        Err(other) => Err(other),
    }
}

async fn forms(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    conclusion: Option<&ConclusionRow>,
    points: &[PointLine],
) -> Result<Forms, Failure> {
    let mut forms = Forms::default();
    let state = conclusion.map(|row| row.state);
    if ctx.may(WRITERS) && state.is_none() {
        let is_here = store::is_decided_here(&mut ctx.db, subject).await?;
        let form = || ctx.form::<DraftConclusion>(&path(subject, "draft")).value("subject", subject.id);
        forms.draft = is_here.then(|| form().main());
    }
    if ctx.may(WRITERS) && state == Some(ConclusionState::Draft) {
        let lang = ctx.words.lang();
        let contents = campaign::contents_of(&mut ctx.db, subject.campaign_id).await?;
        let contents = contents.iter().filter(|row| row.kind == "content");
        let contents: Vec<_> = contents.map(|row| (row.code.clone(), row.name(lang).to_owned())).collect();
        let of_points: Vec<_> =
            points.iter().map(|point| (point.id, format!("{}. {}", point.number, point.title))).collect();
        let form = ctx.form::<AddStrength>(&path(subject, "add-strength")).value("subject", subject.id);
        forms.strength = Some(form.options("point", of_points.clone()).options("content", contents.clone()));
        let form = ctx.form::<AddShortcoming>(&path(subject, "add-shortcoming")).value("subject", subject.id);
        forms.shortcoming = Some(form.options("point", of_points).options("content", contents));
    }
    if ctx.may(DECIDERS) && state == Some(ConclusionState::Draft) {
        let form = ctx.form::<Decide>(&path(subject, "decide")).value("subject", subject.id);
        forms.decide = Some(form.main());
    }
    if ctx.may(WRITERS) && state == Some(ConclusionState::Decided) {
        forms.notice = notice_form(ctx, subject, conclusion).await?;
    }
    Ok(forms)
}

async fn notice_form(
    ctx: &mut Ctx,
    subject: &SubjectRow,
    conclusion: Option<&ConclusionRow>,
) -> Result<Option<FormView>, Failure> {
    let Some(conclusion) = conclusion else { return Ok(None) };
    let served = store::notices_of(&mut ctx.db, conclusion.id).await?;
    let is_served =
        |person: &PersonId| served.iter().any(|row| row.person_id == *person && row.served_on.is_some());
    let people = store::concerned(&mut ctx.db, subject).await?;
    let names = store::names_in(&mut ctx.db, subject.review_id).await?;
    let waiting: Vec<_> = people.into_iter().filter(|person| !is_served(person)).collect();
    if waiting.is_empty() {
        return Ok(None);
    }
    let people = waiting.into_iter().map(|person| (person, named(&names, person)));
    let ways = ServiceKind::ALL.iter();
    let ways = ways.map(|way| (*way, ctx.words.code(format!("conclusion_service_{way}"))));
    let form = ctx.form::<GiveNotice>(&path(subject, "give-notice")).value("subject", subject.id);
    let form = form.options("people", people).options("service", ways);
    Ok(Some(form.value("service", ServiceKind::InProgram).main()))
}

/// What the person does whom the conclusion concerns.
fn own_forms(
    ctx: &Ctx,
    subject: &SubjectRow,
    forms: &mut Forms,
    (own, until, petitioner): (Option<&NoticeRow>, Option<Date>, Option<PersonId>),
) {
    let Some(notice) = own else { return };
    if notice.served_on.is_none() {
        let form = ctx.form::<AcknowledgeNotice>(&path(subject, "acknowledge-notice"));
        let form = form.value("subject", subject.id);
        forms.acknowledge = Some(if forms.notice.is_none() { form.main() } else { form });
    }
    let in_term = until.is_some_and(|last| ctx.today <= last);
    if in_term && petitioner == Some(notice.person_id) {
        let form = ctx.form::<FilePetition>(&path(subject, "file-petition"));
        forms.petition = Some(form.value("subject", subject.id));
    }
}

fn petition(
    ctx: &Ctx,
    subject: &SubjectRow,
    row: PetitionRow,
    names: &HashMap<PersonId, String>,
) -> Petition {
    let may = ctx.may(DECIDERS)
        && row.state == PetitionState::Received
        && ctx.person().ok() != Some(row.person_id)
        && ctx.person().ok() != subject.person_id;
    let answer = may.then(|| {
        let form = ctx.form_for::<AnswerPetition>(&path(subject, "answer-petition"), "petition", row.id);
        let outcomes = PetitionAnswer::ALL.iter();
        let outcomes = outcomes.map(|code| (*code, ctx.words.code(format!("conclusion_answer_{code}"))));
        form.value("subject", subject.id).options("outcome", outcomes)
    });
    Petition {
        name: named(names, row.person_id),
        answered_by: row.answered_by.map(|id| named(names, id)).unwrap_or_default(),
        answer,
        row,
    }
}
