//! An office paper as DOCX, written part by part.
//!
//! Headings and paragraphs are named styles, so that an office can go on working on the file; rules are borders of
//! paragraphs, the head and the foot are tables without borders. The same paper gives the same bytes.

mod body;
mod foot;
mod head;
mod parts;
mod styles;
#[cfg(test)]
mod tests;
mod xml;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::paper::{Paper, picture};

/// Writes a paper as DOCX.
///
/// # Errors
///
/// Only when the container cannot be written, which happens to no paper that fits in memory.
pub fn write(paper: &Paper) -> Result<Vec<u8>, std::io::Error> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16 << 10)));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let code = paper.trace.as_ref().and_then(|trace| picture(&trace.address));
    for (name, text) in [
        ("[Content_Types].xml", parts::content_types()),
        ("_rels/.rels", parts::relations()),
        ("docProps/core.xml", parts::properties(paper)),
        ("docProps/app.xml", parts::program()),
        ("word/document.xml", body::document(paper)),
        ("word/_rels/document.xml.rels", parts::document_relations(code.is_some())),
        ("word/styles.xml", styles::styles(&paper.layout)),
        ("word/settings.xml", parts::settings(&paper.layout)),
        ("word/fontTable.xml", parts::fonts()),
        ("word/header1.xml", parts::page_number(paper)),
    ] {
        zip.start_file(name, options)?;
        zip.write_all(text.as_bytes())?;
    }
    if let Some(code) = code {
        zip.start_file("word/media/code.png", options)?;
        zip.write_all(&code)?;
    }
    Ok(zip.finish()?.into_inner())
}
