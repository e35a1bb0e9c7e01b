//! A directive as text: a head of `name: value` lines, an empty line, then one clause a line as `code: text`.

use std::path::Path;

use base::web::read_day;
use jiff::civil::Date;

use super::{DIRECTIVES, Problems, texts};

/// A directive.
#[derive(Clone, Debug)]
pub struct Directive {
    /// Its file.
    pub file: String,
    /// Its number: `31-KH/TU`.
    pub number: String,
    /// Resolution, plan, guidance.
    pub kind: String,
    /// Who issued it.
    pub issuer: String,
    /// At which level.
    pub level: String,
    /// When.
    pub issued: Date,
    /// What it is about.
    pub title: String,
    /// Its clauses: code and text.
    pub clauses: Vec<(String, String)>,
}

/// Reads all directives of a folder.
pub fn read_all(path: &Path, problems: &mut Problems) -> Vec<Directive> {
    let files = texts(path, DIRECTIVES, problems);
    files.iter().filter_map(|(file, text)| read(file, text, problems)).collect()
}

fn read(file: &str, text: &str, problems: &mut Problems) -> Option<Directive> {
    let head: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).collect();
    let field = |name: &str, problems: &mut Problems| {
        let found = head.iter().find_map(|line| line.strip_prefix(&format!("{name}:")));
        if found.is_none() {
            problems.line(file, 1, "folder-missing-head", name);
        }
        found.map(|value| value.trim().to_owned())
    };
    let names = ["Số", "Loại", "Cơ quan ban hành", "Cấp", "Ngày", "Trích yếu"];
    let [number, kind, issuer, level, day, title] = names.map(|name| field(name, problems));
    let day = day?;
    let issued = read_day(&day);
    if issued.is_none() {
        problems.line(file, 1, "folder-not-a-day", &day);
    }
    let clauses = clauses(file, text, head.len(), problems);
    Some(Directive {
        file: file.to_owned(),
        number: number?,
        kind: kind?,
        issuer: issuer?,
        level: level?,
        issued: issued?,
        title: title?,
        clauses,
    })
}

fn clauses(file: &str, text: &str, head: usize, problems: &mut Problems) -> Vec<(String, String)> {
    let mut clauses: Vec<(String, String)> = Vec::new();
    for (at, line) in text.lines().enumerate().skip(head) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        match line.split_once(": ") {
            Some((code, _)) if clauses.iter().any(|(known, _)| known == code) => {
                problems.line(file, at + 1, "folder-clause-twice", code);
            }
            Some((code, words)) => clauses.push((code.to_owned(), words.to_owned())),
            None => problems.line(file, at + 1, "folder-not-a-clause", line),
        }
    }
    clauses
}
