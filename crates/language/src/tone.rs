//! The place of the tone mark: *hoà, uỷ* and *hòa, ủy* are read alike, and one of them is stored.

use unicode_normalization::char::is_combining_mark;

use crate::letter::{Letter, Tone};
use crate::syllable::{LONGEST, parts, tone_of};

/// A way to write the tone of *oa, oe, uy* when nothing follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placement {
    /// On the first of the two, as offices write: *hòa, khỏe, ủy*.
    First,
    /// On the second of the two, as schoolbooks write: *hoà, khoẻ, uỷ*.
    Second,
}

/// The placement that is stored and printed.
pub const STORED: Placement = Placement::First;

/// Writes one word with its tone in the place that `placement` wants; `None` when it stands there already, or when the
/// word is no Vietnamese syllable with one tone mark.
pub(crate) fn placed(word: &str, placement: Placement) -> Option<String> {
    let mut letters = [Letter { plain: ' ', tone: Tone::Level, is_upper: false }; LONGEST];
    let mut n = 0;
    for c in word.chars() {
        *letters.get_mut(n)? = Letter::of(c)?;
        n += 1;
    }
    let letters = letters.get(..n)?;
    let tone = tone_of(letters).filter(|tone| *tone != Tone::Level)?;
    let parts = parts(letters)?;
    let vowels: String = letters.get(parts.onset..)?.iter().map(|letter| letter.plain).collect();
    let is_open_pair = matches!(vowels.as_str(), "oa" | "oe" | "uy");
    let at = parts.tone_at + usize::from(is_open_pair && placement == Placement::Second);
    if letters.get(at)?.tone == tone {
        return None;
    }
    let write =
        |(index, letter): (usize, &Letter)| letter.with_tone(if index == at { tone } else { Tone::Level });
    Some(letters.iter().enumerate().map(write).collect())
}

/// Writes every Vietnamese word of a text with its tone in one place; other words stay as they are.
///
/// The text should be in normal form (see [`clean`](crate::clean), which does this with [`STORED`]).
pub fn place_tones(text: &str, placement: Placement) -> String {
    let mut out = String::with_capacity(text.len());
    for piece in pieces(text) {
        match placed(piece, placement) {
            Some(word) => out.push_str(&word),
            None => out.push_str(piece),
        }
    }
    out
}

/// A text cut into words and what lies between them, in turn.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = is_of_word(first);
        let end = rest.find(|c: char| is_of_word(c) != is_word).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

/// A mark that could not be composed belongs to its word, which then is no syllable and is left alone.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}
