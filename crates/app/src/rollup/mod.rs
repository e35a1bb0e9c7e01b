//! The rollup stage.

pub mod store;
