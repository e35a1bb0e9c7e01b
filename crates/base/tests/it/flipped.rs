//! A bit that flips in the file of the database or in its write-ahead log while nobody looks: the next head is signed over the true
//! history or not at all.

use std::collections::BTreeMap;
use std::path::Path;

use base::book::{self, Book, BookFault};
use base::db::Place;
use base::unit::UnitContext;
use base::{Clock, Database, Failure};
use jiff::tz::TimeZone;
use ledger::{Frontier, Hash, TreeHead};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use uuid::Uuid;

use crate::between_calls::{URL, copy, open};
use crate::steps::{TABLES, Take};

/// A book with five placed leaves and three that wait, as two states of its folder: with what was written last in the write-ahead log,
/// and with all of it in the file.
async fn two_states(ground: &Path) -> [std::path::PathBuf; 2] {
    let house = ground.join("house");
    std::fs::create_dir_all(&house).unwrap();
    let database = open(&house).await;
    let book = Book::open(&database, &house.join("keys"), URL).await.unwrap();
    for n in 0..8 {
        if n == 5 {
            book.integrate(&database).await.unwrap();
            database.run(crate::book::Raw("UPDATE ledger_lease SET until_at = 0".into())).await.unwrap();
        }
        database.run(Take { id: Uuid::from_u128(n), days: 1 }).await.unwrap();
    }
    let states = [ground.join("in-the-log"), ground.join("in-the-file")];
    copy(&house, &states[0]);
    std::fs::remove_file(states[0].join("kiemdiem.db-shm")).unwrap();
    database.forget_deleted("remedy_step").await.unwrap();
    copy(&house, &states[1]);
    std::fs::remove_file(states[1].join("kiemdiem.db-shm")).unwrap();
    states
}

/// The true leaves of a state: those that have a place, in their order, and those that wait.
async fn leaves(state: &Path) -> (Vec<Hash>, Vec<Hash>) {
    let database = open(state).await;
    let mut link = database.read().await.unwrap();
    let mut of = async |which: &str| {
        let rows = link.rows(&format!("SELECT hash FROM ledger_leaf WHERE {which}"), &[]).await.unwrap();
        rows.iter().map(|row| Hash::from_hex(&row.at::<String>(0).unwrap()).unwrap()).collect::<Vec<_>>()
    };
    (of("place IS NOT NULL ORDER BY place").await, of("place IS NULL").await)
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    /// The program says that something is wrong, and signs nothing.
    Refused,
    /// All that waited was placed, and the head is the true one.
    True,
    /// Leaves that waited are gone as if they had never come: the end of a log that cannot be read is taken for a write
    /// that was never finished. Whoever holds their promise finds out.
    Fewer,
}

async fn next_head(folder: &Path, (placed, waiting): (&[Hash], &[Hash])) -> Result<Outcome, Failure> {
    let migrations = [base::migrations::MIGRATIONS, TABLES].concat();
    let context = UnitContext { clock: Clock::machine(TimeZone::UTC), patience: 1 };
    let fault = |error: String| Failure::Fault(error);
    let place = Place::File(folder.join("kiemdiem.db"));
    let database =
        Database::open(&place, &migrations, context).await.map_err(|error| fault(error.to_string()))?;
    let opened = Book::open(&database, &folder.join("keys"), URL).await;
    let book = opened.map_err(|error: BookFault| fault(error.to_string()))?;
    book.integrate(&database).await?;
    let mut link = database.read().await?;
    let last = book::last_head(&mut link, book.log()).await.map_err(|error| fault(error.to_string()))?;
    let signed = last.ok_or_else(|| fault("no head".to_owned()))?.checkpoint.head();
    // Leaves that enter together are mixed: the order is read from the book, that they are the true ones is looked at here.
    let rows = link.rows("SELECT hash FROM ledger_leaf WHERE place IS NOT NULL ORDER BY place", &[]).await?;
    let mut frontier = Frontier::new();
    let mut rest = waiting.to_vec();
    for (n, row) in rows.iter().enumerate() {
        let hash = Hash::from_hex(&row.at::<String>(0)?).map_err(|error| fault(error.to_string()))?;
        match placed.get(n) {
            Some(true_one) => assert_eq!(hash, *true_one, "a placed leaf became another"),
            None => {
                let at = rest.iter().position(|one| *one == hash);
                rest.remove(at.expect("a leaf that nobody wrote was signed"));
            }
        }
        drop(frontier.push(hash));
    }
    assert_eq!(signed, TreeHead { size: frontier.size(), root: frontier.root() }, "a head over another tree");
    Ok(if rest.is_empty() { Outcome::True } else { Outcome::Fewer })
}

/// How many bits flip.
#[expect(clippy::disallowed_methods, reason = "./test --long asks for more")]
fn flips() -> usize {
    if std::env::var("KIEMDIEM_LONG").is_ok_and(|long| long == "1") { 5_000 } else { 100 }
}

#[test]
fn over_a_bit_that_flipped_anywhere_no_false_history_is_signed() {
    let ground = tempfile::tempdir().unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let mut chance = SmallRng::seed_from_u64(19_450_902);
    let states = runtime.block_on(two_states(ground.path()));
    for (state, file) in states.iter().zip(["kiemdiem.db-wal", "kiemdiem.db"]) {
        let looked_at = ground.path().join("looked-at");
        copy(state, &looked_at);
        let (placed, waiting) = runtime.block_on(leaves(&looked_at));
        std::fs::remove_dir_all(&looked_at).unwrap();
        assert_eq!((placed.len(), waiting.len()), (5, 3));
        let bytes = std::fs::read(state.join(file)).unwrap();
        // Half of them where the book stands: a hash of a leaf, as its text and as its bytes.
        let mut spots: Vec<usize> = Vec::new();
        for hash in placed.iter().chain(&waiting) {
            for text in [hash.to_hex().into_bytes(), hash.as_bytes().to_vec()] {
                let found = bytes.windows(text.len()).enumerate().filter(|(_, window)| *window == text);
                spots.extend(found.flat_map(|(at, _)| at..at + text.len()));
            }
        }
        assert!(spots.len() > 300, "{} bytes of hashes", spots.len());
        let mut outcomes = BTreeMap::new();
        for n in 0..flips() / 2 {
            let any = chance.random_range(0..bytes.len());
            let at = if n % 2 == 0 { spots[chance.random_range(0..spots.len())] } else { any };
            let folder = ground.path().join(format!("flip-{n}"));
            copy(state, &folder);
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << chance.random_range(0..8);
            std::fs::write(folder.join(file), &flipped).unwrap();
            let outcome = runtime.block_on(next_head(&folder, (&placed, &waiting)));
            *outcomes.entry(outcome.unwrap_or(Outcome::Refused)).or_insert(0) += 1;
            std::fs::remove_dir_all(&folder).unwrap();
        }
        println!("{file}: {outcomes:?}");
        assert!(outcomes.len() > 1, "some are found, and some lie where nothing stands: {outcomes:?}");
    }
}
