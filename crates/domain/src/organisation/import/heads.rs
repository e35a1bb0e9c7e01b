//! The form of the file: its sheets, their columns, the words by which each is recognised.

use super::problem::Problem;
use super::sheet::{Sheet, SheetCell};

use super::names::plain;

/// One column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its word in the program.
    pub key: &'static str,
    /// How it is headed in Vietnamese.
    pub vi: &'static str,
    /// How it is headed in English.
    pub en: &'static str,
    /// What else is understood, without marks.
    also: &'static [&'static str],
    /// Whether the file must have it and each line must fill it.
    pub is_needed: bool,
}

/// One sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListForm {
    /// Its name in Vietnamese.
    pub vi: &'static str,
    /// Its name in English.
    pub en: &'static str,
    also: &'static [&'static str],
    /// Its columns.
    pub columns: &'static [Column],
}

const fn needed(
    key: &'static str,
    vi: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Column {
    Column { key, vi, en, also, is_needed: true }
}

const fn free(
    key: &'static str,
    vi: &'static str,
    en: &'static str,
    also: &'static [&'static str],
) -> Column {
    Column { key, vi, en, also, is_needed: false }
}

const FROM: Column = needed("from", "Từ ngày", "From", &["valid from", "ngay bat dau"]);
const TO: Column = free("to", "Đến ngày", "To", &["valid to", "until", "ngay ket thuc"]);
const UNIT: Column = needed("unit", "Mã đơn vị", "Unit code", &["don vi", "unit"]);

/// The sheets, in the order in which they are taken.
pub const LISTS: &[ListForm] = &[
    ListForm {
        vi: "Đơn vị",
        en: "Units",
        also: &["unit", "cac don vi"],
        columns: &[
            needed("code", "Mã", "Code", &["ma don vi", "unit code"]),
            needed("name", "Tên", "Name", &["ten don vi"]),
            needed("kind", "Loại", "Kind", &["loai don vi", "type"]),
            free(
                "parent",
                "Mã cấp trên",
                "Parent code",
                &["cap tren", "truc thuoc", "ma don vi cap tren", "parent"],
            ),
            FROM,
            TO,
            free("advises", "Tham mưu cho", "Advises", &["ma don vi duoc tham muu"]),
            free("governs", "Chính quyền cùng cấp với", "Governs the level of", &["chinh quyen cung cap"]),
        ],
    },
    ListForm {
        vi: "Tập thể",
        en: "Bodies",
        also: &["body", "cac tap the"],
        columns: &[
            needed("code", "Mã", "Code", &["ma tap the", "body code"]),
            needed("name", "Tên", "Name", &["ten tap the"]),
            needed("kind", "Loại", "Kind", &["loai tap the", "type"]),
            UNIT,
            FROM,
            TO,
        ],
    },
    ListForm {
        vi: "Người",
        en: "People",
        also: &["ca nhan", "can bo", "person"],
        columns: &[
            needed("code", "Mã", "Code", &["ma nguoi", "ma can bo", "person code"]),
            needed("name", "Họ và tên", "Full name", &["ho ten", "ten", "name"]),
            UNIT,
            free("birth_year", "Năm sinh", "Birth year", &[]),
            free("email", "Thư điện tử", "Email", &["e mail", "mail"]),
        ],
    },
    ListForm {
        vi: "Chức vụ",
        en: "Memberships",
        also: &["thanh vien", "thanh phan", "posts", "membership"],
        columns: &[
            needed("body", "Mã tập thể", "Body code", &["tap the", "body"]),
            needed("person", "Mã người", "Person code", &["nguoi", "ma can bo", "person"]),
            needed("post", "Chức vụ", "Post", &[]),
            needed("rank", "Vai", "Rank", &["vai trong tap the"]),
            needed("place", "Thứ tự", "Order", &["so thu tu", "stt", "place"]),
            FROM,
            TO,
        ],
    },
];

impl ListForm {
    fn is_called(&self, name: &str) -> bool {
        let name = plain(name);
        name == plain(self.vi) || name == plain(self.en) || self.also.contains(&name.as_str())
    }

    /// Which list a sheet holds, by its name.
    pub(super) fn of(name: &str) -> Option<(usize, &'static Self)> {
        LISTS.iter().enumerate().find(|(_, form)| form.is_called(name))
    }
}

impl Column {
    fn is_called(&self, name: &str) -> bool {
        name == plain(self.vi) || name == plain(self.en) || self.also.contains(&name)
    }
}

/// The head of a sheet: which column holds what.
#[derive(Debug, Clone)]
pub(super) struct Head {
    pub order: usize,
    pub name: String,
    pub row: u32,
    columns: Vec<(&'static str, u32)>,
    /// Columns whose heading was named as wrong: what stands below them is not named again.
    wrong: Vec<u32>,
}

impl Head {
    /// Reads the first row that holds something.
    pub fn of(order: usize, form: &ListForm, sheet: &Sheet, problems: &mut Vec<Problem>) -> Option<Self> {
        let row = sheet.cells.first()?.row;
        let mut head = Self { order, name: sheet.name.clone(), row, columns: Vec::new(), wrong: Vec::new() };
        for cell in sheet.cells.iter().take_while(|cell| cell.row == row) {
            head.add(form, cell, problems);
        }
        let last = sheet.cells.iter().take_while(|cell| cell.row == row).last().map_or(0, |cell| cell.column);
        for column in form.columns.iter().filter(|c| c.is_needed && head.column(c.key).is_none()) {
            let problem = head.problem("organisation.import.missing_column", row, last + 1);
            problems.push(problem.arg("column", column.vi));
        }
        Some(head)
    }

    fn add(&mut self, form: &ListForm, cell: &SheetCell, problems: &mut Vec<Problem>) {
        let shown = cell.value.shown();
        let name = plain(&shown);
        let code = match form.columns.iter().find(|column| column.is_called(&name)) {
            Some(column) if self.column(column.key).is_some() => "organisation.import.column_twice",
            Some(column) => return self.columns.push((column.key, cell.column)),
            None => "organisation.import.unknown_column",
        };
        self.wrong.push(cell.column);
        problems.push(self.problem(code, cell.row, cell.column).arg("value", shown));
    }

    /// Where a column stands.
    pub fn column(&self, key: &str) -> Option<u32> {
        self.columns.iter().find(|(known, _)| *known == key).map(|(_, column)| *column)
    }

    /// Whether a column has a heading, understood or not.
    pub fn is_headed(&self, column: u32) -> bool {
        self.wrong.contains(&column) || self.columns.iter().any(|(_, at)| *at == column)
    }

    /// Something wrong in a cell of this sheet.
    pub fn problem(&self, code: &'static str, row: u32, column: u32) -> Problem {
        Problem::at(code, (self.order, &self.name), row, column)
    }
}
