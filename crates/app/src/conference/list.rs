//! The conferences of a review: those that were held or called, the sittings that wait for one, and a new one.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Role;
use domain::common::id::{PersonId, ReviewId, SittingId};
use domain::conference::{ConferenceState, ItemState, best_state};
use domain::plan::{SittingKind, SittingState};
use serde::Serialize;

use super::store::{self, ConferenceRow, ItemRow};
use super::{CALLERS, CallConference};
use crate::campaign::store::{self as campaign, NamedSubject, ReviewRow};
use crate::organisation::store as organisation;
use crate::plan::store::{SittingRow, sittings_of};

#[derive(Template, Serialize)]
#[template(path = "conference/views/list.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: ReviewId,
    conferences: Vec<Line>,
    sittings: Vec<SittingRow>,
    subjects: Vec<SubjectLine>,
    n_statements: usize,
    may_call: bool,
    chosen: Option<SittingId>,
    #[serde(skip)]
    call: Option<FormView>,
}

impl View {
    fn is_chosen(&self, sitting: &SittingRow) -> bool {
        self.chosen == Some(sitting.id)
    }
}

#[derive(Serialize)]
struct Line {
    conference: ConferenceRow,
    n_items: usize,
    n_done: usize,
}

#[derive(Serialize)]
struct SubjectLine {
    name: String,
    state: ItemState,
    is_on_agenda: bool,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let conferences = store::conferences_of(&mut ctx.db, review).await?;
    let items = store::items_of_review(&mut ctx.db, review).await?;
    let subjects = campaign::subjects_of(&mut ctx.db, review).await?;
    let called = store::called_sittings(&mut ctx.db, campaign).await?;
    let sittings = sittings_of(&mut ctx.db, campaign).await?.into_iter().filter(|sitting| {
        sitting.review_id == Some(review)
            && sitting.state == SittingState::Planned
            && !called.contains(&sitting.id)
            && sitting.kind != SittingKind::Briefing
    });
    let sittings: Vec<SittingRow> = sittings.collect();
    let may_call = ctx.may(CALLERS);
    let chosen = ctx.query_as::<SittingId>("sitting");
    let chosen = sittings.iter().find(|sitting| Some(sitting.id) == chosen).cloned();
    let free = free(&subjects, &items);
    let call = if may_call && !free.is_empty() {
        Some(call_form(&mut ctx, review, chosen.as_ref(), &free).await?)
    } else {
        None
    };
    let view = View {
        w: ctx.words,
        review,
        conferences: conferences.into_iter().map(|row| line(row, &items)).collect(),
        sittings,
        subjects: subjects.iter().map(|named| subject_line(named, &items)).collect(),
        n_statements: store::n_statements(&mut ctx.db, review).await?,
        may_call,
        chosen: chosen.map(|sitting| sitting.id),
        call,
    };
    let title = ctx.words.t("conference-list-title");
    ctx.page(title, view)
}

fn line(conference: ConferenceRow, items: &[ItemRow]) -> Line {
    let own = || items.iter().filter(|item| item.conference_id == conference.id);
    let is_done = |item: &&ItemRow| matches!(item.state, ItemState::Closed | ItemState::Deferred);
    Line { n_items: own().count(), n_done: own().filter(is_done).count(), conference }
}

fn subject_line(named: &NamedSubject, items: &[ItemRow]) -> SubjectLine {
    let own = || items.iter().filter(|item| item.subject_id == Some(named.subject.id));
    let state = best_state(own().map(|item| item.state));
    SubjectLine { name: named.name.clone(), state, is_on_agenda: own().next().is_some() }
}

/// The subjects that may be put on an agenda: on none yet, or put off.
fn free<'a>(subjects: &'a [NamedSubject], items: &[ItemRow]) -> Vec<&'a NamedSubject> {
    let is_free = |named: &&NamedSubject| {
        let line = subject_line(named, items);
        !line.is_on_agenda || line.state == ItemState::Deferred
    };
    subjects.iter().filter(is_free).collect()
}

async fn call_form(
    ctx: &mut Ctx,
    review: ReviewId,
    sitting: Option<&SittingRow>,
    free: &[&NamedSubject],
) -> Result<FormView, Failure> {
    let row: ReviewRow = find(&mut ctx.db, review).await?.ok_or(Failure::Missing)?;
    let mut chairs = organisation::holders(&mut ctx.db, review, Role::Chair, ctx.today).await?;
    let secretaries = organisation::holders(&mut ctx.db, review, Role::Secretary, ctx.today).await?;
    let delegates = organisation::holders(&mut ctx.db, review, Role::Superior, ctx.today).await?;
    let people = organisation::people(&mut ctx.db).await?;
    let named = |ids: &[PersonId]| -> Vec<(PersonId, String)> {
        let listed = people.iter().filter(|person| ids.contains(&person.id));
        listed.map(|person| (person.id, format!("{} ({})", person.full_name, person.code))).collect()
    };
    // Who sits in the body comes first: the head leads, as a rule.
    let members = organisation::members_of(&mut ctx.db, row.body_id, ctx.today).await?;
    chairs.sort_by_key(|person| !members.iter().any(|(m, _)| m.person_id == *person));
    let kind = sitting.map(|sitting| sitting.kind);
    let suits = |named: &&&NamedSubject| match kind {
        Some(SittingKind::Collective) => named.subject.person_id.is_none(),
        Some(SittingKind::Individuals) => named.subject.person_id.is_some(),
        Some(SittingKind::Briefing | SittingKind::Lesson) | None => true,
    };
    let form = ctx
        .form::<CallConference>(&format!("/conference/{review}/call"))
        .options("chair", named(&chairs))
        .options("secretary", named(&secretaries))
        .options("delegate", named(&delegates))
        .options("subjects", free.iter().map(|named| (named.subject.id, named.name.clone())))
        .values("subjects", free.iter().filter(suits).map(|named| named.subject.id));
    let form = match sitting {
        Some(sitting) => form
            .value("sitting", sitting.id)
            .value("title", &sitting.title)
            .value("day", base::web::day(sitting.day))
            .value("room", &sitting.room)
            .value("chair", sitting.chair_id),
        None => match (chairs.first(), secretaries.first()) {
            (Some(chair), _) if chairs.len() == 1 => form.value("chair", chair),
            _ => form,
        },
    };
    let form = if let [only] = secretaries.as_slice() { form.value("secretary", only) } else { form };
    Ok(form.main())
}
