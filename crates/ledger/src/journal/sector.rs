//! The bytes of a journal: batches of leaves, cut into sectors that each say what they are a part of.
//!
//! A disk writes a sector whole or not at all. So each sector is judged alone: it is empty, or a part of a batch,
//! or damaged; half of one is never met. All here is pure.

use sha2::{Digest, Sha256};

use crate::tile::write_bundle;

/// What a disk writes whole or not at all.
pub const SECTOR: usize = 512;
/// A batch begins on a block of its own: file systems write whole blocks, and what was acknowledged is not written again.
pub const BLOCK: usize = 4_096;

const HEAD: usize = 40;
const ROOM: usize = SECTOR - HEAD;
const DOMAIN: &[u8] = b"kiemdiem/journal/v1\n";

/// Leaves that became durable together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Batch {
    /// The place in the log of the first.
    pub first: u64,
    /// When the first of them must be in the tree, in seconds since 1970.
    pub due: u64,
    /// The leaves, in the order of their places.
    pub entries: Vec<Vec<u8>>,
}

/// What every sector of a batch says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    pub first: u64,
    pub leaves: u32,
    pub parts: u32,
    pub due: u64,
}

/// One sector that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sector<'a> {
    Empty,
    Part { head: Head, part: u32, bytes: &'a [u8] },
    Damaged,
}

impl Batch {
    /// The place after its last leaf.
    pub fn end(&self) -> u64 {
        self.first + self.entries.len() as u64
    }

    /// The batch as whole blocks; nothing if it has more leaves or bytes than its numbers can say.
    pub fn to_blocks(&self) -> Option<Vec<u8>> {
        let bundle = write_bundle(self.entries.iter().map(Vec::as_slice)).ok()?;
        let parts = bundle.chunks(ROOM);
        let head = Head {
            first: self.first,
            leaves: u32::try_from(self.entries.len()).ok()?,
            parts: u32::try_from(parts.len()).ok()?,
            due: self.due,
        };
        let mut blocks = Vec::with_capacity(blocks_of(bundle.len()) * BLOCK);
        for (part, bytes) in (0..).zip(parts) {
            let start = head.start(part);
            blocks.extend(start);
            blocks.extend(checksum(&start, bytes));
            blocks.extend(bytes);
            blocks.resize(blocks.len().next_multiple_of(SECTOR), 0);
        }
        blocks.resize(blocks.len().next_multiple_of(BLOCK), 0);
        Some(blocks)
    }

    /// Puts a batch together again from the bytes of its parts.
    pub fn from_parts(head: Head, bytes: &[u8]) -> Option<Self> {
        let (mut entries, mut rest) = (Vec::new(), bytes);
        for _ in 0..head.leaves {
            let (length, after) = rest.split_first_chunk::<2>()?;
            let (entry, after) = after.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            entries.push(entry.to_vec());
            rest = after;
        }
        let is_filled = rest.len() < ROOM && rest.iter().all(|byte| *byte == 0);
        (is_filled && !entries.is_empty()).then_some(Self { first: head.first, due: head.due, entries })
    }
}

impl Head {
    /// What a sector says first: whose part it is, and which.
    fn start(&self, part: u32) -> [u8; 28] {
        let (first, due) = (self.first.to_be_bytes(), self.due.to_be_bytes());
        let counts = [self.leaves, part, self.parts].map(u32::to_be_bytes);
        let numbers = first.into_iter().chain(counts.into_iter().flatten()).chain(due);
        let mut start = [0; 28];
        start.iter_mut().zip(numbers).for_each(|(to, from)| *to = from);
        start
    }
}

impl<'a> Sector<'a> {
    /// Reads one sector.
    pub fn read(bytes: &'a [u8]) -> Self {
        if bytes.iter().all(|byte| *byte == 0) {
            return Self::Empty;
        }
        Self::part(bytes).unwrap_or(Self::Damaged)
    }

    fn part(sector: &'a [u8]) -> Option<Self> {
        let (start, rest) = sector.split_first_chunk::<28>()?;
        let (sum, bytes) = rest.split_first_chunk::<12>()?;
        let (first, rest) = start.split_first_chunk()?;
        let (leaves, rest) = rest.split_first_chunk()?;
        let (part, rest) = rest.split_first_chunk()?;
        let (parts, rest) = rest.split_first_chunk()?;
        let (due, _) = rest.split_first_chunk()?;
        let head = Head {
            first: u64::from_be_bytes(*first),
            leaves: u32::from_be_bytes(*leaves),
            parts: u32::from_be_bytes(*parts),
            due: u64::from_be_bytes(*due),
        };
        let part = u32::from_be_bytes(*part);
        let is_possible =
            part < head.parts && 0 < head.leaves && head.first.checked_add(u64::from(head.leaves)).is_some();
        (is_possible && checksum(start, bytes) == *sum).then_some(Self::Part { head, part, bytes })
    }
}

/// How many blocks a batch takes whose leaves are so many bytes as a bundle.
pub const fn blocks_of(bundle: usize) -> usize {
    (bundle.div_ceil(ROOM) * SECTOR).div_ceil(BLOCK)
}

/// Of a sector, filled with zeros to its end.
fn checksum(start: &[u8; 28], bytes: &[u8]) -> [u8; 12] {
    let filling = [0_u8; ROOM];
    let filling = filling.get(bytes.len()..).unwrap_or_default();
    let digest =
        Sha256::new().chain_update(DOMAIN).chain_update(start).chain_update(bytes).chain_update(filling);
    let digest: [u8; 32] = digest.finalize().into();
    digest.first_chunk().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn batch() -> Batch {
        Batch {
            first: 7,
            due: 1_900_000_000,
            entries: vec![vec![1; 49], Vec::new(), vec![0; 2_000], vec![3]],
        }
    }

    fn read(blocks: &[u8]) -> Option<Batch> {
        let mut whole = Vec::new();
        let mut last = None;
        for sector in blocks.chunks(SECTOR) {
            let Sector::Part { head, bytes, .. } = Sector::read(sector) else { continue };
            whole.extend(bytes);
            last = Some(head);
        }
        Batch::from_parts(last?, &whole)
    }

    #[test]
    fn a_batch_is_read_as_it_was_written() {
        let blocks = batch().to_blocks().unwrap();
        assert_eq!(blocks.len(), BLOCK);
        assert_eq!(read(&blocks), Some(batch()));
    }

    #[test]
    fn any_change_of_any_byte_is_damage() {
        let blocks = batch().to_blocks().unwrap();
        for at in 0..blocks.len() {
            let mut changed = blocks.clone();
            changed[at] ^= 0x20;
            let sector = changed.chunks(SECTOR).nth(at / SECTOR).unwrap();
            assert_eq!(Sector::read(sector), Sector::Damaged, "byte {at}");
        }
    }

    #[test]
    fn so_many_blocks_are_written_as_were_reckoned() {
        for size in [0, 1, 469, 470, 471, 3_773, 3_774, 3_775, 40_000] {
            let batch = Batch { entries: vec![vec![9; size]], ..Batch::default() };
            assert_eq!(batch.to_blocks().unwrap().len(), blocks_of(size + 2) * BLOCK, "{size} bytes");
        }
    }
}
