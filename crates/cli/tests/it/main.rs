//! The program as it is called at a terminal.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a helper of a test fails as the test does"
)]

mod carried;
mod compare;
mod demo;
mod folder;
mod forgetful;
mod full_disk;
mod group;
mod issuer;
mod journey;
mod likeness_stopped;
mod lint;
mod outside;
mod pages;
mod statements;
mod surplus;
mod trustees;
