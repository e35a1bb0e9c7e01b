//! `kill -9` between each two system calls that write: of taking a step, of placing leaves, of signing. No acknowledged
//! leaf is lost, and no second history is signed.
//!
//! A small preloaded library counts the calls and ends the process before the n-th, for every n.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base::book::{self, Book, verify};
use base::db::Place;
use base::unit::UnitContext;
use base::{Clock, Database};
use jiff::tz::TimeZone;
use ledger::{Checkpoint, Hash, Note};
use uuid::Uuid;

use crate::steps::{COVERED, TABLES, Take};

pub const URL: &str = "https://song-lam.example";

const PRELOADED: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;
static atomic_long at = -1;

static void step(void) {
  if (at < 0) { const char *said = getenv("KIEMDIEM_DIE_BEFORE"); at = said ? atol(said) : 0; }
  long n = atomic_fetch_add(&calls, 1) + 1;
  if (at > 0 && n == at) kill(getpid(), SIGKILL);
}

__attribute__((destructor)) static void tell(void) { dprintf(2, "calls %ld\n", atomic_load(&calls)); }

#define NEXT(name) static __typeof__(name) *next; if (!next) next = dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t n) { NEXT(write); if (fd > 2) step(); return next(fd, from, n); }
ssize_t pwrite(int fd, const void *from, size_t n, off_t o) { NEXT(pwrite); step(); return next(fd, from, n, o); }
ssize_t pwrite64(int fd, const void *from, size_t n, off64_t o) { NEXT(pwrite64); step(); return next(fd, from, n, o); }
int fsync(int fd) { NEXT(fsync); step(); return next(fd); }
int fdatasync(int fd) { NEXT(fdatasync); step(); return next(fd); }
int ftruncate(int fd, off_t n) { NEXT(ftruncate); step(); return next(fd, n); }
int ftruncate64(int fd, off64_t n) { NEXT(ftruncate64); step(); return next(fd, n); }
int rename(const char *from, const char *to) { NEXT(rename); step(); return next(from, to); }
int unlink(const char *path) { NEXT(unlink); step(); return next(path); }
"#;

/// What runs in a process of its own, started by the test below it: takes steps, places leaves, signs, and says what it
/// acknowledged and what it signed.
#[test]
#[expect(clippy::disallowed_methods, reason = "the parent tells its child what to do")]
fn the_worker_of_the_call_tests_does_nothing_by_itself() {
    let Ok(folder) = std::env::var("KIEMDIEM_WORKER") else { return };
    let folder = PathBuf::from(folder);
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    runtime.block_on(async {
        let database = open(&folder).await;
        let book = Book::open(&database, &folder.join("keys"), URL).await.unwrap();
        for round in 0..3_u128 {
            for n in 0..2 {
                let step = Take { id: Uuid::from_u128(100 + 10 * round + n), days: 1 };
                let leaf = database.run(step).await.unwrap();
                say("ack", &leaf.to_hex());
            }
            book.integrate(&database).await.unwrap();
            let mut link = database.read().await.unwrap();
            let head = book::last_head(&mut link, book.log()).await.unwrap().unwrap();
            say("signed", &format!("{:?}", head.note.to_string()));
        }
    });
}

/// Says something that the parent looks for.
pub fn say(what: &str, of: &str) {
    std::io::stdout().write_all(format!("\n{what} {of}\n").as_bytes()).unwrap();
}

/// Opens the house of a folder.
pub async fn open(folder: &Path) -> Database {
    let migrations = [base::migrations::MIGRATIONS, TABLES].concat();
    let context = UnitContext { clock: Clock::machine(TimeZone::UTC), patience: 8 };
    Database::open(&Place::File(folder.join("kiemdiem.db")), &migrations, context).await.unwrap()
}

fn work(folder: &Path, library: &Path, die_before: u64) -> Output {
    let mut worker = Command::new(std::env::current_exe().unwrap());
    worker.args([
        "--exact",
        "between_calls::the_worker_of_the_call_tests_does_nothing_by_itself",
        "--nocapture",
    ]);
    worker.env("KIEMDIEM_WORKER", folder).env("LD_PRELOAD", library);
    worker.env("KIEMDIEM_DIE_BEFORE", die_before.to_string()).output().unwrap()
}

/// What was said of a kind.
pub fn said<'a>(output: &'a str, what: &'a str) -> impl Iterator<Item = &'a str> {
    output.lines().filter_map(move |line| line.strip_prefix(what)?.strip_prefix(' '))
}

/// Makes a library of a source that a process loads before its own.
pub fn preloaded(folder: &Path, text: &str) -> PathBuf {
    let (source, library) = (folder.join("calls.c"), folder.join("calls.so"));
    std::fs::write(&source, text).unwrap();
    let made = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-o"])
        .arg(&library)
        .arg(&source)
        .arg("-ldl")
        .output();
    let made = made.expect("a C compiler is needed, as for SQLite itself");
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    library
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target)
        } else {
            drop(std::fs::copy(entry.path(), target))
        }
    }
}

/// Starts again on what is left: whatever was acknowledged is there, whatever was signed is part of one history.
pub async fn resume(folder: &Path, output: &str) {
    let database = open(folder).await;
    let book = Book::open(&database, &folder.join("keys"), URL).await.unwrap();
    database.run(Take { id: Uuid::from_u128(1), days: 2 }).await.unwrap();
    book.integrate(&database).await.unwrap();
    let mut link = database.read_long().await.unwrap();
    let report = verify(&mut link, book.log(), COVERED, &mut |_| {}).await.unwrap();
    assert!(report.holds(), "{:?}", report.mismatches);
    let last = book::last_head(&mut link, book.log()).await.unwrap().unwrap().checkpoint.head();
    for leaf in said(output, "ack") {
        let leaf = Hash::from_hex(leaf).unwrap();
        let receipt = book::prove(&mut link, book.log(), &leaf).await.expect("an acknowledged leaf is lost");
        receipt.expect("every leaf has a place").verify_inclusion(&leaf, &last).unwrap();
    }
    for note in said(output, "signed") {
        let note: String = serde_json::from_str(note).unwrap();
        let head = Checkpoint::parse(Note::parse(note).unwrap().text()).unwrap().head();
        let proof = book::prove_growth(&mut link, head.size, last.size).await.unwrap();
        ledger::verify_consistency(&head, &last, &proof).expect("a second history");
    }
}

/// A house that has signed already.
pub async fn house_that_has_signed(folder: &Path) {
    std::fs::create_dir_all(folder).unwrap();
    let database = open(folder).await;
    let book = Book::open(&database, &folder.join("keys"), URL).await.unwrap();
    database.run(Take { id: Uuid::from_u128(1), days: 1 }).await.unwrap();
    book.integrate(&database).await.unwrap();
    // The lease is not waited for: it belongs to a process that is gone.
    database.run(crate::book::Raw("UPDATE ledger_lease SET until_at = 0".into())).await.unwrap();
}

#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn stride(calls: u64) -> usize {
    let is_long = std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1");
    if is_long { 1 } else { usize::try_from(calls / 40).unwrap().max(1) }
}

#[test]
fn killed_before_any_call_that_writes_nothing_acknowledged_is_lost_and_one_history_is_signed() {
    let ground = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let template = ground.path().join("template");
    runtime.block_on(house_that_has_signed(&template));
    let library = preloaded(ground.path(), PRELOADED);
    let whole = ground.path().join("whole");
    copy(&template, &whole);
    let output = work(&whole, &library, 0);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    let calls: u64 = said(&told, "calls").next().expect("the library was loaded").parse().unwrap();
    let all = String::from_utf8(output.stdout).unwrap();
    assert_eq!((said(&all, "ack").count(), said(&all, "signed").count()), (6, 3));
    assert!(30 < calls, "{calls} calls only");

    let mut reached = BTreeSet::new();
    for n in (1..=calls).step_by(stride(calls)) {
        let folder = ground.path().join(format!("run-{n}"));
        copy(&template, &folder);
        let output = String::from_utf8(work(&folder, &library, n).stdout).unwrap();
        reached.insert((said(&output, "ack").count(), said(&output, "signed").count()));
        runtime.block_on(async {
            // A lease of the killed process is not waited for.
            let database = open(&folder).await;
            database.run(crate::book::Raw("UPDATE ledger_lease SET until_at = 0".into())).await.unwrap();
        });
        runtime.block_on(resume(&folder, &output));
        std::fs::remove_dir_all(&folder).unwrap();
    }
    println!("{calls} calls; killed with (acknowledged, signed) = {reached:?}");
    assert!(6 <= reached.len(), "the kills fell into few places only: {reached:?}");
}
