//! An office paper as PDF: set by Typst from a template of ours, in PDF/A-2u, the same bytes again for the same paper.
//!
//! The words of a paper reach the template as data and are never read as its language, so nothing that people write can
//! run. The template reads one file, has no clock, no network and no packages.

#[cfg(test)]
mod tests;
mod world;

use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::paper::{Paper, Printed, picture};
use world::Desk;

/// A paper that could not be set. It is a fault of the template and not of the paper.
#[derive(Debug, thiserror::Error)]
#[error("the paper cannot be set: {0}")]
pub struct PdfError(String);

/// Papers in a row share what Typst remembers; what was not used for so many of them is forgotten.
const REMEMBERED: usize = 8;

/// Writes a paper as PDF.
///
/// Letters for which the font has no glyph are printed as `□`.
///
/// # Errors
///
/// Says what the template failed at.
pub fn write(paper: &Paper) -> Result<Vec<u8>, PdfError> {
    let code = paper.trace.as_ref().and_then(|trace| picture(&trace.address));
    let printed = Printed::of(paper, code.is_some());
    let printed = serde_json::to_vec(&printed).map_err(|error| PdfError(error.to_string()))?;
    let desk = Desk::with(printed, code).ok_or_else(|| PdfError("no template".to_owned()))?;
    let document = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| said(&errors))?;
    let (year, month, day) = paper.sealed.date;
    let options = PdfOptions {
        ident: Smart::Custom(paper.sealed.id.clone()),
        creator: Smart::Custom(Some("Kiểm Điểm".to_owned())),
        timestamp: Datetime::from_ymd(year, month, day).map(Timestamp::new_utc),
        standards: PdfStandards::new(&[PdfStandard::A_2u])
            .map_err(|error| PdfError(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|errors| said(&errors));
    comemo::evict(REMEMBERED);
    bytes
}

fn said(errors: &[typst::diag::SourceDiagnostic]) -> PdfError {
    let all: Vec<String> = errors.iter().map(|error| error.message.to_string()).collect();
    PdfError(all.join("; "))
}
