//! The report stage.

mod store;
