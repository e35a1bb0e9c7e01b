//! The lists of a folder: CSV in UTF-8 with a head line; every line that cannot be read is named.

use std::collections::HashMap;
use std::path::Path;

use base::web::read_day;
use domain::campaign::CarriedKind;
use domain::common::Role;
use domain::opinion::Visibility;
use jiff::civil::Date;

use super::{CARRIED, LETTER_FILES, LETTERS, Problems, ROLES};

/// A line of `phan-vai.csv`.
#[derive(Clone, Debug)]
pub struct RoleLine {
    /// The person's code.
    pub person: String,
    /// The role.
    pub role: Role,
    /// The unit's code.
    pub unit: String,
    /// The line.
    pub line: usize,
}

/// A line of `ky-truoc.csv`.
#[derive(Clone, Debug)]
pub struct Carried {
    /// The body's code.
    pub body: String,
    /// The person's code; none for the collective.
    pub person: Option<String>,
    /// The item's own number.
    pub code: String,
    /// Shortcoming or commitment.
    pub kind: CarriedKind,
    /// What it is.
    pub matter: String,
    /// How much.
    pub extent: Option<String>,
    /// What was promised.
    pub promised: Option<String>,
    /// By when.
    pub deadline: Option<Date>,
    /// For which time.
    pub times: i64,
    /// The line.
    pub line: usize,
}

/// A line of `thu-gop-y.csv` with its letter.
#[derive(Clone, Debug)]
pub struct LetterLine {
    /// The file's name.
    pub file: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Who wrote it.
    pub contributor: String,
    /// The body's code.
    pub body: String,
    /// The day it came.
    pub received: Date,
    /// What was promised.
    pub visibility: Visibility,
    /// The line.
    pub line: usize,
}

/// A list as it was read: its file, its lines, what is wrong.
struct Lines<'p> {
    file: &'static str,
    problems: &'p mut Problems,
}

/// One line, by the names of its columns.
struct Line {
    number: usize,
    cells: HashMap<String, String>,
}

impl Line {
    fn text(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn maybe(&self, column: &str) -> Option<String> {
        Some(self.text(column)).filter(|text| !text.is_empty()).map(str::to_owned)
    }
}

impl<'p> Lines<'p> {
    fn read(
        path: &Path,
        file: &'static str,
        columns: &[&str],
        problems: &'p mut Problems,
    ) -> (Self, Vec<Line>) {
        let mut lines = Lines { file, problems };
        let read = match std::fs::read(path.join(file)) {
            Ok(bytes) => lines.parse(&bytes, columns),
            Err(error) => {
                lines.problems.file(file, "folder-unreadable", &error);
                Vec::new()
            }
        };
        (lines, read)
    }

    fn parse(&mut self, bytes: &[u8], columns: &[&str]) -> Vec<Line> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
        let heads: Vec<String> = match reader.headers() {
            Ok(heads) => heads.iter().map(str::to_owned).collect(),
            Err(error) => {
                self.problems.file(self.file, "folder-unreadable", &error);
                return Vec::new();
            }
        };
        for missing in columns.iter().filter(|column| !heads.iter().any(|head| head == *column)) {
            self.wrong(1, "folder-missing-column", missing);
        }
        for unknown in heads.iter().filter(|head| !columns.contains(&head.as_str())) {
            self.wrong(1, "folder-unknown-column", unknown);
        }
        let mut lines = Vec::new();
        for record in reader.records() {
            match record {
                Ok(record) => {
                    let number = line_of(bytes, record.position());
                    let cells = heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
                    lines.push(Line { number, cells });
                }
                Err(error) => {
                    let number = line_of(bytes, error.position());
                    self.wrong(number, "folder-broken-line", &error.to_string());
                }
            }
        }
        lines
    }

    fn wrong(&mut self, line: usize, key: &str, value: &str) {
        self.problems.line(self.file, line, key, value);
    }

    fn needed(&mut self, line: &Line, column: &str) -> Option<String> {
        let text = line.maybe(column);
        if text.is_none() {
            self.wrong(line.number, "folder-empty-cell", column);
        }
        text
    }

    fn day(&mut self, line: &Line, column: &str) -> Option<Date> {
        let day = read_day(line.text(column));
        if day.is_none() {
            self.wrong(line.number, "folder-not-a-day", line.text(column));
        }
        day
    }

    fn word<T: Copy>(&mut self, line: &Line, column: &str, known: &[(&str, T)]) -> Option<T> {
        let text = line.text(column).to_lowercase();
        let found = known.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.wrong(line.number, "folder-unknown-word", line.text(column));
        }
        found
    }
}

/// The line on which a record begins, from 1. Where lines end as in Excel, the reader stops between the two characters
/// of an end, so that the next record seems to begin on the line before.
fn line_of(bytes: &[u8], at: Option<&csv::Position>) -> usize {
    let Some(at) = at else { return 0 };
    let (line, byte) = (usize::try_from(at.line()), usize::try_from(at.byte()));
    let (Ok(line), Ok(byte)) = (line, byte) else { return 0 };
    line + usize::from(bytes.get(byte) == Some(&b'\n'))
}

const ROLE_WORDS: &[(&str, Role)] = &[
    ("người tổ chức", Role::Organiser),
    ("thư ký", Role::Secretary),
    ("người mã hóa", Role::Coder),
    ("người xác minh", Role::Verifier),
    ("chủ trì", Role::Chair),
    ("cấp trên", Role::Superior),
    ("thanh tra", Role::Inspector),
];

/// Reads `phan-vai.csv`.
pub fn roles(path: &Path, problems: &mut Problems) -> Vec<RoleLine> {
    let (mut list, lines) = Lines::read(path, ROLES, &["Mã người", "Vai", "Mã đơn vị"], problems);
    let mut read = |line: &Line| {
        let (person, role, unit) = (
            list.needed(line, "Mã người"),
            list.word(line, "Vai", ROLE_WORDS),
            list.needed(line, "Mã đơn vị"),
        );
        Some(RoleLine { person: person?, role: role?, unit: unit?, line: line.number })
    };
    lines.iter().filter_map(&mut read).collect()
}

const KIND_WORDS: &[(&str, CarriedKind)] =
    &[("hạn chế", CarriedKind::Shortcoming), ("cam kết", CarriedKind::Commitment)];

/// Reads `ky-truoc.csv`.
pub fn carried(path: &Path, problems: &mut Problems) -> Vec<Carried> {
    let columns = ["Mã tập thể", "Mã người", "Số", "Loại", "Nội dung", "Mức độ", "Đã hứa", "Hạn", "Lần thứ"];
    let (mut list, lines) = Lines::read(path, CARRIED, &columns, problems);
    let mut read = |line: &Line| {
        let (body, code, kind, matter) = (
            list.needed(line, "Mã tập thể"),
            list.needed(line, "Số"),
            list.word(line, "Loại", KIND_WORDS),
            list.needed(line, "Nội dung"),
        );
        let deadline = if line.text("Hạn").is_empty() { None } else { list.day(line, "Hạn") };
        let times = line.text("Lần thứ").parse().ok();
        if times.is_none() {
            list.wrong(line.number, "folder-not-a-number", line.text("Lần thứ"));
        }
        Some(Carried {
            body: body?,
            person: line.maybe("Mã người"),
            code: code?,
            kind: kind?,
            matter: matter?,
            extent: line.maybe("Mức độ"),
            promised: line.maybe("Đã hứa"),
            deadline,
            times: times?,
            line: line.number,
        })
    };
    lines.iter().filter_map(&mut read).collect()
}

const VISIBILITY_WORDS: &[(&str, Visibility)] =
    &[("ký tên", Visibility::Named), ("chỉ tổ giúp việc biết tên", Visibility::NamedToSecretariat)];

/// Reads `thu-gop-y.csv` and the letters that it names.
pub fn letters(path: &Path, problems: &mut Problems) -> Vec<LetterLine> {
    let columns = ["Tệp", "Người góp ý", "Mã tập thể", "Ngày nhận", "Người đọc thấy tên"];
    let (mut list, lines) = Lines::read(path, LETTERS, &columns, problems);
    let mut read = |line: &Line| {
        let (file, contributor, body, received, visibility) = (
            list.needed(line, "Tệp"),
            list.needed(line, "Người góp ý"),
            list.needed(line, "Mã tập thể"),
            list.day(line, "Ngày nhận"),
            list.word(line, "Người đọc thấy tên", VISIBILITY_WORDS),
        );
        let file = file?;
        let is_plain = !file.contains(['/', '\\']) && !file.starts_with('.');
        let bytes = is_plain.then(|| std::fs::read(path.join(LETTER_FILES).join(&file)).ok()).flatten();
        if bytes.is_none() {
            list.wrong(line.number, "folder-no-such-file", &file);
        }
        Some(LetterLine {
            file,
            bytes: bytes?,
            contributor: contributor?,
            body: body?,
            received: received?,
            visibility: visibility?,
            line: line.number,
        })
    };
    lines.iter().filter_map(&mut read).collect()
}
