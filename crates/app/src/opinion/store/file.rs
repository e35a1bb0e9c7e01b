//! The table `opinion_file`: a file that was sent, by the digest of its bytes.

use base::db::{DbError, Link, find};
use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, FileId};

use super::LetterRow;

entity! {
    /// A file that was sent, by the digest of its bytes.
    pub struct FileRow = "opinion_file" {
        /// Its key.
        id: FileId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The name that the sender gave it.
        name: Line,
        /// What it is, by its content.
        media: String,
        /// Its size in bytes.
        size: i64,
        /// The digest, which is its name in the folder.
        sha256: String,
    }
}

impl FileRow {
    /// Whether the file was erased: then it has no digest.
    pub fn is_erased(&self) -> bool {
        self.sha256.is_empty()
    }
}

/// The file or scan in which a letter came, as long as it is there.
///
/// # Errors
/// What the database says.
pub async fn file_of(link: &mut Link, letter: &LetterRow) -> Result<Option<FileRow>, DbError> {
    let Some(id) = letter.file_id else { return Ok(None) };
    Ok(find::<FileRow>(link, id).await?.filter(|file| !file.is_erased()))
}
