//! What the acts and pages of a conference ask of its tables.

use std::collections::{HashMap, HashSet};

use base::Failure;
use base::db::{DbError, Link, Stored, find, select};
use domain::campaign::StandingState;
use domain::common::id::{
    CampaignId, ConferenceId, ItemId, PersonId, ReviewId, SittingId, SubjectId, UnitId,
};
use domain::conference::order::Neighbours;
use domain::conference::{Attendance, ConferenceKind};
use domain::plan::SittingState;
use jiff::civil::Date;
use serde::Serialize;

use super::{
    AnnexRow, AttendeeRow, ConferenceRow, ItemRow, MoveRow, PaperRow, RecusalRow, StatementRow, VoteRow,
};
use crate::campaign::store::ReviewRow;
use crate::organisation::store as organisation;
use crate::plan::store::SittingRow;

/// A conference with its agenda and its people.
#[derive(Clone, Debug)]
pub struct Session {
    /// The conference.
    pub conference: ConferenceRow,
    /// Its items, in the order of the agenda.
    pub items: Vec<ItemRow>,
    /// Who was called or invited.
    pub attendees: Vec<AttendeeRow>,
}

impl Session {
    /// Reads a conference with its agenda and its people.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is none with this key.
    pub async fn read(link: &mut Link, conference: ConferenceId) -> Result<Self, Failure> {
        let key = [conference.to_cell()];
        let conference: ConferenceRow = find(link, conference).await?.ok_or(Failure::Missing)?;
        let items = select(link, "WHERE conference_id = $1 ORDER BY place", &key).await?;
        let attendees = select(link, "WHERE conference_id = $1 ORDER BY id", &key).await?;
        Ok(Session { conference, items, attendees })
    }

    /// An item of the agenda.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it is not on this agenda.
    pub fn item(&self, item: ItemId) -> Result<&ItemRow, Failure> {
        self.items.iter().find(|row| row.id == item).ok_or(Failure::Missing)
    }

    /// Somebody who was called or invited.
    pub fn attendee(&self, person: PersonId) -> Option<&AttendeeRow> {
        self.attendees.iter().find(|row| row.person_id == person)
    }

    /// Whether somebody is recorded as present.
    pub fn is_present(&self, person: PersonId) -> bool {
        self.attendee(person).is_some_and(AttendeeRow::is_present)
    }

    /// How many were called who count for the quorum.
    pub fn n_called(&self) -> u32 {
        count(self.attendees.iter().filter(|row| row.is_voter))
    }

    /// How many of those who count for the quorum are present.
    pub fn n_present(&self) -> u32 {
        count(self.attendees.iter().filter(|row| row.is_voter && row.is_present()))
    }

    /// Who leads an item.
    pub fn chair_of(&self, item: &ItemRow) -> PersonId {
        item.chair_id.unwrap_or(self.conference.chair_id)
    }
}

impl AttendeeRow {
    /// Whether they are recorded as present.
    pub fn is_present(&self) -> bool {
        self.attendance == Some(Attendance::Present)
    }
}

/// How many there are, as the rules count people.
pub fn count<T>(rows: impl Iterator<Item = T>) -> u32 {
    u32::try_from(rows.count()).unwrap_or(u32::MAX)
}

macro_rules! all_of_a_conference {
    ($($(#[$meta:meta])* $name:ident: $row:ty, $rest:literal;)+) => {$(
        $(#[$meta])*
        ///
        /// # Errors
        /// What the database says.
        pub async fn $name(link: &mut Link, conference: ConferenceId) -> Result<Vec<$row>, DbError> {
            select(link, $rest, &[conference.to_cell()]).await
        }
    )+};
}

all_of_a_conference! {
    /// Who stands aside in its items.
    recusals_of: RecusalRow, "WHERE item_id IN (SELECT id FROM conference_item WHERE conference_id = $1) ORDER BY id";
    /// The papers that were sent out for it.
    papers_of: PaperRow, "WHERE conference_id = $1 ORDER BY sent, id";
    /// What was said, in its order.
    turns_of: StatementRow, "WHERE conference_id = $1 ORDER BY said_at, place, id";
    /// The open votes, in their order.
    votes_of: VoteRow, "WHERE conference_id = $1 ORDER BY taken_at, id";
    /// How often it was put off.
    moves_of: MoveRow, "WHERE conference_id = $1 ORDER BY moved_at, id";
    /// The annexes to its minutes.
    annexes_of: AnnexRow, "WHERE conference_id = $1 ORDER BY number";
}

/// The names of everyone who was called to a conference.
///
/// # Errors
/// What the database says.
pub async fn names_of(
    link: &mut Link,
    conference: ConferenceId,
) -> Result<HashMap<PersonId, String>, DbError> {
    let sql = "SELECT p.id, p.full_name FROM organisation_person p \
               JOIN conference_attendee a ON a.person_id = p.id WHERE a.conference_id = $1";
    let rows = link.rows(sql, &[conference.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// The conferences of a review, the last first.
///
/// # Errors
/// What the database says.
pub async fn conferences_of(link: &mut Link, review: ReviewId) -> Result<Vec<ConferenceRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY day DESC, id DESC", &[review.to_cell()]).await
}

/// The conferences of a campaign that belong to no review, the last first.
///
/// # Errors
/// What the database says.
pub async fn lesson_conferences_of(
    link: &mut Link,
    campaign: CampaignId,
) -> Result<Vec<ConferenceRow>, DbError> {
    let rest = "WHERE campaign_id = $1 AND kind = $2 ORDER BY day DESC, id DESC";
    select(link, rest, &[campaign.to_cell(), ConferenceKind::Lesson.to_cell()]).await
}

/// The items of all conferences of a review.
///
/// # Errors
/// What the database says.
pub async fn items_of_review(link: &mut Link, review: ReviewId) -> Result<Vec<ItemRow>, DbError> {
    select(link, "WHERE review_id = $1 ORDER BY id", &[review.to_cell()]).await
}

/// Whether a planned sitting still waits for its conference.
///
/// # Errors
/// What the database says.
pub async fn is_sitting_free(link: &mut Link, sitting: &SittingRow) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM conference_conference WHERE sitting_id = $1";
    let n_called = link.count(sql, &[sitting.id.to_cell()]).await?;
    Ok(sitting.state == SittingState::Planned && n_called == 0)
}

/// The sittings of a campaign that were turned into conferences.
///
/// # Errors
/// What the database says.
pub async fn called_sittings(link: &mut Link, campaign: CampaignId) -> Result<HashSet<SittingId>, DbError> {
    let sql =
        "SELECT sitting_id FROM conference_conference WHERE campaign_id = $1 AND sitting_id IS NOT NULL";
    link.rows(sql, &[campaign.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The reviews above and below that have not finished their conferences.
///
/// # Errors
/// What the database says.
pub async fn neighbours(link: &mut Link, review: &ReviewRow, on: Date) -> Result<Neighbours, DbError> {
    let above = organisation::path_to_root(link, review.unit_id, on).await?;
    let below = organisation::subtree(link, review.unit_id, on).await?;
    let sql = "SELECT r.unit_id, r.level FROM campaign_review r \
               LEFT JOIN campaign_standing s ON s.review_id = r.id AND s.stage = 'conference' \
               WHERE r.campaign_id = $1 AND r.id <> $2 AND (s.state IS NULL OR s.state <> $3)";
    let values = [review.campaign_id.to_cell(), review.id.to_cell(), StandingState::Done.to_cell()];
    let mut found = Neighbours { n_open_above: 0, n_open_below: 0 };
    for row in link.rows(sql, &values).await? {
        let (unit, level): (UnitId, i64) = (row.at(0)?, row.at(1)?);
        found.n_open_above += u32::from(level < review.level && above.contains(&unit));
        found.n_open_below += u32::from(review.level < level && below.iter().any(|(row, _)| row.id == unit));
    }
    Ok(found)
}

/// How many opinions were received for the first round of a review.
///
/// # Errors
/// What the database says.
pub async fn received_before(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1 AND round = 1";
    link.count(sql, &[review.to_cell()]).await
}

/// Whether a passage of a statement was taken up before.
///
/// # Errors
/// What the database says.
pub async fn is_passage_taken(
    link: &mut Link,
    statement: &StatementRow,
    quote: &str,
) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_opinion WHERE statement = $1 AND quote = $2";
    Ok(0 < link.count(sql, &[statement.id.to_string().into(), quote.into()]).await?)
}

/// A point that the item at hand is about: how far it was checked and answered.
#[derive(Clone, Debug, Serialize)]
pub struct PointBrief {
    /// Its key.
    pub id: String,
    /// Its number.
    pub number: i64,
    /// What it says.
    pub title: String,
    /// What was found last, when it was checked.
    pub verdict: Option<String>,
    /// How it was answered last, when it was.
    pub answer: Option<String>,
    /// How many opinions it is made of.
    pub n_opinions: i64,
}

/// The points about a subject, in their order, with the last finding and the last answer.
///
/// # Errors
/// What the database says.
pub async fn points_about(
    link: &mut Link,
    review: ReviewId,
    subject: SubjectId,
) -> Result<Vec<PointBrief>, DbError> {
    let sql = "SELECT p.id, p.number, p.title, \
        (SELECT f.verdict FROM verification_finding f WHERE f.point_id = p.id ORDER BY f.number DESC LIMIT 1) AS verdict, \
        (SELECT a.kind FROM explanation_answer a JOIN explanation_assignment g ON g.id = a.assignment_id \
          WHERE g.point_id = p.id ORDER BY a.answered_at DESC LIMIT 1) AS answer, \
        (SELECT COUNT(*) FROM synthesis_placement m WHERE m.point_id = p.id) AS opinions \
        FROM synthesis_point p WHERE p.review_id = $1 AND p.subject_id = $2 ORDER BY p.number";
    let rows = link.rows(sql, &[review.to_cell(), subject.to_cell()]).await?;
    let read = |row: &base::db::Row| {
        Ok(PointBrief {
            id: row.get("id")?,
            number: row.get("number")?,
            title: row.get("title")?,
            verdict: row.get("verdict")?,
            answer: row.get("answer")?,
            n_opinions: row.get("opinions")?,
        })
    };
    rows.iter().map(read).collect()
}

/// How many turns the conferences of a review have in their minutes.
///
/// # Errors
/// What the database says.
pub async fn n_statements(link: &mut Link, review: ReviewId) -> Result<usize, DbError> {
    let sql = "SELECT COUNT(*) FROM conference_statement s \
               JOIN conference_conference c ON c.id = s.conference_id WHERE c.review_id = $1";
    Ok(usize::try_from(link.count(sql, &[review.to_cell()]).await?).unwrap_or(0))
}

/// The conferences of a review whose minutes are sealed.
///
/// # Errors
/// What the database says.
pub async fn sealed_conferences(link: &mut Link, review: ReviewId) -> Result<HashSet<ConferenceId>, DbError> {
    let sql = "SELECT id FROM conference_conference WHERE review_id = $1 AND state = 'closed'";
    link.rows(sql, &[review.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}
