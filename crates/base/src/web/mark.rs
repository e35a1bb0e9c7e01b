//! A small picture of a hash: an aid for the eye that compares paper and screen, never the proof.

use std::fmt;

use ledger::Hash;

/// Cells on a side; the right half mirrors the left.
const SIDE: usize = 7;
const HALF: usize = 4;

/// The mark: 28 bits of the hash as cells of a square that is the same left and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark([[bool; HALF]; SIDE]);

impl Mark {
    /// The mark of a hash.
    pub fn of(hash: &Hash) -> Self {
        let mut bits =
            hash.as_bytes().iter().flat_map(|byte| (0..8).map(move |bit| byte & (0x80 >> bit) != 0));
        Mark([(); SIDE].map(|()| [(); HALF].map(|()| bits.next().unwrap_or(false))))
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<svg viewBox=\"0 0 26 26\" aria-hidden=\"true\"><rect x=\".6\" y=\".6\" width=\"24.8\" height=\"24.8\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.2\"/><g fill=\"currentColor\">")?;
        for (row, cells) in self.0.iter().enumerate() {
            for (column, is_set) in cells.iter().enumerate() {
                let mirrored = SIDE - 1 - column;
                for x in if column == mirrored { vec![column] } else { vec![column, mirrored] } {
                    if *is_set {
                        write!(
                            f,
                            "<rect x=\"{}.5\" y=\"{}.5\" width=\"3\" height=\"3\"/>",
                            2 + 3 * x,
                            2 + 3 * row
                        )?;
                    }
                }
            }
        }
        f.write_str("</g></svg>")
    }
}

impl askama::filters::HtmlSafe for Mark {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_is_the_same_left_and_right_and_another_for_another_hash() {
        let picture = |byte| Mark::of(&Hash([byte; 32])).to_string();
        assert_eq!(picture(0xa5), picture(0xa5));
        assert_ne!(picture(0xa5), picture(0xa4));
        let full = picture(0xff);
        assert_eq!(full.matches("<rect").count(), 1 + SIDE * SIDE);
    }
}
