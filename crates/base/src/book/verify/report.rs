//! What a check found.

use std::fmt;

use ledger::Checkpoint;

/// How many findings are named one by one; the rest is counted.
const NAMED: usize = 1000;

/// What was checked and what is wrong.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Leaves that have a place.
    pub entries: u64,
    /// Leaves that have none yet.
    pub pending: u64,
    /// Leaves whose sealed copy was emptied, since the law wanted its words gone.
    pub erased: u64,
    /// Rows that were compared with the copy that wrote them.
    pub rows: u64,
    /// Checkpoints whose signature and root were checked.
    pub checkpoints: u64,
    /// Words of witnesses that were checked.
    pub cosignatures: u64,
    /// What the last of them says.
    pub head: Option<Checkpoint>,
    /// What is wrong, the first thousand.
    pub mismatches: Vec<Mismatch>,
    /// How much more is wrong.
    pub more: u64,
}

impl Report {
    /// Whether everything holds.
    pub fn holds(&self) -> bool {
        self.mismatches.is_empty()
    }

    pub(crate) fn find(&mut self, table: &str, row: impl ToString, column: &str, what: Wrong) {
        if self.mismatches.len() == NAMED {
            self.more += 1;
            return;
        }
        let stage = table.split('_').next().unwrap_or_default().to_owned();
        let (table, row, column) = (table.to_owned(), row.to_string(), column.to_owned());
        self.mismatches.push(Mismatch { stage, table, row, column, what });
    }
}

/// One thing that is wrong, with the place where it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Mismatch {
    /// The stage, or `ledger`.
    pub stage: String,
    /// The table.
    pub table: String,
    /// The row's key, or a place in the tree.
    pub row: String,
    /// The column; empty when it is about the row as a whole.
    pub column: String,
    /// What is wrong.
    pub what: Wrong,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.stage, self.table, self.row)?;
        if !self.column.is_empty() {
            write!(f, ", {}", self.column)?;
        }
        write!(f, ": {}", self.what)
    }
}

/// What can be wrong.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Wrong {
    /// A place in the tree has no leaf.
    LeafMissing,
    /// A leaf is not the one in the tree.
    LeafChanged,
    /// A hash of the tree is missing or does not follow from those below it.
    NodeChanged,
    /// A checkpoint is not signed by the log's key, or was signed over another tree.
    CheckpointChanged(String),
    /// The word of a witness is not its own, or not over the head beside which it stands.
    CosignatureChanged,
    /// Leaves have places, but nothing was signed over them.
    NotSigned,
    /// The sealed copy of a leaf is missing.
    CopyMissing,
    /// The sealed copy was emptied, and no step says so.
    CopyEmptied,
    /// The sealed copy is not what the leaf commits to.
    CopyChanged,
    /// The sealed copy is in an encoding that this program does not know.
    CopyUnreadable(String),
    /// A cell is not as the last step left it.
    CellChanged,
    /// A row is gone.
    RowMissing,
    /// A row is in an older state than the last step left it in.
    RowOlder,
    /// A row, or its present state, came from no step.
    RowUnknown,
    /// A step wrote a table that this program does not know.
    TableUnknown,
    /// A row's stamp names another leaf than the one it came from.
    StampChanged,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Wrong::LeafMissing => "no leaf stands at this place",
            Wrong::LeafChanged => "the leaf is not the one in the tree",
            Wrong::NodeChanged => "the hash does not follow from those below it",
            Wrong::CheckpointChanged(why) => return write!(f, "the checkpoint does not hold: {why}"),
            Wrong::CosignatureChanged => "the word of the witness is not its own",
            Wrong::NotSigned => "nothing was signed over these leaves",
            Wrong::CopyMissing => "the sealed copy is missing",
            Wrong::CopyEmptied => "the sealed copy was emptied, and no recorded step did it",
            Wrong::CopyChanged => "the sealed copy is not what its leaf commits to",
            Wrong::CopyUnreadable(why) => return write!(f, "the sealed copy cannot be read: {why}"),
            Wrong::CellChanged => "not as the last recorded step left it",
            Wrong::RowMissing => "the row is gone",
            Wrong::RowOlder => "the row is older than the last recorded step",
            Wrong::RowUnknown => "no recorded step left the row like this",
            Wrong::TableUnknown => "this program does not know the table",
            Wrong::StampChanged => "the stamp names another leaf",
        })
    }
}
