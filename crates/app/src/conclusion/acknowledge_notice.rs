//! Confirming that one has read what was decided: the term of a petition counts from here.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::SubjectId;
use domain::conclusion::notice::acknowledge;
use uuid::Uuid;

use super::store::{self, NoticeRow};

form! {
    /// A notice that was read.
    pub struct AcknowledgeNotice = "conclusion.acknowledge_notice" {
        /// The subject.
        subject: one hidden SubjectId,
    }
}

impl Act for AcknowledgeNotice {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let review = unit.review()?;
        let subject = store::subject_in(unit, review, self.subject).await?;
        let conclusion = store::in_force_on(unit, subject.id).await?.ok_or(Failure::Missing)?;
        let person = unit.person()?;
        let notice = store::notice_to(unit, conclusion.id, person).await?.ok_or(Failure::Missing)?;
        acknowledge(notice.served_on)?;
        let row = NoticeRow { served_on: Some(unit.today()), ..notice };
        Ok(unit.commit("conclusion.notice_acknowledged", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, _: &Uuid) -> String {
        format!("{}#notices", super::subject_path(here, self.subject))
    }
}
