//! The table `opinion_file`: a file that was sent, by the digest of its bytes.

use base::entity;
use domain::common::Line;
use domain::common::id::{CampaignId, FileId};

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
