//! What the desk asks about opinions that are like the one at hand.

use base::db::{DbError, Link, Row, Stored};
use domain::common::id::{OpinionId, PointId, ReviewId};

use super::Sibling;
use super::desk::sibling;

/// How many opinions of a review there are.
///
/// # Errors
/// What the database says.
pub async fn count_opinions(link: &mut Link, review: ReviewId) -> Result<usize, DbError> {
    let sql = "SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1";
    let count = link.count(sql, &[review.to_cell()]).await?;
    Ok(usize::try_from(count).unwrap_or(0))
}

/// The numbers and words of all opinions of a review, by number.
///
/// # Errors
/// What the database says.
pub async fn words_of(link: &mut Link, review: ReviewId) -> Result<Vec<(i64, String)>, DbError> {
    let sql = "SELECT number, quote FROM opinion_opinion WHERE review_id = $1 ORDER BY number";
    let read = |row: &Row| Ok((row.get("number")?, row.get("quote")?));
    link.rows(sql, &[review.to_cell()]).await?.iter().map(read).collect()
}

/// Of these opinions those that nobody has said to be unlike `opinion`.
///
/// # Errors
/// What the database says.
pub async fn like_of(
    link: &mut Link,
    review: ReviewId,
    opinion: OpinionId,
    numbers: &[i64],
) -> Result<Vec<Sibling>, DbError> {
    let (places, mut values) = listed(numbers, 3);
    values.splice(0..0, [review.to_cell(), opinion.to_cell()]);
    let sql = format!(
        "SELECT o.id, o.number, o.quote, p.disposition, t.number AS point_number, t.id AS point \
         FROM opinion_opinion o LEFT JOIN synthesis_placement p ON p.opinion_id = o.id \
         LEFT JOIN synthesis_point t ON t.id = p.point_id WHERE o.review_id = $1 AND o.number IN ({places}) \
         AND NOT EXISTS (SELECT 1 FROM synthesis_unlike u WHERE u.one_id = o.id AND u.other_id = $2) \
         AND NOT EXISTS (SELECT 1 FROM synthesis_unlike u WHERE u.other_id = o.id AND u.one_id = $2)"
    );
    link.rows(&sql, &values).await?.iter().map(sibling).collect()
}

/// How many of these opinions lie in each point.
pub fn points_among(like: &[Sibling]) -> Vec<(PointId, usize)> {
    let mut counts: Vec<(PointId, usize)> = Vec::new();
    for point in like.iter().filter_map(|other| other.point) {
        match counts.iter_mut().find(|(known, _)| *known == point) {
            Some((_, count)) => *count += 1,
            None => counts.push((point, 1)),
        }
    }
    counts
}

fn listed(numbers: &[i64], first: usize) -> (String, Vec<base::db::Cell>) {
    let places: Vec<String> = (first..first + numbers.len()).map(|at| format!("${at}")).collect();
    (places.join(", "), numbers.iter().map(|number| (*number).into()).collect())
}
