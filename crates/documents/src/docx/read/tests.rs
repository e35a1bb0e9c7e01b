//! What is read of a letter, and what hostile files are answered with.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::{DocxError, Limits};
use super::read_paragraphs;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

fn document(body: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:body>{body}</w:body></w:document>"#
    )
}

fn container(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn file_with(document: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", document.as_bytes()),
    ];
    parts.extend(more.iter().map(|(name, text)| (*name, text.as_bytes())));
    container(&parts)
}

fn read(body: &str) -> Result<Vec<String>, DocxError> {
    read_paragraphs(&file_with(&document(body), &[]), &Limits::default())
}

fn check(body: &str, expected: &[&str]) {
    assert_eq!(read(body).unwrap(), expected);
}

fn refused(bytes: &[u8], expected: DocxError) {
    assert_eq!(read_paragraphs(bytes, &Limits::default()), Err(expected));
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_come_in_reading_order_without_empty_ones() {
    let body =
        p("Kính gửi Ban Thường vụ,") + "<w:p/><w:p><w:r><w:t xml:space=\"preserve\"> </w:t></w:r></w:p>";
    check(&(body + &p("Tôi xin góp ý.")), &["Kính gửi Ban Thường vụ,", "Tôi xin góp ý."]);
}

#[test]
fn a_sentence_cut_into_runs_is_one_paragraph() {
    let runs = "<w:p><w:r><w:t xml:space=\"preserve\">Số </w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr><w:b/></w:rPr><w:t>15</w:t></w:r><w:r><w:t>-CT/TW &amp; 8&#x2F;3 &lt;x&gt;</w:t></w:r></w:p>";
    check(runs, &["Số 15-CT/TW & 8/3 <x>"]);
}

#[test]
fn line_breaks_and_tabs_stay_and_link_texts_are_read() {
    check("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>", &["a\nb\tc"]);
    let link = "<w:p><w:pPr><w:tabs><w:tab w:val=\"left\" w:pos=\"9\"/></w:tabs></w:pPr><w:hyperlink><w:r><w:t>trang tin</w:t></w:r></w:hyperlink></w:p>";
    check(link, &["trang tin"]);
}

#[test]
fn deletions_are_out_and_insertions_are_in() {
    let body = "<w:p><w:r><w:t>Ba </w:t></w:r><w:del><w:r><w:delText>mươi </w:delText></w:r><w:r><w:t>chục </w:t></w:r></w:del><w:ins><w:r><w:t>đơn</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> quá hạn</w:t></w:r></w:moveTo></w:p>";
    check(body, &["Ba đơn quá hạn"]);
}

#[test]
fn a_deleted_paragraph_mark_joins_two_paragraphs() {
    let first = "<w:p><w:pPr><w:rPr><w:del w:id=\"1\"/></w:rPr></w:pPr><w:r><w:t xml:space=\"preserve\">Đầu câu, </w:t></w:r></w:p>";
    check(&(first.to_owned() + &p("cuối câu.")), &["Đầu câu, cuối câu."]);
    check(first, &["Đầu câu,"]);
}

#[test]
fn hidden_text_is_not_seen_and_so_not_read() {
    let body = "<w:p><w:r><w:t>thấy</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>không thấy</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t> cả</w:t></w:r></w:p>";
    check(body, &["thấy cả"]);
}

#[test]
fn a_row_of_single_paragraphs_is_one_line_and_the_head_of_a_letter_is_read_by_columns() {
    let row = format!("<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>", p("1"), p("Mười hai đơn quá hạn"));
    check(&format!("<w:tbl>{row}</w:tbl>"), &["1 | Mười hai đơn quá hạn"]);
    let head = format!(
        "<w:tbl><w:tr><w:tc>{}{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("ĐẢNG BỘ TỈNH SÔNG LAM"),
        p("ĐẢNG ỦY PHƯỜNG BẾN ĐÁ"),
        p("ĐẢNG CỘNG SẢN VIỆT NAM")
    );
    check(&head, &["ĐẢNG BỘ TỈNH SÔNG LAM", "ĐẢNG ỦY PHƯỜNG BẾN ĐÁ", "ĐẢNG CỘNG SẢN VIỆT NAM"]);
    let nested = format!("<w:tbl><w:tr><w:tc><w:tbl>{row}</w:tbl><w:p/></w:tc></w:tr></w:tbl>");
    check(&nested, &["1 | Mười hai đơn quá hạn"]);
}

#[test]
fn a_text_box_is_read_once_though_it_is_stored_twice() {
    let text_box = format!("<w:txbxContent>{}</w:txbxContent>", p("trong khung"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{text_box}</mc:Choice><mc:Fallback>{text_box}</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>ngoài khung</w:t></w:r></w:p>"
    );
    check(&body, &["trong khung", "ngoài khung"]);
}

#[test]
fn boxes_of_printed_forms_are_read_as_signs() {
    let body = "<w:p><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t> Tốt</w:t></w:r></w:p>";
    check(body, &["☑ Tốt"]);
}

#[test]
fn field_codes_are_not_text_and_their_results_are() {
    let body = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>11/12/2026</w:t></w:r></w:p>";
    check(body, &["11/12/2026"]);
}

#[test]
fn notes_follow_the_body_and_any_prefix_and_part_name_will_do() {
    let root = ROOT.replace("word/document.xml", "/word/document2.xml");
    let relations = r#"<Relationships xmlns="x"><Relationship Id="n" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/><Relationship Id="h" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="https://example.vn/" TargetMode="External"/></Relationships>"#;
    let space = r#"xmlns="http://purl.oclc.org/ooxml/wordprocessingml/main""#;
    let text = |root: &str, text: &str| format!("<{root} {space}><p><r><t>{text}</t></r></p></{root}>");
    let file = container(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("word/document2.xml", text("document", "thân bài").as_bytes()),
        ("word/_rels/document2.xml.rels", relations.as_bytes()),
        ("word/footnotes.xml", text("footnotes", "chú thích").as_bytes()),
    ]);
    assert_eq!(read_paragraphs(&file, &Limits::default()).unwrap(), ["thân bài", "chú thích"]);
}

#[test]
fn other_kinds_of_files_are_named() {
    refused(b"", DocxError::NotDocx);
    refused("Kính gửi".as_bytes(), DocxError::NotDocx);
    refused(b"%PDF-1.7", DocxError::NotDocx);
    refused(b"{\\rtf1\\ansi}", DocxError::RichText);
    let mut compound = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    refused(&compound, DocxError::OldWord);
    compound.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused(&compound, DocxError::Locked);
    refused(&container(&[("mimetype", b"application/vnd.oasis.opendocument.text")]), DocxError::OpenDocument);
    refused(&container(&[("a.txt", b"a")]), DocxError::NotDocx);
    refused(&container(&[("[Content_Types].xml", TYPES.as_bytes())]), DocxError::NotDocx);
    let sheet = file_with("<workbook xmlns=\"x\"/>", &[]);
    refused(&sheet, DocxError::NotDocx);
}

#[test]
fn macros_are_refused_whatever_the_name_says() {
    let text = document(&p("thư"));
    refused(&file_with(&text, &[("word/vbaProject.bin", "x")]), DocxError::Macros);
    refused(&file_with(&text, &[("word/activeX/activeX1.xml", "<x/>")]), DocxError::Macros);
    let types = TYPES.replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    );
    let file = container(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", text.as_bytes()),
    ]);
    refused(&file, DocxError::Macros);
}

#[test]
fn what_is_fetched_from_a_server_is_refused_and_the_authors_own_disk_is_not() {
    let with_template = |target: &str| {
        let document_relations = r#"<Relationships xmlns="x"><Relationship Id="s" Type="a/settings" Target="settings.xml"/></Relationships>"#;
        let settings = format!(
            r#"<Relationships xmlns="x"><Relationship Id="t" Type="a/attachedTemplate" Target="{target}" TargetMode="External"/></Relationships>"#
        );
        let more = [
            ("word/_rels/document.xml.rels", document_relations),
            ("word/settings.xml", "<x/>"),
            ("word/_rels/settings.xml.rels", &settings),
        ];
        read_paragraphs(&file_with(&document(&p("thư")), &more), &Limits::default())
    };
    for target in
        ["https://example.vn/a.dotm", "\\\\may\\a.dotm", "file://may/a.dotm", "file:///\\\\may\\a.dotm"]
    {
        assert_eq!(with_template(target), Err(DocxError::RemotePart), "{target}");
    }
    assert_eq!(with_template("file:///C:\\Users\\a\\a.dotx"), Ok(vec!["thư".to_owned()]));
}

#[test]
fn text_of_another_format_inside_is_refused_rather_than_lost() {
    refused(&file_with(&document("<w:altChunk r:id=\"a\"/>"), &[]), DocxError::ForeignText);
}

#[test]
fn own_entities_and_other_encodings_are_refused() {
    let laughs = r#"<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>"#;
    let plain = document(&p("&b;"));
    let without_head = plain.split_once("?>").unwrap().1;
    refused(&file_with(&format!("{laughs}{without_head}"), &[]), DocxError::OwnEntities);
    refused(&file_with(&plain, &[]), DocxError::OwnEntities);
    refused(&file_with(&document(&p("&#0;")), &[]), DocxError::Damaged);
    refused(&file_with(&document(&p("&#1;")), &[]), DocxError::Damaged);
    refused(&file_with(&plain.replace("UTF-8", "UTF-7"), &[]), DocxError::Encoding);
    let wide: Vec<u8> = document("").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let file = container(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("word/document.xml", &[&[0xff, 0xfe][..], &wide].concat()),
    ]);
    let answer = read_paragraphs(&file, &Limits::default());
    assert!(
        matches!(answer, Err(DocxError::Encoding | DocxError::Damaged | DocxError::NotDocx)),
        "{answer:?}"
    );
    let external = r#"<?xml version="1.0"?><!DOCTYPE d SYSTEM "file:///etc/passwd">"#;
    let types = container(&[("[Content_Types].xml", external.as_bytes())]);
    refused(&types, DocxError::OwnEntities);
}

#[test]
fn sizes_are_counted_and_not_believed() {
    let limits = Limits { file: 100, ..Limits::default() };
    assert_eq!(read_paragraphs(&file_with(&document(""), &[]), &limits), Err(DocxError::TooLarge));

    let names: Vec<String> = (0..1_001).map(|n| format!("word/media/{n}")).collect();
    let many: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b"x"[..])).collect();
    refused(&container(&many), DocxError::TooManyEntries);

    let blown = document(&p(&"a".repeat(1_000_000)).repeat(12));
    refused(&file_with(&blown, &[]), DocxError::TooMuchInflated);
    let endless = document(&p(&"a".repeat(9 << 20)));
    let answer = read_paragraphs(&file_with(&endless, &[]), &Limits { ratio: u64::MAX, ..Limits::default() });
    assert_eq!(answer, Err(DocxError::TooMuchText));
    let limits = Limits { inflated: 4_000, ..Limits::default() };
    let answer = read_paragraphs(&file_with(&document(&p("a").repeat(200)), &[]), &limits);
    assert_eq!(answer, Err(DocxError::TooMuchInflated));
    let limits = Limits { paragraphs: 10, ..Limits::default() };
    let answer = read_paragraphs(&file_with(&document(&p("a").repeat(11)), &[]), &limits);
    assert_eq!(answer, Err(DocxError::TooMuchText));
}

#[test]
fn a_declared_size_that_lies_changes_nothing() {
    let blown = document(&p("a").repeat(100_000));
    let mut file = file_with(&blown, &[]);
    let size = u32::try_from(blown.len()).unwrap().to_le_bytes();
    let places: Vec<usize> =
        file.windows(4).enumerate().filter(|(_, w)| *w == size).map(|(at, _)| at).collect();
    assert_eq!(places.len(), 2, "once in the local header, once in the directory");
    for at in places {
        file[at..at + 4].copy_from_slice(&100u32.to_le_bytes());
    }
    assert!(read_paragraphs(&file, &Limits::default()).is_err());
}

#[test]
fn deep_nesting_is_refused_before_it_costs_anything() {
    let deep = format!("{}{}", "<w:sdt>".repeat(100_000), "</w:sdt>".repeat(100_000));
    let answer =
        read_paragraphs(&file_with(&document(&deep), &[]), &Limits { ratio: u64::MAX, ..Limits::default() });
    assert_eq!(answer, Err(DocxError::TooMuchText));
    let tables = "<w:tbl><w:tr><w:tc>".repeat(600);
    refused(&file_with(&document(&tables), &[]), DocxError::TooMuchText);
}

#[test]
fn containers_on_which_programs_disagree_are_refused() {
    let with_name = |name: &str| {
        let more = [(name, "x")];
        read_paragraphs(&file_with(&document(&p("a")), &more), &Limits::default())
    };
    for name in ["../a", "a/../b", "/etc/passwd", "word\\a.xml", "C:/a", "WORD/document.xml", "a\0b"] {
        assert_eq!(with_name(name), Err(DocxError::Ambiguous), "{name:?}");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_symlink("word/link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
    refused(&zip.finish().unwrap().into_inner(), DocxError::Ambiguous);

    let twice = file_with(&document(&p("a")), &[("word/documenu.xml", &document(&p("b")))]);
    let renamed = replaced(&twice, b"word/documenu.xml", b"word/document.xml");
    refused(&renamed, DocxError::Ambiguous);
}

#[test]
fn overlapping_entries_are_refused() {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("word/document.xml", "<a/>")]
    {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.shallow_copy_file("word/document.xml", "word/copy.xml").unwrap();
    refused(&zip.finish().unwrap().into_inner(), DocxError::Ambiguous);
}

#[test]
fn every_cut_and_every_changed_byte_is_survived() {
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let text = document(&p("Ba đơn của tổ dân phố số 7"));
    for (name, part) in [("[Content_Types].xml", TYPES), ("_rels/.rels", ROOT), ("word/document.xml", &text)]
    {
        zip.start_file(name, stored).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    let file = zip.finish().unwrap().into_inner();
    assert!(read_paragraphs(&file, &Limits::default()).is_ok());
    for cut in 0..file.len() {
        assert!(read_paragraphs(&file[..cut], &Limits::default()).is_err(), "cut at {cut}");
    }
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 0x20;
        let _ = read_paragraphs(&changed, &Limits::default());
    }
}

#[test]
fn each_reason_has_a_code_and_a_key_of_its_own() {
    let codes: std::collections::BTreeSet<_> = DocxError::ALL.iter().map(|error| error.code()).collect();
    let keys: std::collections::BTreeSet<_> = DocxError::ALL.iter().map(|error| error.key()).collect();
    assert_eq!((codes.len(), keys.len()), (DocxError::ALL.len(), DocxError::ALL.len()));
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    let mut at = 0;
    while at + from.len() <= out.len() {
        if out[at..].starts_with(from) {
            out[at..at + from.len()].copy_from_slice(to);
        }
        at += 1;
    }
    out
}
