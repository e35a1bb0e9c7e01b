//! What the pages and later stages ask about the papers that bind.

use std::collections::HashMap;

use base::db::{DbError, Link, Row, Stored, one, select};
use domain::common::Line;
use domain::common::id::{BriefingId, ClauseId, DocumentId, PersonId, UnitId};
use domain::directive::AcknowledgementState;
use jiff::civil::Date;
use serde::Serialize;

use super::{AddresseeRow, BriefingAttendanceRow, BriefingRow, ClauseRow, DocumentRow, FollowUpRow};

/// The papers of a unit: those it keeps, and those that are addressed to it.
const SEEN_AT: &str =
    "(unit_id = $1 OR id IN (SELECT document_id FROM directive_addressee WHERE unit_id = $1))";

/// A paper as a list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct DocumentLine {
    /// The paper.
    pub document: DocumentRow,
    /// The unit that keeps it.
    pub keeper: String,
    /// How many clauses it has.
    pub clauses: i64,
    /// How many of them led to nothing yet.
    pub without: i64,
    /// To how many units it is addressed.
    pub addressees: i64,
    /// How many of them have acknowledged it.
    pub acknowledged: i64,
    /// Where it stands with the unit whose list this is.
    pub own: Option<AcknowledgementState>,
}

/// A page of the papers of a unit, the latest first, and how many there are.
///
/// # Errors
/// What the database says.
pub async fn documents_at(
    link: &mut Link,
    unit: UnitId,
    page: i64,
    size: i64,
) -> Result<(Vec<DocumentLine>, i64), DbError> {
    let total = link
        .count(&format!("SELECT COUNT(*) FROM directive_document WHERE {SEEN_AT}"), &[unit.to_cell()])
        .await?;
    let rest = format!("WHERE {SEEN_AT} ORDER BY issued DESC, number, id LIMIT $2 OFFSET $3");
    let values = [unit.to_cell(), size.into(), ((page - 1) * size).into()];
    let documents: Vec<DocumentRow> = select(link, &rest, &values).await?;
    let counts = format!(
        "SELECT d.id, u.name AS keeper, \
         (SELECT COUNT(*) FROM directive_clause c WHERE c.document_id = d.id) AS clauses, \
         (SELECT COUNT(*) FROM directive_clause c WHERE c.document_id = d.id AND NOT EXISTS \
         (SELECT 1 FROM directive_follow_up f WHERE f.clause_id = c.id)) AS without, \
         (SELECT COUNT(*) FROM directive_addressee a WHERE a.document_id = d.id) AS addressees, \
         (SELECT COUNT(*) FROM directive_addressee a WHERE a.document_id = d.id AND a.state = 'acknowledged') \
         AS acknowledged, \
         (SELECT a.state FROM directive_addressee a WHERE a.document_id = d.id AND a.unit_id = $1) AS own \
         FROM directive_document d JOIN organisation_unit u ON u.id = d.unit_id \
         WHERE d.id IN (SELECT id FROM directive_document WHERE {SEEN_AT} \
         ORDER BY issued DESC, number, id LIMIT $2 OFFSET $3)"
    );
    let mut counted = HashMap::new();
    for row in link.rows(&counts, &values).await? {
        counted.insert(row.get::<DocumentId>("id")?, row);
    }
    let line = |document: DocumentRow| match counted.get(&document.id) {
        Some(row) => Ok(Some(DocumentLine {
            keeper: row.get("keeper")?,
            clauses: row.get("clauses")?,
            without: row.get("without")?,
            addressees: row.get("addressees")?,
            acknowledged: row.get("acknowledged")?,
            own: row.get("own")?,
            document,
        })),
        None => Ok(None),
    };
    let lines = documents.into_iter().filter_map(|document| line(document).transpose());
    Ok((lines.collect::<Result<_, DbError>>()?, total))
}

/// A paper, if a unit keeps it or is addressed by it.
///
/// # Errors
/// What the database says.
pub async fn document_at(
    link: &mut Link,
    unit: UnitId,
    document: DocumentId,
) -> Result<Option<DocumentRow>, DbError> {
    one(link, &format!("WHERE {SEEN_AT} AND id = $2"), &[unit.to_cell(), document.to_cell()]).await
}

/// Whether a unit keeps this paper already.
///
/// # Errors
/// What the database says.
pub async fn is_kept(
    link: &mut Link,
    unit: UnitId,
    number: &Line,
    issuer: &Line,
    issued: Date,
) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM directive_document WHERE unit_id = $1 AND number = $2 AND issuer = $3 \
               AND issued = $4";
    let values = [unit.to_cell(), number.to_cell(), issuer.to_cell(), issued.to_cell()];
    Ok(0 < link.count(sql, &values).await?)
}

/// The clauses of a paper, in its order.
///
/// # Errors
/// What the database says.
pub async fn clauses_of(link: &mut Link, document: DocumentId) -> Result<Vec<ClauseRow>, DbError> {
    select(link, "WHERE document_id = $1 ORDER BY place, id", &[document.to_cell()]).await
}

/// What the clauses of a paper led to, in the order in which it happened.
///
/// # Errors
/// What the database says.
pub async fn follow_ups_of(link: &mut Link, document: DocumentId) -> Result<Vec<FollowUpRow>, DbError> {
    let rest = "WHERE clause_id IN (SELECT id FROM directive_clause WHERE document_id = $1) ORDER BY at, id";
    select(link, rest, &[document.to_cell()]).await
}

/// What a clause led to, with the clause as it is cited.
#[derive(Clone, Debug, Serialize)]
pub struct LedTo {
    /// What it led to.
    pub row: FollowUpRow,
    /// The paper of the clause.
    pub document: DocumentId,
    /// Paper and place: `31-KH/TU, III.2`.
    pub cited: String,
}

/// Everything on a page to which clauses led, by paper and place.
///
/// # Errors
/// What the database says.
pub async fn led_to(link: &mut Link, page: &str) -> Result<Vec<LedTo>, DbError> {
    let here = [page.into(), format!("{page}#%").into()];
    let rows: Vec<FollowUpRow> = select(link, "WHERE link = $1 OR link LIKE $2", &here).await?;
    let cited = "SELECT f.id, d.id AS document, d.number, c.code FROM directive_follow_up f \
                 JOIN directive_clause c ON c.id = f.clause_id JOIN directive_document d ON d.id = c.document_id \
                 WHERE f.link = $1 OR f.link LIKE $2 ORDER BY d.issued DESC, d.number, c.place, f.at";
    let mut found = Vec::with_capacity(rows.len());
    for cite in link.rows(cited, &here).await? {
        let id: domain::common::id::FollowUpId = cite.get("id")?;
        if let Some(row) = rows.iter().find(|row| row.id == id) {
            let cited = format!("{}, {}", cite.get::<String>("number")?, cite.get::<String>("code")?);
            found.push(LedTo { row: row.clone(), document: cite.get("document")?, cited });
        }
    }
    Ok(found)
}

/// An addressee with its name and with who acknowledged.
#[derive(Clone, Debug, Serialize)]
pub struct NamedAddressee {
    /// The addressee.
    pub row: AddresseeRow,
    /// The unit.
    pub unit: String,
    /// Who acknowledged; empty while nobody has.
    pub by: String,
}

/// To whom a paper is addressed, by the codes of the units.
///
/// # Errors
/// What the database says.
pub async fn addressees_of(link: &mut Link, document: DocumentId) -> Result<Vec<NamedAddressee>, DbError> {
    let rows: Vec<AddresseeRow> = select(link, "WHERE document_id = $1", &[document.to_cell()]).await?;
    let names = "SELECT a.id, u.name AS unit, p.full_name AS person FROM directive_addressee a \
                 JOIN organisation_unit u ON u.id = a.unit_id \
                 LEFT JOIN organisation_person p ON p.id = a.acknowledged_by \
                 WHERE a.document_id = $1 ORDER BY u.code";
    let mut named = Vec::with_capacity(rows.len());
    for name in link.rows(names, &[document.to_cell()]).await? {
        let id: uuid::Uuid = name.get("id")?;
        let by: Option<String> = name.get("person")?;
        if let Some(row) = rows.iter().find(|row| row.id == id) {
            named.push(NamedAddressee {
                row: row.clone(),
                unit: name.get("unit")?,
                by: by.unwrap_or_default(),
            });
        }
    }
    Ok(named)
}

/// How a paper stands with one unit.
///
/// # Errors
/// What the database says.
pub async fn addressee(
    link: &mut Link,
    document: DocumentId,
    unit: UnitId,
) -> Result<Option<AddresseeRow>, DbError> {
    one(link, "WHERE document_id = $1 AND unit_id = $2", &[document.to_cell(), unit.to_cell()]).await
}

/// A briefing with its speaker and its roll.
#[derive(Clone, Debug, Serialize)]
pub struct BriefingLine {
    /// The briefing.
    pub row: BriefingRow,
    /// Who spoke.
    pub speaker: String,
    /// How many were asked to come.
    pub invited: i64,
    /// How many were there.
    pub present: i64,
    /// How many were not.
    pub absent: i64,
}

/// The briefings on a paper at some units, by day.
///
/// # Errors
/// What the database says.
pub async fn briefings_of(
    link: &mut Link,
    document: DocumentId,
    units: &[UnitId],
) -> Result<Vec<BriefingLine>, DbError> {
    let rows: Vec<BriefingRow> =
        select(link, "WHERE document_id = $1 ORDER BY held, id", &[document.to_cell()]).await?;
    let sql = "SELECT b.id, p.full_name AS speaker, COUNT(a.id) AS invited, \
               COUNT(CASE WHEN a.state = 'present' THEN 1 END) AS present, \
               COUNT(CASE WHEN a.state = 'absent' THEN 1 END) AS absent \
               FROM directive_briefing b JOIN organisation_person p ON p.id = b.speaker_id \
               LEFT JOIN directive_attendance a ON a.briefing_id = b.id WHERE b.document_id = $1 \
               GROUP BY b.id, p.full_name";
    let mut counted = HashMap::new();
    for row in link.rows(sql, &[document.to_cell()]).await? {
        counted.insert(row.get::<BriefingId>("id")?, row);
    }
    let line = |row: &BriefingRow, counts: &Row| {
        Ok(BriefingLine {
            row: row.clone(),
            speaker: counts.get("speaker")?,
            invited: counts.get("invited")?,
            present: counts.get("present")?,
            absent: counts.get("absent")?,
        })
    };
    let here = rows.iter().filter(|row| units.contains(&row.unit_id));
    here.filter_map(|row| counted.get(&row.id).map(|counts| line(row, counts))).collect()
}

/// A person on the roll of a briefing.
#[derive(Clone, Debug, Serialize)]
pub struct NamedAttendance {
    /// The line of the roll.
    pub row: BriefingAttendanceRow,
    /// The person.
    pub name: String,
}

/// The roll of a briefing, by name.
///
/// # Errors
/// What the database says.
pub async fn roll_of(link: &mut Link, briefing: BriefingId) -> Result<Vec<NamedAttendance>, DbError> {
    let rows: Vec<BriefingAttendanceRow> =
        select(link, "WHERE briefing_id = $1", &[briefing.to_cell()]).await?;
    let names = "SELECT a.person_id, p.full_name FROM directive_attendance a \
                 JOIN organisation_person p ON p.id = a.person_id WHERE a.briefing_id = $1 \
                 ORDER BY p.full_name, p.code";
    let mut named = Vec::with_capacity(rows.len());
    for name in link.rows(names, &[briefing.to_cell()]).await? {
        let person: PersonId = name.at(0)?;
        if let Some(row) = rows.iter().find(|row| row.person_id == person) {
            named.push(NamedAttendance { row: row.clone(), name: name.at(1)? });
        }
    }
    Ok(named)
}

/// A clause with its paper, as it is cited: for the stages that say which clause asks for something.
#[derive(Clone, Debug, Serialize)]
pub struct CitedClause {
    /// The clause.
    pub clause: ClauseRow,
    /// The number of the paper.
    pub number: String,
}

impl CitedClause {
    /// Paper and place: `31-KH/TU, III.2`.
    pub fn cite(&self) -> String {
        format!("{}, {}", self.number, self.clause.code)
    }

    /// The same in one line of a list: where it stands, and how it begins.
    pub fn shortened(&self) -> String {
        let words: Vec<&str> = self.clause.text.as_str().split_whitespace().take(14).collect();
        format!("{}: {}", self.cite(), words.join(" "))
    }
}

/// Every clause that binds a unit, the latest papers first.
///
/// # Errors
/// What the database says.
pub async fn clauses_at(link: &mut Link, unit: UnitId) -> Result<Vec<CitedClause>, DbError> {
    let rest = format!("WHERE document_id IN (SELECT id FROM directive_document WHERE {SEEN_AT})");
    let mut clauses: HashMap<ClauseId, ClauseRow> = select(link, &rest, &[unit.to_cell()])
        .await?
        .into_iter()
        .map(|row: ClauseRow| (row.id, row))
        .collect();
    let order = format!(
        "SELECT c.id, d.number FROM directive_clause c JOIN (SELECT * FROM directive_document WHERE {SEEN_AT}) d \
         ON d.id = c.document_id ORDER BY d.issued DESC, d.number, c.place"
    );
    let mut cited = Vec::with_capacity(clauses.len());
    for row in link.rows(&order, &[unit.to_cell()]).await? {
        if let Some(clause) = clauses.remove(&row.at(0)?) {
            cited.push(CitedClause { clause, number: row.at(1)? });
        }
    }
    Ok(cited)
}

/// A clause, if it binds a unit.
///
/// # Errors
/// What the database says.
pub async fn clause_at(
    link: &mut Link,
    unit: UnitId,
    clause: ClauseId,
) -> Result<Option<CitedClause>, DbError> {
    Ok(clauses_at(link, unit).await?.into_iter().find(|cited| cited.clause.id == clause))
}

/// For each unit to which papers are addressed: how many it has acknowledged, of how many.
///
/// # Errors
/// What the database says.
pub async fn acknowledgements(link: &mut Link) -> Result<HashMap<UnitId, (i64, i64)>, DbError> {
    let sql = "SELECT unit_id, COUNT(CASE WHEN state = 'acknowledged' THEN 1 END) AS done, COUNT(*) AS total \
               FROM directive_addressee GROUP BY unit_id";
    let rows = link.rows(sql, &[]).await?;
    rows.iter().map(|row| Ok((row.get("unit_id")?, (row.get("done")?, row.get("total")?)))).collect()
}
