//! Witnesses: asked over the wire by a house, kept, put under receipts; a house that lies is refused by them.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use base::book::{self, Book, WitnessAt, Wrong, bring, keep_asking, verify};
use base::{Clock, witness};
use jiff::tz::TimeZone;
use ledger::{Cosigner, Hash, Note, NoteVerifier, Policy, Witness, WitnessFolder};
use uuid::Uuid;

use crate::ground::{Ground, on_both};
use crate::steps::{COVERED, TABLES, Take};

const URL: &str = "https://song-lam.example";

fn cosigner(name: &str) -> Cosigner {
    Cosigner::from_seed(name, &[name.len() as u8; 32]).unwrap()
}

/// A witness at work on a port of its own.
struct Running {
    at: WitnessAt,
    server: tokio::task::JoinHandle<()>,
}

impl Running {
    async fn start(name: &str, folder: &Path, log: &NoteVerifier) -> Running {
        let memory = WitnessFolder::open(folder).unwrap();
        let witness = Witness::new(cosigner(name), vec![log.clone()], memory);
        let key = witness.verifier().clone();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = witness::router(witness, Clock::machine(TimeZone::UTC));
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Running { at: WitnessAt { key, url: Some(url) }, server }
    }
}

async fn open(ground: &Ground) -> Arc<Book> {
    Arc::new(Book::open(&ground.database, &keys(ground), URL).await.unwrap())
}

fn keys(ground: &Ground) -> PathBuf {
    ground.folder().join("keys")
}

async fn leaf(ground: &Ground, n: i64) -> Hash {
    ground.database.run(Take { id: Uuid::from_u128(n as u128 + 1), days: n }).await.unwrap()
}

async fn witnesses_of(ground: &Ground, book: &Book, leaf: &Hash, policy: &Policy) -> Option<usize> {
    let mut link = ground.database.read().await.unwrap();
    let receipt = book::prove(&mut link, book.log(), leaf).await.unwrap()?;
    receipt.verify(leaf, policy).ok().map(|witnessed| witnessed.witnesses.len())
}

/// Waits until something holds, for at most twenty seconds.
async fn until(mut holds: impl AsyncFnMut() -> bool) {
    for _ in 0..200 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("it never came to hold");
}

fn policy(book: &Book, witnesses: &[&WitnessAt], threshold: &str) -> Policy {
    let mut text = format!("log {}\n", book.log());
    for (n, witness) in witnesses.iter().enumerate() {
        text += &format!("witness w{n} {}\n", witness.key);
    }
    let names: Vec<_> = (0..witnesses.len()).map(|n| format!("w{n}")).collect();
    text += &format!("group all {threshold} {}\nquorum all\n", names.join(" "));
    Policy::parse(text).unwrap()
}

on_both! { TABLES;
    async fn receipts_carry_the_words_of_witnesses_and_a_policy_can_demand_them(ground) {
        let book = open(&ground).await;
        let first = Running::start("uy-ban-kiem-tra.example", &ground.folder().join("w1"), book.log()).await;
        let second = Running::start("cong-doan.example", &ground.folder().join("w2"), book.log()).await;
        for witness in [&first, &second] {
            tokio::spawn(keep_asking(book.clone(), ground.database.clone(), witness.at.clone()));
        }
        let both = policy(&book, &[&first.at, &second.at], "all");
        let mine = leaf(&ground, 1).await;
        book.integrate(&ground.database).await.unwrap();
        until(async || witnesses_of(&ground, &book, &mine, &both).await == Some(2)).await;

        // A witness that is gone stops nothing: the other goes on, and what both saw stays.
        second.server.abort();
        let later = leaf(&ground, 2).await;
        book.integrate(&ground.database).await.unwrap();
        let any = policy(&book, &[&first.at, &second.at], "any");
        until(async || witnesses_of(&ground, &book, &later, &any).await == Some(1)).await;
        assert_eq!(witnesses_of(&ground, &book, &later, &both).await, None);
        assert_eq!(witnesses_of(&ground, &book, &mine, &both).await, Some(2));

        let mut link = ground.database.read_long().await.unwrap();
        let served = book::signed_head(&mut link).await.unwrap().unwrap();
        assert!(any.check(&Note::parse(&served).unwrap()).is_ok(), "the head that is served is witnessed");
        let report = verify(&mut link, book.log(), COVERED, &mut |_| {}).await.unwrap();
        assert!(report.holds() && 3 <= report.cosignatures, "{report:?}");
        first.server.abort();
    }

    async fn a_witness_that_was_asleep_is_brought_up_from_where_it_stands(ground) {
        let book = open(&ground).await;
        let folder = ground.folder().join("w");
        let witness = Running::start("w.example", &folder, book.log()).await;
        leaf(&ground, 1).await;
        book.integrate(&ground.database).await.unwrap();
        let asking = tokio::spawn(keep_asking(book.clone(), ground.database.clone(), witness.at.clone()));
        let alone = policy(&book, &[&witness.at], "all");
        let mine = leaf(&ground, 2).await;
        book.integrate(&ground.database).await.unwrap();
        until(async || witnesses_of(&ground, &book, &mine, &alone).await == Some(1)).await;
        asking.abort();
        // What was kept of it here is lost; the witness says itself where it stands.
        for n in 3..40 {
            leaf(&ground, n).await;
        }
        book.integrate(&ground.database).await.unwrap();
        let forgetful = Ground::with(ground.driver, TABLES).await;
        let other = open(&forgetful).await;
        assert_ne!(other.log(), book.log());
        let asking = tokio::spawn(keep_asking(book.clone(), ground.database.clone(), witness.at.clone()));
        let mine = leaf(&ground, 50).await;
        book.integrate(&ground.database).await.unwrap();
        until(async || witnesses_of(&ground, &book, &mine, &alone).await == Some(1)).await;
        asking.abort();
        witness.server.abort();
    }

    async fn the_word_of_a_witness_can_be_brought_by_hand_and_no_other_word_passes(ground) {
        let book = open(&ground).await;
        let mine = leaf(&ground, 1).await;
        book.integrate(&ground.database).await.unwrap();
        let named = WitnessAt { key: cosigner("w.example").verifier().clone(), url: None };
        let head = {
            let mut link = ground.database.read().await.unwrap();
            book::last_head(&mut link, book.log()).await.unwrap().unwrap()
        };
        let mut by_another = head.note.clone();
        by_another.add(Cosigner::from_seed("w.example", &[99; 32]).unwrap().cosign(&head.checkpoint, 7).unwrap());
        let brought = bring(&ground.database, book.log(), std::slice::from_ref(&named), &by_another).await.unwrap();
        assert_eq!(brought, []);
        let mut by_it = head.note.clone();
        by_it.add(cosigner("w.example").cosign(&head.checkpoint, 7).unwrap());
        let brought = bring(&ground.database, book.log(), std::slice::from_ref(&named), &by_it).await.unwrap();
        assert_eq!(brought, std::slice::from_ref(&named.key));
        let alone = policy(&book, &[&named], "all");
        assert_eq!(witnesses_of(&ground, &book, &mine, &alone).await, Some(1));
        let foreign = Note::parse(by_it.to_string().replacen("\n1\n", "\n2\n", 1)).unwrap();
        assert!(bring(&ground.database, book.log(), &[named], &foreign).await.is_err());
    }

    async fn a_house_that_went_back_and_signed_otherwise_is_refused_by_its_witness(ground) {
        let book = open(&ground).await;
        for n in 0..5 {
            leaf(&ground, n).await;
        }
        book.integrate(&ground.database).await.unwrap();
        let folder = ground.folder().join("w");
        let running = Running::start("w.example", &folder, book.log()).await;
        let asking = tokio::spawn(keep_asking(book.clone(), ground.database.clone(), running.at.clone()));
        let alone = policy(&book, &[&running.at], "all");
        let seen = leaf(&ground, 6).await;
        book.integrate(&ground.database).await.unwrap();
        until(async || witnesses_of(&ground, &book, &seen, &alone).await == Some(1)).await;
        asking.abort();
        running.server.abort();

        // The same log key over another database: a history that parts from the witnessed one.
        let other = Ground::with(ground.driver, TABLES).await;
        let copy = other.folder().join("keys");
        std::fs::create_dir_all(&copy).unwrap();
        for key in ["log.key", "promise.key"] {
            std::fs::copy(keys(&ground).join(key), copy.join(key)).unwrap();
        }
        let forked = open(&other).await;
        assert_eq!(forked.log(), book.log());
        for n in 100..120 {
            leaf(&other, n).await;
        }
        forked.integrate(&other.database).await.unwrap();
        tokio::time::sleep(Duration::from_millis(300)).await;
        let running = Running::start("w.example", &folder, book.log()).await;
        let asking = tokio::spawn(keep_asking(forked.clone(), other.database.clone(), running.at.clone()));
        let evidence = || {
            let files = std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path());
            files.filter(|path| path.extension().is_some_and(|kind| kind == "evidence")).count()
        };
        until(async || evidence() == 1).await;
        asking.abort();
        let told = leaf(&other, 200).await;
        forked.integrate(&other.database).await.unwrap();
        assert_eq!(witnesses_of(&other, &forked, &told, &alone).await, None);
        running.server.abort();
    }

    async fn a_changed_word_of_a_witness_is_found_and_spoils_no_receipt(ground) {
        let book = open(&ground).await;
        let mine = leaf(&ground, 1).await;
        book.integrate(&ground.database).await.unwrap();
        let head = {
            let mut link = ground.database.read().await.unwrap();
            book::last_head(&mut link, book.log()).await.unwrap().unwrap()
        };
        let named = WitnessAt { key: cosigner("w.example").verifier().clone(), url: None };
        let mut note = head.note.clone();
        note.add(cosigner("w.example").cosign(&head.checkpoint, 7).unwrap());
        bring(&ground.database, book.log(), std::slice::from_ref(&named), &note).await.unwrap();
        crate::book::force(&ground, "ledger_cosignature", "UPDATE ledger_cosignature SET line = replace(line, 'A', 'B')").await;
        let mut link = ground.database.read_long().await.unwrap();
        let report = verify(&mut link, book.log(), COVERED, &mut |_| {}).await.unwrap();
        assert!(report.mismatches.iter().any(|wrong| wrong.what == Wrong::CosignatureChanged), "{report:?}");
        let receipt = book::prove(&mut link, book.log(), &mine).await.unwrap().unwrap();
        let none = Policy::parse(format!("log {}\nwitness w {}\nquorum none\n", book.log(), named.key)).unwrap();
        receipt.verify(&mine, &none).expect("the log's own signature still stands");
    }
}
