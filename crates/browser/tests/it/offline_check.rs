//! The page that is kept as a file and checks a receipt offline: opened from the disk, as its holder opens it.

use std::path::PathBuf;

use browser::Browser;
use ledger::store::Memory;
use ledger::{Checkpoint, Cosigner, Log, NoteKey, Policy, Receipt, leaf_hash};
use serde_json::{Value, json};

fn page() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../ledger/src/offline/page.html").canonicalize().unwrap()
}

/// A receipt for one of `size` entries, and a policy that demands one of two witnesses.
fn receipt(size: u64, index: u64) -> (String, String, String) {
    let key = NoteKey::from_seed("song-lam.example/log", &[1; 32]).unwrap();
    let witness = Cosigner::from_seed("uy-ban-kiem-tra.example", &[3; 32]).unwrap();
    let other = Cosigner::from_seed("cong-doan.example", &[4; 32]).unwrap();
    let mut log = Log::create(Memory::new(), key.clone()).unwrap();
    log.append(&(0..size).map(|n| n.to_string().into_bytes()).collect::<Vec<_>>()).unwrap();
    let checkpoint = Checkpoint::open(log.checkpoint(), key.verifier()).unwrap();
    log.add_signature(witness.cosign(&checkpoint, 1_900_000_000).unwrap(), witness.verifier()).unwrap();
    let policy = format!(
        "# chính tôi tin\nlog {} https://song-lam.example/log\nwitness A {}\nwitness B {}\ngroup G any A B\nquorum G\n",
        key.verifier(),
        witness.verifier(),
        other.verifier()
    );
    (log.receipt(index).unwrap().to_string(), policy, leaf_hash(index.to_string().as_bytes()).to_hex())
}

async fn verdict(browser: &Browser, receipt: &[u8], policy: &[u8], leaf: &str) -> Value {
    let function = format!(
        "return kd.check(Uint8Array.from({receipt:?}), Uint8Array.from({policy:?}), {leaf:?}).then((a) => a.is + (a.why ? ' ' + a.why : ''))"
    );
    browser.ask(&function).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_is_checked_from_a_file_without_any_network() {
    let folder = tempfile::tempdir().unwrap();
    let (receipt, policy, leaf) = receipt(700, 333);
    let file = folder.path().join("r.tlog-proof");
    std::fs::write(&file, &receipt).unwrap();
    std::fs::write(folder.path().join("p.policy"), &policy).unwrap();
    let browser = Browser::open(&format!("file://{}", page().display())).await;
    browser.go("").await;
    browser.says("không gửi gì đi đâu").await;
    browser.is_well_made().await;
    assert_eq!(
        browser.ask("return kd.isAble()").await,
        json!(true),
        "Ed25519 and SHA-256 are there on file://"
    );
    browser.attach("#receipt-file", &file).await;
    browser.attach("#policy-file", &folder.path().join("p.policy")).await;
    browser.press("button.go").await;
    browser.says("CHƯA KẾT LUẬN").await;
    browser.fill("#leaf", &leaf).await;
    browser.press("button.go").await;
    browser.says("ĐÚNG: mục ghi còn nguyên").await;
    browser.says("Người chứng uy-ban-kiem-tra.example đã ký lúc 2030-03-17 17:46:40").await;
    browser.press("#tongue").await;
    browser.says("IT HOLDS: the entry is unchanged").await;
    browser.fill("#leaf", &leaf_hash(b"334").to_hex()).await;
    browser.press("button.go").await;
    browser.says("IT DOES NOT HOLD").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_file_and_the_program_agree_on_every_changed_byte() {
    let browser = Browser::open(&format!("file://{}", page().display())).await;
    browser.go("").await;
    for (size, index) in [(1, 0), (2, 1), (3, 2), (7, 6), (256, 255), (257, 256), (700, 512), (700, 0)] {
        let (receipt, policy, leaf) = receipt(size, index);
        let said = verdict(&browser, receipt.as_bytes(), policy.as_bytes(), &leaf).await;
        assert_eq!(said, json!("holds"), "{index} of {size}");
    }
    let (receipt, policy, leaf) = receipt(7, 4);
    let leaf_hash = ledger::Hash::from_hex(&leaf).unwrap();
    let ours = |receipt: &[u8], policy: &[u8]| {
        let policy = Policy::parse(policy).ok();
        let receipt = Receipt::parse(receipt).ok();
        policy.zip(receipt).is_some_and(|(policy, receipt)| receipt.verify(&leaf_hash, &policy).is_ok())
    };
    // All at once in the page: one call for each byte would take minutes.
    let all = format!(
        "const r = Uint8Array.from({:?}), p = Uint8Array.from({:?}); const flip = (b, at) => {{ const c = b.slice(); c[at] ^= 1; return c; }};
         const run = async () => {{ const out = [[], []];
           for (let at = 0; at < r.length; at++) out[0].push((await kd.check(flip(r, at), p, {leaf:?})).is);
           for (let at = 0; at < p.length; at++) out[1].push((await kd.check(r, flip(p, at), {leaf:?})).is);
           return out; }}; return run();",
        receipt.as_bytes(),
        policy.as_bytes(),
    );
    let answers = browser.ask(&all).await;
    let flip = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1;
        bytes
    };
    let mut held = 0;
    for (at, said) in answers[0].as_array().unwrap().iter().enumerate() {
        let expected = ours(&flip(receipt.as_bytes(), at), policy.as_bytes());
        assert_eq!(said == "holds", expected, "byte {at} of the receipt: {said}");
        assert!(!expected, "byte {at} of the receipt does not matter");
    }
    for (at, said) in answers[1].as_array().unwrap().iter().enumerate() {
        let expected = ours(receipt.as_bytes(), &flip(policy.as_bytes(), at));
        assert_eq!(said == "holds", expected, "byte {at} of the policy: {said}");
        held += usize::from(expected);
    }
    assert!(0 < held, "words of a comment do not matter");
    let wrong = verdict(&browser, receipt.as_bytes(), b"log x\n", &leaf).await;
    assert_eq!(wrong, json!("fails policy_line"));
    browser.close().await;
}
