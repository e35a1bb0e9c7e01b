//! The end of a paper: who receives it and who signs it, kept together and with the last words.

use super::body::{Line, paragraph};
use super::head::table;
use super::xml::twips;
use crate::paper::{Paper, Signature};

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
        // Word wants a paragraph after a table.
        out.push_str(
            "<w:p><w:pPr><w:spacing w:before=\"0\" w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>",
        );
    }
    if 1 < paper.signatures.len() && !paper.recipients.is_empty() {
        out.push_str(&recipients(paper));
    }
    if let Some(trace) = &paper.trace {
        out.push_str(&paragraph("Trace", &[Line::of(trace)], ""));
    }
    out
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
