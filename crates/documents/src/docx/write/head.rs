//! The head of a paper: two columns without borders, the kind, the subject.

use super::body::{Line, paragraph, rule_below};
use super::xml::twips;
use crate::paper::{Paper, width};

pub(super) fn head(paper: &Paper) -> String {
    let layout = &paper.layout;
    let (left, right) = layout.columns();
    let mut out = String::new();
    out.push_str(&table(&[(left, organ(paper, left)), (right, nation(paper, right))]));
    if let Some(mark) = &paper.mark {
        // Framed to the width of its words, so that nobody overlooks it.
        let layout_width = layout.text_width();
        let room = twips((layout_width - width(mark, true, layout.size) - 12.0).max(0.0));
        let edge =
            |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"6\" w:space=\"3\" w:color=\"000000\"/>");
        let edges: String = ["top", "left", "bottom", "right"].map(edge).concat();
        let frame = format!(
            "<w:pBdr>{edges}</w:pBdr><w:spacing w:before=\"{}\"/><w:ind w:left=\"{room}\"/><w:jc w:val=\"center\"/>",
            twips(10.0)
        );
        out.push_str(&paragraph("Head", &[Line::of(mark).bold()], &frame));
    }
    if !paper.kind.is_empty() {
        out.push_str(&paragraph("Kind", &[Line::of(&paper.kind)], ""));
    }
    if !paper.subject.is_empty() {
        out.push_str(&paragraph("Subject", &[Line::of(&paper.subject)], ""));
    }
    if layout.subject_dash.is_empty() {
        out.push_str(&rule_below(layout.text_width(), layout.text_width() * 0.2, 12.0));
    } else {
        let space = format!("<w:spacing w:before=\"0\" w:after=\"{}\"/>", twips(8.0));
        out.push_str(&paragraph("Head", &[Line::of(layout.subject_dash)], &space));
    }
    out
}

fn organ(paper: &Paper, width_of_column: f64) -> String {
    let layout = &paper.layout;
    let size = layout.organ_size;
    let mut out = String::new();
    for line in &paper.above {
        out.push_str(&paragraph("Head", &[Line::of(line).size(size)], ""));
    }
    out.push_str(&paragraph("Head", &[Line::of(&paper.issuer).size(size).bold()], ""));
    if layout.has_issuer_rule {
        let rule = (width(&paper.issuer, true, size) * 0.4).min(width_of_column * 0.5);
        out.push_str(&rule_below(width_of_column, rule, 4.0));
    }
    if layout.has_star {
        out.push_str(&paragraph("Head", &[Line::of("*")], ""));
    }
    let number = paper.printed_number();
    if !number.is_empty() {
        out.push_str(&paragraph("Head", &[Line::of(&number)], ""));
    }
    out
}

fn nation(paper: &Paper, width_of_column: f64) -> String {
    let layout = &paper.layout;
    let mut out = String::new();
    for (index, line) in layout.nation.iter().enumerate() {
        let size = layout.size_of_nation(index);
        out.push_str(&paragraph("Head", &[Line::of(line).size(size).bold()], ""));
        if index == layout.ruled {
            out.push_str(&rule_below(width_of_column, width(line, true, size).min(width_of_column), 2.0));
        }
    }
    if !paper.place_and_date.is_empty() {
        let before = format!("<w:spacing w:before=\"{}\"/>", twips(12.0));
        out.push_str(&paragraph("Head", &[Line::of(&paper.place_and_date).italic()], &before));
    }
    if out.is_empty() { paragraph("Head", &[], "") } else { out }
}

/// A table of one row without borders, whose row stays on one page.
pub(super) fn table(cells: &[(f64, String)]) -> String {
    let total: f64 = cells.iter().map(|(width, _)| width).sum();
    let grid: String =
        cells.iter().map(|(width, _)| format!("<w:gridCol w:w=\"{}\"/>", twips(*width))).collect();
    let cells: String = cells
        .iter()
        .map(|(width, inside)| {
            format!("<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/></w:tcPr>{inside}</w:tc>", twips(*width))
        })
        .collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:left w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>\
         <w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr></w:tbl>",
        twips(total)
    )
}
