//! Giving places: pending leaves enter the tree in batches, in random order within each, and the head
//! of the tree is signed and stored in the same unit, before anyone can see it.
//!
//! One node at a time does this. It holds a lease with a number that only grows; whoever lost the lease
//! finds another number there and writes nothing.

use std::time::Duration;

use ledger::{Checkpoint, Frontier, Hash, NoteKey, TreeHead};

use super::nodes;
use super::reading::{StoredHead, last_head};
use crate::db::{Cell, DbError, Row};
use crate::unit::{Isolation, Unit, UseCase};
use crate::{Failure, dice};

/// How many leaves one unit places: it must not hold up the acts of people.
pub(crate) const BATCH: usize = 256;
/// How long a lease lasts that is not renewed.
pub(crate) const LEASE: Duration = Duration::from_secs(30);

/// Places one batch of pending leaves.
pub(crate) struct Integrate {
    pub(crate) key: NoteKey,
    pub(crate) holder: String,
    pub(crate) lease: Duration,
}

/// What a batch came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Integrated {
    /// Another node holds the lease.
    NotOurs,
    /// Nothing was pending.
    Nothing,
    /// So many leaves were placed, and this was signed.
    Placed {
        /// How many.
        leaves: usize,
        /// The signed checkpoint.
        note: String,
    },
}

impl UseCase for Integrate {
    type Outcome = Integrated;

    async fn run(&self, unit: &mut Unit) -> Result<Integrated, Failure> {
        if !hold_lease(unit, &self.holder, self.lease).await? {
            return Ok(Integrated::NotOurs);
        }
        let mut leaves = pending(unit).await?;
        if leaves.is_empty() {
            return Ok(Integrated::Nothing);
        }
        dice::shuffle(&mut leaves);
        let mut frontier = trusted_frontier(unit, &self.key).await?;
        for (id, hash) in &leaves {
            place(unit, id, signed_size(&frontier)).await?;
            for (node, hash) in frontier.push(*hash) {
                nodes::write(unit, node, hash).await?;
            }
        }
        let note = sign(unit, &self.key, &frontier).await?;
        Ok(Integrated::Placed { leaves: leaves.len(), note })
    }

    fn limit(&self) -> Duration {
        Duration::from_secs(5)
    }

    fn isolation(&self) -> Isolation {
        Isolation::ByItsRow
    }
}

/// Whether this node holds the lease now; it takes one that has run out under the next number.
async fn hold_lease(unit: &mut Unit, holder: &str, lease: Duration) -> Result<bool, Failure> {
    let now = unit.at().as_microsecond();
    let sql = "SELECT holder, epoch, until_at FROM ledger_lease WHERE name = 'sequencer'";
    let Some(row) = unit.row(sql, &[]).await? else {
        return Err(Failure::Fault("the lease of the sequencer is gone".into()));
    };
    let (held_by, epoch, until): (String, i64, i64) = (row.at(0)?, row.at(1)?, row.at(2)?);
    let is_ours = held_by == holder;
    let lease = i64::try_from(lease.as_micros()).unwrap_or(i64::MAX / 4);
    // A lease that seems to last longer than any does was taken by a clock that ran ahead; the number keeps its
    // holder out all the same.
    if !is_ours && now < until && until - now <= 2 * lease {
        return Ok(false);
    }
    let values = [
        Cell::Text(holder.to_owned()),
        Cell::Int(if is_ours { epoch } else { epoch + 1 }),
        Cell::Int(now + lease),
        Cell::Int(epoch),
    ];
    let sql = "UPDATE ledger_lease SET holder = $1, epoch = $2, until_at = $3 \
               WHERE name = 'sequencer' AND epoch = $4";
    Ok(unit.execute(sql, &values).await? == 1)
}

/// The leaves that wait longest. Each is what its sealed copy commits to: a bit that flipped in a leaf while it waited would
/// otherwise be signed, and what was promised never enter.
async fn pending(unit: &mut Unit) -> Result<Vec<(String, Hash)>, Failure> {
    let sql = "SELECT l.id, l.hash, c.salt, c.bytes FROM ledger_leaf l LEFT JOIN ledger_content c ON c.leaf_id = l.id \
               WHERE l.place IS NULL ORDER BY l.at LIMIT $1";
    let rows = unit.rows(sql, &[Cell::Int(BATCH as i64)]).await?;
    rows.iter().map(waiting).collect()
}

fn waiting(row: &Row) -> Result<(String, Hash), Failure> {
    let (id, hash): (String, String) = (row.at(0)?, row.at(1)?);
    let changed = |what: &str| {
        Failure::Fault(format!("the leaf {id}, which waits for its place: {what}; nothing is signed"))
    };
    let hash = Hash::from_hex(&hash).map_err(|error| changed(&error.to_string()))?;
    let (Some(Cell::Bytes(salt)), Some(Cell::Bytes(copy))) = (row.cells().get(2), row.cells().get(3)) else {
        return Err(changed("its sealed copy is gone"));
    };
    // A copy that was erased by law while its leaf waited says nothing any more.
    if !(salt.is_empty() && copy.is_empty()) {
        let salt =
            salt.as_slice().try_into().map_err(|_| changed("the salt of its sealed copy was changed"))?;
        if ledger::leaf_hash(&ledger::commitment(salt, copy)) != hash {
            return Err(changed("it is not what its sealed copy commits to"));
        }
    }
    Ok((id, hash))
}

/// The right edge of the tree, once it gives the root that was signed last. A tree in which a bit has
/// flipped is never signed.
async fn trusted_frontier(unit: &mut Unit, key: &NoteKey) -> Result<Frontier, Failure> {
    let head = last_head(unit, key.verifier()).await.map_err(|fault| Failure::Fault(fault.to_string()))?;
    let Some(StoredHead { checkpoint, .. }) = head else { return Ok(Frontier::new()) };
    let stored = nodes::load(unit, &ledger::tree_root_reads(checkpoint.size())).await?;
    let frontier =
        Frontier::read(checkpoint.size(), &stored).map_err(|error| Failure::Fault(error.to_string()))?;
    if frontier.root() != checkpoint.root() {
        return Err(Failure::Fault("the stored tree is not the one that was signed".into()));
    }
    Ok(frontier)
}

async fn place(unit: &mut Unit, id: &str, index: i64) -> Result<(), Failure> {
    let sql = "UPDATE ledger_leaf SET place = $1 WHERE id = $2 AND place IS NULL";
    if unit.execute(sql, &[Cell::Int(index), Cell::Text(id.to_owned())]).await? == 1 {
        return Ok(());
    }
    Err(DbError::Conflict("a leaf was placed by another".into()).into())
}

fn signed_size(frontier: &Frontier) -> i64 {
    nodes::signed(frontier.size())
}

async fn sign(unit: &mut Unit, key: &NoteKey, frontier: &Frontier) -> Result<String, Failure> {
    let head = TreeHead { size: frontier.size(), root: frontier.root() };
    let note = Checkpoint::new(key.verifier().name(), head)
        .and_then(|checkpoint| checkpoint.sign(key))
        .map_err(|error| Failure::Fault(error.to_string()))?
        .to_string();
    let values =
        [Cell::Int(signed_size(frontier)), Cell::Int(unit.at().as_microsecond()), Cell::Text(note.clone())];
    unit.execute("INSERT INTO ledger_checkpoint (size, at, note) VALUES ($1, $2, $3)", &values).await?;
    Ok(note)
}
