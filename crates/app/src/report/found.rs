//! Sentences whose wording is asked about, as rules and pages see them: of a report, and of a shortcoming.
//!
//! Nobody's words are rewritten. A question holds something up only where the rule pack says so, and then it can be
//! waived with a reason.

use std::ops::Range;

use base::web::{FormView, Words};
use domain::common::Prose;
use domain::common::kinds::WordingKind;
use domain::common::wording::{WordingQuestion, open_questions};
use jiff::Timestamp;
use language::questions::{Kind, Question, Sentence};
use language::sentence_ranges;
use serde::Serialize;

/// A sentence with the wording that is asked about.
pub(crate) struct Found {
    /// Where, as rules and forms name it: `sections.shortcomings`, `suggestion.<key>.cause`, `carried.<key>`; the
    /// field of a shortcoming.
    pub place: String,
    /// What is vague.
    pub kind: WordingKind,
    /// The whole sentence.
    pub sentence: String,
    /// Where in it the words stand.
    words: Range<usize>,
    question: Sentence,
}

impl Found {
    /// What was asked about a text, each question with the sentence around it.
    pub fn all(text: &str, asked: Vec<Question>, place: &str, must: &[WordingKind]) -> Vec<Found> {
        let sentences = sentence_ranges(text);
        let found = |question: Question| {
            let range = question.range;
            let around = sentences.iter().find(|one| one.start <= range.start && range.end <= one.end);
            let around = around.cloned().unwrap_or_else(|| range.clone());
            let whole = text.get(around.clone())?;
            let from = around.start + whole.len() - whole.trim_start().len();
            Some(Found {
                place: place.to_owned(),
                kind: counts_as(&question.kinds, must)?,
                sentence: whole.trim().to_owned(),
                words: range.start.checked_sub(from)?..range.end.checked_sub(from)?,
                question: question.question,
            })
        };
        asked.into_iter().filter_map(found).collect()
    }

    /// The question as the rule sees it.
    pub fn question(&self) -> WordingQuestion<'_> {
        WordingQuestion { place: &self.place, kind: self.kind, sentence: &self.sentence }
    }

    /// The same as a page shows it, under the title of its place.
    pub fn shown(&self, section: String, w: Words) -> Asked {
        let cut = |range: Range<usize>| self.sentence.get(range).unwrap_or_default().to_owned();
        Asked {
            section,
            before: cut(0..self.words.start),
            words: cut(self.words.clone()),
            after: cut(self.words.end..self.sentence.len()),
            question: self.question.in_language(w.lang().code()).to_owned(),
        }
    }
}

/// A question as a page shows it.
#[derive(Serialize)]
pub(crate) struct Asked {
    pub section: String,
    pub before: String,
    pub words: String,
    pub after: String,
    pub question: String,
}

/// A question that holds something up until it is answered or waived.
#[derive(Serialize)]
pub(crate) struct Must {
    pub asked: Asked,
    /// Where whoever writes mends it.
    pub mend: Option<String>,
    #[serde(skip)]
    pub waive: Option<FormView>,
}

/// A question that was waived.
#[derive(Serialize)]
pub(crate) struct Waived {
    pub section: String,
    pub kind: WordingKind,
    pub sentence: Prose,
    pub reason: Prose,
    pub waived_at: Timestamp,
    #[serde(skip)]
    pub take_back: Option<FormView>,
}

/// The places, in the list of questions, of those that must still be answered.
pub(crate) fn open(found: &[Found], waived: &[WordingQuestion<'_>], must: &[WordingKind]) -> Vec<usize> {
    let asked: Vec<_> = found.iter().map(Found::question).collect();
    open_questions(&asked, waived, must)
}

/// The kind as which a question counts: one that must be answered before one that need not.
fn counts_as(kinds: &[Kind], must: &[WordingKind]) -> Option<WordingKind> {
    let kinds = || kinds.iter().map(|kind| kind_of(*kind));
    kinds().find(|kind| must.contains(kind)).or_else(|| kinds().next())
}

/// The kind of a question by the word that packs use.
const fn kind_of(kind: Kind) -> WordingKind {
    match kind {
        Kind::Frequency => WordingKind::Frequency,
        Kind::Quantity => WordingKind::Quantity,
        Kind::PseudoFault => WordingKind::PseudoFault,
        Kind::NoActor => WordingKind::NoActor,
        Kind::NoNorm => WordingKind::NoNorm,
        Kind::Cause => WordingKind::Cause,
        Kind::Remedy => WordingKind::Remedy,
        Kind::Praise => WordingKind::Praise,
        Kind::Copied => WordingKind::Copied,
        Kind::Evasion => WordingKind::Evasion,
    }
}
