//! The opinion stage.

pub mod store;
