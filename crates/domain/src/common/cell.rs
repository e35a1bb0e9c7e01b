//! The plain form of a value: what a cell of a table, a field of a form or a line of the book can hold.
//!
//! Nothing here knows a database; it only says how each kind of value is written down and read back.

use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A value written down plainly.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cell {
    /// Nothing.
    Null,
    /// A whole number; a moment as microseconds; a truth as 0 or 1.
    Int(i64),
    /// Words, a code, a key, a day as `2026-11-23`.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

impl Cell {
    /// The text of the cell; nothing is the empty text.
    #[must_use]
    pub fn to_text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Int(number) => number.to_string(),
            Self::Text(text) => text.clone(),
            Self::Bytes(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// A kind of value that can be written down and read back.
pub trait Stored: Sized {
    /// Whether it holds a person's words or name, which stay out of the book in clear.
    const SEALED: bool = false;
    /// Writes the value down.
    fn to_cell(&self) -> Cell;
    /// Reads it back; `None` when the cell holds something else.
    fn from_cell(cell: &Cell) -> Option<Self>;
}

/// Gives a type that prints and parses as text its plain form.
#[macro_export]
macro_rules! stored_as_text {
    ($name:ty, $sealed:literal) => {
        impl $crate::common::cell::Stored for $name {
            const SEALED: bool = $sealed;
            fn to_cell(&self) -> $crate::common::cell::Cell {
                $crate::common::cell::Cell::Text(self.to_string())
            }
            fn from_cell(cell: &$crate::common::cell::Cell) -> Option<Self> {
                match cell {
                    $crate::common::cell::Cell::Text(text) => text.parse().ok(),
                    _ => None,
                }
            }
        }
        impl From<$name> for $crate::common::cell::Cell {
            fn from(value: $name) -> Self {
                $crate::common::cell::Stored::to_cell(&value)
            }
        }
    };
}

stored_as_text!(String, false);
stored_as_text!(Uuid, false);
stored_as_text!(Date, false);

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Self {
        at.to_cell()
    }
}

impl<T: Stored> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.to_cell()
    }
}

impl Stored for i64 {
    fn to_cell(&self) -> Cell {
        Cell::Int(*self)
    }
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Int(number) => Some(*number),
            _ => None,
        }
    }
}

impl Stored for bool {
    fn to_cell(&self) -> Cell {
        Cell::Int((*self).into())
    }
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Int(number) => Some(*number != 0),
            _ => None,
        }
    }
}

impl Stored for Timestamp {
    fn to_cell(&self) -> Cell {
        Cell::Int(self.as_microsecond())
    }
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Int(micros) => Self::from_microsecond(*micros).ok(),
            _ => None,
        }
    }
}

impl Stored for Vec<u8> {
    const SEALED: bool = true;
    fn to_cell(&self) -> Cell {
        Cell::Bytes(self.clone())
    }
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Bytes(bytes) => Some(bytes.clone()),
            _ => None,
        }
    }
}

impl<T: Stored> Stored for Option<T> {
    const SEALED: bool = T::SEALED;
    fn to_cell(&self) -> Cell {
        self.as_ref().map_or(Cell::Null, Stored::to_cell)
    }
    fn from_cell(cell: &Cell) -> Option<Self> {
        match cell {
            Cell::Null => Some(None),
            other => T::from_cell(other).map(Some),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::common::{Line, Role};

    #[test]
    fn what_is_written_down_is_read_back() {
        let line = Line::parse("Tỉnh Sông Lam").unwrap();
        assert_eq!(Line::from_cell(&line.to_cell()), Some(line));
        assert_eq!(Role::from_cell(&Role::Chair.to_cell()), Some(Role::Chair));
        assert_eq!(Option::<i64>::from_cell(&Cell::Null), Some(None));
        assert_eq!(bool::from_cell(&true.to_cell()), Some(true));
    }

    #[test]
    fn words_of_people_are_marked_and_codes_are_not() {
        const { assert!(Line::SEALED && Option::<Line>::SEALED) };
        const { assert!(!Role::SEALED) };
    }
}
