//! Passages that very many documents have. Who has them from whom nobody can tell, so no pair is named for them; that they
//! stand there is told, once for all.

use std::ops::Range;

use super::align::{Aligner, Laid};
use super::form::Form;
use super::marks::{Reader, marks_at};
use super::shelf::WIDESPREAD;
use super::{Collection, LEAST, Texts, words_of};
use crate::text::Map;

/// A passage that more documents have than are looked at in pairs, and that is not of the form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Widespread {
    /// The earliest document that has it.
    pub document: usize,
    /// Where it stands there, in bytes of the text.
    pub range: Range<usize>,
    /// How many documents have most of it.
    pub n_documents: usize,
}

/// A mark that very many documents have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    /// The first two documents that have it.
    first: u32,
    second: u32,
    mark: u32,
    /// Where the entries of all its documents begin, and how many they are.
    start: u32,
    n: u32,
}

/// A passage leaves so many marks one after the other, at least; fewer are phrases.
const MARKS: usize = 3;

impl Collection {
    /// The passages that more documents have than are looked at in pairs, of which one at least is numbered `from` or later.
    /// To be asked before the copies, which use up what was learnt of the form.
    ///
    /// # Errors
    ///
    /// A text cannot be fetched again.
    pub fn widespread(&mut self, texts: &mut impl Texts, from: usize) -> std::io::Result<Vec<Widespread>> {
        let (held, entries) = self.held_by_many(from);
        let mut look = Look {
            reader: std::mem::take(&mut self.reader),
            aligner: Aligner::default(),
            form: self.learner.without_stock(),
            held: held.iter().map(|held| (held.mark, *held)).collect(),
            entries,
        };
        let mut found = Vec::new();
        for of_first in held.chunk_by(|one, two| one.first == two.first) {
            if MARKS <= of_first.len() {
                look.passages(of_first[0].first, texts, &mut found)?;
            }
        }
        self.reader = look.reader;
        Ok(found)
    }

    /// The marks that very many documents have, by the first documents that have them, and the entries of all of these.
    fn held_by_many(&self, from: usize) -> (Vec<Held>, Vec<u64>) {
        const BITS: u32 = 20;
        let place = |mark: u32| (mark >> (32 - BITS)) as usize;
        // Counted roughly first: of the few that may be in question more is looked at.
        let mut counts = vec![0u8; 1 << BITS];
        for mark in &self.marks.values {
            let count = &mut counts[place(*mark)];
            *count = count.saturating_add(1);
        }
        let may_be = |mark: u32| WIDESPREAD < usize::from(counts[place(mark)]);
        let mut entries: Vec<u64> = Vec::new();
        for document in 0..self.len() {
            let marks = self.marks(document).iter().filter(|mark| may_be(**mark));
            entries.extend(marks.map(|mark| u64::from(*mark) << 32 | document as u64));
        }
        entries.sort_unstable();
        entries.dedup();
        let (mut held, mut start) = (Vec::new(), 0);
        for same in entries.chunk_by(|one, two| one >> 32 == two >> 32) {
            let last = same.last().map_or(0, |entry| *entry as u32 as usize);
            if WIDESPREAD < same.len() && from <= last {
                let (first, second, mark) = (same[0] as u32, same[1] as u32, (same[0] >> 32) as u32);
                held.push(Held { first, second, mark, start, n: same.len() as u32 });
            }
            start += same.len() as u32;
        }
        held.sort_unstable();
        (held, entries)
    }
}

/// Looks for passages in the first documents that have them.
struct Look {
    reader: Reader,
    aligner: Aligner,
    form: Form,
    held: Map<u32, Held>,
    /// Marks with their documents.
    entries: Vec<u64>,
}

impl Look {
    /// How many documents have three in four of some marks, at least.
    fn n_documents(&self, held: &[Held]) -> usize {
        let of_mark = |held: &Held| &self.entries[held.start as usize..(held.start + held.n) as usize];
        let mut documents: Vec<u32> = held.iter().flat_map(of_mark).map(|entry| *entry as u32).collect();
        documents.sort_unstable();
        let same = documents.chunk_by(|one, two| one == two);
        same.filter(|same| 3 * held.len() <= 4 * same.len()).count()
    }

    /// The passages of one document: where its marks, one after the other, are held by very many, and the first of these
    /// has the same words.
    fn passages(
        &mut self,
        first: u32,
        texts: &mut impl Texts,
        found: &mut Vec<Widespread>,
    ) -> std::io::Result<()> {
        let document = first as usize;
        let row = self.reader.row(&texts.text(document)?);
        let laid = Laid::new(&row, &self.form);
        let held = |mark: u32, words: &Range<usize>| {
            let is_form = laid.form[words.clone()].iter().any(|is_form| *is_form);
            self.held.get(&mark).copied().filter(|_| !is_form)
        };
        let at: Vec<(Option<Held>, Range<usize>)> =
            marks_at(&row.words).map(|(mark, words)| (held(mark, &words), words)).collect();
        let mut next = 0usize;
        for run in at.chunk_by(|one, two| one.0.is_some() == two.0.is_some()) {
            let (before, after) = (next.checked_sub(1), next + run.len());
            next = after;
            let held: Vec<Held> = run.iter().filter_map(|(held, _)| *held).collect();
            let Some(own) = held.iter().find(|held| held.first == first) else { continue };
            let n_documents = if MARKS <= run.len() { self.n_documents(&held) } else { 0 };
            if n_documents <= WIDESPREAD {
                continue;
            }
            let marked = run[0].1.start..run[run.len() - 1].1.end;
            // As far as the words go that are in no other mark.
            let from = before.and_then(|before| at.get(before)).map_or(0, |(_, words)| words.start + 1);
            let to = at.get(after).map_or(row.words.len(), |(_, words)| words.end - 1);
            let other = self.reader.row(&texts.text(own.second as usize)?);
            for passage in self.aligner.passages(&laid, &other) {
                let words = words_of(&row, &passage.first);
                let words = words.start.max(from)..words.end.min(to);
                // Marks close to each other are a phrase, whatever stands around them.
                let is_marked = words.start <= marked.start && marked.end <= words.end;
                if is_marked && (LEAST..=2 * marked.len()).contains(&words.len()) {
                    found.push(Widespread { document, range: row.bytes(words), n_documents });
                }
            }
        }
        Ok(())
    }
}
