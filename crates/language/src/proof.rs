//! One pass over the bytes of a text that proves that `clean` has nothing to do.
//!
//! An automaton reads byte by byte; what it does not know is not proved, and the slow way decides. So it may be wrong
//! in one direction only, which the tests hold it to: what is proved here, the slow way returns unchanged.
//!
//! Each step waits for the one before it, so a long text is read at several places at once.
#![expect(
    clippy::indexing_slicing,
    reason = "every index is a state or a byte, and the table has a row for each"
)]

use std::sync::LazyLock;

use crate::letter::{Letter, Tone};

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

/// A step for each state and byte; the states after the first ones are those inside a character.
struct Table {
    next: Vec<u8>,
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// Prefixes of characters that are known: the bytes before their last one.
const PREFIXES: [&[u8]; 9] =
    [&[0xc2], &[0xc3], &[0xc4], &[0xc5], &[0xc6], &[0xe1], &[0xe1, 0xba], &[0xe1, 0xbb], &[0xe2]];
const N_PREFIXES: usize = PREFIXES.len() + 1;
const N_STATES: usize = N_AT + N_AT * N_PREFIXES;
/// A power of two, so that no index is out of bounds.
const N_ROWS: usize = 256;

impl Table {
    fn new() -> Table {
        let mut next = vec![0u8; N_ROWS * 256];
        let inside = |at: usize, prefix: usize| N_AT + at * N_PREFIXES + prefix;
        let prefixes: Vec<Vec<u8>> =
            PREFIXES.iter().map(|prefix| prefix.to_vec()).chain([vec![0xe2, 0x80]]).collect();
        for at in ALL.into_iter().filter(|at| *at != At::Lost) {
            for byte in 0..=255u8 {
                if byte.is_ascii() {
                    next[(at as usize) << 8 | usize::from(byte)] = step(at, char::from(byte)) as u8;
                }
            }
            for (number, prefix) in prefixes.iter().enumerate() {
                let (before, last) = prefix.split_at(prefix.len() - 1);
                let from = match prefixes.iter().position(|known| known == before) {
                    Some(outer) => inside(at as usize, outer),
                    None => at as usize,
                };
                let here = inside(at as usize, number);
                next[from << 8 | usize::from(last[0])] = u8::try_from(here).unwrap_or(0);
                for byte in 0x80..=0xbfu8 {
                    let whole = [prefix.as_slice(), &[byte]].concat();
                    let c = std::str::from_utf8(&whole).ok().and_then(|text| text.chars().next());
                    let deeper = prefixes.contains(&whole);
                    if let Some(c) = c.filter(|_| !deeper) {
                        next[here << 8 | usize::from(byte)] = step(at, c) as u8;
                    }
                }
            }
        }
        const { assert!(N_STATES <= N_ROWS) };
        Table { next }
    }
}

/// At how many places a text is read at once.
const LANES: usize = 4;

/// Shorter texts are read at one place.
const LONG: usize = 512;

/// Whether it is proved that `clean` returns this text unchanged.
pub(crate) fn is_proved(text: &str) -> bool {
    let Ok(next) = <&[u8; N_ROWS * 256]>::try_from(TABLE.next.as_slice()) else { return false };
    let bytes = text.as_bytes();
    let end = if bytes.len() < LONG { run(next, bytes, At::Start as u8) } else { run_lanes(next, bytes) };
    ends_well(end)
}

/// How many bytes at the beginning of a line are proved, up to the last word that is not, or to the end.
pub(crate) fn n_proved(line: &str) -> usize {
    let Ok(next) = <&[u8; N_ROWS * 256]>::try_from(TABLE.next.as_slice()) else { return 0 };
    let (mut state, mut proved) = (At::Space as u8, 0);
    for (at, byte) in line.bytes().enumerate() {
        state = next[usize::from(state) << 8 | usize::from(byte)];
        if state == At::Lost as u8 {
            return proved;
        }
        if state == At::Space as u8 {
            proved = at + 1;
        }
    }
    if ends_well(state) { line.len() } else { proved }
}

fn ends_well(state: u8) -> bool {
    let bad = [At::Lost, At::Line, At::Space, At::VowelToned].map(|at| at as u8);
    // A text that is empty is clean; one that ends after an empty line is not, and both end at the start.
    usize::from(state) < N_AT && !bad.contains(&state) && state != At::Start as u8
}

fn run(next: &[u8; N_ROWS * 256], bytes: &[u8], from: u8) -> u8 {
    bytes.iter().fold(from, |state, byte| next[usize::from(state) << 8 | usize::from(*byte)])
}

/// Reads a long text at several places at once, each after a space, where it is known how to begin.
fn run_lanes(next: &[u8; N_ROWS * 256], bytes: &[u8]) -> u8 {
    let mut cuts = [0usize; LANES + 1];
    cuts[LANES] = bytes.len();
    for (lane, cut) in cuts.iter_mut().enumerate().take(LANES).skip(1) {
        let about = bytes.len() / LANES * lane;
        let Some(space) = bytes[about..].iter().position(|byte| *byte == b' ') else {
            return run(next, bytes, At::Start as u8);
        };
        *cut = about + space + 1;
    }
    if cuts.windows(2).any(|pair| pair[1] < pair[0]) {
        return run(next, bytes, At::Start as u8);
    }
    let mut lanes: [&[u8]; LANES] = std::array::from_fn(|lane| &bytes[cuts[lane]..cuts[lane + 1]]);
    let mut states = [At::Space as u8; LANES];
    states[0] = At::Start as u8;
    let together = lanes.iter().map(|lane| lane.len()).min().unwrap_or(0);
    let heads: [&[u8]; LANES] = std::array::from_fn(|lane| &lanes[lane][..together]);
    let [a, b, c, d] = heads;
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        for (state, byte) in states.iter_mut().zip([a, b, c, d]) {
            *state = next[usize::from(*state) << 8 | usize::from(*byte)];
        }
    }
    for (lane, state) in lanes.iter_mut().zip(&mut states) {
        *state = run(next, &lane[together..], *state);
    }
    // Every lane but the last must have reached the space after which the next one began.
    let all_reached = states[..LANES - 1].iter().all(|state| *state == At::Space as u8);
    if all_reached { states[LANES - 1] } else { At::Lost as u8 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clean::tidy;

    fn holds(text: &str) {
        assert!(
            !is_proved(text) || tidy(text, true) == text,
            "{text:?} is proved and {:?}",
            tidy(text, true)
        );
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
        fn long_texts_are_judged_as_short_ones(words in proptest::collection::vec("[a-zà-ỹ ]{1,6}", 100..400)) {
            let text = words.join(" ");
            holds(&text);
            let Ok(next) = <&[u8; N_ROWS * 256]>::try_from(TABLE.next.as_slice()) else { return Ok(()) };
            let alone = ends_well(run(next, text.as_bytes(), At::Start as u8));
            prop_assert_eq!(is_proved(&text), alone);
        }

        #[test]
        fn letters_in_any_order_are_judged_safely(words in proptest::collection::vec("[aăâeêioôơuưyàáảãạùúủũụìíỉĩịỳýỷòóờớếệứựqghntc]{1,7}", 1..6)) {
            holds(&words.join(" "));
        }
    }
}
