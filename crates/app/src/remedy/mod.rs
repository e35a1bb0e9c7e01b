//! The remedy stage.

pub mod store;
