//! What a good chair would ask about the wording of a shortcoming. Nothing is rewritten; a question holds a decision up
//! only where the rule pack says so, and then it can be waived with a reason.

use base::web::Lang;
use domain::common::Language;
use domain::common::kinds::ShortcomingField;
use domain::common::pack::Pack;
use language::questions::{Field, Meter, meter};
use serde::Serialize;

use super::store::{Held, ShortcomingRow, WordingWaiverRow};
use crate::report::found::{self, Found};

/// A question about words of a field.
#[derive(Clone, Debug, Serialize)]
pub struct Asked {
    /// The field.
    pub field: ShortcomingField,
    /// The words that it asks about.
    pub words: String,
    /// The question.
    pub question: &'static str,
}

impl Asked {
    /// Whether it asks about the words of this field.
    pub(super) fn is_in(&self, field: Field) -> bool {
        ShortcomingField::parse(field.code()) == Some(self.field)
    }
}

/// The fields of the form whose words are asked about, and what each holds as the lexicon knows it.
pub(super) const FIELDS: [(&str, Field); 11] = [
    ("matter", Field::Matter),
    ("norm", Field::Norm),
    ("extent", Field::Extent),
    ("location", Field::Place),
    ("period", Field::Time),
    ("consequence", Field::Consequence),
    ("cause_subjective", Field::Cause),
    ("cause_objective", Field::OutsideCause),
    ("comparison", Field::Comparison),
    ("remedy", Field::Remedy),
    ("measure", Field::Measure),
];

/// What a field of the form holds, when its words are asked about.
pub(super) fn field_of(name: &str) -> Option<Field> {
    FIELDS.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}

/// What was counted in the wording, and what is asked about it.
#[derive(Clone, Debug, Serialize)]
pub struct Wording {
    /// Counts and measures.
    pub n_numbers: usize,
    /// Days, months, years.
    pub n_dates: usize,
    /// Persons, places, bodies.
    pub n_names: usize,
    /// The questions, in the order of the form.
    pub asked: Vec<Asked>,
}

impl Wording {
    /// Reads the written fields of a shortcoming.
    pub fn of(row: &ShortcomingRow, lang: Lang) -> Self {
        let written = written(row);
        let read = meter(&written);
        Wording {
            n_numbers: read.n_numbers,
            n_dates: read.n_dates,
            n_names: read.n_names,
            asked: asked(&written, &read, lang),
        }
    }
}

/// The fields with words in them, in the order of the form.
fn written(row: &ShortcomingRow) -> Vec<(Field, &str)> {
    let fields = [
        (Field::Matter, Some(&row.matter)),
        (Field::Norm, row.norm.as_ref()),
        (Field::Extent, row.extent.as_ref()),
        (Field::Place, row.location.as_ref()),
        (Field::Time, row.period.as_ref()),
        (Field::Consequence, row.consequence.as_ref()),
        (Field::Cause, row.cause_subjective.as_ref()),
        (Field::OutsideCause, row.cause_objective.as_ref()),
        (Field::Comparison, row.comparison.as_ref()),
        (Field::Remedy, row.remedy.as_ref()),
        (Field::Measure, row.measure.as_ref()),
    ];
    fields.into_iter().filter_map(|(field, text)| text.map(|text| (field, text.as_str()))).collect()
}

/// The questions about the words of a shortcoming, each with its sentence; a place is the code of the field. Only
/// Vietnamese is asked about.
pub(super) fn questions(row: &ShortcomingRow, pack: &Pack) -> Vec<Found> {
    if pack.language != Language::Vietnamese {
        return Vec::new();
    }
    let must = &pack.parameters.shortcoming_wording.value;
    let (written, mut found) = (written(row), Vec::new());
    for (cell, (field, text)) in meter(&written).cells.into_iter().zip(&written) {
        found.extend(Found::all(text, cell.questions, field.code(), must));
    }
    found
}

/// The places, in the list of questions, of those that hold the decision up.
pub(super) fn open(found: &[Found], waivers: &[&WordingWaiverRow], pack: &Pack) -> Vec<usize> {
    let waived: Vec<_> = waivers.iter().map(|row| row.question()).collect();
    found::open(found, &waived, &pack.parameters.shortcoming_wording.value)
}

/// How many questions about a shortcoming hold its decision up. The lexicon is only asked where the pack wants answers.
pub(super) fn n_open(row: &ShortcomingRow, held: &Held, pack: &Pack) -> usize {
    if pack.parameters.shortcoming_wording.value.is_empty() {
        return 0;
    }
    open(&questions(row, pack), &held.waivers_of(row.id), pack).len()
}

fn asked(written: &[(Field, &str)], read: &Meter, lang: Lang) -> Vec<Asked> {
    let of_cell = |(cell, (_, text)): (&language::questions::Cell, &(Field, &str))| {
        let field = ShortcomingField::parse(cell.field.code());
        let question = |one: &language::questions::Question| {
            Some(Asked {
                field: field?,
                words: text.get(one.range.clone())?.to_owned(),
                question: one.question.in_language(lang.code()),
            })
        };
        cell.questions.iter().filter_map(question).collect::<Vec<_>>()
    };
    read.cells.iter().zip(written).flat_map(of_cell).collect()
}
