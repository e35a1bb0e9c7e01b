//! Answering a question from the lists of the index: which documents hold all words, then, only where it counts, whether the
//! words stand side by side.
//!
//! Documents of which the best are already found to be better are not looked at closely. Nothing is counted.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use tantivy::columnar::{Column, ColumnValues};
use tantivy::fastfield::AliveBitSet;
use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader};

use crate::index::{Allowed, Place, SearchError};
use crate::places::Files;
use crate::query::{Phrase, Query, Wanted};
use crate::sieve::Sieve;

/// How many documents are looked at together.
const AT_ONCE: usize = 512;

type Asked<'a> = (&'a HashMap<u64, Allowed>, Option<Place>, usize);

/// The first documents that are meant, in their order.
pub(crate) fn best(
    searcher: &Searcher,
    text: Field,
    query: &Query,
    (allowed, after, limit): Asked,
) -> Result<Vec<(Place, DocAddress)>, SearchError> {
    let mut best = Best { after, limit, found: BTreeSet::new() };
    for (segment, reader) in (0..).zip(searcher.segment_readers()) {
        let terms = reader.inverted_index(text)?;
        let Some(holders) = holders(&terms, query, reader.max_doc())? else { continue };
        let mut phrases = Phrases::of(&Files::of(reader, &terms, text)?, query)?;
        let facts = Facts::of(reader, allowed)?;
        let mut documents = holders.documents().peekable();
        while documents.peek().is_some() {
            // Once enough is found, most of what follows is not wanted.
            let wanted = documents
                .by_ref()
                .take(AT_ONCE)
                .filter(|doc| facts.is_there(*doc) && (best.wants_all() || facts.is_wanted(*doc, &best)));
            for doc in phrases.may_mean(wanted.collect()) {
                if facts.is_wanted(doc, &best) && facts.is_allowed(doc) && phrases.mean(doc) {
                    best.take(facts.place(doc), DocAddress::new(segment, doc));
                }
            }
        }
    }
    Ok(best
        .found
        .into_iter()
        .rev()
        .map(|(place, address)| (place, DocAddress::new(address.0, address.1)))
        .collect())
}

/// The best so far.
struct Best {
    after: Option<Place>,
    limit: usize,
    found: BTreeSet<(Place, (u32, DocId))>,
}

impl Best {
    /// Whether nothing is known yet that would be better than any document.
    fn wants_all(&self) -> bool {
        self.after.is_none() && self.found.len() < self.limit
    }

    /// Whether a document is better than what is known, by its order and, only where that does not tell, by its tie.
    fn wants(&self, order: u64, tie: impl Fn() -> u64) -> bool {
        let is_behind = |after: Place| order < after.order || (order == after.order && tie() < after.tie);
        let is_before = |worst: Place| worst.order < order || (worst.order == order && worst.tie < tie());
        let is_full = self.limit <= self.found.len();
        self.after.is_none_or(is_behind)
            && (!is_full || self.found.first().is_some_and(|(worst, _)| is_before(*worst)))
    }

    fn take(&mut self, place: Place, address: DocAddress) {
        self.found.insert((place, (address.segment_ord, address.doc_id)));
        if self.limit < self.found.len() {
            self.found.pop_first();
        }
    }
}

/// What is known of the documents of a segment beside their words.
struct Facts<'a> {
    allowed: &'a HashMap<u64, Allowed>,
    kind: Arc<dyn ColumnValues<u64>>,
    scope: Column<u64>,
    order: Arc<dyn ColumnValues<u64>>,
    tie: Arc<dyn ColumnValues<u64>>,
    alive: Option<&'a AliveBitSet>,
}

impl<'a> Facts<'a> {
    fn of(reader: &'a SegmentReader, allowed: &'a HashMap<u64, Allowed>) -> Result<Self, SearchError> {
        let fast = reader.fast_fields();
        Ok(Facts {
            allowed,
            kind: fast.u64("kind")?.first_or_default_col(0),
            scope: fast.u64("scope")?,
            order: fast.u64("order")?.first_or_default_col(0),
            tie: fast.u64("tie")?.first_or_default_col(0),
            alive: reader.alive_bitset(),
        })
    }

    fn is_there(&self, doc: DocId) -> bool {
        self.alive.is_none_or(|alive| alive.is_alive(doc))
    }

    fn place(&self, doc: DocId) -> Place {
        Place { order: self.order.get_val(doc), tie: self.tie.get_val(doc) }
    }

    fn is_wanted(&self, doc: DocId, best: &Best) -> bool {
        best.wants(self.order.get_val(doc), || self.tie.get_val(doc))
    }

    fn is_allowed(&self, doc: DocId) -> bool {
        match self.allowed.get(&self.kind.get_val(doc)) {
            None => false,
            Some(Allowed::All) => true,
            Some(Allowed::Keys(keys)) => self.scope.values_for_doc(doc).any(|key| keys.contains(&key)),
        }
    }
}

/// A set of documents of a segment.
struct Documents(Vec<u64>);

impl Documents {
    fn none(most: DocId) -> Self {
        Documents(vec![0; most.div_ceil(64) as usize])
    }

    fn add(&mut self, doc: DocId) {
        if let Some(bits) = self.0.get_mut((doc / 64) as usize) {
            *bits |= 1 << (doc % 64);
        }
    }

    fn keep(&mut self, other: &Documents) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, others)| *bits &= others);
    }

    fn drop(&mut self, other: &Documents) {
        self.0.iter_mut().zip(&other.0).for_each(|(bits, others)| *bits &= !others);
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|bits| *bits == 0)
    }

    fn documents(&self) -> impl Iterator<Item = DocId> {
        (0..).zip(&self.0).flat_map(|(at, bits)| {
            let mut bits = *bits;
            std::iter::from_fn(move || {
                let bit = (bits != 0).then(|| bits.trailing_zeros())?;
                bits &= bits - 1;
                Some(at * 64 + bit)
            })
        })
    }
}

/// The documents that hold all needed words, and no barred one; phrases are still to be looked at.
fn holders(
    terms: &InvertedIndexReader,
    query: &Query,
    most: DocId,
) -> Result<Option<Documents>, SearchError> {
    let mut all: Option<Documents> = None;
    for word in query.needed.iter().flat_map(|phrase| &phrase.words) {
        let holders = holders_of(terms, word, most)?;
        match &mut all {
            None => all = Some(holders),
            Some(all) => all.keep(&holders),
        }
        if all.as_ref().is_some_and(Documents::is_empty) {
            return Ok(None);
        }
    }
    for phrase in &query.barred {
        if let ([word], Some(all)) = (phrase.words.as_slice(), &mut all) {
            all.drop(&holders_of(terms, word, most)?);
        }
    }
    Ok(all)
}

fn holders_of(terms: &InvertedIndexReader, word: &Wanted, most: DocId) -> Result<Documents, SearchError> {
    let mut holders = Documents::none(most);
    for info in lists_of(terms, word)? {
        let mut list = terms.read_block_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while !list.docs().is_empty() {
            list.docs().iter().for_each(|doc| holders.add(*doc));
            list.advance();
        }
    }
    Ok(holders)
}

/// The lists of all terms that a word means.
pub(crate) fn lists_of(terms: &InvertedIndexReader, word: &Wanted) -> Result<Vec<TermInfo>, SearchError> {
    if let Some(term) = word.exact() {
        return Ok(terms.terms().get(term)?.into_iter().collect());
    }
    let (from, to) = word.range();
    let mut stream = terms.terms().range().ge(from).lt(to).into_stream()?;
    let mut lists = Vec::new();
    while stream.advance() {
        if std::str::from_utf8(stream.key()).is_ok_and(|term| word.means(term)) {
            lists.push(stream.value().clone());
        }
    }
    Ok(lists)
}

/// The phrases of a question, with the lists of their words.
struct Phrases {
    sieves: Vec<Sieve>,
    needed: Vec<Lists>,
    barred: Vec<Lists>,
}

impl Phrases {
    fn of(files: &Files, query: &Query) -> Result<Self, SearchError> {
        let lists = |phrases: &[Phrase]| -> Result<Vec<Lists>, SearchError> {
            phrases
                .iter()
                .filter(|phrase| 1 < phrase.words.len())
                .map(|phrase| Lists::of(files.terms, phrase))
                .collect()
        };
        let sieves = query.needed.iter().filter_map(|phrase| Sieve::of(files, phrase).transpose());
        let sieves = sieves.collect::<Result<_, _>>()?;
        Ok(Phrases { sieves, needed: lists(&query.needed)?, barred: lists(&query.barred)? })
    }

    /// Those documents in which the needed phrases may stand, of many that come in ascending order.
    fn may_mean(&mut self, mut documents: Vec<DocId>) -> Vec<DocId> {
        self.sieves.iter_mut().for_each(|sieve| sieve.keep(&mut documents));
        documents
    }

    /// Whether the words stand in a document as the phrases ask. Documents come in ascending order.
    fn mean(&mut self, doc: DocId) -> bool {
        self.needed.iter_mut().all(|phrase| phrase.stands_in(doc))
            && !self.barred.iter_mut().any(|phrase| phrase.stands_in(doc))
    }
}

/// The words of one phrase: where each stands, in whichever writing.
struct Lists {
    words: Vec<Vec<SegmentPostings>>,
    ends: Vec<u32>,
    more: Vec<u32>,
}

impl Lists {
    fn of(terms: &InvertedIndexReader, phrase: &Phrase) -> Result<Self, SearchError> {
        let mut words = Vec::with_capacity(phrase.words.len());
        for word in &phrase.words {
            let lists = lists_of(terms, word)?.into_iter().map(|info| {
                terms.read_postings_from_terminfo(&info, IndexRecordOption::WithFreqsAndPositions)
            });
            words.push(lists.collect::<Result<Vec<_>, _>>()?);
        }
        Ok(Lists { words, ends: Vec::new(), more: Vec::new() })
    }

    fn stands_in(&mut self, doc: DocId) -> bool {
        let count = self.words.len();
        for (at, lists) in self.words.iter_mut().enumerate() {
            // Counted from where the phrase would end, the words of one phrase stand at the same place.
            let offset = u32::try_from(count - at).unwrap_or(0);
            let into = if at == 0 { &mut self.ends } else { &mut self.more };
            read_places(lists, doc, offset, into);
            if 0 < at {
                keep_common(&mut self.ends, &self.more);
            }
            if self.ends.is_empty() {
                return false;
            }
        }
        true
    }
}

fn read_places(lists: &mut [SegmentPostings], doc: DocId, offset: u32, into: &mut Vec<u32>) {
    into.clear();
    let mut writings = 0;
    for list in lists {
        let is_here = list.doc() == doc || (list.doc() < doc && list.seek(doc) == doc);
        if is_here {
            list.append_positions_with_offset(offset, into);
            writings += 1;
        }
    }
    if 1 < writings {
        into.sort_unstable();
    }
}

/// Keeps of `ends` what is also in `others`; both are sorted.
fn keep_common(ends: &mut Vec<u32>, others: &[u32]) {
    let mut others = others.iter().peekable();
    ends.retain(|end| {
        while others.next_if(|other| *other < end).is_some() {}
        others.peek() == Some(&end)
    });
}
