//! What is wrong with a rule pack or a calendar, and where: all of it at once, so that a file is mended in one go.
//!
//! The sentences stand in the message files of the app under `pack-<word>`.

use std::cell::RefCell;
use std::fmt;
use std::ops::Range;

/// One problem in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file as it was named.
    pub file: String,
    /// The line, counted from 1.
    pub line: usize,
    /// The character in the line, counted from 1.
    pub column: usize,
    /// The word of the problem: one of [`PROBLEMS`].
    pub message_key: &'static str,
    /// The names and values that the sentence mentions.
    pub args: Vec<(&'static str, String)>,
}

/// Every problem that a file can have, by its word.
pub const PROBLEMS: &[&str] = &[
    "pack.not_toml",
    "pack.unknown_key",
    "pack.missing_key",
    "pack.wrong_type",
    "pack.out_of_range",
    "pack.empty_text",
    "pack.unknown_code",
    "pack.duplicate_code",
    "pack.unknown_clause",
    "pack.unknown_document",
    "pack.nothing_listed",
    "pack.days_reversed",
    "pack.unknown_parameter",
];

impl PackError {
    /// The key of the sentence in the message files.
    #[must_use]
    pub fn message(&self) -> String {
        self.message_key.replace('.', "-")
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}:{}: {}", self.file, self.line, self.column, self.message_key)?;
        for (name, value) in &self.args {
            write!(formatter, " {name}={value}")?;
        }
        Ok(())
    }
}

impl std::error::Error for PackError {}

/// Collects the problems of one file while it is read.
pub(crate) struct Problems<'t> {
    text: &'t str,
    file: &'t str,
    found: RefCell<Vec<PackError>>,
}

impl<'t> Problems<'t> {
    pub(crate) const fn new(text: &'t str, file: &'t str) -> Self {
        Self { text, file, found: RefCell::new(Vec::new()) }
    }

    pub(crate) fn add(&self, at: &Range<usize>, message_key: &'static str, args: &[(&'static str, &str)]) {
        let before = self.text.get(..at.start).unwrap_or(self.text);
        let line_start = before.rfind('\n').map_or(0, |line_break| line_break + 1);
        let problem = PackError {
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).map_or(0, |line| line.chars().count()) + 1,
            message_key,
            args: args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect(),
        };
        let mut found = self.found.borrow_mut();
        if !found.contains(&problem) {
            found.push(problem);
        }
    }

    /// The problems in the order of the file.
    pub(crate) fn into_found(self) -> Vec<PackError> {
        let mut found = self.found.into_inner();
        found.sort_by_key(|problem| (problem.line, problem.column));
        found
    }
}
