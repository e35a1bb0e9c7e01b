//! The organisation stage.

mod add_unit;
mod editing;
mod import;
mod roles;
