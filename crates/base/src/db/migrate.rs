//! Bringing the tables up to date: one ordered list, applied once each, never changed afterwards.
//!
//! A migration is written once, in the types of SQLite's strict tables; PostgreSQL reads `INTEGER`
//! as `BIGINT` and `BLOB` as `BYTEA`. Triggers differ too much for that and come as a pair.

use sha2::{Digest, Sha256};

use super::{Cell, DbError, Link};

/// One step of the tables' history.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `<n>_<stage>_<what>`; the list is in this order.
    pub name: &'static str,
    /// Tables and indexes, for both databases.
    pub tables: &'static str,
    /// Triggers, as SQLite writes them.
    pub sqlite: &'static str,
    /// Triggers, as PostgreSQL writes them.
    pub postgres: &'static str,
}

/// Applies what is missing.
///
/// # Errors
/// When a statement fails (nothing of that migration is then kept), or one that was applied has
/// changed since, or is not known here because a newer program applied it: the tables would not be those
/// that the program was built for.
pub async fn migrate(link: &mut Link, migrations: &[Migration]) -> Result<(), DbError> {
    link.batch("CREATE TABLE IF NOT EXISTS base_migration (name TEXT PRIMARY KEY, digest TEXT NOT NULL)")
        .await?;
    for row in link.rows("SELECT name FROM base_migration ORDER BY name", &[]).await? {
        let name: String = row.at(0)?;
        if !migrations.iter().any(|migration| migration.name == name) {
            let says = "a newer program has used these tables; run that one, or a newer one";
            return Err(DbError::Other(format!("migration {name} is not known to this program: {says}")));
        }
    }
    for migration in migrations {
        apply(link, migration).await?;
    }
    Ok(())
}

async fn apply(link: &mut Link, migration: &Migration) -> Result<(), DbError> {
    let text = text_for(link, migration);
    let digest = hex::encode(Sha256::digest(text.as_bytes()));
    let name = Cell::Text(migration.name.to_owned());
    let applied =
        link.row("SELECT digest FROM base_migration WHERE name = $1", std::slice::from_ref(&name)).await?;
    if let Some(row) = applied {
        let before: String = row.at(0)?;
        return if before == digest {
            Ok(())
        } else {
            Err(DbError::Other(format!("migration {} was applied with another text", migration.name)))
        };
    }
    link.batch(if link.is_embedded() { "BEGIN IMMEDIATE" } else { "BEGIN" }).await?;
    let done = link.batch(&text).await;
    let noted = match done {
        Ok(()) => {
            let sql = "INSERT INTO base_migration (name, digest) VALUES ($1, $2)";
            link.execute(sql, &[name, Cell::Text(digest)]).await.map(|_| ())
        }
        Err(error) => Err(DbError::Other(format!("migration {}: {error}", migration.name))),
    };
    link.batch(if noted.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
    noted
}

fn text_for(link: &Link, migration: &Migration) -> String {
    if link.is_embedded() {
        return format!("{}\n{}", strict(migration.tables), migration.sqlite);
    }
    let tables = migration.tables.replace(" INTEGER", " BIGINT").replace(" BLOB", " BYTEA");
    format!("{tables}\n{}", migration.postgres)
}

/// A table of ours takes only what its column says.
fn strict(tables: &str) -> String {
    tables.replace("\n);", "\n) STRICT;")
}
