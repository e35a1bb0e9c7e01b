//! `kiemdiem compare` at a terminal.

use std::path::Path;
use std::process::{Command, Output};

fn compare(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_kiemdiem")).arg("compare").args(args).output().unwrap()
}

const OWN: &str = "Trong quý hai tôi đã cùng tổ công tác đi kiểm tra mười hai hộ nuôi cá lồng ven sông, lập biên bản từng hộ và \
    hướng dẫn cách chằng néo trước mùa lũ; ba hộ chưa có phao cứu sinh đã được cấp ngay trong tuần, hai hộ neo sai chỗ đã dời về bến mới";

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).to_str().unwrap().to_owned()
}

#[test]
fn a_later_report_is_compared_with_earlier_ones_in_bytes_of_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let input = at(folder.path(), "in.tsv");
    let new = format!("Năm nay: {OWN}.");
    std::fs::write(
        &input,
        format!("new\tm1\t2031\t{new}\nold\tm1\t2030\t{OWN}\nother\tm2\t2030\tKhác hẳn.\n"),
    )
    .unwrap();
    let (output, pages) = (at(folder.path(), "pairs.tsv"), at(folder.path(), "pages"));
    let done = compare(&[&input, "-o", &output, "--html", &pages]);
    assert!(done.status.success(), "{done:?}");
    let lines = std::fs::read_to_string(&output).unwrap();
    let columns: Vec<&str> = lines.trim_end().split('\t').collect();
    assert_eq!(&columns[..2], ["new", "old"]);
    let place = |at: usize| columns[at].parse::<usize>().unwrap();
    assert_eq!(&new[place(2)..place(3)], OWN);
    assert_eq!(&OWN[place(4)..place(5)], OWN);
    let page = std::fs::read_to_string(format!("{pages}/00001.html")).unwrap();
    assert!(page.contains("<mark>Trong quý hai") && page.contains("% của new giống old"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"));
    assert!(std::fs::read_to_string(format!("{pages}/index.html")).unwrap().contains("00001.html"));
    assert_eq!(String::from_utf8(done.stderr).unwrap(), "3 văn bản, 1 cặp có đoạn giống nhau\n");
}

#[test]
fn a_folder_is_read_and_what_cannot_be_read_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    std::fs::create_dir_all(reports.join("deeper")).unwrap();
    std::fs::write(reports.join("a.txt"), OWN).unwrap();
    std::fs::write(reports.join("deeper/b.txt"), format!("Mở đầu. {OWN}")).unwrap();
    std::fs::write(reports.join("bad.docx"), b"PK\x03\x04 cut off").unwrap();
    std::fs::write(reports.join("old.txt"), b"th\xe1ng").unwrap();
    let output = at(folder.path(), "pairs.tsv");
    let done = compare(&[reports.to_str().unwrap(), "-o", &output, "--json"]);
    assert!(done.status.success(), "{done:?}");
    let said = String::from_utf8(done.stderr).unwrap();
    assert!(
        said.contains("bad.docx: bỏ qua: Tệp hỏng") && said.contains("old.txt: bỏ qua: byte 3"),
        "{said}"
    );
    let value: serde_json::Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!((&value["documents"], &value["pairs"]), (&2.into(), &1.into()));
    assert_eq!(value["skipped"].as_array().unwrap().len(), 2);
    assert!(std::fs::read_to_string(&output).unwrap().starts_with("deeper/b.txt\ta.txt\t"));
}

#[test]
fn a_collection_on_disk_is_made_grows_and_is_compared_with() {
    let folder = tempfile::tempdir().unwrap();
    let (last, now) = (at(folder.path(), "last.tsv"), at(folder.path(), "now.tsv"));
    std::fs::write(&last, format!("l1\t{OWN}\nl2\tKhông liên quan.\n")).unwrap();
    std::fs::write(&now, format!("n1\t{OWN}\nn2\t{OWN}\n")).unwrap();
    let (kept, output) = (at(folder.path(), "kept"), at(folder.path(), "pairs.tsv"));
    assert!(compare(&[&last, "--keep", &kept, "-o", &output]).status.success());
    let done = compare(&[&now, "--against", &kept, "--keep", &kept, "-o", &output, "--english"]);
    assert!(done.status.success(), "{done:?}");
    let pairs: Vec<String> = std::fs::read_to_string(&output)
        .unwrap()
        .lines()
        .map(|line| line.split('\t').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    assert_eq!(pairs, ["n1 l1", "n2 l1"]);
    std::fs::write(&now, format!("x\t{OWN}\n")).unwrap();
    let done = compare(&[&now, "--against", &kept, "-o", &output]);
    assert!(done.status.success());
    assert_eq!(std::fs::read_to_string(&output).unwrap().split('\t').nth(1), Some("l1"));
}

#[test]
fn wrong_lines_are_named_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (at(folder.path(), "in.tsv"), at(folder.path(), "pairs.tsv"));
    std::fs::write(&input, "a\tm\tx\n").unwrap();
    let done = compare(&[&input, "-o", &output]);
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8(done.stderr).unwrap().contains("dòng 1: cần 2 / 4 cột"));
    std::fs::write(&input, "").unwrap();
    assert_eq!(compare(&[&input, "-o", &output]).status.code(), Some(2));
    assert!(!Path::new(&output).exists());
}
