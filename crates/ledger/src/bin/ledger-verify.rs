//! Checks a receipt offline and says in plain words what it proves.
//!
//! A program small enough to be read by whoever relies on it: no network, no database, no clock, no settings,
//! nothing but the files it is given.

fn main() -> std::process::ExitCode {
    ledger::offline::run(std::env::args_os().skip(1).collect())
}
