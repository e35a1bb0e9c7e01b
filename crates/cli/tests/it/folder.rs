//! `kiemdiem check` and `kiemdiem import` at a terminal: what an office brings is checked whole and loaded whole.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The samples, copied so that a test can spoil them.
struct Bad {
    _kept: tempfile::TempDir,
    folder: PathBuf,
    data: PathBuf,
}

fn samples() -> Bad {
    let kept = tempfile::tempdir().unwrap();
    let (folder, data) = (kept.path().join("song-lam"), kept.path().join("data"));
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples/song-lam"), &folder);
    Bad { _kept: kept, folder, data }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().flatten() {
        let into = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &into);
        } else {
            fs::copy(entry.path(), into).unwrap();
        }
    }
}

impl Bad {
    fn change(&self, file: &str, from: &str, to: &str) {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file} holds {from}");
        fs::write(path, text.replacen(from, to, 1)).unwrap();
    }

    fn run(&self, command: &str, options: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_kiemdiem"));
        program.arg(command).arg(&self.folder).args(options);
        if command == "import" {
            program.arg("--data").arg(&self.data);
        }
        program.env("RUST_LOG", "off").output().unwrap()
    }

    /// Runs a check that must fail, and gives its lines.
    fn problems(&self) -> Vec<String> {
        let output = self.run("check", &[]);
        assert!(!output.status.success(), "{output:?}");
        let lines: Vec<String> = text(&output.stdout).lines().map(str::to_owned).collect();
        let said = text(&output.stderr);
        assert!(said.contains(&format!("{} chỗ cần sửa", lines.len())), "{said} {lines:?}");
        assert!(lines.iter().all(|line| !line.contains('⟦')), "{lines:?}");
        lines
    }

    fn only_problem(&self, expected: &str) {
        let lines = self.problems();
        assert_eq!(lines, [expected]);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_folder_in_order_is_said_to_be_so_in_both_languages() {
    let good = samples();
    let (vi, en) = (good.run("check", &[]), good.run("check", &["--english"]));
    assert!(vi.status.success() && en.status.success(), "{vi:?} {en:?}");
    assert!(text(&vi.stdout).contains("60 thư, 8 báo cáo: không có lỗi."));
    assert!(text(&en.stdout).contains("60 letters, 8 reports: in order."));
}

#[test]
fn every_code_that_the_workbook_does_not_hold_is_named_with_its_line() {
    let bad = samples();
    bad.change("phan-vai.csv", "NG-102,thư ký,SL", "NG-999,thư ký,SL");
    bad.change("ky-truoc.csv", "BTV-SL,,KP 2025-01", "BTV-XX,,KP 2025-01");
    bad.change("thu-gop-y.csv", "Hội Nông dân tỉnh,BTV-SL", "Hội Nông dân tỉnh,BTV-YY");
    fs::rename(bad.folder.join("bao-cao/NG-007.txt"), bad.folder.join("bao-cao/NG-777.txt")).unwrap();
    assert_eq!(
        bad.problems(),
        [
            "phan-vai.csv:3: không có mã “NG-999” trong to-chuc.xlsx.",
            "ky-truoc.csv:2: không có mã “BTV-XX” trong to-chuc.xlsx.",
            "thu-gop-y.csv:3: không có mã “BTV-YY” trong to-chuc.xlsx.",
            "bao-cao/NG-777.txt: không có mã “NG-777” trong to-chuc.xlsx.",
        ]
    );
}

#[test]
fn unknown_columns_words_and_days_are_named_with_their_line() {
    let bad = samples();
    bad.change("phan-vai.csv", "Mã người,Vai,Mã đơn vị", "Mã người,Vai trò,Mã đơn vị");
    let lines = bad.problems();
    assert!(lines.iter().any(|line| line.starts_with("phan-vai.csv:1: thiếu cột “Vai”")), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("phan-vai.csv:1: không có cột “Vai trò”")), "{lines:?}");
    let bad = samples();
    bad.change("thu-gop-y.csv", "09/11/2026,ký tên", "31/11/2026,ký tên");
    let lines = bad.problems();
    assert!(lines[0].starts_with("thu-gop-y.csv:2: “31/11/2026” chưa phải ngày."), "{lines:?}");
    let bad = samples();
    bad.change("phan-vai.csv", "NG-102,thư ký", "NG-102,thư ký giỏi");
    let lines = bad.problems();
    assert!(lines[0].starts_with("phan-vai.csv:3: “thư ký giỏi” không có trong danh sách"), "{lines:?}");
}

#[test]
fn a_day_outside_the_campaign_and_an_unknown_pack_are_named() {
    let bad = samples();
    bad.change("thu-gop-y.csv", "09/11/2026,ký tên", "09/11/2027,ký tên");
    let lines = bad.problems();
    assert!(lines[0].starts_with("thu-gop-y.csv:2: ngày nhận 09/11/2027 nằm ngoài thời gian của đợt"));
    let bad = samples();
    bad.change("dot.txt", "nq-tw4-2012", "nq-tw5");
    let lines = bad.problems();
    assert!(lines[0].starts_with("dot.txt: không có bộ quy tắc “nq-tw5”."), "{lines:?}");
}

#[test]
fn letters_that_cannot_be_read_are_named_before_anything_is_loaded() {
    let bad = samples();
    fs::write(bad.folder.join("thu-gop-y/001.docx"), b"%PDF-1.7 not a letter").unwrap();
    // “Céng hßa x· héi chñ nghÜa ViÖt Nam”: TCVN3 as it looks where it is read as Latin-1.
    let tcvn3 = b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam\r\n\xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c\r\n";
    fs::write(bad.folder.join("thu-gop-y/003.txt"), tcvn3).unwrap();
    fs::remove_file(bad.folder.join("thu-gop-y/004.docx")).unwrap();
    let lines = bad.problems();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("thu-gop-y.csv:5: không có tệp “004.docx”"), "{lines:?}");
    assert!(lines[1].starts_with("thu-gop-y/001.docx: "), "{lines:?}");
    assert!(lines[2].starts_with("thu-gop-y/003.txt: ") && lines[2].contains("TCVN3"), "{lines:?}");
}

#[test]
fn a_workbook_that_is_none_and_a_section_that_no_form_has_are_named() {
    let bad = samples();
    fs::write(bad.folder.join("to-chuc.xlsx"), b"Kinh gui").unwrap();
    let lines = bad.problems();
    assert!(lines[0].starts_with("to-chuc.xlsx: ") && lines[0].contains("Excel"), "{lines:?}");
    let bad = samples();
    let report = fs::read_to_string(bad.folder.join("bao-cao/NG-002.txt")).unwrap();
    let title = report.lines().find(|line| line.starts_with("I. ")).unwrap().to_owned();
    bad.change("bao-cao/NG-002.txt", &title, "I. Những điều khác");
    bad.only_problem("bao-cao/NG-002.txt: mẫu không có mục “Những điều khác”.");
}

#[test]
fn a_bad_folder_is_loaded_nowhere() {
    let bad = samples();
    bad.change("phan-vai.csv", "NG-102,thư ký,SL", "NG-999,thư ký,SL");
    let output = bad.run("import", &[]);
    assert!(!output.status.success());
    assert!(!bad.data.exists(), "not even the folder of the data was made");
}

#[test]
fn what_is_refused_halfway_is_taken_away_and_the_next_loading_begins_anew() {
    let bad = samples();
    // Nothing in the folder alone is wrong with this: that one person may not verify and write is a rule of the house.
    bad.change("phan-vai.csv", "NG-104,người xác minh,SL", "NG-101,người tổ chức,SL");
    let output = bad.run("import", &[]);
    let said = text(&output.stderr);
    assert!(!output.status.success() && said.contains("Phần đã nạp dở đã được xóa"), "{said}");
    assert!(!bad.data.join("kiemdiem.db").exists() && !bad.data.join("import.unfinished").exists());
}

#[test]
fn an_interrupted_loading_is_not_served_and_begins_anew() {
    let good = samples();
    fs::create_dir_all(&good.data).unwrap();
    fs::write(good.data.join("import.unfinished"), "").unwrap();
    fs::write(good.data.join("kiemdiem.db"), b"half of something").unwrap();
    let serve = Command::new(env!("CARGO_BIN_EXE_kiemdiem"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(&good.data)
        .output()
        .unwrap();
    assert!(!serve.status.success() && text(&serve.stderr).contains("bị ngắt giữa chừng"), "{serve:?}");
    let first = good.run("import", &["--english"]);
    assert!(first.status.success(), "{}", text(&first.stderr));
    let said = text(&first.stdout);
    assert!(said.contains("is loaded. The campaign: ") && said.contains("(works once): http"), "{said}");
    let second = good.run("import", &["--english"]);
    assert!(!second.status.success() && text(&second.stderr).contains("the database holds 46 units"));
}
