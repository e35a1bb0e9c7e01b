//! Folding byte by byte: which letters of Vietnamese and of its neighbours become which byte. What is not known here is left
//! to the slow way.

use std::sync::LazyLock;

use crate::fold::fold_slowly;
use crate::walk::{LOST, Step, Way, between_characters};

/// The bytes before the last one of characters that fold to a letter or to nothing.
const DROPPED: [&[u8]; 15] = [
    &[0xc3],
    &[0xc4],
    &[0xc5],
    &[0xc6],
    &[0xc7],
    &[0xc8],
    &[0xcc],
    &[0xcd],
    &[0xe1],
    &[0xe1, 0xb8],
    &[0xe1, 0xb9],
    &[0xe1, 0xba],
    &[0xe1, 0xbb],
    &[0xcb],
    &[0xca],
];
/// Those of characters that stay as they are.
const KEPT: [&[u8]; 3] = [&[0xc2], &[0xe2], &[0xe2, 0x80]];

/// Between two characters.
const BETWEEN: usize = 1;

/// What is written at the last of the bytes of a character, or of its first bytes: a byte or nothing; `None` where that is
/// not known.
pub(crate) fn written(bytes: &[u8]) -> Option<Option<u8>> {
    let (last, before) = bytes.split_last()?;
    if KEPT.contains(&bytes) {
        return Some(Some(*last));
    }
    if DROPPED.contains(&bytes) {
        return Some(None);
    }
    let mut folded = String::new();
    fold_slowly(std::str::from_utf8(bytes).ok()?.chars().next()?, &mut folded);
    match folded.as_bytes() {
        same if KEPT.contains(&before) => (same == bytes).then_some(Some(*last)),
        [] => Some(None),
        [letter] => Some(Some(*letter)),
        _ => None,
    }
}

static FOLDING: LazyLock<Way> = LazyLock::new(|| {
    let mut way = Way::new(between_characters, BETWEEN);
    let prefixes: Vec<&[u8]> = [&[][..]].into_iter().chain(DROPPED).chain(KEPT).collect();
    let state_of = |bytes: &[u8]| prefixes.iter().position(|prefix| *prefix == bytes).map(|at| at + BETWEEN);
    for (state, prefix) in (BETWEEN..).zip(&prefixes) {
        for byte in 0..=u8::MAX {
            let bytes = [prefix, &[byte][..]].concat();
            let next = state_of(&bytes).unwrap_or(BETWEEN);
            let step = written(&bytes).map_or(Step::new(LOST, None), |out| Step::new(next, out));
            way.set(state, byte, step);
        }
    }
    way
});

/// What a text folds to; pieces that the table does not know are folded by `slowly`.
pub(crate) fn fold_by_table(text: &str, slowly: impl Fn(&str, &mut String)) -> String {
    let mut out = Vec::with_capacity(text.len());
    for piece in FOLDING.pieces(text) {
        let length = out.len();
        if FOLDING.walk(piece, BETWEEN, &mut out) != BETWEEN {
            let mut folded = String::new();
            slowly(piece, &mut folded);
            out.truncate(length);
            out.extend(folded.into_bytes());
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| {
        let mut folded = String::new();
        slowly(text, &mut folded);
        folded
    })
}
