//! A few hundred leaves with their sealed copies.

use ledger::Hash;

use super::super::image::{ENCODING, SealedCopy};
use super::super::nodes::{signed, unsigned};
use super::AT_ONCE;
use super::report::{Report, Wrong};
use crate::Link;
use crate::db::{Cell, DbError, Row};

const COLUMNS: &str = "SELECT ledger_leaf.id, ledger_leaf.kind, ledger_leaf.hash, ledger_leaf.at, \
    ledger_leaf.place, ledger_content.encoding, ledger_content.salt, ledger_content.bytes \
    FROM ledger_leaf LEFT JOIN ledger_content ON ledger_content.leaf_id = ledger_leaf.id";

/// Leaves in their order.
pub(super) struct Sheet {
    pub(super) leaves: Vec<Leaf>,
}

/// One leaf.
pub(super) struct Leaf {
    pub(super) id: String,
    kind: String,
    pub(super) hash: String,
    at: i64,
    pub(super) place: Option<u64>,
    copy: Option<Copy>,
}

struct Copy {
    encoding: i64,
    salt: Vec<u8>,
    bytes: Vec<u8>,
}

impl Sheet {
    /// The leaves from `place` on.
    pub(super) async fn placed(link: &mut Link, place: u64) -> Result<Option<Sheet>, DbError> {
        let sql = format!("{COLUMNS} WHERE ledger_leaf.place >= $1 ORDER BY ledger_leaf.place LIMIT $2");
        Self::read(link.rows(&sql, &[Cell::Int(signed(place)), Cell::Int(AT_ONCE)]).await?)
    }

    /// The leaves without a place, by their keys after `after`.
    pub(super) async fn pending(link: &mut Link, after: &str) -> Result<Option<Sheet>, DbError> {
        let sql = format!(
            "{COLUMNS} WHERE ledger_leaf.place IS NULL AND ledger_leaf.id > $1 ORDER BY ledger_leaf.id LIMIT $2"
        );
        Self::read(link.rows(&sql, &[after.into(), Cell::Int(AT_ONCE)]).await?)
    }

    fn read(rows: Vec<Row>) -> Result<Option<Sheet>, DbError> {
        let leaves = rows.iter().map(Leaf::read).collect::<Result<Vec<_>, _>>()?;
        Ok((!leaves.is_empty()).then_some(Sheet { leaves }))
    }
}

impl Leaf {
    fn read(row: &Row) -> Result<Leaf, DbError> {
        let copy = match (row.at::<Option<i64>>(5)?, row.cells().get(6), row.cells().get(7)) {
            (Some(encoding), Some(Cell::Bytes(salt)), Some(Cell::Bytes(bytes))) => {
                Some(Copy { encoding, salt: salt.clone(), bytes: bytes.clone() })
            }
            _ => None,
        };
        let place = row.at::<Option<i64>>(4)?.map(unsigned).transpose()?;
        Ok(Leaf { id: row.at(0)?, kind: row.at(1)?, hash: row.at(2)?, at: row.at(3)?, place, copy })
    }

    /// Whether salt and words of the sealed copy are gone.
    pub(super) fn is_emptied(&self) -> bool {
        self.copy.as_ref().is_some_and(|copy| copy.salt.is_empty() && copy.bytes.is_empty())
    }

    /// The sealed copy, once it was found to be what the leaf commits to.
    pub(super) fn open(&self, report: &mut Report) -> Option<([u8; 32], SealedCopy)> {
        let Some(copy) = &self.copy else {
            report.find("ledger_content", &self.id, "", Wrong::CopyMissing);
            return None;
        };
        match self.check(copy) {
            Ok(opened) => Some(opened),
            Err((column, wrong)) => {
                let table = if column == "bytes" { "ledger_content" } else { "ledger_leaf" };
                report.find(table, &self.id, column, wrong);
                None
            }
        }
    }

    fn check(&self, copy: &Copy) -> Result<([u8; 32], SealedCopy), (&'static str, Wrong)> {
        let changed = || ("bytes", Wrong::CopyChanged);
        let salt: [u8; 32] = copy.salt.as_slice().try_into().map_err(|_| changed())?;
        let commits_to = ledger::leaf_hash(&ledger::commitment(&salt, &copy.bytes));
        if Hash::from_hex(&self.hash) != Ok(commits_to) {
            return Err(changed());
        }
        if copy.encoding != ENCODING {
            return Err(("bytes", Wrong::CopyUnreadable(format!("encoding {}", copy.encoding))));
        }
        let opened: SealedCopy = serde_json::from_slice(&copy.bytes)
            .map_err(|error| ("bytes", Wrong::CopyUnreadable(error.to_string())))?;
        if opened.kind != self.kind {
            return Err(("kind", Wrong::LeafChanged));
        }
        if opened.at != self.at {
            return Err(("at", Wrong::LeafChanged));
        }
        Ok((salt, opened))
    }
}
