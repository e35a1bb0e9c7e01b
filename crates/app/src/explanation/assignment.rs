//! One assignment: for its person the notice, the quotations, the finding so far and the answer; for the staff the
//! same, with service and lapse. What is under an unopened notice is not sent to its person.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Gate;
use domain::common::id::{AssignmentId, PersonId};
use domain::explanation::{AnswerKind, AssignmentState, ServiceKind};
use jiff::civil::Date;
use serde::Serialize;

use super::assign::term_days;
use super::store::{self, AnswerRow, ExplanationRow, NoticeRow};
use super::{Answer, KEEPERS, Lapse, OpenNotice, Serve};
use crate::STAFF;
use crate::campaign::packs::{self, Cited};
use crate::synthesis::store::{PointOpinion, PointRow, opinions_of_point};
use crate::verification::point::{Known, known, language};
use crate::verification::store::subject_name;

#[derive(Template, Serialize)]
#[template(path = "explanation/views/assignment.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    today: Date,
    row: ExplanationRow,
    person: String,
    number: i64,
    title: String,
    subject: String,
    is_own: bool,
    is_staff: bool,
    is_shown: bool,
    opinions: Vec<PointOpinion>,
    known: Option<Known>,
    answers: Vec<AnswerRow>,
    log: Vec<Step>,
    cites: Vec<Cited>,
    days: u16,
    #[serde(skip)]
    forms: Forms,
}

/// A step of the log with the name of who took it.
#[derive(Serialize)]
struct Step {
    row: NoticeRow,
    by: Option<String>,
}

#[derive(Default)]
struct Forms {
    open: Option<FormView>,
    answer: Option<FormView>,
    serve: Option<FormView>,
    lapse: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let wanted: AssignmentId = ctx.param("assignment")?;
    let (row, point) = store::known_assignment(&mut ctx.db, review, wanted).await?;
    let (is_own, is_staff) = (row.person_id == person, ctx.may(STAFF));
    let is_known = row.service.is_some() || 0 < row.n_reopened;
    if !(is_staff || is_own && is_known) {
        return Err(Failure::Missing);
    }
    let has_arrived = !matches!(row.state, AssignmentState::Assigned | AssignmentState::Reopened);
    // Whoever was heard once keeps what they saw then.
    let is_shown = has_arrived || (is_staff && !is_own) || 0 < row.n_reopened;
    let names = store::names_of(&mut ctx.db, point.id).await?;
    let shown = shown(&mut ctx, &row, &point, is_shown).await?;
    ctx.stamp::<ExplanationRow>(row.id);
    shown.2.iter().for_each(|answer| ctx.stamp::<AnswerRow>(answer.id));
    let log = store::notices_of(&mut ctx.db, row.id).await?;
    let subject = subject_name(&mut ctx.db, &point).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        today: ctx.today,
        person: names.get(&row.person_id).cloned().unwrap_or_default(),
        number: point.number,
        title: point.title.to_string(),
        subject,
        is_own,
        is_staff,
        is_shown,
        opinions: shown.0,
        known: shown.1,
        answers: shown.2,
        log: log.into_iter().map(|row| step(&names, row)).collect(),
        cites: packs::cited(&pack, &[Gate::Heard], language(ctx.words)),
        days: term_days(&pack),
        forms: forms(&ctx, &row, is_own),
        row,
    };
    let title = ctx.words.t1("explanation-point-title", "number", view.number);
    ctx.page(title, view)
}

type Shown = (Vec<PointOpinion>, Option<Known>, Vec<AnswerRow>);

/// The quotations, the finding so far and the person's own answers, where they may be shown.
async fn shown(
    ctx: &mut Ctx,
    row: &ExplanationRow,
    point: &PointRow,
    is_shown: bool,
) -> Result<Shown, Failure> {
    if !is_shown {
        return Ok((Vec::new(), None, Vec::new()));
    }
    let is_concerned = row.person_id == ctx.person()?;
    let opinions = opinions_of_point(&mut ctx.db, point.id).await?;
    let known = known(ctx, point.id, is_concerned).await?;
    let answers = store::answers_of_point(&mut ctx.db, point.id).await?;
    let own = answers.into_iter().filter(|answer| answer.assignment_id == row.id).collect();
    Ok((opinions, known, own))
}

fn step(names: &HashMap<PersonId, String>, row: NoticeRow) -> Step {
    Step { by: row.by_id.and_then(|id| names.get(&id).cloned()), row }
}

fn forms(ctx: &Ctx, row: &ExplanationRow, is_own: bool) -> Forms {
    let at = |name: &str| format!("/explanation/{}/assignment/{}/{name}", row.review_id, row.id);
    let mut forms = Forms::default();
    let is_waiting = matches!(row.state, AssignmentState::Assigned | AssignmentState::Reopened);
    if is_own && is_waiting && row.service.is_some() {
        forms.open = Some(ctx.form::<OpenNotice>(&at("open-notice")).main());
    }
    if is_own && row.state == AssignmentState::Served {
        let form = ctx.form::<Answer>(&at("answer")).codes_as("kind", "answer_", AnswerKind::ALL).main();
        forms.answer = Some(form.rows("text", 4).rows("contested", 3).rows("cause", 2));
    }
    if ctx.may(KEEPERS) && is_waiting {
        let form = ctx.form::<Serve>(&at("serve")).codes_as("service", "service_", ServiceKind::ALL);
        let form = form.rows("note", 2);
        forms.serve = Some(if forms.open.is_none() { form.main() } else { form });
    }
    let can_lapse = row.state == AssignmentState::Served || row.service == Some(ServiceKind::Impossible);
    let has_ended = matches!(row.state, AssignmentState::Answered | AssignmentState::Lapsed);
    if ctx.may(KEEPERS) && can_lapse && !has_ended && row.due < ctx.today {
        forms.lapse = Some(ctx.form::<Lapse>(&at("lapse")));
    }
    forms
}

impl View {
    /// How many days are left; negative when the day has passed.
    fn days_left(&self) -> i64 {
        self.today.until(self.row.due).map_or(0, |span| i64::from(span.get_days()))
    }
    /// Whether the hearing has ended.
    fn has_ended(&self) -> bool {
        self.row.hearing().has_ended()
    }
    /// Whether the term runs: the notice has arrived, or cannot.
    fn is_running(&self) -> bool {
        !self.has_ended()
            && (self.row.served_on.is_some() || self.row.service == Some(ServiceKind::Impossible))
    }
}
