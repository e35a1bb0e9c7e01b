//! Those who look at a log from outside: `kiemdiem audit` and `kiemdiem witness cosign`, as they are called.

use std::path::Path;
use std::process::{Command, Output};

use ledger::store::Files;
use ledger::{Cosigner, Log, NoteKey, Policy, Promise, leaf_hash};

const ORIGIN: &str = "song-lam.example/log";

fn key() -> NoteKey {
    NoteKey::from_seed(ORIGIN, &[1; 32]).unwrap()
}

/// A folder with a log and a policy that trusts it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        let place = Place(tempfile::tempdir().unwrap());
        let policy = format!("log {}\nquorum none\n", key().verifier());
        std::fs::write(place.path("policy"), policy).unwrap();
        place
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.0.path().join(name)
    }

    /// Writes a log anew with so many entries; those from `parts` on are others.
    fn log(&self, size: u64, parts: u64) {
        drop(std::fs::remove_dir_all(self.path("log")));
        let mut log = Log::create(Files::open(self.path("log")).unwrap(), key()).unwrap();
        let entries: Vec<_> = (0..size).map(|n| format!("{n} {}", n >= parts).into_bytes()).collect();
        log.append(&entries).unwrap();
    }

    fn call(&self, words: &[&str]) -> Output {
        let program =
            Command::new(env!("CARGO_BIN_EXE_kiemdiem")).args(words).current_dir(self.0.path()).output();
        program.unwrap()
    }

    fn audit(&self, more: &[&str]) -> (i32, String) {
        self.audit_at("log", more)
    }

    fn audit_at(&self, log: &str, more: &[&str]) -> (i32, String) {
        let words = ["audit", log, "--state", "state", "--policy", "policy"];
        let output = self.call(&[words.as_slice(), more].concat());
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        (output.status.code().unwrap(), said)
    }
}

fn flip(file: &Path, place: usize) {
    let mut bytes = std::fs::read(file).unwrap();
    bytes[place] ^= 1;
    std::fs::write(file, bytes).unwrap();
}

#[test]
fn an_auditor_follows_a_log_and_keeps_proofs_of_consistency() {
    let place = Place::new();
    place.log(300, 999);
    assert_eq!(place.audit(&[]).0, 0);
    place.log(700, 999);
    let (code, said) = place.audit(&[]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("grew from 300 to 700 entries"), "{said}");
    let (code, said) = place.audit(&["--all"]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("as before") && said.contains("2 tiles seen before were compared again"), "{said}");
    let state = place.path("state");
    assert!(state.join("checkpoints/300").exists() && state.join("checkpoints/700").exists());
    // What was kept convinces anyone, without this program's memory.
    let read = |size: u64| {
        let note =
            ledger::Note::parse(std::fs::read(state.join(format!("checkpoints/{size}"))).unwrap()).unwrap();
        ledger::Checkpoint::open(&note, key().verifier()).unwrap().head()
    };
    let proof = std::fs::read_to_string(state.join("proofs/300-700")).unwrap();
    let proof: Vec<_> = proof.lines().map(|line| ledger::Hash::from_base64(line).unwrap()).collect();
    ledger::verify_consistency(&read(300), &read(700), &proof).unwrap();
}

#[test]
fn a_log_that_shrinks_forks_alters_or_withholds_is_named_and_ends_in_one() {
    let place = Place::new();
    place.log(600, 999);
    assert_eq!(place.audit(&[]).0, 0);
    let deed = |word: &str, do_it: &dyn Fn()| {
        do_it();
        let (code, said) = place.audit(&["--all"]);
        assert_eq!(code, 1, "{word}: {said}");
        assert!(said.starts_with(word), "{word}: {said}");
        place.log(600, 999);
        assert_eq!(place.audit(&["--all"]).0, 0, "the copy is not spoilt by {word}");
    };
    deed("SHRUNK", &|| place.log(599, 999));
    deed("FORKED", &|| place.log(600, 400));
    deed("FORKED", &|| place.log(900, 400));
    deed("ALTERED", &|| flip(&place.path("log/tile/0/000"), 77));
    deed("ALTERED", &|| flip(&place.path("log/tile/0/002.p/88"), 77));
    deed("ALTERED", &|| flip(&place.path("log/tile/1/000.p/2"), 7));
    deed("NOT VOUCHED FOR", &|| flip(&place.path("log/checkpoint"), 5));
    deed("WITHHELD", &|| std::fs::remove_file(place.path("log/tile/0/001")).unwrap());
    deed("WITHHELD", &|| std::fs::remove_file(place.path("log/checkpoint")).unwrap());
    let evidence = std::fs::read_dir(place.path("state/evidence")).unwrap().count();
    assert!(0 < evidence, "what was shown is kept");
}

#[test]
fn a_broken_promise_and_an_old_word_are_withholding() {
    let place = Place::new();
    place.log(40, 999);
    let promise_key = NoteKey::from_seed("song-lam.example/promise", &[2; 32]).unwrap();
    for (name, entry) in [("kept", "7 false"), ("broken", "never written")] {
        let promise = Promise::new(ORIGIN, leaf_hash(entry.as_bytes()), 1_700_000_000).unwrap();
        std::fs::write(place.path(name), promise.sign(&promise_key).unwrap().to_string()).unwrap();
    }
    let verifier = promise_key.verifier().to_string();
    let (code, said) = place.audit(&["--promise", "kept", "--promise-key", &verifier]);
    assert_eq!((code, said.contains("kept: kept")), (0, true), "{said}");
    let (code, said) = place.audit(&["--promise", "broken", "--promise-key", &verifier]);
    assert_eq!((code, said.starts_with("WITHHELD")), (1, true), "{said}");
    let (code, said) = place.audit(&["--max-age", "24"]);
    assert_eq!((code, said.contains("no witness stands behind")), (1, true), "{said}");
}

#[test]
fn what_is_no_fault_of_the_log_is_not_laid_at_its_door() {
    let place = Place::new();
    place.log(300, 999);
    let (code, said) = place.audit_at("http://127.0.0.1:9", &[]);
    assert_eq!((code, said.contains("cannot be reached")), (3, true), "{said}");
    assert_eq!(place.audit(&[]).0, 0);
    flip(&place.path("state/copy/tile/0/000"), 3);
    let (code, said) = place.audit(&[]);
    assert_eq!((code, said.contains("own copy cannot be used")), (3, true), "{said}");
    std::fs::write(place.path("policy"), "log x\n").unwrap();
    let (code, said) = place.audit(&[]);
    assert_eq!((code, said.contains("policy line 1")), (2, true), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_is_followed_over_the_wire() {
    let place = Place::new();
    place.log(700, 999);
    let folder = place.path("log");
    let serve = move |uri: axum::http::Uri| {
        let file = std::fs::read(folder.join(uri.path().trim_start_matches("/log/")));
        async move { file.map_err(|_| axum::http::StatusCode::NOT_FOUND) }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/log", listener.local_addr().unwrap());
    let server =
        tokio::spawn(async move { axum::serve(listener, axum::Router::new().fallback(serve)).await });
    tokio::task::spawn_blocking(move || {
        let (code, said) = place.audit_at(&address, &[]);
        assert_eq!((code, said.contains("700 entries, seen for the first time")), (0, true), "{said}");
        place.log(701, 650);
        let (code, said) = place.audit_at(&address, &[]);
        assert_eq!((code, said.starts_with("FORKED")), (1, true), "{said}");
    })
    .await
    .unwrap();
    server.abort();
}

#[test]
fn a_witness_that_goes_and_looks_cosigns_what_grows_and_nothing_else() {
    let place = Place::new();
    place.log(300, 999);
    let made = place.call(&["witness", "key", "--state", "w", "--name", "uy-ban-kiem-tra.example"]);
    let public = String::from_utf8(made.stdout).unwrap();
    assert!(
        !place.call(&["witness", "key", "--state", "w", "--name", "x"]).status.success(),
        "one key for life"
    );
    let cosign =
        || place.call(&["witness", "cosign", "log", "--state", "w", "--policy", "policy", "--out", "word"]);
    assert!(cosign().status.success());
    place.log(500, 999);
    assert!(cosign().status.success());
    let policy = format!("log {}\nwitness w {}\nquorum w\n", key().verifier(), public.trim());
    let note = ledger::Note::parse(std::fs::read(place.path("word")).unwrap()).unwrap();
    let policy = Policy::parse(policy).unwrap();
    assert_eq!(policy.check(&note).unwrap().checkpoint.size(), 500);

    for (size, parts, word) in
        [(499, 999, "SHRANK"), (500, 7, "two histories"), (600, 7, "does not continue")]
    {
        place.log(size, parts);
        let refused = cosign();
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(!refused.status.success() && said.contains(word), "{size}: {said}");
    }
    place.log(600, 999);
    assert!(cosign().status.success(), "the true log goes on");
    let stranger = Cosigner::parse(&std::fs::read_to_string(place.path("w/witness.key")).unwrap()).unwrap();
    assert_eq!(stranger.verifier().to_string(), public.trim());
}
