//! One point and its answers, for the staff: who is asked, what they said, and whether the finding may stand.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::Gate;
use domain::common::id::{PersonId, PointId};
use domain::opinion::OpinionKind;
use domain::synthesis::RoundState;
use domain::verification::CaseState;
use serde::Serialize;

use super::assign::term_days;
use super::store::{self, AnswerRow, ExplanationRow, PointFile};
use super::{Assign, FINALISERS, Finalise, KEEPERS, Reopen};
use crate::campaign::packs::{self, Cited};
use crate::synthesis::store::{PointOpinion, PointRow, opinions_of_point};
use crate::verification::point::{Known, known, language};
use crate::verification::store::{concerned, signed_point, subject_name};

#[derive(Template, Serialize)]
#[template(path = "explanation/views/point.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    point: PointRow,
    subject: String,
    opinions: Vec<PointOpinion>,
    known: Option<Known>,
    asked: Vec<Asked>,
    n_unheard: usize,
    cites: Vec<Cited>,
    days: u16,
    #[serde(skip)]
    forms: Forms,
}

/// Somebody who was asked, with what they said.
#[derive(Serialize)]
struct Asked {
    row: ExplanationRow,
    name: String,
    answers: Vec<AnswerRow>,
}

#[derive(Default)]
struct Forms {
    assign: Option<FormView>,
    reopen: Option<FormView>,
    finalise: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let wanted: PointId = ctx.param("point")?;
    let (point, round) = signed_point(&mut ctx.db, review, wanted).await?;
    let concerned = concerned(&mut ctx.db, point.id).await?;
    let names = store::names_of(&mut ctx.db, point.id).await?;
    let file = PointFile::of(&mut ctx.db, point.id).await?;
    let known = known(&mut ctx, point.id, concerned.contains(&person)).await?;
    let subject = subject_name(&mut ctx.db, &point).await?;
    let opinions = opinions_of_point(&mut ctx.db, point.id).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let is_askable = round == RoundState::Closed && point.kind != OpinionKind::Strength;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        cites: packs::cited(&pack, &[Gate::Heard], language(ctx.words)),
        days: term_days(&pack),
        forms: forms(&ctx, (&point, is_askable), &file, (&concerned, &names)),
        n_unheard: file.n_unheard(),
        asked: asked(file, &names),
        subject,
        opinions,
        known,
        point,
    };
    let title = ctx.words.t1("explanation-point-title", "number", view.point.number);
    ctx.page(title, view)
}

fn asked(file: PointFile, names: &HashMap<PersonId, String>) -> Vec<Asked> {
    let answers = file.answers;
    let one = |row: ExplanationRow| {
        let said = answers.iter().filter(|answer| answer.assignment_id == row.id).cloned().collect();
        Asked { name: names.get(&row.person_id).cloned().unwrap_or_default(), answers: said, row }
    };
    file.assignments.into_iter().map(one).collect()
}

fn forms(
    ctx: &Ctx,
    (point, is_askable): (&PointRow, bool),
    file: &PointFile,
    (concerned, names): (&[PersonId], &HashMap<PersonId, String>),
) -> Forms {
    let at = |name: &str| format!("/explanation/{}/point/{}/{name}", point.review_id, point.id);
    let is_free = |person: &&PersonId| file.assignments.iter().all(|row| row.person_id != **person);
    let left: Vec<PersonId> = concerned.iter().filter(is_free).copied().collect();
    let mut forms = Forms::default();
    if ctx.may(KEEPERS) && is_askable && !left.is_empty() {
        let mut options: Vec<(PersonId, String)> =
            left.iter().map(|id| (*id, names.get(id).cloned().unwrap_or_default())).collect();
        options.sort_by(|a, b| a.1.cmp(&b.1));
        let form = ctx.form::<Assign>(&at("assign")).options("persons", options);
        let form = if concerned.len() == 1 { form.values("persons", left) } else { form };
        forms.assign = Some(if file.assignments.is_empty() { form.main() } else { form });
    }
    let state = file.case.as_ref().map(|case| case.state);
    let has_ended = file.assignments.iter().all(|row| row.hearing().has_ended());
    if ctx.may(FINALISERS) && state == Some(CaseState::FoundProvisionally) && has_ended {
        forms.finalise = Some(ctx.form::<Finalise>(&at("finalise")));
        let is_only_step = !file.assignments.is_empty() || forms.assign.is_none();
        forms.finalise = forms.finalise.map(|form| if is_only_step { form.main() } else { form });
    }
    if ctx.may(KEEPERS) && !file.assignments.is_empty() && has_ended && 0 < file.n_new() {
        forms.reopen = Some(ctx.form::<Reopen>(&at("reopen")).rows("reason", 2));
    }
    forms
}
