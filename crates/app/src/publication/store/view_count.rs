//! The table `publication_view_count`: how often an article was read. Working data: a figure for readers, no fact of
//! a review (docs/working-data.md).

use base::db::find;
use base::unit::{Unit, UseCase, Working, WorkingRow};
use base::{Failure, entity};
use domain::common::id::ArticleId;

entity! {
    /// How often an article was read.
    pub struct ViewCountRow = "publication_view_count" {
        /// The article.
        id: ArticleId,
        /// How often.
        views: i64,
    }
}

impl WorkingRow for ViewCountRow {}

/// Adds views to the counts of articles.
pub struct AddViews(pub Vec<(ArticleId, i64)>);

impl UseCase for AddViews {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        for (article, views) in &self.0 {
            let found: Option<ViewCountRow> = find(unit, *article).await?;
            let mut row = found.unwrap_or(ViewCountRow { id: *article, views: 0, version: 0 });
            row.views += views;
            unit.keep(Working(row)).await?;
        }
        Ok(())
    }
}
