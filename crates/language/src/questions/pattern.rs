//! Patterns over tokens: words, one of several, at will, a gap.

use std::collections::HashMap;

use super::token::{Class, Token, normal};

/// The longest gap that `…` bridges, in tokens.
const GAP: usize = 6;

/// One step of a pattern.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Step {
    Word(String),
    /// This word, begun with a capital.
    Name(String),
    Number,
    Date,
    Year,
    Norm,
    Dots,
    Capital,
    Any,
    Gap,
}

impl Step {
    fn of(word: &str) -> Step {
        match word {
            "…" => Step::Gap,
            "<num>" => Step::Number,
            "<date>" => Step::Date,
            "<year>" => Step::Year,
            "<norm>" => Step::Norm,
            "<dots>" => Step::Dots,
            "<cap>" => Step::Capital,
            "<any>" => Step::Any,
            word => match word.strip_prefix('^') {
                Some(name) => Step::Name(normal(name).into_owned()),
                None => Step::Word(normal(word).into_owned()),
            },
        }
    }

    fn fits(&self, token: &Token<'_>) -> bool {
        match self {
            Step::Word(word) => token.word == *word,
            Step::Name(word) => token.has_capital && token.word == *word,
            Step::Number => token.class == Class::Number,
            Step::Date => token.class == Class::Date,
            Step::Year => token.class == Class::Year,
            Step::Norm => token.class == Class::Norm,
            Step::Dots => token.class == Class::Dots,
            Step::Capital => token.has_capital && token.class == Class::Word,
            Step::Any => !matches!(token.class, Class::Sign | Class::Dots),
            Step::Gap => false,
        }
    }
}

/// Writes a pattern out into plain sequences: `(a|b c) (d)?` becomes `a d`, `a`, `b c d`, `b c`.
fn written_out(pattern: &str) -> Vec<Vec<Step>> {
    let mut sequences: Vec<Vec<Step>> = vec![Vec::new()];
    let mut rest = pattern.trim();
    while !rest.is_empty() {
        let (choices, after) = match rest.strip_prefix('(') {
            Some(group) => {
                let end = closing(group);
                let after = group.get(end + 1..).unwrap_or_default();
                let (is_optional, after) = match after.strip_prefix('?') {
                    Some(after) => (true, after),
                    None => (false, after),
                };
                let mut choices: Vec<Vec<Step>> = alternatives(group.get(..end).unwrap_or_default());
                if is_optional {
                    choices.push(Vec::new());
                }
                (choices, after)
            }
            None => {
                let end = rest.find([' ', '(']).unwrap_or(rest.len());
                let (word, after) = rest.split_at(end);
                (vec![vec![Step::of(word)]], after)
            }
        };
        rest = after.trim_start();
        sequences = sequences
            .iter()
            .flat_map(|sequence| choices.iter().map(move |choice| [sequence.as_slice(), choice].concat()))
            .collect();
    }
    sequences
}

/// Where the group that is open ends.
fn closing(group: &str) -> usize {
    let mut depth = 1usize;
    let found = group.char_indices().find(|(_, c)| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth == 0
    });
    found.map_or(group.len(), |(at, _)| at)
}

fn alternatives(group: &str) -> Vec<Vec<Step>> {
    let mut depth = 0usize;
    let parts = group.split(|c: char| {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == '|' && depth == 0
    });
    parts.flat_map(written_out).collect()
}

/// Many patterns, found together.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    by_word: HashMap<String, Vec<(usize, Vec<Step>)>>,
    others: Vec<(usize, Vec<Step>)>,
}

/// Where the pattern of an entry was found, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub(super) entry: usize,
    pub(super) from: usize,
    pub(super) to: usize,
}

impl Patterns {
    /// Patterns with the numbers of their entries.
    pub(super) fn of<'a>(patterns: impl Iterator<Item = (usize, &'a str)>) -> Patterns {
        let mut all = Patterns::default();
        for (entry, pattern) in patterns {
            for sequence in written_out(pattern) {
                match sequence.first() {
                    Some(Step::Word(word) | Step::Name(word)) => {
                        all.by_word.entry(word.clone()).or_default().push((entry, sequence));
                    }
                    Some(_) => all.others.push((entry, sequence)),
                    None => {}
                }
            }
        }
        all
    }

    /// Every place where a pattern of such an entry is found; of several in one place, the longest, and of equals, the
    /// first entry.
    pub(super) fn find(&self, tokens: &[Token<'_>], counts: impl Fn(usize) -> bool) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (from, token) in tokens.iter().enumerate() {
            let rest = tokens.get(from..).unwrap_or_default();
            let known = self.by_word.get(token.word.as_ref()).into_iter().flatten();
            for (entry, sequence) in known.chain(&self.others).filter(|(entry, _)| counts(*entry)) {
                if let Some(length) = matched(sequence, rest) {
                    hits.push(Hit { entry: *entry, from, to: from + length });
                }
            }
        }
        outermost(hits)
    }
}

/// How many tokens the sequence takes from the start of these, bridging gaps with as few as will do.
fn matched(sequence: &[Step], tokens: &[Token<'_>]) -> Option<usize> {
    let Some((step, later)) = sequence.split_first() else { return Some(0) };
    if *step != Step::Gap {
        let (token, rest) = tokens.split_first()?;
        return if step.fits(token) { Some(1 + matched(later, rest)?) } else { None };
    }
    for bridged in 0..=GAP.min(tokens.len()) {
        let ends = |token: &Token<'_>| token.class == Class::Sign && matches!(token.word.as_ref(), ";" | ":");
        if tokens.get(..bridged).is_none_or(|gap| gap.iter().any(ends)) {
            return None;
        }
        if let Some(length) = matched(later, tokens.get(bridged..)?) {
            return Some(bridged + length);
        }
    }
    None
}

/// Drops what lies within something longer.
fn outermost(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.from, std::cmp::Reverse(hit.to), hit.entry));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if kept.iter().all(|outer| outer.to < hit.to || hit.from < outer.from) {
            kept.push(hit);
        }
    }
    kept
}
