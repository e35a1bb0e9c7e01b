//! A row that came back: cells in the order of the statement, found by name or place.

use std::sync::Arc;

use super::{Cell, DbError, Stored};

/// One row of a result.
#[derive(Clone, Debug)]
pub struct Row {
    names: Arc<[String]>,
    cells: Vec<Cell>,
}

impl Row {
    /// A row of these cells under these names.
    pub fn new(names: Arc<[String]>, cells: Vec<Cell>) -> Self {
        Row { names, cells }
    }

    /// The value of the column `name`.
    ///
    /// # Errors
    /// When there is no such column, or it holds something else.
    pub fn get<T: Stored>(&self, name: &str) -> Result<T, DbError> {
        let place = self.names.iter().position(|n| n == name);
        self.at(place.ok_or_else(|| DbError::Shape(format!("no column {name}")))?)
    }

    /// The value at `place`, counted from 0.
    ///
    /// # Errors
    /// When there is no such place, or it holds something else.
    pub fn at<T: Stored>(&self, place: usize) -> Result<T, DbError> {
        let cell = self.cells.get(place).ok_or_else(|| DbError::Shape(format!("no column at {place}")))?;
        T::from_cell(cell).ok_or_else(|| {
            let name = self.names.get(place).map_or("?", String::as_str);
            DbError::Shape(format!("column {name} holds {cell:?}"))
        })
    }

    /// The cells, in order.
    pub fn cells(&self) -> &[Cell] {
        &self.cells
    }

    /// The names of the columns, in order.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}
