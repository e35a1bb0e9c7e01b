//! Giving an article its photo: with its caption, its credit, and its words for those who do not see it.

use base::failure::FieldError;
use base::files::FileKind;
use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::ArticleId;
use domain::publication as rules;

use super::hands;
use super::photo;
use super::store::ArticleRow;
use crate::opinion::store::FileRow;

/// A photo is at least so wide and high: less looks broken on a desk.
const LEAST: (u32, u32) = (600, 300);
/// And at most so wide and high: more is a burden to every phone that opens it.
const MOST: u32 = 4096;
/// And at most so many bytes.
const MOST_BYTES: usize = 3 * 1024 * 1024;

form! {
    /// A photo for an article.
    pub struct SetPhoto = "publication.set_photo" {
        /// The article.
        article: one hidden ArticleId,
        /// The picture.
        photo: one file Upload,
        /// What it shows.
        caption: one line Line,
        /// Who took it.
        credit: one line Line,
        /// What it shows, for those who do not see it.
        alternative: one line Line,
    }
}

impl Act for SetPhoto {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        rules::write(article.state)?;
        let (width, height) = measured(&self.photo)?;
        let kinds = ("photo", [FileKind::Png, FileKind::Jpeg].as_slice());
        let file = FileRow::in_field(unit, article.campaign_id, kinds, &self.photo)?;
        let row = ArticleRow {
            photo_id: Some(file.id),
            photo_width: Some(width.into()),
            photo_height: Some(height.into()),
            caption: Some(self.caption.clone()),
            credit: Some(self.credit.clone()),
            alternative: Some(self.alternative.clone()),
            ..article
        };
        let (_, row) = unit.commit("publication.photo_set", (file, row), vec![]).await?;
        Ok(row.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}#photo", here.key)
    }
}

/// The width and height of a picture that a page can show.
fn measured(photo: &Upload) -> Result<(u32, u32), Failure> {
    let wrong = |error: FieldError| Failure::Malformed(vec![error]);
    let Some((width, height)) = photo::dimensions(&photo.bytes) else {
        return Err(wrong(FieldError::new("photo", "publication-photo-unreadable")));
    };
    if photo.bytes.len() > MOST_BYTES {
        let mib = FieldError::new("photo", "publication-photo-heavy").arg("mib", MOST_BYTES / 1_048_576);
        return Err(wrong(mib));
    }
    let fits = LEAST.0 <= width && LEAST.1 <= height && width <= MOST && height <= MOST;
    if fits {
        return Ok((width, height));
    }
    let size = FieldError::new("photo", "publication-photo-size").arg("width", width).arg("height", height);
    Err(wrong(size.arg("least_width", LEAST.0).arg("least_height", LEAST.1).arg("most", MOST)))
}

form! {
    /// A photo that is taken out of an article.
    pub struct DropPhoto = "publication.drop_photo" {
        /// The article.
        article: one hidden ArticleId,
    }
}

impl Act for DropPhoto {
    type Outcome = ArticleId;

    async fn run(&self, unit: &mut Unit) -> Result<ArticleId, Failure> {
        let article = hands::article(unit, self.article).await?;
        rules::write(article.state)?;
        let row = ArticleRow {
            photo_id: None,
            photo_width: None,
            photo_height: None,
            caption: None,
            credit: None,
            alternative: None,
            ..article
        };
        Ok(unit.commit("publication.photo_dropped", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, article: &ArticleId) -> String {
        format!("/publication/{}/article/{article}", here.key)
    }
}
