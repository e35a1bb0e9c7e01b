//! A job as a row: when it is due, who has it, how often it was tried and what it said last.

use domain::common::cell::Stored as _;
use jiff::Timestamp;

use crate::db::{self, Cell, DbError};
use crate::unit::{Unit, Working, WorkingRow};
use crate::{Failure, Link, entity};

domain::codes! {
    /// Where a job stands.
    pub enum State {
        /// It is to run when it is due.
        Waiting = "waiting",
        /// A node has it.
        Running = "running",
        /// It succeeded.
        Done = "done",
        /// It failed too often; an operator decides.
        GivenUp = "given-up",
    }
}

entity! {
    /// A job.
    pub struct JobRow = "base_job" {
        /// Its key; `every:<kind>` for one that comes back.
        id: String,
        /// What is to be done.
        kind: String,
        /// What it is about, as its handler reads it.
        about: String,
        /// Where it stands.
        state: State,
        /// When it is to run.
        due_at: Timestamp,
        /// How often it was begun.
        attempts: i64,
        /// The node that has it.
        holder: Option<String>,
        /// Until when the node has it.
        held_until: Option<Timestamp>,
        /// What went wrong the last time.
        last_error: Option<String>,
        /// When it was done or given up.
        ended_at: Option<Timestamp>,
    }
}

impl WorkingRow for JobRow {}

impl JobRow {
    fn waiting(id: String, kind: &str, about: String, due_at: Timestamp) -> Self {
        JobRow {
            id,
            kind: kind.to_owned(),
            about,
            state: State::Waiting,
            due_at,
            attempts: 0,
            holder: None,
            held_until: None,
            last_error: None,
            ended_at: None,
            version: 0,
        }
    }

    /// Whether it comes back after each run.
    pub fn comes_back(&self) -> bool {
        self.id.starts_with("every:")
    }
}

impl Unit {
    /// Adds a job that runs after the commit, not before `due`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn enqueue(
        &mut self,
        kind: &'static str,
        about: String,
        due: Timestamp,
    ) -> Result<(), Failure> {
        let id = self.name::<uuid::Uuid>().to_string();
        self.keep(Working(JobRow::waiting(id, kind, about, due))).await?;
        Ok(())
    }

    /// Adds the job that comes back, unless it is there.
    pub(crate) async fn enqueue_returning(&mut self, kind: &'static str) -> Result<(), Failure> {
        let id = format!("every:{kind}");
        if db::find::<JobRow>(self, id.clone()).await?.is_none() {
            let job = JobRow::waiting(id, kind, String::new(), self.at());
            self.keep(Working(job)).await?;
        }
        Ok(())
    }
}

/// The job that has been due the longest, if one is: waiting, or held by a node that is gone.
pub(crate) async fn next_due(link: &mut Link, now: Timestamp) -> Result<Option<JobRow>, DbError> {
    let rest = "WHERE (state = 'waiting' AND due_at <= $1) OR (state = 'running' AND held_until <= $1) \
                ORDER BY due_at LIMIT 1";
    db::one(link, rest, &[now.to_cell()]).await
}

/// The jobs that an operator sees: what failed first, then what is due, then what ended.
///
/// # Errors
/// What the database says.
pub async fn latest(link: &mut Link, limit: i64) -> Result<Vec<JobRow>, DbError> {
    let rest = "ORDER BY CASE state WHEN 'given-up' THEN 0 WHEN 'running' THEN 1 WHEN 'waiting' THEN 2 ELSE 3 END, \
                due_at DESC LIMIT $1";
    db::select(link, rest, &[Cell::Int(limit)]).await
}

/// How many jobs stand where.
///
/// # Errors
/// What the database says.
pub async fn count_by_state(link: &mut Link) -> Result<Vec<(State, i64)>, DbError> {
    let sql = "SELECT state, COUNT(*) FROM base_job GROUP BY state ORDER BY state";
    link.rows(sql, &[]).await?.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}
