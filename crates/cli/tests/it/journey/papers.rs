//! What can be signed: the collective report and the minutes, as DOCX and as PDF, in the layout of the party.

use std::process::Command;

use documents::docx::{Limits, read_paragraphs};

use super::conferring::{SAID, Sitting};
use super::walk::{ADMINISTRATOR, BODY, CHAIR, DEPUTY, WARD, Walk};

/// Both papers in both forms say what was typed, under the heading of the party.
pub async fn papers_leave_in_the_layout_of_the_party(w: &Walk<'_>, sitting: &Sitting) {
    let report = format!("/report/{}/subject/{}/paper", w.review, w.subject(BODY));
    let supplement = "Tập thể giao việc mà chưa kiểm tra lại.";
    both_forms(w, &report, &["BÁO CÁO", "63 kiến nghị quá hạn 15 ngày", supplement]).await;
    let minutes = format!("{}/minutes", sitting.path);
    both_forms(w, &minutes, &["BIÊN BẢN", SAID, "Ý kiến gửi bằng văn bản của đồng chí Phan Thị Thu Hiền."])
        .await;
}

async fn both_forms(w: &Walk<'_>, path: &str, said: &[&str]) {
    let (pdf, docx) = (format!("{path}/pdf"), format!("{path}/docx"));
    for stranger in [WARD, ADMINISTRATOR] {
        w.browser(stranger).await.get(&pdf).await.status(404);
        w.browser(stranger).await.get(&docx).await.status(404);
    }
    let pdf = w.browser(CHAIR).await.get(&pdf).await.status(200).bytes;
    assert!(pdf.starts_with(b"%PDF-"), "a PDF");
    let docx = w.browser(DEPUTY).await.get(&docx).await.status(200).bytes;
    assert!(docx.starts_with(b"PK\x03\x04"), "a DOCX");
    let docx = read_paragraphs(&docx, &Limits::default()).unwrap().join(" ");
    let pdf = of_pdf(&pdf);
    for words in ["ĐẢNG CỘNG SẢN VIỆT NAM"].iter().chain(said) {
        assert!(docx.contains(words), "{words} in the DOCX of {path}: {docx}");
        assert!(pdf.contains(words), "{words} in the PDF of {path}: {pdf}");
    }
}

/// The words of a PDF without the margins, as a program that is not ours reads them.
fn of_pdf(bytes: &[u8]) -> String {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), bytes).unwrap();
    let area = ["-r", "72", "-x", "0", "-y", "57", "-W", "595", "-H", "729", "-nopgbrk", "-enc", "UTF-8"];
    let said = Command::new("pdftotext").args(area).arg(file.path()).arg("-").output();
    let said = said.expect("poppler-utils is installed");
    assert!(said.status.success(), "pdftotext reads the paper");
    String::from_utf8(said.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}
