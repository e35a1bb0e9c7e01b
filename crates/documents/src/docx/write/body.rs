//! The text: headings, paragraphs, tables, and the page they stand on.

use super::foot::foot;
use super::head::head;
use super::parts::WORD;
use super::xml::{escape, half_points, twips};
use crate::paper::{Align, Block, Column, Layout, Paper, Text, points};

/// Words in one face, to be written as a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Line<'a> {
    text: &'a str,
    is_bold: bool,
    is_italic: bool,
    is_underlined: bool,
    size: Option<f64>,
}

impl<'a> Line<'a> {
    pub(super) fn of(text: &'a str) -> Line<'a> {
        Line { text, ..Line::default() }
    }

    pub(super) fn bold(self) -> Self {
        Line { is_bold: true, ..self }
    }

    pub(super) fn italic(self) -> Self {
        Line { is_italic: true, ..self }
    }

    pub(super) fn underlined(self) -> Self {
        Line { is_underlined: true, ..self }
    }

    pub(super) fn size(self, points: f64) -> Self {
        Line { size: Some(points), ..self }
    }

    fn write(&self, out: &mut String) {
        let mut letters = String::new();
        if self.is_bold {
            letters.push_str("<w:b/>");
        }
        if self.is_italic {
            letters.push_str("<w:i/>");
        }
        if let Some(size) = self.size {
            letters.push_str(&format!("<w:sz w:val=\"{0}\"/><w:szCs w:val=\"{0}\"/>", half_points(size)));
        }
        if self.is_underlined {
            letters.push_str("<w:u w:val=\"single\"/>");
        }
        out.push_str("<w:r>");
        if !letters.is_empty() {
            out.push_str(&format!("<w:rPr>{letters}</w:rPr>"));
        }
        for (index, line) in self.text.split('\n').enumerate() {
            if 0 < index {
                out.push_str("<w:br/>");
            }
            out.push_str("<w:t xml:space=\"preserve\">");
            escape(line, out);
            out.push_str("</w:t>");
        }
        out.push_str("</w:r>");
    }
}

/// A paragraph in a style, with what differs from it.
pub(super) fn paragraph(style: &str, lines: &[Line<'_>], properties: &str) -> String {
    let mut out = format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}</w:pPr>");
    lines.iter().for_each(|line| line.write(&mut out));
    out.push_str("</w:p>");
    out
}

/// A rule of this length in the middle of its place, as the upper border of a paragraph that is nearly nothing.
pub(super) fn rule_below(place: f64, length: f64, after: f64) -> String {
    let side = twips(((place - length) / 2.0).max(0.0));
    format!(
        "<w:p><w:pPr><w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"0\" w:color=\"000000\"/></w:pBdr>\
         <w:spacing w:before=\"50\" w:after=\"{}\" w:line=\"40\" w:lineRule=\"exact\"/><w:ind w:left=\"{side}\" w:right=\"{side}\"/></w:pPr></w:p>",
        twips(after)
    )
}

/// Room of this height that stays with what follows, because a table has no space of its own before it.
fn gap(points: f64) -> String {
    format!(
        "<w:p><w:pPr><w:keepNext/><w:spacing w:before=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        twips(points)
    )
}

pub(super) fn document(paper: &Paper) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document xmlns:w=\"{WORD}\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    );
    out.push_str(&head(paper));
    let blocks = paper.printed_blocks();
    let last = blocks.len().saturating_sub(1);
    for (index, block) in blocks.iter().enumerate() {
        // The last words stay with the signature: a page with a signature alone could be put under any text.
        let keep = if index == last { "<w:keepNext/>" } else { "" };
        let next_is_table = matches!(blocks.get(index + 1), Some(Block::Table { .. }));
        out.push_str(&written(block, &paper.layout, keep));
        if next_is_table {
            out.push_str(&gap(6.0));
        }
    }
    out.push_str(&foot(paper));
    out.push_str(&page(&paper.layout));
    out.push_str("</w:body></w:document>");
    out
}

fn written(block: &Block, layout: &Layout, keep: &str) -> String {
    match block {
        Block::Heading { level, text } => {
            paragraph(&format!("Heading{}", (*level).clamp(1, 3)), &[Line::of(text)], "")
        }
        Block::Paragraph { text } => paragraph("Body", &lines(text), keep),
        Block::Item { label, text } => {
            let label = format!("{label} ");
            let all: Vec<Line<'_>> = std::iter::once(Line::of(&label)).chain(lines(text)).collect();
            paragraph("Body", &all, keep)
        }
        Block::Table { columns, rows } => table(columns, rows, layout),
    }
}

fn lines(text: &Text) -> Vec<Line<'_>> {
    text.spans
        .iter()
        .map(|span| Line { text: &span.text, is_bold: span.bold, is_italic: span.italic, ..Line::default() })
        .collect()
}

fn table(columns: &[Column], rows: &[Vec<Text>], layout: &Layout) -> String {
    let total: f64 = columns.iter().map(|column| f64::from(column.share.max(1))).sum();
    let widths: Vec<i64> = columns
        .iter()
        .map(|column| twips(layout.text_width() * f64::from(column.share.max(1)) / total.max(1.0)))
        .collect();
    let edge =
        |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let edges: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(edge).concat();
    let mut out = format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"100\" w:type=\"dxa\"/><w:bottom w:w=\"40\" w:type=\"dxa\"/>\
         <w:right w:w=\"100\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>",
        widths.iter().sum::<i64>()
    );
    widths.iter().for_each(|width| out.push_str(&format!("<w:gridCol w:w=\"{width}\"/>")));
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in columns.iter().zip(&widths) {
        let title =
            paragraph("Cell", &[Line::of(&column.title).bold()], "<w:keepNext/><w:jc w:val=\"center\"/>");
        out.push_str(&cell(*width, &title));
    }
    out.push_str("</w:tr>");
    let nothing = Text::default();
    for row in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (index, (column, width)) in columns.iter().zip(&widths).enumerate() {
            let place = match column.align {
                Align::Start => "",
                Align::Center => "<w:jc w:val=\"center\"/>",
                Align::End => "<w:jc w:val=\"right\"/>",
            };
            out.push_str(&cell(
                *width,
                &paragraph("Cell", &lines(row.get(index).unwrap_or(&nothing)), place),
            ));
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    out
}

fn cell(width: i64, inside: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>")
}

/// A4 upright; the first page has a header of its own, which is empty.
fn page(layout: &Layout) -> String {
    let side = |millimetres: f64| twips(points(millimetres));
    let margins = &layout.margins;
    format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/><w:titlePg/></w:sectPr>",
        side(margins.top),
        side(margins.right),
        side(margins.bottom),
        side(margins.left),
        side(margins.top / 2.0),
        side(margins.bottom / 2.0),
    )
}
