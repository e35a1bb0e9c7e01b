//! What the acts of the organisation must know before they decide.

use std::collections::HashMap;

use base::db::{DbError, Link, Stored, one, select};
use domain::common::id::{BodyId, PersonId, ReviewId, UnitId};
use domain::common::{Line, Role};
use jiff::civil::Date;

use super::{AssignmentRow, LinkRow, MembershipRow};

/// Whether a unit has this code.
///
/// # Errors
/// What the database says.
pub async fn is_unit_code_taken(link: &mut Link, code: &Line) -> Result<bool, DbError> {
    is_taken(link, "SELECT COUNT(*) FROM organisation_unit WHERE code = $1", code).await
}

/// Whether a body has this code.
///
/// # Errors
/// What the database says.
pub async fn is_body_code_taken(link: &mut Link, code: &Line) -> Result<bool, DbError> {
    is_taken(link, "SELECT COUNT(*) FROM organisation_body WHERE code = $1", code).await
}

/// Whether a person has this code.
///
/// # Errors
/// What the database says.
pub async fn is_person_code_taken(link: &mut Link, code: &Line) -> Result<bool, DbError> {
    is_taken(link, "SELECT COUNT(*) FROM organisation_person WHERE code = $1", code).await
}

async fn is_taken(link: &mut Link, sql: &str, code: &Line) -> Result<bool, DbError> {
    Ok(0 < link.count(sql, &[code.to_cell()]).await?)
}

/// How many units below a unit, and how many of its bodies, go on after a day.
///
/// # Errors
/// What the database says.
pub async fn going_on(link: &mut Link, unit: UnitId, after: Date) -> Result<(i64, i64), DbError> {
    let units = "SELECT COUNT(*) FROM organisation_link l JOIN organisation_unit u ON u.id = l.child_id \
        WHERE l.parent_id = $1 AND l.kind = 'belongs_to' AND (l.valid_to IS NULL OR l.valid_to > $2) \
        AND (u.valid_to IS NULL OR u.valid_to > $2)";
    let bodies = "SELECT COUNT(*) FROM organisation_body WHERE unit_id = $1 \
        AND (valid_to IS NULL OR valid_to > $2)";
    let values = [unit.to_cell(), after.to_cell()];
    Ok((link.count(units, &values).await?, link.count(bodies, &values).await?))
}

/// How many seats of a body go on after a day.
///
/// # Errors
/// What the database says.
pub async fn seats_after(link: &mut Link, body: BodyId, after: Date) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM organisation_membership WHERE body_id = $1 \
        AND (valid_to IS NULL OR valid_to > $2)";
    link.count(sql, &[body.to_cell(), after.to_cell()]).await
}

/// Under which unit a unit lies on a day.
///
/// # Errors
/// What the database says.
pub async fn link_above(link: &mut Link, unit: UnitId, on: Date) -> Result<Option<LinkRow>, DbError> {
    let rest = concat!("WHERE child_id = $1 AND kind = 'belongs_to' AND ", in_force!("$2"));
    one(link, rest, &[unit.to_cell(), on.to_cell()]).await
}

/// All seats of a body, past ones too.
///
/// # Errors
/// What the database says.
pub async fn seats_of(link: &mut Link, body: BodyId) -> Result<Vec<MembershipRow>, DbError> {
    select(link, "WHERE body_id = $1 ORDER BY place, valid_from, id", &[body.to_cell()]).await
}

/// The names of all who sit or sat in a body.
///
/// # Errors
/// What the database says.
pub async fn names_in_body(link: &mut Link, body: BodyId) -> Result<HashMap<PersonId, String>, DbError> {
    let sql = "SELECT id, full_name FROM organisation_person WHERE id IN \
        (SELECT person_id FROM organisation_membership WHERE body_id = $1)";
    let rows = link.rows(sql, &[body.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect()
}

/// When somebody holds a role for a unit, past days too.
///
/// # Errors
/// What the database says.
pub async fn held_at_unit(
    link: &mut Link,
    person: PersonId,
    role: Role,
    unit: UnitId,
) -> Result<Vec<AssignmentRow>, DbError> {
    let rest = "WHERE person_id = $1 AND role = $2 AND unit_id = $3";
    select(link, rest, &[person.to_cell(), role.to_cell(), unit.to_cell()]).await
}

/// When somebody holds a role in a review, past days too.
///
/// # Errors
/// What the database says.
pub async fn held_in_review(
    link: &mut Link,
    person: PersonId,
    role: Role,
    review: ReviewId,
) -> Result<Vec<AssignmentRow>, DbError> {
    let rest = "WHERE person_id = $1 AND role = $2 AND review_id = $3";
    select(link, rest, &[person.to_cell(), role.to_cell(), review.to_cell()]).await
}

/// Whether somebody runs the site on a day.
///
/// # Errors
/// What the database says.
pub async fn is_administrator(link: &mut Link, person: PersonId, on: Date) -> Result<bool, DbError> {
    let sql = concat!(
        "SELECT COUNT(*) FROM organisation_assignment WHERE person_id = $1 AND role = 'administrator' AND ",
        in_force!("$2")
    );
    Ok(0 < link.count(sql, &[person.to_cell(), on.to_cell()]).await?)
}

/// How many roles that see content somebody holds on a day or later.
///
/// # Errors
/// What the database says.
pub async fn n_other_roles(link: &mut Link, person: PersonId, on: Date) -> Result<i64, DbError> {
    let sql = "SELECT COUNT(*) FROM organisation_assignment WHERE person_id = $1 AND role <> 'administrator' \
        AND (valid_to IS NULL OR valid_to >= $2)";
    link.count(sql, &[person.to_cell(), on.to_cell()]).await
}

/// How many organisers a unit has on a day, at itself or above.
///
/// # Errors
/// What the database says.
pub async fn n_organisers(link: &mut Link, path: &[UnitId], on: Date) -> Result<usize, DbError> {
    let rest = concat!("WHERE role = 'organiser' AND unit_id IS NOT NULL AND ", in_force!("$1"));
    let held: Vec<AssignmentRow> = select(link, rest, &[on.to_cell()]).await?;
    Ok(held.iter().filter(|row| row.unit_id.is_some_and(|unit| path.contains(&unit))).count())
}

/// Whether a person belongs to the subtree of a unit: works there, sits in one of its bodies, or holds a role there.
///
/// # Errors
/// What the database says.
pub async fn is_person_below(
    link: &mut Link,
    unit: UnitId,
    person: PersonId,
    on: Date,
) -> Result<bool, DbError> {
    let sql = concat!(
        below!("$1", "$2"),
        "SELECT COUNT(*) FROM organisation_person p WHERE p.id = $3 AND ",
        is_below!()
    );
    Ok(0 < link.count(sql, &[unit.to_cell(), on.to_cell(), person.to_cell()]).await?)
}

/// Somebody who leads two bodies on a day, as seen from one of them.
#[derive(Clone, Debug)]
pub struct HeadOfTwo {
    /// The one body.
    pub body_id: BodyId,
    /// Who leads both.
    pub person: String,
    /// What the other is called.
    pub other: String,
}

/// Everyone who leads two bodies on a day.
///
/// # Errors
/// What the database says.
pub async fn heads_of_two(link: &mut Link, on: Date) -> Result<Vec<HeadOfTwo>, DbError> {
    let sql = "SELECT m.body_id, p.full_name AS person, b.name AS other FROM organisation_membership m \
        JOIN organisation_membership n ON n.person_id = m.person_id AND n.body_id <> m.body_id \
        JOIN organisation_body b ON b.id = n.body_id JOIN organisation_person p ON p.id = m.person_id \
        WHERE m.rank = 'head' AND m.valid_from <= $1 AND (m.valid_to IS NULL OR m.valid_to >= $1) \
        AND n.rank = 'head' AND n.valid_from <= $1 AND (n.valid_to IS NULL OR n.valid_to >= $1) \
        AND (b.valid_to IS NULL OR b.valid_to >= $1) ORDER BY p.full_name, b.name";
    let rows = link.rows(sql, &[on.to_cell()]).await?;
    let read = |row: &base::db::Row| {
        Ok(HeadOfTwo { body_id: row.get("body_id")?, person: row.get("person")?, other: row.get("other")? })
    };
    rows.iter().map(read).collect()
}
