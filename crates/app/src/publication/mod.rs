//! The publication stage.

pub mod store;
