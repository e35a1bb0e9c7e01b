//! What makes a statement concrete, as far as words show it: numbers, dates, documents, names.

use std::ops::Range;
use std::sync::LazyLock;

use super::pattern::{Hit, Patterns, outermost};
use super::token::{Token, tokens};
use crate::sentence_ranges;

/// Something in a statement that can be looked up or counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mark {
    /// A count or a measure.
    Number,
    /// A day, month, quarter, year.
    Date,
    /// A document, article, target.
    Norm,
    /// A person by name or by post.
    Person,
    /// A place or a unit by name or number.
    Place,
    /// A body: a committee, an office.
    Body,
    /// The writer.
    Writer,
    /// A list that follows.
    List,
    /// A cause that lay with those who write.
    OwnCause,
    /// A cause that did not.
    OutsideCause,
    /// Something that proves it.
    Evidence,
    /// What came of it.
    Consequence,
    /// How it compares with the period before.
    Comparison,
    /// Who answers for it.
    Responsibility,
    /// Something that is done about it.
    RemedyAct,
    /// Until when.
    Deadline,
    /// By what one sees that it is done.
    Measure,
}

impl Mark {
    /// Every mark, in the order in which they are declared.
    pub const ALL: [Mark; 17] = [
        Mark::Number,
        Mark::Date,
        Mark::Norm,
        Mark::Person,
        Mark::Place,
        Mark::Body,
        Mark::Writer,
        Mark::List,
        Mark::OwnCause,
        Mark::OutsideCause,
        Mark::Evidence,
        Mark::Consequence,
        Mark::Comparison,
        Mark::Responsibility,
        Mark::RemedyAct,
        Mark::Deadline,
        Mark::Measure,
    ];

    /// Its code in the data and in interfaces.
    pub const fn code(self) -> &'static str {
        match self {
            Mark::Number => "number",
            Mark::Date => "date",
            Mark::Norm => "norm",
            Mark::Person => "person",
            Mark::Place => "place",
            Mark::Body => "body",
            Mark::Writer => "self",
            Mark::List => "list",
            Mark::OwnCause => "own_cause",
            Mark::OutsideCause => "outside_cause",
            Mark::Evidence => "evidence",
            Mark::Consequence => "consequence",
            Mark::Comparison => "comparison",
            Mark::Responsibility => "responsibility",
            Mark::RemedyAct => "remedy_act",
            Mark::Deadline => "deadline",
            Mark::Measure => "measure",
        }
    }

    pub(super) fn of_code(code: &str) -> Option<Mark> {
        Mark::ALL.into_iter().find(|mark| mark.code() == code)
    }
}

/// A mark and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub mark: Mark,
    /// The bytes of the text that show it.
    pub range: Range<usize>,
}

/// A pattern of a mark, or of what only looks like it.
struct Entry {
    mark: Mark,
    is_real: bool,
    pattern: &'static str,
}

static ENTRIES: LazyLock<Vec<Entry>> = LazyLock::new(|| {
    let lines = include_str!("../../data/marks.tsv").lines().filter(|line| !line.starts_with('#'));
    let entry = |(code, pattern): (&'static str, &'static str)| {
        let bare = code.strip_prefix('-').unwrap_or(code);
        Mark::of_code(bare).map(|mark| Entry { mark, is_real: bare == code, pattern })
    };
    lines.filter_map(|line| line.split_once('\t')).filter_map(entry).collect()
});

static PATTERNS: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::of(ENTRIES.iter().enumerate().map(|(index, entry)| (index, entry.pattern))));

/// The marks of a text, mark by mark, in the order of the text.
pub fn marks(text: &str) -> Vec<Found> {
    let sentences = sentence_ranges(text).into_iter();
    sentences
        .filter_map(|range| Some(marks_of(&tokens(text.get(range.clone())?, range.start))))
        .flatten()
        .collect()
}

/// The marks of a sentence, mark by mark. Each mark for itself: one word may carry several.
pub(super) fn marks_of(tokens: &[Token<'_>]) -> Vec<Found> {
    let mut hits: [Vec<Hit>; Mark::ALL.len()] = Default::default();
    for hit in PATTERNS.all(tokens, |_| true) {
        let own = ENTRIES.get(hit.entry).and_then(|entry| hits.get_mut(entry.mark as usize));
        own.into_iter().for_each(|own| own.push(hit));
    }
    let mut found: Vec<Found> = Vec::new();
    for (mark, hits) in Mark::ALL.iter().zip(hits) {
        for hit in outermost(hits) {
            let is_mark = ENTRIES.get(hit.entry).is_some_and(|entry| entry.is_real);
            let ends = tokens.get(hit.from).zip(hit.to.checked_sub(1).and_then(|last| tokens.get(last)));
            let Some((first, last)) = ends.filter(|_| is_mark) else { continue };
            let range = first.range.start..last.range.end;
            // What overlaps is one mark: *đồng chí Nguyễn* and *Nguyễn Văn An* are one person.
            match found.last_mut() {
                Some(before) if before.mark == *mark && range.start < before.range.end => {
                    before.range.end = before.range.end.max(range.end);
                }
                _ => found.push(Found { mark: *mark, range }),
            }
        }
    }
    found
}
