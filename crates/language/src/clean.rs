//! One form for text that people typed: composed letters, one place for tone marks, single spaces, nothing unseen.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::compose::composed;
use crate::fold::fold;
use crate::letter::is_letter;
use crate::proof::{folded_if_proved, is_proved, unproved_words};
use crate::tone::{STORED, pieces, place_tones};

/// Text in the form in which it is stored.
///
/// Letters are composed (NFC, also where a typewriter program put the tone before the roof), tone marks stand
/// where offices write them ([`STORED`]), lines end in `\n` without blanks, at most one line is left empty, spaces
/// are plain and single, and control, direction and zero-width characters are gone. Words are never changed: letters
/// of other scripts stay unless they stand for a Latin letter inside a Latin word, and `Ð` is the `Đ` it was meant to be.
pub fn clean(text: &str) -> String {
    cleaned(text).into_owned()
}

/// As [`clean`], without a copy when there is nothing to do.
pub fn cleaned(text: &str) -> Cow<'_, str> {
    if is_proved(text) { Cow::Borrowed(text) } else { mended(text) }
}

/// A text as [`cleaned`], and what it folds to (see [`fold`]): one walk where there is nothing to clean.
pub fn cleaned_and_folded(text: &str) -> (Cow<'_, str>, String) {
    if let Some(folded) = folded_if_proved(text) {
        return (Cow::Borrowed(text), folded);
    }
    let clean = mended(text);
    let folded = fold(&clean);
    (clean, folded)
}

fn mended(text: &str) -> Cow<'_, str> {
    let out = tidy_lines(text);
    if out == text { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

/// What ends a line beside `\n`.
const OTHER_ENDS: [char; 6] = ['\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Each line by itself, the fast way where it will do.
fn tidy_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut n_ends = 0;
    let mut words = Words::default();
    let mut push = |line: &str| {
        if !line.is_empty() {
            if !out.is_empty() {
                out.push_str(if n_ends < 2 { "\n" } else { "\n\n" });
            }
            n_ends = 0;
            out.push_str(line);
        }
        n_ends += 1;
    };
    for line in text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line)) {
        match words.tidy_line(line) {
            Some(line) => push(&line),
            None => line
                .split(OTHER_ENDS)
                .for_each(|line| push(&words.tidy_line(line).unwrap_or_else(|| tidy(line, true)))),
        }
    }
    out
}

/// Words that had to be changed, each with what became of it: who writes *hoà* once writes it again.
#[derive(Default)]
struct Words {
    known: Vec<(String, String)>,
}

impl Words {
    /// The line with each word that is not proved by itself tidied alone; `None` when a word hangs together with the one
    /// before it, or the line holds other line ends.
    fn tidy_line(&mut self, line: &str) -> Option<String> {
        let composed = composed(line);
        let line = composed.as_deref().unwrap_or(line);
        let (mut out, mut from) = (String::with_capacity(line.len()), 0);
        for place in unproved_words(line) {
            push_words(&mut out, line.get(from..place.start)?.trim_end_matches(' '));
            from = line.len().min(place.end + 1);
            let word = line.get(place)?;
            if word.is_empty() {
                continue;
            }
            if word.chars().next().is_some_and(is_combining_mark) || word.contains(OTHER_ENDS) {
                return None;
            }
            let word = self.tidied(word);
            // What was unseen in front of a mark may have joined it to the word before.
            if word.chars().next().is_some_and(is_combining_mark) {
                return None;
            }
            push_words(&mut out, word);
        }
        push_words(&mut out, line.get(from..)?);
        Some(out)
    }

    fn tidied(&mut self, word: &str) -> &str {
        const KEPT: usize = 64;
        self.known.resize_with(KEPT, Default::default);
        let hash = word.bytes().fold(0, |hash: usize, byte| hash.wrapping_mul(31) ^ usize::from(byte));
        let known = &mut self.known[hash % KEPT];
        if known.0 != word {
            *known = (word.to_owned(), tidy(word, true));
        }
        &known.1
    }
}

fn push_words(out: &mut String, words: &str) {
    if !out.is_empty() && !words.is_empty() {
        out.push(' ');
    }
    out.push_str(words);
}

/// As [`clean`], on one line, with each tone mark where its owner writes it: a name is spelled as on the papers of its bearer.
pub fn clean_name(name: &str) -> String {
    tidy(name, false).split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(crate) fn tidy(text: &str, moves_tones: bool) -> String {
    let composed = compose(&visible(text));
    let meant: String = pieces(&composed).map(latin).collect();
    // A mark after a Cyrillic twin composes only now that the letter is Latin.
    let meant = if meant == composed { meant } else { compose(&meant) };
    spaced(&if moves_tones { place_tones(&meant, STORED) } else { meant })
}

/// What a character becomes before anything else is looked at.
enum Seen {
    Same,
    Space,
    LineEnd,
    Nothing,
}

fn seen(c: char) -> Seen {
    match c {
        '\n' => Seen::Same,
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Seen::LineEnd,
        '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
            Seen::Space
        }
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Seen::Nothing,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            Seen::Nothing
        }
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' => Seen::Nothing,
        _ => Seen::Same,
    }
}

fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut after_return = false;
    for c in text.chars() {
        let is_second_half = after_return && c == '\n';
        after_return = c == '\r';
        match seen(c) {
            _ if is_second_half => {}
            Seen::Same => out.push(c),
            Seen::Space => out.push(' '),
            Seen::LineEnd => out.push('\n'),
            Seen::Nothing => {}
        }
    }
    out
}

/// Composes letters, with the marks of a vowel in the order in which they compose.
///
/// Old converters wrote the tone before the roof (`a` + acute + circumflex). Unicode holds that for another text than
/// `ấ`; readers of Vietnamese do not.
fn compose(text: &str) -> String {
    let mut parts: Vec<char> = text.nfd().collect();
    for at in 2..parts.len() {
        let is_lone_pair =
            !is_combining_mark(parts[at - 2]) && !parts.get(at + 1).is_some_and(|c| is_combining_mark(*c));
        let is_tone = matches!(parts[at - 1], '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}');
        if is_lone_pair && is_tone && matches!(parts[at], '\u{302}' | '\u{306}') {
            parts.swap(at - 1, at);
        }
    }
    parts.into_iter().nfc().collect()
}

/// A word with the letters that it was meant to have: `Ð` is `Đ`, and Cyrillic and Greek twins inside a Latin word are Latin.
fn latin(word: &str) -> Cow<'_, str> {
    if word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let is_stroke = |c: char| matches!(c, 'Ð' | 'ð' | 'Ɖ');
    let foreign =
        |c: char| !is_letter(c) && !is_stroke(c) && !c.is_ascii_alphanumeric() && !is_combining_mark(c);
    let has_latin = word.chars().any(|c| is_letter(c) || is_stroke(c));
    if !word.chars().any(|c| is_stroke(c) || foreign(c))
        || !word.chars().filter(|c| foreign(*c)).all(|c| twin(c).is_some())
    {
        return Cow::Borrowed(word);
    }
    let meant = |c: char| match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' => 'đ',
        c if has_latin && foreign(c) => twin(c).unwrap_or(c),
        c => c,
    };
    Cow::Owned(word.chars().map(meant).collect())
}

/// The Latin letter that a Cyrillic or Greek one cannot be told from on paper.
fn twin(c: char) -> Option<char> {
    const FOREIGN: &str = "аеорсухіАВЕКМНОРСТУХІοΑΒΕΗΙΚΜΝΟΡΤΥΧ";
    const LATIN: &str = "aeopcyxiABEKMHOPCTYXIoABEHIKMNOPTYX";
    let at = FOREIGN.chars().position(|foreign| foreign == c)?;
    LATIN.chars().nth(at)
}

/// Single spaces, no blanks around lines, at most one empty line, none at the ends.
fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut n_ends = 0;
    for line in text.split('\n') {
        let mut words = line.split(' ').filter(|word| !word.is_empty());
        if let Some(first) = words.next() {
            if !out.is_empty() {
                out.push_str(if n_ends < 2 { "\n" } else { "\n\n" });
            }
            n_ends = 0;
            out.push_str(first);
            words.for_each(|word| {
                out.push(' ');
                out.push_str(word);
            });
        }
        n_ends += 1;
    }
    out
}

/// Whether a text is in Unicode's normal form C.
pub fn is_nfc(text: &str) -> bool {
    text.is_ascii() || unicode_normalization::is_nfc(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn line_by_line_is_the_same_as_all_at_once(pieces in proptest::collection::vec(prop_oneof![
            Just("\r\n".to_owned()), Just("\n".to_owned()), Just("\r".to_owned()), Just("\u{2028}".to_owned()), Just(" ".to_owned()),
            Just("\u{200b}".to_owned()), "[a-zà-ỹ\u{301}\u{302} ]{0,6}", any::<String>(),
        ], 0..14)) {
            let text = pieces.concat();
            prop_assert_eq!(clean(&text), tidy(&text, true));
        }
    }
}
