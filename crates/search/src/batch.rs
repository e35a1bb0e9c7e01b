//! Documents on their way to the thread that takes them in: many together, in one piece of memory.
//!
//! Handed over one by one, each wakes the other thread and is waited for in turn: with a free core, that took a quarter
//! to a half of the time of short texts. How much is on its way is counted in bytes and bounded, since the library only
//! bounds the number of what is handed over.

use std::ops::Range;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use tantivy::schema::document::{ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use crate::index::{Fields, tie_of};
use crate::writer::Document;

/// So many bytes are handed over together.
const TOGETHER: usize = 1 << 16;
/// No more bytes than these are on their way, but for one batch.
const UNDERWAY: usize = 4 << 20;
/// Who waits for the other thread looks again after this time: it may have ended.
const PATIENCE: Duration = Duration::from_secs(5);

/// Documents in the order in which they came, their texts clean.
pub(crate) struct Batch {
    fields: Fields,
    text: String,
    scopes: Vec<u64>,
    documents: Vec<Parts>,
    load: Option<Load>,
}

/// Where the parts of a document lie in its batch, and its figures.
struct Parts {
    id: Range<usize>,
    texts: [Range<usize>; 2],
    scopes: Range<usize>,
    kind: u64,
    order: u64,
    tie: u64,
}

impl Batch {
    pub(crate) fn of(fields: Fields) -> Self {
        Batch { fields, text: String::new(), scopes: Vec::new(), documents: Vec::new(), load: None }
    }

    pub(crate) fn add(&mut self, document: &Document) {
        let id = self.push(document.id);
        let texts = [document.title, document.text].map(|part| self.push(&language::cleaned(part)));
        let first = self.scopes.len();
        self.scopes.extend(document.scopes);
        let scopes = first..self.scopes.len();
        let Document { kind, order, .. } = *document;
        self.documents.push(Parts { id, texts, scopes, kind, order, tie: tie_of(document.id) });
    }

    fn push(&mut self, text: &str) -> Range<usize> {
        let start = self.text.len();
        self.text.push_str(text);
        start..self.text.len()
    }

    /// Takes out the documents of a name.
    pub(crate) fn remove(&mut self, id: &str) {
        let text = &self.text;
        self.documents.retain(|parts| text.get(parts.id.clone()) != Some(id));
    }

    /// Whether it is time to hand the documents over.
    pub(crate) fn is_full(&self) -> bool {
        TOGETHER <= self.text.len()
    }

    /// The documents, each with its part of what they hold together. Waits while too much is on its way.
    pub(crate) fn hand_over(&mut self, underway: &Arc<Underway>) -> Vec<Taken> {
        let mut batch = std::mem::replace(self, Batch::of(self.fields));
        batch.load = Some(Underway::enter(underway, batch.text.len()));
        let batch = Arc::new(batch);
        (0..batch.documents.len()).map(|at| Taken { batch: batch.clone(), at }).collect()
    }
}

/// How many bytes are on their way.
#[derive(Default)]
pub(crate) struct Underway {
    bytes: Mutex<usize>,
    fewer: Condvar,
}

impl Underway {
    /// Waits until half of what may be on its way has arrived, so that nobody is woken for each batch.
    fn enter(underway: &Arc<Self>, bytes: usize) -> Load {
        let mut sum = underway.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        if UNDERWAY < *sum + bytes {
            let waited = underway.fewer.wait_timeout_while(sum, PATIENCE, |sum| UNDERWAY / 2 < *sum);
            sum = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        *sum += bytes;
        drop(sum);
        Load { bytes, underway: underway.clone() }
    }
}

/// What a batch adds to what is on its way.
struct Load {
    bytes: usize,
    underway: Arc<Underway>,
}

impl Drop for Load {
    fn drop(&mut self) {
        let mut sum = self.underway.bytes.lock().unwrap_or_else(PoisonError::into_inner);
        *sum = sum.saturating_sub(self.bytes);
        if *sum <= UNDERWAY / 2 {
            self.underway.fewer.notify_all();
        }
    }
}

/// A document as the library takes it.
pub(crate) struct Taken {
    batch: Arc<Batch>,
    at: usize,
}

impl tantivy::Document for Taken {
    type Value<'a> = Cell<'a>;
    type FieldsValuesIter<'a> = Cells<'a>;

    fn iter_fields_and_values(&self) -> Cells<'_> {
        Cells { batch: &self.batch, parts: self.batch.documents.get(self.at), at: 0 }
    }
}

/// A value of a document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Cell<'a> {
    Text(&'a str),
    Figure(u64),
}

impl<'a> Value<'a> for Cell<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match self {
            Cell::Text(text) => ReferenceValueLeaf::Str(text),
            Cell::Figure(figure) => ReferenceValueLeaf::U64(*figure),
        })
    }
}

/// The values of a document, one after the other.
pub(crate) struct Cells<'a> {
    batch: &'a Batch,
    parts: Option<&'a Parts>,
    at: usize,
}

impl<'a> Iterator for Cells<'a> {
    type Item = (Field, Cell<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let (Fields { id, kind, scope, order, tie, text }, parts) = (self.batch.fields, self.parts?);
        let text_at = |range: &Range<usize>| self.batch.text.get(range.clone()).unwrap_or_default();
        loop {
            self.at += 1;
            return Some(match self.at - 1 {
                0 => (id, Cell::Text(text_at(&parts.id))),
                1 => (kind, Cell::Figure(parts.kind)),
                2 => (order, Cell::Figure(parts.order)),
                3 => (tie, Cell::Figure(parts.tie)),
                at @ (4 | 5) => match text_at(parts.texts.get(at - 4)?) {
                    "" => continue,
                    some => (text, Cell::Text(some)),
                },
                at => (scope, Cell::Figure(*self.batch.scopes.get(parts.scopes.clone())?.get(at - 6)?)),
            });
        }
    }
}
