//! A verifier hands a case back, with the reason; somebody else is to be found.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Reason;
use domain::common::id::PointId;
use domain::verification::take_case::hand_back;

use super::accept_case::hands;
use super::assign_verifier::{about, link};
use super::store::{self, CaseRow, HandoverRow};
use crate::plan::store::finish_about;

form! {
    /// A case that its verifier cannot take or keep.
    pub struct HandBack = "verification.hand_back" {
        /// The point.
        point: one hidden PointId,
        /// Why.
        reason: one prose Reason,
    }
}

impl Act for HandBack {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let (point, case) = store::known_case(unit, review, self.point).await?;
        let back = hand_back(&hands(&case, person))?;
        let tasks = finish_about(unit, &about(&case), None).await?;
        let last = store::handovers_of(unit, case.id).await?.pop();
        let handover = last.map(|row| HandoverRow {
            handed_back_at: Some(unit.at()),
            reason: Some(self.reason.clone()),
            ..row
        });
        let notices = case.assigned_by.map(|assigner| {
            Notice::new(assigner, "notice-verification-handed-back", link(&point))
                .arg("number", point.number)
                .arg("title", &point.title)
        });
        let case = CaseRow { state: back.state, verifier_id: None, accepted_at: None, ..case };
        let rows = (case, handover, tasks);
        unit.commit("verification.case_handed_back", rows, notices.into_iter().collect()).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/verification/{}/point/{point}", here.key)
    }
}
