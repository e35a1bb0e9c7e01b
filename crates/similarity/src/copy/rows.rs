//! The marks of many documents side by side, and which document a mark is of.

use std::ops::Range;

/// Documents in a row by their marks, which stand one after the other.
#[derive(Clone, Copy)]
pub(super) struct Rows<'a> {
    marks: &'a [u32],
    /// Where the marks of each document end, of all that there are.
    ends: &'a [u64],
    first: usize,
    last: usize,
}

impl<'a> Rows<'a> {
    /// Some of all documents.
    pub(super) fn new(marks: &'a [u32], ends: &'a [u64], documents: Range<usize>) -> Rows<'a> {
        Rows { marks, ends, first: documents.start, last: documents.end }
    }

    pub(super) fn first(self) -> u32 {
        self.first as u32
    }

    pub(super) fn n_documents(self) -> usize {
        self.last - self.first
    }

    pub(super) fn contains(self, document: usize) -> bool {
        (self.first..self.last).contains(&document)
    }

    /// Where the marks of a document stand among those of all.
    pub(super) fn of(self, document: usize) -> Range<usize> {
        document.checked_sub(1).map_or(0, |before| self.ends[before] as usize)..self.ends[document] as usize
    }

    /// The marks of all these documents, with their places among those of all.
    pub(super) fn marks(self) -> impl Iterator<Item = (usize, u32)> {
        let from = self.range().start;
        (from..).zip(self.marks[self.range()].iter().copied())
    }

    /// Where the marks of all these documents stand.
    pub(super) fn range(self) -> Range<usize> {
        match self.last.checked_sub(1) {
            Some(last) if self.first < self.last => self.of(self.first).start..self.of(last).end,
            _ => 0..0,
        }
    }
}

/// Tells of which document a mark is, by its place.
pub(super) struct Owners<'a> {
    rows: Rows<'a>,
    from: usize,
    /// For one place in so many: the document.
    rough: Vec<u32>,
}

impl<'a> Owners<'a> {
    const STEP: usize = 64;

    pub(super) fn of(rows: Rows<'a>) -> Owners<'a> {
        let Range { start, end } = rows.range();
        let mut document = rows.first;
        let owner = |place: usize| {
            while rows.ends[document] as usize <= place {
                document += 1;
            }
            document as u32
        };
        Owners { rows, from: start, rough: (start..end).step_by(Owners::STEP).map(owner).collect() }
    }

    #[inline]
    pub(super) fn owner(&self, place: usize) -> u32 {
        let mut document = self.rough[(place - self.from) / Owners::STEP];
        while self.rows.ends[document as usize] as usize <= place {
            document += 1;
        }
        document
    }
}
