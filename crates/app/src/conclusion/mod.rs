//! The conclusion stage.

pub mod store;
