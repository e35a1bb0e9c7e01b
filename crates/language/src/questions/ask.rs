//! Questions about one statement.

use std::ops::Range;

use super::lexicon::{Entry, LEXICON, PATTERNS, Sentence, Unless};
use super::mark::{Found, Mark, marks_of};
use super::token::tokens;
use super::{Kind, Section};
use crate::sentence_ranges;

/// A question about a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The bytes of the text that it asks about.
    pub range: Range<usize>,
    /// What is vague about them.
    pub kinds: Vec<Kind>,
    /// The number of the line of the lexicon.
    pub number: u16,
    /// What a good chair would ask.
    pub question: Sentence,
}

/// The questions about a text that stands in one section, in the order of the text.
///
/// What answers a question is looked for in the same sentence, for a remedy in the whole paragraph: its doer
/// and its day often stand in the next sentence.
pub fn ask(text: &str, section: Section) -> Vec<Question> {
    let mut asked = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        ask_paragraph(line, at, section, &mut asked);
        at += line.len();
    }
    asked
}

fn ask_paragraph(paragraph: &str, start: usize, section: Section, asked: &mut Vec<Question>) {
    let sentences: Vec<_> = sentence_ranges(paragraph)
        .into_iter()
        .filter_map(|range| Some(tokens(paragraph.get(range.clone())?, start + range.start)))
        .map(|tokens| (marks_of(&tokens), tokens))
        .collect();
    let marks: Vec<&Found> = sentences.iter().flat_map(|(marks, _)| marks).collect();
    let is_concrete_remedy = is_concrete_remedy(&marks);
    for (marks, tokens) in &sentences {
        let from = asked.len();
        for hit in
            PATTERNS.find(tokens, |index| LEXICON.get(index).is_some_and(|entry| counts(entry, section)))
        {
            let Some(entry) = LEXICON.get(hit.entry) else { continue };
            let ends = tokens.get(hit.from).zip(hit.to.checked_sub(1).and_then(|last| tokens.get(last)));
            let Some((first, last)) = ends else { continue };
            let range = first.range.start..last.range.end;
            let kinds = kinds_asked(entry, section);
            let is_answered = entry.unless.iter().any(|unless| match unless {
                Unless::ConcreteRemedy => is_concrete_remedy,
                Unless::Mark(mark) => is_marked(marks, *mark, &range),
            });
            if !kinds.is_empty() && !is_answered {
                asked.push(Question { range, kinds, number: entry.number, question: entry.question });
            }
        }
        let joined = join(asked.drain(from..), |gap| {
            gap.start >= gap.end
                || gap
                    .start
                    .checked_sub(start)
                    .and_then(|at| paragraph.get(at..gap.end - start))
                    .is_some_and(|between| between.trim().is_empty())
        });
        asked.extend(joined);
    }
}

/// Asks once where wordings overlap or follow one another and the question would be the same.
fn join(
    questions: impl Iterator<Item = Question>,
    is_nothing: impl Fn(Range<usize>) -> bool,
) -> Vec<Question> {
    let mut joined: Vec<Question> = Vec::new();
    for question in questions {
        match joined.last_mut() {
            Some(last)
                if last.question == question.question && is_nothing(last.range.end..question.range.start) =>
            {
                last.range.end = last.range.end.max(question.range.end);
                let new = question.kinds.into_iter().filter(|kind| !last.kinds.contains(kind));
                let new: Vec<Kind> = new.collect();
                last.kinds.extend(new);
            }
            _ => joined.push(question),
        }
    }
    joined
}

/// Whether the wording is looked for in this section; what only looks vague always is.
fn counts(entry: &Entry, section: Section) -> bool {
    let mut kinds = entry.kinds.iter();
    entry.kinds.is_empty()
        || match &entry.sections {
            Some(sections) => sections.contains(&section) || section == Section::Any,
            None => kinds.any(|kind| section.asks(*kind)),
        }
}

fn kinds_asked(entry: &Entry, section: Section) -> Vec<Kind> {
    let kinds = entry.kinds.iter().copied();
    match &entry.sections {
        Some(sections) if sections.contains(&section) || section == Section::Any => kinds.collect(),
        Some(_) => Vec::new(),
        None => kinds.filter(|kind| section.asks(*kind)).collect(),
    }
}

/// Whether the sentence holds such a mark outside the wording itself; a list answers only when it follows.
fn is_marked(marks: &[Found], mark: Mark, wording: &Range<usize>) -> bool {
    let outside = |found: &&Found| found.range.end <= wording.start || wording.end <= found.range.start;
    marks
        .iter()
        .filter(|found| found.mark == mark)
        .filter(outside)
        .any(|found| mark != Mark::List || wording.end <= found.range.start)
}

/// Whether somebody does it by some day and one will see that it is done.
fn is_concrete_remedy(marks: &[&Found]) -> bool {
    let has = |wanted: &[Mark]| marks.iter().any(|found| wanted.contains(&found.mark));
    has(&[Mark::Deadline])
        && has(&[Mark::Person, Mark::Place, Mark::Body, Mark::Writer])
        && has(&[Mark::Measure, Mark::Number])
}
