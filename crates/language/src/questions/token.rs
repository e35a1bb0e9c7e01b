//! Words, numbers, dates and signs of a sentence, each with its place in the text.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::clean;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Word,
    Number,
    /// A day, a month of a year, a quarter of a year, or years.
    Date,
    Year,
    /// The number of a document, such as `15-CT/TW`.
    Norm,
    /// An ellipsis in a sentence.
    Dots,
    Sign,
}

/// A token.
#[derive(Debug, Clone)]
pub(super) struct Token<'a> {
    pub(super) class: Class,
    /// In lower case and in the stored form.
    pub(super) word: Cow<'a, str>,
    pub(super) has_capital: bool,
    pub(super) range: Range<usize>,
}

/// The tokens of one sentence that begins at `start` in its text.
pub(super) fn tokens(sentence: &str, start: usize) -> Vec<Token<'_>> {
    let mut found = Vec::new();
    let mut rest = sentence;
    while let Some(first) = rest.chars().next() {
        let at = sentence.len() - rest.len();
        let length = length(rest, first);
        let (raw, after) = rest.split_at(length);
        rest = after;
        if first.is_whitespace() {
            continue;
        }
        let class = class(raw, first);
        let word = match class {
            Class::Sign => Cow::Borrowed(raw),
            _ => normal(raw),
        };
        let range = start + at..start + at + length;
        found.push(Token { class, word, has_capital: first.is_uppercase(), range });
    }
    settle_fractions(&mut found);
    found
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// How many bytes the token at the start of `rest` has.
fn length(rest: &str, first: char) -> usize {
    if first == '.' {
        return rest.len() - rest.trim_start_matches('.').len();
    }
    if !is_of_word(first) {
        return first.len_utf8();
    }
    let joins = if first.is_ascii_digit() { ".,/-:" } else { "./-" };
    let mut end = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        let next_is_word = letters.peek().is_some_and(|(_, next)| is_of_word(*next));
        if !(is_of_word(c) || joins.contains(c) && next_is_word) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}

fn class(raw: &str, first: char) -> Class {
    if !is_of_word(first) {
        // A long run of dots is a blank to be filled in, not an ellipsis.
        let is_dots = first == '…' || (first == '.' && (2..=3).contains(&raw.len()));
        return if is_dots { Class::Dots } else { Class::Sign };
    }
    let quarter = raw.split_once('/').is_some_and(|(quarter, year)| {
        matches!(quarter.to_ascii_uppercase().as_str(), "I" | "II" | "III" | "IV") && is_year(year)
    });
    if quarter {
        return Class::Date;
    }
    if !first.is_ascii_digit() {
        return if is_number_word(&raw.to_lowercase()) { Class::Number } else { Class::Word };
    }
    if raw.chars().any(char::is_alphabetic) {
        return if raw.contains(['/', '-']) { Class::Norm } else { Class::Word };
    }
    if is_year(raw) {
        Class::Year
    } else if is_date(raw) {
        Class::Date
    } else {
        Class::Number
    }
}

fn is_number_word(word: &str) -> bool {
    const WORDS: [&str; 14] = [
        "hai", "ba", "bốn", "sáu", "bảy", "bẩy", "tám", "chín", "mười", "mươi", "chục", "nghìn", "triệu",
        "tỷ",
    ];
    WORDS.contains(&word)
}

fn is_year(raw: &str) -> bool {
    raw.len() == 4 && matches!(raw.get(..2), Some("19" | "20")) && raw.bytes().all(|b| b.is_ascii_digit())
}

fn is_date(raw: &str) -> bool {
    let parts: Vec<&str> = raw.split(['/', '-', '.']).collect();
    let numbers: Vec<u32> = parts.iter().filter_map(|part| part.parse().ok()).collect();
    if numbers.len() != parts.len() {
        return false;
    }
    let is_day = |day: u32, month: u32| (1..=31).contains(&day) && (1..=12).contains(&month);
    let has_slash = raw.contains('/');
    match (parts.as_slice(), numbers.as_slice()) {
        ([.., year], [day, month, _]) if is_year(year) => is_day(*day, *month),
        ([year, ..], [_, month, day]) if is_year(year) => is_day(*day, *month),
        ([_, year], [month, _]) if is_year(year) && has_slash => (1..=12).contains(month),
        ([from, to], _) if is_year(from) && is_year(to) => true,
        (_, [day, month]) if has_slash => is_day(*day, *month),
        _ => false,
    }
}

/// `3/5 chỉ tiêu` is a count, `ngày 3/5` and `3/5 đến nay` are days.
fn settle_fractions(tokens: &mut [Token<'_>]) {
    const DAY_BEFORE: [&str; 12] =
        ["ngày", "từ", "đến", "tới", "trước", "sau", "và", ",", "(", "hôm", "by", "on"];
    const COUNTED: [&str; 34] = [
        "đơn",
        "hộ",
        "chỉ",
        "phiếu",
        "nhiệm",
        "đồng",
        "hồ",
        "việc",
        "vụ",
        "chi",
        "xã",
        "phường",
        "dự",
        "văn",
        "cuộc",
        "phòng",
        "người",
        "đảng",
        "cán",
        "trường",
        "kiến",
        "nội",
        "công",
        "hạn",
        "điểm",
        "mục",
        "kế",
        "lần",
        "buổi",
        "thôn",
        "tổ",
        "đơn vị",
        "cases",
        "targets",
    ];
    for at in 0..tokens.len() {
        let is_short = tokens.get(at).is_some_and(|token| {
            token.class == Class::Date && token.word.matches('/').count() == 1 && !token.word.contains("20")
        });
        let before = at.checked_sub(1).and_then(|before| tokens.get(before));
        let follows_day = before.is_some_and(|token| DAY_BEFORE.contains(&token.word.as_ref()));
        let counts = tokens.get(at + 1).is_some_and(|token| COUNTED.contains(&token.word.as_ref()));
        if is_short
            && !follows_day
            && counts
            && let Some(token) = tokens.get_mut(at)
        {
            token.class = Class::Number;
        }
    }
}

/// A word in lower case and in the stored form.
pub(super) fn normal(raw: &str) -> Cow<'_, str> {
    if raw.is_ascii() {
        let is_lower = !raw.bytes().any(|b| b.is_ascii_uppercase());
        return if is_lower { Cow::Borrowed(raw) } else { Cow::Owned(raw.to_ascii_lowercase()) };
    }
    Cow::Owned(clean(raw).to_lowercase())
}
