//! A finding stands: those whom it concerns were heard, on all the evidence there is.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::common::Stage;
use domain::common::id::{FindingId, PointId};
use domain::explanation::finalise::{FinaliseFacts, finalise};
use domain::verification::Verdict;

use super::store::{self, PointFile};
use crate::plan::store::finish_about;
use crate::synthesis::store::{point_in, trace_point};
use crate::verification::store as verification;

form! {
    /// A finding that stands.
    pub struct Finalise = "explanation.finalise" {
        /// The point.
        point: one hidden PointId,
    }
}

impl Act for Finalise {
    type Outcome = FindingId;

    async fn run(&self, unit: &mut Unit) -> Result<FindingId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let point = point_in(unit, review, self.point).await?;
        let file = PointFile::of(unit, point.id).await?;
        let finalised = finalise(&FinaliseFacts {
            case: file.case.as_ref().map(|case| case.state),
            verdict: file.finding.as_ref().map(|finding| finding.verdict),
            is_concerned: verification::concerned(unit, point.id).await?.contains(&person),
            hearings: &store::heard_facts(unit, point.id).await?,
            n_since: file.n_since(),
            n_unheard: file.n_unheard(),
        })?;
        let (case, finding) = file.case.zip(file.finding).ok_or(Failure::Missing)?;
        let verdict = finding.verdict;
        let (case, finding) = verification::finding_stands(unit, case, finding, finalised.state)?;
        let tasks =
            finish_about(unit, &store::finding_about(point.id), Some(finding.reasons.clone())).await?;
        let traces = trace_point(unit, point.id, (Stage::Verification, trace_of(verdict)), None).await?;
        let standing = verification::standing(unit, review, 1).await?;
        let notices = file.assignments.iter().map(|row| {
            Notice::new(row.person_id, "notice-explanation-finding-stands", store::link_of(row))
                .arg("number", point.number)
                .arg("title", &point.title)
        });
        let (id, notices) = (finding.id, notices.collect());
        unit.commit("explanation.finding_finalised", (case, finding, tasks, traces, standing), notices)
            .await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, finding: &FindingId) -> String {
        format!("/explanation/{}/point/{}#{finding}", here.key, self.point)
    }
}

fn trace_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Confirmed => "trace-verification-confirmed",
        Verdict::PartlyConfirmed => "trace-verification-partly-confirmed",
        Verdict::Unfounded => "trace-verification-unfounded",
        Verdict::BeyondAuthority => "trace-verification-beyond-authority",
    }
}
