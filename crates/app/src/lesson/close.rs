//! Closing a lesson conference: its minutes are sealed, and its requirements go out to the units.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::{ConferenceId, UnitId};
use domain::common::pack::Pack;
use domain::common::{Role, Stage};

use super::store::{self, RequirementAddresseeRow, RequirementRow};
use crate::campaign::packs;
use crate::campaign::store::{StandingRow, stand};
use crate::conference::acting::{self, Step, in_words_of};
use crate::conference::close::closed;
use crate::conference::store::ConferenceRow;
use crate::organisation::store as organisation;
use crate::plan::store::{TaskAbout, TaskRow};

form! {
    /// A lesson conference that is closed.
    pub struct CloseLesson = "lesson.close" {
        /// The conference.
        conference: one hidden ConferenceId,
    }
}

impl Act for CloseLesson {
    type Outcome = Step;
    const LIMIT_MS: u64 = 10_000;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        let pack = packs::of_campaign(unit, session.conference.campaign_id).await?;
        let ((row, sitting, mut tasks), mut notices) = closed(unit, &session).await?;
        let requirements = store::requirements_of(unit, row.id).await?;
        for addressee in store::addressees_of(unit, row.id).await? {
            let Some(requirement) = requirements.iter().find(|one| one.id == addressee.requirement_id) else {
                continue;
            };
            let sent = sent_out(unit, &row, &pack, requirement, &addressee).await?;
            notices.extend(sent.iter().map(|task| {
                Notice::new(task.owner_id, "notice-lesson-required", task.link.clone())
                    .arg("title", &row.title)
                    .arg("deadline", base::web::day(requirement.deadline))
            }));
            tasks.extend(sent);
        }
        let standings = standings(unit, &row).await?;
        unit.commit("lesson.closed", (row, sitting, tasks, standings), notices).await?;
        Ok(Step { conference: self.conference, id: self.conference.uuid() })
    }

    fn landing(&self, here: &Here, closed: &Step) -> String {
        acting::address(here, closed.conference)
    }
}

/// The key by which the task of acknowledging a requirement is finished.
pub fn about(addressee: uuid::Uuid) -> String {
    format!("lesson:{addressee}")
}

/// The nearest organisers of the unit have to acknowledge what is required of it.
async fn sent_out(
    unit: &mut Unit,
    conference: &ConferenceRow,
    pack: &Pack,
    requirement: &RequirementRow,
    addressee: &RequirementAddresseeRow,
) -> Result<Vec<TaskRow>, Failure> {
    let today = unit.today();
    let owners = organisation::nearest_holders(unit, addressee.unit_id, Role::Organiser, today).await?;
    let named = [("number", requirement.number.to_string()), ("title", conference.title.to_string())];
    let (matter, why) = (
        in_words_of(pack, "lesson-task-acknowledge", &named)?,
        in_words_of(pack, "lesson-task-why", &named)?,
    );
    let task = |owner| {
        TaskAbout {
            campaign: conference.campaign_id,
            review: None,
            owner,
            stage: Stage::Lesson,
            matter: matter.clone(),
            why: why.clone(),
            link: format!("/lesson/of/{}", addressee.unit_id),
            about: about(addressee.id),
            due: requirement.deadline,
        }
        .row(unit)
    };
    Ok(owners.into_iter().map(task).collect())
}

/// Where lessons stand in every review: done where nothing is required of its unit.
async fn standings(unit: &mut Unit, conference: &ConferenceRow) -> Result<Vec<StandingRow>, Failure> {
    let mut standings = Vec::new();
    for (review, of) in store::reviews_of(unit, conference.campaign_id).await? {
        let (planned, total) = required_of(unit, conference, of).await?;
        standings.extend(stand(unit, review, Stage::Lesson, planned, total).await?);
    }
    Ok(standings)
}

async fn required_of(unit: &mut Unit, conference: &ConferenceRow, of: UnitId) -> Result<(i64, i64), Failure> {
    match store::planned_of(unit, conference.campaign_id, of).await? {
        (_, 0) => Ok((1, 1)),
        counts => Ok(counts),
    }
}
