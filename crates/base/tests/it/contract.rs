//! The contract of the unit of work: after each of these, the rows that are stored are those whose
//! callers were told yes, and the database can be used.

use std::collections::BTreeSet;
use std::sync::{Arc, Condvar, Mutex};
use std::time::Duration;

use base::db::Migration;
use base::{Failure, Unit, UseCase};
use tokio::sync::watch;

use crate::ground::{Driver, Ground, all, begin, on_both, run};

const TABLES: &[Migration] = &[Migration {
    name: "90_test",
    tables: "CREATE TABLE test_parent (\n  id TEXT PRIMARY KEY\n);\n\
        CREATE TABLE test_row (\n  id TEXT PRIMARY KEY,\n  note TEXT NOT NULL,\n  \
        parent TEXT REFERENCES test_parent (id) DEFERRABLE INITIALLY DEFERRED\n);",
    sqlite: "CREATE TRIGGER test_row_abort BEFORE INSERT ON test_row WHEN NEW.note = 'abort' \
        BEGIN SELECT RAISE(ABORT, 'no'); END;\n\
        CREATE TRIGGER test_row_rollback BEFORE INSERT ON test_row WHEN NEW.note = 'rollback' \
        BEGIN SELECT RAISE(ROLLBACK, 'no'); END;",
    postgres: "CREATE FUNCTION test_row_refuse() RETURNS trigger LANGUAGE plpgsql AS \
        $$ BEGIN RAISE EXCEPTION 'no'; END $$;\n\
        CREATE TRIGGER test_row_refuse BEFORE INSERT ON test_row FOR EACH ROW \
        WHEN (NEW.note IN ('abort', 'rollback')) EXECUTE FUNCTION test_row_refuse();",
}];

/// What a unit does after it wrote its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Ends,
    MeetsTrigger(&'static str),
    MeetsTriggerAndGoesOn(&'static str),
    Refuses,
    Panics,
    WaitsForEver,
    CountsForEver,
    ReadsForEver,
    NamesNoParent,
    SwallowsAnError,
}

#[derive(Clone, Copy, Debug)]
struct Put(&'static str, Then);

async fn put(unit: &mut Unit, id: &str, note: &str, parent: Option<&str>) -> Result<(), Failure> {
    let values = [id.into(), note.into(), parent.map(str::to_owned).into()];
    unit.execute("INSERT INTO test_row (id, note, parent) VALUES ($1, $2, $3)", &values).await?;
    Ok(())
}

impl UseCase for Put {
    type Outcome = &'static str;

    async fn run(&self, unit: &mut Unit) -> Result<&'static str, Failure> {
        let other = format!("{} too", self.0);
        let parent = (self.1 == Then::NamesNoParent).then_some("nobody");
        put(unit, self.0, "good", parent).await?;
        match self.1 {
            Then::Ends | Then::NamesNoParent => {}
            Then::MeetsTrigger(which) => put(unit, &other, which, None).await?,
            Then::MeetsTriggerAndGoesOn(which) => {
                let _ = put(unit, &other, which, None).await;
                let _ = put(unit, &other, "good", None).await;
            }
            Then::Refuses => return Err(Failure::field("note", "refused")),
            Then::Panics => panic!("a unit with a defect"),
            Then::WaitsForEver => std::future::pending().await,
            Then::CountsForEver => {
                let sql = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 9000000000) \
                           SELECT COUNT(*) FROM n";
                unit.count(sql, &[]).await?;
            }
            Then::ReadsForEver => loop {
                unit.count("SELECT COUNT(*) FROM test_row", &[]).await?;
            },
            Then::SwallowsAnError => {
                let _ = put(unit, self.0, "good", None).await;
            }
        }
        Ok(self.0)
    }
}

/// Keeps a unit under way until it is opened: the writer's thread stands still, a server's unit waits.
struct Gate {
    began: watch::Sender<u32>,
    open: (Mutex<bool>, Condvar),
    opened: watch::Sender<bool>,
}

impl Gate {
    fn new() -> Arc<Self> {
        Arc::new(Gate {
            began: watch::Sender::new(0),
            open: (Mutex::new(false), Condvar::new()),
            opened: watch::Sender::new(false),
        })
    }

    fn open(&self) {
        *self.open.0.lock().unwrap() = true;
        self.open.1.notify_all();
        self.opened.send_replace(true);
    }

    async fn until_begun(&self, n: u32) {
        self.began.subscribe().wait_for(|begun| *begun >= n).await.unwrap();
    }
}

struct AtGate(Arc<Gate>, String);

impl UseCase for AtGate {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        put(unit, &self.1, "good", None).await?;
        self.0.began.send_modify(|begun| *begun += 1);
        if unit.is_embedded() {
            let open = self.0.open.0.lock().unwrap();
            drop(self.0.open.1.wait_while(open, |open| !*open).unwrap());
        } else {
            self.0.opened.subscribe().wait_for(|open| *open).await.unwrap();
        }
        put(unit, &format!("{} too", self.1), "good", None).await
    }

    fn limit(&self) -> Duration {
        Duration::from_secs(60)
    }
}

/// Runs all that can run at once on this database, held at a gate.
struct Held(Arc<Gate>, Vec<tokio::task::JoinHandle<Result<(), Failure>>>);

async fn hold(ground: &Ground) -> Held {
    let gate = Gate::new();
    let n = if ground.driver == Driver::Sqlite { 1 } else { 16 };
    let one = |n: u32| {
        let (database, unit) = (ground.database.clone(), AtGate(gate.clone(), format!("gate {n}")));
        tokio::spawn(async move { database.run(unit).await })
    };
    let running = (0..n).map(one).collect();
    gate.until_begun(n).await;
    Held(gate, running)
}

impl Held {
    async fn let_go(self, ground: &Ground) {
        self.0.open();
        for running in self.1 {
            running.await.unwrap().unwrap();
        }
        forget_gate(ground).await;
    }
}

/// Takes away the rows of the units that only held the gate.
async fn forget_gate(ground: &Ground) {
    struct Forget;
    impl UseCase for Forget {
        type Outcome = ();
        async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
            unit.execute("DELETE FROM test_row WHERE id LIKE 'gate%'", &[]).await?;
            Ok(())
        }
    }
    ground.database.run(Forget).await.unwrap();
}

async fn stored(ground: &Ground) -> BTreeSet<String> {
    let mut link = ground.database.read().await.unwrap();
    let rows = link.rows("SELECT id FROM test_row", &[]).await.unwrap();
    rows.iter().map(|row| row.at(0).unwrap()).collect()
}

/// Runs the unit in the midst of a batch of good ones; what is stored is what was told.
async fn check(ground: &Ground, then: Then, is_expected: fn(&Failure) -> bool) {
    let held = hold(ground).await;
    let units = [Put("a", Then::Ends), Put("b", Then::Ends), Put("bad", then), Put("c", Then::Ends)];
    let answers = units.map(|unit| {
        let database = ground.database.clone();
        Box::pin(async move { database.run(unit).await }) as std::pin::Pin<Box<dyn Future<Output = _> + Send>>
    });
    let (answers, ()) = tokio::join!(all(answers.into()), held.let_go(ground));
    let told: BTreeSet<String> = answers.iter().flatten().map(ToString::to_string).collect();
    assert_eq!(told.len(), 3, "the good ones are not harmed: {answers:?}");
    assert!(
        answers.iter().any(|answer| matches!(answer, Err(failure) if is_expected(failure))),
        "{answers:?}"
    );
    assert_eq!(stored(ground).await, told, "{then:?}");
    ground.database.run(Put("after", Then::Ends)).await.unwrap();
    assert!(stored(ground).await.contains("after"));
}

fn any_failure(_: &Failure) -> bool {
    true
}

fn fault(failure: &Failure) -> bool {
    matches!(failure, Failure::Fault(_))
}

on_both! { TABLES;
    async fn a_trigger_that_aborts_takes_back_only_its_own_unit(ground) {
        check(&ground, Then::MeetsTrigger("abort"), fault).await;
    }

    async fn a_refused_unit_leaves_nothing(ground) {
        check(&ground, Then::Refuses, |failure| matches!(failure, Failure::Malformed(_))).await;
    }

    async fn a_unit_that_panics_leaves_nothing(ground) {
        check(&ground, Then::Panics, fault).await;
    }

    async fn a_unit_too_slow_in_waiting_is_given_up(ground) {
        check(&ground, Then::WaitsForEver, fault).await;
    }

    async fn a_unit_too_slow_in_one_statement_is_stopped(ground) {
        check(&ground, Then::CountsForEver, any_failure).await;
    }

    async fn a_unit_too_slow_in_many_statements_is_stopped(ground) {
        check(&ground, Then::ReadsForEver, any_failure).await;
    }

    async fn a_deferred_key_that_fails_at_the_commit_harms_only_its_own_unit(ground) {
        check(&ground, Then::NamesNoParent, fault).await;
    }

    async fn a_trigger_that_ends_the_transaction_harms_only_its_own_unit(ground) {
        check(&ground, Then::MeetsTrigger("rollback"), fault).await;
    }

    async fn a_unit_writes_nothing_after_its_transaction_was_ended(ground) {
        check(&ground, Then::MeetsTriggerAndGoesOn("rollback"), fault).await;
    }

    async fn an_error_that_the_use_case_swallows_is_still_an_error(ground) {
        check(&ground, Then::SwallowsAnError, fault).await;
    }

    async fn of_many_at_one_place_everyone_comes_through(ground) {
        let all = (0..16).map(|n| {
            let ground = ground.clone();
            tokio::spawn(async move {
                for _ in 0..20 {
                    ground.database.run(Number(n)).await.unwrap();
                }
            })
        });
        for one in all.collect::<Vec<_>>() {
            one.await.unwrap();
        }
        assert_eq!(stored(&ground).await.len(), 320);
    }
    async fn a_client_that_leaves_while_queued_leaves_nothing(ground) {
        let held = hold(&ground).await;
        let database = ground.database.clone();
        let mut leaving = Box::pin(async move { database.run(Put("gone", Then::Ends)).await });
        begin(&mut leaving).await;
        drop(leaving);
        held.let_go(&ground).await;
        ground.database.run(Put("after", Then::Ends)).await.unwrap();
        assert_eq!(stored(&ground).await, BTreeSet::from(["after".to_owned()]));
    }

    async fn a_client_that_leaves_while_its_unit_runs_does_not_cut_it(ground) {
        let gate = Gate::new();
        let (database, unit) = (ground.database.clone(), AtGate(gate.clone(), "gone".to_owned()));
        let leaving = tokio::spawn(async move { database.run(unit).await });
        gate.until_begun(1).await;
        leaving.abort();
        assert!(leaving.await.is_err());
        let mut ends = ground.database.clone();
        gate.open();
        // The next unit on the writer's thread comes after it; on a server its two rows come together.
        while stored(&ground).await.is_empty() {
            ends.run(Touch).await.unwrap();
            ends = ground.database.clone();
        }
        assert_eq!(stored(&ground).await, BTreeSet::from(["gone".to_owned(), "gone too".to_owned()]));
    }
}

/// Only the embedded database has a queue of its own; on a server callers wait for a connection.
#[test]
fn a_full_queue_asks_to_come_back() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        let held = hold(&ground).await;
        let mut waiting = Vec::new();
        for _ in 0..1024 {
            let database = ground.database.clone();
            let mut one = Box::pin(async move { database.run(Touch).await });
            begin(&mut one).await;
            waiting.push(one);
        }
        assert!(matches!(ground.database.run(Touch).await, Err(Failure::NotNow(_))));
        held.0.open();
        for one in waiting {
            one.await.unwrap();
        }
    });
}

struct Touch;

impl UseCase for Touch {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        unit.count("SELECT COUNT(*) FROM test_row", &[]).await?;
        Ok(())
    }
}

/// Takes the next number: of two that read the same count, one must read again.
struct Number(u32);

impl UseCase for Number {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let next = unit.count("SELECT COUNT(*) FROM test_row", &[]).await?;
        put(unit, &format!("number {next}"), &format!("of {}", self.0), None).await
    }
}
