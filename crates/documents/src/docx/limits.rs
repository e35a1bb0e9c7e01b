//! How much of a stranger's file is read before it is refused.

/// How much of a stranger's file is read before it is refused.
///
/// Sizes that the file declares are never believed: each figure is counted while reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub file: u64,
    /// Entries of the container.
    pub entries: usize,
    /// Bytes unpacked, all parts that are read taken together.
    pub inflated: u64,
    /// Bytes unpacked for one packed, once a part is larger than a mebibyte.
    pub ratio: u64,
    /// Bytes of one tag or one run of text, because a reader must hold it in memory.
    pub event: u64,
    /// Elements inside each other.
    pub depth: usize,
    /// Paragraphs of the text.
    pub paragraphs: usize,
    /// Bytes of the text.
    pub text: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MIB: u64 = 1 << 20;
        Limits {
            file: 20 * MIB,
            entries: 1_000,
            inflated: 200 * MIB,
            ratio: 100,
            event: 8 * MIB,
            depth: 512,
            paragraphs: 50_000,
            text: 16 << 20,
        }
    }
}
