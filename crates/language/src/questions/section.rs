//! The sections of a report, because the same words are a fault in one and fitting in another.

use std::sync::LazyLock;

use super::Kind;
use crate::fold;

/// Where in a report a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Section {
    /// Nothing says where.
    Any,
    /// I: strengths and results.
    Strengths,
    /// II.1: shortcomings.
    Shortcomings,
    /// II.2: their causes.
    Causes,
    /// III: what became of the shortcomings of the period before.
    Followed,
    /// IV: explanations of what was suggested.
    Explanations,
    /// V: responsibility.
    Responsibility,
    /// VI: what will be done.
    Remedies,
    /// VII: the rating that is proposed.
    Rating,
}

impl Section {
    /// The sections of the form, in its order.
    pub const ALL: [Section; 9] = [
        Section::Any,
        Section::Strengths,
        Section::Shortcomings,
        Section::Causes,
        Section::Followed,
        Section::Explanations,
        Section::Responsibility,
        Section::Remedies,
        Section::Rating,
    ];

    /// Its number on the form.
    pub const fn number(self) -> &'static str {
        match self {
            Section::Any => "-",
            Section::Strengths => "I",
            Section::Shortcomings => "II.1",
            Section::Causes => "II.2",
            Section::Followed => "III",
            Section::Explanations => "IV",
            Section::Responsibility => "V",
            Section::Remedies => "VI",
            Section::Rating => "VII",
        }
    }

    /// The section with this number.
    pub fn of_number(number: &str) -> Option<Section> {
        Section::ALL.into_iter().find(|section| section.number() == number)
    }

    /// Whether wording of this kind is asked about here.
    pub(super) fn asks(self, kind: Kind) -> bool {
        use Kind::{
            Cause, Copied, Evasion, Frequency, NoActor, NoNorm, Praise, PseudoFault, Quantity, Remedy,
        };
        match self {
            Section::Any => true,
            Section::Strengths => matches!(kind, Praise | Copied | Evasion),
            Section::Shortcomings => kind != Praise,
            Section::Causes => {
                matches!(kind, Frequency | Quantity | PseudoFault | NoActor | Cause | Evasion | Remedy)
            }
            Section::Followed => matches!(kind, Frequency | Quantity | NoActor | Copied | Remedy | Evasion),
            Section::Explanations => kind != Praise && kind != NoNorm,
            Section::Responsibility => matches!(kind, Quantity | NoActor | Evasion | Remedy | Cause),
            Section::Remedies => matches!(kind, Remedy),
            Section::Rating => false,
        }
    }
}

static HEADINGS: LazyLock<Vec<(Section, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../../data/sections.tsv").lines().filter(|line| !line.starts_with('#'));
    let pairs = lines.filter_map(|line| line.split_once('\t'));
    pairs.filter_map(|(number, words)| Section::of_number(number).map(|section| (section, words))).collect()
});

/// Headings are short.
const LONGEST_HEADING: usize = 25;

/// The section that a line opens, when it is a heading of the form.
pub fn section_of_heading(line: &str) -> Option<Section> {
    let line = line.trim().trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ', ':']);
    let n_words = line.split_whitespace().count();
    if n_words == 0 || LONGEST_HEADING < n_words || line.ends_with(['.', ';', '!', '?']) {
        return None;
    }
    let (is_numbered, text) = match numbering(line) {
        Some(text) => (true, text),
        None => (false, line),
    };
    let is_capitals = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
    let folded = fold(text);
    // A line without number that goes on after a colon is a sentence with a label, not a heading.
    if folded.contains(':') || (!is_numbered && !is_capitals && 8 < n_words) {
        return None;
    }
    let places = HEADINGS
        .iter()
        .filter_map(|(section, words)| folded.find(words).map(|at| (at, words.len(), *section)));
    let (at, _, section) = places.min_by_key(|(at, length, _)| (*at, std::cmp::Reverse(*length)))?;
    // What is far from the start is a sentence that happens to say the word.
    if is_capitals || at <= 24 { Some(section) } else { None }
}

/// The line without its number, when it has one: `I-`, `II.`, `1.`, `2.1.`, `a)`.
fn numbering(line: &str) -> Option<&str> {
    let end = line.find([' ', '\u{a0}'])?;
    let (number, text) = line.split_at(end);
    let bare = number.trim_end_matches(['.', '-', ')', ':', '–']);
    let is_number = !bare.is_empty()
        && bare.len() < number.len()
        && (bare.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
            || bare.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
            || bare.chars().count() == 1);
    is_number.then(|| text.trim_start())
}
