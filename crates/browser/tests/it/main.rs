//! Journeys in a real browser.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on says so by ending")]

mod anonymous;
mod client;
mod desk;
mod explanation;
mod first_page;
mod journey;
mod offline_check;
mod pictures;
mod secrecy;
mod square;
mod wording;
