//! A rule pack: everything that a document could change, read from `rules/*.toml` with its clauses and its doubts.
//!
//! A pack decides nothing; gates ask it. A file with any problem is no pack.

mod error;
mod parameters;
mod read;
pub(crate) mod reader;

use std::collections::BTreeMap;

use jiff::civil::Date;

pub use error::{PROBLEMS, PackError};
pub use parameters::{Parameter, ParameterName, ParameterRow, Parameters};

use super::citation::Citation;
use super::gate::Gate;
use super::kinds::{SectionPurpose, SubjectKind};
use super::language::{Language, Words};
use super::rights::Role;
use super::stage::Stage;

crate::codes! {
    /// How issued papers are laid out.
    pub enum Layout {
        /// As party documents.
        Party = "party",
        /// As documents of the state.
        State = "state",
        /// As plain letters.
        Plain = "plain",
    }
}

/// A document that the pack rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceDocument {
    /// Its word in the pack.
    pub code: String,
    /// Its kind and number, as cited.
    pub number: String,
    /// The day it was issued.
    pub date: Option<Date>,
    /// What it is about.
    pub title: Words,
}

/// A sentence of a document that a gate or a value rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its word in the pack.
    pub code: String,
    /// The word of its document.
    pub document: String,
    /// Its place in the document.
    pub place: String,
    /// What it says, in short.
    pub text: Words,
    /// Whether nobody has confirmed it yet.
    pub unconfirmed: bool,
}

/// A word with its title: a content under review, a focus area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The word that is stored.
    pub code: String,
    /// The title.
    pub title: Words,
}

/// A form of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportForm {
    /// The word that is stored.
    pub code: String,
    /// The title.
    pub title: Words,
    /// Who writes it.
    pub subject: SubjectKind,
    /// Its sections in order.
    pub sections: Vec<FormSection>,
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormSection {
    /// The word that is stored.
    pub code: String,
    /// The title.
    pub title: Words,
    /// What it is for.
    pub purpose: SectionPurpose,
    /// Whether the report is incomplete without it.
    pub is_required: bool,
}

/// A task that every review of the campaign gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskTemplate {
    /// The word that is stored.
    pub code: String,
    /// The title.
    pub title: Words,
    /// The stage it belongs to.
    pub stage: Stage,
    /// Who has it to do.
    pub owner: Role,
    /// How many working days after the campaign opens it is due.
    pub due_working_days: u16,
    /// The clause that asks for it.
    pub clause: Option<String>,
}

/// A rule pack without a problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pack {
    /// Its word.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// The language of the papers it makes.
    pub language: Language,
    /// The layout of the papers it makes.
    pub layout: Layout,
    /// The first day it is valid.
    pub valid_from: Date,
    /// The last day it is valid, if it ends.
    pub valid_to: Option<Date>,
    /// The documents it rests on.
    pub documents: Vec<SourceDocument>,
    /// The clauses it rests on.
    pub clauses: Vec<Clause>,
    /// Which clause stands behind which gate.
    pub gates: BTreeMap<Gate, String>,
    /// The contents under review.
    pub contents: Vec<Titled>,
    /// The areas looked at with special care.
    pub focus_areas: Vec<Titled>,
    /// The forms of reports.
    pub forms: Vec<ReportForm>,
    /// The tasks that every review gets.
    pub tasks: Vec<TaskTemplate>,
    /// The single values.
    pub parameters: Parameters,
}

/// Which pack is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// One that comes with the program, or is to: it states everything.
    Shipped,
    /// The text that a campaign froze, perhaps before there were some of the values.
    Frozen,
}

impl Pack {
    /// Reads a pack that states every value.
    ///
    /// # Errors
    ///
    /// Every problem of the file with its line: unknown and missing keys, wrong kinds of values, values out of
    /// range, codes used twice, references to clauses and documents that are not there.
    pub fn parse(text: &str, file_name: &str) -> Result<Self, Vec<PackError>> {
        reader::read_file(text, file_name, |file| read::pack(file, Reading::Shipped))
    }

    /// Reads the pack that a campaign froze. A value that came with a later program may be missing: it is taken as it
    /// was before there was the rule, and says so ([`Parameter::absent`]).
    ///
    /// # Errors
    ///
    /// As [`Pack::parse`]. A key that this program does not know is an error here too: it is a rule of a newer program,
    /// and a campaign must not go on as if it had no such rule.
    pub fn parse_frozen(text: &str, file_name: &str) -> Result<Self, Vec<PackError>> {
        reader::read_file(text, file_name, |file| read::pack(file, Reading::Frozen))
    }

    /// The clause with this word.
    #[must_use]
    pub fn clause(&self, code: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.code == code)
    }

    /// The clause behind a gate.
    #[must_use]
    pub fn clause_of(&self, gate: Gate) -> Option<&Clause> {
        self.gates.get(&gate).and_then(|code| self.clause(code))
    }

    /// The document of a clause.
    #[must_use]
    pub fn document_of(&self, clause: &Clause) -> Option<&SourceDocument> {
        self.documents.iter().find(|document| document.code == clause.document)
    }

    /// A clause as it is cited: document and place.
    #[must_use]
    pub fn cite(&self, clause: &Clause) -> String {
        let number = self.document_of(clause).map_or(clause.document.as_str(), |document| &document.number);
        format!("{number}, {}", clause.place)
    }

    /// The form that a subject of this kind writes.
    #[must_use]
    pub fn form_for(&self, subject: SubjectKind) -> Option<&ReportForm> {
        self.forms.iter().find(|form| form.subject == subject)
    }

    /// Whether the pack is valid on a day.
    #[must_use]
    pub fn is_valid_on(&self, day: Date) -> bool {
        self.valid_from <= day && self.valid_to.is_none_or(|last| day <= last)
    }

    /// The pack with one value set by a unit's own document, which must be cited. The value is written as in a pack.
    ///
    /// # Errors
    ///
    /// Names an unknown parameter, or what is wrong with the value.
    pub fn with_override(&self, parameter: &str, value: &str, by: Citation) -> Result<Self, Vec<PackError>> {
        let text = format!("value = {value}");
        let mut pack = self.clone();
        reader::read_file(&text, parameter, |section| {
            let node = section.required("value")?;
            let Some(name) = ParameterName::parse(parameter) else {
                node.problems.add(&(0..0), "pack.unknown_parameter", &[("key", parameter)]);
                return None;
            };
            pack.parameters.set(name, &node, by)
        })?;
        Ok(pack)
    }
}

#[cfg(test)]
mod tests;
