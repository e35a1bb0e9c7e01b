//! Making a commitment of every decided shortcoming that says what is to be done, by whom, by when, how it is seen.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::Stage;
use domain::remedy::commit as rules;

use super::making::{self, Promised};
use super::store;
use crate::campaign::store as campaign;
use crate::conclusion::store as conclusion;
use crate::synthesis::store as synthesis;

form! {
    /// Commitments of everything that was decided.
    pub struct MakeCommitments = "remedy.make_commitments" {}
}

impl Act for MakeCommitments {
    /// How many commitments were made.
    type Outcome = usize;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<usize, Failure> {
        let review = unit.review()?;
        let committed = store::committed_shortcomings(unit, review).await?;
        let decided = conclusion::shortcomings_of_review(unit, review).await?;
        let waiting: Vec<_> = decided.into_iter().filter(|one| !committed.contains(&one.row.id)).collect();
        let complete = waiting.iter().filter_map(|one| promised(&one.row).map(|promise| (&one.row, promise)));
        let complete: Vec<_> = complete.collect();
        let count = rules::commit_all(complete.len())?;
        let mut number = store::next_number(unit, review).await?;
        let (mut rows, mut steps, mut tasks, mut traces) = (vec![], vec![], vec![], vec![]);
        let mut notices = Vec::new();
        for (shortcoming, promise) in complete {
            let made = making::made(unit, number, promise, Some(shortcoming)).await?;
            number += 1;
            if let Some(point) = shortcoming.point_id {
                let detail = Some(made.task.matter.clone());
                let what = (Stage::Remedy, "trace-remedy-committed");
                traces.extend(synthesis::trace_point(unit, point, what, detail).await?);
            }
            rows.push(made.commitment);
            steps.push(made.step);
            tasks.push(made.task);
            notices.push(made.notice);
        }
        let (done, total) = store::progress(unit, review).await?;
        let added = i64::try_from(count).unwrap_or(i64::MAX);
        let standing = campaign::stand(unit, review, Stage::Remedy, done, total + added).await?;
        unit.commit("remedy.committed", (rows, steps, tasks, traces, standing), notices).await?;
        Ok(count)
    }

    fn landing(&self, here: &Here, _: &usize) -> String {
        format!("/remedy/{}", here.key)
    }
}

/// What a shortcoming promises, when it says everything.
fn promised(row: &conclusion::ShortcomingRow) -> Option<Promised> {
    Some(Promised {
        doer: row.doer_id?,
        matter: row.remedy.clone()?,
        measure: row.measure.clone()?,
        deadline: row.deadline?,
    })
}
