//! The named styles of a paper.

use super::parts::{WORD, language};
use super::xml::{half_points, twips};
use crate::paper::{HeadingStyle, Layout, points};

/// A paragraph style of the file.
struct Style<'a> {
    id: &'a str,
    name: &'a str,
    based_on: &'a str,
    paragraph: String,
    letters: String,
}

impl Style<'_> {
    fn written(&self) -> String {
        let Style { id, name, based_on, paragraph, letters } = self;
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"{based_on}\"/>\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        )
    }
}

/// Lines exactly so far apart, with so much before each paragraph.
pub(super) fn spacing(pitch: f64, before: f64) -> String {
    format!(
        "<w:spacing w:before=\"{}\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        twips(before),
        twips(pitch)
    )
}

pub(super) fn styles(layout: &Layout) -> String {
    let size = half_points(layout.size);
    let first = twips(points(layout.first_line));
    let language = language(layout);
    let own = [
        Style {
            id: "Body",
            name: "Body Text",
            based_on: "Normal",
            paragraph: format!(
                "{}<w:ind w:firstLine=\"{first}\"/><w:jc w:val=\"both\"/>",
                spacing(layout.pitch, layout.before)
            ),
            letters: String::new(),
        },
        heading(layout, 1),
        heading(layout, 2),
        heading(layout, 3),
        Style {
            id: "Head",
            name: "Office Head",
            based_on: "Normal",
            paragraph: format!("{}<w:jc w:val=\"center\"/>", spacing(layout.pitch, 0.0)),
            letters: String::new(),
        },
        Style {
            id: "Kind",
            name: "Office Kind",
            based_on: "Head",
            paragraph: format!("<w:keepNext/>{}", spacing(layout.pitch + 2.0, 24.0)),
            letters: format!(
                "<w:b/><w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>",
                half_points(layout.kind_size)
            ),
        },
        Style {
            id: "Subject",
            name: "Office Subject",
            based_on: "Head",
            paragraph: "<w:keepNext/>".to_owned(),
            letters: "<w:b/>".to_owned(),
        },
        Style {
            id: "Cell",
            name: "Table Text",
            based_on: "Normal",
            paragraph: spacing(layout.table_pitch, 0.0),
            letters: format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points(layout.table_size)),
        },
        Style {
            id: "Recipient",
            name: "Office Recipient",
            based_on: "Normal",
            paragraph: format!("<w:keepLines/>{}", spacing(layout.recipients.size + 3.0, 0.0)),
            letters: format!(
                "<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>",
                half_points(layout.recipients.size)
            ),
        },
        Style {
            id: "PageNumber",
            name: "header",
            based_on: "Normal",
            paragraph: "<w:jc w:val=\"center\"/>".to_owned(),
            letters: String::new(),
        },
        Style {
            id: "Trace",
            name: "Office Trace",
            based_on: "Normal",
            paragraph: spacing(11.0, 0.0),
            letters: "<w:color w:val=\"444444\"/><w:sz w:val=\"16\"/><w:szCs w:val=\"16\"/>".to_owned(),
        },
    ];
    let own: String = own.iter().map(Style::written).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:styles xmlns:w=\"{WORD}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>\
         <w:color w:val=\"000000\"/><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/><w:lang w:val=\"{language}\" w:eastAsia=\"{language}\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:pPrDefault></w:docDefaults>\
         <w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>\
         <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/>\
         <w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar><w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>\
         <w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>{own}</w:styles>"
    )
}

fn heading(layout: &Layout, level: usize) -> Style<'static> {
    const NAMES: [(&str, &str); 3] =
        [("Heading1", "heading 1"), ("Heading2", "heading 2"), ("Heading3", "heading 3")];
    let at = level.clamp(1, 3) - 1;
    let (id, name) = NAMES.get(at).copied().unwrap_or(("Heading3", "heading 3"));
    let is_plain = layout.headings.get(at) == Some(&HeadingStyle::Letters);
    let before = layout.before + if level == 1 { 3.0 } else { 0.0 };
    Style {
        id,
        name,
        based_on: "Normal",
        paragraph: format!(
            "<w:keepNext/><w:keepLines/>{}<w:ind w:firstLine=\"{}\"/><w:outlineLvl w:val=\"{at}\"/>",
            spacing(layout.pitch, before),
            twips(points(layout.first_line)),
        ),
        letters: if is_plain { String::new() } else { "<w:b/>".to_owned() },
    }
}
