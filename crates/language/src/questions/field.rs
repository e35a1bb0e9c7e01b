//! A statement of a shortcoming, field by field, and a meter that shows what it counted.

use std::ops::Range;

use super::mark::{Found, Mark, marks};
use super::{Question, Section, ask};

/// What a good statement of a shortcoming says. The codes are those of the rule packs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// What was not done or done wrongly.
    Matter,
    /// Against which requirement.
    Norm,
    /// How much.
    Extent,
    /// Where.
    Place,
    /// When.
    Time,
    /// What came of it.
    Consequence,
    /// Who is responsible.
    Responsible,
    /// Why, as far as it lay with those responsible.
    Cause,
    /// Why, as far as it did not.
    OutsideCause,
    /// How it compares with the period before.
    Comparison,
    /// What will be done.
    Remedy,
    /// By whom.
    Doer,
    /// Until when.
    Deadline,
    /// By what one sees that it is done.
    Measure,
    /// What shows that it is so. No pack names it: it stands among the grounds of a shortcoming.
    Evidence,
}

impl Field {
    /// All fields in the order of the form.
    pub const ALL: [Field; 15] = [
        Field::Matter,
        Field::Norm,
        Field::Extent,
        Field::Place,
        Field::Time,
        Field::Consequence,
        Field::Responsible,
        Field::Cause,
        Field::OutsideCause,
        Field::Comparison,
        Field::Remedy,
        Field::Doer,
        Field::Deadline,
        Field::Measure,
        Field::Evidence,
    ];

    /// Its code.
    pub const fn code(self) -> &'static str {
        match self {
            Field::Matter => "matter",
            Field::Norm => "norm",
            Field::Extent => "extent",
            Field::Place => "place",
            Field::Time => "time",
            Field::Consequence => "consequence",
            Field::Responsible => "responsible",
            Field::Cause => "cause",
            Field::OutsideCause => "outside_cause",
            Field::Comparison => "comparison",
            Field::Remedy => "remedy",
            Field::Doer => "doer",
            Field::Deadline => "deadline",
            Field::Measure => "measure",
            Field::Evidence => "evidence",
        }
    }

    /// The marks of which one shows the field in running text.
    const fn shown_by(self) -> &'static [Mark] {
        match self {
            Field::Matter => &[],
            Field::Norm => &[Mark::Norm],
            Field::Extent => &[Mark::Number],
            Field::Place => &[Mark::Place],
            Field::Time => &[Mark::Date],
            Field::Consequence => &[Mark::Consequence],
            Field::Responsible => &[Mark::Responsibility],
            Field::Cause => &[Mark::OwnCause],
            Field::OutsideCause => &[Mark::OutsideCause],
            Field::Comparison => &[Mark::Comparison],
            Field::Remedy => &[Mark::RemedyAct],
            Field::Doer => &[Mark::Person, Mark::Body],
            Field::Deadline => &[Mark::Deadline],
            Field::Measure => &[Mark::Measure],
            Field::Evidence => &[Mark::Evidence],
        }
    }

    /// The marks of which a field of its own on a form must hold one.
    const fn needs(self) -> &'static [Mark] {
        match self {
            Field::Norm => &[Mark::Norm, Mark::Number],
            Field::Extent => &[Mark::Number],
            Field::Place => &[Mark::Place, Mark::Body],
            Field::Time | Field::Deadline => &[Mark::Date, Mark::Deadline],
            Field::Responsible => &[Mark::Person, Mark::Body, Mark::Writer],
            Field::Doer => &[Mark::Person, Mark::Body, Mark::Place, Mark::Writer],
            Field::Measure => &[Mark::Measure, Mark::Number, Mark::Date],
            Field::Matter
            | Field::Consequence
            | Field::Cause
            | Field::OutsideCause
            | Field::Comparison
            | Field::Remedy
            | Field::Evidence => &[],
        }
    }

    /// Where its wording would stand in a report.
    const fn section(self) -> Section {
        match self {
            Field::Cause | Field::OutsideCause => Section::Causes,
            Field::Responsible => Section::Responsibility,
            Field::Remedy | Field::Doer | Field::Deadline | Field::Measure => Section::Remedies,
            Field::Comparison => Section::Followed,
            Field::Matter
            | Field::Norm
            | Field::Extent
            | Field::Place
            | Field::Time
            | Field::Consequence
            | Field::Evidence => Section::Shortcomings,
        }
    }
}

/// Which fields a running text states, and by which words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// Each field with the words that show it; the matter is shown by the text itself.
    pub fields: Vec<(Field, Vec<Range<usize>>)>,
}

impl Statement {
    /// Whether a field is stated.
    pub fn has(&self, field: Field) -> bool {
        self.fields.iter().any(|(known, places)| *known == field && !places.is_empty())
    }

    /// How many fields are stated.
    pub fn n_stated(&self) -> usize {
        self.fields.iter().filter(|(_, places)| !places.is_empty()).count()
    }
}

/// Reads a text as one statement of a shortcoming.
pub fn statement(text: &str) -> Statement {
    let marks = marks(text);
    let places = |field: Field| -> Vec<Range<usize>> {
        if field == Field::Matter {
            let trimmed = text.trim();
            let start = text.len() - text.trim_start().len();
            return if trimmed.is_empty() {
                Vec::new()
            } else {
                std::iter::once(start..start + trimmed.len()).collect()
            };
        }
        let shown = marks.iter().filter(|found| field.shown_by().contains(&found.mark));
        shown.map(|found| found.range.clone()).collect()
    };
    Statement { fields: Field::ALL.into_iter().map(|field| (field, places(field))).collect() }
}

/// How one field of a form stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellState {
    /// Nothing is written.
    Empty,
    /// Something in it is asked about, or what it must hold is not there.
    Unclear,
    /// Nothing is asked.
    Clear,
}

/// One cell of the meter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Which field.
    pub field: Field,
    /// How it stands.
    pub state: CellState,
    /// What is asked about its wording.
    pub questions: Vec<Question>,
    /// The marks of which one is missing; empty when none is needed or one is there.
    pub missing: &'static [Mark],
}

/// What a form states, cell by cell, and what was counted to say so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meter {
    /// A cell for each field that was given.
    pub cells: Vec<Cell>,
    /// Counts and measures.
    pub n_numbers: usize,
    /// Days, months, quarters, years.
    pub n_dates: usize,
    /// Persons, places, units.
    pub n_names: usize,
    /// Wordings that are asked about.
    pub n_questions: usize,
}

impl Meter {
    /// How many cells are clear.
    pub fn n_clear(&self) -> usize {
        self.cells.iter().filter(|cell| cell.state == CellState::Clear).count()
    }
}

/// Measures the fields of a form.
pub fn meter(fields: &[(Field, &str)]) -> Meter {
    let found: Vec<Found> = fields.iter().flat_map(|(_, text)| marks(text)).collect();
    let count = |wanted: &[Mark]| found.iter().filter(|one| wanted.contains(&one.mark)).count();
    let cells: Vec<Cell> = fields.iter().map(|(field, text)| cell(*field, text)).collect();
    Meter {
        n_numbers: count(&[Mark::Number]),
        n_dates: count(&[Mark::Date]),
        n_names: count(&[Mark::Person, Mark::Place, Mark::Body]),
        n_questions: cells.iter().map(|cell| cell.questions.len()).sum(),
        cells,
    }
}

fn cell(field: Field, text: &str) -> Cell {
    if text.trim().is_empty() {
        return Cell { field, state: CellState::Empty, questions: Vec::new(), missing: field.needs() };
    }
    let questions = ask(text, field.section());
    let marks = marks(text);
    let is_met = field.needs().is_empty() || marks.iter().any(|found| field.needs().contains(&found.mark));
    let missing = if is_met { &[][..] } else { field.needs() };
    let state = if questions.is_empty() && is_met { CellState::Clear } else { CellState::Unclear };
    Cell { field, state, questions, missing }
}
