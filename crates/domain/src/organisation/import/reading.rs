//! From cells to lines: each cell says what its column is for, or it is named.

use std::rc::Rc;

use jiff::civil::Date;

use super::heads::{Head, ListForm};
use super::lines::{BodyLine, Lines, PersonLine, Placed, SeatLine, UnitLine};
use super::names::plain;
use super::problem::Problem;
use super::sheet::{Sheet, SheetCell, Value, Workbook, shown_day};
use crate::common::kinds::BodyRank;
use crate::common::{Line, TextError};

/// The most rows of one sheet that are taken at once.
pub const MOST_ROWS: usize = 20_000;
/// The most characters of a code.
const LONGEST_CODE: usize = 40;
/// Sheets that explain the file and hold no lines.
const NOTES: &[&str] = &["huong dan", "ghi chu", "notes", "readme", "instructions"];

/// Reads every sheet; what cannot be read is left out of the lines and named among the problems.
pub(super) fn read(book: &Workbook, problems: &mut Vec<Problem>) -> Lines {
    let mut lines = Lines::default();
    let mut seen = Vec::new();
    for (order, sheet) in (1..).zip(&book.sheets) {
        if sheet.cells.is_empty() || NOTES.contains(&plain(&sheet.name).as_str()) {
            continue;
        }
        let problem = |code| Problem::at(code, (order, &sheet.name), 0, 0);
        match ListForm::of(&sheet.name) {
            None => problems.push(problem("organisation.import.unknown_sheet")),
            Some((at, _)) if seen.contains(&at) => problems.push(problem("organisation.import.sheet_twice")),
            Some((at, form)) => {
                seen.push(at);
                read_sheet(&mut lines, (at, form), (order, sheet), problems);
            }
        }
    }
    if seen.is_empty() && problems.is_empty() {
        problems.push(Problem::of_file("organisation.import.nothing"));
    }
    lines
}

fn read_sheet(
    lines: &mut Lines,
    (at, form): (usize, &ListForm),
    (order, sheet): (usize, &Sheet),
    problems: &mut Vec<Problem>,
) {
    let Some(head) = Head::of(order, form, sheet, problems).map(Rc::new) else { return };
    let body: Vec<&SheetCell> = sheet.cells.iter().skip_while(|cell| cell.row == head.row).collect();
    let rows: Vec<&[&SheetCell]> = body.chunk_by(|one, next| one.row == next.row).collect();
    for cells in rows.iter().take(MOST_ROWS) {
        let Some(row) = cells.first().map(|cell| cell.row) else { continue };
        let before = problems.len();
        let mut reader = RowReader { head: &head, form, row, cells, problems };
        reader.only_headed_columns();
        let code = reader.shown("code");
        let is_taken = match at {
            0 => add(&mut lines.units, &head, row, reader.unit()),
            1 => add(&mut lines.bodies, &head, row, reader.body()),
            2 => add(&mut lines.people, &head, row, reader.person()),
            _ => add(&mut lines.seats, &head, row, reader.seat()),
        };
        if !is_taken || before < problems.len() {
            lines.half.extend(code.map(|code| (at, code)));
        }
    }
    if let Some(cell) = rows.get(MOST_ROWS).and_then(|cells| cells.first()) {
        let problem = head.problem("organisation.import.too_many_rows", cell.row, 0);
        problems.push(problem.arg("most", MOST_ROWS).arg("rows", rows.len()));
    }
}

fn add<T>(lines: &mut Vec<Placed<T>>, head: &Rc<Head>, row: u32, says: Option<T>) -> bool {
    let is_taken = says.is_some();
    lines.extend(says.map(|says| Placed { head: head.clone(), row, says }));
    is_taken
}

/// Reads one row, cell after cell, and goes on after a wrong one.
struct RowReader<'a> {
    head: &'a Head,
    form: &'a ListForm,
    row: u32,
    cells: &'a [&'a SheetCell],
    problems: &'a mut Vec<Problem>,
}

/// A cell that may be empty: nothing, or what it says.
type Maybe<T> = Option<Option<T>>;

impl RowReader<'_> {
    fn unit(&mut self) -> Option<UnitLine> {
        let (code, name, kind) = (self.code("code"), self.line("name"), self.line("kind"));
        let above = (self.maybe_code("parent"), self.maybe_code("advises"), self.maybe_code("governs"));
        let (from, to) = (self.day("from"), self.maybe_day("to"));
        let (parent, advises, governs) = (above.0?, above.1?, above.2?);
        Some(UnitLine {
            code: code?,
            name: name?,
            kind: kind?,
            parent,
            advises,
            governs,
            from: from?,
            to: to?,
        })
    }

    fn body(&mut self) -> Option<BodyLine> {
        let (code, name, kind) = (self.code("code"), self.line("name"), self.line("kind"));
        let (unit, from, to) = (self.code("unit"), self.day("from"), self.maybe_day("to"));
        Some(BodyLine { code: code?, name: name?, kind: kind?, unit: unit?, from: from?, to: to? })
    }

    fn person(&mut self) -> Option<PersonLine> {
        let (code, name, unit) = (self.code("code"), self.line("name"), self.code("unit"));
        let (birth_year, email) = (self.birth_year(), self.email());
        Some(PersonLine {
            code: code?,
            name: name?,
            unit: Some(unit?),
            birth_year: birth_year?,
            email: email?,
        })
    }

    fn seat(&mut self) -> Option<SeatLine> {
        let (body, person, post) = (self.code("body"), self.code("person"), self.line("post"));
        let (rank, place) = (self.rank(), self.place());
        let (from, to) = (self.day("from"), self.maybe_day("to"));
        let (body, person, post) = (body?, person?, post?);
        Some(SeatLine { body, person, post, rank: rank?, place: place?, from: from?, to: to? })
    }

    /// A cell without a heading would be lost without a word.
    fn only_headed_columns(&mut self) {
        for cell in self.cells.iter().filter(|cell| !self.head.is_headed(cell.column)) {
            let problem = self.head.problem("organisation.import.outside_columns", self.row, cell.column);
            self.problems.push(problem.arg("value", cell.value.shown()));
        }
    }

    fn value(&self, key: &str) -> Option<&Value> {
        let column = self.head.column(key)?;
        self.cells.iter().find(|cell| cell.column == column).map(|cell| &cell.value)
    }

    fn shown(&self, key: &str) -> Option<String> {
        self.value(key).map(Value::shown).filter(|text| !text.is_empty())
    }

    /// Names the cell; gives nothing, so that a line is left out with `?`.
    fn wrong<T>(&mut self, key: &str, code: &'static str, args: &[(&'static str, String)]) -> Option<T> {
        let column = self.head.column(key)?;
        let heading =
            self.form.columns.iter().find(|column| column.key == key).map_or("", |column| column.vi);
        let mut problem = self.head.problem(code, self.row, column).arg("column", heading);
        problem = problem.arg("value", self.shown(key).unwrap_or_default());
        problem.args.extend_from_slice(args);
        self.problems.push(problem);
        None
    }

    /// What a cell shows, when it shows something that is no failed formula.
    fn maybe(&mut self, key: &str) -> Maybe<String> {
        if let Some(Value::Broken(_)) = self.value(key) {
            return self.wrong(key, "organisation.import.broken", &[]);
        }
        Some(self.shown(key))
    }

    fn one(&mut self, key: &str) -> Option<String> {
        match self.maybe(key)? {
            Some(text) => Some(text),
            None => self.wrong(key, "organisation.import.empty", &[]),
        }
    }

    fn code(&mut self, key: &str) -> Option<String> {
        let text = self.one(key)?;
        self.checked_code(key, text)
    }

    fn maybe_code(&mut self, key: &str) -> Maybe<String> {
        match self.maybe(key)? {
            Some(text) => self.checked_code(key, text).map(Some),
            None => Some(None),
        }
    }

    fn checked_code(&mut self, key: &str, text: String) -> Option<String> {
        let is_code = text.chars().count() <= LONGEST_CODE
            && !text.chars().any(|letter| letter.is_whitespace() || letter.is_control());
        if is_code { Some(text) } else { self.wrong(key, "organisation.import.not_a_code", &[]) }
    }

    fn line(&mut self, key: &str) -> Option<Line> {
        let text = self.one(key)?;
        self.checked_line(key, &text)
    }

    fn checked_line(&mut self, key: &str, text: &str) -> Option<Line> {
        match Line::parse(text) {
            Ok(line) => Some(line),
            Err(TextError::Empty) => self.wrong(key, "organisation.import.empty", &[]),
            Err(TextError::TooLong { max, len }) => {
                let args = [("max", max.to_string()), ("len", len.to_string())];
                self.wrong(key, "organisation.import.too_long", &args)
            }
            Err(TextError::ControlCharacter { at }) => {
                self.wrong(key, "organisation.import.control_character", &[("at", at.to_string())])
            }
        }
    }

    fn day(&mut self, key: &str) -> Option<Date> {
        match self.maybe_day(key)? {
            Some(day) => Some(day),
            None => self.wrong(key, "organisation.import.empty", &[]),
        }
    }

    fn maybe_day(&mut self, key: &str) -> Maybe<Date> {
        let Some(text) = self.maybe(key)? else { return Some(None) };
        let day = match self.value(key) {
            Some(Value::Day(day)) => Some(*day),
            _ => day_of(&text),
        };
        if day.is_some() { Some(day) } else { self.wrong(key, "organisation.import.not_a_day", &[]) }
    }

    fn number(&mut self, key: &str, text: &str, least: i64, most: i64) -> Option<i64> {
        match text.parse::<i64>().ok().filter(|number| (least..=most).contains(number)) {
            Some(number) => Some(number),
            None => {
                let args = [("least", least.to_string()), ("most", most.to_string())];
                self.wrong(key, "organisation.import.not_a_number", &args)
            }
        }
    }

    fn place(&mut self) -> Option<i64> {
        let text = self.one("place")?;
        self.number("place", &text, 1, 1000)
    }

    fn birth_year(&mut self) -> Maybe<i64> {
        match self.maybe("birth_year")? {
            Some(text) => self.number("birth_year", &text, 1900, 2100).map(Some),
            None => Some(None),
        }
    }

    fn email(&mut self) -> Maybe<Line> {
        let Some(text) = self.maybe("email")? else { return Some(None) };
        let halves = text.split_once('@').filter(|_| !text.contains(char::is_whitespace));
        match halves {
            Some((name, host)) if !name.is_empty() && host.contains('.') && !host.contains('@') => {
                self.checked_line("email", &text).map(Some)
            }
            _ => self.wrong("email", "organisation.import.not_an_address", &[]),
        }
    }

    fn rank(&mut self) -> Option<BodyRank> {
        let text = self.one("rank")?;
        match plain(&text).as_str() {
            "nguoi dung dau" | "dung dau" | "head" => Some(BodyRank::Head),
            "cap pho" | "pho" | "deputy" => Some(BodyRank::Deputy),
            "thanh vien" | "uy vien" | "member" => Some(BodyRank::Member),
            _ => self.wrong("rank", "organisation.import.not_a_rank", &[]),
        }
    }
}

/// A day as it is typed: 1/7/2025, 01.07.2025, 2025-07-01.
fn day_of(text: &str) -> Option<Date> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).map(str::trim).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day or its absence, in a sentence.
pub(super) fn shown_days(from: Date, to: Option<Date>) -> String {
    let to = to.map(shown_day).unwrap_or_else(|| "…".to_owned());
    format!("{} – {to}", shown_day(from))
}
