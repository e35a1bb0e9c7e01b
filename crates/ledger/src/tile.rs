//! The log as a set of small files that never change (C2SP `tlog-tiles`): their names, their bytes, and
//! which of them a proof needs.

use std::collections::BTreeMap;
use std::fmt;

use crate::hash::{HASH_SIZE, Hash, node_hash};
use crate::node::{HashMissing, HashRead, Node, TILE_HEIGHT, TILE_WIDTH};
use crate::text::decimal;

/// The highest level that the specification names.
const MAX_LEVEL: u8 = 63;

/// The largest entry that a bundle can hold, in bytes.
pub const MAX_ENTRY_SIZE: usize = u16::MAX as usize;

/// What a tile holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TileKind {
    /// Hashes of the tree at eight times this level.
    Hashes {
        /// 0 for leaf hashes; each level above has one hash for 256 below.
        level: u8,
    },
    /// The entries themselves.
    Entries,
}

/// The name of one tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TileId {
    /// What it holds.
    pub kind: TileKind,
    /// Its number within its level.
    pub index: u64,
    /// How many hashes or entries it has: 256, or fewer at the right edge.
    pub width: u16,
}

/// Why bytes or a path are not those of a tile.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TileRefused {
    /// The path is not the one spelling of a tile's path.
    #[error("not the path of a tile: {0:?}")]
    BadPath(String),
    /// The bytes do not fill the tile exactly.
    #[error("tile {path} has {found} bytes that do not make {width} of its parts")]
    WrongSize {
        /// The tile.
        path: String,
        /// Hashes or entries that it should have.
        width: u16,
        /// Bytes found.
        found: usize,
    },
    /// An entry is too long for a bundle.
    #[error("an entry has at most {MAX_ENTRY_SIZE} bytes")]
    EntryTooLarge,
}

impl TileId {
    /// The path of the tile below the log's address: `tile/<L>/<N>[.p/<W>]`.
    #[must_use]
    pub fn path(self) -> String {
        self.to_string()
    }

    /// Whether the tile is at the right edge and not yet full.
    #[must_use]
    pub const fn is_partial(self) -> bool {
        (self.width as u64) < TILE_WIDTH
    }

    /// Reads a path in its one spelling.
    ///
    /// # Errors
    ///
    /// Refuses any other text, such as one with leading zeroes or a level that no tree has.
    pub fn parse(path: &str) -> Result<Self, TileRefused> {
        Self::from_path(path)
            .filter(|tile| tile.path() == path)
            .ok_or_else(|| TileRefused::BadPath(path.chars().take(80).collect()))
    }

    fn from_path(path: &str) -> Option<Self> {
        let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let kind = match kind {
            "entries" => TileKind::Entries,
            level => {
                let level = decimal(level).and_then(|level| u8::try_from(level).ok())?;
                TileKind::Hashes { level: Some(level).filter(|level| *level <= MAX_LEVEL)? }
            }
        };
        let (number, width) = match rest.split_once(".p/") {
            Some((number, width)) => (number, decimal(width).and_then(|width| u16::try_from(width).ok())?),
            None => (rest, 256),
        };
        if width == 0 || (rest != number && 255 < width) {
            return None;
        }
        let index = number.split('/').try_fold(0_u64, |index, group| {
            let digits = group.strip_prefix('x').unwrap_or(group);
            let value = (digits.len() == 3).then(|| digits.parse::<u64>().ok()).flatten()?;
            index.checked_mul(1000)?.checked_add(value)
        })?;
        Some(Self { kind, index, width })
    }

    /// The hash tile that holds the hash of a node, or of all nodes below it within one tile, in a tree of
    /// this size.
    #[must_use]
    pub const fn of_node(node: Node, size: u64) -> Self {
        let level = node.level / TILE_HEIGHT;
        let first = node.index << (node.level % TILE_HEIGHT);
        let index = first >> TILE_HEIGHT;
        Self { kind: TileKind::Hashes { level }, index, width: width_at(level, index, size) }
    }

    /// The bundle that holds an entry, in a log of this size.
    #[must_use]
    pub const fn of_entry(index: u64, size: u64) -> Self {
        let tile = index >> TILE_HEIGHT;
        Self { kind: TileKind::Entries, index: tile, width: width_at(0, tile, size) }
    }

    /// Checks the bytes of a hash tile and takes them apart.
    ///
    /// # Errors
    ///
    /// Refuses bytes that are not exactly as many hashes as the tile has.
    pub fn hashes(self, bytes: &[u8]) -> Result<Vec<Hash>, TileRefused> {
        let (chunks, rest) = bytes.as_chunks::<HASH_SIZE>();
        if !rest.is_empty() || chunks.len() != usize::from(self.width) {
            return Err(self.wrong_size(bytes));
        }
        Ok(chunks.iter().copied().map(Hash).collect())
    }

    /// Takes a bundle apart into its entries.
    ///
    /// # Errors
    ///
    /// Refuses bytes that are not exactly as many entries as the bundle has.
    pub fn entries(self, bytes: &[u8]) -> Result<Vec<&[u8]>, TileRefused> {
        let mut entries = Vec::with_capacity(usize::from(self.width));
        let mut rest = bytes;
        while let Some((length, after)) = rest.split_first_chunk::<2>() {
            let length = usize::from(u16::from_be_bytes(*length));
            let (entry, after) = after.split_at_checked(length).ok_or_else(|| self.wrong_size(bytes))?;
            entries.push(entry);
            rest = after;
        }
        if !rest.is_empty() || entries.len() != usize::from(self.width) {
            return Err(self.wrong_size(bytes));
        }
        Ok(entries)
    }

    fn wrong_size(self, bytes: &[u8]) -> TileRefused {
        TileRefused::WrongSize { path: self.path(), width: self.width, found: bytes.len() }
    }
}

impl fmt::Display for TileId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            TileKind::Hashes { level } => write!(f, "tile/{level}/")?,
            TileKind::Entries => f.write_str("tile/entries/")?,
        }
        let mut group = 1000_u64.pow(self.index.checked_ilog(1000).unwrap_or(0));
        while 1 < group {
            write!(f, "x{:03}/", self.index / group % 1000)?;
            group /= 1000;
        }
        write!(f, "{:03}", self.index % 1000)?;
        if self.is_partial() { write!(f, ".p/{}", self.width) } else { Ok(()) }
    }
}

/// How many hashes a tile has in a tree of this size; 0 if there is no such tile.
const fn width_at(level: u8, index: u64, size: u64) -> u16 {
    let Some(hashes) = size.checked_shr(level as u32 * TILE_HEIGHT as u32) else { return 0 };
    let before = hashes.saturating_sub(index.saturating_mul(TILE_WIDTH));
    if before < TILE_WIDTH { before as u16 } else { TILE_WIDTH as u16 }
}

/// The hash tiles of a tree, lowest level first; each has at least one hash.
pub fn tiles_of(size: u64) -> impl Iterator<Item = TileId> {
    (0..=u8::MAX)
        .map_while(move |level| {
            let hashes = size.checked_shr(u32::from(level) * u32::from(TILE_HEIGHT))?;
            (hashes != 0).then(|| (level, hashes.div_ceil(TILE_WIDTH)))
        })
        .flat_map(move |(level, tiles)| {
            (0..tiles).map(move |index| TileId {
                kind: TileKind::Hashes { level },
                index,
                width: width_at(level, index, size),
            })
        })
}

/// The entry bundles of a log, from the first.
pub fn bundles_of(size: u64) -> impl Iterator<Item = TileId> {
    (0..size.div_ceil(TILE_WIDTH)).map(move |index| TileId::of_entry(index * TILE_WIDTH, size))
}

/// The tiles that hold these nodes in a tree of this size, each once, in order: what to fetch for a proof.
#[must_use]
pub fn tiles_for(nodes: &[Node], size: u64) -> Vec<TileId> {
    let mut tiles: Vec<_> = nodes.iter().map(|node| TileId::of_node(*node, size)).collect();
    tiles.sort_unstable();
    tiles.dedup();
    tiles
}

/// Writes entries as a bundle.
///
/// # Errors
///
/// Refuses an entry of more than 65,535 bytes.
pub fn write_bundle<'a>(entries: impl IntoIterator<Item = &'a [u8]>) -> Result<Vec<u8>, TileRefused> {
    let mut bytes = Vec::new();
    for entry in entries {
        let length = u16::try_from(entry.len()).map_err(|_| TileRefused::EntryTooLarge)?;
        bytes.extend(length.to_be_bytes());
        bytes.extend(entry);
    }
    Ok(bytes)
}

/// Hash tiles fetched beforehand, from which proofs are made.
#[derive(Debug, Clone, Default)]
pub struct Tiles(BTreeMap<(u8, u64), Vec<Hash>>);

impl Tiles {
    /// No tiles yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes in a fetched tile; of two widths of one tile the wider is kept. Entry bundles are no hash tiles
    /// and are refused.
    ///
    /// # Errors
    ///
    /// Refuses bytes that do not fill the tile exactly.
    pub fn insert(&mut self, tile: TileId, bytes: &[u8]) -> Result<(), TileRefused> {
        let TileKind::Hashes { level } = tile.kind else { return Err(tile.wrong_size(bytes)) };
        let hashes = tile.hashes(bytes)?;
        let kept = self.0.entry((level, tile.index)).or_default();
        if kept.len() < hashes.len() {
            *kept = hashes;
        }
        Ok(())
    }
}

impl HashRead for Tiles {
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        let below = node.level % TILE_HEIGHT;
        let first = node.index << below;
        let tile = self.0.get(&(node.level / TILE_HEIGHT, first >> TILE_HEIGHT));
        let start = usize::try_from(first % TILE_WIDTH).unwrap_or(usize::MAX);
        let hashes = tile.and_then(|tile| tile.get(start..start + (1 << below)));
        hashes.and_then(subtree_hash).ok_or_else(|| node.missing())
    }
}

/// The hash over a power of two of hashes, pair by pair.
fn subtree_hash(hashes: &[Hash]) -> Option<Hash> {
    match hashes {
        [] => None,
        [hash] => Some(*hash),
        _ => {
            let (left, right) = hashes.split_at_checked(hashes.len() / 2)?;
            Some(node_hash(&subtree_hash(left)?, &subtree_hash(right)?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::frontier::Frontier;
    use crate::hash::leaf_hash;
    use crate::proof::{inclusion_proof, inclusion_reads, tree_root, tree_root_reads};

    fn hashes(level: u8, index: u64, width: u16) -> TileId {
        TileId { kind: TileKind::Hashes { level }, index, width }
    }

    #[test]
    fn a_tile_has_the_path_of_the_specification() {
        let check = |tile: TileId, path: &str| {
            assert_eq!(tile.path(), path);
            assert_eq!(TileId::parse(path), Ok(tile));
        };
        check(hashes(0, 1_234_067, 256), "tile/0/x001/x234/067");
        check(hashes(0, 0, 256), "tile/0/000");
        check(hashes(2, 0, 1), "tile/2/000.p/1");
        check(hashes(63, 999, 255), "tile/63/999.p/255");
        check(hashes(1, 1000, 256), "tile/1/x001/000");
        check(TileId { kind: TileKind::Entries, index: 273, width: 112 }, "tile/entries/273.p/112");
        check(hashes(0, u64::MAX, 256), "tile/0/x018/x446/x744/x073/x709/x551/615");
    }

    #[test]
    fn any_other_spelling_of_a_path_is_refused() {
        for path in [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/0",
            "tile/0/1000",
            "tile/00/000",
            "tile/64/000",
            "tile/-1/000",
            "tile/0/x000/001",
            "tile/0/001/002",
            "tile/0/x001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/01",
            "tile/0/000.p/",
            "tile/0/000.p",
            "tile/data/000",
            "tile/0/+00",
            "tile/0/000/",
            "/tile/0/000",
            "tile/0/../000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/0/00\u{661}",
        ] {
            assert_eq!(TileId::parse(path), Err(TileRefused::BadPath(path.to_owned())), "{path:?}");
        }
    }

    #[test]
    fn a_tree_of_seventy_thousand_has_the_tiles_that_the_specification_counts() {
        let tiles: Vec<_> = tiles_of(70_000).collect();
        let of = |level: u8| tiles.iter().filter(move |tile| tile.kind == TileKind::Hashes { level });
        assert_eq!(of(0).filter(|tile| !tile.is_partial()).count(), 273);
        assert_eq!(of(0).next_back().unwrap().width, 112);
        assert_eq!(of(1).map(|tile| tile.width).collect::<Vec<_>>(), [256, 17]);
        assert_eq!(of(2).map(|tile| tile.width).collect::<Vec<_>>(), [1]);
        assert_eq!(tiles_of(256).map(TileId::path).collect::<Vec<_>>(), ["tile/0/000", "tile/1/000.p/1"]);
        assert_eq!(tiles_of(0).count(), 0);
        assert_eq!(
            bundles_of(257).map(TileId::path).collect::<Vec<_>>(),
            ["tile/entries/000", "tile/entries/001.p/1"]
        );
    }

    #[test]
    fn tiles_alone_give_every_root_and_proof() {
        let size = 66_000;
        let (mut frontier, mut nodes) = (Frontier::new(), BTreeMap::new());
        for n in 0..size {
            nodes.extend(frontier.push(leaf_hash(&u64::to_be_bytes(n))));
        }
        let fetch = |wanted: &[Node]| {
            let mut tiles = Tiles::new();
            for tile in tiles_for(wanted, size) {
                let TileKind::Hashes { level } = tile.kind else { continue };
                let first = tile.index * TILE_WIDTH;
                let part =
                    (first..first + u64::from(tile.width)).map(|index| Node { level: level * 8, index });
                let bytes: Vec<u8> = part.flat_map(|node| nodes[&node].0).collect();
                tiles.insert(tile, &bytes).unwrap();
            }
            tiles
        };
        assert_eq!(tree_root(size, &fetch(&tree_root_reads(size))), Ok(frontier.root()));
        for index in [0, 255, 256, 65_535, 65_536, 65_999] {
            let tiles = fetch(&inclusion_reads(index, size).unwrap());
            assert_eq!(inclusion_proof(index, size, &tiles), inclusion_proof(index, size, &nodes), "{index}");
        }
    }

    #[test]
    fn a_bundle_is_taken_apart_as_it_was_put_together() {
        let entries: [&[u8]; 3] = [b"one", b"", b"three"];
        let bytes = write_bundle(entries).unwrap();
        let tile = TileId { kind: TileKind::Entries, index: 0, width: 3 };
        assert_eq!(tile.entries(&bytes).unwrap(), entries);
        for cut in 0..bytes.len() {
            assert!(tile.entries(&bytes[..cut]).is_err());
        }
        assert!(write_bundle([[0; 65_536].as_slice()]).is_err());
    }
}
