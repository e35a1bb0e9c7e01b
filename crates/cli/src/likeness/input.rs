//! Lines of tab-separated text, read as a stream: each wrong line is named, and the byte that is no UTF-8.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use base::web::Lang;

use super::said;

/// What is wrong with a line.
#[derive(Debug)]
pub(super) enum Wrong {
    /// It has another number of columns.
    Columns { line: usize, wanted: &'static str, found: usize },
    /// A byte, counted from 1 over the whole file, is no UTF-8.
    NotUtf8 { line: usize, byte: usize },
}

impl Wrong {
    pub(super) fn said(&self, lang: Lang) -> String {
        let (key, args) = match self {
            Wrong::Columns { line, wanted, found } => (
                "likeness-columns",
                vec![
                    ("line", line.to_string()),
                    ("wanted", (*wanted).to_owned()),
                    ("found", found.to_string()),
                ],
            ),
            Wrong::NotUtf8 { line, byte } => {
                ("likeness-not-utf8", vec![("line", line.to_string()), ("byte", byte.to_string())])
            }
        };
        said(lang, key, &args)
    }
}

/// How many columns a line may have.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) allowed: &'static [usize],
    /// The same for people.
    pub(super) wanted: &'static str,
}

/// A line in order: its columns, and where the last of them begins in the file.
pub(super) struct Line<'a> {
    pub(super) columns: &'a [&'a str],
    pub(super) text_at: u64,
}

/// Reads a file, or what comes in by the pipe for `-`. Empty lines are passed over.
///
/// # Errors
///
/// The system cannot read it.
pub(super) fn each_line(
    path: &Path,
    columns: Columns,
    right: impl FnMut(Line),
    wrong: impl FnMut(Wrong),
) -> std::io::Result<()> {
    let source: Box<dyn Read> =
        if path == Path::new("-") { Box::new(std::io::stdin()) } else { Box::new(File::open(path)?) };
    each_line_of(BufReader::with_capacity(1 << 20, source), columns, right, wrong)
}

fn each_line_of(
    mut reader: impl BufRead,
    columns: Columns,
    mut right: impl FnMut(Line),
    mut wrong: impl FnMut(Wrong),
) -> std::io::Result<()> {
    let (mut bytes, mut at, mut number) = (Vec::new(), 0, 0);
    loop {
        bytes.clear();
        let n_read = reader.read_until(b'\n', &mut bytes)?;
        if n_read == 0 {
            return Ok(());
        }
        number += 1;
        let mut start = at;
        at += n_read;
        let mut line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if number == 1
            && let Some(rest) = line.strip_prefix(b"\xef\xbb\xbf")
        {
            line = rest;
            start += 3;
        }
        if line.is_empty() {
            continue;
        }
        match simdutf8::compat::from_utf8(line) {
            Err(error) => wrong(Wrong::NotUtf8 { line: number, byte: start + error.valid_up_to() + 1 }),
            Ok(text) => {
                let parts: Vec<&str> = text.split('\t').collect();
                if columns.allowed.contains(&parts.len()) {
                    let length = parts.last().map_or(0, |last| last.len());
                    let text_at = (start + line.len() - length) as u64;
                    right(Line { columns: &parts, text_at });
                } else {
                    wrong(Wrong::Columns { line: number, wanted: columns.wanted, found: parts.len() });
                }
            }
        }
    }
}

/// Gathers what is wrong and tells it: the first ones, and how many more.
#[derive(Default)]
pub(super) struct Wrongs {
    first: Vec<Wrong>,
    pub(super) count: usize,
}

impl Wrongs {
    const SHOWN: usize = 20;

    pub(super) fn push(&mut self, wrong: Wrong) {
        self.count += 1;
        if self.first.len() < Self::SHOWN {
            self.first.push(wrong);
        }
    }

    /// Prints them to standard error.
    pub(super) fn print(&self, path: &Path, lang: Lang) {
        for wrong in &self.first {
            eprintln!("{}: {}", path.display(), wrong.said(lang));
        }
        if Self::SHOWN < self.count {
            let more = (self.count - Self::SHOWN).to_string();
            eprintln!("{}: {}", path.display(), said(lang, "likeness-more", &[("count", more)]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each line is right, wrong or empty, in its order, and a right one stands where it is said to stand.
    fn fuzz_lines(bytes: &[u8]) -> Result<(), fuzz::Law> {
        const COLUMNS: Columns = Columns { allowed: &[2, 4], wanted: "2" };
        let hold = |is_kept: bool, law| if is_kept { Ok(()) } else { Err(law) };
        let (mut n_right, mut in_place, mut numbers) = (0, true, Vec::new());
        let right = |line: Line| {
            n_right += 1;
            let text = line.columns.last().copied().unwrap_or_default();
            let at = usize::try_from(line.text_at).unwrap_or(usize::MAX);
            in_place &= bytes.get(at..).is_some_and(|rest| rest.starts_with(text.as_bytes()));
            in_place &= line.columns.iter().all(|column| !column.contains(['\t', '\n']));
        };
        let wrong = |wrong: Wrong| {
            let (Wrong::Columns { line, .. } | Wrong::NotUtf8 { line, .. }) = wrong;
            numbers.push(line);
        };
        each_line_of(bytes, COLUMNS, right, wrong).map_err(|_| "what is in memory can be read")?;
        hold(in_place, "a text stands where it is said to stand")?;
        hold(numbers.is_sorted_by(|one, two| one < two), "wrong lines come in their order, each once")?;
        let n_lines = bytes.split_inclusive(|byte| *byte == b'\n').count();
        hold(n_right + numbers.len() <= n_lines, "no line is told twice")?;
        let is_empty = |line: &&[u8]| matches!(line, [] | [b'\n'] | [b'\r'] | [b'\r', b'\n']);
        let mut lines = bytes.split_inclusive(|byte| *byte == b'\n');
        let first_is_mark = bytes.strip_prefix(b"\xef\xbb\xbf").is_some_and(|rest| {
            is_empty(&rest.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default())
        });
        let n_empty = lines.by_ref().filter(is_empty).count() + usize::from(first_is_mark);
        hold(n_right + numbers.len() + n_empty == n_lines, "no line is passed over but empty ones")
    }

    #[test]
    fn no_bytes_break_a_law_of_lines() {
        let seeds = ["a\tx\nb\ty\r\n\nc\tm\t2026\tbản báo cáo\n", "\u{feff}1\tĐề nghị công khai\n2\n3\t\t"];
        fuzz::run(&[("lines", fuzz_lines)], &seeds.map(|seed| seed.as_bytes().to_vec()));
    }
}
