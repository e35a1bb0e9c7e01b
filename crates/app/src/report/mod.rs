//! The report stage.

pub mod store;
