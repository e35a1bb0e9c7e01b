//! Word processing documents (DOCX, ISO/IEC 29500).

mod error;
mod limits;
mod read;
mod write;

pub use error::DocxError;
pub use limits::Limits;
pub use read::read_paragraphs;
pub use write::write;
