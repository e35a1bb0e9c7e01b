//! Which of many documents may hold a phrase: a quick look that sends away nearly all that do not, and none that does.
//!
//! Of the two most seldom words of a phrase it is noted, in a small table of bits, where the one stands; a document in
//! which the other never stands at the right distance is sent away. Lists are read for many documents at once, since
//! going from list to list for each document costs more than what is read there.

use tantivy::DocId;

use crate::executor::lists_of;
use crate::index::SearchError;
use crate::places::{Files, Places};
use crate::query::Phrase;

/// Bits of the table; with some thousand places noted one in thirty is taken for another.
const BITS: usize = 1 << 17;

/// Two words of a phrase, and what is known of some documents.
pub(crate) struct Sieve {
    first: Word,
    second: Word,
    noted: Vec<u64>,
}

/// A word of a phrase: its lists, one for each way to write it, and how far it stands from the end of the phrase.
struct Word {
    lists: Vec<Places>,
    offset: u32,
    count: u64,
}

impl Sieve {
    /// The sieve of a phrase; `None` for a single word, which needs none.
    pub(crate) fn of(files: &Files, phrase: &Phrase) -> Result<Option<Self>, SearchError> {
        if phrase.words.len() < 2 {
            return Ok(None);
        }
        let mut words = Vec::with_capacity(phrase.words.len());
        for (offset, word) in (1..).zip(phrase.words.iter().rev()) {
            let infos = lists_of(files.terms, word)?;
            let count = infos.iter().map(|info| u64::from(info.doc_freq)).sum();
            let lists = infos.iter().map(|info| Places::of(files, info));
            words.push(Word { lists: lists.collect::<Result<_, _>>()?, offset, count });
        }
        words.sort_by_key(|word| word.count);
        let mut words = words.into_iter();
        let two = words.next().zip(words.next());
        Ok(two.map(|(first, second)| Sieve { first, second, noted: vec![0; BITS / 64] }))
    }

    /// Keeps those documents that may hold the phrase. They are in ascending order, and behind those of an earlier call.
    pub(crate) fn keep(&mut self, documents: &mut Vec<DocId>) {
        let Sieve { first, second, noted } = self;
        noted.fill(0);
        first.each(documents, |_, bit| {
            if let Some(bits) = noted.get_mut(bit / 64) {
                *bits |= 1 << (bit % 64);
            }
        });
        let mut kept = Vec::new();
        second.each(documents, |doc, bit| {
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
    fn each(&mut self, documents: &[DocId], mut tell: impl FnMut(DocId, usize)) {
        for list in &mut self.lists {
            list.each(documents, |doc, place| tell(doc, bit_of(doc, place + self.offset)));
        }
    }
}

/// Always less than [`BITS`].
fn bit_of(doc: DocId, place: u32) -> usize {
    let key = u64::from(doc) << 32 | u64::from(place);
    (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - BITS.trailing_zeros())) as usize
}
