//! Power that fails at any moment while many take steps at once, leaves get their places, heads are signed and the write-ahead log is
//! emptied. A preloaded library writes down what the process does to its files; a model of a disk (`disk.rs`) then says what
//! could be left after each deed, and the house is opened on it.

mod disk;

use std::path::{Path, PathBuf};
use std::process::Command;

use base::book::{self, Book};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use crate::between_calls::{URL, house_that_has_signed, open, preloaded, resume, said, say};
use crate::steps::Take;
use disk::{Deed, Disk, Unsynced};

/// What the process does whose disk loses its power: in each round ten steps at once, then their places, a head, an empty log.
#[test]
#[expect(clippy::disallowed_methods, reason = "the parent tells its child what to do")]
fn the_worker_of_the_power_tests_does_nothing_by_itself() {
    let Ok(folder) = std::env::var("KIEMDIEM_RECORDED") else { return };
    let folder = PathBuf::from(folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = open(&folder).await;
        let book = Book::open(&database, &folder.join("keys"), URL).await.unwrap();
        for round in 0..4_u128 {
            let mut steps = tokio::task::JoinSet::new();
            for n in 0..10 {
                let database = database.clone();
                steps.spawn(async move {
                    let step = Take { id: Uuid::from_u128(100 + 10 * round + n), days: 1 };
                    let leaf = database.run(step).await.unwrap();
                    say("ack", &leaf.to_hex());
                });
            }
            steps.join_all().await;
            book.integrate(&database).await.unwrap();
            let mut link = database.read().await.unwrap();
            let head = book::last_head(&mut link, book.log()).await.unwrap().unwrap();
            say("signed", &format!("{:?}", head.note.to_string()));
            drop(link);
            if round % 2 == 1 {
                database.forget_deleted("remedy_step").await.unwrap();
            }
        }
    });
}

/// All that the worker does to a house, in order.
fn recorded(house: &Path, library: &Path, record: &Path) -> Vec<Deed> {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "power::the_worker_of_the_power_tests_does_nothing_by_itself", "--nocapture"])
        .env("LD_PRELOAD", library)
        .env("KIEMDIEM_RECORDED", house)
        .env("KIEMDIEM_RECORD", record)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Deed::all_of(&std::fs::read(record).unwrap())
}

/// What was said by these deeds.
fn spoken(deeds: &[Deed]) -> String {
    let said = deeds.iter().filter_map(|deed| if let Deed::Say(bytes) = deed { Some(bytes) } else { None });
    String::from_utf8(said.flatten().copied().collect()).unwrap()
}

/// How many times the power fails.
#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn cuts() -> usize {
    let is_long = std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1");
    if is_long { 5_000 } else { 60 }
}

#[test]
fn power_that_fails_at_any_moment_loses_nothing_acknowledged_and_signs_one_history() {
    let ground = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let template = ground.path().join("template");
    runtime.block_on(house_that_has_signed(&template));
    let library = preloaded(ground.path(), include_str!("recorder.c"));
    let before = Disk::of(&template);
    let deeds = recorded(&template, &library, &ground.path().join("record"));
    let all = spoken(&deeds);
    assert_eq!((said(&all, "ack").count(), said(&all, "signed").count()), (40, 4));
    let n_syncs = deeds.iter().filter(|deed| matches!(deed, Deed::Sync(_))).count();
    assert!(20 < n_syncs && 200 < deeds.len(), "{} deeds, {n_syncs} syncs", deeds.len());

    // The same disk that forgets what it said was synced loses what was acknowledged: the test can fail.
    let lying: Vec<Deed> = deeds.iter().filter(|deed| !matches!(deed, Deed::Sync(_))).cloned().collect();
    let left = ground.path().join("lying");
    fail_after(&before, &lying, (Unsynced::Goes, 0), (&template, &left));
    assert_eq!(runtime.block_on(n_steps(&left)), 1, "of a disk that lies only the beginning is left");

    let mut chance = SmallRng::seed_from_u64(19_450_902);
    let n_cuts = cuts();
    for cut in 0..n_cuts {
        // Each deed in turn when there are enough cuts, and otherwise at random.
        let at = if deeds.len() <= n_cuts { cut % deeds.len() } else { chance.random_range(0..deeds.len()) };
        let unsynced = [Unsynced::Goes, Unsynced::Stays, Unsynced::Chance(50), Unsynced::Chance(90)];
        let unsynced = unsynced[chance.random_range(0..unsynced.len())];
        let left = ground.path().join(format!("cut-{cut}"));
        let done = &deeds[..=at];
        fail_after(&before, done, (unsynced, cut as u64), (&template, &left));
        println!("cut {cut} after deed {at} of {}, what was not synced {unsynced:?}", deeds.len());
        runtime.block_on(async {
            whole(&left).await;
            // A lease of the process that is gone is not waited for.
            let database = open(&left).await;
            database.run(crate::book::Raw("UPDATE ledger_lease SET until_at = 0".into())).await.unwrap();
        });
        runtime.block_on(resume(&left, &spoken(done)));
        std::fs::remove_dir_all(&left).unwrap();
    }
}

fn fail_after(before: &Disk, deeds: &[Deed], (unsynced, seed): (Unsynced, u64), (from, to): (&Path, &Path)) {
    let mut disk = before.clone();
    deeds.iter().for_each(|deed| disk.take(deed));
    disk.lose_power(unsynced, &mut SmallRng::seed_from_u64(seed), from, to);
}

async fn n_steps(folder: &Path) -> i64 {
    let database = open(folder).await;
    let mut link = database.read().await.unwrap();
    link.count("SELECT COUNT(*) FROM remedy_step", &[]).await.unwrap()
}

/// SQLite finds its file whole.
async fn whole(folder: &Path) {
    let database = open(folder).await;
    let mut link = database.read_long().await.unwrap();
    let said = link.rows("PRAGMA integrity_check", &[]).await.unwrap();
    assert_eq!(said[0].at::<String>(0).unwrap(), "ok");
}
