//! Spreadsheets out: tables with a heading, as XLSX.
//!
//! The same tables give the same bytes: the day of the file is an argument, never the clock. A text is always a
//! text: what begins with `=`, `+`, `-` or `@` is marked as quoted, so that no spreadsheet takes it for a formula,
//! not even after it was edited.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// What a cell holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words, shown as they are.
    Text(String),
    /// A whole number.
    Number(i64),
    /// Nothing.
    Empty,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Cell::Text(text)
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Cell::Number(number)
    }
}

/// One sheet: a title, notes under it, a table.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// The name on the tab; what a tab cannot hold is left out.
    pub name: String,
    /// The title in the first row.
    pub title: String,
    /// Notes under the title, a row each.
    pub notes: Vec<String>,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<Cell>>,
    /// How many of the last rows are totals.
    pub totals: usize,
}

/// The day on which a file says it was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, from 1.
    pub month: u8,
    /// The day, from 1.
    pub day: u8,
}

/// Why a spreadsheet could not be written.
#[derive(Debug, thiserror::Error)]
#[error("the spreadsheet could not be written: {0}")]
pub struct NotWritten(#[from] XlsxError);

/// Writes the sheets as one file.
///
/// # Errors
///
/// When a table is larger than a spreadsheet can be, or two tabs have the same name.
pub fn write(sheets: &[Sheet], made: Day) -> Result<Vec<u8>, NotWritten> {
    let mut workbook = Workbook::new();
    let at = ExcelDateTime::from_ymd(made.year, made.month, made.day)?;
    let title = sheets.first().map_or("", |sheet| sheet.title.as_str());
    workbook.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&at));
    for sheet in sheets {
        write_sheet(workbook.add_worksheet(), sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_sheet(out: &mut Worksheet, sheet: &Sheet) -> Result<(), NotWritten> {
    out.set_name(tab_name(&sheet.name))?;
    out.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    let mut row = 0;
    write_text(out, (row, 0), &sheet.title, &Format::new().set_bold().set_font_size(14))?;
    for note in &sheet.notes {
        row += 1;
        write_text(out, (row, 0), note, &Format::new())?;
    }
    row += 2;
    let head =
        Format::new().set_bold().set_text_wrap().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
    for (column, text) in (0..).zip(&sheet.heads) {
        write_text(out, (row, column), text, &head)?;
        out.set_column_width(column, if column == 0 { 38 } else { 13 })?;
    }
    out.set_freeze_panes(row + 1, 1)?;
    out.set_repeat_rows(row, row)?;
    let first_total = sheet.rows.len().saturating_sub(sheet.totals);
    for (number, cells) in sheet.rows.iter().enumerate() {
        row += 1;
        let plain = Format::new().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        let format = if first_total <= number { plain.set_bold() } else { plain };
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(text) => write_text(out, (row, column), text, &format)?,
                // A count of this product is far below the 2^53 up to which such a number is exact.
                #[expect(clippy::cast_precision_loss, reason = "a count is exact as a double")]
                Cell::Number(number) => {
                    out.write_number_with_format(row, column, *number as f64, &format)?;
                }
                Cell::Empty => {
                    out.write_blank(row, column, &format)?;
                }
            }
        }
    }
    Ok(())
}

fn write_text(
    out: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), NotWritten> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        out.write_string_with_format(row, column, text, &format.clone().set_quote_prefix())?;
    } else {
        out.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

/// A tab holds at most 31 characters, and some of them not at all.
fn tab_name(name: &str) -> String {
    let kept = name.chars().filter(|c| !matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\''));
    kept.take(31).collect()
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read};

    use super::*;

    const DAY: Day = Day { year: 2026, month: 12, day: 20 };

    fn sheet() -> Sheet {
        Sheet {
            name: "Đơn vị: bước".to_owned(),
            title: "Tỉnh Sông Lam".to_owned(),
            notes: vec!["Số liệu ngày 20/12/2026".to_owned()],
            heads: vec!["Đơn vị".to_owned(), "Hạn chế".to_owned()],
            rows: vec![
                vec!["=HYPERLINK(\"http://x\")".into(), 4.into()],
                vec!["Tổng cộng".into(), Cell::Number(4)],
            ],
            totals: 1,
        }
    }

    fn part(bytes: &[u8], name: &str) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut text = String::new();
        archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_same_tables_give_the_same_bytes() {
        let first = write(&[sheet()], DAY).unwrap();
        assert_eq!(first, write(&[sheet()], DAY).unwrap());
        assert!(part(&first, "docProps/core.xml").contains("2026-12-20T00:00:00Z"));
    }

    #[test]
    fn a_text_that_looks_like_a_formula_stays_a_text() {
        let bytes = write(&[sheet()], DAY).unwrap();
        let cells = part(&bytes, "xl/worksheets/sheet1.xml");
        assert!(!cells.contains("<f>"), "{cells}");
        assert!(
            part(&bytes, "xl/sharedStrings.xml").contains("=HYPERLINK(&quot;http://x&quot;)")
                || part(&bytes, "xl/sharedStrings.xml").contains("=HYPERLINK(\"http://x\")")
        );
        assert!(part(&bytes, "xl/styles.xml").contains("quotePrefix=\"1\""));
    }

    #[test]
    fn a_tab_is_named_by_what_a_tab_can_hold() {
        assert_eq!(tab_name("Đơn vị: [bước]/1"), "Đơn vị bước1");
        assert_eq!(tab_name(&"ữ".repeat(40)).chars().count(), 31);
    }
}
