//! Looking at the stored tree before it is signed: a bit that flipped anywhere must not be found years later by others.
//!
//! Before each signature a part of the tree is read: each leaf must be the one that has the place, each hash must follow from
//! the two below it. A tree that is not larger than one part is read whole each time; a larger one in turn, and whole at the
//! start of the program.

use std::collections::HashMap;

use ledger::{Hash, Node, node_hash};

use super::nodes::{read, signed};
use super::{BookFault, last_head};
use crate::Link;
use crate::db::{Cell, DbError};
use ledger::NoteVerifier;

/// How many leaves are looked at before one signature.
pub(crate) const PART: u64 = 16_384;

/// Looks at the leaves from `from` on, at most `count` of them, and at every hash that they completed. Says where to go on.
pub(crate) async fn look(
    link: &mut Link,
    log: &NoteVerifier,
    from: u64,
    count: u64,
) -> Result<u64, BookFault> {
    let Some(head) = last_head(link, log).await? else { return Ok(0) };
    let size = head.checkpoint.size();
    let from = if size <= from { 0 } else { from };
    let to = size.min(from.saturating_add(count));
    let mut at = from;
    while at < to {
        let end = to.min(at + PART);
        let stored = stored(link, at, end).await?;
        leaves(link, at, end, &stored).await?;
        hashes(at, end, &stored)?;
        at = end;
    }
    Ok(if to == size { 0 } else { to })
}

/// Every hash that the leaves from `from` to `end` completed, and those below them that were there before.
async fn stored(link: &mut Link, from: u64, end: u64) -> Result<HashMap<Node, Hash>, DbError> {
    let mut nodes = HashMap::new();
    let sql = "SELECT level, idx, hash FROM ledger_node WHERE level = $1 AND idx >= $2 AND idx < $3";
    for level in 0..63_u8 {
        let first = (from >> level >> 1) << 1;
        if end >> level == 0 {
            break;
        }
        let values = [Cell::Int(level.into()), Cell::Int(signed(first)), Cell::Int(signed(end >> level))];
        for row in link.rows(sql, &values).await? {
            let (node, hash) = read(&row)?;
            nodes.insert(node, hash);
        }
    }
    Ok(nodes)
}

async fn leaves(link: &mut Link, from: u64, end: u64, stored: &HashMap<Node, Hash>) -> Result<(), BookFault> {
    let sql = "SELECT hash FROM ledger_leaf WHERE place >= $1 AND place < $2 ORDER BY place";
    let rows = link.rows(sql, &[Cell::Int(signed(from)), Cell::Int(signed(end))]).await?;
    if rows.len() as u64 != end - from {
        return Err(BookFault::Tree(format!(
            "{} leaves have places from {from} to {end}, which is too few",
            rows.len()
        )));
    }
    for (place, row) in (from..end).zip(&rows) {
        let hash: String = row.at(0)?;
        if Hash::from_hex(&hash).ok().as_ref() != stored.get(&Node::leaf(place)) {
            return Err(BookFault::Tree(format!("the leaf at place {place} is not the one in the tree")));
        }
    }
    Ok(())
}

fn hashes(from: u64, end: u64, stored: &HashMap<Node, Hash>) -> Result<(), BookFault> {
    for level in 1..64_u8 {
        if end >> level == 0 {
            break;
        }
        for index in from >> level..end >> level {
            let below = |side| stored.get(&Node { level: level - 1, index: 2 * index + side });
            let made = below(0).zip(below(1)).map(|(left, right)| node_hash(left, right));
            if made.is_none() || made.as_ref() != stored.get(&Node { level, index }) {
                return Err(BookFault::Tree(format!(
                    "the hash of level {level}, place {index} does not follow from those below it"
                )));
            }
        }
    }
    Ok(())
}
