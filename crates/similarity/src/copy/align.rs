//! Two documents side by side: the passages that one has from the other.
//!
//! Grams that both hold are seeds. Seeds that go on in both documents, a few edited words between them, make a passage.

use std::ops::Range;

use super::form::Form;
use super::marks::{GRAM, Row, grams};
use super::reach::reach;

/// How many edited words may stand between two seeds of one passage.
const GAP: usize = 40;
/// By how many words more or fewer one document may have in such a gap.
const DRIFT: usize = 10;
/// The least number of equal words of a passage.
const LEAST: usize = 14;
/// The least length of the longest run of equal words in a passage; shorter ones are phrases that everybody uses.
const LONGEST_RUN: usize = 6;
/// The least number of grams of a passage that are no stock phrases.
const LEAST_OWN: usize = 8;
/// The least share of a passage that is equal.
const DENSITY: f32 = 0.3;
/// A gram that one document holds more often is no seed.
const REPEATED: usize = 4;
/// From so many words of the form on, a passage is cut; a stock phrase inside a sentence cuts none.
const FORM: usize = 12;

/// Words that both documents hold in a row.
pub(super) type Run = (Range<usize>, Range<usize>);

/// A passage in words: its equal runs in order.
#[derive(Debug, Clone)]
pub(super) struct Chain {
    pub(super) runs: Vec<Run>,
    pub(super) equal: usize,
}

impl Chain {
    fn first(&self) -> Range<usize> {
        self.runs[0].0.start..self.runs[self.runs.len() - 1].0.end
    }

    fn second(&self) -> Range<usize> {
        self.runs[0].1.start..self.runs[self.runs.len() - 1].1.end
    }

    /// How many grams of the equal runs are no stock phrases.
    fn n_own(&self, stock: &[bool]) -> usize {
        let of_run = |(one, _): &Run| {
            let grams = one.start..(one.end + 1).saturating_sub(GRAM).max(one.start);
            // A run of two words at the very end begins behind the last gram.
            stock.get(grams).unwrap_or_default().iter().filter(|stock| !**stock).count()
        };
        self.runs.iter().map(of_run).sum()
    }

    fn is_dense(&self) -> bool {
        let length = self.first().len().max(self.second().len());
        let longest = self.runs.iter().map(|(one, _)| one.len()).max().unwrap_or(0);
        LEAST <= self.equal && LONGEST_RUN <= longest && length as f32 * DENSITY <= self.equal as f32
    }
}

/// A passage that two documents share, in bytes of their texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// In the first document.
    pub first: Range<usize>,
    /// In the second document.
    pub second: Range<usize>,
    /// The parts that are equal but for case, marks, spaces and punctuation; a passage begins and ends with one.
    pub equal: Vec<(Range<usize>, Range<usize>)>,
}

/// Where the grams of a document are, those with the same first bits side by side.
#[derive(Default)]
struct Places {
    by_gram: Vec<(u32, u32)>,
    starts: Vec<u32>,
    shift: u32,
}

impl Places {
    fn lay(&mut self, words: &[u32]) {
        let bits = (usize::BITS - words.len().leading_zeros() + 1).clamp(2, 20);
        self.shift = 32 - bits;
        let bucket = |gram: u32| (gram >> self.shift) as usize;
        self.starts.clear();
        self.starts.resize((1 << bits) + 2, 0);
        // Counted two places ahead, so that filling moves each start to where it belongs.
        grams(words).for_each(|gram| self.starts[bucket(gram) + 2] += 1);
        (2..self.starts.len()).for_each(|at| self.starts[at] += self.starts[at - 1]);
        self.by_gram.clear();
        self.by_gram.resize((words.len() + 1).saturating_sub(GRAM), (0, 0));
        for (at, gram) in grams(words).enumerate() {
            let place = &mut self.starts[bucket(gram) + 1];
            self.by_gram[*place as usize] = (gram, at as u32);
            *place += 1;
        }
    }

    #[inline]
    fn of_gram(&self, gram: u32) -> impl Iterator<Item = usize> + Clone {
        let bucket = (gram >> self.shift) as usize;
        let all = &self.by_gram[self.starts[bucket] as usize..self.starts[bucket + 1] as usize];
        all.iter().filter(move |known| known.0 == gram).map(|known| known.1 as usize)
    }
}

/// A document that others are laid beside.
pub(super) struct Laid<'a> {
    pub(super) row: &'a Row,
    grams: Vec<u32>,
    /// By word: whether it is of the form.
    pub(super) form: Vec<bool>,
    /// By gram: whether it is a stock phrase.
    stock: Vec<bool>,
}

impl<'a> Laid<'a> {
    pub(super) fn new(row: &'a Row, form: &Form) -> Laid<'a> {
        let grams: Vec<u32> = grams(&row.words).collect();
        let stock = grams.iter().map(|gram| form.is_stock(*gram)).collect();
        Laid { row, grams, form: form.covers(&row.words), stock }
    }
}

/// Lays documents side by side.
#[derive(Default)]
pub(super) struct Aligner {
    places: Places,
    taken: Vec<bool>,
}

impl Aligner {
    /// The passages that two documents share, in the order of the first; no word of the first is in two of them.
    pub(super) fn passages(&mut self, laid: &Laid, second: &Row) -> Vec<Passage> {
        let first = laid.row;
        self.places.lay(&second.words);
        let mut chains = chains(laid, second, &self.places);
        chains.iter_mut().for_each(|chain| reach(chain, first, second));
        let parts = chains.into_iter().flat_map(|chain| cut_form(chain, &laid.form));
        let mut parts: Vec<Chain> =
            parts.filter(|chain| chain.is_dense() && LEAST_OWN <= chain.n_own(&laid.stock)).collect();
        parts.sort_by_key(|chain| (std::cmp::Reverse(chain.equal), chain.runs[0].0.start));
        self.taken.clear();
        self.taken.resize(first.words.len(), false);
        let mut kept = Vec::new();
        for chain in parts {
            let taken = &mut self.taken[chain.first()];
            if taken.iter().any(|taken| *taken) {
                continue;
            }
            taken.fill(true);
            kept.push(chain);
        }
        kept.sort_by_key(|chain| chain.runs[0].0.start);
        let in_bytes = |chain: Chain| Passage {
            first: first.bytes(chain.first()),
            second: second.bytes(chain.second()),
            equal: chain
                .runs
                .iter()
                .map(|(one, two)| (first.bytes(one.clone()), second.bytes(two.clone())))
                .collect(),
        };
        kept.into_iter().map(in_bytes).collect()
    }
}

fn chains(laid: &Laid, second: &Row, places: &Places) -> Vec<Chain> {
    let first = laid.row;
    let mut open: Vec<Chain> = Vec::new();
    let mut done: Vec<Chain> = Vec::new();
    for (at, gram) in laid.grams.iter().enumerate() {
        if laid.stock[at] {
            continue;
        }
        let others = places.of_gram(*gram);
        if others.clone().nth(REPEATED).is_some() {
            continue;
        }
        for other in others {
            if open.iter().any(|chain| holds(chain, at, other)) {
                continue;
            }
            let (one, two) = extended(first, second, at, other);
            match best(&open, &one, &two) {
                Some(place) => add(&mut open[place], one, two),
                None => {
                    let equal = one.len();
                    open.push(Chain { runs: vec![(one, two)], equal });
                }
            }
        }
        // What lies too far behind goes on no more.
        let is_behind = |chain: &Chain| chain.first().end + GAP < at;
        let mut place = 0;
        while place < open.len() {
            if is_behind(&open[place]) {
                let chain = open.swap_remove(place);
                if LEAST <= chain.equal {
                    done.push(chain);
                }
            } else {
                place += 1;
            }
        }
    }
    done.extend(open.into_iter().filter(|chain| LEAST <= chain.equal));
    done
}

/// Whether a seed lies in the last run of a chain already.
fn holds(chain: &Chain, at: usize, other: usize) -> bool {
    let (one, two) = &chain.runs[chain.runs.len() - 1];
    one.start <= at && at < one.end && at - one.start + two.start == other
}

/// A seed with the equal words around it.
fn extended(first: &Row, second: &Row, at: usize, other: usize) -> Run {
    let (one, two) = (&first.words, &second.words);
    let before = one[..at].iter().rev().zip(two[..other].iter().rev()).take_while(|(a, b)| a == b).count();
    let after = one[at..].iter().zip(&two[other..]).take_while(|(a, b)| a == b).count();
    (at - before..at + after, other - before..other + after)
}

/// The chain that a run goes on with: the one that it strays from least.
fn best(open: &[Chain], one: &Range<usize>, two: &Range<usize>) -> Option<usize> {
    let stray = |chain: &Chain| {
        let (gap_one, gap_two) =
            (one.end.checked_sub(chain.first().end)?, two.end.checked_sub(chain.second().end)?);
        let drift = gap_one.abs_diff(gap_two);
        let between =
            one.start.saturating_sub(chain.first().end).max(two.start.saturating_sub(chain.second().end));
        (between <= GAP && drift <= DRIFT && 0 < gap_one && 0 < gap_two).then_some((drift, between))
    };
    let placed = open.iter().enumerate().filter_map(|(place, chain)| Some((stray(chain)?, place)));
    placed.min().map(|(_, place)| place)
}

/// Appends a run, less what the chain holds already.
fn add(chain: &mut Chain, one: Range<usize>, two: Range<usize>) {
    let over = chain.first().end.saturating_sub(one.start).max(chain.second().end.saturating_sub(two.start));
    if over < one.len() {
        chain.equal += one.len() - over;
        chain.runs.push((one.start + over..one.end, two.start + over..two.end));
    }
}

/// Cuts a chain where the form runs through it.
fn cut_form(chain: Chain, form: &[bool]) -> Vec<Chain> {
    let mut parts: Vec<Chain> = Vec::new();
    let mut current = Chain { runs: Vec::new(), equal: 0 };
    let mut last_end: Option<usize> = None;
    let mut finish = |current: &mut Chain| {
        if !current.runs.is_empty() {
            parts.push(std::mem::replace(current, Chain { runs: Vec::new(), equal: 0 }));
        }
    };
    for (one, two) in chain.runs {
        if last_end.is_some_and(|end| form_run(&form[end.min(one.start)..one.start]) >= FORM) {
            finish(&mut current);
        }
        last_end = Some(one.end);
        // The own words of a run, in pieces where enough of the form lies between.
        let mut start = one.start;
        let mut at = one.start;
        while at < one.end {
            let n_form = form[at..one.end].iter().take_while(|form| **form).count();
            if FORM <= n_form {
                if start < at {
                    push(&mut current, start..at, two.start + (start - one.start));
                }
                finish(&mut current);
                at += n_form;
                start = at;
            } else {
                at += n_form.max(1);
            }
        }
        if start < one.end {
            push(&mut current, start..one.end, two.start + (start - one.start));
        }
    }
    finish(&mut current);
    parts
}

fn push(chain: &mut Chain, one: Range<usize>, second_start: usize) {
    chain.equal += one.len();
    chain.runs.push((one.clone(), second_start..second_start + one.len()));
}

/// The longest row of words of the form.
fn form_run(form: &[bool]) -> usize {
    form.split(|form| !form).map(<[bool]>::len).max().unwrap_or(0)
}
