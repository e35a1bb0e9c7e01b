//! `kiemdiem lint` at a terminal.

use std::io::Write;
use std::process::{Command, Output, Stdio};

fn lint(args: &[&str], piped: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_kiemdiem"))
        .arg("lint")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(piped).unwrap();
    child.wait_with_output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

const REPORT: &str = "II- HẠN CHẾ, KHUYẾT ĐIỂM VÀ NGUYÊN NHÂN\n\
    Việc trả lời đơn đôi lúc chưa kịp thời.\n\
    Ba đơn của tổ dân phố số 7 quá hạn 131 ngày.\n\
    VI- PHƯƠNG HƯỚNG, BIỆN PHÁP\n\
    Tăng cường kiểm tra trong thời gian tới.\n";

#[test]
fn questions_come_with_line_column_wording_and_end_with_one() {
    let output = lint(&["-"], REPORT.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    let lines: Vec<String> = said(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "-:2:18: “đôi lúc” Khi nào? Mấy lần trong kỳ?");
    assert!(lines[1].starts_with("-:2:26: “chưa kịp thời” Hạn là ngày nào?"), "{lines:?}");
    assert!(
        lines.iter().any(|line| line.starts_with("-:5:1: “Tăng cường” Làm việc gì, ai làm")),
        "{lines:?}"
    );
    assert!(lines.iter().all(|line| !line.starts_with("-:3:")), "{lines:?}");
}

#[test]
fn a_concrete_report_is_asked_nothing() {
    let output = lint(&["-"], "Ba đơn của tổ dân phố số 7 quá hạn 131 ngày.\n".as_bytes());
    assert_eq!((output.status.code(), said(&output).as_str()), (Some(0), ""));
}

#[test]
fn machines_get_json_and_the_english_get_english() {
    let output = lint(&["--json", "--english", "-"], REPORT.as_bytes());
    let value: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let first = &value["findings"][0];
    assert_eq!(first["section"], "II.1");
    assert_eq!(first["kinds"][0], "frequency");
    assert_eq!(first["wording"], "đôi lúc");
    assert_eq!(first["question"], "When? How many times in the period?");
}

#[test]
fn each_paragraph_is_told_by_what_is_seen_in_it() {
    let output = lint(&["--parts", "-"], REPORT.as_bytes());
    let lines: Vec<String> = said(&output).lines().map(str::to_owned).collect();
    let second = "-:3: Thấy: nội dung, mức độ, ở đâu. Chưa thấy: yêu cầu bị trái, khi nào, trách nhiệm";
    assert!(lines.iter().any(|line| line.starts_with(second)), "{lines:?}");
    assert!(lines.iter().any(|line| line.starts_with("-:5:") && line.contains("Chưa thấy: ")), "{lines:?}");
    let json = lint(&["--parts", "--json", "--english", "-"], REPORT.as_bytes());
    let value: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(
        (&value["paragraphs"][1]["line"], &value["paragraphs"][1]["section"]),
        (&3.into(), &"II.1".into())
    );
    assert_eq!(value["paragraphs"][1]["missing"][0], "norm");
}

#[test]
fn a_docx_is_read_by_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bao-cao.docx");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let parts = [
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>",
        ),
        (
            "_rels/.rels",
            "<Relationships xmlns=\"x\"><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"word/document.xml\"/></Relationships>",
        ),
        (
            "word/document.xml",
            "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>Mở đầu.</w:t></w:r></w:p><w:p><w:r><w:t>Kết quả chưa cao.</w:t></w:r></w:p></w:body></w:document>",
        ),
    ];
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    let output = lint(&[path.to_str().unwrap()], b"");
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(said(&output).contains(":2:9: “chưa cao”"), "{}", said(&output));
}

#[test]
fn what_cannot_be_read_is_said_in_plain_words_and_ends_with_two() {
    let check = |bytes: &[u8], words: &str| {
        let output = lint(&["-"], bytes);
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    };
    check("TØnh ñy S«ng Lam b¸o c¸o".as_bytes(), "TCVN3");
    check("Tænh uûy Soâng Lam baùo caùo".as_bytes(), "VNI");
    check(b"PK\x03\x04 cut off", "Tệp hỏng");
    check(b"{\\rtf1 a}", "RTF");
    check(b"\x00\x01\x02", "không phải văn bản");
    let missing = lint(&["/no/such/file.txt"], b"");
    assert_eq!(missing.status.code(), Some(2));
}
