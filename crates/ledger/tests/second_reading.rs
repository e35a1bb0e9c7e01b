//! A second reading of the formats, in Python and from the specifications alone, agrees with what we write.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

use std::path::Path;
use std::process::{Command, Output};

use ledger::store::Files;
use ledger::{Checkpoint, Cosigner, Log, NoteKey, commitment};

const ORIGIN: &str = "tinh-song-lam.example/log1";
const SIZE: u64 = 700;

fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap()
}

fn witness() -> Cosigner {
    Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap()
}

fn entry(n: u64) -> Vec<u8> {
    commitment(&[n as u8; 32], &n.to_be_bytes())
}

/// Writes a log in files, with receipts and consistency proofs beside it.
fn write(folder: &Path) {
    let receipts = folder.join("receipts");
    std::fs::create_dir(&receipts).unwrap();
    let mut log = Log::create(Files::open(folder.join("log")).unwrap(), key()).unwrap();
    for (from, to) in [(0, 1), (1, 255), (255, 256), (256, 690), (690, SIZE)] {
        log.append(&(from..to).map(entry).collect::<Vec<_>>()).unwrap();
        let checkpoint = Checkpoint::open(log.checkpoint(), key().verifier()).unwrap();
        log.add_signature(witness().cosign(&checkpoint, 1_900_000_000 + to).unwrap(), witness().verifier())
            .unwrap();
        for index in [from, to / 2, to - 1] {
            let name = receipts.join(format!("{index}-of-{to}"));
            let receipt = log.receipt(index).unwrap().with_extra(vec![7; 32]);
            std::fs::write(name.with_extension("tlog-proof"), receipt.to_string()).unwrap();
            std::fs::write(name.with_extension("leaf"), entry(index)).unwrap();
        }
        for old in [0, 1, from, to / 2, to - 1, to].into_iter().filter(|old| *old <= to) {
            let hashes = log.prove_consistency(old).unwrap();
            let hashes: String = hashes.iter().map(|hash| hash.to_base64() + "\n").collect();
            let text = format!("old {old}\n{hashes}\n{}", log.checkpoint());
            std::fs::write(receipts.join(format!("{old}-to-{to}.consistency")), text).unwrap();
        }
    }
}

fn second_reading(folder: &Path) -> Output {
    Command::new("python3")
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/second_reading.py"))
        .arg(folder.join("log"))
        .args([key().verifier().to_string(), witness().verifier().to_string()])
        .arg(folder.join("receipts"))
        .output()
        .unwrap()
}

fn alter(path: &Path, place: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[place] ^= 1;
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn the_second_reading_agrees_and_finds_what_was_altered() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path());
    let output = second_reading(folder.path());
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(said, "agreed: 700 entries, 4 tiles, 12 receipts, 24 consistency proofs\n");

    for (path, place) in [
        ("log/tile/0/000", 5_000),
        ("log/tile/1/000.p/2", 40),
        ("log/tile/entries/001", 77),
        ("log/checkpoint", 40),
        ("receipts/256-of-690.tlog-proof", 120),
        ("receipts/256-of-690.leaf", 30),
        ("receipts/345-to-690.consistency", 20),
    ] {
        let path = folder.path().join(path);
        alter(&path, place);
        let output = second_reading(folder.path());
        assert_eq!(output.status.code(), Some(1), "{}", path.display());
        alter(&path, place);
    }
    assert!(second_reading(folder.path()).status.success());
}
