//! The keeper: one honest log, and each way to cheat with it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use ledger::store::Memory;
use ledger::tile::{bundles_of, tiles_of};
use ledger::{
    Checkpoint, Cosigner, Edge, Follower, Log, LogStore, Note, NoteKey, Policy, Promise, TileId, TileKind,
    TreeHead, commitment, leaf_hash,
};

use super::Holder;

const ORIGIN: &str = "tinh-song-lam.example/log1";
const WITNESS: &str = "uy-ban-kiem-tra.example";
const SIZE: usize = 300;
const SEEN: usize = 270;
const PROMISED: usize = 280;

pub const NOW: u64 = 1_900_000_000;
pub const MINE: usize = 40;

/// Made one by one, because there are tens of thousands of them.
type Logs = Box<dyn Iterator<Item = Memory>>;

/// A name, what is done, and the log after doing it at each place.
type Case = (&'static str, &'static str, fn() -> Logs);

pub const CASES: [Case; 14] = [
    ("drop", "leaves one entry out and signs the rest anew", || rewritings(|log, n| drop(log.remove(n)))),
    ("alter", "changes one entry and signs anew", || rewritings(|log, n| log[n][20] ^= 1)),
    ("reorder", "exchanges two neighbours and signs anew", || {
        rewritings(|log, n| log.swap(n, n.max(1) - n.min(1)))
    }),
    ("insert", "adds an entry in the middle and signs anew", || {
        rewritings(|log, n| log.insert(n, b"late".to_vec()))
    }),
    ("fork", "shows a history that parts from the witnessed one", || rewritings(part_ways)),
    ("roll back", "shows an earlier state, truly signed and witnessed", roll_back),
    ("re-sign", "signs the true tree without the witness, or by another key or name", re_sign),
    ("old cosignature", "puts the witness's earlier word under the present checkpoint", old_cosignature),
    ("withhold an entry", "keeps a promised entry out and goes on, witnessed", withhold_entry),
    ("withhold a tile", "does not serve one tile", || each_tile(|_, _| None)),
    ("withhold the checkpoint", "serves none", withhold_checkpoint),
    ("swap a tile", "serves one tile in place of another", swap_tiles),
    ("cut a tile", "serves a tile without its last hash or entry", || each_tile(cut)),
    ("flip each byte", "changes any one byte of what is stored", flip_bytes),
];

fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap()
}

fn witness() -> Cosigner {
    Cosigner::from_seed(WITNESS, &[3; 32]).unwrap()
}

pub fn policy() -> Policy {
    let (log, witness) = (key().verifier().to_string(), witness().verifier().to_string());
    Policy::parse(format!("log {log}\nwitness W {witness}\nquorum W\n")).unwrap()
}

pub fn entries() -> Vec<Vec<u8>> {
    (0..SIZE).map(|n| commitment(&[n as u8; 32], &n.to_be_bytes())).collect()
}

fn witnessed(head: TreeHead) -> Note {
    let checkpoint = Checkpoint::new(ORIGIN, head).unwrap();
    let mut note = checkpoint.sign(&key()).unwrap();
    note.add(witness().cosign(&checkpoint, NOW).unwrap());
    note
}

fn promise() -> Promise {
    let key = NoteKey::from_seed("tinh-song-lam.example/promise", &[2; 32]).unwrap();
    let promise = Promise::new(ORIGIN, leaf_hash(&entries()[PROMISED]), NOW - 60).unwrap();
    Promise::open(&promise.sign(&key).unwrap(), &[key.verifier().clone()]).unwrap()
}

/// An honest log, seen with its witness at `SEEN` entries and grown to `SIZE`, and one who holds on to it.
pub fn honest() -> (Memory, Holder) {
    let entries = entries();
    let mut log = Log::create(Memory::new(), key()).unwrap();
    log.append(&entries[..SEEN]).unwrap();
    let seen = witnessed(log.head());
    log.add_signature(seen.signatures()[1].clone(), witness().verifier()).unwrap();
    let receipt = log.receipt(MINE as u64).unwrap();
    log.append(&entries[SEEN..]).unwrap();
    log.add_signature(witnessed(log.head()).signatures()[1].clone(), witness().verifier()).unwrap();
    let follower = Follower::new(policy(), &seen).unwrap();
    (log.into_store(), Holder { follower, receipt, promise: promise() })
}

/// The log as it was when the holder saw it.
pub fn seen_log() -> Memory {
    static STORE: LazyLock<Memory> = LazyLock::new(|| rewritten(&entries()[..SEEN], true));
    STORE.clone()
}

fn honest_store() -> Memory {
    static STORE: LazyLock<Memory> = LazyLock::new(|| honest().0);
    STORE.clone()
}

/// Every tile that the honest log serves at its present size.
fn served() -> impl Iterator<Item = TileId> {
    tiles_of(SIZE as u64).chain(bundles_of(SIZE as u64))
}

fn with_checkpoint(checkpoint: impl AsRef<[u8]>) -> Memory {
    let mut store = honest_store();
    store.write_checkpoint(checkpoint.as_ref()).unwrap();
    store
}

/// A log made anew from other entries and signed by the true log key.
fn rewritten(entries: &[Vec<u8>], is_witnessed: bool) -> Memory {
    let mut edge = Edge::new();
    let mut store = Memory::new();
    store.write_tiles(&edge.append(entries).unwrap()).unwrap();
    let alone = || Checkpoint::new(ORIGIN, edge.head()).unwrap().sign(&key()).unwrap();
    let note = if is_witnessed { witnessed(edge.head()) } else { alone() };
    store.write_checkpoint(note.to_string().as_bytes()).unwrap();
    store
}

/// A log made anew after a change at every place that was seen: once with a witness who was deceived too, and
/// once without.
fn rewritings(change: fn(&mut Vec<Vec<u8>>, usize)) -> Logs {
    Box::new((0..SEEN).flat_map(move |place| {
        let mut entries = entries();
        change(&mut entries, place);
        [rewritten(&entries, true), rewritten(&entries, false)]
    }))
}

fn part_ways(entries: &mut Vec<Vec<u8>>, place: usize) {
    entries.truncate(place);
    entries.extend((place..SIZE).map(|n| commitment(&[99; 32], &n.to_be_bytes())));
}

fn roll_back() -> Logs {
    Box::new((0..SEEN).map(|size| rewritten(&entries()[..size], true)))
}

fn head_of(size: usize) -> TreeHead {
    let mut edge = Edge::new();
    edge.append(&entries()[..size]).unwrap();
    edge.head()
}

fn re_sign() -> Logs {
    let head = head_of(SIZE);
    let checkpoint = Checkpoint::new(ORIGIN, head).unwrap();
    let alone = checkpoint.sign(&key()).unwrap();
    let by_another_key = checkpoint.sign(&NoteKey::from_seed(ORIGIN, &[9; 32]).unwrap()).unwrap();
    let mut by_the_witness_alone = Note::new(checkpoint.to_string()).unwrap();
    by_the_witness_alone.add(witness().cosign(&checkpoint, NOW).unwrap());
    let mut by_a_false_witness = alone.clone();
    let impostor = Cosigner::from_seed(WITNESS, &[8; 32]).unwrap();
    by_a_false_witness.add(impostor.cosign(&checkpoint, NOW).unwrap());
    let other_name = NoteKey::from_seed("tinh-song-lam.example/log2", &[1; 32]).unwrap();
    let mut by_another_name =
        Checkpoint::new("tinh-song-lam.example/log2", head).unwrap().sign(&other_name).unwrap();
    by_another_name.sign(&key());
    let notes = [alone, by_another_key, by_the_witness_alone, by_a_false_witness, by_another_name];
    Box::new(notes.into_iter().map(|note| with_checkpoint(note.to_string())))
}

fn old_cosignature() -> Logs {
    let alone = Checkpoint::new(ORIGIN, head_of(SIZE)).unwrap().sign(&key()).unwrap();
    Box::new((0..SIZE).map(move |size| {
        let mut note = alone.clone();
        note.add(witnessed(head_of(size)).signatures()[1].clone());
        with_checkpoint(note.to_string())
    }))
}

fn withhold_entry() -> Logs {
    let mut kept_out = entries();
    kept_out.remove(PROMISED);
    Box::new(std::iter::once(rewritten(&kept_out, true)))
}

fn withhold_checkpoint() -> Logs {
    let mut store = Memory::new();
    *store.tiles_mut() = honest_store().tiles_mut().clone();
    Box::new(std::iter::once(store))
}

fn each_tile(change: fn(TileId, &[u8]) -> Option<Vec<u8>>) -> Logs {
    Box::new(served().map(move |tile| {
        let mut store = honest_store();
        let bytes = store.tiles_mut().remove(&tile).unwrap();
        let changed = change(tile, &bytes).map(|bytes| (tile, bytes));
        store.tiles_mut().extend(changed);
        store
    }))
}

fn cut(tile: TileId, bytes: &[u8]) -> Option<Vec<u8>> {
    let part = if tile.kind == TileKind::Entries { 2 + entries()[0].len() } else { 32 };
    Some(bytes[..bytes.len() - part].to_vec())
}

fn swap_tiles() -> Logs {
    let tiles: BTreeMap<_, _> = honest_store().tiles_mut().clone();
    let all: Vec<_> = tiles.keys().copied().collect();
    let pairs = served().flat_map(move |to| all.clone().into_iter().map(move |from| (to, from)));
    Box::new(pairs.filter(|(to, from)| to != from).map(move |(to, from)| {
        let mut store = honest_store();
        store.tiles_mut().insert(to, tiles[&from].clone());
        store
    }))
}

fn flip_bytes() -> Logs {
    let checkpoint = honest_store().read_checkpoint().unwrap().unwrap();
    let in_checkpoint = (0..checkpoint.len()).map(move |place| {
        let mut bytes = checkpoint.clone();
        bytes[place] ^= 1;
        with_checkpoint(bytes)
    });
    let places =
        served().flat_map(|tile| (0..honest_store().tiles_mut()[&tile].len()).map(move |n| (tile, n)));
    let in_tiles = places.map(|(tile, place)| {
        let mut store = honest_store();
        store.tiles_mut().get_mut(&tile).unwrap()[place] ^= 1;
        store
    });
    Box::new(in_checkpoint.chain(in_tiles))
}
