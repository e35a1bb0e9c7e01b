//! Text without case and marks: for searching, sorting, comparing, and for addresses of pages.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold_table::fold_by_table;
use crate::letter::Letter;

/// Text in lower case and without marks, `đ` as `d`: *Đảng ủy* and *dang uy* fold alike.
///
/// Any form may be given (composed or not, either place of the tone); spaces and signs stay.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    fold_by_table(text, |text, out| text.chars().for_each(|c| fold_slowly(c, out)))
}

pub(crate) fn fold_slowly(c: char, out: &mut String) {
    match Letter::of(c) {
        Some(letter) => out.push(bare(letter.plain)),
        None if c.is_ascii() => out.push(c),
        None => fold_other(c, out),
    }
}

fn fold_other(c: char, out: &mut String) {
    for part in std::iter::once(c).nfd().filter(|part| !is_combining_mark(*part)) {
        match part {
            'đ' | 'Đ' | 'ð' | 'Ð' | 'Ɖ' => out.push('d'),
            'ı' => out.push('i'),
            part => out.extend(part.to_lowercase().filter(|lower| !is_combining_mark(*lower))),
        }
    }
}

fn bare(plain: char) -> char {
    match plain {
        'ă' | 'â' => 'a',
        'đ' => 'd',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        plain => plain,
    }
}

/// The longest slug; longer ones are cut at a word.
const LONGEST_SLUG: usize = 80;

/// A text as part of an address: small ASCII letters and digits, words joined by single hyphens, at most 80 of them.
///
/// Empty when the text holds none; then the caller has an id to show instead.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut out = String::new();
    for word in words {
        if out.is_empty() {
            out.extend(word.chars().take(LONGEST_SLUG));
        } else if out.len() + 1 + word.len() <= LONGEST_SLUG {
            out.push('-');
            out.push_str(word);
        } else {
            break;
        }
    }
    out
}
