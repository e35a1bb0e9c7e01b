//! The conclusion stage.

mod sealed;
