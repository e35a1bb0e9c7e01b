//! `kiemdiem group` at a terminal.

use std::path::Path;
use std::process::{Command, Output};

fn group(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kiemdiem")).arg("group").args(args).output().unwrap()
}

fn file(folder: &Path, bytes: &[u8]) -> (String, String) {
    let (input, output) = (folder.join("in.tsv"), folder.join("out.tsv"));
    std::fs::write(&input, bytes).unwrap();
    (input.to_str().unwrap().to_owned(), output.to_str().unwrap().to_owned())
}

const OPINIONS: &str = "a\tViệc thu quỹ lớp đã được công khai trên bảng tin của trường\n\
    b\tViệc thu quỹ lớp chưa được công khai trên bảng tin của trường\n\
    c\tVIEC THU QUY LOP DA DUOC CONG KHAI TREN BANG TIN CUA TRUONG\n\
    d\t\n";

#[test]
fn every_id_gets_its_group_and_counter_statements_stand_apart() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = file(folder.path(), OPINIONS.as_bytes());
    let done = group(&[&input, "-o", &output]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "a\t1\nb\t2\nc\t1\nd\t3\n");
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "4 ý kiến, 3 nhóm; nhóm lớn nhất có 2\n");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn near_copies_are_found_by_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let said = "Xin soạn danh mục sách mượn rồi dán tờ giấy cạnh cửa kính để bạn đọc tiện tra cứu hằng hôm, còn sổ góp ý thì đặt ngay bàn \
                thủ thư cho ai cũng thấy.";
    let words = ["nên", "mỗi", "mới", "bộ", "khi", "gần", "lối", "lớn", "sao", "nhanh", "luôn", "kệ", "kia"];
    let mut reworded: Vec<&str> = said.split(' ').collect();
    reworded.iter_mut().skip(2).step_by(3).zip(words).for_each(|(word, other)| *word = other);
    let edited = said.replace("tờ giấy", "mảnh giấy");
    let text = format!("a\t{said}\nb\t{edited}\nc\t{}\n", reworded.join(" "));
    let (input, output) = file(folder.path(), text.as_bytes());
    let check = |args: &[&str], groups: &str| {
        let done = group(&[&[&input, "-o", &output], args].concat());
        assert!(done.status.success(), "{done:?}");
        assert_eq!(std::fs::read_to_string(&output).unwrap(), groups);
    };
    check(&[], "a\t1\nb\t1\nc\t1\n");
    check(&["--near-copies"], "a\t1\nb\t1\nc\t2\n");
}

#[test]
fn it_is_explained_in_words_and_for_machines() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = file(folder.path(), OPINIONS.as_bytes());
    let done = group(&[&input, "-o", &output, "--explain", "--english"]);
    let said = String::from_utf8(done.stdout).unwrap();
    assert!(said.starts_with("Group 1: 2 opinions\n  a – c: 100 % in common"), "{said}");
    assert!(said.contains("they contradict: one says so, one says not"), "{said}");
    let done = group(&[&input, "-o", &output, "--explain", "--json"]);
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((&value["inputs"], &value["groups"], &value["largest"]), (&4.into(), &3.into(), &2.into()));
    assert_eq!(value["apart"][0]["apart_for"], "likeness-counter-denial");
}

#[test]
fn wrong_lines_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let check = |bytes: &[u8], words: &str| {
        let (input, output) = file(folder.path(), bytes);
        let done = group(&[&input, "-o", &output]);
        assert_eq!(done.status.code(), Some(2), "{done:?}");
        let said = String::from_utf8(done.stderr).unwrap();
        assert!(said.contains(words), "{said}");
        assert!(!Path::new(&output).exists());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    };
    check(b"a\tx\nb\nc\ty\tz\n", "dòng 2: cần 2 cột cách nhau bằng phím Tab, dòng này có 1");
    check(b"a\tx\nb\nc\ty\tz\n", "dòng 3: cần 2 cột");
    check(b"a\tx\nb\tth\xe1 nao\n", "dòng 2: byte thứ 9 của tệp");
}

#[test]
fn what_stood_under_the_name_stays_when_the_disk_is_full_or_the_folder_missing() {
    let folder = tempfile::tempdir().unwrap();
    let (input, _) = file(folder.path(), OPINIONS.as_bytes());
    let done = group(&[&input, "-o", "/no/such/folder/out.tsv"]);
    assert_eq!(done.status.code(), Some(1));
    assert!(!String::from_utf8(done.stderr).unwrap().contains("panicked"));
    let done = group(&[folder.path().join("none.tsv").to_str().unwrap()]);
    assert_eq!(done.status.code(), Some(1));
}

#[test]
fn a_line_of_ten_megabytes_a_mark_at_the_start_and_windows_line_ends_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let long = "đề nghị công khai ".repeat(500_000);
    let text = format!("\u{feff}a\t{long}\r\nb\tkhác\r\n\r\nc\tKhác.\r\n");
    let (input, output) = file(folder.path(), text.as_bytes());
    let done = group(&[&input, "-o", &output]);
    assert!(done.status.success(), "{done:?}");
    assert_eq!(std::fs::read_to_string(&output).unwrap(), "a\t1\nb\t2\nc\t2\n");
}
