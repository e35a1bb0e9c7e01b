//! The tables of the organisation, and what other stages ask of them.

/// What is in force on the day `$n`.
macro_rules! in_force {
    ($day:literal) => {
        concat!("valid_from <= ", $day, " AND (valid_to IS NULL OR valid_to >= ", $day, ")")
    };
}

/// The units of the subtree of `$unit` on the day `$on`, as the table `down`.
macro_rules! below {
    ($unit:literal, $on:literal) => {
        concat!(
            "WITH RECURSIVE down (id, depth) AS (SELECT CAST(",
            $unit,
            " AS TEXT), 0 UNION ALL SELECT l.child_id, down.depth + 1 FROM organisation_link l ",
            "JOIN down ON l.parent_id = down.id WHERE l.kind = 'belongs_to' AND down.depth < 30 ",
            "AND l.valid_from <= ",
            $on,
            " AND (l.valid_to IS NULL OR l.valid_to >= ",
            $on,
            ")) "
        )
    };
}

/// Whether the person `p` belongs to `down` on the day `$2`: works there, sits in one of its bodies or holds a
/// role there, then or later.
macro_rules! is_below {
    () => {
        "(p.unit_id IN (SELECT id FROM down) OR p.id IN (SELECT m.person_id FROM organisation_membership m \
         JOIN organisation_body b ON b.id = m.body_id WHERE b.unit_id IN (SELECT id FROM down) \
         AND (m.valid_to IS NULL OR m.valid_to >= $2)) \
         OR p.id IN (SELECT a.person_id FROM organisation_assignment a WHERE a.unit_id IN (SELECT id FROM down) \
         AND (a.valid_to IS NULL OR a.valid_to >= $2)))"
    };
}

mod account_event;
mod accounts;
mod assignment;
mod body;
mod facts;
mod import;
mod known;
mod link;
mod lists;
mod membership;
mod person;
mod searched;
mod unit;

use base::book::Covered;
use base::db::{DbError, Link, Stored, select};
use domain::common::Role;
use domain::common::id::{BodyId, PersonId, ReviewId, UnitId};
use jiff::civil::Date;

pub use account_event::AccountEventRow;
pub use accounts::{
    AccountShown, EventShown, account_events, accounts, administrator, forget_first_run, is_first_run_token,
    keep_first_run,
};
pub use assignment::AssignmentRow;
pub use body::BodyRow;
pub use facts::{
    HeadOfTwo, going_on, heads_of_two, held_at_unit, held_in_review, is_administrator, is_body_code_taken,
    is_person_below, is_person_code_taken, is_unit_code_taken, link_above, n_organisers, n_other_roles,
    names_in_body, seats_after, seats_of,
};
pub use import::ImportRow;
pub use known::{Keys, counts, import, keys, known};
pub use link::LinkRow;
pub use lists::{
    NamedRole, NamedSeat, administrators_and_organisers, bodies_on, people_below, people_count, people_page,
    posts_below, roles_above, roles_below, roles_in_review, seats_in_unit, seats_of_person,
};
pub use membership::MembershipRow;
pub use person::PersonRow;
pub use searched::SEARCHED;
pub use unit::UnitRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<AccountEventRow>(),
    Covered::of::<AssignmentRow>(),
    Covered::of::<BodyRow>(),
    Covered::of::<LinkRow>(),
    Covered::of::<MembershipRow>(),
    Covered::of::<PersonRow>(),
    Covered::of::<UnitRow>(),
];

/// The unit, its parent on that day, and so on up to the root.
///
/// # Errors
/// What the database says.
pub async fn path_to_root(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<UnitId>, DbError> {
    let sql = concat!(
        "WITH RECURSIVE up (id, depth) AS (SELECT CAST($1 AS TEXT), 0 UNION ALL ",
        "SELECT l.parent_id, up.depth + 1 FROM organisation_link l JOIN up ON l.child_id = up.id ",
        "WHERE l.kind = 'belongs_to' AND up.depth < 30 AND ",
        in_force!("$2"),
        ") SELECT id FROM up ORDER BY depth"
    );
    link.rows(sql, &[unit.to_cell(), on.to_cell()]).await?.iter().map(|row| row.at(0)).collect()
}

/// The unit and all units below it on that day, nearest first.
///
/// # Errors
/// What the database says.
pub async fn subtree(link: &mut Link, unit: UnitId, on: Date) -> Result<Vec<(UnitRow, i64)>, DbError> {
    let sql = concat!(
        "WITH RECURSIVE down (id, depth) AS (SELECT CAST($1 AS TEXT), 0 UNION ALL ",
        "SELECT l.child_id, down.depth + 1 FROM organisation_link l JOIN down ON l.parent_id = down.id ",
        "WHERE l.kind = 'belongs_to' AND down.depth < 30 AND ",
        in_force!("$2"),
        ") SELECT u.id, u.code, u.name, u.kind, u.valid_from, u.valid_to, u.version, down.depth ",
        "FROM down JOIN organisation_unit u ON u.id = down.id ORDER BY down.depth, u.code"
    );
    let rows = link.rows(sql, &[unit.to_cell(), on.to_cell()]).await?;
    rows.iter().map(|row| Ok((<UnitRow as base::Entity>::read(row)?, row.get("depth")?))).collect()
}

/// The units that belong to no other on that day.
///
/// # Errors
/// What the database says.
pub async fn roots(link: &mut Link, on: Date) -> Result<Vec<UnitRow>, DbError> {
    let rest = concat!(
        "WHERE ",
        in_force!("$1"),
        " AND NOT EXISTS (SELECT 1 FROM organisation_link l WHERE l.child_id = organisation_unit.id ",
        "AND l.kind = 'belongs_to' AND l.valid_from <= $1 AND (l.valid_to IS NULL OR l.valid_to >= $1)) ORDER BY code"
    );
    select(link, rest, &[on.to_cell()]).await
}

/// Who sits in a body on a day, in the order of the body.
///
/// # Errors
/// What the database says.
pub async fn members_of(
    link: &mut Link,
    body: BodyId,
    on: Date,
) -> Result<Vec<(MembershipRow, PersonRow)>, DbError> {
    let rest = concat!("WHERE body_id = $1 AND ", in_force!("$2"), " ORDER BY place, id");
    let memberships: Vec<MembershipRow> = select(link, rest, &[body.to_cell(), on.to_cell()]).await?;
    let people = "WHERE id IN (SELECT person_id FROM organisation_membership WHERE body_id = $1)";
    let people: Vec<PersonRow> = select(link, people, &[body.to_cell()]).await?;
    let person = |id: PersonId| people.iter().find(|person| person.id == id).cloned();
    Ok(memberships.into_iter().filter_map(|m| person(m.person_id).map(|p| (m, p))).collect())
}

/// Everyone, by name, for a list to choose from.
///
/// # Errors
/// What the database says.
pub async fn people(link: &mut Link) -> Result<Vec<PersonRow>, DbError> {
    select(link, "ORDER BY full_name, code", &[]).await
}

/// Who holds a role at a unit on a day, directly or through a unit above it.
///
/// # Errors
/// What the database says.
pub async fn holders_at(
    link: &mut Link,
    unit: UnitId,
    role: Role,
    on: Date,
) -> Result<Vec<PersonId>, DbError> {
    let path = path_to_root(link, unit, on).await?;
    holders_of(link, role, on, |row| row.unit_id.is_some_and(|unit| path.contains(&unit))).await
}

/// Who holds a role at a unit on a day, or else at the nearest unit above it.
///
/// # Errors
/// What the database says.
pub async fn nearest_holders(
    link: &mut Link,
    unit: UnitId,
    role: Role,
    on: Date,
) -> Result<Vec<PersonId>, DbError> {
    let path = path_to_root(link, unit, on).await?;
    let rest = concat!("WHERE role = $1 AND unit_id IS NOT NULL AND ", in_force!("$2"));
    let held: Vec<AssignmentRow> = select(link, rest, &[role.to_cell(), on.to_cell()]).await?;
    let at = |unit: &UnitId| -> Vec<PersonId> {
        held.iter().filter(|row| row.unit_id == Some(*unit)).map(|row| row.person_id).collect()
    };
    Ok(path.iter().map(at).find(|people| !people.is_empty()).unwrap_or_default())
}

/// Who holds a role for a review on a day, directly or through a unit above it.
///
/// # Errors
/// What the database says.
pub async fn holders(
    link: &mut Link,
    review: ReviewId,
    role: Role,
    on: Date,
) -> Result<Vec<PersonId>, DbError> {
    let Some(unit) = unit_of(link, review).await? else { return Ok(Vec::new()) };
    let path = path_to_root(link, unit, on).await?;
    holders_of(link, role, on, |row| {
        row.review_id == Some(review) || row.unit_id.is_some_and(|unit| path.contains(&unit))
    })
    .await
}

/// Who holds a role for a review on a day: in the review or at its own unit, or else at the nearest unit above it.
/// What there is to do belongs to them; others above may do it, and are not each given it for every unit below.
///
/// # Errors
/// What the database says.
pub async fn nearest_holders_for(
    link: &mut Link,
    review: ReviewId,
    role: Role,
    on: Date,
) -> Result<Vec<PersonId>, DbError> {
    let Some(unit) = unit_of(link, review).await? else { return Ok(Vec::new()) };
    let own =
        holders_of(link, role, on, |row| row.review_id == Some(review) || row.unit_id == Some(unit)).await?;
    if own.is_empty() { nearest_holders(link, unit, role, on).await } else { Ok(own) }
}

/// Whether somebody holds any role at a unit on a day, at the unit itself or above it: only then its pages are theirs.
///
/// # Errors
/// What the database says.
pub async fn works_at(link: &mut Link, unit: UnitId, person: PersonId, on: Date) -> Result<bool, DbError> {
    let path = path_to_root(link, unit, on).await?;
    let rest = concat!("WHERE person_id = $1 AND unit_id IS NOT NULL AND ", in_force!("$2"));
    let held: Vec<AssignmentRow> = select(link, rest, &[person.to_cell(), on.to_cell()]).await?;
    Ok(held.iter().any(|row| row.unit_id.is_some_and(|unit| path.contains(&unit))))
}

/// Everybody's roles on a day, read once to be asked about many reviews.
pub struct RolesOf {
    held: Vec<AssignmentRow>,
    on: Date,
}

impl RolesOf {
    /// Reads them.
    ///
    /// # Errors
    /// What the database says.
    pub async fn day(link: &mut Link, on: Date) -> Result<Self, DbError> {
        let rest = concat!("WHERE ", in_force!("$1"));
        Ok(RolesOf { held: select(link, rest, &[on.to_cell()]).await?, on })
    }

    /// Who holds which role for a review of a unit, as [`nearest_holders_for`] says it for one role.
    ///
    /// # Errors
    /// What the database says.
    pub async fn nearest_for_review(
        &self,
        link: &mut Link,
        review: ReviewId,
        unit: UnitId,
    ) -> Result<Vec<(Role, PersonId)>, DbError> {
        let path = path_to_root(link, unit, self.on).await?;
        let distance = |row: &AssignmentRow| match row.review_id == Some(review) {
            true => Some(0),
            false => path.iter().position(|above| row.unit_id == Some(*above)),
        };
        let mut held: Vec<(Role, usize, PersonId)> =
            self.held.iter().filter_map(|row| Some((row.role, distance(row)?, row.person_id))).collect();
        held.sort_unstable();
        held.dedup();
        let nearest = |role: Role| held.iter().find(|one| one.0 == role).map(|one| one.1);
        Ok(held.iter().filter(|one| nearest(one.0) == Some(one.1)).map(|one| (one.0, one.2)).collect())
    }
}

/// The unit of a review: the table is a later stage's, and only this column of it is needed here.
async fn unit_of(link: &mut Link, review: ReviewId) -> Result<Option<UnitId>, DbError> {
    let row = link.row("SELECT unit_id FROM campaign_review WHERE id = $1", &[review.to_cell()]).await?;
    row.map(|row| row.at(0)).transpose()
}

async fn holders_of(
    link: &mut Link,
    role: Role,
    on: Date,
    is_here: impl Fn(&AssignmentRow) -> bool,
) -> Result<Vec<PersonId>, DbError> {
    let rest = concat!("WHERE role = $1 AND ", in_force!("$2"));
    let held: Vec<AssignmentRow> = select(link, rest, &[role.to_cell(), on.to_cell()]).await?;
    let mut people: Vec<PersonId> = held.into_iter().filter(is_here).map(|row| row.person_id).collect();
    people.sort_unstable();
    people.dedup();
    Ok(people)
}

/// Who is appointed to a role at a unit itself, not through a unit above it.
///
/// # Errors
/// What the database says.
pub async fn appointed_at(
    link: &mut Link,
    unit: UnitId,
    role: Role,
    on: Date,
) -> Result<Vec<PersonId>, DbError> {
    let rest = concat!("WHERE unit_id = $1 AND role = $2 AND ", in_force!("$3"), " ORDER BY person_id");
    let held: Vec<AssignmentRow> =
        select(link, rest, &[unit.to_cell(), role.to_cell(), on.to_cell()]).await?;
    let mut people: Vec<PersonId> = held.into_iter().map(|row| row.person_id).collect();
    people.dedup();
    Ok(people)
}

/// The name of a person; empty when there is none.
///
/// # Errors
/// What the database says.
pub async fn name_of(link: &mut Link, person: PersonId) -> Result<String, DbError> {
    let row =
        link.row("SELECT full_name FROM organisation_person WHERE id = $1", &[person.to_cell()]).await?;
    row.map_or(Ok(String::new()), |row| row.at(0))
}
