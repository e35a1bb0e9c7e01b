//! Power that fails between any two writes: no entry that was confirmed is lost, and no second history is signed.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

mod damage;
mod disk;
mod journal;
mod power;

use std::collections::BTreeMap;

use ledger::store::{Files, Memory};
use ledger::{AuditFailed, Log, LogError, NoteKey, TileId, TileKind, TreeHead, leaf_hash};

use power::{Failing, Power};

fn key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/log1", &[1; 32]).unwrap()
}

const BATCHES: [u64; 5] = [3, 252, 2, 256, 300];

fn batch(from: u64, count: u64, attempt: u8) -> Vec<Vec<u8>> {
    (from..from + count).map(|n| [[attempt].as_slice(), &n.to_be_bytes()].concat()).collect()
}

/// Writes batches until the power fails, starts again on what is left, and goes on with *other* entries, as happens
/// when pending entries come back in another order.
fn check(writes: u32, is_last_kept: bool) -> bool {
    let power = Power::endless();
    let store = Failing::new(&power, is_last_kept);
    let memory = store.memory();
    let mut log = Log::create(store, key()).unwrap();
    power.fails_at(writes);
    let (mut confirmed, mut leaves) = (vec![log.head()], BTreeMap::new());
    let mut has_failed = false;
    for count in BATCHES {
        let entries = batch(log.head().size, count, 1);
        match log.append(&entries) {
            Ok(appended) => {
                leaves.extend((appended.first..).zip(entries));
                confirmed.push(log.head());
            }
            Err(_) => {
                has_failed = true;
                assert!(matches!(log.append(&entries), Err(LogError::Interrupted)));
                break;
            }
        }
    }
    let left = memory.lock().unwrap().clone();
    resume(left, &confirmed, &leaves);
    has_failed
}

fn resume(store: Memory, confirmed: &[TreeHead], leaves: &BTreeMap<u64, Vec<u8>>) {
    let mut log = Log::open(store, key(), confirmed).unwrap();
    let entries = batch(log.head().size, 400, 2);
    log.append(&entries).unwrap();
    log.check(confirmed).unwrap();
    for (index, entry) in leaves {
        let receipt = log.receipt(*index).unwrap();
        receipt.verify_inclusion(&leaf_hash(entry), &log.head()).unwrap();
    }
}

#[test]
fn power_that_fails_at_any_write_loses_nothing_that_was_confirmed() {
    for is_last_kept in [false, true] {
        let mut writes = 1;
        while check(writes, is_last_kept) {
            writes += 1;
        }
        assert!(15 < writes, "there are more writes than {writes}");
    }
}

#[test]
fn a_full_disk_stops_the_log_and_a_restart_goes_on() {
    let power = Power::endless();
    let store = Failing::new(&power, false);
    let mut log = Log::create(store, key()).unwrap();
    log.append(&[b"one"]).unwrap();
    let before = log.head();
    // Two tiles find room, the checkpoint does not.
    power.fails_at(3);
    assert!(matches!(log.append(&[b"two"]), Err(LogError::Store(_))));
    assert_eq!(log.head(), before);
    power.fails_at(u32::MAX);
    assert!(matches!(log.append(&[b"three"]), Err(LogError::Interrupted)));
    let mut log = Log::open(log.into_store(), key(), &[before]).unwrap();
    log.append(&[b"three"]).unwrap();
    assert_eq!(log.head().size, 2);
}

#[test]
fn a_log_that_was_rolled_back_with_its_checkpoint_is_found_by_what_was_seen() {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(&[b"one"]).unwrap();
    let snapshot = log.store().clone();
    log.append(&[b"two"]).unwrap();
    let seen = log.head();
    let refused = Log::open(snapshot.clone(), key(), &[seen]).unwrap_err();
    assert!(matches!(refused, LogError::Audit(AuditFailed::RolledBack { size: 1, .. })));

    let mut other = Log::open(snapshot, key(), &[]).unwrap();
    other.append(&[b"another two"]).unwrap();
    let refused = Log::open(other.into_store(), key(), &[seen]).unwrap_err();
    assert!(matches!(refused, LogError::Audit(AuditFailed::WrongRoot { .. })));
}

#[test]
fn a_log_does_not_open_for_another_key_nor_without_its_checkpoint() {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(&[b"one"]).unwrap();
    let other = NoteKey::from_seed("tinh-song-lam.example/log1", &[2; 32]).unwrap();
    assert!(matches!(Log::open(log.store().clone(), other, &[]), Err(LogError::Checkpoint(_))));
    assert!(matches!(Log::open(Memory::new(), key(), &[]), Err(LogError::NoLog)));
    assert!(matches!(Log::create(log.into_store(), key()), Err(LogError::Exists)));
}

#[test]
fn a_flipped_bit_is_found_before_the_next_signature() {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(&batch(0, 600, 1)).unwrap();
    let honest = log.into_store();
    for (index, width) in [(0, 256), (1, 256), (2, 88)] {
        let mut store = honest.clone();
        let tile = TileId { kind: TileKind::Hashes { level: 0 }, index, width };
        store.tiles_mut().get_mut(&tile).unwrap()[7] ^= 0x10;
        let refused = Log::open(store, key(), &[]).unwrap_err();
        assert!(matches!(refused, LogError::Audit(AuditFailed::Altered { .. })));
    }
}

#[test]
fn a_tile_that_changes_under_an_open_log_is_found_before_it_is_continued() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(Files::open(folder.path()).unwrap(), key()).unwrap();
    log.append(&batch(0, 600, 1)).unwrap();
    let edge = folder.path().join("tile/0/002.p/88");
    let mut bytes = std::fs::read(&edge).unwrap();
    bytes[7] ^= 0x10;
    std::fs::write(&edge, &bytes).unwrap();
    assert!(matches!(log.check(&[]), Err(LogError::Audit(AuditFailed::Altered { .. }))));
    assert!(matches!(log.append(&[b"next"]), Err(LogError::Audit(AuditFailed::Altered { .. }))));
    assert!(matches!(log.append(&[b"next"]), Err(LogError::Interrupted)));
}

#[test]
fn files_left_over_from_a_crash_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::create(Files::open(folder.path()).unwrap(), key()).unwrap();
    log.append(&batch(0, 250, 1)).unwrap();
    let head = log.head();
    drop(log);
    for path in ["checkpoint.new", "tile/0/000.new", "tile/0/000", "tile/0/000.p/251", "tile/entries/000"] {
        std::fs::write(folder.path().join(path), b"half a file").unwrap();
    }
    let mut log = Log::open(Files::open(folder.path()).unwrap(), key(), &[head]).unwrap();
    log.append(&batch(250, 10, 2)).unwrap();
    log.check(&[head]).unwrap();
    assert!(!folder.path().join("tile/0/000.p").exists(), "partial tiles go when the tile is full");
}
