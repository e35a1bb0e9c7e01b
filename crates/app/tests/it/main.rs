//! Journeys and queries of every stage, on both databases.
#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test says what it expects")]

mod access;
mod access_paper;
mod headers;
mod printed;
mod search;
mod search_kinds;
mod search_places;

mod campaign;
mod checking;
mod organisation;

mod directive;

mod plan;

mod report;

mod opinion;
mod synthesis;

mod conclusion;

mod conference;
mod publication;

mod kept;
mod lesson;
mod remedy;
mod rollup;

mod verification;

mod explanation;
