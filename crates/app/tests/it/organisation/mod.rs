//! The organisation stage.

mod add_unit;
mod import;
