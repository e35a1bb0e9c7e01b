//! What one document has from another: last year's report of the same person, a colleague's, any of a large collection.
//!
//! Passages are told in bytes of the texts as they were given. Words of the form, which everybody has, are nobody's copy.

mod align;
mod form;
mod marks;
mod shelf;
mod store;

pub use align::Passage;
pub use form::Form;
pub use store::{Store, StoreError, Stored};

use form::Learner;
use marks::Row;
use shelf::Shelf;

/// A collection whose documents can be fetched again, so that not all texts need to be in memory.
pub trait Texts {
    /// The text of a document.
    ///
    /// # Errors
    ///
    /// It cannot be read any more.
    fn text(&mut self, document: usize) -> std::io::Result<String>;
}

impl Texts for Vec<String> {
    fn text(&mut self, document: usize) -> std::io::Result<String> {
        Ok(self.get(document).cloned().unwrap_or_default())
    }
}

/// Which documents are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// From this document on, each is looked at as the one that copied, and those before it as sources.
    pub from: usize,
    /// Only documents before this one are sources.
    pub sources: usize,
    /// How many documents are held by their marks at once: some 2 KB of memory each at four pages.
    pub shelf: usize,
}

impl Asked {
    /// Each document against all before it.
    pub const ALL: Asked = Asked { from: 0, sources: usize::MAX, shelf: 500_000 };
}

/// Two documents that share passages.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The later document.
    pub first: usize,
    /// The earlier one.
    pub second: usize,
    /// Of the words of the later document that are not the form's, the share that stands in passages.
    pub share: f32,
    /// The passages, in the order of the later document.
    pub passages: Vec<Passage>,
}

/// Documents that were read, by their marks.
#[derive(Default)]
pub struct Collection {
    marks: Vec<u32>,
    ends: Vec<u64>,
    learner: Learner,
}

impl Collection {
    /// Without any document.
    pub fn new() -> Collection {
        Collection::default()
    }

    /// Takes a document in; they are numbered from 0 in the order in which they come.
    pub fn push(&mut self, text: &str) {
        let row = Row::of(text);
        self.learner.see(&row);
        self.push_marks(&row.marks());
    }

    /// Takes a document in whose marks are known; the form is not learnt from it.
    fn push_marks(&mut self, marks: &[u32]) {
        self.marks.extend_from_slice(marks);
        self.ends.push(self.marks.len() as u64);
    }

    /// How many documents there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Brings the documents into another order; `order` names each once, by the number that it had.
    pub fn reorder(&mut self, order: &[usize]) {
        if order.iter().enumerate().all(|(to, from)| to == *from) {
            return;
        }
        let mut reordered =
            Collection { learner: std::mem::take(&mut self.learner), ..Collection::default() };
        for document in order.iter().filter(|document| **document < self.len()) {
            reordered.push_marks(self.marks(*document));
        }
        *self = reordered;
    }

    fn marks(&self, document: usize) -> &[u32] {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.marks[start..self.ends[document] as usize]
    }

    /// Finds every two documents that share passages, as far as they are asked about.
    ///
    /// # Errors
    ///
    /// A text cannot be fetched again, or `each` fails.
    pub fn copies<E: From<std::io::Error>>(
        &mut self,
        texts: &mut impl Texts,
        asked: Asked,
        mut each: impl FnMut(Copy) -> Result<(), E>,
    ) -> Result<(), E> {
        let form = std::mem::take(&mut self.learner).form();
        let candidates = self.candidates(asked);
        for same in candidates.chunk_by(|one, two| one.0 == two.0) {
            let Some((first, _)) = same.first() else { continue };
            let first = *first as usize;
            let row = Row::of(&texts.text(first)?);
            let mut copies = Vec::new();
            for (_, second) in same {
                let other = Row::of(&texts.text(*second as usize)?);
                copies.extend(copy(first, *second as usize, &row, &other, &form));
            }
            for copy in nearest(copies, &row, &form) {
                each(copy)?;
            }
        }
        Ok(())
    }

    /// Pairs of documents with marks in common, the later one first, in its order.
    fn candidates(&self, asked: Asked) -> Vec<(u32, u32)> {
        let mut pairs = Vec::new();
        let mut start = 0;
        let last = asked.sources.min(self.len());
        while start < last {
            let end = (start + asked.shelf.max(1)).min(last);
            let rows = (start..end).map(|document| self.marks(document));
            let mut held = Shelf::new(start as u32, self.len(), rows);
            for document in start.max(asked.from)..self.len() {
                let earlier = held.candidates(self.marks(document), document as u32);
                pairs.extend(earlier.into_iter().map(|(earlier, _)| (document as u32, earlier)));
            }
            start = end;
        }
        pairs.sort_unstable();
        pairs
    }
}

/// Leaves each passage with the document that is nearest to it: who copied from the same source has it from there.
fn nearest(mut copies: Vec<Copy>, row: &Row, form: &Form) -> Vec<Copy> {
    /// Of documents that are nearly as near, the earliest is taken for the source.
    const NEARLY: f32 = 0.85;
    let words = |bytes: &std::ops::Range<usize>| words_of(row, bytes);
    let mut taken = vec![false; row.words.len()];
    let mut kept = Vec::new();
    while !copies.is_empty() {
        let equal: Vec<usize> = copies.iter().map(|copy| n_equal(&copy.passages, row)).collect();
        let most = equal.iter().copied().max().unwrap_or(0) as f32;
        let near = copies.iter().zip(&equal).enumerate().filter(|(_, (_, n))| most * NEARLY <= **n as f32);
        let Some((at, _)) = near.min_by_key(|(_, (copy, _))| copy.second) else { break };
        let mut nearest = copies.swap_remove(at);
        nearest.passages.iter().for_each(|passage| taken[words(&passage.first)].fill(true));
        nearest.share = share(row, &nearest.passages, form);
        for copy in &mut copies {
            copy.passages.retain(|passage| {
                let within = &taken[words(&passage.first)];
                within.iter().filter(|taken| **taken).count() * 2 < within.len()
            });
        }
        copies.retain(|copy| LEAST <= n_equal(&copy.passages, row));
        kept.push(nearest);
    }
    kept.sort_by_key(|copy| copy.second);
    kept
}

fn copy(first: usize, second: usize, row: &Row, other: &Row, form: &Form) -> Option<Copy> {
    let passages = align::passages(row, other, form);
    if n_equal(&passages, row) < LEAST {
        return None;
    }
    Some(Copy { first, second, share: share(row, &passages, form), passages })
}

/// Two documents with fewer equal words than this in all their passages have a sentence in common, not a copy.
const LEAST: usize = 40;

fn words_of(row: &Row, bytes: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let before = |byte: usize| row.at.partition_point(|at| (at.start as usize) < byte);
    before(bytes.start)..before(bytes.end)
}

fn n_words(row: &Row, bytes: &std::ops::Range<usize>) -> usize {
    words_of(row, bytes).len()
}

fn n_equal(passages: &[Passage], row: &Row) -> usize {
    let equal = passages.iter().flat_map(|passage| &passage.equal);
    equal.map(|(first, _)| n_words(row, first)).sum()
}

/// The passages that two texts share, and the share of the first that they make up; no form is known.
pub fn passages(first: &str, second: &str) -> (f32, Vec<Passage>) {
    let (row, other) = (Row::of(first), Row::of(second));
    let form = Form::default();
    let passages = align::passages(&row, &other, &form);
    (share(&row, &passages, &form), passages)
}

fn share(row: &Row, passages: &[Passage], form: &Form) -> f32 {
    let n_own = form.covers(row).iter().filter(|is_form| !**is_form).count();
    let n_copied: usize = passages.iter().map(|passage| n_words(row, &passage.first)).sum();
    if n_own == 0 { 0.0 } else { (n_copied as f32 / n_own as f32).min(1.0) }
}
