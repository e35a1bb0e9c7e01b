//! Sentences: cut at full stops that end one, not at those of abbreviations, numbers and dates.

use std::ops::Range;

/// Where each sentence of a text lies, without blanks at its ends. A line end always ends one.
pub fn sentence_ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut line_start = 0;
    for line in text.split('\n') {
        let mut start = 0;
        for end in line_cuts(line) {
            push(&mut found, text, line_start + start..line_start + end);
            start = end;
        }
        push(&mut found, text, line_start + start..line_start + line.len());
        line_start += line.len() + 1;
    }
    found
}

/// The sentences of a text.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    sentence_ranges(text).into_iter().filter_map(|range| text.get(range))
}

fn push(found: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let Some(part) = text.get(range.clone()) else { return };
    let start = range.start + (part.len() - part.trim_start().len());
    let end = range.end - (part.len() - part.trim_end().len());
    if start < end {
        found.push(start..end);
    }
}

/// Where the sentences of one line end.
fn line_cuts(line: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    let mut start = 0;
    let mut letters = line.char_indices().peekable();
    while let Some((at, c)) = letters.next() {
        if !is_end_sign(c) {
            continue;
        }
        let mut end = at + c.len_utf8();
        while let Some((next_at, next)) = letters.next_if(|(_, next)| is_end_sign(*next) || is_closing(*next))
        {
            end = next_at + next.len_utf8();
        }
        let (before, signs, after) = (&line[start..at], &line[at..end], &line[end..]);
        if ends_sentence(before, signs, after) {
            cuts.push(end);
            start = end;
        }
    }
    cuts
}

fn is_end_sign(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '”' | '’' | '\'' | ')' | ']' | '»')
}

/// Whether these signs end a sentence, seen from what stands before and after them.
fn ends_sentence(before: &str, signs: &str, after: &str) -> bool {
    let Some(next) = after.chars().next() else { return false };
    if !next.is_whitespace() {
        return false;
    }
    let rest = after.trim_start();
    let Some(first) =
        rest.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«', '-', '–', '+', '•', ' ']).chars().next()
    else {
        return false;
    };
    if first.is_lowercase() {
        return false;
    }
    signs != "." || !is_abbreviated(before)
}

/// Words after which a full stop ends nothing.
const ABBREVIATIONS: [&str; 42] = [
    "tp", "tx", "tt", "q", "p", "h", "đ/c", "đc", "đ", "ths", "th.s", "ts", "pgs", "gs", "bs", "bscki", "ks",
    "cn", "ls", "nxb", "tr", "st", "mr", "mrs", "ms", "dr", "no", "vd", "k/g", "k/t", "t/m", "t/l", "tm",
    "kt", "tl", "tuq", "tl.ubnd", "ub", "ubnd.tp", "bt", "pbt", "x",
];

fn is_abbreviated(before: &str) -> bool {
    let mut words = before.split_whitespace().rev();
    let Some(last) = words.next() else { return false };
    let last = last.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '«']);
    let word = last.to_lowercase();
    let is_first = words.clone().next().is_none();
    if is_first && is_number_of_heading(&word) {
        return true;
    }
    let segment = word.rsplit(['.', ',', ';', ':']).next().unwrap_or_default();
    if ABBREVIATIONS.contains(&word.as_str()) || (ABBREVIATIONS.contains(&segment) && segment != word) {
        return true;
    }
    is_initial(last) && words.next().is_none_or(is_name)
}

/// Words before a capital that names a thing and is no initial: *khu B.*
const NAMED_BY_LETTER: [&str; 16] = [
    "khu", "mục", "điểm", "phần", "nhóm", "tổ", "lớp", "phòng", "khối", "đội", "lục", "bảng", "hạng", "loại",
    "mức", "nhà",
];

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && !NAMED_BY_LETTER.contains(&word.to_lowercase().as_str())
}

/// `1`, `2.3`, `IV`, `a` at the start of a line number a heading.
fn is_number_of_heading(word: &str) -> bool {
    let is_digits = word
        .split('.')
        .all(|part| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit()));
    let is_roman = word.len() <= 6 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'));
    is_digits || is_roman || word.chars().count() == 1
}

/// One capital, or capitals with full stops between them, as in *Nguyễn V. A.*
fn is_initial(word: &str) -> bool {
    word.split('.').all(|part| {
        let mut letters = part.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
    })
}
