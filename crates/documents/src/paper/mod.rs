//! An office paper: what it says, apart from how it is printed.
//!
//! The same paper is written as DOCX ([`crate::docx::write()`]) and as PDF ([`crate::pdf::write()`]);
//! writing it again gives the same bytes.
//! Its day and its identity come from the sealed version, never from a clock.

mod code;
mod font;
mod layout;
mod number;
mod printed;
pub mod sample;
mod text;

use serde::Serialize;

pub(crate) use code::picture;
pub use code::{Drawing, drawing};
pub(crate) use font::{FACES, width};
pub(crate) use layout::points;
pub use layout::{HeadingStyle, Layout, Margins, RecipientStyle};
pub(crate) use number::numbered;
pub(crate) use printed::{Printed, is_hidden};
pub use text::{Span, Text};

/// An office paper.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paper {
    /// How it is printed.
    pub layout: Layout,
    /// The bodies above the issuer, from the highest; printed over [`Paper::issuer`].
    pub above: Vec<String>,
    /// The body that issues it.
    pub issuer: String,
    /// Its number, as `05-BC/ĐU`; the layout puts *Số* before it. Empty for minutes.
    pub number: String,
    /// Where and when, as `Bến Đá, ngày 11 tháng 12 năm 2026`. May be empty for minutes.
    pub place_and_date: String,
    /// What it is for the time being: *Dự thảo lần 1*, *TÀI LIỆU HỘI NGHỊ*.
    pub mark: Option<String>,
    /// The kind of paper: *BÁO CÁO*.
    pub kind: String,
    /// What it is about; printed under the kind.
    pub subject: String,
    /// What it says.
    pub blocks: Vec<Block>,
    /// Who signs: one at the right beside the recipients; two side by side, as under minutes.
    pub signatures: Vec<Signature>,
    /// Who receives it, as *Ban Thường vụ Tỉnh ủy*; the layout adds the signs.
    pub recipients: Vec<String>,
    /// Where it stands in the book, printed at its end; left off while it can still change.
    pub trace: Option<Trace>,
    /// Which sealed version this is.
    pub sealed: Sealed,
}

/// Which sealed version a paper is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sealed {
    /// Its identity, such as the id of the version.
    pub id: String,
    /// Its day in UTC, year, month, day, for the properties of the file.
    pub date: (i32, u8, u8),
}

/// Where a paper stands in the book, and where anyone checks it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Trace {
    /// What is printed, line by line.
    pub lines: Vec<String>,
    /// The address that the picture beside it leads to.
    pub address: String,
}

/// A part of what a paper says.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "snake_case", tag = "block")]
pub enum Block {
    /// A heading; its number is counted by the layout.
    Heading {
        /// 1 for a section, 2 and 3 below it.
        level: u8,
        /// Without number.
        text: String,
    },
    /// A paragraph.
    Paragraph {
        /// What it says.
        text: Text,
    },
    /// A paragraph with a label before it: `a)`, `1.`, `-`.
    Item {
        /// The label.
        label: String,
        /// What it says.
        text: Text,
    },
    /// A table with a head that is repeated on each page.
    Table {
        /// Its columns.
        columns: Vec<Column>,
        /// Its rows; a row that is too short is filled up.
        rows: Vec<Vec<Text>>,
    },
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// Its head.
    pub title: String,
    /// Its share of the width; the shares of a table need not sum up to anything.
    pub share: u32,
    /// Where its cells stand.
    pub align: Align,
}

/// Where text stands in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// At the left.
    Start,
    /// In the middle.
    Center,
    /// At the right, for figures.
    End,
}

/// A signature at the end.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Signature {
    /// In whose name: *T/M BAN THƯỜNG VỤ*. May be empty.
    pub capacity: String,
    /// The post of the signer: *BÍ THƯ*. May be empty.
    pub post: String,
    /// The signer, without titles.
    pub name: String,
}

impl Block {
    /// A heading.
    pub fn heading(level: u8, text: impl Into<String>) -> Block {
        Block::Heading { level, text: text.into() }
    }

    /// A paragraph.
    pub fn paragraph(text: impl Into<Text>) -> Block {
        Block::Paragraph { text: text.into() }
    }

    /// A paragraph with a label.
    pub fn item(label: impl Into<String>, text: impl Into<Text>) -> Block {
        Block::Item { label: label.into(), text: text.into() }
    }
}

impl Column {
    /// A column at the left.
    pub fn new(title: impl Into<String>, share: u32) -> Column {
        Column { title: title.into(), share, align: Align::Start }
    }

    /// The same with its cells standing elsewhere.
    pub fn aligned(self, align: Align) -> Column {
        Column { align, ..self }
    }
}

impl Paper {
    /// The number as it is printed; empty when there is none.
    pub(crate) fn printed_number(&self) -> String {
        if self.number.is_empty() {
            String::new()
        } else {
            format!("{}{}", self.layout.number_before, self.number)
        }
    }

    /// The recipients with their signs: `- Ban Thường vụ Tỉnh ủy,` and at last a full stop.
    pub(crate) fn printed_recipients(&self) -> Vec<String> {
        let last = self.recipients.len().saturating_sub(1);
        let print = |(index, recipient): (usize, &String)| {
            let sign = if index == last { "." } else { self.layout.recipients.between };
            format!("- {}{sign}", recipient.trim_end_matches(['.', ',', ';']))
        };
        self.recipients.iter().enumerate().map(print).collect()
    }

    /// The blocks with their numbers, the last paragraph with the sign that ends a paper of this layout.
    pub(crate) fn printed_blocks(&self) -> Vec<Block> {
        let mut blocks = numbered(&self.blocks, &self.layout);
        if let Some(Block::Paragraph { text } | Block::Item { text, .. }) = blocks.last_mut() {
            text.end_with(self.layout.end);
        }
        blocks
    }
}
