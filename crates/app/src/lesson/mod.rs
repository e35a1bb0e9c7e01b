//! The lesson stage.

pub mod store;
