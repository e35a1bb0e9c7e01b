//! Reading what people wrote: a text or a DOCX becomes paragraphs; an old encoding is recognised and refused.

use base::files::FileKind;
use base::web::Upload;
use base::{Failure, FieldError};
use documents::docx::{Limits, read_paragraphs};
use domain::common::Prose;
use language::legacy;

/// How much of a letter is read: more than any letter holds, less than would keep others waiting.
const LIMITS: fn() -> Limits = || Limits { paragraphs: 2_000, text: 1 << 20, ..Limits::default() };

/// The paragraphs of a letter that was sent as a file in the field `field`.
///
/// # Errors
/// [`Failure::Malformed`] with a plain sentence: no letter, another kind than its name says, an old encoding.
pub fn letter(field: &str, upload: &Upload) -> Result<Vec<Prose>, Failure> {
    let wrong = |key: &str| Failure::Malformed(vec![FieldError::new(field, key).arg("name", &upload.name)]);
    if upload.bytes.is_empty() {
        return Err(wrong("opinion-file-empty"));
    }
    let ending = upload.name.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let raw = match ending.as_str() {
        "txt" => text_of(&upload.bytes).map_err(|reason| match reason {
            NoText::Other => wrong("opinion-file-not-what-it-says"),
            NoText::Legacy(name) => old_encoding(field, name),
            NoText::NotUnicode => wrong("opinion-file-not-unicode"),
        })?,
        // The reader of DOCX also knows what a DOC, an RTF, an ODT is, and says how to save it.
        "docx" | "doc" | "rtf" | "odt" => {
            read_paragraphs(&upload.bytes, &LIMITS()).map_err(|error| wrong(error.key()))?
        }
        _ => return Err(wrong("opinion-file-no-letter")),
    };
    if let Some(found) = legacy::recognise_str(&raw.join("\n")) {
        return Err(old_encoding(field, found.name()));
    }
    paragraphs(field, raw.iter().map(String::as_str))
}

/// The paragraphs of what was typed into a field.
///
/// # Errors
/// [`Failure::Malformed`] when it is typed in an old encoding.
pub fn typed(field: &str, text: &Prose) -> Result<Vec<Prose>, Failure> {
    if let Some(found) = legacy::recognise_str(text.as_str()) {
        return Err(old_encoding(field, found.name()));
    }
    paragraphs(field, split(text.as_str()))
}

/// A quotation or an opinion in the form in which letters are kept.
///
/// # Errors
/// [`Failure::Malformed`] when it is typed in an old encoding, or nothing is left of it.
pub fn words(field: &str, text: &Prose) -> Result<Prose, Failure> {
    if let Some(found) = legacy::recognise_str(text.as_str()) {
        return Err(old_encoding(field, found.name()));
    }
    Prose::parse(&language::clean(text.as_str())).map_err(|_| Failure::field(field, "base-field-empty"))
}

fn old_encoding(field: &str, name: &str) -> Failure {
    Failure::Malformed(vec![FieldError::new(field, "opinion-file-old-encoding").arg("encoding", name)])
}

/// Why bytes are no text.
enum NoText {
    Legacy(&'static str),
    NotUnicode,
    Other,
}

fn text_of(bytes: &[u8]) -> Result<Vec<String>, NoText> {
    match FileKind::of(bytes) {
        Some(FileKind::Text) => {
            let text = std::str::from_utf8(bytes).map_err(|_| NoText::NotUnicode)?;
            let text = text.strip_prefix('\u{feff}').unwrap_or(text);
            Ok(split(text).map(str::to_owned).collect())
        }
        Some(_) => Err(NoText::Other),
        None => {
            Err(legacy::recognise(bytes).map_or(NoText::NotUnicode, |found| NoText::Legacy(found.name())))
        }
    }
}

/// Where lines are left empty, they part the paragraphs and single line ends do not; otherwise each line is one.
fn split(text: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    let has_gaps = text.replace('\r', "").lines().any(|line| line.trim().is_empty());
    if !has_gaps {
        return Box::new(text.lines());
    }
    let mut parts = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            parts.extend(text.get(start..at));
            start = at + line.len();
        }
        at += line.len();
    }
    parts.extend(text.get(start..));
    Box::new(parts.into_iter())
}

/// Each part in its kept form. A line of dashes or stars holds no word and is no paragraph.
fn paragraphs<'t>(field: &str, parts: impl Iterator<Item = &'t str>) -> Result<Vec<Prose>, Failure> {
    let mut found = Vec::new();
    for part in parts {
        let text = language::clean(part);
        if text.chars().any(char::is_alphanumeric) {
            found.push(Prose::parse(&text).map_err(|_| Failure::field(field, "opinion-file-too-long"))?);
        }
    }
    if found.len() > LIMITS().paragraphs {
        return Err(Failure::field(field, "opinion-file-too-long"));
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str, bytes: &[u8]) -> Result<Vec<String>, String> {
        let upload = Upload { name: name.to_owned(), bytes: bytes.to_vec() };
        match letter("file", &upload) {
            Ok(found) => Ok(found.iter().map(ToString::to_string).collect()),
            Err(Failure::Malformed(errors)) => Err(errors[0].key.clone()),
            Err(other) => Err(format!("{other:?}")),
        }
    }

    #[test]
    fn a_text_is_parted_by_its_empty_lines_or_else_by_its_lines() {
        let plain = "Kính gửi Ban Thường vụ\nĐường ngõ 42 hỏng.\n-----\nĐơn chưa trả lời.";
        let lines = ["Kính gửi Ban Thường vụ", "Đường ngõ 42 hỏng.", "Đơn chưa trả lời."];
        assert_eq!(words("thu.txt", plain.as_bytes()).unwrap(), lines);
        let wrapped = "\u{feff}Đường ngõ 42\r\nhỏng đã lâu.\r\n\r\nĐơn chưa trả lời.\r\n";
        assert_eq!(
            words("thu.txt", wrapped.as_bytes()).unwrap(),
            ["Đường ngõ 42\nhỏng đã lâu.", "Đơn chưa trả lời."]
        );
    }

    #[test]
    fn a_letter_in_decomposed_form_is_taken_in_composed_form() {
        let decomposed = "Chậm trả lời đơn cu\u{309}a dân";
        assert_eq!(words("thu.txt", decomposed.as_bytes()).unwrap(), ["Chậm trả lời đơn của dân"]);
    }

    #[test]
    fn what_is_no_letter_is_told_why() {
        assert_eq!(words("thu.pdf", b"%PDF-1.7").unwrap_err(), "opinion-file-no-letter");
        assert_eq!(words("thu.txt", b"%PDF-1.7").unwrap_err(), "opinion-file-not-what-it-says");
        assert_eq!(words("thu.txt", b"\x00\x01\x02").unwrap_err(), "opinion-file-not-unicode");
        assert_eq!(words("thu.docx", b"%PDF-1.7").unwrap_err(), "docx-not-docx");
        // “Céng hßa x· héi chñ nghÜa ViÖt Nam” is how TCVN3 looks where it is read as Latin-1.
        let tcvn3 = b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam, \xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c";
        assert_eq!(words("thu.txt", tcvn3).unwrap_err(), "opinion-file-old-encoding");
    }

    #[test]
    fn every_letter_of_the_sample_province_is_read() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/song-lam/thu-gop-y");
        let mut read = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let found = words(name, &std::fs::read(&path).unwrap());
            assert!(found.as_ref().is_ok_and(|found| !found.is_empty()), "{name}: {found:?}");
            let is_composed = |text: &String| language::is_nfc(text);
            assert!(found.unwrap().iter().all(is_composed), "{name}");
            read += 1;
        }
        assert_eq!(read, 60);
    }
}
