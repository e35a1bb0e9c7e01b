//! Inviting somebody to give opinions.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::id::{InvitationId, PersonId};
use domain::common::{Line, Role, Stage};
use domain::opinion::InvitationState;
use domain::opinion::invite::{self as rules, Term};
use jiff::civil::Date;

use super::incoming::{about, body_of};
use super::promise::lang_of;
use super::store::{self, InvitationRow, detail};
use crate::campaign::packs;
use crate::campaign::store::CampaignRow;
use crate::lookup;
use crate::organisation::store::{self as organisation, AssignmentRow};
use crate::plan::store::{TaskAbout, TaskRow};

form! {
    /// An invitation.
    pub struct Invite = "opinion.invite" {
        /// Who is asked: a person, a branch, an organisation.
        contributor: one line Line,
        /// Their account, when they write here.
        person: maybe pick PersonId,
        /// By when.
        due: one date Date,
    }
}

impl Act for Invite {
    type Outcome = InvitationId;

    async fn run(&self, unit: &mut Unit) -> Result<InvitationId, Failure> {
        let (review, today) = (unit.review()?, unit.today());
        let campaign: CampaignRow = unit.need(unit.campaign()?).await?;
        let before = match self.person {
            Some(person) => store::invitation_of_person(unit, review, person).await?,
            None => None,
        };
        let term = Term { today, due: self.due, closes: campaign.closes };
        let invited = rules::invite(term, i64::from(before.is_some()))?;
        let invitation = InvitationRow {
            id: unit.name(),
            campaign_id: campaign.id,
            review_id: review,
            contributor: self.contributor.clone(),
            person_id: self.person,
            due: invited.due,
            state: InvitationState::Sent,
            sent_at: unit.at(),
            reminded_at: None,
            version: 0,
        };
        let role = self.role(unit).await?;
        let task = self.task(unit, &invitation).await?;
        let standing = store::standing(unit, review, 0, 1).await?;
        let body = body_of(unit)?;
        let told = self.person.map(|person| {
            Notice::new(person, "notice-opinion-invited", format!("/opinion/{review}/write"))
                .arg("body", &body)
                .arg("due", base::web::day(invited.due))
        });
        let rows = (invitation, role, task, standing);
        Ok(unit.commit("opinion.invited", rows, told.into_iter().collect()).await?.0.id)
    }

    fn landing(&self, here: &Here, _: &InvitationId) -> String {
        format!("/opinion/{}#invitations", here.key)
    }
}

impl Invite {
    /// The right to write here, for who does not hold it yet.
    async fn role(&self, unit: &mut Unit) -> Result<Option<AssignmentRow>, Failure> {
        let (review, today) = (unit.review()?, unit.today());
        let holders = organisation::holders(unit, review, Role::Contributor, today).await?;
        Ok(self.person.filter(|person| !holders.contains(person)).map(|person| AssignmentRow {
            id: unit.name(),
            person_id: person,
            role: Role::Contributor,
            unit_id: None,
            review_id: Some(review),
            valid_from: today,
            valid_to: None,
            version: 0,
        }))
    }

    async fn task(&self, unit: &mut Unit, invitation: &InvitationRow) -> Result<Option<TaskRow>, Failure> {
        let Some(owner) = self.person else { return Ok(None) };
        let pack = packs::of_campaign(unit, invitation.campaign_id).await?;
        let body = body_of(unit)?;
        let matter = lookup(lang_of(&pack), "opinion-task", &[("body", body)]).unwrap_or_default();
        let template = pack.tasks.iter().find(|template| template.stage == Stage::Opinion);
        let clause =
            template.and_then(|template| template.clause.as_ref()).and_then(|code| pack.clause(code));
        let why = match clause {
            Some(clause) => pack.cite(clause),
            None => pack.title.in_language(pack.language).to_owned(),
        };
        let line = |text: &str| detail(text).ok_or_else(|| Failure::Fault("a task without words".to_owned()));
        let task = TaskAbout {
            campaign: invitation.campaign_id,
            review: Some(invitation.review_id),
            owner,
            stage: Stage::Opinion,
            matter: line(&matter)?,
            why: line(&why)?,
            link: format!("/opinion/{}/write", invitation.review_id),
            about: about(invitation),
            due: invitation.due,
        };
        Ok(Some(task.row(unit)))
    }
}
