//! The organisation stage.

mod accounts;
mod add_unit;
mod editing;
mod import;
mod roles;
