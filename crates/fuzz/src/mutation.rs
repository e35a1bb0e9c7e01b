//! What chance makes of true inputs.

use crate::dice::Dice;

/// What readers of text and of lines stumble over: marks that stand alone, signs that part, bytes that are no UTF-8.
const PIECES: [&[u8]; 22] = [
    b"\t",
    b"\n",
    b"\r\n",
    b"\0",
    b" ",
    b"  ",
    b".",
    b"...",
    b"1.2.",
    b"\"",
    b"-",
    b"\xff",
    b"\xc3",
    b"\xe1\xba",
    "\u{301}".as_bytes(),
    "\u{323}\u{302}".as_bytes(),
    "đ".as_bytes(),
    "Đ/c".as_bytes(),
    "\u{200b}".as_bytes(),
    "\u{feff}".as_bytes(),
    "👍".as_bytes(),
    "hoà".as_bytes(),
];

/// A true input with one to six changes, or bytes by chance.
pub(crate) fn of(seeds: &[Vec<u8>], longest: usize, dice: &mut Dice) -> Vec<u8> {
    let pick = |dice: &mut Dice| seeds.get(dice.below(seeds.len())).cloned().unwrap_or_default();
    let mut bytes =
        if dice.below(16) == 0 { (0..dice.below(64)).map(|_| dice.byte()).collect() } else { pick(dice) };
    for _ in 0..=dice.below(6) {
        change(&mut bytes, &pick(dice), dice);
        bytes.truncate(longest);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let up_to = |dice: &mut Dice, most: usize| at + dice.below((bytes.len() - at).min(most) + 1);
    match dice.below(6) {
        0 => {
            let to = up_to(dice, 16);
            bytes.drain(at..to);
        }
        1 => {
            let piece = PIECES[dice.below(PIECES.len())];
            bytes.splice(at..at, piece.iter().copied());
        }
        2 => {
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= 1 << dice.below(8);
            }
        }
        3 => {
            // What stands there once more, some times.
            let to = up_to(dice, 32);
            let again = bytes[at..to].repeat(dice.below(8));
            bytes.splice(to..to, again);
        }
        4 => {
            // A piece of another true input.
            let from = dice.below(other.len() + 1);
            let length = dice.below(other.len() - from + 1);
            let to = up_to(dice, length);
            bytes.splice(at..to, other[from..from + length].iter().copied());
        }
        _ => {
            let to = up_to(dice, 8);
            bytes[at..to].iter_mut().for_each(|byte| *byte = dice.byte());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inputs_differ_stay_within_their_length_and_are_the_same_every_time() {
        let seeds = ["Đ/c An làm việc tốt.".repeat(20).into_bytes(), b"1\tx\n".to_vec()];
        let made = || {
            let mut dice = Dice::new("a");
            (0..2_000).map(|_| of(&seeds, 300, &mut dice)).collect::<Vec<_>>()
        };
        let first = made();
        assert_eq!(first, made());
        assert!(first.iter().all(|bytes| bytes.len() <= 300));
        let mut kinds = first;
        kinds.sort();
        kinds.dedup();
        assert!(1_500 < kinds.len(), "{}", kinds.len());
        assert!(of(&[], 10, &mut Dice::new("b")).len() <= 10);
    }
}
