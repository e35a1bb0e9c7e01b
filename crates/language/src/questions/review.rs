//! A whole report: its sections, the questions in each, and what can be said of it as a whole.

use std::ops::Range;

use super::lexicon::{Sentence, sentence};
use super::mark::{Mark, marks};
use super::section::section_of_heading;
use super::{Kind, Question, Section, ask};
use crate::sentence_ranges;

/// What was asked about a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Review {
    /// The questions in the order of the text, each with its section.
    pub questions: Vec<Asked>,
    /// What concerns the report as a whole.
    pub remarks: Vec<Remark>,
}

/// A question and the section in which it is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// Where in the report.
    pub section: Section,
    /// What is asked.
    pub question: Question,
}

/// Something about a report as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What it is.
    pub kind: RemarkKind,
    /// The bytes of the section that it is about.
    pub range: Range<usize>,
    /// The question.
    pub question: Sentence,
}

/// What can be said of a report as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// Too many sentences under strengths are stock praise.
    PraiseShare,
    /// Everything after the strengths is not half as long as they are.
    Balance,
    /// No cause lies with those who write.
    OnlyOutside,
    /// No remedy has a day.
    NoDeadline,
    /// Nobody is named under responsibility.
    NobodyNamed,
}

impl RemarkKind {
    const fn key(self) -> &'static str {
        match self {
            RemarkKind::PraiseShare => "praise_share",
            RemarkKind::Balance => "balance",
            RemarkKind::OnlyOutside => "only_outside",
            RemarkKind::NoDeadline => "no_deadline",
            RemarkKind::NobodyNamed => "nobody_named",
        }
    }

    fn about(self, range: Range<usize>) -> Remark {
        Remark { kind: self, range, question: sentence(self.key()) }
    }
}

/// A stretch of lines in one section, without the headings.
struct Stretch {
    section: Section,
    range: Range<usize>,
}

/// Reads a report as a whole; lines that head a section of the form say where one is.
pub fn review(text: &str) -> Review {
    let stretches = stretches(text);
    let mut questions = Vec::new();
    for stretch in &stretches {
        let Some(part) = text.get(stretch.range.clone()) else { continue };
        for mut question in ask(part, stretch.section) {
            question.range =
                question.range.start + stretch.range.start..question.range.end + stretch.range.start;
            questions.push(Asked { section: stretch.section, question });
        }
    }
    let remarks = remarks(text, &stretches, &questions);
    Review { questions, remarks }
}

fn stretches(text: &str) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = Vec::new();
    let mut section = Section::Any;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        match section_of_heading(line) {
            Some(opened) => section = opened,
            None => match found.last_mut() {
                Some(last) if last.section == section && last.range.end == range.start => {
                    last.range.end = range.end
                }
                _ => found.push(Stretch { section, range }),
            },
        }
    }
    found
}

/// A third of the sentences under strengths may be general.
const PRAISED: (usize, usize) = (1, 3);

/// Sections shorter than this say nothing about balance.
const LEAST_WORDS: usize = 60;

fn remarks(text: &str, stretches: &[Stretch], questions: &[Asked]) -> Vec<Remark> {
    let parts = |section: Section| stretches.iter().filter(move |stretch| stretch.section == section);
    let whole =
        |section: Section| parts(section).map(|stretch| stretch.range.clone()).reduce(|a, b| a.start..b.end);
    let said = |section: Section| -> String {
        parts(section).filter_map(|stretch| text.get(stretch.range.clone())).collect()
    };
    let mut remarks = Vec::new();

    if let Some(range) = whole(Section::Strengths) {
        let sentences = sentence_ranges(&said(Section::Strengths)).len();
        let praised = questions.iter().filter(|asked| {
            asked.section == Section::Strengths && asked.question.kinds.contains(&Kind::Praise)
        });
        if 2 < sentences && PRAISED.0 * sentences < PRAISED.1 * praised.count() {
            remarks.push(RemarkKind::PraiseShare.about(range.clone()));
        }
        let n_words = |section: Section| said(section).split_whitespace().count();
        let rest = [
            Section::Shortcomings,
            Section::Causes,
            Section::Followed,
            Section::Explanations,
            Section::Responsibility,
            Section::Remedies,
        ];
        let (n_strengths, n_rest) =
            (n_words(Section::Strengths), rest.into_iter().map(n_words).sum::<usize>());
        if LEAST_WORDS <= n_strengths && 2 * n_rest < n_strengths {
            remarks.push(RemarkKind::Balance.about(range));
        }
    }
    let lacks = |section: Section, wanted: &[Mark]| {
        let said = said(section);
        let is_filled = 5 < said.split_whitespace().count();
        let has = || marks(&said).iter().any(|found| wanted.contains(&found.mark));
        whole(section).filter(|_| is_filled && !has())
    };
    let outside = lacks(Section::Causes, &[Mark::OwnCause]);
    let names_outside = marks(&said(Section::Causes)).iter().any(|found| found.mark == Mark::OutsideCause);
    remarks.extend(outside.filter(|_| names_outside).map(|range| RemarkKind::OnlyOutside.about(range)));
    remarks
        .extend(lacks(Section::Remedies, &[Mark::Deadline]).map(|range| RemarkKind::NoDeadline.about(range)));
    let nobody = lacks(Section::Responsibility, &[Mark::Person, Mark::Writer]);
    remarks.extend(nobody.map(|range| RemarkKind::NobodyNamed.about(range)));
    remarks
}
