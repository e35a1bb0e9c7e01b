//! The lines of a file after they were read: what each says, and where it stands.

use std::collections::HashSet;
use std::rc::Rc;

use jiff::civil::Date;

use super::heads::Head;
use super::problem::Problem;
use crate::common::Line;
use crate::common::kinds::BodyRank;

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Line,
    /// What kind of unit it is.
    pub kind: Line,
    /// The unit it belongs to.
    pub parent: Option<String>,
    /// The unit it advises.
    pub advises: Option<String>,
    /// The unit at whose level it governs.
    pub governs: Option<String>,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Option<Date>,
}

/// One body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyLine {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: Line,
    /// What kind of body it is.
    pub kind: Line,
    /// Its unit.
    pub unit: String,
    /// Its first day.
    pub from: Date,
    /// Its last day.
    pub to: Option<Date>,
}

/// One person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonLine {
    /// Their code.
    pub code: String,
    /// Their name.
    pub name: Line,
    /// The unit where they work; a file always names one.
    pub unit: Option<String>,
    /// The year of birth.
    pub birth_year: Option<i64>,
    /// Where mail reaches them.
    pub email: Option<Line>,
}

/// One seat in a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatLine {
    /// The body.
    pub body: String,
    /// Who sits there.
    pub person: String,
    /// The post.
    pub post: Line,
    /// Head, deputy or member.
    pub rank: BodyRank,
    /// The place in the order of the body.
    pub place: i64,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Option<Date>,
}

/// A line with its place in the file.
#[derive(Debug, Clone)]
pub(super) struct Placed<T> {
    pub head: Rc<Head>,
    pub row: u32,
    pub says: T,
}

impl<T> Placed<T> {
    /// Something wrong with one column of this line.
    pub fn problem(&self, code: &'static str, column: &str) -> Problem {
        self.head.problem(code, self.row, self.head.column(column).unwrap_or(0))
    }

    /// The name of one cell of this line.
    pub fn cell(&self, column: &str) -> String {
        self.problem("", column).cell
    }
}

/// All lines of a file.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub units: Vec<Placed<UnitLine>>,
    pub bodies: Vec<Placed<BodyLine>>,
    pub people: Vec<Placed<PersonLine>>,
    pub seats: Vec<Placed<SeatLine>>,
    /// Codes of lines that could not be read whole: who refers to them is not told that they are missing.
    pub half: HashSet<(usize, String)>,
}
