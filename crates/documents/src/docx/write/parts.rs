//! The parts around the text: what the file holds, who wrote it, how pages are numbered.

use super::xml::{escaped, half_points};
use crate::paper::{Layout, Paper};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
pub(super) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE: &str = "application/vnd.openxmlformats-officedocument";

/// The name under which the text speaks of the picture.
pub(super) const CODE_RELATION: &str = "rId5";

pub(super) fn content_types() -> String {
    let word = |part: &str, kind: &str| {
        format!(
            "<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPE}.wordprocessingml.{kind}+xml\"/>"
        )
    };
    format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
         {}{}{}{}{}\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/docProps/app.xml\" ContentType=\"{TYPE}.extended-properties+xml\"/></Types>",
        word("document", "document.main"),
        word("styles", "styles"),
        word("settings", "settings"),
        word("fontTable", "fontTable"),
        word("header1", "header"),
    )
}

pub(super) fn relations() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{OFFICE}/relationships/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
         <Relationship Id=\"rId3\" Type=\"{OFFICE}/relationships/extended-properties\" Target=\"docProps/app.xml\"/></Relationships>"
    )
}

pub(super) fn document_relations(has_code: bool) -> String {
    let one = |id: usize, kind: &str, target: &str| {
        format!("<Relationship Id=\"rId{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"/>")
    };
    let code = format!(
        "<Relationship Id=\"{CODE_RELATION}\" Type=\"{OFFICE}/relationships/image\" Target=\"media/code.png\"/>"
    );
    let code = if has_code { code.as_str() } else { "" };
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">{}{}{}{}{code}</Relationships>",
        one(1, "styles", "styles.xml"),
        one(2, "settings", "settings.xml"),
        one(3, "fontTable", "fontTable.xml"),
        one(4, "header", "header1.xml"),
    )
}

/// What the file says about itself: its title, its identity, and the day of the sealed version.
pub(super) fn properties(paper: &Paper) -> String {
    let (year, month, day) = paper.sealed.date;
    let moment = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let title = format!("{} {}", paper.kind, paper.subject);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{}</dc:title><dc:creator>{}</dc:creator><dc:identifier>{}</dc:identifier><dc:language>{}</dc:language>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:created>\
         <dcterms:modified xsi:type=\"dcterms:W3CDTF\">{moment}</dcterms:modified></cp:coreProperties>",
        escaped(title.trim()),
        escaped(&paper.issuer),
        escaped(&paper.sealed.id),
        paper.layout.language,
    )
}

pub(super) fn program() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"{OFFICE}/extended-properties\"><Application>Kiem Diem</Application></Properties>"
    )
}

pub(super) fn settings(layout: &Layout) -> String {
    let language = language(layout);
    format!(
        "{HEAD}<w:settings xmlns:w=\"{WORD}\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{language}\"/></w:settings>"
    )
}

pub(super) fn language(layout: &Layout) -> &'static str {
    if layout.language == "vi" { "vi-VN" } else { "en-GB" }
}

pub(super) fn fonts() -> String {
    format!(
        "{HEAD}<w:fonts xmlns:w=\"{WORD}\"><w:font w:name=\"Times New Roman\"><w:altName w:val=\"Tinos\"/>\
         <w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>"
    )
}

/// The number at the top in the middle; the first page has none, because its header is another.
///
/// What is a draft says so on every page: a page alone could be taken for the paper itself.
pub(super) fn page_number(paper: &Paper) -> String {
    let size = half_points(paper.layout.size);
    let run = |inside: &str| format!("<w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr>{inside}</w:r>");
    let mark = paper.mark.as_deref().map(|mark| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:rPr><w:i/><w:sz w:val=\"22\"/></w:rPr>\
             <w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escaped(mark)
        )
    });
    format!(
        "{HEAD}<w:hdr xmlns:w=\"{WORD}\"><w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/></w:pPr>{}{}{}{}{}</w:p>{}</w:hdr>",
        run("<w:fldChar w:fldCharType=\"begin\"/>"),
        run("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"),
        run("<w:fldChar w:fldCharType=\"separate\"/>"),
        run("<w:t>2</w:t>"),
        run("<w:fldChar w:fldCharType=\"end\"/>"),
        mark.unwrap_or_default(),
    )
}
