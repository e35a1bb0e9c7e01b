//! Which of many documents may hold a phrase: a quick look that sends away nearly all that do not, and none that does.
//!
//! Of the two most seldom words of a phrase it is noted, in a small table of bits, where the one stands; a document in
//! which the other never stands at the right distance is sent away. Lists are read side by side for many documents
//! at once, since going from list to list for each document costs more than what is read there.

use tantivy::index::InvertedIndexReader;
use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet};

use crate::executor::lists_of;
use crate::index::SearchError;
use crate::query::Phrase;

/// Bits of the table; with some thousand places noted one in thirty is taken for another.
const BITS: usize = 1 << 17;

/// Two words of a phrase, and what is known of some documents.
pub(crate) struct Sieve {
    first: Word,
    second: Word,
    noted: Vec<u64>,
    places: Vec<u32>,
}

/// A word of a phrase: its lists, one for each way to write it, and how far it stands from the end of the phrase.
struct Word {
    lists: Vec<SegmentPostings>,
    offset: u32,
    count: u64,
}

impl Sieve {
    /// The sieve of a phrase of two words or more.
    pub(crate) fn of(terms: &InvertedIndexReader, phrase: &Phrase) -> Result<Option<Self>, SearchError> {
        let mut words = Vec::with_capacity(phrase.words.len());
        for (offset, word) in (1..).zip(phrase.words.iter().rev()) {
            let infos = lists_of(terms, word)?;
            let count = infos.iter().map(|info| u64::from(info.doc_freq)).sum();
            let lists = infos.iter().map(|info| {
                terms.read_postings_from_terminfo(info, IndexRecordOption::WithFreqsAndPositions)
            });
            words.push(Word { lists: lists.collect::<Result<_, _>>()?, offset, count });
        }
        words.sort_by_key(|word| word.count);
        let mut words = words.into_iter();
        let two = words.next().zip(words.next());
        Ok(two.map(|(first, second)| Sieve { first, second, noted: vec![0; BITS / 64], places: Vec::new() }))
    }

    /// Keeps those documents that may hold the phrase. They are in ascending order, and behind those of an earlier call.
    pub(crate) fn keep(&mut self, documents: &mut Vec<DocId>) {
        let Sieve { first, second, noted, places } = self;
        noted.fill(0);
        first.each(documents, places, |_, bit| {
            if let Some(bits) = noted.get_mut(bit / 64) {
                *bits |= 1 << (bit % 64);
            }
        });
        let mut kept = Vec::new();
        second.each(documents, places, |doc, bit| {
            let is_noted = noted.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1);
            if is_noted && kept.last() != Some(&doc) {
                kept.push(doc);
            }
        });
        // Each way to write the word brought its own documents.
        kept.sort_unstable();
        kept.dedup();
        *documents = kept;
    }
}

impl Word {
    /// Tells for each place of the word in these documents where the phrase would end, as a bit of the table.
    fn each(&mut self, documents: &[DocId], places: &mut Vec<u32>, mut tell: impl FnMut(DocId, usize)) {
        for list in &mut self.lists {
            let mut rest = documents;
            while let Some((wanted, behind)) = rest.split_first() {
                // Often the next one is it, which is found faster than by seeking.
                let near = if list.doc() < *wanted { list.advance() } else { list.doc() };
                let doc = if near < *wanted { list.seek(*wanted) } else { near };
                if doc != *wanted {
                    rest = rest.get(rest.partition_point(|wanted| *wanted < doc)..).unwrap_or_default();
                    continue;
                }
                places.clear();
                list.append_positions_with_offset(self.offset, places);
                places.iter().for_each(|place| tell(doc, bit_of(doc, *place)));
                rest = behind;
            }
        }
    }
}

/// Always less than [`BITS`].
fn bit_of(doc: DocId, place: u32) -> usize {
    let key = u64::from(doc) << 32 | u64::from(place);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros())) as usize
}
