//! One point under verification: what was said, who checks it, the evidence, the findings, and what may be done.

use std::collections::HashMap;

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Lang, Page, Words};
use domain::common::id::{EvidenceId, FileId, PersonId, PointId};
use domain::common::{Gate, Language, Stage};
use domain::synthesis::RoundState;
use domain::verification::assign_verifier::needs_verification;
use domain::verification::{CaseState, Verdict};
use serde::Serialize;

use super::store::{self, CaseRow, EvidenceLine, EvidenceRow, FindingRow, HandoverRow};
use super::{
    ASSIGNERS, AcceptCase, AddEvidence, AssignVerifier, GATHERERS, HandBack, RecordFinding, VERIFIER,
};
use crate::STAFF;
use crate::campaign::packs::{self, Cited};
use crate::campaign::store::CampaignRow;
use crate::opinion::store::FileRow;
use crate::plan::calendar;
use crate::synthesis::store::{PointOpinion, PointRow, opinions_of_point, point_in};

#[derive(Template, Serialize)]
#[template(path = "verification/views/point.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    point: PointRow,
    subject: String,
    is_signed: bool,
    is_concerned: bool,
    opinions: Vec<PointOpinion>,
    known: Option<Known>,
    cites: Vec<Cited>,
    #[serde(skip)]
    forms: Forms,
}

/// A case with everything in it.
#[derive(Serialize)]
pub struct Known {
    pub case: CaseRow,
    pub verifier: Option<String>,
    pub handovers: Vec<Hands>,
    pub evidence: Vec<EvidenceLine>,
    pub findings: Vec<Found>,
}

/// Who had a case, with their names.
#[derive(Serialize)]
pub struct Hands {
    pub row: HandoverRow,
    pub verifier: String,
    pub by: String,
}

/// A finding with the names under it.
#[derive(Serialize)]
pub struct Found {
    pub row: FindingRow,
    pub by: String,
    pub final_by: Option<String>,
}

#[derive(Default)]
struct Forms {
    assign: Option<FormView>,
    accept: Option<FormView>,
    hand_back: Option<FormView>,
    evidence: Option<FormView>,
    finding: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let wanted: PointId = ctx.param("point")?;
    let (point, round) = store::signed_point(&mut ctx.db, review, wanted).await?;
    let person = ctx.person()?;
    let is_concerned = store::concerned(&mut ctx.db, point.id).await?.contains(&person);
    let known = known(&mut ctx, point.id, is_concerned).await?;
    let subject = store::subject_name(&mut ctx.db, &point).await?;
    let opinions = opinions_of_point(&mut ctx.db, point.id).await?;
    let campaign: CampaignRow = find(&mut ctx.db, campaign).await?.ok_or(Failure::Missing)?;
    if let Some(known) = known.as_ref().filter(|_| !is_concerned) {
        ctx.stamp::<CaseRow>(known.case.id);
        known.findings.iter().for_each(|found| ctx.stamp::<FindingRow>(found.row.id));
    }
    let is_signed = round == RoundState::Closed;
    let forms = forms(&mut ctx, (&point, &campaign), known.as_ref(), is_signed).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign.id).await?;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        cites: packs::cited(&pack, &[Gate::Grounded], language(ctx.words)),
        subject,
        is_signed,
        is_concerned,
        opinions,
        known,
        forms,
        point,
    };
    let title = ctx.words.t1(view.title_key(), "number", view.point.number);
    ctx.page(title, view)
}

/// The language of a pack's words for a reader.
pub fn language(words: Words) -> Language {
    if words.lang() == Lang::Vi { Language::Vietnamese } else { Language::English }
}

/// The case of a point with its evidence, findings and names. The words of the evidence are for the staff; from one
/// of them whom the point concerns they stay hidden until the finding stands. What somebody brought they see.
pub async fn known(ctx: &mut Ctx, point: PointId, is_concerned: bool) -> Result<Option<Known>, Failure> {
    let Some(case) = store::case_of(&mut ctx.db, point).await? else { return Ok(None) };
    let names = store::hands_of(&mut ctx.db, case.id).await?;
    let files = store::file_names_of(&mut ctx.db, case.id).await?;
    let subjects = store::concerned(&mut ctx.db, point).await?;
    let is_hidden = !ctx.may(STAFF) || (is_concerned && case.state != CaseState::FoundFinally);
    let reader = ctx.person()?;
    let evidence = store::evidence_of(&mut ctx.db, case.id).await?.into_iter().map(|row| {
        let is_shown = !is_hidden || row.added_by == reader;
        evidence_line(row, (&names, &files), &subjects, is_shown)
    });
    let evidence = evidence.collect();
    let handovers = store::handovers_of(&mut ctx.db, case.id).await?;
    let findings = store::findings_of_point(&mut ctx.db, point).await?;
    Ok(Some(Known {
        verifier: case.verifier_id.map(|id| name(&names, id)),
        handovers: handovers.into_iter().map(|row| hands(&names, row)).collect(),
        findings: findings.into_iter().map(|row| found(&names, row)).collect(),
        evidence,
        case,
    }))
}

fn name(names: &HashMap<PersonId, String>, person: PersonId) -> String {
    names.get(&person).cloned().unwrap_or_default()
}

fn hands(names: &HashMap<PersonId, String>, row: HandoverRow) -> Hands {
    Hands { verifier: name(names, row.verifier_id), by: name(names, row.assigned_by), row }
}

fn found(names: &HashMap<PersonId, String>, row: FindingRow) -> Found {
    Found { by: name(names, row.found_by), final_by: row.final_by.map(|id| name(names, id)), row }
}

fn evidence_line(
    row: EvidenceRow,
    (names, files): (&HashMap<PersonId, String>, &HashMap<FileId, String>),
    subjects: &[PersonId],
    is_shown: bool,
) -> EvidenceLine {
    let file = row.file_id.and_then(|id| files.get(&id).cloned()).filter(|_| is_shown);
    let is_of_subject = subjects.contains(&row.added_by);
    let by = name(names, row.added_by);
    let text = row.text.clone().filter(|_| is_shown);
    EvidenceLine { evidence: EvidenceRow { text, ..row }, by, is_of_subject, file }
}

async fn forms(
    ctx: &mut Ctx,
    (point, campaign): (&PointRow, &CampaignRow),
    known: Option<&Known>,
    is_signed: bool,
) -> Result<Forms, Failure> {
    let person = ctx.person()?;
    let at = |name: &str| format!("/verification/{}/point/{}/{name}", point.review_id, point.id);
    let state = known.map_or(CaseState::Open, |known| known.case.state);
    let is_free = matches!(state, CaseState::Open | CaseState::Assigned);
    let mut forms = Forms::default();
    if ctx.may(ASSIGNERS) && is_signed && is_free && needs_verification(point.kind) {
        forms.assign = Some(assign_form(ctx, &at("assign-verifier"), campaign, state).await?);
    }
    let Some(known) = known else { return Ok(forms) };
    let is_own = ctx.may(VERIFIER) && known.case.verifier_id == Some(person);
    let has_accepted = known.case.accepted_at.is_some();
    if is_own && !has_accepted {
        forms.accept = Some(ctx.form::<AcceptCase>(&at("accept-case")).main());
    }
    if is_own && is_free {
        forms.hand_back = Some(ctx.form::<HandBack>(&at("hand-back")).rows("reason", 2));
    }
    if ctx.may(GATHERERS) && !known.case.is_closed {
        forms.evidence = Some(ctx.form::<AddEvidence>(&at("add-evidence")).rows("text", 3));
    }
    if is_own && has_accepted && may_find(known) {
        let form = ctx.form::<RecordFinding>(&at("record-finding")).main();
        forms.finding = Some(form.codes_as("verdict", "verdict_", Verdict::ALL).rows("reasons", 5));
    }
    Ok(forms)
}

/// Whether a finding is to be offered: there is none, or there is evidence that the last has not looked at.
fn may_find(known: &Known) -> bool {
    let looked_at = known.findings.last().map_or(-1, |found| found.row.n_evidence);
    known.case.state != CaseState::FoundFinally && looked_at < store::count(known.evidence.len())
}

async fn assign_form(
    ctx: &mut Ctx,
    action: &str,
    campaign: &CampaignRow,
    state: CaseState,
) -> Result<FormView, Failure> {
    let review = ctx.review()?;
    let candidates = store::candidates(&mut ctx.db, review, ctx.today).await?;
    let words = ctx.words;
    let label = |candidate: store::Candidate| match candidate.is_from_superior {
        true => (candidate.id, words.t1("verification-from-superior", "name", candidate.name)),
        false => (candidate.id, candidate.name),
    };
    let pack = packs::of_campaign(&mut ctx.db, campaign.id).await?;
    let days = pack.tasks.iter().find(|task| task.stage == Stage::Verification);
    let due = days.map_or(campaign.closes, |task| {
        calendar::home().map_or(campaign.closes, |calendar| {
            calendar.add_working_days(campaign.opens, task.due_working_days.into())
        })
    });
    let form = ctx.form::<AssignVerifier>(action).options("verifier", candidates.into_iter().map(label));
    let form = form.value("due", base::web::day(due.max(ctx.today).min(campaign.closes)));
    Ok(if state == CaseState::Open { form.main() } else { form })
}

/// A file among the evidence: for the staff, and for the one who brought it.
pub async fn file(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, person) = (ctx.review()?, ctx.person()?);
    let wanted: EvidenceId = ctx.param("evidence")?;
    let evidence: EvidenceRow = find(&mut ctx.db, wanted).await?.ok_or(Failure::Missing)?;
    let case: CaseRow = find(&mut ctx.db, evidence.case_id).await?.ok_or(Failure::Missing)?;
    let point = point_in(&mut ctx.db, review, case.point_id).await?;
    let is_concerned = store::concerned(&mut ctx.db, point.id).await?.contains(&person);
    let is_open = !is_concerned || case.state == CaseState::FoundFinally;
    if evidence.added_by != person && !(ctx.may(STAFF) && is_open) {
        return Err(Failure::Missing);
    }
    let id = evidence.file_id.ok_or(Failure::Missing)?;
    let row: FileRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let bytes = ctx.house.files.get(&row.sha256)?;
    ctx.file(row.name.to_string(), row.media_kind(), bytes)
}

impl View {
    /// What was alleged is called a point once a finding on it stands.
    fn title_key(&self) -> &'static str {
        let is_final = self.known.as_ref().is_some_and(|known| known.case.state == CaseState::FoundFinally);
        if is_final { "verification-point-title" } else { "verification-alleged-title" }
    }
    /// Whether somebody has the case already.
    fn is_reassigning(&self) -> bool {
        self.known.as_ref().is_some_and(|known| known.case.state != CaseState::Open)
    }
}
