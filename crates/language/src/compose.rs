//! Letters with their marks after them, put together by tables: the common case of decomposed Vietnamese.

use std::sync::LazyLock;

use crate::letter::{UPPER_VOWELS, VOWELS};

/// The marks of Vietnamese: five tones, then roof, breve, horn.
const MARKS: [char; 8] =
    ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}', '\u{302}', '\u{306}', '\u{31b}'];

/// The letters from `A` to `ỹ` by their number; those of one code point alone.
const FIRST: u32 = 0x41;
const LAST: u32 = 0x1ef9;

/// For each letter and mark the letter that both make; `\0` when there is none.
static COMPOSED: LazyLock<Vec<[char; MARKS.len()]>> = LazyLock::new(|| {
    let mut table = vec![['\0'; MARKS.len()]; (LAST - FIRST + 1) as usize];
    for vowels in [&VOWELS, &UPPER_VOWELS] {
        for (row, letters) in vowels.iter().enumerate() {
            for (tone, letter) in letters.iter().enumerate() {
                let Some(entry) = place(*letter).and_then(|at| table.get_mut(at)) else { continue };
                for (mark, made) in entry.iter_mut().enumerate() {
                    *made = match mark {
                        // A tone goes onto a letter that has none.
                        0..=4 if tone == 0 => letters.get(mark + 1).copied().unwrap_or('\0'),
                        0..=4 => '\0',
                        shape => {
                            shaped(row, shape).and_then(|row| vowels.get(row)).map_or('\0', |row| row[tone])
                        }
                    };
                }
            }
        }
    }
    table
});

/// The row of the vowel that a plain one becomes by a shape.
fn shaped(row: usize, shape: usize) -> Option<usize> {
    match (row, shape) {
        (0, 6) => Some(1),
        (0, 5) => Some(2),
        (3, 5) => Some(4),
        (6, 5) => Some(7),
        (6, 7) => Some(8),
        (9, 7) => Some(10),
        _ => None,
    }
}

fn place(c: char) -> Option<usize> {
    u32::from(c).checked_sub(FIRST).and_then(|at| usize::try_from(at).ok())
}

/// Which mark the byte after `0xcc` makes.
static MARK_OF: LazyLock<[Option<u8>; 64]> = LazyLock::new(|| {
    std::array::from_fn(|low| {
        let c = char::from_u32(0x300 | low as u32);
        let at = MARKS.iter().position(|mark| Some(*mark) == c);
        at.and_then(|at| u8::try_from(at).ok())
    })
});

/// The text with each mark joined to its vowel; `None` when there is none, or other marks, or marks that join nothing.
pub(crate) fn composed(text: &str) -> Option<String> {
    let (table, mark_of) = (&*COMPOSED, &*MARK_OF);
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    // Where nothing is composed nothing need be copied.
    if !bytes.contains(&0xcc) {
        return None;
    }
    let mut from = 0;
    while let Some(n) = bytes.get(from..)?.iter().position(|byte| byte & 0xfe == 0xcc) {
        let at = from + n;
        out.push_str(text.get(from..at)?);
        if bytes.get(at) != Some(&0xcc) {
            return None;
        }
        let mark = (*mark_of.get(usize::from(bytes.get(at + 1)? & 0x3f))?)?;
        let row = place(out.pop()?).and_then(|at| table.get(at))?;
        let made = row.get(usize::from(mark)).copied().filter(|made| *made != '\0')?;
        out.push(made);
        from = at + 2;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_vowel_is_made_of_its_marks_in_any_order() {
        for vowel in VOWELS.iter().chain(&UPPER_VOWELS).flatten() {
            let parts: Vec<char> = vowel.nfd().collect();
            let text: String = parts.iter().collect();
            assert_eq!(composed(&text), (1 < parts.len()).then(|| vowel.to_string()));
            if let [base, one, two] = parts[..] {
                assert_eq!(composed(&format!("{base}{two}{one}")), Some(vowel.to_string()));
            }
        }
        assert_eq!(composed("n\u{303}"), None, "left to the tables of Unicode");
        assert_eq!(composed("\u{301}"), None);
        assert_eq!(composed("a\u{301}\u{300}"), None);
    }

    proptest! {
        #[test]
        fn what_is_composed_here_is_normal_form(text in "[a-zA-Z à-ýẠ-ỹđĐ.\u{300}\u{301}\u{302}\u{306}\u{309}\u{31b}\u{323}\u{303}]{0,30}") {
            if let Some(composed) = composed(&text) {
                let nfc: String = text.nfc().collect();
                // The one difference is wanted: a tone typed before its roof.
                let has_tone_first = nfc.contains(['\u{302}', '\u{306}']);
                prop_assert!(composed == nfc || has_tone_first, "{:?} {:?}", composed, nfc);
            }
        }
    }
}
