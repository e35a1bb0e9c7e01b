//! The end of a paper: who receives it and who signs it, kept together and with the last words.

use super::body::{Line, paragraph};
use super::head::table;
use super::parts::CODE_RELATION;
use super::xml::{escaped, twips};
use crate::paper::{Paper, Signature, Trace, picture, points};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
/// Word wants a paragraph after a table.
const AFTER_TABLE: &str =
    "<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>";
/// A line that is as high as the picture in it.
const PICTURE_LINE: &str = "<w:spacing w:before=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>";
/// A side of the picture, in millimetres.
const CODE_SIDE: f64 = 22.0;
/// Room between the signatures and the place in the book, in points.
const TRACE_ABOVE: f64 = 40.0;

/// Room for a hand and a seal, in points.
const ROOM: f64 = 60.0;

pub(super) fn foot(paper: &Paper) -> String {
    let width = paper.layout.text_width();
    let mut out = paragraph("Head", &[], "<w:keepNext/>");
    let last = paper.signatures.last().map(|signature| signed(paper, signature));
    let left = match paper.signatures.split_last() {
        Some((_, [first, ..])) => signed(paper, first),
        _ => recipients(paper),
    };
    if !left.is_empty() || last.is_some() {
        let empty = || paragraph("Head", &[], "");
        let left = if left.is_empty() { empty() } else { left };
        out.push_str(&table(&[(width * 0.47, left), (width * 0.53, last.unwrap_or_else(empty))]));
        out.push_str(AFTER_TABLE);
    }
    if 1 < paper.signatures.len() && !paper.recipients.is_empty() {
        out.push_str(&recipients(paper));
    }
    if let Some(trace) = &paper.trace {
        out.push_str(&traced(paper, trace));
    }
    out
}

/// Where the paper stands in the book, beside the picture that leads there.
fn traced(paper: &Paper, trace: &Trace) -> String {
    let lines = |first: &str| -> String {
        let line = |(index, line): (usize, &String)| {
            paragraph("Trace", &[Line::of(line)], if index == 0 { first } else { "" })
        };
        trace.lines.iter().enumerate().map(line).collect()
    };
    let first = format!("<w:spacing w:before=\"{}\"/>", twips(TRACE_ABOVE));
    if picture(&trace.address).is_none() {
        return lines(&first);
    }
    let (side, gap) = (points(CODE_SIDE), points(3.0));
    let left =
        format!("<w:p><w:pPr><w:pStyle w:val=\"Trace\"/>{PICTURE_LINE}</w:pPr>{}</w:p>", drawing(trace));
    let width = paper.layout.text_width();
    let room = paragraph("Trace", &[], &first);
    format!("{room}{}{AFTER_TABLE}", table(&[(side + gap, left), (width - side - gap, lines(""))]))
}

/// The picture of the address, as high as the line it stands in.
fn drawing(trace: &Trace) -> String {
    let side = (CODE_SIDE * 36_000.0) as i64;
    let alt = escaped(trace.lines.last().map_or("", String::as_str));
    format!(
        "<w:r><w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent cx=\"{side}\" cy=\"{side}\"/><wp:docPr id=\"1\" name=\"QR\" descr=\"{alt}\"/>\
         <a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\"><pic:pic xmlns:pic=\"{DRAWING}/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"1\" name=\"QR\"/><pic:cNvPicPr/></pic:nvPicPr>\
         <pic:blipFill><a:blip r:embed=\"{CODE_RELATION}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
         <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" cy=\"{side}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>\
         </pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
}

fn recipients(paper: &Paper) -> String {
    if paper.recipients.is_empty() {
        return String::new();
    }
    let style = &paper.layout.recipients;
    let mut title = Line::of(style.title).size(style.title_size);
    if style.is_underlined {
        title = title.underlined();
    }
    if style.is_bold_italic {
        title = title.bold().italic();
    }
    let pitch = format!(
        "<w:keepNext/><w:spacing w:before=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>",
        twips(paper.layout.pitch)
    );
    let mut out = paragraph("Recipient", &[title], &pitch);
    for line in paper.printed_recipients() {
        out.push_str(&paragraph("Recipient", &[Line::of(&line)], ""));
    }
    out
}

fn signed(paper: &Paper, signature: &Signature) -> String {
    let keep = "<w:keepNext/>";
    let mut out = String::new();
    if !signature.capacity.is_empty() {
        out.push_str(&paragraph("Head", &[Line::of(&signature.capacity).bold()], keep));
    }
    if !signature.post.is_empty() {
        let post = Line::of(&signature.post);
        out.push_str(&paragraph(
            "Head",
            &[if paper.layout.has_bold_post { post.bold() } else { post }],
            keep,
        ));
    }
    let room = format!("{keep}<w:spacing w:before=\"{}\"/>", twips(ROOM));
    out.push_str(&paragraph("Head", &[Line::of(&signature.name).bold()], &room));
    out
}
