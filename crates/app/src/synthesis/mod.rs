//! The synthesis stage.

pub mod store;
