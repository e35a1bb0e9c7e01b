//! Taking away what has served its time: sessions, links, keys of repeated submissions, ended jobs.
//!
//! Only working data goes. What left a leaf stays.

use jiff::SignedDuration;

use super::runner::Handler;
use crate::Failure;
use crate::db::{Cell, Database};
use crate::house::Boxed;
use crate::unit::{Unit, UseCase};

/// The kind of this job.
pub const KIND: &str = "base.tidy";
/// How often it comes back.
pub const EVERY: SignedDuration = SignedDuration::from_mins(30);

/// What goes, and after how many hours. A key of a repeated submission outlives every browser tab that
/// could still send it; a session ends after twelve hours, its row is kept a day for the list of devices.
const GOES: &[(&str, i64)] = &[
    ("DELETE FROM base_idempotency WHERE at < $1", 7 * 24),
    ("DELETE FROM base_session WHERE began_at < $1", 36),
    ("DELETE FROM base_sign_in_link WHERE at < $1", 12),
    ("DELETE FROM base_job WHERE state = 'done' AND ended_at < $1", 7 * 24),
    ("DELETE FROM base_notice WHERE read_at IS NOT NULL AND at < $1", 400 * 24),
];

/// Takes away what has served its time.
pub struct Tidy;

impl Handler for Tidy {
    fn run<'a>(&'a self, database: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            for &(sql, hours) in GOES {
                database.run(Remove { sql, hours }).await?;
            }
            Ok(())
        })
    }
}

struct Remove {
    sql: &'static str,
    hours: i64,
}

impl UseCase for Remove {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let before = unit.at().as_microsecond() - self.hours * 3_600_000_000;
        unit.execute(self.sql, &[Cell::Int(before)]).await?;
        Ok(())
    }

    fn limit(&self) -> std::time::Duration {
        std::time::Duration::from_secs(10)
    }
}
