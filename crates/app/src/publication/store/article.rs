//! The table `publication_article`: an article of the outcome. Its lead is its first sentence.

use base::entity;
use domain::common::id::{ArticleId, CampaignId, FileId, PersonId, UnitId};
use domain::common::{Line, Reason};
use domain::publication::{ArticleState, Section};
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
        section: Section,
        /// Its title.
        title: Line,
        /// Who signs it.
        byline: Line,
        /// Its keywords, between commas; made into pages when it is published.
        keywords: Option<Line>,
        /// The photo.
        photo_id: Option<FileId>,
        /// How wide the photo is.
        photo_width: Option<i64>,
        /// How high the photo is.
        photo_height: Option<i64>,
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
        /// Who submitted it.
        submitted_by: Option<PersonId>,
        /// When.
        submitted_at: Option<Timestamp>,
        /// Why it was sent back, the last time.
        sent_back_reason: Option<Reason>,
        /// Who approved it.
        approved_by: Option<PersonId>,
        /// When it was published.
        published_at: Option<Timestamp>,
        /// Who took it off the site.
        withdrawn_by: Option<PersonId>,
        /// When.
        withdrawn_at: Option<Timestamp>,
        /// Why.
        withdrawn_reason: Option<Reason>,
    }
}
