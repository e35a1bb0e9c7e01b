//! Slips of the keyboard: keys of Telex that stayed as they were typed, tones written twice. Recognised where texts are
//! compared and searched; a text is never rewritten by it.
//!
//! The digits of VNI are not read this way: `A1`, `b2` and `h3` are names of things far more often than slips.

use crate::letter::{Letter, Tone};
use crate::syllable::{LONGEST, is_syllable};

/// The syllable that a word was meant to be; `None` when it is a syllable already, or no slip is known that makes one of it.
///
/// `ddoongf` is *đồng*, `tieens` *tiến*, `nguwowif` *người*; `hòà` and `thuếê` with the tone or the vowel written twice are
/// *hòa* and *thuế*.
pub fn meant(word: &str) -> Option<String> {
    const LONGEST_TYPED: usize = 2 * LONGEST;
    if word.chars().nth(LONGEST_TYPED).is_some() || is_syllable(word) {
        return None;
    }
    let mut letters: Vec<Letter> = Vec::with_capacity(LONGEST);
    let mut tone = Tone::Level;
    let n = word.chars().count();
    for (at, c) in word.chars().enumerate() {
        let mut letter = Letter::of(c)?;
        if letter.tone != Tone::Level {
            // Written twice it is the same tone; two tones are no slip that is known.
            if tone != Tone::Level && tone != letter.tone {
                return None;
            }
            (tone, letter.tone) = (letter.tone, Tone::Level);
        }
        if let Some(typed) = tone_key(letter.plain).filter(|_| 1 < at && at + 1 == n) {
            if tone != Tone::Level && tone != typed {
                return None;
            }
            tone = typed;
            continue;
        }
        match letters.last_mut().and_then(|last| joined(*last, letter).map(|made| (last, made))) {
            Some((last, made)) => *last = made,
            None => letters.push(letter),
        }
    }
    horn_both(&mut letters);
    with_tone(&mut letters, tone)
}

/// The tone that a key makes at the end of a syllable.
fn tone_key(key: char) -> Option<Tone> {
    match key {
        'f' => Some(Tone::Grave),
        's' => Some(Tone::Acute),
        'r' => Some(Tone::Hook),
        'x' => Some(Tone::Tilde),
        'j' => Some(Tone::Dot),
        _ => None,
    }
}

/// The letter that two keys make, or that was written twice.
fn joined(last: Letter, next: Letter) -> Option<Letter> {
    let plain = match (last.plain, next.plain) {
        ('d', 'd') => 'đ',
        ('a', 'a') => 'â',
        ('e', 'e') => 'ê',
        ('o', 'o') => 'ô',
        ('a', 'w') => 'ă',
        ('o', 'w') => 'ơ',
        ('u', 'w') => 'ư',
        ('â', 'a' | 'â') => 'â',
        ('ê', 'e' | 'ê') => 'ê',
        ('ô', 'o' | 'ô') => 'ô',
        ('đ', 'đ') => 'đ',
        _ => return None,
    };
    Some(Letter { plain, ..last })
}

/// `uow` is `ươ`: one key for both.
fn horn_both(letters: &mut [Letter]) {
    for at in 1..letters.len() {
        let Some([before, last]) = letters.get_mut(at - 1..=at) else { return };
        if before.plain == 'u' && last.plain == 'ơ' {
            before.plain = 'ư';
        }
    }
}

/// The letters with a tone where it makes a syllable of them.
fn with_tone(letters: &mut [Letter], tone: Tone) -> Option<String> {
    let write =
        |letters: &[Letter]| letters.iter().map(|letter| letter.with_tone(letter.tone)).collect::<String>();
    if tone == Tone::Level {
        return Some(write(letters)).filter(|word| is_syllable(word));
    }
    let parts = crate::syllable::parts(letters)?;
    letters.get_mut(parts.tone_at)?.tone = tone;
    Some(write(letters)).filter(|word| is_syllable(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syllable::{ONSETS, RIMES};

    fn check(typed: &str, word: &str) {
        assert_eq!(meant(typed).as_deref(), (!word.is_empty()).then_some(word), "{typed}");
    }

    #[test]
    fn keys_that_stayed_are_the_letters_that_they_were_meant_to_be() {
        check("ddoongf", "đồng");
        check("DDoongf", "Đồng");
        check("tieens", "tiến");
        check("nguwowif", "người");
        check("nguowif", "người");
        check("cow", "cơ");
        check("hoaf", "hòa");
        check("quyr", "quỷ");
        check("giuwx", "giữ");
        check("dduwowngf", "đường");
        check("thuếê", "thuế");
        check("hòà", "hòa");
        check("đđồng", "đồng");
    }

    #[test]
    fn what_is_a_word_already_or_none_at_all_is_left_alone() {
        for word in
            ["", "đồng", "hòa", "hoà", "ma", "a1", "B2", "xx", "Telex", "đẩồng", "Москва", "s", "as", "covid"]
        {
            check(word, "");
        }
        check(&"a".repeat(1000), "");
    }

    #[test]
    fn every_syllable_is_found_again_from_the_keys_that_make_it() {
        let keys = |c: char| match c {
            'â' => "aa",
            'ă' => "aw",
            'ê' => "ee",
            'ô' => "oo",
            'ơ' => "ow",
            'ư' => "uw",
            'đ' => "dd",
            _ => "",
        };
        let mut n_found = 0;
        for onset in ONSETS {
            // A long o in loan words is typed as ô is.
            for rime in RIMES.into_iter().filter(|rime| !rime.starts_with("oo")) {
                let plain = format!("{onset}{rime}");
                let typed: String = plain
                    .chars()
                    .map(|c| if keys(c).is_empty() { c.to_string() } else { keys(c).to_owned() })
                    .collect();
                let typed = format!("{typed}s");
                if let Some(word) = meant(&typed) {
                    let bare = crate::fold(&plain);
                    assert_eq!(crate::fold(&word), bare, "{typed} is {word}");
                    n_found += 1;
                }
            }
        }
        assert!(3000 < n_found, "{n_found}");
    }
}
