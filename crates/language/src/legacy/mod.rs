//! Text from before Unicode: recognised, so that it can be refused in plain words or turned into Unicode.
//!
//! The fonts of the time drew Vietnamese over Western codes, so text copied from an old document shows Western letters:
//! `TØnh ñy` (TCVN3) or `Tænh uûy` (VNI) for *Tỉnh ủy*. A text is taken for old only when its words become Vietnamese
//! syllables by conversion and are none without.

mod tables;
#[cfg(test)]
mod tests;

use tables::{
    TCVN3, VNI_BREVES, VNI_ROOFS, VNI_SINGLE, VNI_TONES, VNI_Y_DOT, WINDOWS_1258, western, western_byte,
};
use unicode_normalization::UnicodeNormalization;

use crate::letter::{Letter, Tone};
use crate::syllable::is_syllable;

/// How a text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Legacy {
    /// TCVN3 (ABC), of the fonts *.VnTime*: one byte a letter.
    Tcvn3,
    /// VNI-Windows, of the fonts *VNI-Times*: a letter and its mark.
    Vni,
    /// Windows-1258, what Windows called "ANSI".
    Windows1258,
    /// UTF-16, what Windows called "Unicode", little end first.
    Utf16Little,
    /// UTF-16, big end first.
    Utf16Big,
    /// UTF-8 that was once read as a Western encoding: `á»¦y ban`.
    Misread,
}

/// How much of a text is looked at.
const LOOKED_AT: usize = 64 << 10;

/// Recognises text that is not plain Unicode; `None` for UTF-8 Vietnamese, for other languages, and for what is no text.
pub fn recognise(bytes: &[u8]) -> Option<Legacy> {
    if let Some(marked) = Legacy::by_mark(bytes) {
        return Some(marked);
    }
    let head = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    match std::str::from_utf8(head) {
        Ok(text) => recognise_str(text),
        Err(error) if error.error_len().is_none() && head.len() < bytes.len() => {
            recognise_str(std::str::from_utf8(&head[..error.valid_up_to()]).ok()?)
        }
        Err(_) if head.contains(&0) => None,
        Err(_) => best([Legacy::Tcvn3, Legacy::Vni, Legacy::Windows1258], 1, |legacy| legacy.decode(head)),
    }
}

/// Recognises old text inside Unicode, as it comes out of a DOCX whose fonts were *.VnTime* or *VNI-Times*.
pub fn recognise_str(text: &str) -> Option<Legacy> {
    if text.is_ascii() {
        return None;
    }
    let mut cut = text.len().min(LOOKED_AT);
    while !text.is_char_boundary(cut) {
        cut -= 1;
    }
    let head = text.get(..cut)?;
    let unchanged = Score::of(&head.nfc().collect::<String>());
    if unchanged.n_right * 2 >= unchanged.n_marked.max(1) {
        return None;
    }
    best([Legacy::Tcvn3, Legacy::Vni, Legacy::Misread], 2, |legacy| legacy.convert(head))
}

impl Legacy {
    fn by_mark(bytes: &[u8]) -> Option<Legacy> {
        match bytes {
            [0xff, 0xfe, ..] => Some(Legacy::Utf16Little),
            [0xfe, 0xff, ..] => Some(Legacy::Utf16Big),
            _ => None,
        }
    }

    /// The name by which people know it.
    pub const fn name(self) -> &'static str {
        match self {
            Legacy::Tcvn3 => "TCVN3 (ABC)",
            Legacy::Vni => "VNI-Windows",
            Legacy::Windows1258 => "Windows-1258",
            Legacy::Utf16Little | Legacy::Utf16Big => "UTF-16",
            Legacy::Misread => "UTF-8 (Windows-1252)",
        }
    }

    /// These bytes in Unicode (NFC); what has no letter becomes `U+FFFD`.
    pub fn decode(self, bytes: &[u8]) -> String {
        match self {
            Legacy::Utf16Little => utf16(bytes, u16::from_le_bytes),
            Legacy::Utf16Big => utf16(bytes, u16::from_be_bytes),
            Legacy::Windows1258 => bytes.iter().map(|byte| windows_1258(*byte)).nfc().collect(),
            Legacy::Tcvn3 | Legacy::Vni => {
                let western: String = bytes.iter().map(|byte| western(*byte)).collect();
                self.convert(&western)
            }
            Legacy::Misread => {
                let western: String = String::from_utf8_lossy(bytes).into_owned();
                self.convert(&western)
            }
        }
    }

    /// Text whose letters are artefacts of this encoding, in Unicode (NFC).
    pub fn convert(self, text: &str) -> String {
        match self {
            Legacy::Tcvn3 => text.chars().map(tcvn3).collect(),
            Legacy::Vni => vni(text),
            Legacy::Windows1258 => {
                text.chars().map(|c| western_byte(c).map_or(c, windows_1258)).nfc().collect()
            }
            Legacy::Misread => misread(text).nfc().collect(),
            Legacy::Utf16Little | Legacy::Utf16Big => text.nfc().collect(),
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair)).filter(|unit| *unit != 0xfeff);
    let mut text: String = char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).nfc().collect();
    if !rest.is_empty() {
        text.push('\u{fffd}');
    }
    text
}

fn windows_1258(byte: u8) -> char {
    WINDOWS_1258.iter().find(|(known, _)| *known == byte).map_or_else(|| western(byte), |(_, c)| *c)
}

fn tcvn3(c: char) -> char {
    let place = western_byte(c).and_then(|byte| byte.checked_sub(0xa1));
    let letter = place.and_then(|place| TCVN3.chars().nth(usize::from(place)));
    letter.filter(|letter| *letter != ' ').unwrap_or(c)
}

/// Joins each vowel of VNI text with the mark after it.
fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let base = vni_single(c);
        match letters.peek().and_then(|mark| vni_marked(base, *mark)) {
            Some(marked) => {
                letters.next();
                out.push(marked);
            }
            None => out.push(base),
        }
    }
    out
}

fn lower_western(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

fn vni_single(c: char) -> char {
    let lower = lower_western(c);
    let known = VNI_SINGLE.iter().chain([&VNI_Y_DOT]).find(|(drawn, _)| *drawn == lower);
    known.map_or(
        c,
        |(_, letter)| if lower == c { *letter } else { letter.to_uppercase().next().unwrap_or(*letter) },
    )
}

fn vni_marked(base: char, mark: char) -> Option<char> {
    let letter = Letter::of(base).filter(|letter| letter.tone == Tone::Level && letter.is_vowel())?;
    let mark = lower_western(mark);
    let find =
        |table: &[(char, usize)]| table.iter().find(|(drawn, _)| *drawn == mark).map(|(_, tone)| *tone);
    let shaped = |plain: char, tone: usize| Letter { plain, ..letter }.with_tone(Tone::ALL[tone]);
    let roof = match letter.plain {
        'a' => Some('â'),
        'e' => Some('ê'),
        'o' => Some('ô'),
        _ => None,
    };
    let roofed = roof.and_then(|plain| find(&VNI_ROOFS).map(|tone| shaped(plain, tone)));
    let breved = (letter.plain == 'a').then(|| find(&VNI_BREVES).map(|tone| shaped('ă', tone))).flatten();
    let toned =
        find(&VNI_TONES).filter(|_| letter.plain != 'i').map(|tone| letter.with_tone(Tone::ALL[tone]));
    roofed.or(breved).or(toned)
}

/// Reads runs of Western letters as the UTF-8 that they were.
fn misread(text: &str) -> impl Iterator<Item = char> {
    let mut out = String::with_capacity(text.len());
    let mut run = Vec::new();
    let flush = |run: &mut Vec<(u8, char)>, out: &mut String| {
        let bytes: Vec<u8> = run.iter().map(|(byte, _)| *byte).collect();
        match std::str::from_utf8(&bytes) {
            Ok(text) => out.push_str(text),
            Err(_) => out.extend(run.iter().map(|(_, c)| *c)),
        }
        run.clear();
    };
    for c in text.chars() {
        // Bytes without a letter in Windows-1252 come through as the control character of the same number.
        let byte = western_byte(c).or_else(|| u8::try_from(u32::from(c)).ok());
        match byte.filter(|byte| !byte.is_ascii()) {
            Some(byte) => run.push((byte, c)),
            None => {
                flush(&mut run, &mut out);
                out.push(c);
            }
        }
    }
    flush(&mut run, &mut out);
    out.chars().collect::<Vec<_>>().into_iter()
}

/// How many words with letters beyond ASCII a text has, and how many of them are Vietnamese syllables.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    n_marked: usize,
    n_right: usize,
}

impl Score {
    fn of(text: &str) -> Score {
        let mut score = Score::default();
        let is_between = |c: char| {
            c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’' | '–' | '…')
        };
        for word in text.split(is_between).filter(|word| !word.is_ascii()) {
            score.n_marked += 1;
            score.n_right += usize::from(is_syllable(word));
        }
        score
    }

    fn is_convincing(self, at_least: usize) -> bool {
        at_least <= self.n_right && self.n_marked * 4 <= self.n_right * 5
    }
}

fn best<const N: usize>(
    candidates: [Legacy; N],
    at_least: usize,
    read: impl Fn(Legacy) -> String,
) -> Option<Legacy> {
    let scored = candidates.into_iter().map(|legacy| (Score::of(&read(legacy)), legacy));
    let convincing = scored.filter(|(score, _)| score.is_convincing(at_least));
    convincing
        .max_by_key(|(score, legacy)| (score.n_right, std::cmp::Reverse(*legacy as u8)))
        .map(|(_, legacy)| legacy)
}
