//! Questions about the wording of a report before it is submitted: what a good chair would ask.
//!
//! The questions come from the lexicon of the crate `language`, which knows Vietnamese; a report in another language
//! is not asked. Nobody's words are rewritten. A question holds a report up only where the rule pack says so, and then
//! it can be waived with a reason.

use base::web::Words;
use domain::common::kinds::{SectionPurpose, WordingKind};
use domain::common::{Language, Prose};
use language::questions::{Section, ask, copied_share};
use serde::Serialize;

use super::folder::{Content, Folder};
use super::found::{self, Asked, Found};
use super::parts::{Earlier, language as words_of};
use super::stated::Stated;
use super::store::WordingWaiverRow;

/// A section that says much the same, word for word, as in the period before.
#[derive(Serialize)]
pub(super) struct Copied {
    pub section: String,
    pub percent: i64,
}

/// A section with what its paragraphs state.
#[derive(Serialize)]
pub(super) struct StatedSection {
    pub title: String,
    pub stated: Stated,
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

/// A question as a page shows it.
pub(super) fn shown(found: &Found, folder: &Folder, w: Words) -> Asked {
    found.shown(title_of(&found.place, folder, w), w)
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

/// Where on the form a section of this report stands, when its words are read: only Vietnamese is.
pub(super) fn read_as(folder: &Folder, purpose: SectionPurpose) -> Option<Section> {
    section_of(purpose).filter(|_| folder.pack.language == Language::Vietnamese)
}

/// What the paragraphs of each section state, under its title; sections of which nothing is expected are left out.
pub(super) fn stated(folder: &Folder, content: &Content, w: Words) -> Vec<StatedSection> {
    let read = |section: &domain::common::pack::FormSection| {
        let text = content.sections.get(&section.code)?;
        let stated = Stated::of(text.as_str(), read_as(folder, section.purpose)?, w);
        let title = section.title.in_language(words_of(w.lang())).to_owned();
        (!stated.paragraphs.is_empty()).then_some(StatedSection { title, stated })
    };
    folder.form.sections.iter().filter_map(read).collect()
}

fn about(text: &Prose, section: Section, place: &str, must: &[WordingKind]) -> Vec<Found> {
    Found::all(text.as_str(), ask(text.as_str(), section), place, must)
}

/// The places, in the list of questions, of those that hold the report up.
pub(super) fn open(folder: &Folder, found: &[Found], waivers: &[WordingWaiverRow]) -> Vec<usize> {
    let waived: Vec<_> = waivers.iter().map(WordingWaiverRow::question).collect();
    found::open(found, &waived, &folder.pack.parameters.wording_answered.value)
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
