//! The verification stage.

pub mod store;
