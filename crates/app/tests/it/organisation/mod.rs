//! The organisation stage.

mod add_unit;
