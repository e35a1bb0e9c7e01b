//! The text of a DOCX that somebody sent.
//!
//! Read are the body, its tables and text boxes, and the notes at the end, as a reader of the printed
//! page sees them: accepted insertions are in, deletions and hidden text are out. Headers, footers and
//! margin comments are not text of a letter. Nothing is written to disk and nothing outside is fetched.

mod body;
mod package;
mod part;
mod relations;
#[cfg(test)]
mod tests;

use super::{DocxError, Limits};
use body::Body;
use package::Package;

/// The paragraphs of a DOCX in reading order, without the empty ones.
///
/// A row of a table whose cells hold one paragraph each is one paragraph, its cells parted by ` | `; other
/// rows are read cell by cell. A line break inside a paragraph stays a `\n`. The text is as typed: cleaning
/// it is for `language::clean`.
///
/// # Errors
///
/// Names why the file is not taken; a file is read wholly or not at all.
pub fn read_paragraphs(bytes: &[u8], limits: &Limits) -> Result<Vec<String>, DocxError> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part()?;
    let mut body = Body::new(limits);
    body.read(&mut package.part(&main.name)?)?;
    for notes in &main.notes {
        body.read(&mut package.part(notes)?)?;
    }
    Ok(body.into_paragraphs())
}
