//! Questions about the wording of a report before it is submitted: what a good chair would ask.
//!
//! The questions come from the lexicon of the crate `language`, which knows Vietnamese; a report in another language
//! is not asked. Nobody's words are rewritten. A question holds a report up only where the rule pack says so, and then
//! it can be waived with a reason.

use std::ops::Range;

use base::web::Words;
use domain::common::kinds::{SectionPurpose, WordingKind};
use domain::common::{Language, Prose};
use domain::report::wording::{WordingQuestion, open_questions};
use language::questions::{Kind, Question, Section, Sentence, ask, copied_share};
use language::sentence_ranges;
use serde::Serialize;

use super::folder::{Content, Folder};
use super::parts::{Earlier, language as words_of};
use super::store::WordingWaiverRow;

/// A sentence with the wording that is asked about.
pub(super) struct Found {
    /// Where in the report, as rules and forms name it: `sections.shortcomings`, `suggestion.<key>.cause`,
    /// `carried.<key>`.
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
    /// The question as the rule sees it.
    pub fn question(&self) -> WordingQuestion<'_> {
        WordingQuestion { place: &self.place, kind: self.kind, sentence: &self.sentence }
    }

    /// The same as a page shows it.
    pub fn shown(&self, folder: &Folder, w: Words) -> Asked {
        let cut = |range: Range<usize>| self.sentence.get(range).unwrap_or_default().to_owned();
        Asked {
            section: title_of(&self.place, folder, w),
            before: cut(0..self.words.start),
            words: cut(self.words.clone()),
            after: cut(self.words.end..self.sentence.len()),
            question: self.question.in_language(w.lang().code()).to_owned(),
        }
    }
}

/// A question as a page shows it.
#[derive(Serialize)]
pub(super) struct Asked {
    pub section: String,
    pub before: String,
    pub words: String,
    pub after: String,
    pub question: String,
}

/// A section that says much the same, word for word, as in the period before.
#[derive(Serialize)]
pub(super) struct Copied {
    pub section: String,
    pub percent: i64,
}

/// From this share on a section is asked about: most of it stands word for word in the report of the period before.
const COPIED: f64 = 0.6;

/// The questions about the sections of a report and about its answers, in the order of the form.
pub(super) fn questions(folder: &Folder, content: &Content) -> Vec<Found> {
    if folder.pack.language != Language::Vietnamese {
        return Vec::new();
    }
    let must = folder.pack.parameters.wording_answered.value.as_slice();
    let about = |text: &Prose, section, place: &str| about(text, section, place, must);
    let mut found = Vec::new();
    for section in &folder.form.sections {
        if let Some((place, text)) = section_of(section.purpose).zip(content.sections.get(&section.code)) {
            found.extend(about(text, place, &format!("sections.{}", section.code)));
        }
    }
    for answer in &content.to_suggestions {
        let parts = [
            ("text", Some(&answer.text), Section::Explanations),
            ("cause", answer.cause.as_ref(), Section::Causes),
            ("responsibility", answer.responsibility.as_ref(), Section::Responsibility),
        ];
        for (part, text, place) in parts {
            let name = format!("suggestion.{}.{part}", answer.suggestion_id);
            found.extend(text.map(|text| about(text, place, &name)).unwrap_or_default());
        }
    }
    for answer in &content.to_carried {
        found.extend(about(&answer.text, Section::Followed, &format!("carried.{}", answer.carried_item_id)));
    }
    found
}

/// The place of a question in words.
pub(super) fn title_of(place: &str, folder: &Folder, w: Words) -> String {
    match place.split_once('.') {
        Some(("sections", code)) => {
            let title = folder.section(code).map(|section| section.title.in_language(words_of(w.lang())));
            title.unwrap_or(code).to_owned()
        }
        Some(("suggestion", _)) => w.t("report-answers-to-suggestions"),
        _ => w.t("report-answers-to-carried"),
    }
}

/// Where on the form a section stands, as the lexicon knows it.
pub(super) const fn section_of(purpose: SectionPurpose) -> Option<Section> {
    match purpose {
        SectionPurpose::Strengths => Some(Section::Strengths),
        // One heading holds shortcomings and their causes: what is asked about either is asked here.
        SectionPurpose::Shortcomings => Some(Section::Shortcomings),
        SectionPurpose::Carried => Some(Section::Followed),
        SectionPurpose::Suggestions => Some(Section::Explanations),
        SectionPurpose::Responsibility => Some(Section::Responsibility),
        SectionPurpose::Remedies => Some(Section::Remedies),
        SectionPurpose::Other => None,
    }
}

fn about(text: &Prose, section: Section, place: &str, must: &[WordingKind]) -> Vec<Found> {
    let text = text.as_str();
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
    ask(text, section).into_iter().filter_map(found).collect()
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

/// The places, in the list of questions, of those that hold the report up.
pub(super) fn open(folder: &Folder, found: &[Found], waivers: &[WordingWaiverRow]) -> Vec<usize> {
    let asked: Vec<_> = found.iter().map(Found::question).collect();
    let waived: Vec<_> = waivers.iter().map(WordingWaiverRow::question).collect();
    open_questions(&asked, &waived, &folder.pack.parameters.wording_answered.value)
}

/// The sections that say the same as in the period before.
pub(super) fn copied(folder: &Folder, content: &Content, earlier: Option<&Earlier>, w: Words) -> Vec<Copied> {
    let Some(earlier) = earlier else { return Vec::new() };
    let section = |section: &domain::common::pack::FormSection| {
        let now = content.sections.get(&section.code)?;
        let before = earlier.sections.iter().find(|one| one.code == section.code)?.text.as_ref()?;
        let share = copied_share(now.as_str(), before.as_str());
        let title = section.title.in_language(words_of(w.lang())).to_owned();
        // A share of 0 to 1 as whole per cent: far within what the number holds.
        (COPIED <= share).then(|| Copied { section: title, percent: (share * 100.0).round() as i64 })
    };
    folder.form.sections.iter().filter_map(section).collect()
}
