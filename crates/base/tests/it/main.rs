//! What every stage stands on, tried on both databases: the same bodies, one fresh database each.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on says so by ending"
)]

mod backup;
mod between_calls;
mod book;
mod contract;
mod crash;
mod flipped;
mod ground;
mod history;
mod jobs;
mod looking_costs;
mod mail;
mod moment;
mod power;
mod repeat;
mod sequencers;
mod steps;
mod witnessed;
