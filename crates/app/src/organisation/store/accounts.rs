//! Accounts as pages list them, what was done to them, and the tokens of the first run.

use base::db::{DbError, Link, Stored};
use base::unit::Unit;
use domain::common::id::PersonId;
use domain::organisation::AccountEventKind;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

/// A person with how they sign in.
#[derive(Clone, Debug, Serialize)]
pub struct AccountShown {
    /// The person.
    pub person_id: PersonId,
    /// Their code.
    pub code: String,
    /// Their name.
    pub name: String,
    /// What they type, when they have an account.
    pub login: Option<String>,
    /// Whether they have set a password.
    pub has_password: bool,
    /// When one of their devices was last seen.
    pub seen_at: Option<Timestamp>,
}

/// Everyone with their account: those who have one first, then by name.
///
/// # Errors
/// What the database says.
pub async fn accounts(link: &mut Link) -> Result<Vec<AccountShown>, DbError> {
    let sql = "SELECT p.id, p.code, p.full_name, a.login, a.password_hash, s.seen_at FROM organisation_person p \
        LEFT JOIN base_account a ON a.person_id = p.id \
        LEFT JOIN (SELECT person_id, MAX(seen_at) AS seen_at FROM base_session GROUP BY person_id) s \
        ON s.person_id = p.id ORDER BY CASE WHEN a.login IS NULL THEN 1 ELSE 0 END, p.full_name, p.code";
    let read = |row: &base::db::Row| {
        let hash: Option<String> = row.get("password_hash")?;
        Ok(AccountShown {
            person_id: row.get("id")?,
            code: row.get("code")?,
            name: row.get("full_name")?,
            login: row.get("login")?,
            has_password: hash.is_some_and(|hash| !hash.is_empty()),
            seen_at: row.get("seen_at")?,
        })
    };
    link.rows(sql, &[]).await?.iter().map(read).collect()
}

/// Something that was done to an account.
#[derive(Clone, Debug, Serialize)]
pub struct EventShown {
    /// Its key.
    pub id: uuid::Uuid,
    /// What.
    pub kind: AccountEventKind,
    /// By whom; empty for the program.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// What was done to somebody's account lately.
///
/// # Errors
/// What the database says.
pub async fn account_events(link: &mut Link, person: PersonId) -> Result<Vec<EventShown>, DbError> {
    let sql = "SELECT e.id, e.kind, p.full_name AS who, e.at FROM organisation_account_event e \
        LEFT JOIN organisation_person p ON p.id = e.by_id WHERE e.person_id = $1 ORDER BY e.at DESC LIMIT 20";
    let read = |row: &base::db::Row| {
        let by: Option<String> = row.get("who")?;
        Ok(EventShown {
            id: row.get("id")?,
            kind: row.get("kind")?,
            by: by.unwrap_or_default(),
            at: row.get("at")?,
        })
    };
    link.rows(sql, &[person.to_cell()]).await?.iter().map(read).collect()
}

/// Somebody who runs the site on a day.
///
/// # Errors
/// What the database says.
pub async fn administrator(link: &mut Link, on: Date) -> Result<Option<PersonId>, DbError> {
    let sql = concat!(
        "SELECT person_id FROM organisation_assignment WHERE role = 'administrator' AND ",
        in_force!("$1"),
        " ORDER BY valid_from, id"
    );
    link.row(sql, &[on.to_cell()]).await?.map(|row| row.at(0)).transpose()
}

/// How long a token of the first run is good for, in microseconds.
const LASTS: i64 = 24 * 3_600_000_000;

/// Whether the terminal printed the token of this digest within the last day.
///
/// # Errors
/// What the database says.
pub async fn is_first_run_token(link: &mut Link, digest: &str, now: Timestamp) -> Result<bool, DbError> {
    let sql = "SELECT COUNT(*) FROM organisation_first_run WHERE token_hash = $1 AND at > $2";
    Ok(0 < link.count(sql, &[digest.into(), (now.as_microsecond() - LASTS).into()]).await?)
}

/// Keeps the digest of a token for the first run; those of earlier days are of no use any more.
///
/// # Errors
/// What the database says.
pub async fn keep_first_run(unit: &mut Unit, digest: &str) -> Result<(), DbError> {
    let now = unit.at().as_microsecond();
    unit.execute("DELETE FROM organisation_first_run WHERE at < $1", &[(now - LASTS).into()]).await?;
    let sql = "INSERT INTO organisation_first_run (token_hash, at) VALUES ($1, $2)";
    unit.execute(sql, &[digest.into(), now.into()]).await?;
    Ok(())
}

/// Takes all tokens of the first run away.
///
/// # Errors
/// What the database says.
pub async fn forget_first_run(unit: &mut Unit) -> Result<(), DbError> {
    unit.execute("DELETE FROM organisation_first_run", &[]).await?;
    Ok(())
}
