//! What later stages ask of the conferences of a review.

use base::db::{DbError, Link, Stored, select};
use domain::campaign::SubjectKind;
use domain::common::Reason;
use domain::common::id::{ReviewId, SubjectId};
use domain::conference::{ItemState, best_state};
use serde::Serialize;

use super::{ItemRow, StatementRow};

/// Where a subject of a review stands, over all conferences in which its item was.
#[derive(Clone, Debug, Serialize)]
pub struct SubjectItem {
    /// The subject.
    pub subject: SubjectId,
    /// The collective or an individual.
    pub kind: SubjectKind,
    /// Where it stands; waiting when it is on no agenda yet.
    pub state: ItemState,
    /// Why it was put off, when it was.
    pub reason: Option<Reason>,
}

impl SubjectItem {
    /// Whether nothing is left to do about it: it is closed, or put off.
    pub fn is_done(&self) -> bool {
        matches!(self.state, ItemState::Closed | ItemState::Deferred)
    }
}

/// Where each subject of a review stands, in the order of the review. What a conclusion asks before a collective
/// report becomes final: take the individual ones, and count those put off without a reason.
///
/// # Errors
/// What the database says.
pub async fn item_states(link: &mut Link, review: ReviewId) -> Result<Vec<SubjectItem>, DbError> {
    let of_review = [review.to_cell()];
    let items: Vec<ItemRow> = select(link, "WHERE review_id = $1 ORDER BY id", &of_review).await?;
    let sql = "SELECT id, kind FROM campaign_subject WHERE review_id = $1 ORDER BY place";
    let rows = link.rows(sql, &of_review).await?;
    let stand = |row: &base::db::Row| {
        let subject: SubjectId = row.at(0)?;
        let own = || items.iter().filter(|item| item.subject_id == Some(subject));
        let state = best_state(own().map(|item| item.state));
        let put_off = own().filter(|item| item.state == ItemState::Deferred);
        let reason = put_off.filter_map(|item| item.reason.clone()).next_back();
        let reason = reason.filter(|_| state == ItemState::Deferred);
        Ok(SubjectItem { subject, kind: row.at(1)?, state, reason })
    };
    rows.iter().map(stand).collect()
}

/// Something that was said, with what a list of it needs.
#[derive(Clone, Debug, Serialize)]
pub struct Said {
    /// What was said.
    pub statement: StatementRow,
    /// Who said it.
    pub speaker: String,
    /// The title of the item.
    pub item: String,
    /// Who was under review in the item.
    pub subject: Option<SubjectId>,
    /// Whether a later statement corrects it: then that one counts.
    pub is_corrected: bool,
    /// How many opinions of the second round were taken from it.
    pub n_taken_up: i64,
}

/// Everything that was said in the conferences of a review, in its order: what the second round of synthesis is fed
/// from. A statement is no opinion yet; taking it up makes one, which names it.
///
/// # Errors
/// What the database says.
pub async fn statements_of(link: &mut Link, review: ReviewId) -> Result<Vec<Said>, DbError> {
    let rest = "WHERE conference_id IN (SELECT id FROM conference_conference WHERE review_id = $1) \
                ORDER BY said_at, id";
    let statements: Vec<StatementRow> = select(link, rest, &[review.to_cell()]).await?;
    let sql = "SELECT s.id, p.full_name, i.title, i.subject_id, \
        COALESCE(o.taken, 0) AS taken FROM conference_statement s JOIN conference_item i ON i.id = s.item_id \
        JOIN organisation_person p ON p.id = s.speaker_id \
        LEFT JOIN (SELECT statement, COUNT(*) AS taken FROM opinion_opinion \
        WHERE review_id = $1 AND statement IS NOT NULL GROUP BY statement) o ON o.statement = s.id \
        WHERE i.review_id = $1";
    let mut known = std::collections::HashMap::new();
    for row in link.rows(sql, &[review.to_cell()]).await? {
        let id: domain::common::id::StatementId = row.at(0)?;
        known.insert(id, (row.at::<String>(1)?, row.at::<String>(2)?, row.at(3)?, row.at::<i64>(4)?));
    }
    let corrected: std::collections::HashSet<_> = statements.iter().filter_map(|s| s.corrects).collect();
    let said = statements.into_iter().filter_map(|statement| {
        let (speaker, item, subject, n_taken_up) = known.get(&statement.id).cloned()?;
        let is_corrected = corrected.contains(&statement.id);
        Some(Said { statement, speaker, item, subject, is_corrected, n_taken_up })
    });
    Ok(said.collect())
}
