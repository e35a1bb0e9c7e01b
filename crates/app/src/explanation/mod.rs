//! The explanation stage.

pub mod store;
