//! Giving notice of what was decided to those whom it concerns.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::Reason;
use domain::common::id::{PersonId, SubjectId};
use domain::conclusion::notice as rules;
use domain::explanation::ServiceKind;

use super::store::{self, NoticeRow};

form! {
    /// A notice of what was decided.
    pub struct GiveNotice = "conclusion.give_notice" {
        /// The subject.
        subject: one hidden SubjectId,
        /// How it goes out.
        service: one pick ServiceKind,
        /// To whom; nobody chosen means everyone who has none yet.
        people: many checks PersonId,
        /// The receipt on paper, or why it is impossible.
        note: maybe line Reason,
    }
}

impl Act for GiveNotice {
    /// How many people were given notice.
    type Outcome = usize;

    async fn run(&self, unit: &mut Unit) -> Result<usize, Failure> {
        let (subject, conclusion) = store::written_on(unit, self.subject).await?;
        let concerned = store::concerned(unit, &subject).await?;
        let before = store::notices_of(unit, conclusion.id).await?;
        if !self.people.iter().all(|person| concerned.contains(person)) {
            return Err(Failure::Missing);
        }
        let known = |person: &PersonId| before.iter().find(|row| row.person_id == *person);
        let without = || concerned.iter().filter(|person| known(person).is_none());
        let chosen: Vec<PersonId> = match self.people.as_slice() {
            [] => without().copied().collect(),
            people => people.to_vec(),
        };
        // With everyone served there is nobody to choose: the rule says so for the first of them.
        let chosen = if chosen.is_empty() { concerned.iter().take(1).copied().collect() } else { chosen };
        let mut rows = Vec::new();
        for person in chosen {
            let given = rules::give(&rules::GiveNotice {
                state: conclusion.state,
                service: self.service,
                has_note: self.note.is_some(),
                is_served: known(&person)
                    .is_some_and(|row| row.served_on.is_some() || row.service == self.service),
                today: unit.today(),
            })?;
            rows.push(NoticeRow {
                id: known(&person).map_or_else(|| unit.name(), |row| row.id),
                campaign_id: conclusion.campaign_id,
                review_id: conclusion.review_id,
                conclusion_id: conclusion.id,
                person_id: person,
                service: self.service,
                note: self.note.clone(),
                sent_by: unit.person()?,
                sent_at: unit.at(),
                served_on: given.served_on,
                version: known(&person).map_or(0, |row| row.version),
            });
        }
        let link = format!("/conclusion/{}/subject/{}", conclusion.review_id, subject.id);
        let notice = |row: &NoticeRow| Notice::new(row.person_id, "notice-conclusion-given", link.clone());
        let notices = rows.iter().map(notice).collect();
        Ok(unit.commit("conclusion.notice_given", rows, notices).await?.len())
    }

    fn landing(&self, here: &Here, _: &usize) -> String {
        format!("{}#notices", super::subject_path(here, self.subject))
    }
}
