//! What the pages of the organisation list.

use base::db::{DbError, Entity, Link, Row, Stored, select};
use domain::common::Role;
use domain::common::id::{BodyId, PersonId, ReviewId, RoleAssignmentId, UnitId};
use domain::organisation::BodyRank;
use jiff::civil::Date;
use serde::Serialize;

use super::{BodyRow, PersonRow};

/// A seat as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct NamedSeat {
    /// The body.
    pub body_id: BodyId,
    /// Its name.
    pub body: String,
    /// Its unit.
    pub unit_id: UnitId,
    /// Who sits there.
    pub person_id: PersonId,
    /// Their name.
    pub person: String,
    /// The post.
    pub post: String,
    /// Head, deputy or member.
    pub rank: BodyRank,
    /// The place in the order.
    pub place: i64,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Option<Date>,
}

const SEATS: &str = "SELECT m.body_id, b.name AS body, b.unit_id, m.person_id, p.full_name AS person, m.post, \
    m.rank, m.place, m.valid_from, m.valid_to FROM organisation_membership m \
    JOIN organisation_body b ON b.id = m.body_id JOIN organisation_person p ON p.id = m.person_id ";

fn seat(row: &Row) -> Result<NamedSeat, DbError> {
    Ok(NamedSeat {
        body_id: row.get("body_id")?,
        body: row.get("body")?,
        unit_id: row.get("unit_id")?,
        person_id: row.get("person_id")?,
        person: row.get("person")?,
        post: row.get("post")?,
        rank: row.get("rank")?,
        place: row.get("place")?,
        from: row.get("valid_from")?,
        to: row.get("valid_to")?,
    })
}

/// The bodies of a unit that are in force on a day.
///
/// # Errors
/// What the database says.
pub async fn bodies_on(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<BodyRow>, DbError> {
    let rest = concat!("WHERE unit_id = $1 AND ", in_force!("$2"), " ORDER BY code");
    select(link, rest, &[unit.to_cell(), on.to_cell()]).await
}

/// Who sits in the bodies of a unit on a day, in the order of each body.
///
/// # Errors
/// What the database says.
pub async fn seats_in_unit(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<NamedSeat>, DbError> {
    let sql = format!(
        "{SEATS} WHERE b.unit_id = $1 AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to >= $2) \
         ORDER BY b.code, m.place, m.id"
    );
    link.rows(&sql, &[unit.to_cell(), on.to_cell()]).await?.iter().map(seat).collect()
}

/// Where a person sits and sat within the subtree of a unit, the latest first.
///
/// # Errors
/// What the database says.
pub async fn seats_of_person(
    link: &mut Link,
    unit: UnitId,
    person: PersonId,
    on: Date,
) -> Result<Vec<NamedSeat>, DbError> {
    let with = below!("$1", "$2");
    let sql = format!(
        "{with} {SEATS} WHERE m.person_id = $3 AND b.unit_id IN (SELECT id FROM down) \
         ORDER BY m.valid_from DESC, b.code"
    );
    let values = [unit.to_cell(), on.to_cell(), person.to_cell()];
    link.rows(&sql, &values).await?.iter().map(seat).collect()
}

const PERSON: &str = "SELECT p.id, p.code, p.full_name, p.unit_id, p.birth_year, p.email, p.version \
    FROM organisation_person p WHERE ";

/// Everyone who belongs to the subtree of a unit, by name.
///
/// # Errors
/// What the database says.
pub async fn people_below(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<PersonRow>, DbError> {
    let sql = [below!("$1", "$2"), PERSON, is_below!(), " ORDER BY p.full_name, p.code"].concat();
    link.rows(&sql, &[unit.to_cell(), on.to_cell()]).await?.iter().map(PersonRow::read).collect()
}

/// A page of those who belong to the subtree of a unit, by name.
///
/// # Errors
/// What the database says.
pub async fn people_page(
    link: &mut Link,
    unit: UnitId,
    on: Date,
    (page, size): (i64, i64),
) -> Result<Vec<PersonRow>, DbError> {
    let sql = [below!("$1", "$2"), PERSON, is_below!(), " ORDER BY p.full_name, p.code LIMIT $3 OFFSET $4"]
        .concat();
    let values = [unit.to_cell(), on.to_cell(), size.into(), ((page - 1) * size).into()];
    link.rows(&sql, &values).await?.iter().map(PersonRow::read).collect()
}

/// How many people belong to the subtree of a unit.
///
/// # Errors
/// What the database says.
pub async fn people_count(link: &mut Link, unit: UnitId, on: Date) -> Result<i64, DbError> {
    let sql = [below!("$1", "$2"), "SELECT COUNT(*) FROM organisation_person p WHERE ", is_below!()].concat();
    link.count(&sql, &[unit.to_cell(), on.to_cell()]).await
}

/// The posts of everyone who sits in a body of the subtree on a day.
///
/// # Errors
/// What the database says.
pub async fn posts_below(
    link: &mut Link,
    unit: UnitId,
    on: Date,
) -> Result<Vec<(PersonId, String, String)>, DbError> {
    let with = below!("$1", "$2");
    let sql = format!(
        "{with} SELECT m.person_id, m.post, b.name FROM organisation_membership m \
         JOIN organisation_body b ON b.id = m.body_id WHERE b.unit_id IN (SELECT id FROM down) \
         AND m.valid_from <= $2 AND (m.valid_to IS NULL OR m.valid_to >= $2) ORDER BY b.code"
    );
    let rows = link.rows(&sql, &[unit.to_cell(), on.to_cell()]).await?;
    rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?, row.at(2)?))).collect()
}

/// A role as a page shows it.
#[derive(Clone, Debug, Serialize)]
pub struct NamedRole {
    /// Its key.
    pub id: RoleAssignmentId,
    /// Who holds it.
    pub person_id: PersonId,
    /// Their name.
    pub person: String,
    /// The role.
    pub role: Role,
    /// The unit, where it is held for one.
    pub unit_id: Option<UnitId>,
    /// Its name.
    pub unit: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Option<Date>,
}

const ROLES: &str = "SELECT a.id, a.person_id, p.full_name AS person, a.role, a.unit_id, u.name AS unit, \
    a.valid_from, a.valid_to FROM organisation_assignment a JOIN organisation_person p ON p.id = a.person_id \
    LEFT JOIN organisation_unit u ON u.id = a.unit_id ";

fn role(row: &Row) -> Result<NamedRole, DbError> {
    let unit: Option<String> = row.get("unit")?;
    Ok(NamedRole {
        id: row.get("id")?,
        person_id: row.get("person_id")?,
        person: row.get("person")?,
        role: row.get("role")?,
        unit_id: row.get("unit_id")?,
        unit: unit.unwrap_or_default(),
        from: row.get("valid_from")?,
        to: row.get("valid_to")?,
    })
}

/// The roles that are held on a day or later for the unit and all below it.
///
/// # Errors
/// What the database says.
pub async fn roles_below(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<NamedRole>, DbError> {
    let with = below!("$1", "$2");
    let sql = format!(
        "{with} {ROLES} WHERE a.unit_id IN (SELECT id FROM down) AND (a.valid_to IS NULL OR a.valid_to >= $2) \
         ORDER BY u.code, a.role, p.full_name"
    );
    link.rows(&sql, &[unit.to_cell(), on.to_cell()]).await?.iter().map(role).collect()
}

/// The roles that reach the unit from above on a day.
///
/// # Errors
/// What the database says.
pub async fn roles_above(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<NamedRole>, DbError> {
    let sql = format!(
        "WITH RECURSIVE up (id, depth) AS (SELECT CAST($1 AS TEXT), 0 UNION ALL \
         SELECT l.parent_id, up.depth + 1 FROM organisation_link l JOIN up ON l.child_id = up.id \
         WHERE l.kind = 'belongs_to' AND up.depth < 30 AND l.valid_from <= $2 \
         AND (l.valid_to IS NULL OR l.valid_to >= $2)) \
         {ROLES} WHERE a.unit_id IN (SELECT id FROM up WHERE depth > 0) AND a.valid_from <= $2 \
         AND (a.valid_to IS NULL OR a.valid_to >= $2) ORDER BY u.code, a.role, p.full_name"
    );
    link.rows(&sql, &[unit.to_cell(), on.to_cell()]).await?.iter().map(role).collect()
}

/// The roles that are held in a review on a day or later.
///
/// # Errors
/// What the database says.
pub async fn roles_in_review(link: &mut Link, review: ReviewId, on: Date) -> Result<Vec<NamedRole>, DbError> {
    let sql = format!(
        "{ROLES} WHERE a.review_id = $1 AND (a.valid_to IS NULL OR a.valid_to >= $2) \
         ORDER BY a.role, p.full_name"
    );
    link.rows(&sql, &[review.to_cell(), on.to_cell()]).await?.iter().map(role).collect()
}

/// Who runs the site, and who organises where, on a day or later.
///
/// # Errors
/// What the database says.
pub async fn administrators_and_organisers(link: &mut Link, on: Date) -> Result<Vec<NamedRole>, DbError> {
    let sql = format!(
        "{ROLES} WHERE a.role IN ('administrator', 'organiser') AND a.review_id IS NULL \
         AND (a.valid_to IS NULL OR a.valid_to >= $1) ORDER BY a.role, u.code, p.full_name"
    );
    link.rows(&sql, &[on.to_cell()]).await?.iter().map(role).collect()
}
