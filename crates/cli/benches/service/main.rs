//! What the service costs: the size of the program, its start, its memory at rest, each page, and submissions per second
//! of processor time beside an endpoint that only answers.
//!
//! The desk at 100,000 opinions, questions about wording while somebody types, and search have tables of their own.
//!
//! `cargo bench -p cli` prints tables for `docs/performance.md`. `KIEMDIEM_TEST_POSTGRES` names the PostgreSQL server, as
//! for the tests. `cargo bench -p cli --bench service -- desk` (or `live`, `pages`, `service`) prints one part.

#![expect(clippy::unwrap_used, reason = "a benchmark has nobody to report to")]

mod desk;
mod house;
mod http;
mod live;
mod pages;
mod process;
mod submissions;
mod times;

use testkit::Kind;

fn main() {
    let mut words = std::env::args().skip(1).filter(|word| word != "--bench");
    let part = words.next();
    if part.as_deref() == Some("bare") {
        submissions::serve_bare(words.next().unwrap().parse().unwrap());
        return;
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let is_asked = |name: &str| part.as_deref().is_none_or(|part| part == name);
    if is_asked("service") {
        println!("| what | figure |\n|---|--:|");
        process::program();
        for kind in [Kind::Sqlite, Kind::Postgres] {
            runtime.block_on(process::start_and_rest(kind));
            runtime.block_on(submissions::measure(kind));
        }
        submissions::measure_bare();
    }
    for kind in [Kind::Sqlite, Kind::Postgres] {
        if is_asked("pages") {
            runtime.block_on(pages::measure(kind));
        }
        if is_asked("live") {
            runtime.block_on(live::questions(kind));
            runtime.block_on(live::search(kind));
        }
        if is_asked("desk") {
            runtime.block_on(desk::measure(kind));
        }
    }
}
