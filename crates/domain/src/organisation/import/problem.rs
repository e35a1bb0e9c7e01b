//! What is wrong with a file: the sheet, the cell, and the word of a sentence that says what to do.

use super::sheet::cell_name;

/// One thing that is wrong. Its sentence is the message `<code>` with `.` written as `-`; it mentions the sheet as
/// `sheet`, the cell as `cell`, and what else is listed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Problem {
    /// Where it stands in the file, for the order of a list: sheet, row, column.
    #[serde(skip)]
    place: (usize, u32, u32),
    /// Its word.
    pub code: &'static str,
    /// The sheet; empty when the file as a whole is meant.
    pub sheet: String,
    /// The cell: `C14`.
    pub cell: String,
    /// What the sentence mentions.
    pub args: Vec<(&'static str, String)>,
}

impl Problem {
    /// Something wrong with the file as a whole.
    pub(super) fn of_file(code: &'static str) -> Self {
        Self { place: (0, 0, 0), code, sheet: String::new(), cell: String::new(), args: Vec::new() }
    }

    /// Something wrong in a cell.
    pub(super) fn at(code: &'static str, sheet: (usize, &str), row: u32, column: u32) -> Self {
        let cell = cell_name(row, column);
        Self { place: (sheet.0, row, column), code, sheet: sheet.1.to_owned(), cell, args: Vec::new() }
    }

    /// Adds what the sentence mentions.
    #[must_use]
    pub(super) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }

    /// The key of the sentence in the message files.
    #[must_use]
    pub fn message_key(&self) -> String {
        self.code.replace('.', "-")
    }
}

/// The word of every problem of a file.
pub const PROBLEMS: &[&str] = &[
    "organisation.import.nothing",
    "organisation.import.unknown_sheet",
    "organisation.import.sheet_twice",
    "organisation.import.too_many_rows",
    "organisation.import.unknown_column",
    "organisation.import.column_twice",
    "organisation.import.missing_column",
    "organisation.import.outside_columns",
    "organisation.import.empty",
    "organisation.import.broken",
    "organisation.import.not_a_code",
    "organisation.import.too_long",
    "organisation.import.control_character",
    "organisation.import.not_a_day",
    "organisation.import.not_a_number",
    "organisation.import.not_a_rank",
    "organisation.import.not_an_address",
    "organisation.import.ends_before_it_begins",
    "organisation.import.code_twice",
    "organisation.import.code_taken",
    "organisation.import.differs",
    "organisation.import.unknown_unit",
    "organisation.import.unknown_body",
    "organisation.import.unknown_person",
    "organisation.import.outside_scope",
    "organisation.import.root_outside_scope",
    "organisation.import.cycle",
    "organisation.import.outside_its_days",
    "organisation.import.seat_twice",
    "organisation.import.seat_taken",
    "organisation.import.place_twice",
    "organisation.import.two_heads",
    "organisation.import.head_of_two",
];
