//! Where a term stands in many documents, read a block of its list at a time.
//!
//! The library reads the places of one document after the other and finds each anew in the files. Here the places of all
//! documents of a block are read in one go, and the documents that are asked about are met on the way.

use tantivy::directory::{CompositeFile, FileSlice};
use tantivy::index::{InvertedIndexReader, SegmentComponent};
use tantivy::positions::PositionReader;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader};

use crate::index::SearchError;

/// A block of as many places that need no bits is told by one byte.
const PLACES_A_BYTE: usize = 128;

/// The lists of a segment and the file of their places.
pub(crate) struct Files<'a> {
    pub(crate) terms: &'a InvertedIndexReader,
    places: FileSlice,
}

impl<'a> Files<'a> {
    /// Those of one field of a segment.
    pub(crate) fn of(
        reader: &SegmentReader,
        terms: &'a InvertedIndexReader,
        field: Field,
    ) -> Result<Self, SearchError> {
        let file = reader.open_read(SegmentComponent::Positions).map_err(tantivy::TantivyError::from)?;
        let places = CompositeFile::open(&file)?.open_read(field);
        let places = places.ok_or_else(|| SearchError::Damaged("the places of words are missing".into()))?;
        Ok(Files { terms, places })
    }
}

/// A list of documents with the places of a term in each.
pub(crate) struct Places {
    list: BlockSegmentPostings,
    reader: PositionReader,
    /// More places than this do not stand in so many bytes: who reads a damaged file asks for no more memory.
    most: usize,
    /// How many places stand in the blocks before this one.
    before: u64,
    /// The places of this block, each counted from the one before it in the same document; empty when they are not read yet.
    gaps: Vec<u32>,
}

impl Places {
    /// The list of a term.
    pub(crate) fn of(files: &Files, info: &TermInfo) -> Result<Self, SearchError> {
        let list = files.terms.read_block_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let places = files.places.read_bytes_slice(info.positions_range.clone())?;
        let most = places.len() * PLACES_A_BYTE;
        Ok(Places { list, reader: PositionReader::open(places)?, most, before: 0, gaps: Vec::new() })
    }

    /// Tells each place of the term in these documents, which are in ascending order and behind those of an earlier call.
    pub(crate) fn each(&mut self, documents: &[DocId], mut tell: impl FnMut(DocId, u32)) {
        let mut wanted = documents;
        while let (Some(first), Some(last)) = (wanted.first(), self.list.docs().last()) {
            if last < first {
                self.next_block();
                continue;
            }
            let (here, behind) = wanted.split_at(wanted.partition_point(|doc| doc <= last));
            self.each_in_block(here, &mut tell);
            wanted = behind;
        }
    }

    /// As [`Places::each`], for documents none of which is behind this block.
    fn each_in_block(&mut self, documents: &[DocId], tell: &mut impl FnMut(DocId, u32)) {
        self.read_block();
        let (mut rest, mut wanted) = (self.gaps.as_slice(), documents.iter());
        let mut next = wanted.next();
        for (doc, count) in self.list.docs().iter().zip(self.list.freqs()) {
            let Some((gaps, behind)) = rest.split_at_checked(*count as usize) else { return };
            rest = behind;
            while next.is_some_and(|wanted| wanted < doc) {
                next = wanted.next();
            }
            match next {
                None => return,
                Some(wanted) if wanted == doc => {
                    let mut place = 0;
                    for gap in gaps {
                        place += gap;
                        tell(*doc, place);
                    }
                }
                Some(_) => {}
            }
        }
    }

    fn read_block(&mut self) {
        if self.gaps.is_empty() {
            self.gaps.resize(self.count().min(self.most), 0);
            self.reader.read(self.before, &mut self.gaps);
        }
    }

    /// How many places stand in this block.
    fn count(&self) -> usize {
        self.list.freqs().iter().map(|count| *count as usize).sum()
    }

    fn next_block(&mut self) {
        self.before += self.count() as u64;
        self.gaps.clear();
        self.list.advance();
    }
}
