//! A stranger's XLSX as cells, with every size counted before it is believed.
//!
//! What comes out is a [`Workbook`] of the rules; a folder that is loaded from the terminal is read here as well.

use std::io::{Cursor, Read};

use base::files::FileKind;
use base::{Failure, FieldError};
use calamine::{Data, DataRef, Reader, SheetType, Xlsx};
use domain::organisation::import::{Sheet, SheetCell, Value, Workbook};
use jiff::civil::Date;
use zip::ZipArchive;

/// The most entries of the container.
const MOST_ENTRIES: usize = 1_000;
/// The most bytes that all entries unpack to.
const MOST_BYTES: u64 = 100 << 20;
/// The most cells that are read.
const MOST_CELLS: usize = 500_000;

/// Why a file is not read at all, as the key of its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Its name promises something else.
    Name,
    /// Its bytes are of another kind than its name says.
    Kind,
    /// An old workbook, or one under a password.
    Old,
    /// It carries programs.
    Macros,
    /// It unpacks to more than is read.
    TooLarge,
    /// It is damaged.
    Damaged,
}

impl Unreadable {
    /// The key of its sentence.
    pub fn message_key(self) -> &'static str {
        match self {
            Unreadable::Name => "organisation-import-file-name",
            Unreadable::Kind => "organisation-import-file-kind",
            Unreadable::Old => "organisation-import-file-old",
            Unreadable::Macros => "organisation-import-file-macros",
            Unreadable::TooLarge => "organisation-import-file-too-large",
            Unreadable::Damaged => "organisation-import-file-damaged",
        }
    }
}

impl From<Unreadable> for Failure {
    fn from(error: Unreadable) -> Self {
        Failure::Malformed(vec![FieldError::new("file", error.message_key())])
    }
}

/// Reads a workbook away from the threads that answer requests.
///
/// # Errors
/// [`Unreadable`], as an error of the field `file`.
pub async fn read_apart(name: String, bytes: Vec<u8>) -> Result<Workbook, Failure> {
    // A reader that panics over a strange file has not read it.
    let read = tokio::task::spawn_blocking(move || read(&name, &bytes)).await;
    Ok(read.unwrap_or(Err(Unreadable::Damaged))?)
}

/// Reads a workbook.
///
/// # Errors
/// Why it is not read.
pub fn read(name: &str, bytes: &[u8]) -> Result<Workbook, Unreadable> {
    if !name.to_lowercase().ends_with(".xlsx") {
        return Err(Unreadable::Name);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Unreadable::Old);
    }
    if FileKind::of(bytes) != Some(FileKind::Zip) {
        return Err(Unreadable::Kind);
    }
    check_container(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect();
    let (mut sheets, mut left) = (Vec::new(), MOST_CELLS);
    for name in names {
        let cells = cells_of(&mut book, &name, &mut left)?;
        sheets.push(Sheet { name: language::clean_name(&name), cells });
    }
    Ok(Workbook { sheets })
}

/// Unpacks every entry once and counts: what the container says of its own sizes is not believed.
fn check_container(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Unreadable::Kind);
    }
    if archive.index_for_name("xl/vbaProject.bin").is_some() {
        return Err(Unreadable::Macros);
    }
    if MOST_ENTRIES < archive.len() {
        return Err(Unreadable::TooLarge);
    }
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let entry = archive.by_index(at).map_err(|_| Unreadable::Damaged)?;
        let unpacked = std::io::copy(&mut entry.take(left + 1), &mut std::io::sink());
        left = left.checked_sub(unpacked.map_err(|_| Unreadable::Damaged)?).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// The cells of a sheet, one after the other: a sheet that claims a million rows costs what it holds.
fn cells_of(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    left: &mut usize,
) -> Result<Vec<SheetCell>, Unreadable> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| Unreadable::Damaged)?;
    let mut cells = Vec::new();
    while let Some(cell) = reader.next_cell().map_err(|_| Unreadable::Damaged)? {
        let (row, column) = cell.get_position();
        if let Some(value) = value_of(cell.get_value()) {
            *left = left.checked_sub(1).ok_or(Unreadable::TooLarge)?;
            cells.push(SheetCell { row, column, value });
        }
    }
    cells.sort_by_key(|cell| (cell.row, cell.column));
    Ok(cells)
}

/// What a cell holds; nothing for one that shows nothing.
fn value_of(data: &DataRef<'_>) -> Option<Value> {
    let text = |text: &str| Some(language::clean_name(text)).filter(|text| !text.is_empty()).map(Value::Text);
    match data {
        DataRef::Empty => None,
        DataRef::String(found) | DataRef::DurationIso(found) => text(found),
        DataRef::SharedString(found) => text(found),
        DataRef::DateTimeIso(found) => match found.get(..10).and_then(|day| day.parse().ok()) {
            Some(day) => Some(Value::Day(day)),
            None => text(found),
        },
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            let day =
                Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
            Some(day.map_or(Value::Number(at.as_f64()), Value::Day))
        }
        DataRef::Int(number) => text(&number.to_string()),
        DataRef::Float(number) => Some(Value::Number(*number)),
        DataRef::Bool(_) => text(&Data::from(data.clone()).to_string()),
        DataRef::Error(error) => Some(Value::Broken(error.to_string())),
    }
}
