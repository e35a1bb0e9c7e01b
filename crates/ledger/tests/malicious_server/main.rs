//! A keeper who cheats is caught by someone who holds one receipt, one promise and one witnessed checkpoint.
//!
//! Each case is a way to cheat, tried at every place of a small log. The keeper has the log key, but not the
//! witness's. The table that comes out is the one in `docs/malicious-server.md`.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "a test says by panicking what it found")]

mod keeper;

use std::collections::BTreeMap;
use std::fmt::Write;

use keeper::{CASES, MINE, NOW, entries, honest, policy, seen_log};
use ledger::store::Memory;
use ledger::{Auditor, Caught, Follower, LogStore, Promise, Receipt, TileKind, Unable, leaf_hash};

/// What a member took home.
struct Holder {
    follower: Follower,
    receipt: Receipt,
    promise: Promise,
}

impl Holder {
    fn check(&self, log: &impl LogStore) -> Result<(), Caught> {
        let mut follower = self.follower.clone();
        follower.follow(log)?;
        follower.audit(log)?;
        follower.holds(&self.receipt, &leaf_hash(&entries()[MINE]), log)?;
        follower.is_kept(&self.promise, NOW, log)
    }
}

/// Who follows the log from outside with `kiemdiem audit`, having seen what the holder saw: it asks for hash tiles only.
fn audit(log: &Memory) -> Result<(), Caught> {
    let mut auditor = Auditor::open(policy(), Memory::new()).unwrap();
    auditor.look(&seen_log(), 0, 0).unwrap();
    match auditor.look(log, 0, 1_000) {
        Ok(_) => {}
        Err(Unable::Caught(caught)) => return Err(caught),
        Err(other) => unreachable!("the copy is in order: {other}"),
    }
    let (_, holder) = honest();
    let follower = auditor.follower().unwrap();
    follower.holds(&holder.receipt, &leaf_hash(&entries()[MINE]), auditor.copy())?;
    follower.is_kept(&holder.promise, NOW, auditor.copy())
}

/// What an auditor can see of a log.
fn shown(log: &Memory) -> Vec<Option<Vec<u8>>> {
    let tiles = ledger::tile::tiles_of(300).chain(ledger::tile::tiles_of(270));
    let tiles = tiles.filter(|tile| tile.kind != TileKind::Entries).map(|tile| log.read_tile(tile).unwrap());
    std::iter::once(log.read_checkpoint().unwrap()).chain(tiles).collect()
}

fn audit_table() -> String {
    let honest = shown(&honest().0);
    let mut table = String::from("| case | shown to an auditor | caught | found by |\n|---|--:|--:|---|\n");
    for (name, _, variants) in CASES {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        let mut n_tried = 0;
        // Bytes of entries and of tiles that no longer count are not shown to an auditor.
        for log in variants().filter(|log| shown(log) != honest) {
            n_tried += 1;
            let caught = audit(&log).expect_err(&format!("{name}: try {n_tried} was not found"));
            *found.entry(what_caught(&caught)).or_default() += 1;
        }
        let by: Vec<_> = found.iter().map(|(by, n)| format!("{by} ({n})")).collect();
        let n_caught: usize = found.values().sum();
        writeln!(table, "| {name} | {n_tried} | {n_caught} | {} |", by.join(", ")).unwrap();
    }
    table
}

fn what_caught(caught: &Caught) -> &'static str {
    match caught {
        Caught::NoCheckpoint => "no checkpoint",
        Caught::Unreadable(_) => "unreadable checkpoint",
        Caught::Unvouched(_) => "signatures and quorum",
        Caught::OtherLog(_) => "name of the log",
        Caught::OtherHistory(_) => "consistency with the witnessed checkpoint",
        Caught::NotShown(_) => "tile not shown",
        Caught::Stored(_) => "every hash made anew",
        Caught::Receipt(_) => "the receipt",
        Caught::BrokenPromise { .. } => "the promise",
    }
}

fn table() -> String {
    let (_, holder) = honest();
    let mut table =
        String::from("| case | what the keeper does | tried | caught | found by |\n|---|---|--:|--:|---|\n");
    for (name, deed, variants) in CASES {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        let mut n_tried = 0;
        for log in variants() {
            n_tried += 1;
            let caught = holder.check(&log).expect_err(&format!("{name}: try {n_tried} was not found"));
            *found.entry(what_caught(&caught)).or_default() += 1;
        }
        let by: Vec<_> = found.iter().map(|(by, n)| format!("{by} ({n})")).collect();
        let n_caught: usize = found.values().sum();
        writeln!(table, "| {name} | {deed} | {n_tried} | {n_caught} | {} |", by.join(", ")).unwrap();
    }
    table
}

#[test]
fn an_honest_keeper_is_not_accused() {
    let (log, holder) = honest();
    holder.check(&log).unwrap();
}

#[test]
fn every_deed_of_a_cheating_keeper_is_found_and_the_table_says_how() {
    let table = table();
    let page = include_str!("../../../../docs/malicious-server.md");
    assert!(page.contains(&table), "docs/malicious-server.md should hold this table:\n{table}");
}

#[test]
fn an_auditor_finds_every_deed_that_it_can_see() {
    audit(&honest().0).unwrap();
    let table = audit_table();
    let page = include_str!("../../../../docs/malicious-server.md");
    assert!(page.contains(&table), "docs/malicious-server.md should hold this table:\n{table}");
}
