//! The hashes of the tree in their table: fetched for a proof in a few statements, written once.

use std::collections::HashMap;

use ledger::{Hash, HashMissing, HashRead, Node};

use crate::Link;
use crate::db::{Cell, DbError, Row};

/// How many nodes one statement asks for. The number is fixed so that its text stays the same.
const AT_ONCE: usize = 16;

/// Hashes that were fetched.
#[derive(Debug, Default)]
pub(crate) struct Nodes(HashMap<Node, Hash>);

impl HashRead for Nodes {
    fn read_hash(&self, node: Node) -> Result<Hash, HashMissing> {
        self.0.get(&node).copied().ok_or_else(|| node.missing())
    }
}

/// Fetches these nodes, as far as they are there.
pub(crate) async fn load(link: &mut Link, nodes: &[Node]) -> Result<Nodes, DbError> {
    let pairs = (0..AT_ONCE).map(|at| format!("(level = ${} AND idx = ${})", 2 * at + 1, 2 * at + 2));
    let sql =
        format!("SELECT level, idx, hash FROM ledger_node WHERE {}", pairs.collect::<Vec<_>>().join(" OR "));
    let mut found = Nodes::default();
    for some in nodes.chunks(AT_ONCE) {
        let padded = some.iter().chain(some.last().into_iter().cycle()).take(AT_ONCE);
        let values: Vec<Cell> =
            padded.flat_map(|node| [Cell::Int(node.level.into()), Cell::Int(signed(node.index))]).collect();
        for row in link.rows(&sql, &values).await? {
            let (node, hash) = read(&row)?;
            found.0.insert(node, hash);
        }
    }
    Ok(found)
}

/// Writes a node that has become final.
pub(crate) async fn write(link: &mut Link, node: Node, hash: Hash) -> Result<(), DbError> {
    let values = [Cell::Int(node.level.into()), Cell::Int(signed(node.index)), Cell::Bytes(hash.0.to_vec())];
    link.execute("INSERT INTO ledger_node (level, idx, hash) VALUES ($1, $2, $3)", &values).await?;
    Ok(())
}

/// Reads a row of level, index and hash.
pub(crate) fn read(row: &Row) -> Result<(Node, Hash), DbError> {
    let level = row.at::<i64>(0)?.try_into().map_err(|_| DbError::Shape("level of a node".into()))?;
    let index = unsigned(row.at(1)?)?;
    let hash = match row.cells().get(2) {
        Some(Cell::Bytes(bytes)) => bytes.as_slice().try_into().ok(),
        _ => None,
    };
    let hash = hash.map(Hash).ok_or_else(|| DbError::Shape("hash of a node".into()))?;
    Ok((Node { level, index }, hash))
}

/// A place or a size as a column holds it.
pub(crate) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A place or a size out of its column.
pub(crate) fn unsigned(number: i64) -> Result<u64, DbError> {
    u64::try_from(number).map_err(|_| DbError::Shape("a place below zero".into()))
}
