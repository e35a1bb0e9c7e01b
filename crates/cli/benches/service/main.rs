//! What the service costs: the size of the program, its start, its memory at rest, each page, and submissions per second
//! of processor time beside an endpoint that only answers.
//!
//! `cargo bench -p cli` prints tables for `docs/performance.md`. `KIEMDIEM_TEST_POSTGRES` names the PostgreSQL server, as
//! for the tests.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

mod house;
mod http;
mod pages;
mod process;
mod submissions;

use testkit::Kind;

fn main() {
    let mut words = std::env::args().skip(1);
    if words.next().as_deref() == Some("bare") {
        submissions::serve_bare(words.next().unwrap().parse().unwrap());
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!("| what | figure |\n|---|--:|");
    process::program();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        runtime.block_on(process::start_and_rest(kind));
        runtime.block_on(submissions::measure(kind));
    }
    submissions::measure_bare();
    for kind in [Kind::Sqlite, Kind::Postgres] {
        runtime.block_on(pages::measure(kind));
    }
}
