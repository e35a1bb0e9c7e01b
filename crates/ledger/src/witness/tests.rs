//! What a witness does with each request, its memory and its clock.

use super::*;
use crate::log::Log;
use crate::note::NoteKey;
use crate::store::Memory;

const ORIGIN: &str = "tinh-song-lam.example/log";

fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap()
}

fn witness(folder: &std::path::Path) -> Witness<WitnessFolder> {
    let cosigner = Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap();
    Witness::new(cosigner, vec![key().verifier().clone()], WitnessFolder::open(folder).unwrap())
}

fn log(entries: &[u8]) -> Log<Memory> {
    let mut log = Log::create(Memory::new(), key()).unwrap();
    for entry in entries {
        log.append(&[[*entry]]).unwrap();
    }
    log
}

fn ask(log: &Log<Memory>, old: u64) -> Vec<u8> {
    let proof = if old == 0 { Vec::new() } else { log.prove_consistency(old).unwrap() };
    AddCheckpoint { old, proof, note: log.checkpoint().clone() }.to_string().into_bytes()
}

fn status(witness: &mut Witness<WitnessFolder>, body: &[u8]) -> (u16, String) {
    let refused = witness.add(body, 2_000).unwrap_err();
    (refused.status(), refused.body().1)
}

#[test]
fn a_witness_follows_a_log_and_its_word_counts_in_a_policy() {
    let folder = tempfile::tempdir().unwrap();
    let mut witness = witness(folder.path());
    let mut log = log(b"abc");
    let first = witness.add(&ask(&log, 0), 1_000).unwrap();
    log.append(&[b"d", b"e"]).unwrap();
    let second = witness.add(&ask(&log, 3), 1_060).unwrap();
    assert_ne!(first, second);
    log.add_signature(second, witness.verifier()).unwrap();
    let (log_key, own) = (key().verifier().to_string(), witness.verifier().to_string());
    let policy = crate::Policy::parse(format!("log {log_key}\nwitness w {own}\nquorum w\n")).unwrap();
    let receipt = log.receipt(1).unwrap();
    let witnessed = receipt.verify(&crate::leaf_hash(b"b"), &policy).unwrap();
    assert_eq!(witnessed.witnesses[0].1, 1_060);
    assert_eq!(witness.stands_at(ORIGIN).unwrap(), 5);
}

#[test]
fn each_refusal_has_the_status_of_the_specification() {
    let folder = tempfile::tempdir().unwrap();
    let mut witness = witness(folder.path());
    let log = log(b"abcde");
    assert_eq!(status(&mut witness, b"nonsense").0, 400);
    assert_eq!(status(&mut witness, &ask(&log, 3)), (409, "0\n".into()));
    witness.add(&ask(&log, 0), 1_000).unwrap();
    assert_eq!(status(&mut witness, &ask(&log, 3)), (409, "5\n".into()));

    let beyond = AddCheckpoint { old: 9, proof: vec![], note: log.checkpoint().clone() }.to_string();
    assert_eq!(status(&mut witness, beyond.as_bytes()).0, 400);
    let stranger = NoteKey::from_seed("other.example/log", &[1; 32]).unwrap();
    let unknown = Log::create(Memory::new(), stranger).unwrap();
    assert_eq!(status(&mut witness, &ask(&unknown, 0)).0, 404);
    let thief = NoteKey::from_seed(ORIGIN, &[9; 32]).unwrap();
    let forged = Log::create(Memory::new(), thief).unwrap();
    assert_eq!(status(&mut witness, &ask(&forged, 0)).0, 403);
}

#[test]
fn a_smaller_or_forked_tree_is_refused_and_kept_as_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let mut witness = witness(folder.path());
    witness.add(&ask(&log(b"abcde"), 0), 1_000).unwrap();
    let evidence = || {
        let files = std::fs::read_dir(folder.path()).unwrap();
        files
            .filter(|file| file.as_ref().unwrap().path().extension().is_some_and(|e| e == "evidence"))
            .count()
    };
    assert_eq!(status(&mut witness, &ask(&log(b"abc"), 0)), (409, "5\n".into()), "smaller");
    assert_eq!(evidence(), 0, "an old checkpoint proves nothing against the log");
    let mut fork = AddCheckpoint::parse(&ask(&log(b"abcdX"), 0)).unwrap();
    fork.old = 5;
    assert_eq!(status(&mut witness, fork.to_string().as_bytes()).0, 409);
    assert_eq!(status(&mut witness, &ask(&log(b"abcdXfg"), 5)).0, 422, "a fork that grew on");
    assert_eq!(evidence(), 2);
    assert_eq!(witness.stands_at(ORIGIN).unwrap(), 5);
}

#[test]
fn what_was_seen_outlives_the_process_and_damage_is_not_taken_for_nothing() {
    let folder = tempfile::tempdir().unwrap();
    drop(witness(folder.path()).add(&ask(&log(b"abcde"), 0), 1_000).unwrap());
    let mut again = witness(folder.path());
    assert!(WitnessFolder::open(folder.path()).is_err(), "two witnesses on one memory");
    assert_eq!(again.stands_at(ORIGIN).unwrap(), 5);
    let file = folder.path().join(WitnessFolder::open_stem(ORIGIN));
    let kept = std::fs::read(&file).unwrap();
    let mut checked = 0;
    for place in 0..kept.len() {
        let mut bytes = kept.clone();
        bytes[place] ^= 1;
        std::fs::write(&file, &bytes).unwrap();
        match again.add(&ask(&log(b"abcdef"), 5), 2_000) {
            // The log's own signature is not needed to know what this witness stood for.
            Ok(_) => checked += 1,
            Err(refused) => assert_eq!(refused.status(), 500, "byte {place}: {refused}"),
        }
    }
    assert!(checked < 120, "{checked} of {}", kept.len());
}

#[test]
fn a_clock_that_was_set_back_ten_years_signs_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut witness = witness(folder.path());
    let mut log = log(b"abc");
    witness.add(&ask(&log, 0), 1_900_000_000).unwrap();
    log.append(&[b"d"]).unwrap();
    let refused = witness.add(&ask(&log, 3), 1_900_000_000 - 315_360_000).unwrap_err();
    assert!(matches!(refused, WitnessRefused::ClockWentBack { .. }), "{refused}");
    assert_eq!(refused.body().1, "", "what is wrong inside is not told outside");
    witness.add(&ask(&log, 3), 1_900_000_060).unwrap();
}

/// A memory on a full disk.
struct Full(Option<Vec<u8>>);

impl WitnessMemory for Full {
    fn last(&self, _: &str) -> io::Result<Option<Vec<u8>>> {
        Ok(self.0.clone())
    }
    fn keep(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
    fn accuse(&mut self, _: &str, _: &[u8]) -> io::Result<()> {
        Err(io::Error::from(io::ErrorKind::StorageFull))
    }
}

#[test]
fn a_witness_that_cannot_remember_does_not_sign() {
    let cosigner = Cosigner::from_seed("w.example", &[3; 32]).unwrap();
    let mut witness = Witness::new(cosigner, vec![key().verifier().clone()], Full(None));
    assert_eq!(witness.add(&ask(&log(b"abc"), 0), 1).unwrap_err().status(), 500);
    assert_eq!(witness.stands_at(ORIGIN).unwrap(), 0);
}
