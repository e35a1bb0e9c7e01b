//! What one document has from another: last year's report of the same person, a colleague's, any of a large collection.
//!
//! Passages are told in bytes of the texts as they were given. Words of the form, which everybody has, are nobody's copy.

mod align;
mod diagonal;
mod form;
mod marks;
mod proofs;
mod reach;
mod rows;
mod shelf;
mod store;
mod widespread;

pub use align::Passage;
pub use form::Form;
pub use store::{Store, StoreError, Stored};
pub use widespread::Widespread;

use align::{Aligner, Laid};
use diagonal::Diagonal;
use form::Learner;
use marks::{Marks, Reader, Row};
use rows::Rows;
use shelf::{FEW, Shelf};

use crate::common::Common;

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
    /// How many documents are held by their marks at once: some 3 KB of memory each at four pages.
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
    marks: Marks,
    ends: Vec<u64>,
    learner: Learner,
    reader: Reader,
    words: Vec<u32>,
    /// How many times the marks were thinned out, since there are so many documents.
    thinned: u32,
}

/// From this worth of marks in common on, it does not matter at what distances they stand: parts may be in another order.
const CERTAIN: u16 = 5;

/// What marks at the same distances must be worth: of marks that are worth more in all, less.
fn least_along(worth: u16) -> u16 {
    const FEW: u16 = 4;
    if worth <= FEW { 3 } else { 2 }
}

/// Of more marks than this half are kept, and half of these when there are as many again; they take 1.2 GB, and 2.4 GB
/// where they stand ready. A million reports of four pages have so many.
const ROOM: usize = 200_000_000;

/// Whether a mark is kept when they are thinned out so many times.
fn is_kept(mark: u32, thinned: u32) -> bool {
    mark.wrapping_mul(0x2c1b_3c6d).leading_zeros() >= thinned
}

impl Collection {
    /// Without any document.
    pub fn new() -> Collection {
        Collection::default()
    }

    /// Takes a document in; they are numbered from 0 in the order in which they come.
    pub fn push(&mut self, text: &str) {
        let mut words = std::mem::take(&mut self.words);
        self.reader.words(text, &mut words);
        self.learner.see(&words);
        let from = self.marks.len();
        self.marks.read(&words);
        self.end_document(from);
        self.words = words;
    }

    /// Takes a document in whose marks are known.
    fn push_known(&mut self, text: &str, marks: &Marks) {
        if self.learner.is_open() {
            let mut words = std::mem::take(&mut self.words);
            self.reader.words(text, &mut words);
            self.learner.see(&words);
            self.words = words;
        }
        let from = self.marks.len();
        self.marks.extend(marks, 0..marks.len());
        self.end_document(from);
    }

    /// Ends the document whose marks begin at a place.
    fn end_document(&mut self, from: usize) {
        if 0 < self.thinned {
            self.thin(from);
        }
        self.ends.push(self.marks.len() as u64);
        if ROOM < self.marks.len() && self.thinned < 3 {
            self.thin_all();
        }
    }

    fn thin(&mut self, from: usize) {
        let thinned = self.thinned;
        let to = self.marks.sift(from..self.marks.len(), from, |mark| is_kept(mark, thinned));
        self.marks.truncate(to);
    }

    fn thin_all(&mut self) {
        self.thinned += 1;
        let thinned = self.thinned;
        let (mut start, mut to) = (0, 0);
        for end in &mut self.ends {
            to = self.marks.sift(start..*end as usize, to, |mark| is_kept(mark, thinned));
            start = *end as usize;
            *end = to as u64;
        }
        self.marks.truncate(to);
        self.marks.shrink_to_fit();
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
            reordered.marks.extend(&self.marks, self.range(*document));
            reordered.ends.push(reordered.marks.len() as u64);
        }
        (reordered.reader, reordered.thinned) = (std::mem::take(&mut self.reader), self.thinned);
        *self = reordered;
    }

    fn marks(&self, document: usize) -> &[u32] {
        &self.marks.values[self.range(document)]
    }

    /// Where the marks of a document stand among those of all.
    fn range(&self, document: usize) -> std::ops::Range<usize> {
        let start = document.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        start..self.ends[document] as usize
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
        let mut beside = Beside { reader: std::mem::take(&mut self.reader), aligner: Aligner::default() };
        for same in candidates.chunk_by(|one, two| one.0 == two.0) {
            let Some((first, _)) = same.first() else { continue };
            let first = *first as usize;
            let sources = same.iter().map(|(_, second)| *second as usize);
            let text = texts.text(first)?;
            for copy in beside.copies(first, &text, sources, texts, &form)? {
                each(copy)?;
            }
        }
        self.reader = beside.reader;
        Ok(())
    }

    /// Pairs of documents with marks in common, the later one first, in its order.
    fn candidates(&self, asked: Asked) -> Vec<(u32, u32)> {
        let (mut pairs, mut diagonal) = (Vec::new(), Diagonal::default());
        let mut start = 0;
        let is_few = self.len() <= FEW;
        let last = asked.sources.min(self.len());
        let common = Common::of(self.marks.values.iter().copied());
        while start < last {
            let end = (start + asked.shelf.max(1)).min(last);
            let rows = Rows::new(&self.marks.values, &self.ends, start..end);
            // A mark of one document alone leads to nobody, unless others are asked about too.
            let least_of_a_mark = if (start, end) == (0, self.len()) { 2 } else { 1 };
            let held = Shelf::with_own(rows, |mark| common.has(mark), least_of_a_mark);
            let mut held = held.among(self.len());
            for document in start.max(asked.from)..self.len() {
                let (later, marks) = (document as u32, self.marks(document));
                if rows.contains(document) {
                    held.ask_own(marks, self.range(document).start);
                } else {
                    held.ask(marks, |mark| common.has(mark));
                }
                diagonal.take(held.proofs(), &self.marks.places[self.range(document)]);
                held.candidates(later, |earlier, worth| {
                    let along = |diagonal: &mut Diagonal| {
                        let range = self.range(earlier as usize);
                        diagonal.worth(&self.marks.values[range.clone()], &self.marks.places[range])
                    };
                    if is_few || CERTAIN <= worth || least_along(worth) <= along(&mut diagonal) {
                        pairs.push((later, earlier));
                    }
                });
            }
            start = end;
        }
        pairs.sort_unstable();
        pairs
    }

    /// Makes ready to be asked about one text after another.
    pub fn stand(mut self) -> Standing {
        // Who asks is not compared by places.
        self.marks.places = Vec::new();
        let rows = Rows::new(&self.marks.values, &self.ends, 0..self.len());
        let shelf = Shelf::new(rows, |_| true, 1).among(self.len());
        Standing {
            shelf,
            form: self.learner.form(),
            beside: Beside { reader: self.reader, aligner: Aligner::default() },
            n: self.ends.len(),
            thinned: self.thinned,
        }
    }
}

/// A collection that is asked about texts which are not in it.
pub struct Standing {
    shelf: Shelf,
    form: Form,
    beside: Beside,
    n: usize,
    thinned: u32,
}

impl Standing {
    /// What a text has from the documents of the collection; it is numbered as the next of them.
    ///
    /// # Errors
    ///
    /// A document cannot be fetched again.
    pub fn copies(&mut self, text: &str, texts: &mut impl Texts) -> std::io::Result<Vec<Copy>> {
        let (mut words, mut marks, mut sources) = (Vec::new(), Marks::default(), Vec::new());
        self.beside.reader.words(text, &mut words);
        marks.read(&words);
        let thinned = self.thinned;
        let is_wanted = |mark| is_kept(mark, thinned);
        self.shelf.ask(&marks.values, is_wanted);
        self.shelf.candidates(u32::MAX, |source, _| sources.push(source as usize));
        self.beside.copies(self.n, text, sources.into_iter(), texts, &self.form)
    }
}

/// Lays documents beside one.
struct Beside {
    reader: Reader,
    aligner: Aligner,
}

impl Beside {
    fn copies(
        &mut self,
        first: usize,
        text: &str,
        sources: impl Iterator<Item = usize>,
        texts: &mut impl Texts,
        form: &Form,
    ) -> std::io::Result<Vec<Copy>> {
        let row = self.reader.row(text);
        let laid = Laid::new(&row, form);
        let mut copies = Vec::new();
        for second in sources {
            let other = self.reader.row(&texts.text(second)?);
            let passages = self.aligner.passages(&laid, &other);
            if LEAST <= n_equal(&passages, &row) {
                copies.push(Copy { first, second, share: share(&laid, &passages), passages });
            }
        }
        Ok(nearest(copies, &laid))
    }
}

/// Leaves each passage with the document that is nearest to it: who copied from the same source has it from there.
fn nearest(mut copies: Vec<Copy>, laid: &Laid) -> Vec<Copy> {
    let row = laid.row;
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
        nearest.share = share(laid, &nearest.passages);
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
    let mut reader = Reader::default();
    let (row, other) = (reader.row(first), reader.row(second));
    let laid = Laid::new(&row, &Form::default());
    let passages = Aligner::default().passages(&laid, &other);
    (share(&laid, &passages), passages)
}

fn share(laid: &Laid, passages: &[Passage]) -> f32 {
    let n_own = laid.form.iter().filter(|is_form| !**is_form).count();
    let n_copied: usize = passages.iter().map(|passage| n_words(laid.row, &passage.first)).sum();
    if n_own == 0 { 0.0 } else { (n_copied as f32 / n_own as f32).min(1.0) }
}
