//! Rebuilding the tree from its leaves, and comparing every stored hash and every signed head with it.

use std::collections::HashMap;

use ledger::{Frontier, Hash, Node, Note, NoteVerifier};

use super::super::nodes::{read, signed};
use super::super::reading::open_head;
use super::super::witnessed::of_witness;
use super::AT_ONCE;
use super::report::{Report, Wrong};
use super::sheet::{Leaf, Sheet};
use crate::Link;
use crate::db::{Cell, DbError, Row};

/// The tree as it was rebuilt so far.
pub(super) struct Tree<'a> {
    log: &'a NoteVerifier,
    frontier: Frontier,
    signed: u64,
    is_broken: bool,
}

/// What is stored about a stretch of the tree.
struct Stored {
    nodes: HashMap<Node, Hash>,
    heads: Vec<(u64, Row)>,
}

impl<'a> Tree<'a> {
    pub(super) fn new(log: &'a NoteVerifier) -> Self {
        Tree { log, frontier: Frontier::new(), signed: 0, is_broken: false }
    }

    /// How many places were checked.
    pub(super) fn size(&self) -> u64 {
        self.frontier.size()
    }

    pub(super) async fn check(
        &mut self,
        link: &mut Link,
        sheet: &Sheet,
        report: &mut Report,
    ) -> Result<(), DbError> {
        let end = sheet.leaves.last().and_then(|leaf| leaf.place).map_or(self.size(), |last| last + 1);
        let stored = self.stored(link, end).await?;
        for leaf in &sheet.leaves {
            let Some(place) = leaf.place else { continue };
            while self.size() < place {
                report.find("ledger_leaf", self.size(), "place", Wrong::LeafMissing);
                self.grow(None, &stored, report);
            }
            self.grow(Some(leaf), &stored, report);
            report.entries += 1;
        }
        Ok(())
    }

    /// Adds the next place. The tree goes on from what is stored at its foot, so that one changed leaf is
    /// one finding and not all that follow.
    fn grow(&mut self, leaf: Option<&Leaf>, stored: &Stored, report: &mut Report) {
        let place = self.size();
        let said = leaf.and_then(|leaf| Hash::from_hex(&leaf.hash).ok());
        let foot = stored.nodes.get(&Node::leaf(place)).copied();
        if leaf.is_some() && said != foot {
            report.find("ledger_leaf", place, "hash", Wrong::LeafChanged);
        }
        let hash = foot.or(said).unwrap_or_else(ledger::empty_root);
        for (node, hash) in self.frontier.push(hash) {
            if stored.nodes.get(&node) != Some(&hash) {
                let row = format!("{}/{}", node.level, node.index);
                report.find("ledger_node", row, "hash", Wrong::NodeChanged);
            }
        }
        let size = self.size();
        if let Ok(at) = stored.heads.binary_search_by_key(&size, |(size, _)| *size)
            && let Some((_, row)) = stored.heads.get(at)
        {
            self.check_head(row, report);
        }
    }

    fn check_head(&mut self, row: &Row, report: &mut Report) {
        let size = self.size();
        self.signed = size;
        report.checkpoints += 1;
        let wrong = match open_head(row, self.log) {
            Ok(head) if head.checkpoint.root() == self.frontier.root() => {
                report.head = Some(head.checkpoint);
                return;
            }
            // Once the tree differs, every later head differs: the first is named.
            Ok(_) if std::mem::replace(&mut self.is_broken, true) => return,
            Ok(_) => "it was signed over another tree".to_owned(),
            Err(error) => error.to_string(),
        };
        report.find("ledger_checkpoint", size, "note", Wrong::CheckpointChanged(wrong));
    }

    async fn stored(&self, link: &mut Link, end: u64) -> Result<Stored, DbError> {
        let mut nodes = HashMap::new();
        let sql = "SELECT level, idx, hash FROM ledger_node WHERE level = $1 AND idx >= $2 AND idx < $3";
        for level in 0..64 {
            let (from, to) = (self.size() >> level, end >> level);
            if end >> level == 0 {
                break;
            }
            let values = [Cell::Int(level), Cell::Int(signed(from)), Cell::Int(signed(to))];
            for row in link.rows(sql, &values).await? {
                let (node, hash) = read(&row)?;
                nodes.insert(node, hash);
            }
        }
        let sql = "SELECT size, at, note FROM ledger_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size";
        let rows = link.rows(sql, &[Cell::Int(signed(self.size())), Cell::Int(signed(end))]).await?;
        let heads = rows.into_iter().map(|row| Ok((row.at::<i64>(0)?.cast_unsigned(), row)));
        Ok(Stored { nodes, heads: heads.collect::<Result<_, DbError>>()? })
    }

    /// Looks past the last leaf: for heads over a larger tree, and for hashes that belong to none.
    pub(super) async fn check_end(&self, link: &mut Link, report: &mut Report) -> Result<(), DbError> {
        let size = [Cell::Int(signed(self.size()))];
        for row in
            link.rows("SELECT size FROM ledger_checkpoint WHERE size > $1 ORDER BY size", &size).await?
        {
            let why = format!("only {} leaves are there", self.size());
            report.find("ledger_checkpoint", row.at::<i64>(0)?, "size", Wrong::CheckpointChanged(why));
        }
        for row in link
            .rows("SELECT level, idx, hash FROM ledger_node WHERE level = 0 AND idx >= $1 LIMIT 100", &size)
            .await?
        {
            report.find("ledger_leaf", row.at::<i64>(1)?, "place", Wrong::LeafMissing);
        }
        self.check_cosignatures(link, report).await?;
        if self.signed < self.size() {
            report.find("ledger_checkpoint", self.size(), "size", Wrong::NotSigned);
        }
        Ok(())
    }

    /// Every word of a witness must be its own, over the head beside which it was kept.
    async fn check_cosignatures(&self, link: &mut Link, report: &mut Report) -> Result<(), DbError> {
        let sql = "SELECT ledger_cosignature.size, ledger_cosignature.witness, ledger_cosignature.line, \
                   ledger_checkpoint.note FROM ledger_cosignature \
                   JOIN ledger_checkpoint ON ledger_checkpoint.size = ledger_cosignature.size \
                   WHERE ledger_cosignature.size > $1 OR (ledger_cosignature.size = $1 AND witness > $2) \
                   ORDER BY ledger_cosignature.size, witness LIMIT $3";
        let (mut size, mut witness) = (-1_i64, String::new());
        loop {
            let after = [Cell::Int(size), Cell::Text(witness.clone()), Cell::Int(AT_ONCE)];
            let rows = link.rows(sql, &after).await?;
            for row in &rows {
                (size, witness) = (row.at(0)?, row.at(1)?);
                let (line, note): (String, String) = (row.at(2)?, row.at(3)?);
                let key = NoteVerifier::parse(&witness).ok();
                let head = Note::parse(note.into_bytes()).ok();
                let held = key.zip(head).and_then(|(key, head)| of_witness(&head, &line, &key));
                match held {
                    Some(_) => report.cosignatures += 1,
                    None => report.find("ledger_cosignature", size, "line", Wrong::CosignatureChanged),
                }
            }
            if rows.len() < AT_ONCE.unsigned_abs() as usize {
                return Ok(());
            }
        }
    }
}
