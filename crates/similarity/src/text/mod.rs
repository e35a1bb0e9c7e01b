//! Text as words: one pass over the bytes, blind to case, to the place of a tone mark, to how letters are composed, and to
//! keys of Telex that stayed as they were typed.

mod role;
mod spelling;
mod table;
mod vocabulary;

pub(crate) use role::Role;
pub(crate) use spelling::Spellings;
pub(crate) use vocabulary::{AsIs, Map, NUMBERS, Vocabulary, bare_of};

use std::ops::Range;

use table::{Class, Kind, Table};

/// A word of a text.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    /// The letters without marks; equal for *chưa* and *chua*.
    pub(crate) bare: u64,
    /// The letters with their marks, wherever the tone is written; equal for *hòa* and *hoà*.
    pub(crate) marked: u64,
    /// Where it stands.
    pub(crate) range: Range<usize>,
    /// Whether it begins with a capital.
    pub(crate) is_capital: bool,
    /// Whether it is the first of its sentence.
    pub(crate) is_first: bool,
}

impl Word {
    /// Whether any letter carries a mark.
    fn is_marked(&self) -> bool {
        self.marked != marked(self.bare, 0, 0)
    }
}

const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;

/// Gathers the letters of a word.
struct Gathered {
    bare: u64,
    marks: u64,
    tone: u64,
    n: u64,
    start: usize,
    is_capital: bool,
    is_number: bool,
}

impl Gathered {
    const NOTHING: Gathered =
        Gathered { bare: 0, marks: 0, tone: 0, n: 0, start: 0, is_capital: false, is_number: false };

    #[inline]
    fn letter(&mut self, at: usize, class: Class) {
        if self.n == 0 {
            self.start = at;
            self.is_capital = class.is_upper();
        }
        self.n += 1;
        self.bare = (self.bare ^ u64::from(class.base())).wrapping_mul(PRIME);
        self.mark(class);
    }

    #[inline]
    fn mark(&mut self, class: Class) {
        if class.shape() != 0 {
            self.marks = self.marks.wrapping_mul(31).wrapping_add(self.n << 4 | u64::from(class.shape()));
        }
        self.tone |= u64::from(class.tone());
    }

    /// The hash without marks, and that with them.
    fn hashes(&self) -> (u64, u64) {
        let bare = self.bare ^ self.bare >> 29;
        (bare, marked(bare, self.marks, self.tone))
    }

    fn other(&mut self, at: usize, c: char) {
        if self.n == 0 {
            self.start = at;
        }
        self.n += 1;
        for lower in c.to_lowercase() {
            self.bare = (self.bare ^ u64::from(lower as u32)).wrapping_mul(PRIME).rotate_left(7);
        }
    }
}

fn marked(bare: u64, marks: u64, tone: u64) -> u64 {
    let marked = (bare ^ marks << 4 ^ tone).wrapping_mul(PRIME);
    marked ^ marked >> 32
}

/// Calls `each` with every word of a text, in order.
pub(crate) fn words(text: &str, each: impl FnMut(Word)) {
    words_from(text, true, each);
}

/// The same for a piece of a text: whether its first word is the first of a sentence is told, and answered for the next piece.
fn words_from(text: &str, is_first: bool, mut each: impl FnMut(Word)) -> bool {
    let table = Table::get();
    let bytes = text.as_bytes();
    let mut word = Gathered::NOTHING;
    let mut is_first = is_first;
    let mut at = 0;
    let mut give = |word: &mut Gathered, end: usize, is_first: &mut bool| {
        if word.n == 0 {
            // A mark that stands on nothing is nobody's.
            *word = Gathered::NOTHING;
            return;
        }
        let slip = text.get(word.start..end).and_then(language::meant);
        let (bare, marked) = slip.map_or_else(|| word.hashes(), |meant| hashes(&meant));
        each(Word { bare, marked, range: word.start..end, is_capital: word.is_capital, is_first: *is_first });
        *word = Gathered::NOTHING;
        *is_first = false;
    };
    while let Some(&byte) = bytes.get(at) {
        let (c, length) = if byte < 0x80 { (char::from(byte), 1) } else { wide(text, at) };
        let class = if byte < 0x80 { table.low(u32::from(byte)) } else { table.class(c) };
        match class.kind() {
            Kind::Letter => word.letter(at, class),
            Kind::Digit => {
                word.is_number |= word.n == 0 && byte < 0x80;
                word.letter(at, class);
            }
            Kind::Mark => word.mark(class),
            Kind::Unseen => {}
            Kind::Other => word.other(at, c),
            Kind::Alone => {
                give(&mut word, at, &mut is_first);
                word.other(at, c);
                give(&mut word, at + length, &mut is_first);
            }
            Kind::Gap | Kind::End => {
                if !(word.is_number && inside_number(&mut word, bytes, at)) {
                    give(&mut word, at, &mut is_first);
                    is_first |= class.kind() == Kind::End;
                }
            }
        }
        at += length;
    }
    give(&mut word, bytes.len(), &mut is_first);
    is_first
}

/// The hashes of a word of letters.
fn hashes(letters: &str) -> (u64, u64) {
    let table = Table::get();
    let mut word = Gathered::NOTHING;
    letters.char_indices().for_each(|(at, c)| word.letter(at, table.class(c)));
    word.hashes()
}

/// The letters of a word without marks, in small: the same for all ways to write the word.
fn bare_letters(written: &str) -> String {
    let table = Table::get();
    let mut letters = String::new();
    for (at, c) in written.char_indices() {
        let class = table.class(c);
        match class.kind() {
            Kind::Letter | Kind::Digit => letters.push(char::from(class.base())),
            Kind::Mark | Kind::Unseen => {}
            Kind::Other => letters.extend(c.to_lowercase()),
            Kind::Alone => letters.push(c),
            Kind::Gap | Kind::End => {
                letters.extend(
                    matches!(sign_in_number(written.as_bytes(), at), Some(Sign::Decimal)).then_some(','),
                );
            }
        }
    }
    letters
}

/// What a point or comma is inside a number.
enum Sign {
    /// It parts thousands, and could as well not be there.
    Thousands,
    Decimal,
}

/// A point or comma inside a number belongs to it; before three digits a point only parts thousands.
fn sign_in_number(bytes: &[u8], at: usize) -> Option<Sign> {
    let is_digit = |offset: usize| bytes.get(at + offset).is_some_and(u8::is_ascii_digit);
    let sign = bytes.get(at).copied().unwrap_or_default();
    if !matches!(sign, b'.' | b',')
        || !is_digit(1)
        || !at.checked_sub(1).is_some_and(|before| bytes.get(before).is_some_and(u8::is_ascii_digit))
    {
        return None;
    }
    let parts_thousands = sign == b'.' && is_digit(2) && is_digit(3) && !is_digit(4);
    Some(if parts_thousands { Sign::Thousands } else { Sign::Decimal })
}

fn inside_number(word: &mut Gathered, bytes: &[u8], at: usize) -> bool {
    let sign = sign_in_number(bytes, at);
    if let Some(Sign::Decimal) = sign {
        word.n += 1;
        word.bare = (word.bare ^ u64::from(b',')).wrapping_mul(PRIME);
    }
    sign.is_some()
}

#[inline]
fn wide(text: &str, at: usize) -> (char, usize) {
    let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    (c, c.len_utf8())
}
