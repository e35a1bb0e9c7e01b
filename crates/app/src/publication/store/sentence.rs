//! The table `publication_sentence`: a sentence of an article, and what it rests on.

use base::entity;
use domain::common::Prose;
use domain::common::id::{ArticleId, CampaignId, PersonId};
use domain::publication::{SourceKind, SourceRef};
use domain::rollup::FigureKind;
use uuid::Uuid;

entity! {
    /// A sentence of an article, and what it rests on.
    pub struct SentenceRow = "publication_sentence" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The article.
        article_id: ArticleId,
        /// Its order, with room between; 0 is the lead.
        place: i64,
        /// Whether a paragraph begins with it.
        begins: bool,
        /// Its words.
        text: Prose,
        /// What kind of thing it rests on.
        source: SourceKind,
        /// The key of that thing.
        source_id: Uuid,
        /// Which figure, when it is a summary.
        source_figure: Option<FigureKind>,
        /// Whether it was struck out while the article was written.
        is_struck: bool,
        /// Who wrote it last.
        written_by: PersonId,
    }
}

impl SentenceRow {
    /// What it rests on, as a form names it.
    pub fn source_ref(&self) -> SourceRef {
        SourceRef { kind: self.source, id: self.source_id, figure: self.source_figure }
    }

    /// Whether it is the lead.
    pub fn is_lead(&self) -> bool {
        self.place == 0
    }
}
