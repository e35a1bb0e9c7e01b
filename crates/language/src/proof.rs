//! One walk over the bytes of a text that proves that `clean` has nothing to do, and folds it on the way.
//!
//! An automaton reads byte by byte; what it does not know is not proved, and the slow way decides. So it may be wrong
//! in one direction only, which the tests hold it to: what is proved here, the slow way returns unchanged.

use std::ops::Range;
use std::sync::LazyLock;

use crate::fold_table::written;
use crate::letter::{Letter, Tone};
use crate::walk::{self, Step, Way, behind_a_space};

/// Where the reader stands: how the line began, or which letters of a syllable came last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum At {
    /// Not proved.
    Lost,
    /// At the start, or after an empty line: no line end may follow.
    Start,
    /// After a line end.
    Line,
    /// After a space.
    Space,
    /// After a sign or a digit.
    Sign,
    /// After a consonant, or after vowels that carry no tone any more.
    Consonant,
    /// After `q`, whose `u` is no vowel.
    Q,
    /// After `g`, whose `i` may be no vowel.
    G,
    /// After vowels without tone and shape.
    Vowel,
    /// After vowels without tone, one of which has a shape and draws the tone to itself.
    Shaped,
    /// After a plain vowel with the tone, with no vowel before it: *hò*.
    Toned,
    /// After one more vowel: *hòa*. A letter more and the tone stood wrong.
    TonedVowel,
    /// After a plain vowel with the tone, with a vowel before it: *hoà*. Without a letter more the tone stands wrong.
    VowelToned,
    /// After a vowel with shape and tone.
    ShapedToned,
    /// After `g` and `i` with the tone: *gì*, but not *gìa*.
    Gi,
}

const N_AT: usize = 15;

const ALL: [At; N_AT] = [
    At::Lost,
    At::Start,
    At::Line,
    At::Space,
    At::Sign,
    At::Consonant,
    At::Q,
    At::G,
    At::Vowel,
    At::Shaped,
    At::Toned,
    At::TonedVowel,
    At::VowelToned,
    At::ShapedToned,
    At::Gi,
];

/// What a character is to the reader.
fn step(at: At, c: char) -> At {
    match c {
        ' ' => match at {
            At::Start | At::Line | At::Space | At::VowelToned => At::Lost,
            _ => At::Space,
        },
        '\n' => match at {
            At::Start | At::Space | At::VowelToned => At::Lost,
            At::Line => At::Start,
            _ => At::Line,
        },
        c if is_sign(c) => {
            if at == At::VowelToned {
                At::Lost
            } else {
                At::Sign
            }
        }
        c if is_other_letter(c) => consonant(at, At::Consonant),
        c => Letter::of(c).map_or(At::Lost, |letter| letter_after(at, letter)),
    }
}

fn letter_after(at: At, letter: Letter) -> At {
    if !letter.is_vowel() {
        return consonant(
            at,
            match letter.plain {
                'q' => At::Q,
                // In `ng` it is followed by a vowel like any other consonant.
                'g' if matches!(at, At::Start | At::Line | At::Space | At::Sign) => At::G,
                _ => At::Consonant,
            },
        );
    }
    match (letter.tone == Tone::Level, letter.is_shaped()) {
        (true, false) => plain(at, letter.plain),
        (true, true) => match at {
            At::Toned | At::TonedVowel | At::VowelToned | At::ShapedToned | At::Gi => At::Lost,
            _ => At::Shaped,
        },
        (false, false) => toned(at, letter.plain),
        (false, true) => match at {
            // A second tone: such a word is left alone.
            At::Toned | At::TonedVowel | At::VowelToned | At::ShapedToned | At::Gi => At::Consonant,
            _ => At::ShapedToned,
        },
    }
}

fn consonant(at: At, next: At) -> At {
    if at == At::TonedVowel { At::Lost } else { next }
}

fn plain(at: At, vowel: char) -> At {
    match at {
        At::Q if vowel == 'u' => At::Consonant,
        At::G if vowel == 'i' => At::Consonant,
        At::Shaped => At::Shaped,
        At::Toned => At::TonedVowel,
        At::TonedVowel | At::Gi => At::Lost,
        At::VowelToned | At::ShapedToned => At::Consonant,
        _ => At::Vowel,
    }
}

fn toned(at: At, vowel: char) -> At {
    match at {
        At::Q if vowel == 'u' => At::Lost,
        At::G if vowel == 'i' => At::Gi,
        At::Vowel => At::VowelToned,
        At::Shaped => At::Lost,
        At::Toned | At::TonedVowel | At::VowelToned | At::ShapedToned | At::Gi => At::Consonant,
        _ => At::Toned,
    }
}

/// Digits and signs that stay as they are and end a word.
fn is_sign(c: char) -> bool {
    match c {
        '!'..='~' => !c.is_ascii_alphabetic(),
        '¡'..='¿' => c != '\u{ad}',
        '‐'..='―' | '‘'..='‧' | '‰'..='‾' => true,
        _ => false,
    }
}

/// Composed letters of other languages, which no Vietnamese syllable holds; but not those that are taken for `Đ`.
fn is_other_letter(c: char) -> bool {
    matches!(c, '\u{c0}'..='\u{1bf}') && !matches!(c, '×' | '÷' | 'Ð' | 'ð' | 'Ɖ') && Letter::of(c).is_none()
}

/// The first bytes of characters that are known.
const PREFIXES: [&[u8]; 10] = [
    &[0xc2],
    &[0xc3],
    &[0xc4],
    &[0xc5],
    &[0xc6],
    &[0xe1],
    &[0xe1, 0xba],
    &[0xe1, 0xbb],
    &[0xe2],
    &[0xe2, 0x80],
];

/// Who stands there meets a character beyond ASCII as they do who stand behind a consonant.
const LIKE_CONSONANT: [At; 4] = [At::Start, At::Line, At::Space, At::Sign];

/// The state of the automaton inside a character, of which these bytes were read.
fn inside(at: At, bytes: &[u8]) -> Option<usize> {
    let at = if LIKE_CONSONANT.contains(&at) { At::Consonant } else { at };
    let row = at as usize - At::Consonant as usize;
    PREFIXES.iter().position(|prefix| *prefix == bytes).map(|prefix| N_AT + row * PREFIXES.len() + prefix)
}

/// Every state but [`At::Lost`] with the bytes of the character that have been read there.
fn states() -> impl Iterator<Item = (usize, At, &'static [u8])> {
    let between = ALL.into_iter().map(|at| (at as usize, at, &[][..]));
    let inner = ALL.into_iter().filter(|at| !LIKE_CONSONANT.contains(at) && *at != At::Lost);
    let inner = inner
        .flat_map(|at| PREFIXES.into_iter().filter_map(move |bytes| Some((inside(at, bytes)?, at, bytes))));
    between.chain(inner).filter(|(_, at, _)| *at != At::Lost)
}

/// The way of a reader: the table that `step` makes of where they are led by the last of some bytes.
fn way(step: impl Fn(usize, &[u8]) -> Step) -> Way {
    let mut way = Way::new(behind_a_space, At::Space as usize);
    for (state, at, before) in states() {
        for byte in 0..=u8::MAX {
            let bytes = [before, &[byte]].concat();
            let whole = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
            let next = whole.map(|c| self::step(at, c) as usize).or_else(|| inside(at, &bytes));
            way.set(state, byte, step(next.unwrap_or(walk::LOST), &bytes));
        }
    }
    way
}

/// Writes what a text folds to.
static FOLDING: LazyLock<Way> = LazyLock::new(|| {
    way(|next, bytes| written(bytes).map_or(Step::new(walk::LOST, None), |out| Step::new(next, out)))
});

/// What a text folds to, where it is proved that `clean` returns it unchanged.
pub(crate) fn folded_if_proved(text: &str) -> Option<String> {
    let (mut state, mut out) = (At::Start as usize, Vec::with_capacity(text.len()));
    for piece in FOLDING.pieces(text) {
        state = Some(FOLDING.walk(piece, state, &mut out)).filter(|state| *state != walk::LOST)?;
    }
    String::from_utf8(out).ok().filter(|_| ends_well(state))
}

/// Whether it is proved that `clean` returns this text unchanged.
pub(crate) fn is_proved(text: &str) -> bool {
    let follow = |state, piece| Some(FOLDING.follow(piece, state)).filter(|state| *state != walk::LOST);
    FOLDING.pieces(text).try_fold(At::Start as usize, follow).is_some_and(ends_well)
}

fn ends_well(state: usize) -> bool {
    // A text that is empty is clean; one that ends after an empty line is not, and both end at the start.
    let bad = [At::Lost, At::Line, At::Space, At::VowelToned, At::Start].map(|at| at as usize);
    state < N_AT && !bad.contains(&state)
}

/// Writes one at each space behind a word that is not proved, and nought at every other byte.
static JUDGING: LazyLock<Way> = LazyLock::new(|| {
    let mut way = way(|next, bytes| match bytes {
        b" " => Step::new(At::Space as usize, Some(u8::from(next == walk::LOST))),
        _ => Step::new(next, Some(0)),
    });
    // Who is lost finds the way again at the next space.
    for byte in 0..=u8::MAX {
        way.set(walk::LOST, byte, Step::new(walk::LOST, Some(0)));
    }
    way.set(walk::LOST, b' ', Step::new(At::Space as usize, Some(1)));
    way
});

/// The words of a line that are not proved by themselves, each up to a space or the end of the line; empty ones where spaces
/// are too many.
pub(crate) fn unproved_words(line: &str) -> Vec<Range<usize>> {
    const BLOCK: usize = 32;
    let mut verdicts = Vec::new();
    let end = JUDGING.walk(line, At::Space as usize, &mut verdicts);
    let blocks = verdicts
        .chunks(BLOCK)
        .enumerate()
        .filter(|(_, block)| block.iter().fold(0, |all, one| all | one) != 0);
    let spaces = blocks.flat_map(|(block, verdicts)| {
        let found = verdicts.iter().enumerate().filter(|(_, verdict)| **verdict != 0);
        found.map(move |(at, _)| block * BLOCK + at)
    });
    let ends = spaces.chain((!ends_well(end)).then_some(line.len()));
    ends.map(|end| behind_a_space(line, end)..end).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clean::tidy;
    use crate::fold::fold;

    fn holds(text: &str) {
        let folded = folded_if_proved(text);
        assert_eq!(is_proved(text), folded.is_some(), "{text:?}");
        if let Some(folded) = folded {
            assert_eq!(tidy(text, true), text);
            assert_eq!(folded, text.chars().map(|c| fold(c.encode_utf8(&mut [0; 4]))).collect::<String>());
        }
        for word in unproved_words(text) {
            assert!(!is_proved(&text[word.clone()]), "{text:?} {word:?}");
        }
    }

    #[test]
    fn who_stands_behind_a_space_meets_a_letter_beyond_ascii_as_behind_a_consonant() {
        for c in ('\u{80}'..'\u{3000}').filter(|c| step(At::Consonant, *c) != At::Lost) {
            for at in LIKE_CONSONANT {
                assert_eq!(step(at, c), step(At::Consonant, c), "{at:?} {c:?}");
            }
        }
    }

    #[test]
    fn running_text_is_proved() {
        let text = "Thực hiện Kế hoạch số 31-KH/TU, ngày 05/11/2026 của Ban Thường vụ Tỉnh ủy, tập thể kiểm điểm: “hòa giải”, \
            quý, quá, quả, già, giá, giếng, gì, khuỷu, ngoài, huỳnh, thuở, nghĩa, của, cửa, thủy, khóa – xong…\n\nHẾT.";
        for part in text.split(' ').chain([text, &[text; 40].join(" ")]) {
            assert!(is_proved(part), "{part:?}");
            assert_eq!(tidy(part, true), part);
        }
    }

    #[test]
    fn what_has_to_be_changed_is_not_proved() {
        for text in [
            "",
            " a",
            "a ",
            "a  b",
            "a\n",
            "a \nb",
            "a\n b",
            "a\n\n\nb",
            "a\tb",
            "a\u{a0}b",
            "hoà",
            "hoà bình",
            "uỷ",
            "hòan",
            "qúy",
            "gìa",
            "a\u{301}",
            "\u{200b}",
            "Ðảng",
            "a\r\nb",
            "thủơ",
            "ngòai",
            "a\u{ad}b",
            "x\n\n",
        ] {
            assert!(!is_proved(text), "{text:?}");
        }
    }

    #[test]
    fn every_syllable_with_its_mark_anywhere_is_judged_safely() {
        use unicode_normalization::UnicodeNormalization;
        let mut n_proved = 0;
        for onset in crate::syllable::ONSETS {
            for rime in crate::syllable::RIMES {
                let plain: Vec<char> = onset.chars().chain(rime.chars()).collect();
                for at in 0..plain.len() {
                    for mark in ['\u{300}', '\u{301}', '\u{309}', '\u{303}', '\u{323}'] {
                        let with =
                            plain.iter().enumerate().flat_map(|(i, c)| [Some(*c), (i == at).then_some(mark)]);
                        let word: String = with.flatten().nfc().collect();
                        for around in ["", " b", ". ", "n", "ă"] {
                            holds(&format!("{word}{around}"));
                            holds(&format!("a {word}{around}").to_uppercase());
                        }
                        n_proved += usize::from(is_proved(&word));
                    }
                }
            }
        }
        assert!(10_000 < n_proved, "{n_proved}");
    }

    proptest! {
        #[test]
        fn what_is_proved_needs_nothing(text in any::<String>()) {
            holds(&text);
        }

        #[test]
        fn letters_in_any_order_are_judged_safely(words in proptest::collection::vec("[aăâeêioôơuưyàáảãạùúủũụìíỉĩịỳýỷòóờớếệứựqghntc]{1,7}", 1..6)) {
            holds(&words.join(" "));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn long_texts_are_judged_as_short_ones(words in proptest::collection::vec("[a-zà-ỹ ]{1,6}", 100..400)) {
            let text = words.join(" ");
            holds(&text);
            let alone = text.bytes().fold(At::Start as usize, |state, byte| FOLDING.step(state, byte).next());
            prop_assert_eq!(is_proved(&text), ends_well(alone));
        }
    }
}
