//! What hangs on the notice board: of the rounds that were signed off, and of nothing else.

use std::collections::BTreeMap;

use base::db::{DbError, Link, Stored};
use domain::common::id::ReviewId;
use domain::synthesis::Disposition;

/// What is kept of the receipt of each letter, with where one of its opinions went; a letter without an opinion once, with
/// nothing.
///
/// # Errors
/// What the database says.
pub async fn letters_signed_off(
    link: &mut Link,
    review: ReviewId,
) -> Result<Vec<(String, Option<Disposition>)>, DbError> {
    let sql = "SELECT l.receipt, p.disposition FROM opinion_letter l \
               JOIN synthesis_round r ON r.review_id = l.review_id AND r.number = l.round AND r.state = 'closed' \
               LEFT JOIN opinion_opinion o ON o.letter_id = l.id \
               LEFT JOIN synthesis_placement p ON p.opinion_id = o.id WHERE l.review_id = $1";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// Where the opinions went that were said at a conference: they stand in no letter, so no receipt leads to them.
///
/// # Errors
/// What the database says.
pub async fn said_signed_off(
    link: &mut Link,
    review: ReviewId,
) -> Result<BTreeMap<Disposition, i64>, DbError> {
    let sql = "SELECT p.disposition, COUNT(*) FROM opinion_opinion o \
               JOIN synthesis_round r ON r.review_id = o.review_id AND r.number = o.round AND r.state = 'closed' \
               JOIN synthesis_placement p ON p.opinion_id = o.id \
               WHERE o.review_id = $1 AND o.letter_id IS NULL GROUP BY p.disposition";
    let rows = link.rows(sql, &[review.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// How many opinions of these rounds have a leaf in the book.
///
/// # Errors
/// What the database says.
pub async fn opinions_in_book(link: &mut Link, review: ReviewId) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_opinion o \
               JOIN synthesis_round r ON r.review_id = o.review_id AND r.number = o.round AND r.state = 'closed' \
               JOIN ledger_row x ON x.table_name = 'opinion_opinion' AND x.row_key = o.id WHERE o.review_id = $1";
    link.count(sql, &[review.to_cell()]).await
}
