//! What every new commitment brings along: its row, its first step, the doer's task, their notice.

use base::Failure;
use base::unit::{Notice, Unit};
use domain::common::id::{CampaignId, CommitmentId, FileId, PersonId, ReviewId};
use domain::common::{Gate, Line, Prose, Stage};
use domain::remedy::{CommitmentKind, CommitmentState, StepKind};
use jiff::civil::Date;

use super::store::{CommitmentRow, StepRow};
use crate::campaign::packs;
use crate::conclusion::clause_line;
use crate::conclusion::store::ShortcomingRow;
use crate::opinion::store::detail;
use crate::plan::store::{TaskAbout, TaskRow};

/// What is promised.
pub struct Promised {
    pub doer: PersonId,
    pub matter: Prose,
    pub measure: Prose,
    pub deadline: Date,
}

/// The rows of a new commitment.
pub struct Made {
    pub commitment: CommitmentRow,
    pub step: StepRow,
    pub task: TaskRow,
    pub notice: Notice,
}

/// A new commitment of a review, with everything that it brings along.
pub async fn made(
    unit: &mut Unit,
    number: i64,
    promised: Promised,
    shortcoming: Option<&ShortcomingRow>,
) -> Result<Made, Failure> {
    let (review, campaign) = (unit.review()?, unit.campaign()?);
    let commitment = CommitmentRow {
        id: unit.name(),
        campaign_id: campaign,
        review_id: review,
        kind: if shortcoming.is_some() { CommitmentKind::Remedy } else { CommitmentKind::Personal },
        shortcoming_id: shortcoming.map(|row| row.id),
        number,
        doer_id: promised.doer,
        matter: promised.matter,
        measure: promised.measure,
        deadline: promised.deadline,
        carried_item_id: shortcoming.and_then(|row| row.carried_item_id),
        times: shortcoming.map_or(1, |row| row.times),
        state: CommitmentState::Committed,
        reported_at: None,
        accepted_by: None,
        accepted_at: None,
        carried_to: None,
        version: 0,
    };
    let step = step(unit, &commitment, StepKind::Committed, (None, None))?;
    let task = doers_task(unit, campaign, review, &commitment).await?;
    let notice = Notice::new(commitment.doer_id, "notice-remedy-committed", task.link.clone())
        .arg("matter", &task.matter)
        .arg("deadline", base::web::day(commitment.deadline));
    Ok(Made { commitment, step, task, notice })
}

/// A line in the history of a commitment.
pub fn step(
    unit: &Unit,
    commitment: &CommitmentRow,
    kind: StepKind,
    (text, file): (Option<Prose>, Option<FileId>),
) -> Result<StepRow, Failure> {
    Ok(StepRow {
        id: unit.name(),
        campaign_id: commitment.campaign_id,
        review_id: commitment.review_id,
        commitment_id: commitment.id,
        kind,
        text,
        file_id: file,
        taken_by: unit.person()?,
        taken_at: unit.at(),
        version: 0,
    })
}

async fn doers_task(
    unit: &mut Unit,
    campaign: CampaignId,
    review: ReviewId,
    commitment: &CommitmentRow,
) -> Result<TaskRow, Failure> {
    let task = TaskAbout {
        campaign,
        review: Some(review),
        owner: commitment.doer_id,
        stage: Stage::Remedy,
        matter: line_of(&commitment.matter)?,
        why: why(unit, campaign).await?,
        link: mine(commitment.id),
        about: about(commitment.id),
        due: commitment.deadline,
    };
    Ok(task.row(unit))
}

/// The clause that asks for remedies, as it is cited.
pub async fn why(unit: &mut Unit, campaign: CampaignId) -> Result<Line, Failure> {
    let pack = packs::of_campaign(unit, campaign).await?;
    clause_line(&pack, Gate::Compared)
}

/// A text as one line.
pub fn line_of(text: &Prose) -> Result<Line, Failure> {
    detail(text.as_str()).ok_or_else(|| Failure::Fault("a text without words".to_owned()))
}

/// Where a doer does their own.
pub fn mine(commitment: CommitmentId) -> String {
    format!("/remedy/mine/{commitment}")
}

/// What the doer's task is about.
pub fn about(commitment: CommitmentId) -> String {
    format!("remedy-commitment:{commitment}")
}

/// What the task to accept is about.
pub fn about_accepting(commitment: CommitmentId) -> String {
    format!("remedy-accept:{commitment}")
}
