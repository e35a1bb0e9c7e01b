//! What each paragraph of a report states, and what a good statement in its section would state besides.
//!
//! Nothing is counted and nobody is measured: a field that is not seen may stand in the paragraph before, or be known
//! to everybody who reads it. Whether it is missing is for the writer.

use std::ops::Range;

use super::section::section_of_heading;
use super::{Field, Section, statement};

/// A paragraph, and what is seen in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paragraph {
    /// The bytes of the paragraph.
    pub range: Range<usize>,
    /// The section in which it stands.
    pub section: Section,
    /// What it states of what a paragraph of this section states as a rule.
    pub stated: Vec<Field>,
    /// What of it is not seen.
    pub missing: Vec<Field>,
}

/// A line with fewer words is a heading or a remark, and states nothing.
const LEAST_WORDS: usize = 4;

/// A label before a colon is no longer than this.
const LONGEST_LABEL: usize = 60;

/// The paragraphs of a text that begins in a section; lines that head another section of the form lead into it.
/// Paragraphs of sections in which nothing is expected are left out.
pub fn paragraphs(text: &str, section: Section) -> Vec<Paragraph> {
    let (mut section, mut at, mut found) = (section, 0, Vec::new());
    for line in text.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let words = line.trim();
        if let Some(opened) = section_of_heading(line) {
            section = opened;
        } else if LEAST_WORDS <= words.split_whitespace().count() {
            found.extend(paragraph(words, start, labelled(words).unwrap_or(section)));
        }
    }
    found
}

/// The section that a label at the head of a paragraph names: *Nguyên nhân chủ quan: …*.
fn labelled(paragraph: &str) -> Option<Section> {
    let (label, _) = paragraph.split_once(':')?;
    if LONGEST_LABEL < label.len() { None } else { section_of_heading(label) }
}

fn paragraph(words: &str, start: usize, section: Section) -> Option<Paragraph> {
    let expected = section.expects();
    if expected.is_empty() {
        return None;
    }
    let said = statement(words);
    let (stated, missing) = expected.iter().copied().partition(|field| said.has(*field));
    Some(Paragraph { range: start..start + words.len(), section, stated, missing })
}

impl Section {
    /// What a paragraph of this section states as a rule: what is stated under another heading is not expected twice,
    /// and praise is asked about by its words alone.
    const fn expects(self) -> &'static [Field] {
        use Field::{
            Cause, Comparison, Deadline, Doer, Evidence, Extent, Matter, Measure, Norm, Place, Remedy,
            Responsible, Time,
        };
        match self {
            Section::Any => &[
                Matter,
                Norm,
                Extent,
                Place,
                Time,
                Responsible,
                Cause,
                Remedy,
                Doer,
                Deadline,
                Measure,
                Evidence,
            ],
            Section::Shortcomings => &[Matter, Norm, Extent, Place, Time, Responsible, Cause, Evidence],
            Section::Causes => &[Cause],
            Section::Followed => &[Matter, Extent, Time, Comparison, Evidence],
            Section::Explanations => &[Matter, Extent, Place, Time, Cause, Responsible, Remedy, Evidence],
            Section::Responsibility => &[Responsible],
            Section::Remedies => &[Remedy, Doer, Deadline, Measure],
            Section::Strengths | Section::Rating => &[],
        }
    }
}
