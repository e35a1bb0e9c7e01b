//! The table `opinion_draft`: something a contributor has written and not sent. Nobody else reads it, and it leaves
//! no leaf: it is gone when the letter is sent (docs/working-data.md).

use base::db::{DbError, Link, Stored, select};
use base::entity;
use base::unit::WorkingRow;
use domain::common::Prose;
use domain::common::id::{CampaignId, PersonId, ReviewId, SubjectId};
use domain::opinion::OpinionKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// Something a contributor has written and not sent.
    pub struct DraftRow = "opinion_draft" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// Whose it is.
        person_id: PersonId,
        /// Whom it is about.
        subject_id: SubjectId,
        /// The content under review, or `outside`.
        content: String,
        /// What it says.
        kind: OpinionKind,
        /// Its place among what the person has written.
        place: i64,
        /// The words.
        text: Prose,
        /// When it was written first.
        at: Timestamp,
    }
}

impl WorkingRow for DraftRow {}

/// What a person has written for a review and not sent, in the order of the writing.
///
/// # Errors
/// What the database says.
pub async fn drafts_of(
    link: &mut Link,
    review: ReviewId,
    person: PersonId,
) -> Result<Vec<DraftRow>, DbError> {
    let rest = "WHERE review_id = $1 AND person_id = $2 ORDER BY place, id";
    select(link, rest, &[review.to_cell(), person.to_cell()]).await
}

/// The place of the next draft of a person.
///
/// # Errors
/// What the database says.
pub async fn next_draft_place(link: &mut Link, review: ReviewId, person: PersonId) -> Result<i64, DbError> {
    let sql = "SELECT COALESCE(MAX(place), 0) + 1 FROM opinion_draft WHERE review_id = $1 AND person_id = $2";
    link.count(sql, &[review.to_cell(), person.to_cell()]).await
}
