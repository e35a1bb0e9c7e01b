//! Each reason for which a file is not taken has its sentence in both languages.

use documents::docx::DocxError;

#[test]
fn every_reason_has_its_sentence_in_both_languages() {
    for language in ["vi", "en"] {
        let path = format!("{}/../app/locales/{language}/documents.ftl", env!("CARGO_MANIFEST_DIR"));
        let messages = std::fs::read_to_string(path).unwrap();
        for error in DocxError::ALL {
            let start = format!("{} = ", error.key());
            assert!(messages.lines().any(|line| line.starts_with(&start)), "{language}: {start}");
        }
    }
}
