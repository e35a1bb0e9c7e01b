//! The job that notes lapsed terms by itself, so that nobody has to remember a day.

use base::db::{Database, find};
use base::house::Boxed;
use base::jobs::Handler;
use base::unit::{Unit, UseCase};
use base::{Failure, Link};
use domain::common::id::AssignmentId;
use jiff::SignedDuration;

use super::lapse::note_lapse;
use super::store::{self, ExplanationRow};
use crate::synthesis::store::point_in;

/// The kind of this job.
pub const KIND: &str = "explanation.overdue";
/// How often it comes back.
pub const EVERY: SignedDuration = SignedDuration::from_mins(30);

/// Notes the lapsed terms.
pub struct Overdue;

impl Handler for Overdue {
    fn run<'a>(&'a self, database: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            for assignment in database.run(Look).await? {
                match database.run(Note(assignment)).await {
                    // Somebody answered, or noted it, in between.
                    Ok(()) | Err(Failure::Refused(_) | Failure::Missing) => {}
                    Err(failure) => return Err(failure),
                }
            }
            Ok(())
        })
    }
}

/// Looks which terms are over on the day of the house.
struct Look;

impl UseCase for Look {
    type Outcome = Vec<AssignmentId>;

    async fn run(&self, unit: &mut Unit) -> Result<Vec<AssignmentId>, Failure> {
        let today = unit.today();
        Ok(store::overdue(unit, today).await?)
    }
}

/// Notes one of them.
struct Note(AssignmentId);

impl UseCase for Note {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let row = known(unit, self.0).await?;
        let point = point_in(unit, row.review_id, row.point_id).await?;
        note_lapse(unit, row, &point).await.map(|_| ())
    }
}

async fn known(link: &mut Link, assignment: AssignmentId) -> Result<ExplanationRow, Failure> {
    find(link, assignment).await?.ok_or(Failure::Missing)
}
