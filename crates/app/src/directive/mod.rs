//! The directive stage.

pub mod store;
