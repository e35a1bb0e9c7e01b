//! Clauses are read from pasted lines: `1. …`, `2.1. …`, `III.2. …`, `I- …`, `a) …`, `Điều 3. …`.
//!
//! A code is made whole by what stands above it, as papers cite it: `1.` below `III-` is `III.1`, `a)` below that
//! is `III.1.a`. A line without a code goes on with the clause before it. No word is changed.

use crate::common::{Line, Prose, Refusal, Role};

/// A clause as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadClause {
    /// Its place in the paper.
    pub code: Line,
    /// Its words.
    pub text: Prose,
}

/// How deep a code stands: parts and articles, then numbers, then letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Depth {
    Part,
    Number,
    Letter,
}

/// Words that open a numbered part in a Vietnamese or an English paper.
const OPENERS: [&str; 8] = ["Điều", "Mục", "Phần", "Chương", "Article", "Section", "Part", "Chapter"];

/// Reads the clauses of a paper.
///
/// # Errors
///
/// Names the first line when it has no code, and a code that nothing follows.
pub fn read_clauses(pasted: &str) -> Result<Vec<ReadClause>, Refusal> {
    let mut open: Vec<(Depth, String)> = Vec::new();
    let mut found: Vec<(String, String)> = Vec::new();
    for line in pasted.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some((depth, code, text)) = coded(line) {
            open.retain(|(above, _)| *above < depth);
            open.push((depth, code));
            let whole = open.iter().map(|(_, code)| code.as_str()).collect::<Vec<_>>().join(".");
            found.push((whole, text.to_owned()));
        } else if let Some((_, text)) = found.last_mut() {
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(line);
        } else {
            let start: String = line.chars().take(60).collect();
            return Err(refused("directive.no_clause_read").arg("line", start));
        }
    }
    if found.is_empty() {
        return Err(refused("directive.no_clause_read").arg("line", ""));
    }
    found.into_iter().map(|(code, text)| whole(&code, &text)).collect()
}

fn whole(code: &str, text: &str) -> Result<ReadClause, Refusal> {
    let without = || refused("directive.clause_without_text").arg("clause", code);
    Ok(ReadClause {
        code: Line::parse(code).map_err(|_| without())?,
        text: Prose::parse(text).map_err(|_| without())?,
    })
}

fn refused(code: &'static str) -> Refusal {
    Refusal::new(code).next("directive.add_clauses", Role::Organiser)
}

/// The code at the start of a line, how deep it stands, and the words after it.
fn coded(line: &str) -> Option<(Depth, String, &str)> {
    let opener = OPENERS.iter().find_map(|word| Some((*word, line.strip_prefix(*word)?.strip_prefix(' ')?)));
    let (word, rest) = opener.map_or(("", line), |(word, rest)| (word, rest.trim_start()));
    let is_of_code = |letter: char| letter.is_ascii_alphanumeric() || letter == '.' || letter == 'đ';
    let end = rest.find(|letter| !is_of_code(letter)).unwrap_or(rest.len());
    let (head, mut after) = rest.split_at_checked(end)?;
    let bare = head.trim_end_matches('.');
    let closed_by_dot = bare.len() < head.len();
    let closed_by_mark = after.starts_with([')', '-', ':', '/']);
    if closed_by_mark {
        after = after.get(1..)?;
    }
    let is_closed = closed_by_dot || closed_by_mark || !word.is_empty();
    let is_apart = after.is_empty() || after.starts_with(char::is_whitespace);
    if !is_closed || !is_apart {
        return None;
    }
    let depth = depth_of(bare)?;
    match (word, depth, closed_by_dot && !closed_by_mark) {
        ("", Depth::Letter, true) => None,
        ("", _, _) => Some((depth, bare.to_owned(), after.trim())),
        (word, _, _) => Some((Depth::Part, format!("{word} {bare}"), after.trim())),
    }
}

/// A letter closes with `)` only: “a.” begins many a sentence.
fn depth_of(code: &str) -> Option<Depth> {
    let mut parts = code.split('.');
    let first = parts.next()?;
    let is_number =
        |part: &str| !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit());
    let is_roman = |part: &str| !part.is_empty() && part.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let mut letters = first.chars();
    let is_letter = matches!((letters.next(), letters.next()), (Some('a'..='z' | 'đ'), None));
    let depth = if is_roman(first) {
        Depth::Part
    } else if is_number(first) {
        Depth::Number
    } else if is_letter && code.chars().count() == 1 {
        return Some(Depth::Letter);
    } else {
        return None;
    };
    parts.all(is_number).then_some(depth)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pasted: &str, expected: &[(&str, &str)]) {
        let read = read_clauses(pasted).unwrap();
        let read: Vec<_> = read.iter().map(|c| (c.code.as_str(), c.text.as_str())).collect();
        assert_eq!(read, expected);
    }

    #[test]
    fn a_line_with_a_number_is_a_clause() {
        check(
            "1. Quán triệt sâu sắc\n2) Chuẩn bị tốt\n\n2.1. Dự thảo",
            &[("1", "Quán triệt sâu sắc"), ("2", "Chuẩn bị tốt"), ("2.1", "Dự thảo")],
        );
    }

    #[test]
    fn a_code_is_made_whole_by_what_stands_above_it() {
        let pasted = "I- Mục đích\n1. Rõ\na) một\nđ) hai\nII- Yêu cầu\n1. Thẳng thắn\nIII.2. Ba nội dung";
        check(
            pasted,
            &[
                ("I", "Mục đích"),
                ("I.1", "Rõ"),
                ("I.1.a", "một"),
                ("I.1.đ", "hai"),
                ("II", "Yêu cầu"),
                ("II.1", "Thẳng thắn"),
                ("III.2", "Ba nội dung"),
            ],
        );
        check(
            "Điều 3. Phạm vi\n1. Tập thể\nArticle 4 Scope",
            &[("Điều 3", "Phạm vi"), ("Điều 3.1", "Tập thể"), ("Article 4", "Scope")],
        );
    }

    #[test]
    fn a_line_without_a_code_goes_on_with_the_clause_before() {
        check(
            "1.\nQuán triệt\n- trong tháng 11\n2012 là năm đầu\nA. Bình nói",
            &[("1", "Quán triệt\n- trong tháng 11\n2012 là năm đầu\nA. Bình nói")],
        );
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        let refusal = read_clauses("Kính gửi các đồng chí\n1. Một").unwrap_err();
        assert_eq!(
            (refusal.code, refusal.value("line")),
            ("directive.no_clause_read", Some("Kính gửi các đồng chí"))
        );
        assert_eq!(read_clauses(" \n ").unwrap_err().code, "directive.no_clause_read");
        let refusal = read_clauses("1. Một\n2.").unwrap_err();
        assert_eq!((refusal.code, refusal.value("clause")), ("directive.clause_without_text", Some("2")));
    }
}
