//! Laws that hold for every log, every proof and every text, tried with chance.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

use std::sync::LazyLock;

use ledger::fuzz::BODIES;
use ledger::store::Memory;
use ledger::{
    AddCheckpoint, Checkpoint, Cosigner, Edge, Frontier, Hash, JointPromise, JournalFile, Log, MemoryTree,
    NoteKey, Promise, TreeHead, consistency_proof, inclusion_proof, leaf_hash, verify_consistency,
    verify_inclusion,
};
use proptest::prelude::*;

fn tree(size: u64, seed: u8) -> MemoryTree {
    let mut tree = MemoryTree::new();
    tree.extend((0..size).map(|n| leaf_hash(&[[seed].as_slice(), &n.to_be_bytes()].concat())));
    tree
}

fn head(size: u64, tree: &MemoryTree) -> TreeHead {
    TreeHead { size, root: ledger::tree_root(size, tree).unwrap() }
}

fn leaf(seed: u8, n: u64) -> Hash {
    leaf_hash(&[[seed].as_slice(), &n.to_be_bytes()].concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_proof_holds_for_its_entry_and_for_no_change_of_it(
        (size, index) in (1_u64..2_000).prop_flat_map(|size| (Just(size), 0..size)),
        seed: u8, bit in 0_usize..256, pick: usize,
    ) {
        let tree = tree(size, seed);
        let (head, leaf) = (head(size, &tree), leaf(seed, index));
        let proof = inclusion_proof(index, size, &tree).unwrap();
        prop_assert_eq!(verify_inclusion(&leaf, index, &proof, &head), Ok(()));

        let flip = |hash: Hash| { let mut hash = hash; hash.0[bit / 8] ^= 1 << (bit % 8); hash };
        prop_assert!(verify_inclusion(&flip(leaf), index, &proof, &head).is_err());
        let other = TreeHead { root: flip(head.root), ..head };
        prop_assert!(verify_inclusion(&leaf, index, &proof, &other).is_err());
        if !proof.is_empty() {
            let mut altered = proof.clone();
            let at = pick % proof.len();
            altered[at] = flip(altered[at]);
            prop_assert!(verify_inclusion(&leaf, index, &altered, &head).is_err());
            altered.remove(at);
            prop_assert!(verify_inclusion(&leaf, index, &altered, &head).is_err());
        }
    }

    #[test]
    fn a_log_continues_itself_and_no_other(
        (new, old) in (1_u64..2_000).prop_flat_map(|new| (Just(new), 1..=new)), seed: u8,
    ) {
        let (tree, other) = (tree(new, seed), tree(new, seed.wrapping_add(1)));
        let (old_head, new_head) = (head(old, &tree), head(new, &tree));
        let proof = consistency_proof(old, new, &tree).unwrap();
        prop_assert_eq!(verify_consistency(&old_head, &new_head, &proof), Ok(()));
        prop_assert!(verify_consistency(&head(old, &other), &new_head, &proof).is_err());
        prop_assert!(verify_consistency(&old_head, &head(new, &other), &proof).is_err());
        if old < new {
            prop_assert!(verify_consistency(&new_head, &old_head, &proof).is_err());
        }
    }

    #[test]
    fn however_a_log_is_cut_into_batches_it_is_the_same_log(sizes in prop::collection::vec(0_usize..400, 1..8)) {
        let (mut log, mut edge, mut frontier) =
            (Log::create(Memory::new(), log_key()).unwrap(), Edge::new(), Frontier::new());
        let mut n = 0_u64;
        for size in sizes {
            let batch: Vec<_> = (n..n + size as u64).map(u64::to_be_bytes).collect();
            n += size as u64;
            log.append(&batch).unwrap();
            batch.iter().for_each(|entry| drop(frontier.push(leaf_hash(entry))));
        }
        edge.append(&(0..n).map(u64::to_be_bytes).collect::<Vec<_>>()).unwrap();
        prop_assert_eq!(log.head(), edge.head());
        prop_assert_eq!(log.head(), TreeHead { size: n, root: frontier.root() });
        prop_assert!(log.check(&[]).is_ok());
    }

    #[test]
    fn no_bytes_make_a_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        for (name, body) in BODIES {
            prop_assert_eq!(body(&bytes), Ok(()), "{}", name);
        }
    }

    #[test]
    fn no_change_of_a_true_text_makes_a_reader_fall(
        pick: prop::sample::Index, place: prop::sample::Index, with in prop::collection::vec(any::<u8>(), 0..4), cut in 0_usize..4,
    ) {
        let texts = true_texts();
        let mut bytes = pick.get(&texts).clone();
        let from = place.index(bytes.len());
        bytes.splice(from..(from + cut).min(bytes.len()), with);
        for (name, body) in BODIES {
            prop_assert_eq!(body(&bytes), Ok(()), "{}", name);
        }
    }
}

fn log_key() -> NoteKey {
    NoteKey::from_seed("tinh-song-lam.example/log1", &[1; 32]).unwrap()
}

/// One true text of each kind, from which chance departs.
fn true_texts() -> Vec<Vec<u8>> {
    let witness = Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap();
    let mut log = Log::create(Memory::new(), log_key()).unwrap();
    log.append(&[b"one", b"two"]).unwrap();
    let checkpoint = Checkpoint::open(log.checkpoint(), log_key().verifier()).unwrap();
    log.add_signature(witness.cosign(&checkpoint, 7).unwrap(), witness.verifier()).unwrap();
    let mut frontier = Frontier::new();
    (0..3).for_each(|n| drop(frontier.push(leaf_hash(&[n]))));
    let policy = format!(
        "# trust\nlog {}\nwitness A {}\ngroup G 1 A\nquorum G\n",
        log_key().verifier(),
        witness.verifier()
    );
    let promise = Promise::new("tinh-song-lam.example/log1", leaf_hash(b"one"), 9).unwrap();
    let leaves = (0..3).map(|n| leaf_hash(&[n])).collect();
    let joint = JointPromise::sign("tinh-song-lam.example/log1", leaves, 9, &log_key()).unwrap();
    let text = |text: &dyn std::fmt::Display| text.to_string().into_bytes();
    vec![
        text(&log.receipt(1).unwrap().with_extra(vec![1, 2, 3])),
        text(log.checkpoint()),
        text(&checkpoint),
        text(&policy),
        text(&promise.sign(&log_key()).unwrap()),
        text(log_key().verifier()),
        text(&log_key().to_secret_text()),
        text(&"tile/1/x001/x234/067.p/17"),
        [[1].as_slice(), &ledger::tile::write_bundle([b"one".as_slice(), b"two"]).unwrap()].concat(),
        frontier.to_bytes(),
        text(&AddCheckpoint {
            old: 1,
            proof: log.prove_consistency(1).unwrap(),
            note: log.checkpoint().clone(),
        }),
        text(&log.checkpoint().signatures()[1]),
        text(&joint.part(2).unwrap()),
        JOURNAL.clone(),
    ]
}

/// A journal with two batches, after its title.
static JOURNAL: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let log = Log::create(Memory::new(), log_key()).unwrap();
    let file = JournalFile::open(folder.path(), log.origin(), 2 * 4_096).unwrap();
    let path = file.path().to_path_buf();
    let (journal, _sequencer) = ledger::journal::open(file, log).unwrap();
    for entry in [vec![7; 1_000], vec![8; 20]] {
        journal.append(entry, 9).unwrap().wait().unwrap();
    }
    std::fs::read(path).unwrap().split_off(4_096)
});

#[test]
fn no_bytes_break_a_law_of_the_log() {
    fuzz::run(&BODIES, &true_texts());
}
