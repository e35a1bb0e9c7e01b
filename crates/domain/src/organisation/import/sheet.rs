//! A workbook as its cells, whatever program wrote it.

use jiff::civil::Date;

/// A workbook.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Workbook {
    /// Its sheets, in their order.
    pub sheets: Vec<Sheet>,
}

/// One sheet: the cells that hold something, row by row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Sheet {
    /// Its name, as on its tab.
    pub name: String,
    /// Its cells.
    pub cells: Vec<SheetCell>,
}

/// One cell that holds something.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetCell {
    /// The row, counted from 0.
    pub row: u32,
    /// The column, counted from 0.
    pub column: u32,
    /// What it holds.
    pub value: Value,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words.
    Text(String),
    /// A figure.
    Number(f64),
    /// A day.
    Day(Date),
    /// What is left of a formula that failed, such as `#REF!`.
    Broken(String),
}

impl Value {
    /// What a person sees in the cell.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) | Self::Broken(text) => text.trim().to_owned(),
            // A code that was typed as a figure is a code without its point.
            Self::Number(number) => number.to_string(),
            Self::Day(day) => shown_day(*day),
        }
    }
}

/// A day as people write it.
pub(super) fn shown_day(day: Date) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// The name of a cell: `C14`.
pub(super) fn cell_name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column;
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.reverse();
    let letters: String = letters.into_iter().collect();
    format!("{letters}{}", row + 1)
}

/// Sheets written down for tests: the first row is the head, an empty text is an empty cell.
#[cfg(test)]
pub(super) fn sheet(name: &str, rows: &[&[&str]]) -> Sheet {
    let mut cells = Vec::new();
    for (row, line) in (0..).zip(rows) {
        for (column, text) in (0..).zip(*line) {
            if !text.is_empty() {
                cells.push(SheetCell { row, column, value: Value::Text((*text).to_owned()) });
            }
        }
    }
    Sheet { name: name.to_owned(), cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_has_the_name_that_a_spreadsheet_shows() {
        let named =
            [(0, 0, "A1"), (13, 2, "C14"), (0, 25, "Z1"), (0, 26, "AA1"), (4, 701, "ZZ5"), (0, 702, "AAA1")];
        for (row, column, name) in named {
            assert_eq!(cell_name(row, column), name);
        }
    }

    #[test]
    fn a_code_typed_as_a_figure_has_no_point() {
        assert_eq!(Value::Number(101.0).shown(), "101");
        assert_eq!(Value::Number(1.5).shown(), "1.5");
    }
}
