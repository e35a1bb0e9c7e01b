//! The conference stage.

pub mod store;
