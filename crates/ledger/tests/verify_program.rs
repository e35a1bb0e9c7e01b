//! The small program says what a receipt proves, in words and by its exit code.

#![expect(clippy::unwrap_used, reason = "a test says by panicking what it found")]

use std::path::Path;
use std::process::Command;

use ledger::store::Memory;
use ledger::{Checkpoint, Cosigner, Log, NoteKey, Receipt, commitment, leaf_hash};

const ORIGIN: &str = "tinh-song-lam.example/log1";
const CONTENT: &[u8] = b"fictional opinion";
const SALT: [u8; 32] = [0x5a; 32];

/// Writes a receipt for entry 3 of 5, a policy with and one without witness, the entry and its content.
fn files(folder: &Path) -> Receipt {
    let key = NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap();
    let witness = Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap();
    let mut log = Log::create(Memory::new(), key.clone()).unwrap();
    let entries: Vec<_> =
        (0..5_u8).map(|n| if n == 3 { commitment(&SALT, CONTENT) } else { vec![n] }).collect();
    log.append(&entries).unwrap();
    let checkpoint = Checkpoint::open(log.checkpoint(), key.verifier()).unwrap();
    log.add_signature(witness.cosign(&checkpoint, 1_900_000_000).unwrap(), witness.verifier()).unwrap();
    let receipt = log.receipt(3).unwrap();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.join(name), bytes).unwrap();
    let witnessed = format!("log {}\nwitness W {}\nquorum W\n", key.verifier(), witness.verifier());
    write("policy", witnessed.as_bytes());
    write("policy-alone", format!("log {}\nquorum none\n", key.verifier()).as_bytes());
    write("policy-broken", witnessed.replace("quorum W", "quorum V").as_bytes());
    write("receipt.tlog-proof", receipt.to_string().as_bytes());
    write("receipt-cut", &receipt.to_string().as_bytes()[..60]);
    write("entry", &entries[3]);
    write("entry-other", &entries[2]);
    write("content", CONTENT);
    receipt
}

fn check(arguments: &str, code: i32, says: &[&str]) {
    let folder = tempfile::tempdir().unwrap();
    files(folder.path());
    let program = env!("CARGO_BIN_EXE_ledger-verify");
    let output =
        Command::new(program).current_dir(folder.path()).args(arguments.split_whitespace()).output().unwrap();
    let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments}: {said}");
    says.iter().for_each(|words| assert!(said.contains(words), "{arguments}: {words:?} is not in {said}"));
}

#[test]
fn a_true_receipt_holds_however_the_entry_is_given() {
    let place = "ở vị trí 3 trong nhật ký tinh-song-lam.example/log1 gồm 5 mục";
    let witness = "uy-ban-kiem-tra.example đã ký lúc 2030-03-17 17:46:40";
    let hash = leaf_hash(&commitment(&SALT, CONTENT)).to_hex();
    let says = ["ĐÚNG.", place, witness, &hash];
    check("receipt.tlog-proof --policy policy --leaf entry", 0, &says);
    check(&format!("--policy policy --leaf-hash {hash} receipt.tlog-proof"), 0, &says);
    let salt = "5a".repeat(32);
    check(&format!("receipt.tlog-proof --policy policy --content content --salt {salt}"), 0, &says);
    check("receipt.tlog-proof --policy policy --leaf entry --lang en", 0, &["IT HOLDS.", "at place 3"]);
}

#[test]
fn a_policy_without_witnesses_is_told_to_be_weaker() {
    check("receipt.tlog-proof --policy policy-alone --leaf entry", 0, &["không đòi người chứng nào"]);
}

#[test]
fn another_entry_does_not_pass_for_this_one() {
    check(
        "receipt.tlog-proof --policy policy --leaf entry-other",
        1,
        &["KHÔNG ĐÚNG.", "không phải mục đã được ghi"],
    );
    let salt = "5b".repeat(32);
    check(
        &format!("receipt.tlog-proof --policy policy --content content --salt {salt}"),
        1,
        &["KHÔNG ĐÚNG."],
    );
}

#[test]
fn a_receipt_without_its_entry_is_not_enough_to_say() {
    check("receipt.tlog-proof --policy policy", 4, &["CHƯA KẾT LUẬN.", "5 mục"]);
}

#[test]
fn a_file_that_cannot_be_read_is_named_with_its_line() {
    check("receipt-cut --policy policy --leaf entry", 3, &["receipt-cut", "line 3"]);
    check(
        "receipt.tlog-proof --policy policy-broken --leaf entry",
        3,
        &["policy-broken", "policy line 3", "\"V\""],
    );
    check("nowhere --policy policy --leaf entry", 3, &["nowhere"]);
    check("policy --policy policy --leaf entry", 3, &["line 1"]);
}

#[test]
fn a_wrong_call_is_explained() {
    check("", 2, &["chưa nêu tệp biên nhận", "Cách dùng"]);
    check("receipt.tlog-proof", 2, &["chưa nêu --policy"]);
    check("receipt.tlog-proof --policy", 2, &["--policy thiếu giá trị"]);
    check("receipt.tlog-proof --policy policy --quick", 2, &["không hiểu --quick"]);
    check("receipt.tlog-proof policy --policy policy", 2, &["nêu hai lần"]);
    check("receipt.tlog-proof --policy policy --leaf entry --content content", 2, &["chỉ nêu một trong"]);
    check("receipt.tlog-proof --policy policy --leaf entry --leaf-hash 00", 2, &["64 chữ số hex"]);
    check("receipt.tlog-proof --policy policy --content content", 2, &["đi cùng nhau"]);
    check("receipt.tlog-proof --policy policy --lang fr", 2, &["không hiểu --lang fr"]);
    check("--lang en receipt.tlog-proof", 2, &["Wrong call: --policy is missing."]);
    check("--help", 0, &["Cách dùng"]);
}

#[test]
fn every_altered_byte_of_a_receipt_is_found() {
    let folder = tempfile::tempdir().unwrap();
    let text = files(folder.path()).to_string().into_bytes();
    let policy = ledger::Policy::parse(std::fs::read(folder.path().join("policy")).unwrap()).unwrap();
    let leaf = leaf_hash(&commitment(&SALT, CONTENT));
    for place in 0..text.len() {
        let mut altered = text.clone();
        altered[place] ^= 1;
        let holds = Receipt::parse(&altered).is_ok_and(|receipt| receipt.verify(&leaf, &policy).is_ok());
        assert!(!holds, "byte {place} changed and the receipt still holds");
    }
}
