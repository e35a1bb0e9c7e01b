//! The plan stage.

pub mod store;
