//! What each character is to a reader of words: a letter with its shape and tone, a digit, a mark, a gap.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// What a character is. Packed, so that one look-up answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Class(u32);

/// The kinds of characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Kind {
    /// Between words.
    Gap,
    /// Between sentences.
    End,
    /// A letter of the Latin script, with what stands on it.
    Letter,
    /// A digit.
    Digit,
    /// A mark that belongs to the letter before it.
    Mark,
    /// Seen by nobody.
    Unseen,
    /// A word by itself: an ideograph, a picture, a per cent sign.
    Alone,
    /// A letter of another script.
    Other,
}

/// How the letter itself is changed, as against its tone.
const SHAPES: [char; 5] = ['\u{302}', '\u{306}', '\u{31b}', '\u{308}', '\u{327}'];
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
const STROKE: u32 = 7;

impl Class {
    const fn new(kind: Kind, base: u8, shape: u32, tone: u32, upper: bool) -> Class {
        Class(kind as u32 | (base as u32) << 8 | shape << 16 | tone << 20 | (upper as u32) << 24)
    }

    const fn of_kind(kind: Kind) -> Class {
        Class::new(kind, 0, 0, 0, false)
    }

    #[inline]
    pub(super) fn kind(self) -> Kind {
        match self.0 & 7 {
            0 => Kind::Gap,
            1 => Kind::End,
            2 => Kind::Letter,
            3 => Kind::Digit,
            4 => Kind::Mark,
            5 => Kind::Unseen,
            6 => Kind::Alone,
            _ => Kind::Other,
        }
    }

    /// The letter in lower case without marks, or the digit.
    #[inline]
    pub(super) fn base(self) -> u8 {
        (self.0 >> 8) as u8
    }

    #[inline]
    pub(super) fn shape(self) -> u32 {
        self.0 >> 16 & 15
    }

    #[inline]
    pub(super) fn tone(self) -> u32 {
        self.0 >> 20 & 15
    }

    #[inline]
    pub(super) fn is_upper(self) -> bool {
        self.0 >> 24 & 1 == 1
    }
}

/// The classes of the characters that Vietnamese text is made of, by code point.
pub(super) struct Table {
    /// U+0000 to U+036F.
    low: [Class; 0x370],
    /// U+1E00 to U+1EFF.
    high: [Class; 0x100],
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

impl Table {
    pub(super) fn get() -> &'static Table {
        &TABLE
    }

    fn new() -> Table {
        let of = |at: usize| char::from_u32(at as u32).map_or(Class::of_kind(Kind::Gap), slow);
        Table { low: std::array::from_fn(of), high: std::array::from_fn(|at| of(0x1e00 + at)) }
    }

    /// The class of an ASCII byte or of any other character below U+0370.
    #[inline]
    pub(super) fn low(&self, code: u32) -> Class {
        self.low.get(code as usize).copied().unwrap_or(Class::of_kind(Kind::Gap))
    }

    /// The class of a character.
    #[inline]
    pub(super) fn class(&self, c: char) -> Class {
        let code = c as u32;
        if code < 0x370 {
            return self.low(code);
        }
        match self.high.get(code.wrapping_sub(0x1e00) as usize) {
            Some(class) => *class,
            None => slow(c),
        }
    }
}

fn slow(c: char) -> Class {
    match c {
        'đ' | 'ð' => return Class::new(Kind::Letter, b'd', STROKE, 0, false),
        'Đ' | 'Ð' | 'Ɖ' => return Class::new(Kind::Letter, b'd', STROKE, 0, true),
        'ı' => return Class::new(Kind::Letter, b'i', 0, 0, false),
        '.' | '!' | '?' | ';' | '\n' | '\r' | '…' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
            return Class::of_kind(Kind::End);
        }
        '%' | '‰' | '+' | '=' | '<' | '>' | '≥' | '≤' | '$' | '€' => {
            return Class::of_kind(Kind::Alone);
        }
        '\u{ad}' | '\u{34f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => {
            return Class::of_kind(Kind::Unseen);
        }
        '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => {
            return Class::of_kind(Kind::Unseen);
        }
        _ => {}
    }
    if let Some(tone) = TONES.iter().position(|mark| *mark == c) {
        return Class::new(Kind::Mark, 0, 0, tone as u32 + 1, false);
    }
    if let Some(shape) = SHAPES.iter().position(|mark| *mark == c) {
        return Class::new(Kind::Mark, 0, shape as u32 + 1, 0, false);
    }
    if unicode_normalization::char::is_combining_mark(c) {
        return Class::of_kind(Kind::Mark);
    }
    letter(c).unwrap_or_else(|| other(c))
}

/// A Latin letter taken apart, or a decimal digit.
fn letter(c: char) -> Option<Class> {
    let mut parts = std::iter::once(c).nfkd();
    let base = parts.next().filter(char::is_ascii_alphanumeric)?;
    let (mut shape, mut tone) = (0, 0);
    for mark in parts {
        if let Some(at) = TONES.iter().position(|known| *known == mark) {
            tone = at as u32 + 1;
        } else if let Some(at) = SHAPES.iter().position(|known| *known == mark) {
            shape = at as u32 + 1;
        } else if !unicode_normalization::char::is_combining_mark(mark) {
            return None;
        }
    }
    let kind = if base.is_ascii_digit() { Kind::Digit } else { Kind::Letter };
    Some(Class::new(kind, base.to_ascii_lowercase() as u8, shape, tone, base.is_ascii_uppercase()))
}

fn other(c: char) -> Class {
    let stands_alone = matches!(c as u32,
        0x2e80..=0x2fdf | 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
        | 0x2190..=0x23ff | 0x2600..=0x27bf | 0x2900..=0x2bff | 0x1f000..=0x1faff | 0x20000..=0x3ffff);
    if stands_alone {
        Class::of_kind(Kind::Alone)
    } else if c.is_alphanumeric() {
        Class::of_kind(Kind::Other)
    } else {
        Class::of_kind(Kind::Gap)
    }
}
