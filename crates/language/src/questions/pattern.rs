//! Patterns over tokens: words, one of several, at will, a gap.

use std::collections::{BTreeMap, HashMap};

use super::token::{Class, Token, normal};

/// The longest gap that `…` bridges, in tokens.
const GAP: usize = 6;

/// The number of a word that stands in no pattern.
const UNKNOWN: u32 = u32::MAX;

/// One step of a pattern, over words or their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Step<W> {
    Word(W),
    /// This word, begun with a capital.
    Name(W),
    Number,
    Date,
    Year,
    Norm,
    Dots,
    Capital,
    Any,
    Gap,
}

impl Step<String> {
    fn of(word: &str) -> Self {
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

    fn numbered(self, number: impl FnOnce(String) -> u32) -> Step<u32> {
        match self {
            Step::Word(word) => Step::Word(number(word)),
            Step::Name(word) => Step::Name(number(word)),
            Step::Number => Step::Number,
            Step::Date => Step::Date,
            Step::Year => Step::Year,
            Step::Norm => Step::Norm,
            Step::Dots => Step::Dots,
            Step::Capital => Step::Capital,
            Step::Any => Step::Any,
            Step::Gap => Step::Gap,
        }
    }
}

impl Step<u32> {
    /// Whether a step that is no word takes this token.
    fn fits(self, token: &Token<'_>) -> bool {
        match self {
            Step::Number => token.class == Class::Number,
            Step::Date => token.class == Class::Date,
            Step::Year => token.class == Class::Year,
            Step::Norm => token.class == Class::Norm,
            Step::Dots => token.class == Class::Dots,
            Step::Capital => token.has_capital && token.class == Class::Word,
            Step::Any => !matches!(token.class, Class::Sign | Class::Dots),
            Step::Word(_) | Step::Name(_) | Step::Gap => false,
        }
    }
}

/// Writes a pattern out into plain sequences: `(a|b c) (d)?` becomes `a d`, `a`, `b c d`, `b c`.
fn written_out(pattern: &str) -> Vec<Vec<Step<String>>> {
    let mut sequences: Vec<Vec<Step<String>>> = vec![Vec::new()];
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
                let mut choices: Vec<Vec<Step<String>>> = alternatives(group.get(..end).unwrap_or_default());
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

fn alternatives(group: &str) -> Vec<Vec<Step<String>>> {
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

/// Many patterns, found together: a tree of their steps, so that what they have in common is looked at once. Their words are
/// numbered, and a token is looked up once: to compare words is to compare numbers.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    numbers: HashMap<String, u32>,
    root: Node,
}

/// What may follow a beginning that patterns have in common.
#[derive(Debug, Default)]
struct Node {
    words: BTreeMap<u32, Node>,
    /// Words that begin with a capital.
    names: BTreeMap<u32, Node>,
    others: BTreeMap<Step<u32>, Node>,
    ends: Vec<End>,
}

/// A pattern ends here.
#[derive(Debug, Clone, Copy)]
struct End {
    /// Its number: an entry has as many patterns as there are ways to write it out.
    pattern: usize,
    entry: usize,
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
        let written = patterns.flat_map(|(entry, pattern)| {
            written_out(pattern).into_iter().map(move |sequence| (entry, sequence))
        });
        for (pattern, (entry, sequence)) in written.filter(|(_, sequence)| !sequence.is_empty()).enumerate() {
            let mut node = &mut all.root;
            for step in sequence {
                let next = u32::try_from(all.numbers.len()).unwrap_or(UNKNOWN);
                node = node.after(step.numbered(|word| *all.numbers.entry(word).or_insert(next)));
            }
            node.ends.push(End { pattern, entry });
        }
        all
    }

    /// Every place where a pattern of such an entry is found, also one within another.
    pub(super) fn all(&self, tokens: &[Token<'_>], counts: impl Fn(usize) -> bool) -> Vec<Hit> {
        let number = |token: &Token<'_>| self.numbers.get(token.word.as_ref()).copied().unwrap_or(UNKNOWN);
        let words: Vec<u32> = tokens.iter().map(number).collect();
        let (mut hits, mut ends) = (Vec::new(), Vec::new());
        for from in 0..tokens.len() {
            self.root.follow(Rest { tokens, words: &words }.from(from), 0, &mut ends);
            let counted = ends.drain(..).filter(|(end, _)| counts(end.entry));
            hits.extend(counted.map(|(end, length)| Hit { entry: end.entry, from, to: from + length }));
        }
        hits
    }

    /// The same; of several in one place, the longest, and of equals, the first entry.
    pub(super) fn find(&self, tokens: &[Token<'_>], counts: impl Fn(usize) -> bool) -> Vec<Hit> {
        outermost(self.all(tokens, counts))
    }
}

impl Node {
    /// The node after this step, which is made when there is none.
    fn after(&mut self, step: Step<u32>) -> &mut Node {
        match step {
            Step::Word(word) => self.words.entry(word).or_default(),
            Step::Name(word) => self.names.entry(word).or_default(),
            other => self.others.entry(other).or_default(),
        }
    }

    /// The patterns that take the next tokens, each with how many it takes.
    fn follow(&self, rest: Rest<'_, '_>, taken: usize, ends: &mut Vec<(End, usize)>) {
        ends.extend(self.ends.iter().map(|end| (*end, taken)));
        if let Some(node) = self.others.get(&Step::Gap) {
            node.bridge(rest, taken, ends);
        }
        let Some((token, word)) = rest.tokens.first().zip(rest.words.first()) else { return };
        let name = self.names.get(word).filter(|_| token.has_capital);
        let others = self.others.iter().filter(|(step, _)| step.fits(token)).map(|(_, node)| node);
        for node in self.words.get(word).into_iter().chain(name).chain(others) {
            node.follow(rest.from(1), taken + 1, ends);
        }
    }

    /// The patterns after a gap, each over a gap of as few tokens as will do.
    fn bridge(&self, rest: Rest<'_, '_>, taken: usize, ends: &mut Vec<(End, usize)>) {
        let closes =
            |token: &Token<'_>| token.class == Class::Sign && matches!(token.word.as_ref(), ";" | ":");
        let mut found: Vec<(End, usize)> = Vec::new();
        for bridged in 0..=GAP.min(rest.tokens.len()) {
            if bridged.checked_sub(1).and_then(|last| rest.tokens.get(last)).is_some_and(closes) {
                break;
            }
            let mut more = Vec::new();
            self.follow(rest.from(bridged), taken + bridged, &mut more);
            more.retain(|(end, _)| found.iter().all(|(known, _)| known.pattern != end.pattern));
            found.append(&mut more);
        }
        ends.append(&mut found);
    }
}

/// Tokens with the numbers of their words.
#[derive(Clone, Copy)]
struct Rest<'t, 'a> {
    tokens: &'t [Token<'a>],
    words: &'t [u32],
}

impl Rest<'_, '_> {
    fn from(self, at: usize) -> Self {
        let (tokens, words) = (self.tokens.get(at..), self.words.get(at..));
        Rest { tokens: tokens.unwrap_or_default(), words: words.unwrap_or_default() }
    }
}

/// Drops what lies within something longer.
pub(super) fn outermost(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_by_key(|hit| (hit.from, std::cmp::Reverse(hit.to), hit.entry));
    let mut kept: Vec<Hit> = Vec::new();
    for hit in hits {
        if kept.iter().all(|outer| outer.to < hit.to || hit.from < outer.from) {
            kept.push(hit);
        }
    }
    kept
}
