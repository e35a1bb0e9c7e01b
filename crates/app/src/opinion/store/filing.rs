//! Filing what was sent: a file is taken when its bytes are what its name says.

use base::Failure;
use base::failure::FieldError;
use base::files::FileKind;
use base::unit::Unit;
use base::web::Upload;
use domain::common::Line;
use domain::common::id::CampaignId;

use super::FileRow;

/// Every kind of file that is kept.
const ANY: &[FileKind] = &[FileKind::Pdf, FileKind::Png, FileKind::Jpeg, FileKind::Zip, FileKind::Text];

impl FileRow {
    /// The row of a file that was sent in the field `file`, of any kind that is kept. Later stages file evidence and
    /// papers with it; the row is committed together with the row that names it.
    ///
    /// # Errors
    /// [`Failure::Malformed`] with a plain sentence when the bytes are not what the name says.
    pub fn of(unit: &Unit, campaign: CampaignId, upload: &Upload) -> Result<FileRow, Failure> {
        Self::in_field(unit, campaign, ("file", ANY), upload)
    }

    /// As [`FileRow::of`], for another field and fewer kinds.
    ///
    /// # Errors
    /// As [`FileRow::of`].
    pub fn in_field(
        unit: &Unit,
        campaign: CampaignId,
        (field, kinds): (&str, &[FileKind]),
        upload: &Upload,
    ) -> Result<FileRow, Failure> {
        let kind = check_kind(field, kinds, upload)?;
        let name = bare_name(&upload.name);
        let size = i64::try_from(upload.bytes.len()).unwrap_or(i64::MAX);
        Ok(FileRow {
            id: unit.name(),
            campaign_id: campaign,
            media: kind.media(name).to_owned(),
            name: Line::parse(name).map_err(|_| Failure::field(field, "opinion-file-name"))?,
            size,
            sha256: upload.digest(),
            version: 0,
        })
    }

    /// The media type as the answer of a page wants it.
    pub fn media_kind(&self) -> &'static str {
        const KNOWN: &[&str] = &[
            "application/pdf",
            "image/png",
            "image/jpeg",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "text/plain; charset=utf-8",
        ];
        KNOWN.iter().find(|known| **known == self.media).copied().unwrap_or("application/octet-stream")
    }
}

/// What a file is, when that is one of `kinds` and what its name promises.
fn check_kind(field: &str, kinds: &[FileKind], upload: &Upload) -> Result<FileKind, Failure> {
    let named = |key: &str| {
        Failure::Malformed(vec![FieldError::new(field, key).arg("name", bare_name(&upload.name))])
    };
    if upload.bytes.is_empty() {
        return Err(named("opinion-file-empty"));
    }
    let Some(kind) = FileKind::of(&upload.bytes) else { return Err(named("opinion-file-unknown")) };
    if !kind.fits(&upload.name) {
        return Err(named("opinion-file-not-what-it-says"));
    }
    if !kinds.contains(&kind) {
        return Err(named("opinion-file-not-taken"));
    }
    Ok(kind)
}

/// Some browsers send the whole path.
fn bare_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}
