//! A paper as the template of the PDF reads it: every number counted, every width computed, every letter printable.

use serde::Serialize;

use super::font::{has_glyph, width};
use super::{Block, Column, Layout, Paper, Signature, Span, Text, Trace};

/// A paper as the template reads it.
#[derive(Debug, Serialize)]
pub(crate) struct Printed {
    layout: Layout,
    title: String,
    above: Vec<String>,
    issuer: String,
    issuer_rule: f64,
    number: String,
    place_and_date: String,
    mark: Option<String>,
    kind: String,
    subject: String,
    blocks: Vec<Block>,
    signatures: Vec<Signature>,
    recipients: Vec<String>,
    trace: Option<Vec<String>>,
    has_code: bool,
    date: (i32, u8, u8),
    left: f64,
    right: f64,
}

impl Printed {
    pub(crate) fn of(paper: &Paper, has_code: bool) -> Printed {
        let layout = &paper.layout;
        let (left, right) = layout.columns();
        let title = format!("{} {}", paper.kind, paper.subject);
        let all = |lines: &[String]| lines.iter().map(|line| printable(line)).collect();
        Printed {
            layout: layout.clone(),
            title: printable(&title).replace('\n', " ").trim().to_owned(),
            above: all(&paper.above),
            issuer: printable(&paper.issuer),
            issuer_rule: (width(&paper.issuer, true, layout.organ_size) * 0.4).min(left * 0.5),
            number: printable(&paper.printed_number()),
            place_and_date: printable(&paper.place_and_date),
            mark: paper.mark.as_deref().map(printable),
            kind: printable(&paper.kind),
            subject: printable(&paper.subject),
            blocks: paper.printed_blocks().into_iter().map(block).collect(),
            signatures: paper.signatures.iter().map(signature).collect(),
            recipients: all(&paper.printed_recipients()),
            trace: paper.trace.as_ref().map(|trace: &Trace| all(&trace.lines)),
            has_code,
            date: paper.sealed.date,
            left,
            right,
        }
    }
}

fn block(block: Block) -> Block {
    match block {
        Block::Heading { level, text } => Block::Heading { level, text: printable(&text) },
        Block::Paragraph { text } => Block::Paragraph { text: words(text) },
        Block::Item { label, text } => Block::Item { label: printable(&label), text: words(text) },
        Block::Table { columns, rows } => Block::Table {
            columns: columns
                .into_iter()
                .map(|column| Column { title: printable(&column.title), ..column })
                .collect(),
            rows: rows.into_iter().map(|row| row.into_iter().map(words).collect()).collect(),
        },
    }
}

fn words(text: Text) -> Text {
    let span = |span: Span| Span { text: printable(&span.text), ..span };
    Text { spans: text.spans.into_iter().map(span).collect() }
}

fn signature(signature: &Signature) -> Signature {
    Signature {
        capacity: printable(&signature.capacity),
        post: printable(&signature.post),
        name: printable(&signature.name),
    }
}

/// Whether a letter shows nothing and changes how others are read: marks of direction, joiners, spaces without width.
pub(crate) fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// The text with a sign that stands for each letter that the font does not have.
fn printable(text: &str) -> String {
    let print = |c: char| match c {
        '\n' => Some('\n'),
        '\t' => Some(' '),
        '☐' => Some('□'),
        '☑' | '☒' | '✓' => Some('■'),
        c if c.is_control() || is_hidden(c) => None,
        c if has_glyph(c) => Some(c),
        _ => Some('□'),
    };
    text.chars().filter_map(print).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_without_a_glyph_are_boxes_and_boxes_stay_boxes() {
        assert_eq!(printable("Đảng ủy\t☐ Tốt ☑\u{7}\n😀"), "Đảng ủy □ Tốt ■\n□");
    }
}
