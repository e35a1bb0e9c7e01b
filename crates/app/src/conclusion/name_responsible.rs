//! Naming who is responsible for a shortcoming, and what their part was.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::{PersonId, ShortcomingId};
use domain::common::{Line, Stage};
use domain::conclusion::ResponsibilityKind;
use domain::conclusion::answered_for::name_responsible;
use uuid::Uuid;

use super::store::{self, ConclusionRow, ResponsibleRow, ShortcomingRow};
use crate::campaign::store::{CampaignRow, SubjectRow};
use crate::opinion::store::detail;
use crate::plan::calendar;
use crate::plan::store::{TaskAbout, TaskRow};

form! {
    /// Somebody responsible for a shortcoming.
    pub struct NameResponsible = "conclusion.name_responsible" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// Who.
        person: one pick PersonId,
        /// Chiefly, or jointly.
        kind: one pick ResponsibilityKind,
        /// What their part was, and from when to when they held the post.
        part: maybe line Line,
    }
}

impl Act for NameResponsible {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (conclusion, shortcoming) = store::written_in(unit, self.shortcoming).await?;
        let before = store::naming(unit, shortcoming.id, self.person).await?;
        let is_named = before.as_ref().is_some_and(|row| !row.is_dropped);
        name_responsible(conclusion.state, is_named)?;
        let row = ResponsibleRow {
            id: before.as_ref().map_or_else(|| unit.name(), |row| row.id),
            campaign_id: conclusion.campaign_id,
            shortcoming_id: shortcoming.id,
            person_id: self.person,
            kind: self.kind,
            part: self.part.clone(),
            answer: before.as_ref().and_then(|row| row.answer.clone()),
            answered_at: before.as_ref().and_then(|row| row.answered_at),
            is_dropped: false,
            version: before.map_or(0, |row| row.version),
        };
        let subject: SubjectRow = unit.need(conclusion.subject_id).await?;
        let asked = match subject.person_id {
            None => Some(self.asked(unit, &conclusion, &shortcoming, row.id).await?),
            Some(_) => None,
        };
        let notices = asked.iter().map(|task| {
            Notice::new(self.person, "notice-conclusion-responsible", task.link.clone())
                .arg("title", &shortcoming.title)
        });
        let notices = notices.collect();
        Ok(unit.commit("conclusion.responsible_named", (row, asked), notices).await?.0.id)
    }

    fn landing(&self, here: &Here, named: &Uuid) -> String {
        format!("{}#{named}", super::shortcoming_path(here, self.shortcoming))
    }
}

impl NameResponsible {
    /// The task to answer: the days that there are for any explanation.
    async fn asked(
        &self,
        unit: &mut Unit,
        conclusion: &ConclusionRow,
        shortcoming: &ShortcomingRow,
        about: Uuid,
    ) -> Result<TaskRow, Failure> {
        let campaign: CampaignRow = unit.need(conclusion.campaign_id).await?;
        let pack = crate::campaign::packs::of_campaign(unit, campaign.id).await?;
        let days = pack.parameters.explanation_working_days.value;
        let due = calendar::home()?.add_working_days(unit.today(), days.into());
        let why = super::clause_line(&pack, domain::common::Gate::AnsweredFor)?;
        let task = TaskAbout {
            campaign: campaign.id,
            review: Some(conclusion.review_id),
            owner: self.person,
            stage: Stage::Conclusion,
            matter: detail(shortcoming.title.as_str()).ok_or(Failure::Missing)?,
            why,
            link: format!("/conclusion/{}/shortcoming/{}", conclusion.review_id, shortcoming.id),
            about: super::about_responsible(about),
            due,
        };
        Ok(task.row(unit))
    }
}
