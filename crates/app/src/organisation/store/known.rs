//! What the house holds, by codes: what a workbook is compared with.

use std::collections::HashMap;

use base::db::{DbError, Link, Row, find};
use domain::common::id::{BodyId, PersonId, UnitId};
use domain::organisation::import::{BodyLine, Counts, Known, PersonLine, SeatLine, UnitLine};
use uuid::Uuid;

use super::ImportRow;

/// Keys by codes.
#[derive(Debug, Default)]
pub struct Keys {
    /// Units.
    pub units: HashMap<String, UnitId>,
    /// Bodies.
    pub bodies: HashMap<String, BodyId>,
    /// People.
    pub people: HashMap<String, PersonId>,
}

/// A checked file.
///
/// # Errors
/// What the database says.
pub async fn import(link: &mut Link, id: Uuid) -> Result<Option<ImportRow>, DbError> {
    find(link, id).await
}

/// How much the house holds.
///
/// # Errors
/// What the database says.
pub async fn counts(link: &mut Link) -> Result<Counts, DbError> {
    let sql = "SELECT (SELECT COUNT(*) FROM organisation_unit), (SELECT COUNT(*) FROM organisation_body), \
               (SELECT COUNT(*) FROM organisation_person), (SELECT COUNT(*) FROM organisation_membership)";
    let Some(row) = link.row(sql, &[]).await? else { return Ok(Counts::default()) };
    let count = |place| Ok::<_, DbError>(usize::try_from(row.at::<i64>(place)?).unwrap_or(0));
    Ok(Counts { units: count(0)?, bodies: count(1)?, people: count(2)?, seats: count(3)? })
}

/// Everything, as lines of a workbook.
///
/// # Errors
/// What the database says.
pub async fn known(link: &mut Link) -> Result<Known, DbError> {
    Ok(Known {
        units: units(link).await?,
        bodies: all(link, BODIES, body).await?,
        people: all(link, PEOPLE, person).await?,
        seats: all(link, SEATS, seat).await?,
    })
}

const UNITS: &str = "SELECT code, name, kind, valid_from, valid_to FROM organisation_unit";
const LINKS: &str = "SELECT c.code, l.kind, p.code AS other FROM organisation_link l \
    JOIN organisation_unit c ON c.id = l.child_id JOIN organisation_unit p ON p.id = l.parent_id \
    ORDER BY l.valid_from";
const BODIES: &str = "SELECT b.code, b.name, b.kind, u.code AS unit, b.valid_from, b.valid_to \
    FROM organisation_body b JOIN organisation_unit u ON u.id = b.unit_id";
const PEOPLE: &str = "SELECT p.code, p.full_name, u.code AS unit, p.birth_year, p.email \
    FROM organisation_person p LEFT JOIN organisation_unit u ON u.id = p.unit_id";
const SEATS: &str = "SELECT b.code AS body, p.code AS person, m.post, m.rank, m.place, m.valid_from, m.valid_to \
    FROM organisation_membership m JOIN organisation_body b ON b.id = m.body_id \
    JOIN organisation_person p ON p.id = m.person_id";

async fn all<T>(
    link: &mut Link,
    sql: &str,
    read: impl Fn(&Row) -> Result<T, DbError>,
) -> Result<Vec<T>, DbError> {
    link.rows(sql, &[]).await?.iter().map(read).collect()
}

/// The units with what they hang on; of several links of a kind the latest counts.
async fn units(link: &mut Link) -> Result<Vec<UnitLine>, DbError> {
    let mut above: HashMap<(String, String), String> = HashMap::new();
    for row in link.rows(LINKS, &[]).await? {
        above.insert((row.get("code")?, row.get("kind")?), row.get("other")?);
    }
    let hangs = |code: &str, kind: &str| above.get(&(code.to_owned(), kind.to_owned())).cloned();
    let read = |row: &Row| {
        let code: String = row.get("code")?;
        Ok(UnitLine {
            name: row.get("name")?,
            kind: row.get("kind")?,
            parent: hangs(&code, "belongs_to"),
            advises: hangs(&code, "advises"),
            governs: hangs(&code, "governs_same_level"),
            from: row.get("valid_from")?,
            to: row.get("valid_to")?,
            code,
        })
    };
    all(link, UNITS, read).await
}

fn body(row: &Row) -> Result<BodyLine, DbError> {
    Ok(BodyLine {
        code: row.get("code")?,
        name: row.get("name")?,
        kind: row.get("kind")?,
        unit: row.get("unit")?,
        from: row.get("valid_from")?,
        to: row.get("valid_to")?,
    })
}

fn person(row: &Row) -> Result<PersonLine, DbError> {
    Ok(PersonLine {
        code: row.get("code")?,
        name: row.get("full_name")?,
        unit: row.get("unit")?,
        birth_year: row.get("birth_year")?,
        email: row.get("email")?,
    })
}

fn seat(row: &Row) -> Result<SeatLine, DbError> {
    Ok(SeatLine {
        body: row.get("body")?,
        person: row.get("person")?,
        post: row.get("post")?,
        rank: row.get("rank")?,
        place: row.get("place")?,
        from: row.get("valid_from")?,
        to: row.get("valid_to")?,
    })
}

/// The keys of all codes.
///
/// # Errors
/// What the database says.
pub async fn keys(link: &mut Link) -> Result<Keys, DbError> {
    let mut keys = Keys::default();
    for row in link.rows("SELECT code, id FROM organisation_unit", &[]).await? {
        keys.units.insert(row.at(0)?, row.at(1)?);
    }
    for row in link.rows("SELECT code, id FROM organisation_body", &[]).await? {
        keys.bodies.insert(row.at(0)?, row.at(1)?);
    }
    for row in link.rows("SELECT code, id FROM organisation_person", &[]).await? {
        keys.people.insert(row.at(0)?, row.at(1)?);
    }
    Ok(keys)
}
