//! Jobs: what the program does by itself, as rows that a node takes on lease.
//!
//! An act writes a job in its own unit; it runs after the commit, and again with growing pauses until it
//! succeeds or is given up. A node that dies in the middle loses its lease, and another takes the job over:
//! a job may run twice, so each must be harmless when it does.

mod row;
mod runner;
pub mod tidy;

pub use row::{JobRow, State, count_by_state, latest};
pub use runner::{Handler, Jobs};
