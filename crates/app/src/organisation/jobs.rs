//! What the program does by itself, as its operator sees it, and the retry of what was given up.

use askama::Template;
use base::house::Here;
use base::jobs::{self, JobRow, State};
use base::unit::{Unit, Working};
use base::web::{Act, Ctx, FormView, Page, Words};
use base::{Failure, form};
use serde::Serialize;

form! {
    /// A job that was given up, to be tried again.
    pub struct RetryJob = "organisation.retry_job" {
        /// The job.
        job: one hidden String,
    }
}

const PATH: &str = "/organisation/jobs";
const LISTED: i64 = 100;

impl Act for RetryJob {
    type Outcome = String;

    async fn run(&self, unit: &mut Unit) -> Result<String, Failure> {
        let job: JobRow = unit.need(self.job.clone()).await?;
        // What waits, runs or is done needs no second push.
        if job.state != State::GivenUp {
            return Err(Failure::Stale);
        }
        let again = JobRow { state: State::Waiting, due_at: unit.at(), attempts: 0, ended_at: None, ..job };
        Ok(unit.keep(Working(again)).await?.id)
    }

    fn landing(&self, _: &Here, _: &String) -> String {
        PATH.to_owned()
    }
}

#[derive(Template, Serialize)]
#[template(path = "organisation/views/jobs.html")]
struct View {
    #[serde(skip)]
    w: Words,
    counts: Vec<(State, i64)>,
    jobs: Vec<Shown>,
}

#[derive(Serialize)]
struct Shown {
    job: JobRow,
    #[serde(skip)]
    retry: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let counts = jobs::count_by_state(&mut ctx.db).await?;
    let latest = jobs::latest(&mut ctx.db, LISTED).await?;
    let retry = |job: &JobRow| {
        let form = || ctx.form_for::<RetryJob>("/organisation/jobs/retry", "job", &job.id).quiet();
        (job.state == State::GivenUp).then(form)
    };
    let jobs = latest.into_iter().map(|job| Shown { retry: retry(&job), job }).collect();
    let view = View { w: ctx.words, counts, jobs };
    let title = ctx.words.t("organisation-jobs");
    ctx.page(title, view)
}
