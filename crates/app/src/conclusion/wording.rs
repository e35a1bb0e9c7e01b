//! What a good chair would ask about the wording of a shortcoming. Nothing is rewritten, and nothing is stopped by it.

use base::web::Lang;
use domain::common::kinds::ShortcomingField;
use language::questions::{Field, Meter, meter};
use serde::Serialize;

use super::store::ShortcomingRow;

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
        let written = [
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
        let written = written.iter().filter_map(|(field, text)| text.map(|text| (*field, text.as_str())));
        let written: Vec<(Field, &str)> = written.collect();
        let read = meter(&written);
        Wording {
            n_numbers: read.n_numbers,
            n_dates: read.n_dates,
            n_names: read.n_names,
            asked: asked(&written, &read, lang),
        }
    }
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
