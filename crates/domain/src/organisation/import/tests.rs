//! What a file must say, sentence by sentence.

use std::collections::HashSet;

use super::sheet::sheet;
use super::*;
use crate::common::Line;

const UNIT_HEAD: &[&str] = &["Mã", "Tên", "Loại", "Mã cấp trên", "Từ ngày", "Đến ngày"];
const BODY_HEAD: &[&str] = &["Mã", "Tên", "Loại", "Mã đơn vị", "Từ ngày"];
const PERSON_HEAD: &[&str] = &["Mã", "Họ và tên", "Mã đơn vị", "Năm sinh", "Thư điện tử"];
const SEAT_HEAD: &[&str] = &["Mã tập thể", "Mã người", "Chức vụ", "Vai", "Thứ tự", "Từ ngày", "Đến ngày"];

const UNITS: &[&[&str]] = &[
    UNIT_HEAD,
    &["SL", "Tỉnh Sông Lam", "tỉnh", "", "1/7/2025"],
    &["SL-BD", "Phường Bến Đá", "phường", "SL", "01/07/2025"],
];
const BODIES: &[&[&str]] = &[
    BODY_HEAD,
    &["BTV-SL", "Ban Thường vụ Tỉnh ủy", "ban thường vụ", "SL", "1/7/2025"],
    &["DU-BD", "Đảng ủy phường Bến Đá", "đảng ủy", "SL-BD", "1/7/2025"],
];
const PEOPLE: &[&[&str]] = &[
    PERSON_HEAD,
    &["N01", "Nguyễn Văn An", "SL", "1970", "an@songlam.example"],
    &["N02", "Đỗ Thị Lan", "SL-BD", "", ""],
];
const SEATS: &[&[&str]] = &[
    SEAT_HEAD,
    &["BTV-SL", "N01", "Bí thư Tỉnh ủy", "người đứng đầu", "1", "1/7/2025"],
    &["BTV-SL", "N02", "Ủy viên", "thành viên", "2", "1/7/2025"],
];

fn book(sheets: [(&str, &[&[&str]]); 4]) -> Workbook {
    Workbook { sheets: sheets.into_iter().map(|(name, rows)| sheet(name, rows)).collect() }
}

fn whole() -> Workbook {
    book([("Đơn vị", UNITS), ("Tập thể", BODIES), ("Người", PEOPLE), ("Chức vụ", SEATS)])
}

fn one(name: &str, rows: &[&[&str]]) -> Workbook {
    Workbook { sheets: vec![sheet(name, rows)] }
}

/// What the house holds once the whole file was loaded.
fn loaded() -> Known {
    let plan = plan(&whole(), &Known::default(), &Terms::default()).unwrap();
    Known { units: plan.units, bodies: plan.bodies, people: plan.people, seats: plan.seats }
}

fn with_row(rows: &[&'static [&'static str]], row: &'static [&'static str]) -> Vec<&'static [&'static str]> {
    rows.iter().copied().chain([row]).collect()
}

/// The problems as `cell word`, the word without its stem.
fn named(book: &Workbook, known: &Known, terms: &Terms) -> Vec<String> {
    let problems = plan(book, known, terms).map(|_| Vec::new()).unwrap_or_else(|problems| problems);
    for problem in &problems {
        assert!(PROBLEMS.contains(&problem.code), "{} is not listed", problem.code);
    }
    let stem = "organisation.import.";
    problems.iter().map(|p| format!("{}!{} {}", p.sheet, p.cell, p.code.trim_start_matches(stem))).collect()
}

fn check(book: &Workbook, known: &Known, expected: &[&str]) {
    assert_eq!(named(book, known, &Terms { below: None, one_head: true }), expected);
}

#[test]
fn a_whole_file_adds_everything_once() {
    let first = plan(&whole(), &Known::default(), &Terms::default()).unwrap();
    assert_eq!(first.added(), Counts { units: 2, bodies: 2, people: 2, seats: 2 });
    assert_eq!(first.same.total(), 0);
    let second = plan(&whole(), &loaded(), &Terms::default()).unwrap();
    assert_eq!(second.added().total(), 0);
    assert_eq!(second.same, Counts { units: 2, bodies: 2, people: 2, seats: 2 });
}

#[test]
fn headings_are_understood_in_english_and_in_any_order() {
    let units = &[
        &["From", "PARENT CODE", "name", "Kind", "code"] as &[&str],
        &["2025-07-01", "", "Hill Trust", "trust", "HT"],
    ];
    let plan = plan(&one("units", units), &Known::default(), &Terms::default()).unwrap();
    assert_eq!(plan.units.first().map(|unit| unit.name.as_str()), Some("Hill Trust"));
}

#[test]
fn every_wrong_cell_is_named_at_once() {
    let units = &[
        UNIT_HEAD,
        &["SL", "Tỉnh Sông Lam", "tỉnh", "", "31/2/2025"],
        &["SL BD", "", "phường", "SL", "1/7/2025"],
    ];
    check(
        &one("Đơn vị", units),
        &Known::default(),
        &["Đơn vị!E2 not_a_day", "Đơn vị!A3 not_a_code", "Đơn vị!B3 empty"],
    );
    let people = &[PERSON_HEAD, &["N09", "Lê Hoa", "SL", "bảy mươi", "hoa ở sông lam"]];
    check(&one("Người", people), &loaded(), &["Người!D2 not_a_number", "Người!E2 not_an_address"]);
    let seats = &[SEAT_HEAD, &["DU-BD", "N02", "Bí thư", "sếp", "0", "1/7/2025"]];
    check(&one("Chức vụ", seats), &loaded(), &["Chức vụ!D2 not_a_rank", "Chức vụ!E2 not_a_number"]);
}

#[test]
fn an_unknown_column_is_named_and_a_missing_one_too() {
    let people = &[&["Mã", "Họ và tên", "Số nhà"] as &[&str], &["N09", "Lê Hoa", "12"]];
    check(&one("Người", people), &loaded(), &["Người!C1 unknown_column", "Người!D1 missing_column"]);
    let twice = &[&["Mã", "Họ và tên", "Tên", "Mã đơn vị"] as &[&str], &["N09", "Lê Hoa", "Hoa", "SL"]];
    check(&one("Người", twice), &loaded(), &["Người!C1 column_twice"]);
    let beside = &[PERSON_HEAD, &["N09", "Lê Hoa", "SL", "", "", "ghi thêm"]];
    check(&one("Người", beside), &loaded(), &["Người!F2 outside_columns"]);
}

#[test]
fn a_sheet_that_is_not_understood_is_named_and_notes_are_left_alone() {
    let mut book = whole();
    book.sheets.push(sheet("Hướng dẫn", &[&["Điền từng trang"]]));
    book.sheets.push(sheet("Trống", &[]));
    check(&book, &Known::default(), &[]);
    book.sheets.push(sheet("Sheet5", &[&["x"]]));
    book.sheets.push(sheet("Units", UNITS));
    check(&book, &Known::default(), &["Sheet5!A1 unknown_sheet", "Units!A1 sheet_twice"]);
    check(&Workbook::default(), &Known::default(), &["! nothing"]);
}

#[test]
fn a_code_stands_once_in_a_file() {
    let units = with_row(UNITS, &["SL-BD", "Phường khác", "phường", "SL", "1/7/2025"]);
    check(&one("Đơn vị", &units), &Known::default(), &["Đơn vị!A4 code_twice"]);
}

#[test]
fn what_the_house_holds_is_never_changed_by_a_file() {
    let units = &[UNIT_HEAD, &["SL-BD", "Phường Bến Đá Mới", "phường", "SL", "1/7/2025"]];
    check(&one("Đơn vị", units), &loaded(), &["Đơn vị!B2 differs"]);
    let people = &[PERSON_HEAD, &["N01", "Nguyễn Văn An", "SL", "1971", "an@songlam.example"]];
    let problems = plan(&one("Người", people), &loaded(), &Terms::default()).unwrap_err();
    let there = problems.first().and_then(|p| p.args.iter().find(|(name, _)| *name == "there")).cloned();
    assert_eq!(there, Some(("there", "1970".to_owned())));
}

#[test]
fn a_circle_of_units_is_named_at_each_of_its_units_and_nowhere_else() {
    let units = &[
        UNIT_HEAD,
        &["A", "A", "xã", "C", "1/7/2025"],
        &["B", "B", "xã", "A", "1/7/2025"],
        &["C", "C", "xã", "B", "1/7/2025"],
        &["D", "D", "xã", "C", "1/7/2025"],
        &["E", "E", "xã", "E", "1/7/2025"],
    ];
    let expected = ["Đơn vị!D2 cycle", "Đơn vị!D3 cycle", "Đơn vị!D4 cycle", "Đơn vị!D6 cycle"];
    check(&one("Đơn vị", units), &Known::default(), &expected);
}

#[test]
fn what_a_line_refers_to_is_in_the_file_or_in_the_house() {
    let units = &[UNIT_HEAD, &["X", "X", "xã", "KHONG-CO", "1/7/2025"]];
    check(&one("Đơn vị", units), &loaded(), &["Đơn vị!D2 unknown_unit"]);
    let bodies = &[BODY_HEAD, &["B9", "B9", "chi ủy", "KHONG-CO", "1/7/2025"]];
    check(&one("Tập thể", bodies), &loaded(), &["Tập thể!D2 unknown_unit"]);
    let seats = &[SEAT_HEAD, &["B9", "N9", "Bí thư", "head", "1", "1/7/2025"]];
    check(&one("Chức vụ", seats), &loaded(), &["Chức vụ!A2 unknown_body", "Chức vụ!B2 unknown_person"]);
}

#[test]
fn who_refers_to_a_line_that_is_wrong_is_not_called_wrong_as_well() {
    let units = &[UNIT_HEAD, &["SL", "Tỉnh", "tỉnh", "", "hôm qua"], &["SL-X", "X", "xã", "SL", "1/7/2025"]];
    check(&one("Đơn vị", units), &Known::default(), &["Đơn vị!E2 not_a_day"]);
}

#[test]
fn days_are_in_order_and_within_those_of_what_lies_above() {
    let units = with_row(UNITS, &["SL-X", "X", "xã", "SL", "2/7/2025", "1/7/2025"]);
    check(&one("Đơn vị", &units), &Known::default(), &["Đơn vị!F4 ends_before_it_begins"]);
    let early = with_row(UNITS, &["SL-X", "X", "xã", "SL", "30/6/2025"]);
    check(&one("Đơn vị", &early), &Known::default(), &["Đơn vị!D4 outside_its_days"]);
    let bodies = &[BODY_HEAD, &["B9", "B9", "chi ủy", "SL", "30/6/2025"]];
    check(&one("Tập thể", bodies), &loaded(), &["Tập thể!D2 outside_its_days"]);
    let seats = &[SEAT_HEAD, &["DU-BD", "N02", "Bí thư", "head", "1", "30/6/2025"]];
    check(&one("Chức vụ", seats), &loaded(), &["Chức vụ!A2 outside_its_days"]);
}

#[test]
fn a_person_sits_once_in_a_body_and_a_body_has_one_head_and_one_order() {
    let seat = |row: &'static [&'static str]| one("Chức vụ", &[SEAT_HEAD, row]);
    let again = seat(&["BTV-SL", "N02", "Ủy viên", "thành viên", "9", "1/1/2026"]);
    check(&again, &loaded(), &["Chức vụ!B2 seat_taken"]);
    let people = with_row(PEOPLE, &["N03", "Lê Hoa", "SL", "", ""]);
    let second = with_row(SEATS, &["BTV-SL", "N03", "Phó", "người đứng đầu", "3", "1/7/2025"]);
    let sheets = [("Đơn vị", UNITS), ("Tập thể", BODIES), ("Người", &people), ("Chức vụ", &second)];
    check(&book(sheets), &Known::default(), &["Chức vụ!D4 two_heads"]);
    let same_place = with_row(SEATS, &["BTV-SL", "N03", "Phó", "cấp phó", "2", "1/7/2025"]);
    let sheets = [("Đơn vị", UNITS), ("Tập thể", BODIES), ("Người", &people), ("Chức vụ", &same_place)];
    check(&book(sheets), &Known::default(), &["Chức vụ!E4 place_twice"]);
    let twice = with_row(SEATS, &["BTV-SL", "N01", "Phó", "cấp phó", "7", "1/7/2025"]);
    let sheets = [("Đơn vị", UNITS), ("Tập thể", BODIES), ("Người", PEOPLE), ("Chức vụ", &twice)];
    check(&book(sheets), &Known::default(), &["Chức vụ!B4 seat_twice"]);
}

#[test]
fn nobody_leads_two_bodies_where_the_rules_say_so() {
    let seats = &[SEAT_HEAD, &["DU-BD", "N01", "Bí thư", "đứng đầu", "1", "1/7/2025"]];
    let book = one("Chức vụ", seats);
    let strict = Terms { below: None, one_head: true };
    assert_eq!(named(&book, &loaded(), &strict), ["Chức vụ!D2 head_of_two"]);
    assert!(plan(&book, &loaded(), &Terms::default()).is_ok());
    let ended = with_row(&[SEAT_HEAD], &["DU-BD", "N01", "Bí thư", "đứng đầu", "1", "1/7/2025", "1/8/2025"]);
    let mut known = loaded();
    known.seats.iter_mut().for_each(|seat| seat.from = jiff::civil::date(2026, 1, 1));
    assert_eq!(named(&one("Chức vụ", &ended), &known, &strict), Vec::<String>::new());
}

#[test]
fn an_organiser_loads_below_the_own_unit_only() {
    let mut known = loaded();
    known.units.push(UnitLine {
        code: "HT".to_owned(),
        name: Line::parse("Xã Hạ Tân").unwrap(),
        parent: Some("SL".to_owned()),
        ..known.units.first().cloned().unwrap()
    });
    let terms = Terms { below: Some(HashSet::from(["SL-BD".to_owned()])), one_head: false };
    let units = &[
        UNIT_HEAD,
        &["SL-BD-1", "Tổ 1", "tổ", "SL-BD", "1/7/2025"],
        &["SL-BD-2", "Tổ 2", "tổ", "SL-BD-1", "1/7/2025"],
        &["HT-1", "Thôn 1", "thôn", "HT", "1/7/2025"],
        &["ROOT", "Gốc", "tỉnh", "", "1/7/2025"],
        &["HT", "Xã khác", "xã", "SL-BD", "1/7/2025"],
    ];
    let expected = ["Đơn vị!D4 outside_scope", "Đơn vị!D5 root_outside_scope", "Đơn vị!A6 code_taken"];
    assert_eq!(named(&one("Đơn vị", units), &known, &terms), expected);
    let seats = &[SEAT_HEAD, &["BTV-SL", "N02", "Ủy viên", "thành viên", "8", "1/7/2025"]];
    let named = named(&one("Chức vụ", seats), &known, &terms);
    assert_eq!(named.first().map(String::as_str), Some("Chức vụ!A2 outside_scope"));
}

#[test]
fn what_is_left_of_a_failed_formula_is_not_taken_for_words() {
    let mut book = one("Đơn vị", UNITS);
    let cells = &mut book.sheets.first_mut().unwrap().cells;
    cells.iter_mut().filter(|cell| cell.row == 2 && cell.column == 1).for_each(|cell| {
        cell.value = Value::Broken("#REF!".to_owned());
    });
    check(&book, &Known::default(), &["Đơn vị!B3 broken"]);
}
