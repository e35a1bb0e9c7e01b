//! Questions about the wording of a report before it is submitted: what a good chair would ask.
//!
//! The questions come from the lexicon of the crate `language`, which knows Vietnamese; a report in another language
//! is not asked. A question holds nothing up, and nobody's words are rewritten.

use base::web::{Lang, Words};
use domain::common::Language;
use domain::common::kinds::SectionPurpose;
use language::questions::{Question, Section, ask, copied_share};
use language::sentence_ranges;
use serde::Serialize;

use super::folder::{Content, Folder};
use super::parts::{Earlier, language as words_of};

/// A sentence with the wording that is asked about.
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

/// More questions than this are a sign to read the whole again; the rest is counted.
const MOST: usize = 60;

/// The questions about the sections of a report and about its answers, in the order of the form; and how many more
/// there are.
pub(super) fn questions(folder: &Folder, content: &Content, w: Words) -> (Vec<Asked>, usize) {
    if folder.pack.language != Language::Vietnamese {
        return (Vec::new(), 0);
    }
    let mut asked = Vec::new();
    for section in &folder.form.sections {
        let title = section.title.in_language(words_of(w.lang()));
        let place = place_of(section.purpose);
        if let Some((place, text)) = place.zip(content.sections.get(&section.code)) {
            asked.extend(about(text.as_str(), place, title, w.lang()));
        }
    }
    let answers = w.t("report-answers-to-suggestions");
    for answer in &content.to_suggestions {
        asked.extend(about(answer.text.as_str(), Section::Explanations, &answers, w.lang()));
        if let Some(cause) = &answer.cause {
            asked.extend(about(cause.as_str(), Section::Causes, &answers, w.lang()));
        }
        if let Some(responsibility) = &answer.responsibility {
            asked.extend(about(responsibility.as_str(), Section::Responsibility, &answers, w.lang()));
        }
    }
    let carried = w.t("report-answers-to-carried");
    for answer in &content.to_carried {
        asked.extend(about(answer.text.as_str(), Section::Followed, &carried, w.lang()));
    }
    let more = asked.len().saturating_sub(MOST);
    asked.truncate(MOST);
    (asked, more)
}

/// Where on the form a section stands, as the lexicon knows it.
const fn place_of(purpose: SectionPurpose) -> Option<Section> {
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

fn about(text: &str, place: Section, title: &str, lang: Lang) -> Vec<Asked> {
    let sentences = sentence_ranges(text);
    let shown = |question: Question| {
        let range = &question.range;
        let around = sentences.iter().find(|one| one.start <= range.start && range.end <= one.end);
        let (start, end) = around.map_or((range.start, range.end), |one| (one.start, one.end));
        Some(Asked {
            section: title.to_owned(),
            before: text.get(start..range.start)?.trim_start().to_owned(),
            words: text.get(range.clone())?.to_owned(),
            after: text.get(range.end..end)?.trim_end().to_owned(),
            question: question.question.in_language(lang.code()).to_owned(),
        })
    };
    ask(text, place).into_iter().filter_map(shown).collect()
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
