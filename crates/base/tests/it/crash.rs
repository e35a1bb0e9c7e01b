//! Killed in the middle of mixed load, again and again: no acknowledged write is lost and none is there
//! twice. On a full disk: a clear answer, nothing half-written, and on it goes when there is room again.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use base::book::{Book, verify};
use base::db::Place;
use base::unit::{Notice, UnitContext};
use base::{Clock, Database, Failure, Unit, UseCase};
use domain::common::id::PersonId;
use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::ground::{Driver, Ground, on_both, run};
use crate::steps::{COVERED, StepRow, TABLES};

/// What is sent: a row, a notice, a job, under the key of its number.
struct Sent(i64);

impl UseCase for Sent {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let key = self.0.to_string();
        let done = "SELECT key FROM base_idempotency WHERE key = $1 AND person_id = 'p'";
        if unit.row(done, &[key.clone().into()]).await?.is_some() {
            return Ok(());
        }
        let words = "Một câu đủ dài để chiếm chỗ trên đĩa. ".repeat(7).parse().unwrap();
        let row = StepRow { id: unit.name(), words, days: self.0, code: "sent".to_owned(), version: 0 };
        let person = PersonId::from(Uuid::from_u128(1));
        let row = unit.commit("remedy.sent", row, vec![Notice::new(person, "test", "/")]).await?;
        if self.0 % 3 == 0 {
            unit.commit("remedy.sent_again", StepRow { code: "again".to_owned(), ..row }, vec![]).await?;
        }
        unit.enqueue("test.none", key.clone(), unit.at()).await?;
        let sql = "INSERT INTO base_idempotency (key, person_id, body_hash, location, outcome, at) \
                   VALUES ($1, 'p', '', '', '', $2)";
        let at = unit.at().into();
        unit.execute(sql, &[key.into(), at]).await?;
        Ok(())
    }
}

fn say(what: &str, n: i64) {
    let line = format!("\n{what} {n}\n");
    std::io::stdout().write_all(line.as_bytes()).unwrap();
}

/// The process that is killed: this very program, told by its environment what to do.
#[test]
#[expect(clippy::disallowed_methods, reason = "the parent tells its child what to do")]
fn the_child_of_the_crash_tests_does_nothing_by_itself() {
    let (Ok(place), Ok(keys)) = (std::env::var("KIEMDIEM_CRASH_PLACE"), std::env::var("KIEMDIEM_CRASH_KEYS"))
    else {
        return;
    };
    let first: i64 = std::env::var("KIEMDIEM_CRASH_FIRST").unwrap().parse().unwrap();
    let place =
        if place.starts_with("postgresql:") { Place::Server(place) } else { Place::File(place.into()) };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = open(&place).await;
        let book = Arc::new(Book::open(&database, keys.as_ref(), "https://song-lam.example").await.unwrap());
        tokio::spawn(book.keep_up(database.clone(), Duration::from_millis(20)));
        let next = Arc::new(AtomicI64::new(first));
        let senders = (0..16).map(|_| tokio::spawn(send_for_ever(database.clone(), next.clone())));
        for sender in senders.collect::<Vec<_>>() {
            sender.await.unwrap();
        }
    });
}

async fn open(place: &Place) -> Database {
    let migrations = [base::migrations::MIGRATIONS, TABLES].concat();
    let context = UnitContext { clock: Clock::machine(TimeZone::UTC), patience: 20 };
    Database::open(place, &migrations, context).await.unwrap()
}

async fn send_for_ever(database: Database, next: Arc<AtomicI64>) {
    loop {
        let n = next.fetch_add(1, Ordering::SeqCst);
        match database.run(Sent(n)).await {
            Ok(()) => say("ack", n),
            Err(Failure::NotNow(_)) => {
                say("not-now", n);
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            Err(failure) => {
                say("fault", n);
                panic!("{failure:?}");
            }
        }
    }
}

/// A child at work, and what it said.
struct Load {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Load {
    fn start(ground: &Ground, first: i64, before: &str) -> Load {
        let place = match &ground.place {
            Place::File(path) => path.display().to_string(),
            Place::Server(url) => url.clone(),
        };
        let mut child = Command::new("bash")
            .args(["-c", &format!("{before} exec \"$0\" \"$@\"")])
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "crash::the_child_of_the_crash_tests_does_nothing_by_itself", "--nocapture"])
            .env("KIEMDIEM_CRASH_PLACE", place)
            .env("KIEMDIEM_CRASH_KEYS", ground.folder().join("keys"))
            .env("KIEMDIEM_CRASH_FIRST", first.to_string())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        Load { child, lines }
    }

    /// The next thing that it said; `None` once it is gone.
    fn next(&mut self) -> Option<(String, i64)> {
        loop {
            let line = self.lines.next()?.ok()?;
            if let Some((what, n)) = line.split_once(' ')
                && ["ack", "not-now", "fault"].contains(&what)
                && let Ok(n) = n.parse()
            {
                return Some((what.to_owned(), n));
            }
        }
    }

    /// `kill -9`; what it had still said before is read to the end.
    fn kill(&mut self) -> Vec<(String, i64)> {
        self.child.kill().unwrap();
        let rest = std::iter::from_fn(|| self.next()).collect();
        self.child.wait().unwrap();
        rest
    }
}

/// The numbers that are stored, each once; whatever is there is whole.
async fn stored(ground: &Ground) -> BTreeSet<i64> {
    let mut link = ground.database.read_long().await.unwrap();
    let rows = link.rows("SELECT days FROM remedy_step", &[]).await.unwrap();
    let all: Vec<i64> = rows.iter().map(|row| row.at(0).unwrap()).collect();
    let once: BTreeSet<i64> = all.iter().copied().collect();
    assert_eq!(all.len(), once.len(), "something is there twice");
    for table in ["base_idempotency", "base_notice", "base_job"] {
        let n = link.count(&format!("SELECT COUNT(*) FROM {table}"), &[]).await.unwrap();
        assert_eq!(n, once.len() as i64, "{table}: a unit was torn");
    }
    once
}

async fn check_book(ground: &Ground) {
    let book = Book::open(&ground.database, &ground.folder().join("keys"), "https://x").await.unwrap();
    let mut link = ground.database.read_long().await.unwrap();
    let report = verify(&mut link, book.log(), COVERED, &mut |_| {}).await.unwrap();
    assert!(report.holds(), "{:?}", report.mismatches);
}

#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn kills() -> i64 {
    if std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1") { 200 } else { 10 }
}

on_both! { TABLES;
    async fn no_acknowledged_write_is_lost_and_none_is_there_twice(ground) {
        let (mut acknowledged, mut first) = (BTreeSet::new(), 0);
        for round in 0..kills() {
            let mut load = Load::start(&ground, first, "");
            let mut said = Vec::new();
            for _ in 0..10 + (round * 37) % 150 {
                said.push(load.next().expect("the child works until it is killed"));
            }
            said.extend(load.kill());
            assert!(said.iter().all(|(what, _)| what != "fault"), "{said:?}");
            // On a server sixteen that write at once may meet too often; they are asked to come back.
            acknowledged.extend(said.iter().filter(|(what, _)| what == "ack").map(|(_, n)| *n));
            first = acknowledged.last().unwrap() + 100;
            let kept = stored(&ground).await;
            assert!(acknowledged.is_subset(&kept), "an acknowledged write is lost");
            if round % 5 == 4 {
                check_book(&ground).await;
            }
        }
        for n in 0..first.min(2_000) {
            ground.database.run(Sent(n)).await.unwrap();
        }
        let kept = stored(&ground).await;
        assert!((0..first.min(2_000)).all(|n| kept.contains(&n)), "what was sent again is there once");
        check_book(&ground).await;
    }
}

#[test]
fn a_full_disk_is_said_clearly_and_leaves_nothing_half_written() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        // No file may grow beyond 3 MB: writing then fails as on a full disk.
        let mut load = Load::start(&ground, 0, "trap '' XFSZ; ulimit -S -f 3000;");
        let (mut acknowledged, mut refused) = (BTreeSet::new(), 0);
        while refused < 50 {
            match load.next() {
                Some((what, n)) if what == "ack" => drop(acknowledged.insert(n)),
                Some((what, _)) if what == "not-now" => refused += 1,
                other => panic!("on a full disk a caller is asked to come back, not {other:?}"),
            }
        }
        assert!(acknowledged.len() > 100);
        let raised = Command::new("prlimit")
            .args(["--pid", &load.child.id().to_string(), "--fsize=unlimited:unlimited"])
            .status()
            .unwrap();
        assert!(raised.success());
        let before = acknowledged.len();
        while acknowledged.len() < before + 200 {
            match load.next() {
                Some((what, n)) if what == "ack" => drop(acknowledged.insert(n)),
                Some((what, _)) if what == "not-now" => {}
                other => panic!("once there is room again it goes on, not {other:?}"),
            }
        }
        acknowledged.extend(load.kill().into_iter().filter(|(what, _)| what == "ack").map(|(_, n)| n));
        assert!(acknowledged.is_subset(&stored(&ground).await));
        check_book(&ground).await;
    });
}
