//! A verifier takes a case, and says with it that nothing ties them to it.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::id::PointId;
use domain::verification::take_case::{HandsFacts, accept_case};

use super::store::{self, CaseRow, HandoverRow};

form! {
    /// A case that its verifier takes.
    pub struct AcceptCase = "verification.accept_case" {
        /// The point.
        point: one hidden PointId,
    }
}

impl Act for AcceptCase {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let (point, case) = store::known_case(unit, review, self.point).await?;
        accept_case(&hands(&case, person))?;
        let accepted_at = Some(unit.at());
        let last = store::handovers_of(unit, case.id).await?.pop();
        let handover = last.map(|row| HandoverRow { accepted_at, ..row });
        let case = CaseRow { accepted_at, ..case };
        unit.commit("verification.case_accepted", (case, handover), vec![]).await?;
        Ok(point.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/verification/{}/point/{point}", here.key)
    }
}

/// Whose case it is.
pub(super) fn hands(case: &CaseRow, person: domain::common::id::PersonId) -> HandsFacts {
    HandsFacts {
        state: case.state,
        is_own: case.verifier_id == Some(person),
        has_accepted: case.accepted_at.is_some(),
    }
}
