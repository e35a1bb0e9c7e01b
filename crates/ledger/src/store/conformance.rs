//! What every store must do, as a program: call [`check`] from the tests of a new one.
//!
//! It returns what was broken in place of panicking, so that it can stand in the library and be used by any
//! crate that brings a store.

use std::io;

use super::LogStore;
use crate::log::{Log, LogError};
use crate::note::NoteKey;
use crate::tile::{TileId, TileKind};

/// A rule that a store broke.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    /// The store does not do what the rule says.
    #[error("a store must do this: {0}")]
    Rule(&'static str),
    /// The store failed.
    #[error(transparent)]
    Failed(#[from] io::Error),
    /// A log on the store failed.
    #[error(transparent)]
    Log(#[from] LogError),
}

/// Runs all rules. `fresh` makes an empty store; `reopen` closes one and opens it again, as a restart does.
///
/// # Errors
///
/// Names the first rule that is broken.
pub fn check<S: LogStore>(
    mut fresh: impl FnMut() -> S,
    mut reopen: impl FnMut(S) -> S,
) -> Result<(), Broken> {
    an_empty_store_has_nothing(&fresh())?;
    let store = what_is_written_is_read(fresh())?;
    what_was_written_is_read(&reopen(store))?;
    partials_go_and_full_tiles_stay(fresh())?;
    a_log_survives_restarts(fresh(), &mut reopen)
}

fn hold(is_kept: bool, rule: &'static str) -> Result<(), Broken> {
    if is_kept { Ok(()) } else { Err(Broken::Rule(rule)) }
}

const fn tile(kind: TileKind, index: u64, width: u16) -> TileId {
    TileId { kind, index, width }
}

const LEAVES: TileKind = TileKind::Hashes { level: 0 };
const ABOVE: TileKind = TileKind::Hashes { level: 1 };

fn an_empty_store_has_nothing(store: &impl LogStore) -> Result<(), Broken> {
    hold(store.read_checkpoint()?.is_none(), "have no checkpoint at first")?;
    hold(store.read_tile(tile(LEAVES, 0, 1))?.is_none(), "have no tile at first")
}

fn written() -> [(TileId, Vec<u8>); 6] {
    [
        (tile(LEAVES, 0, 256), vec![1; 8_192]),
        (tile(LEAVES, 1, 1), vec![2; 32]),
        (tile(LEAVES, 1, 255), vec![3; 8_160]),
        (tile(ABOVE, 1, 1), vec![4; 32]),
        (tile(TileKind::Entries, 1, 1), vec![0, 1, 0]),
        (tile(LEAVES, 1_234_067_000, 256), (0..=255).cycle().take(8_192).collect()),
    ]
}

fn what_is_written_is_read<S: LogStore>(mut store: S) -> Result<S, Broken> {
    store.write_tiles(&[(tile(LEAVES, 1, 1), vec![9; 32])])?;
    store.write_tiles(&written())?;
    store.write_tiles(&[])?;
    store.write_checkpoint(b"a longer checkpoint of before\n")?;
    store.write_checkpoint(b"checkpoint\n\0\xff")?;
    what_was_written_is_read(&store)?;
    Ok(store)
}

fn what_was_written_is_read(store: &impl LogStore) -> Result<(), Broken> {
    for (tile, bytes) in written() {
        hold(
            store.read_tile(tile)? == Some(bytes),
            "give back each tile byte for byte, the latest writing of it",
        )?;
    }
    let other_width = store.read_tile(tile(LEAVES, 1, 2))?;
    hold(other_width.is_none(), "not give one width of a tile for another")?;
    let checkpoint = store.read_checkpoint()?;
    hold(checkpoint.as_deref() == Some(b"checkpoint\n\0\xff".as_slice()), "keep the latest checkpoint whole")
}

fn partials_go_and_full_tiles_stay(mut store: impl LogStore) -> Result<(), Broken> {
    store.write_tiles(&written())?;
    store.write_tiles(&[(tile(LEAVES, 1, 256), vec![5; 8_192])])?;
    store.drop_partials(tile(LEAVES, 1, 256))?;
    store.drop_partials(tile(LEAVES, 7, 256))?;
    for (id, _) in written() {
        let is_gone = id.kind == LEAVES && id.index == 1;
        let rule = "drop the partial versions of the one tile and nothing else";
        hold(store.read_tile(id)?.is_none() == is_gone, rule)?;
    }
    hold(store.read_tile(tile(LEAVES, 1, 256))?.is_some(), "keep the full tile when its partials go")
}

fn a_log_survives_restarts<S: LogStore>(store: S, reopen: &mut impl FnMut(S) -> S) -> Result<(), Broken> {
    let key = NoteKey::from_seed("conformance.example/log", &[7; 32]).map_err(LogError::from)?;
    let mut log = Log::create(store, key.clone())?;
    let mut heads = vec![log.head()];
    for (step, count) in (0_u8..).zip([1_u64, 254, 1, 1, 300, 0, 2]) {
        let entries: Vec<_> = (0..count).map(|n| [&[step], n.to_be_bytes().as_slice()].concat()).collect();
        log.append(&entries)?;
        let head = log.head();
        log = Log::open(reopen(log.into_store()), key.clone(), &heads)?;
        hold(log.head() == head, "have the same log after a restart")?;
        heads.push(head);
    }
    for index in [0, 255, 256, 558] {
        log.receipt(index)?;
    }
    Ok(())
}
