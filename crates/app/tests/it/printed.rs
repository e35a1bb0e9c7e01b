//! Office papers as they were downloaded, read with programs that are not ours (PDF) or by our reader of letters (DOCX).

use std::process::Command;

use base::book::Book;
use testkit::{Answer, Browser, TestHouse};

/// The words of a downloaded PDF with one space between each two; page numbers are left out.
pub fn pdf(answer: Answer) -> String {
    assert_eq!(answer.status, 200, "a paper was expected: {}", answer.body);
    assert_eq!(answer.headers["content-type"], "application/pdf");
    let path = std::env::temp_dir().join(format!("kiemdiem-{}.pdf", base::dice::unnamed()));
    std::fs::write(&path, &answer.bytes).unwrap();
    let area = ["-r", "72", "-x", "0", "-y", "57", "-W", "595", "-H", "729", "-nopgbrk", "-enc", "UTF-8"];
    let said = Command::new("pdftotext").args(area).arg(&path).arg("-").output();
    let said = said.expect("poppler-utils is installed");
    if std::env::var_os("KIEMDIEM_KEEP_PAPERS").is_none() {
        std::fs::remove_file(&path).unwrap();
    }
    assert!(said.status.success());
    String::from_utf8(said.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The paragraphs of a downloaded DOCX, one a line.
pub fn docx(answer: Answer) -> String {
    assert_eq!(answer.status, 200, "a paper was expected: {}", answer.body);
    documents::docx::read_paragraphs(&answer.bytes, &documents::docx::Limits::default()).unwrap().join("\n")
}

/// Both forms of a paper, which say the same.
pub async fn both_forms(browser: &Browser<'_>, path: &str, query: &str) -> (String, String) {
    let pdf = pdf(browser.get(&format!("{path}/pdf{query}")).await);
    let docx = docx(browser.get(&format!("{path}/docx{query}")).await);
    assert!(!pdf.contains('⟦') && !docx.contains('⟦'), "a message is missing: {docx}");
    (pdf, docx)
}

/// Gives every step that waits its place in the book, under a signed head.
pub async fn integrated(house: &TestHouse) {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.data.join("keys"), &config.public_url).await;
    book.expect("the book opens").integrate(&house.house.database).await.unwrap();
}
