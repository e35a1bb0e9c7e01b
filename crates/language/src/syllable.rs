//! The syllable: which letters can begin and end it, and where its tone is written.
//!
//! The stored place of the tone is the one that the offices write: *hòa, ủy, khóa*. Both places are read.

use crate::letter::{Letter, Tone};

/// What can stand before the vowels. `gi` and `qu` are told apart by [`parts`].
pub const ONSETS: [&str; 28] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "qu", "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels and endings that occur, without tone.
pub const RIMES: [&str; 163] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en",
    "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên",
    "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oc", "oe", "oem", "oen", "oeo", "oep", "oet", "oi", "om", "on", "ong", "ooc", "oong",
    "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut",
    "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên", "uyêt", "uân", "uâng", "uât", "uây",
    "uê", "uêch", "uên", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôp", "uôt", "uơ", "y", "yêm", "yên",
    "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê", "êch", "êm", "ên", "ênh",
    "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt",
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm",
    "ươn", "ương", "ươp", "ươt", "ươu",
];

/// A syllable taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Parts {
    /// How many letters stand before the vowels that carry the tone.
    pub(crate) onset: usize,
    /// Where the tone belongs, counted in letters of the word.
    pub(crate) tone_at: usize,
}

/// The longest syllable that is written: *nghiêng*.
pub(crate) const LONGEST: usize = 7;

/// Takes the letters of a word apart; `None` when they are no Vietnamese syllable, whatever their tones.
pub(crate) fn parts(word: &[Letter]) -> Option<Parts> {
    if word.is_empty() || LONGEST < word.len() {
        return None;
    }
    let plain: String = word.iter().map(|letter| letter.plain).collect();
    let fits = |onset: &str| {
        plain.strip_prefix(onset).is_some_and(|rime| {
            let is_known = |rime: &str| RIMES.binary_search(&rime).is_ok();
            is_known(rime) || (onset == "qu" && is_known(&format!("u{rime}")))
        })
    };
    let onset =
        ONSETS.into_iter().filter(|onset| fits(onset)).max_by_key(|onset| onset.len())?.chars().count();
    let rime = word.get(onset..)?;
    let n_vowels = rime.iter().take_while(|letter| letter.is_vowel()).count();
    let vowels = rime.get(..n_vowels)?;
    let within = match vowels.iter().rposition(|letter| letter.is_shaped()) {
        Some(shaped) => shaped,
        None if n_vowels < rime.len() => n_vowels.checked_sub(1)?,
        None if n_vowels == 3 => 1,
        None => 0,
    };
    Some(Parts { onset, tone_at: onset + within })
}

/// The tone of a word with at most one mark; `None` when there are more.
pub(crate) fn tone_of(word: &[Letter]) -> Option<Tone> {
    let mut marks = word.iter().map(|letter| letter.tone).filter(|tone| *tone != Tone::Level);
    match (marks.next(), marks.next()) {
        (tone, None) => Some(tone.unwrap_or(Tone::Level)),
        _ => None,
    }
}

/// Whether a word is a Vietnamese syllable with its tone, wherever the tone is written.
///
/// A syllable that ends in *c, ch, p* or *t* has the tone *sắc* or *nặng*.
pub fn is_syllable(word: &str) -> bool {
    let mut letters = [Letter { plain: ' ', tone: Tone::Level, is_upper: false }; LONGEST];
    let mut n = 0;
    for c in word.chars() {
        let (Some(letter), Some(place)) = (Letter::of(c), letters.get_mut(n)) else { return false };
        *place = letter;
        n += 1;
    }
    let word = letters.get(..n).unwrap_or_default();
    let (Some(_), Some(tone)) = (parts(word), tone_of(word)) else { return false };
    let before_last = n.checked_sub(2).and_then(|at| word.get(at)).map(|letter| letter.plain);
    let is_stopped = match word.last().map(|letter| letter.plain) {
        Some('c' | 'p' | 't') => true,
        Some('h') => before_last == Some('c'),
        _ => false,
    };
    !is_stopped || matches!(tone, Tone::Acute | Tone::Dot)
}
