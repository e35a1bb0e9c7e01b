//! The table `publication_article`: an article of the outcome.

use base::entity;
use domain::common::id::{ArticleId, CampaignId, FileId, PersonId, UnitId};
use domain::common::{Line, Prose};
use domain::publication::ArticleState;
use jiff::Timestamp;

entity! {
    /// An article of the outcome.
    pub struct ArticleRow = "publication_article" {
        /// Its key.
        id: ArticleId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The unit that publishes it.
        unit_id: UnitId,
        /// Its address.
        slug: String,
        /// The section of the site.
        section: Line,
        /// Its title.
        title: Line,
        /// Its lead.
        lead: Prose,
        /// Who wrote it.
        byline: Line,
        /// The photo.
        photo_id: Option<FileId>,
        /// What the photo shows.
        caption: Option<Line>,
        /// Who took it.
        credit: Option<Line>,
        /// The photo in words, for those who do not see it.
        alternative: Option<Line>,
        /// Where it stands.
        state: ArticleState,
        /// Who entered it.
        written_by: PersonId,
        /// Who approved it.
        approved_by: Option<PersonId>,
        /// When it was published.
        published_at: Option<Timestamp>,
    }
}
