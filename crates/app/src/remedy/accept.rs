//! Accepting a remedy that another did.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use domain::common::id::CommitmentId;
use domain::common::{Prose, Stage};
use domain::remedy::accept::{self as rules, AcceptanceFacts};
use domain::remedy::{CommitmentState, StepKind};

use super::making;
use super::store::{self, CommitmentRow};
use crate::campaign::store as campaign;
use crate::plan::store::finish_about;

form! {
    /// A remedy to be accepted.
    pub struct AcceptRemedy = "remedy.accept" {
        /// The commitment.
        commitment: one hidden CommitmentId,
        /// What was looked at.
        note: maybe prose Prose,
    }
}

impl Act for AcceptRemedy {
    type Outcome = CommitmentId;

    async fn run(&self, unit: &mut Unit) -> Result<CommitmentId, Failure> {
        let commitment = store::commitment_in(unit, self.commitment).await?;
        let shown = store::shown(unit, commitment.id).await?;
        let accepted = rules::accept(&AcceptanceFacts {
            state: commitment.state,
            n_proofs: shown.n_milestone_proofs + shown.n_report_proofs,
            n_open_milestones: shown.n_open_milestones,
            doers: &[commitment.doer_id],
            acceptor: unit.person()?,
        })?;
        let step = making::step(unit, &commitment, StepKind::Accepted, (self.note.clone(), None))?;
        let mut tasks = finish_about(unit, &making::about(commitment.id), self.note.clone()).await?;
        tasks.extend(finish_about(unit, &making::about_accepting(commitment.id), self.note.clone()).await?);
        let traces = store::traces(unit, &commitment, "trace-remedy-accepted").await?;
        let (done, total) = store::progress(unit, commitment.review_id).await?;
        let standing = campaign::stand(unit, commitment.review_id, Stage::Remedy, done + 1, total).await?;
        let notice = Notice::new(commitment.doer_id, "notice-remedy-accepted", making::mine(commitment.id))
            .arg("matter", making::line_of(&commitment.matter)?);
        let row = CommitmentRow {
            state: CommitmentState::Accepted,
            accepted_by: Some(accepted.acceptor),
            accepted_at: Some(unit.at()),
            ..commitment
        };
        let rows = (row, step, tasks, traces, standing);
        Ok(unit.commit("remedy.accepted", rows, vec![notice]).await?.0.id)
    }

    fn landing(&self, here: &Here, accepted: &CommitmentId) -> String {
        format!("/remedy/{}/commitment/{accepted}", here.key)
    }
}
