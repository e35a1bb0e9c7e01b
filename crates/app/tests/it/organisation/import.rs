//! Loading the organisation from a workbook.

use app::organisation::LoadImport;
use base::web::{Upload, act_as};
use base64::Engine;
use domain::common::Role;
use testkit::{Seed, TestHouse, both, workbook, zipped};

const UNITS: &[&[&str]] = &[
    &["Mã", "Tên", "Loại", "Mã cấp trên", "Từ ngày"],
    &["SL", "Tỉnh Sông Lam", "tỉnh", "", "#45839"],
    &["SL-BD", "Phường Bến Đá", "phường", "SL", "1/7/2025"],
];
const BODIES: &[&[&str]] = &[
    &["Mã", "Tên", "Loại", "Mã đơn vị", "Từ ngày"],
    &["BTV-SL", "Ban Thường vụ Tỉnh ủy", "ban thường vụ", "SL", "#45839"],
    &["DU-BD", "Đảng ủy phường Bến Đá", "đảng ủy", "SL-BD", "#45839"],
];
const PEOPLE: &[&[&str]] = &[
    &["Mã", "Họ và tên", "Mã đơn vị", "Năm sinh", "Thư điện tử"],
    &["=101", "Nguye\u{302}\u{303}n Văn An", "SL", "=1970", "an@songlam.example"],
    &["N02", "Đỗ Thị Lan", "SL-BD"],
];
const SEATS: &[&[&str]] = &[
    &["Mã tập thể", "Mã người", "Chức vụ", "Vai", "Thứ tự", "Từ ngày"],
    &["BTV-SL", "=101", "Bí thư Tỉnh ủy", "người đứng đầu", "=1", "#45839"],
    &["BTV-SL", "N02", "Ủy viên", "thành viên", "=2", "#45839"],
];

fn whole() -> Vec<u8> {
    workbook(&[("Đơn vị", UNITS), ("Tập thể", BODIES), ("Người", PEOPLE), ("Chức vụ", SEATS)])
}

async fn administrator(house: &TestHouse) -> domain::common::id::PersonId {
    let administrator = house.person("Cao Văn Quản").await;
    house.administrator(administrator).await;
    administrator
}

async fn count(house: &TestHouse, table: &str) -> i64 {
    house.rows(&format!("SELECT COUNT(*) FROM {table}"), &[]).await[0].at(0).unwrap()
}

const CHECK: &str = "/organisation/import/check";

both! {
    async fn an_empty_house_is_filled_by_one_file_that_was_checked_first(house: TestHouse) {
        let browser = house.browser(administrator(&house).await).await;
        assert!(browser.get("/organisation/import").await.page().contains("Hiện có 0 đơn vị"));
        let report = browser.upload(CHECK, &[("one_head", "yes")], ("file", "to chuc.xlsx", &whole())).await.done();
        assert_eq!(count(&house, "organisation_unit").await, 0, "a check writes nothing");
        let page = browser.get(&report).await.page();
        assert!(page.contains("Mọi ô đều đọc được") && page.contains("Nạp cả tệp"), "{page}");
        let load = format!("{}/load", report.split('?').next().unwrap());
        let landing = browser.post(&load, &[]).await.done();
        assert!(browser.get(&landing).await.page().contains("Hiện có 2 đơn vị, 2 tập thể, 3 người, 2 chức vụ"));
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind = 'organisation.imported'", &[]).await;
        assert_eq!(leaves.len(), 2, "the seed's person, and one leaf for the whole file");
        let row = house.rows("SELECT full_name, birth_year FROM organisation_person WHERE code = '101'", &[]).await;
        assert_eq!(row[0].at::<String>(0).unwrap(), "Nguyễn Văn An", "letters are composed");
        assert_eq!(row[0].at::<Option<i64>>(1).unwrap(), Some(1970));
        let from = house.rows("SELECT valid_from FROM organisation_unit WHERE code = 'SL'", &[]).await;
        assert_eq!(from[0].at::<String>(0).unwrap(), "2025-07-01", "a day of a spreadsheet is a day");
        browser.post(&load, &[]).await.status(404);
    }

    async fn the_same_file_again_adds_nothing_and_says_so(house: TestHouse) {
        let administrator = administrator(&house).await;
        let file = || Upload { name: "a.xlsx".to_owned(), bytes: whole() };
        let act = || LoadImport { import: None, file: Some(file()), one_head: true, book: None };
        let first = act_as(&house.house, administrator, "", act()).await.unwrap();
        assert_eq!((first.added.total(), first.same.total()), (8, 0));
        let second = act_as(&house.house, administrator, "", act()).await.unwrap();
        assert_eq!((second.added.total(), second.same.total()), (0, 8));
        let browser = house.browser(administrator).await;
        let report = browser.upload(CHECK, &[], ("file", "a.xlsx", &whole())).await.done();
        let page = browser.get(&report).await.page();
        assert!(page.contains("Tệp không có gì mới") && !page.contains("Nạp cả tệp"));
    }

    async fn every_wrong_cell_is_named_and_no_line_is_loaded(house: TestHouse) {
        let browser = house.browser(administrator(&house).await).await;
        let units: &[&[&str]] = &[
            &["Mã", "Tên", "Loại", "Mã cấp trên", "Từ ngày", "Ghi gì đó"],
            &["SL", "Tỉnh Sông Lam", "tỉnh", "SL-BD", "31/2/2025"],
            &["SL-BD", "Phường Bến Đá", "phường", "SL-BD", "1/7/2025"],
        ];
        let people: &[&[&str]] =
            &[&["Mã", "Họ và tên", "Mã đơn vị"], &["N1", "An", "SL"], &["N1", "Lan", "KHONG"]];
        let file = workbook(&[("Đơn vị", units), ("Người", people), ("Sheet9", &[&["x"]])]);
        let report = browser.upload(CHECK, &[], ("file", "a.xlsx", &file)).await.done();
        let page = browser.get(&report).await.page();
        for cell in ["Đơn vị!F1", "Đơn vị!E2", "Đơn vị!D3", "Người!A3", "Sheet9!A1"] {
            assert!(page.contains(cell), "{cell} is named: {page}");
        }
        assert!(page.contains("5 chỗ cần sửa, chưa nạp dòng nào") && !page.contains("⟦"));
        let load = format!("{}/load", report.split('?').next().unwrap());
        browser.post(&load, &[]).await.malformed();
        let body = serde_json::json!({ "file": { "name": "a.xlsx", "base64": base64_of(&file) } });
        let answer = browser.api("/organisation/import/load", Some(body)).await.status(400);
        assert!(answer.body.contains("\"cell\"") || answer.body.contains("SL-BD → SL-BD"), "{}", answer.body);
        assert_eq!(count(&house, "organisation_unit").await, 0);
    }

    async fn a_file_is_what_its_name_says_or_the_field_is_marked(house: TestHouse) {
        let browser = house.browser(administrator(&house).await).await;
        let docx = zipped(&[("word/document.xml", b"<w/>")]);
        let macros = zipped(&[("xl/workbook.xml", b"<w/>"), ("xl/vbaProject.bin", b"x")]);
        let bomb = zipped(&[("xl/workbook.xml", b"<w/>"), ("xl/worksheets/sheet1.xml", &vec![b' '; 101 << 20])]);
        let broken = &whole()[..900];
        let files: [(&str, &[u8], &str); 8] = [
            ("a.docx", &whole(), "không kết thúc bằng .xlsx"),
            ("a.xlsx", b"Kinh gui", "không phải bảng tính Excel"),
            ("a.xlsx", &docx, "không phải bảng tính Excel"),
            ("a.xlsx", b"%PDF-1.7", "không phải bảng tính Excel"),
            ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "đời cũ (.xls) hoặc có mật khẩu"),
            ("a.xlsx", &macros, "có macro"),
            ("a.xlsx", &bomb, "bung ra lớn hơn"),
            ("a.xlsx", broken, "bị hỏng"),
        ];
        for (name, bytes, says) in files {
            let page = browser.upload(CHECK, &[("one_head", "yes")], ("file", name, bytes)).await.malformed();
            assert!(page.contains(says) && page.contains("aria-invalid"), "{says}: {page}");
        }
        assert_eq!(count(&house, "organisation_import").await, 0);
    }

    async fn fifty_megabytes_are_refused_and_the_form_is_kept(house: TestHouse) {
        let browser = house.browser(administrator(&house).await).await;
        let large = vec![b'x'; 50 << 20];
        let answer = browser.upload(CHECK, &[("one_head", "yes")], ("file", "a.xlsx", &large)).await.status(413);
        assert!(answer.body.contains("Tệp lớn hơn 20 MB") && answer.body.contains("checked"), "{}", answer.body);
    }

    async fn an_organiser_loads_below_the_own_unit_and_nowhere_else(house: TestHouse) {
        let administrator = administrator(&house).await;
        let file = Upload { name: "a.xlsx".to_owned(), bytes: whole() };
        let act = LoadImport { import: None, file: Some(file), one_head: true, book: None };
        act_as(&house.house, administrator, "", act).await.unwrap();
        let ward: domain::common::id::UnitId =
            house.rows("SELECT id FROM organisation_unit WHERE code = 'SL-BD'", &[]).await[0].at(0).unwrap();
        let lan = house.rows("SELECT id FROM organisation_person WHERE code = 'N02'", &[]).await[0].at(0).unwrap();
        house.role(lan, Role::Organiser, ward).await;
        let browser = house.browser(lan).await;
        let below: &[&[&str]] = &[UNITS[0], &["SL-BD-1", "Tổ dân phố 1", "tổ", "SL-BD", "1/7/2025"]];
        let beside: &[&[&str]] = &[UNITS[0], &["SL-HL", "Xã Hạ Lam", "xã", "SL", "1/7/2025"]];
        let check = format!("/organisation/{ward}/import/check");
        let report = browser.upload(&check, &[], ("file", "a.xlsx", &workbook(&[("Units", beside)]))).await.done();
        assert!(browser.get(&report).await.page().contains("SL nằm ngoài đơn vị đang nạp"));
        let report = browser.upload(&check, &[], ("file", "a.xlsx", &workbook(&[("Units", below)]))).await.done();
        let load = format!("{}/load", report.split('?').next().unwrap());
        browser.post(&load, &[]).await.done();
        assert!(browser.get(&format!("/organisation/{ward}")).await.page().contains("Tổ dân phố 1"));
        let elsewhere = load.replace(&format!("/{ward}/"), "/");
        browser.get(elsewhere.trim_end_matches("/load")).await.status(403);
        browser.upload(CHECK, &[], ("file", "a.xlsx", &whole())).await.status(403);
        house.browser(administrator).await.upload(&check, &[], ("file", "a.xlsx", &whole())).await.status(404);
        let kept = house.house.files.get(&base::files::digest_of(&workbook(&[("Units", &[])])));
        assert!(kept.is_err());
    }
}

fn base64_of(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}
