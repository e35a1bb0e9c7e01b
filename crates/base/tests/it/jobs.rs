//! Jobs run after the commit that left them, on a lease, again after a failure, and are seen.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use base::db::{self, Database};
use base::house::Boxed;
use base::jobs::tidy::Tidy;
use base::jobs::{self, Handler, JobRow, Jobs, State};
use base::{Failure, Unit, UseCase};
use jiff::SignedDuration;

use crate::ground::{Ground, on_both};

/// Leaves a job behind; refused in its last step when it is told so.
struct Leave {
    is_refused: bool,
}

impl UseCase for Leave {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        unit.enqueue("test.ring", "the bell".to_owned(), unit.at()).await?;
        if self.is_refused { Err(Failure::Forbidden) } else { Ok(()) }
    }
}

/// Fails so many times, then succeeds.
#[derive(Clone, Default)]
struct Ring {
    failures: u32,
    rung: Arc<AtomicU32>,
}

impl Handler for Ring {
    fn run<'a>(&'a self, _: &'a Database, about: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            assert!(about == "the bell" || about.is_empty());
            let before = self.rung.fetch_add(1, Ordering::SeqCst);
            if before < self.failures { Err(Failure::NotNow(1)) } else { Ok(()) }
        })
    }
}

async fn only_job(ground: &Ground) -> JobRow {
    let mut link = ground.database.read().await.unwrap();
    let all = jobs::latest(&mut link, 10).await.unwrap();
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().unwrap()
}

fn wait(ground: &Ground, seconds: i64) {
    ground.clock.set(ground.clock.now() + SignedDuration::from_secs(seconds));
}

on_both! { &[];
    async fn a_job_is_left_only_by_an_act_that_was_done(ground) {
        let jobs = Jobs::default().on("test.ring", Ring::default());
        ground.database.run(Leave { is_refused: true }).await.unwrap_err();
        assert!(!jobs.run_one(&ground.database).await.unwrap());
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        assert!(jobs.run_one(&ground.database).await.unwrap());
        assert!(!jobs.run_one(&ground.database).await.unwrap());
        assert_eq!(only_job(&ground).await.state, State::Done);
    }

    async fn a_job_that_fails_is_tried_again_after_a_pause(ground) {
        let ring = Ring { failures: 2, ..Ring::default() };
        let jobs = Jobs::default().on("test.ring", ring.clone());
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        assert!(jobs.run_one(&ground.database).await.unwrap());
        let job = only_job(&ground).await;
        assert_eq!((job.state, job.attempts), (State::Waiting, 1));
        assert!(job.last_error.is_some_and(|error| error.contains("NotNow")));
        assert!(!jobs.run_one(&ground.database).await.unwrap(), "not before its pause is over");
        wait(&ground, 10);
        assert!(jobs.run_one(&ground.database).await.unwrap());
        wait(&ground, 10);
        assert!(!jobs.run_one(&ground.database).await.unwrap(), "the second pause is longer");
        wait(&ground, 10);
        assert!(jobs.run_one(&ground.database).await.unwrap());
        let job = only_job(&ground).await;
        assert_eq!((job.state, job.attempts, job.last_error), (State::Done, 3, None));
        assert_eq!(ring.rung.load(Ordering::SeqCst), 3);
    }

    async fn a_job_that_always_fails_is_given_up_and_seen(ground) {
        let jobs = Jobs::default().on("test.ring", Ring { failures: u32::MAX, ..Ring::default() });
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        let mut tries = 0;
        while jobs.run_one(&ground.database).await.unwrap() {
            tries += 1;
            wait(&ground, 6 * 3600);
        }
        assert_eq!(tries, 25);
        assert_eq!(only_job(&ground).await.state, State::GivenUp);
        let mut link = ground.database.read().await.unwrap();
        assert_eq!(jobs::count_by_state(&mut link).await.unwrap(), [(State::GivenUp, 1)]);
    }

    async fn a_defect_in_a_job_ends_only_that_job(ground) {
        struct Defect;
        impl Handler for Defect {
            fn run<'a>(&'a self, _: &'a Database, _: &'a str) -> Boxed<'a, Result<(), Failure>> {
                Box::pin(async { panic!("a job with a defect") })
            }
        }
        let jobs = Jobs::default().on("test.ring", Defect);
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        assert!(jobs.run_one(&ground.database).await.unwrap());
        assert!(only_job(&ground).await.last_error.is_some_and(|error| error.contains("defect")));
    }

    async fn a_job_of_a_node_that_is_gone_is_taken_over(ground) {
        struct Gone;
        impl UseCase for Gone {
            type Outcome = ();
            async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
                let sql = "UPDATE base_job SET state = 'running', holder = 'gone', held_until = $1, attempts = 1";
                let until = unit.at() + SignedDuration::from_secs(300);
                unit.execute(sql, &[until.into()]).await?;
                Ok(())
            }
        }
        let ring = Ring::default();
        let jobs = Jobs::default().on("test.ring", ring.clone());
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        ground.database.run(Gone).await.unwrap();
        assert!(!jobs.run_one(&ground.database).await.unwrap());
        wait(&ground, 300);
        assert!(jobs.run_one(&ground.database).await.unwrap());
        assert_eq!(only_job(&ground).await.state, State::Done);
    }

    async fn two_nodes_do_one_job_once(ground) {
        let ring = Ring::default();
        ground.database.run(Leave { is_refused: false }).await.unwrap();
        let nodes = [0, 1].map(|_| {
            let (jobs, database) = (Jobs::default().on("test.ring", ring.clone()), ground.database.clone());
            tokio::spawn(async move { jobs.run_one(&database).await })
        });
        for node in nodes {
            // Whoever lost the race for the row is told so and looks again later.
            assert!(matches!(node.await.unwrap(), Ok(_) | Err(Failure::Stale)));
        }
        assert_eq!(ring.rung.load(Ordering::SeqCst), 1);
    }

    async fn a_job_that_comes_back_is_there_once_and_comes_back(ground) {
        let ring = Ring::default();
        let jobs = Jobs::default().every("test.ring", SignedDuration::from_mins(5), ring.clone());
        jobs.prepare(&ground.database).await.unwrap();
        jobs.prepare(&ground.database).await.unwrap();
        assert!(jobs.run_one(&ground.database).await.unwrap());
        assert!(!jobs.run_one(&ground.database).await.unwrap());
        wait(&ground, 300);
        assert!(jobs.run_one(&ground.database).await.unwrap());
        assert!(only_job(&ground).await.comes_back());
        assert_eq!(ring.rung.load(Ordering::SeqCst), 2);
    }

    async fn what_has_served_its_time_goes_and_what_has_not_stays(ground) {
        struct Fill(i64);
        impl UseCase for Fill {
            type Outcome = ();
            async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
                let at = unit.at().as_microsecond() - self.0 * 3_600_000_000;
                for sql in [
                    "INSERT INTO base_idempotency (key, person_id, body_hash, location, outcome, at) \
                     VALUES ($1, 'p', '', '', '', $2)",
                    "INSERT INTO base_session (id, token_hash, person_id, device, began_at, seen_at, version) \
                     VALUES ($1, $1, 'p', '', $2, $2, 1)",
                    "INSERT INTO base_sign_in_link (token_hash, person_id, at) VALUES ($1, 'p', $2)",
                    "INSERT INTO base_notice (id, person_id, message, args, link, at) \
                     VALUES ($1, 'p', '', '', '', $2)",
                ] {
                    unit.execute(sql, &[self.0.to_string().into(), at.into()]).await?;
                }
                Ok(())
            }
        }
        for hours in [1, 100_000] {
            ground.database.run(Fill(hours)).await.unwrap();
        }
        Tidy.run(&ground.database, "").await.unwrap();
        let mut link = ground.database.read().await.unwrap();
        for (table, left) in
            [("base_idempotency", 1), ("base_session", 1), ("base_sign_in_link", 1), ("base_notice", 2)]
        {
            let n = link.count(&format!("SELECT COUNT(*) FROM {table}"), &[]).await.unwrap();
            assert_eq!(n, left, "{table}: an unread notice is never taken away");
        }
        let none: Option<JobRow> = db::find(&mut link, "none".to_owned()).await.unwrap();
        assert!(none.is_none());
    }
}
