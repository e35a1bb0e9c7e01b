//! An implementation that is not ours agrees: `tlog_tiles` and `signed_note`, made from Go's `sumdb` by others,
//! read our tiles, check our proofs and signatures, and make the same proofs.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

use ledger::store::Memory;
use ledger::{Hash, Log, LogStore, NoteKey, TileId, TileKind};
use signed_note::{Note, StandardSigner, StandardVerifier, VerifierList};
use tlog_tiles::{
    Checkpoint, Tile, TileHashReader, TileReader, check_record, check_tree, prove_record, prove_tree,
};

const ORIGIN: &str = "tinh-song-lam.example/log1";
const SIZES: [u64; 9] = [1, 2, 3, 255, 256, 257, 511, 700, 66_000];

fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap()
}

fn entry(n: u64) -> Vec<u8> {
    ledger::commitment(&[7; 32], &n.to_be_bytes())
}

fn log(size: u64) -> Log<Memory> {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    let entries: Vec<_> = (0..size).map(entry).collect();
    log.append(&entries).unwrap();
    log
}

fn theirs(hash: Hash) -> tlog_tiles::Hash {
    tlog_tiles::Hash(hash.0)
}

fn all_theirs(hashes: &[Hash]) -> Vec<tlog_tiles::Hash> {
    hashes.iter().copied().map(theirs).collect()
}

/// Our tiles, served to their reader.
struct Served<'a>(&'a Memory);

impl TileReader for Served<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &Tile| {
            let kind = TileKind::Hashes { level: tile.level() };
            let ours = TileId { kind, index: tile.level_index(), width: tile.width() as u16 };
            self.0.read_tile(ours).ok().flatten().ok_or(tlog_tiles::Error::InvalidTile)
        };
        tiles.iter().map(read).collect()
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

fn sampled(size: u64) -> impl Iterator<Item = u64> {
    let step = (size / 40).max(1);
    (0..size).step_by(step as usize).chain([size - 1])
}

#[test]
fn they_accept_our_proofs_that_an_entry_is_in_the_log() {
    for size in SIZES {
        let log = log(size);
        let root = theirs(log.head().root);
        for index in sampled(size) {
            let proof = all_theirs(log.receipt(index).unwrap().proof());
            let leaf = tlog_tiles::record_hash(&entry(index));
            check_record(&proof, size, root, index, leaf).unwrap();
            let other = tlog_tiles::record_hash(b"another entry");
            assert!(check_record(&proof, size, root, index, other).is_err());
        }
    }
}

#[test]
fn they_accept_our_proofs_that_a_log_continues_an_earlier_one() {
    for pair in SIZES.windows(2) {
        let (old, new) = (log(pair[0]), log(pair[1]));
        let proof = all_theirs(&new.prove_consistency(pair[0]).unwrap());
        let (old_root, new_root) = (theirs(old.head().root), theirs(new.head().root));
        check_tree(&proof, pair[1], new_root, pair[0], old_root).unwrap();
        assert!(check_tree(&proof, pair[1], new_root, pair[0], new_root).is_err());
    }
}

#[test]
fn from_our_tiles_they_make_the_proofs_that_we_make() {
    for size in SIZES {
        let log = log(size);
        let served = Served(log.store());
        let reader = TileHashReader::new(size, theirs(log.head().root), &served);
        for index in sampled(size) {
            assert_eq!(
                prove_record(size, index, &reader).unwrap(),
                all_theirs(log.receipt(index).unwrap().proof())
            );
            let old = index + 1;
            let ours = log.prove_consistency(old).unwrap();
            assert_eq!(prove_tree(size, old, &reader).unwrap(), all_theirs(&ours), "{old} to {size}");
        }
    }
}

#[test]
fn they_read_our_checkpoints_and_we_read_their_signatures() {
    let log = log(257);
    let verifier = StandardVerifier::new(&key().verifier().to_string()).unwrap();
    let known = VerifierList::new(vec![Box::new(verifier)]);
    let note = Note::from_bytes(log.checkpoint().to_string().as_bytes()).unwrap();
    let (verified, _) = note.verify(&known).unwrap();
    assert_eq!(verified.len(), 1);
    let checkpoint = Checkpoint::from_bytes(note.text()).unwrap();
    assert_eq!((checkpoint.origin(), checkpoint.size()), (ORIGIN, 257));
    assert_eq!(*checkpoint.hash(), theirs(log.head().root));

    let signer = StandardSigner::new(&key().to_secret_text()).unwrap();
    let mut signed = Note::new(note.text(), &[]).unwrap();
    signed.add_sigs(&[&signer]).unwrap();
    assert_eq!(signed.to_bytes(), log.checkpoint().to_string().into_bytes());
}
