//! What looking at the stored tree costs before a signature and at the start: a measurement on the embedded database, run by
//! hand with `cargo nextest run --workspace --run-ignored only --no-capture looking_costs`.

use std::time::Instant;

use base::book::Book;
use uuid::Uuid;

use crate::ground::{Driver, Ground, run};
use crate::steps::{TABLES, Take};

const URL: &str = "https://song-lam.example";

/// As many leaves as are looked at before one signature.
const PART: i64 = 16_384;

async fn grow(ground: &Ground, book: &Book, to: i64) {
    for from in (0..to).step_by(256) {
        let steps = (from..to.min(from + 256)).map(|days| {
            let database = ground.database.clone();
            tokio::spawn(async move { database.run(Take { id: Uuid::new_v4(), days }).await.unwrap() })
        });
        for step in steps.collect::<Vec<_>>() {
            step.await.unwrap();
        }
        book.integrate(&ground.database).await.unwrap();
    }
}

/// The shortest of some signatures over one new leaf each, in milliseconds.
async fn signature(ground: &Ground, book: &Book) -> f64 {
    let mut shortest = f64::INFINITY;
    for days in 0..10 {
        ground.database.run(Take { id: Uuid::new_v4(), days }).await.unwrap();
        let start = Instant::now();
        assert_eq!(book.integrate(&ground.database).await.unwrap(), 1);
        shortest = shortest.min(start.elapsed().as_secs_f64() * 1e3);
    }
    shortest
}

async fn measure(ground: std::sync::Arc<Ground>) {
    let keys = ground.folder().join("keys");
    let book = Book::open(&ground.database, &keys, URL).await.unwrap();
    grow(&ground, &book, 16).await;
    let small = signature(&ground, &book).await;
    grow(&ground, &book, PART - 64).await;
    let full = signature(&ground, &book).await;
    drop(book);
    let start = Instant::now();
    Book::open(&ground.database, &keys, URL).await.unwrap();
    let open = start.elapsed().as_secs_f64() * 1e3;
    println!(
        "{:?}: a signature over one leaf in a tree of 26 {small:.1} ms, of {PART} {full:.1} ms; start {open:.1} ms",
        ground.driver
    );
}

#[test]
#[ignore = "a measurement"]
fn sqlite() {
    run(Driver::Sqlite, TABLES, measure);
}
