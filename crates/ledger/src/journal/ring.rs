//! Where batches lie in a journal, and what a journal is found to hold when it is opened.
//!
//! The file is a ring: a batch takes the place of one whose leaves are all in the log. Nothing is written in order
//! to forget: the size of the log, which its checkpoint makes durable, says which leaves are still to be placed.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::JournalError;
use super::sector::{BLOCK, Batch, Head, SECTOR, Sector};

const PER_BLOCK: u64 = (BLOCK / SECTOR) as u64;

/// The batches that are not wholly in the log, and the room between them.
#[derive(Debug)]
pub struct Ring {
    blocks: u64,
    /// The block after the newest batch.
    head: u64,
    live: VecDeque<Lying>,
}

/// A batch and the blocks that it takes.
#[derive(Debug, Clone)]
pub struct Lying {
    pub start: u64,
    pub blocks: u64,
    pub batch: Arc<Batch>,
}

/// Where a block of the ring begins in the file, after the title.
pub const fn offset(block: u64) -> u64 {
    (1 + block) * BLOCK as u64
}

impl Lying {
    const fn end(&self) -> u64 {
        self.start + self.blocks
    }
}

impl Ring {
    /// Where so many blocks in a row are free.
    pub fn room(&self, blocks: u64) -> Option<u64> {
        let fits = |from: u64, until: u64| (from + blocks <= until).then_some(from);
        match self.live.front().map(|oldest| oldest.start) {
            Some(tail) if self.head <= tail => fits(self.head, tail),
            Some(tail) => fits(self.head, self.blocks).or_else(|| fits(0, tail)),
            None => fits(self.head, self.blocks).or_else(|| fits(0, self.blocks)),
        }
    }

    /// Lays a batch into its room.
    pub fn lay(&mut self, lying: Lying) {
        self.head = lying.end();
        self.live.push_back(lying);
    }

    /// Forgets the batches whose leaves all stand before a place.
    pub fn forget(&mut self, placed: u64) {
        while self.live.pop_front_if(|lying| lying.batch.end() <= placed).is_some() {}
    }

    /// The batches, oldest first.
    pub fn live(&self) -> impl Iterator<Item = &Arc<Batch>> {
        self.live.iter().map(|lying| &lying.batch)
    }
}

/// What a ring was found to hold.
#[derive(Debug)]
pub struct Found {
    pub ring: Ring,
    /// The place of the next leaf.
    pub next: u64,
    /// Batches that are wholly in the log and still to be read here.
    pub placed: Vec<Arc<Batch>>,
    /// The sectors of a batch that was not written to its end, by their number: nobody was told that it was taken.
    pub torn: Vec<u64>,
    /// The newest whole batch.
    pub newest: Option<Lying>,
}

/// Where a sector of the ring begins in the file.
pub const fn offset_of_sector(sector: u64) -> u64 {
    offset(0) + sector * SECTOR as u64
}

const fn damaged(sector: u64) -> JournalError {
    JournalError::Damaged { offset: offset_of_sector(sector) }
}

/// All sectors of a ring, by the batch that they are parts of.
struct Parts<'a> {
    image: &'a [u8],
    by_first: BTreeMap<u64, Vec<u64>>,
}

/// Reads a ring whose log has `placed` leaves.
pub fn read(image: &[u8], placed: u64) -> Result<Found, JournalError> {
    let parts = Parts::read(image)?;
    let mut whole = BTreeMap::new();
    for (first, sectors) in &parts.by_first {
        whole.extend(parts.batch(sectors)?.map(|lying| (*first, lying)));
    }
    let torn = match parts.by_first.last_key_value() {
        Some((first, sectors)) if placed <= *first && !whole.contains_key(first) => {
            Some((*first, sectors.clone()))
        }
        _ => None,
    };
    let newest = whole.last_key_value().map(|(_, lying)| lying.clone());
    let (before, live): (Vec<_>, Vec<_>) = whole.into_values().partition(|lying| lying.batch.end() <= placed);
    let next = parts.follow(&live, placed, torn.as_ref().map(|(first, _)| *first))?;
    let ring = Ring {
        blocks: (image.len() / BLOCK) as u64,
        head: newest.as_ref().map_or(0, Lying::end),
        live: live.into(),
    };
    let placed = before.into_iter().map(|lying| lying.batch).collect();
    Ok(Found { ring, next, placed, torn: torn.map(|(_, sectors)| sectors).unwrap_or_default(), newest })
}

/// Whether all that is found in a ring would be written as it lies there.
pub fn is_written_as_read(image: &[u8]) -> bool {
    let Ok(found) = read(image, 0) else { return true };
    found.ring.live.iter().all(|lying| {
        let start = usize::try_from(lying.start).map_or(usize::MAX, |block| block.saturating_mul(BLOCK));
        let is_part = |sector: &&[u8]| Sector::read(sector) != Sector::Empty;
        lying.batch.to_blocks().zip(image.get(start..)).is_some_and(|(written, lies)| {
            let mut pairs = written.chunks(SECTOR).take_while(is_part).zip(lies.chunks(SECTOR));
            pairs.all(|(written, lies)| written == lies)
        })
    })
}

impl<'a> Parts<'a> {
    fn read(image: &'a [u8]) -> Result<Self, JournalError> {
        let mut by_first = BTreeMap::<u64, Vec<u64>>::new();
        for (number, sector) in (0..).zip(image.chunks(SECTOR)) {
            match Sector::read(sector) {
                Sector::Empty => {}
                Sector::Part { head, .. } => by_first.entry(head.first).or_default().push(number),
                Sector::Damaged => return Err(damaged(number)),
            }
        }
        Ok(Self { image, by_first })
    }

    fn sector(&self, number: u64) -> Sector<'a> {
        let start = usize::try_from(number).unwrap_or(usize::MAX).saturating_mul(SECTOR);
        self.image.get(start..start.saturating_add(SECTOR)).map_or(Sector::Damaged, Sector::read)
    }

    /// The batch whose sectors these are, if all are there.
    fn batch(&self, sectors: &[u64]) -> Result<Option<Lying>, JournalError> {
        let Some(start) = sectors.first().copied() else { return Ok(None) };
        let damaged = || damaged(start);
        let (mut whole, mut of) = (Vec::new(), None::<Head>);
        for (n, number) in (0..).zip(sectors) {
            let Sector::Part { head, part, bytes } = self.sector(*number) else { return Ok(None) };
            if *of.get_or_insert(head) != head {
                return Err(damaged());
            }
            if part != n || *number != start + u64::from(n) {
                return Ok(None);
            }
            whole.extend_from_slice(bytes);
        }
        let Some(head) = of.filter(|head| u64::from(head.parts) == sectors.len() as u64) else {
            return Ok(None);
        };
        if !start.is_multiple_of(PER_BLOCK) {
            return Err(damaged());
        }
        let batch = Arc::new(Batch::from_parts(head, &whole).ok_or_else(damaged)?);
        let blocks = u64::from(head.parts).div_ceil(PER_BLOCK);
        Ok(Some(Lying { start: start / PER_BLOCK, blocks, batch }))
    }

    /// Whether the batches follow one another from the log on, and up to the one that was torn; says what comes next.
    fn follow(&self, live: &[Lying], placed: u64, torn: Option<u64>) -> Result<u64, JournalError> {
        let (mut next, mut end) = (placed, None);
        for lying in live {
            // The oldest may be in the log in part.
            let is_next = lying.batch.first == next || (end.is_none() && lying.batch.first < next);
            if !is_next {
                return Err(self.lost(next, lying.batch.first, end));
            }
            if end.is_some_and(|end| lying.start != end && lying.start != 0) {
                return Err(JournalError::Damaged { offset: offset(lying.start) });
            }
            (next, end) = (lying.batch.end(), Some(lying.end()));
        }
        match torn {
            Some(first) if first != next => Err(self.lost(next, first, end)),
            _ => Ok(next),
        }
    }

    /// Leaves are missing: what is left of their batch tells where, or the end of the batch before it, or the one after.
    fn lost(&self, from: u64, until: u64, end: Option<u64>) -> JournalError {
        let first_of = |first| self.by_first.get(&first).and_then(|sectors| sectors.first());
        let block = |sector: &u64| sector / PER_BLOCK;
        let block = first_of(from).map(block).or(end).or_else(|| first_of(until).map(block)).unwrap_or(0);
        JournalError::Lost { from, until, offset: offset(block) }
    }
}
