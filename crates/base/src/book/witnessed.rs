//! What witnesses said of the heads of the tree: kept beside them, and put under them when they are given out.

use ledger::{Checkpoint, Note, NoteSignature, NoteVerifier};

use super::reading::{StoredHead, last_head, open_head};
use super::{BookFault, nodes};
use crate::db::{Cell, DbError, Link};
use crate::unit::{Unit, UseCase};
use crate::{Failure, Reader};

/// How far behind the newest head the one that is served may be, in microseconds, so that it has cosignatures.
const BEHIND: i64 = 60_000_000;

/// A witness that the operator named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WitnessAt {
    /// Its public key.
    pub key: NoteVerifier,
    /// The address to which `add-checkpoint` is appended; without one it is asked by nobody, and its word is brought
    /// by hand.
    pub url: Option<String>,
}

/// A checked cosignature, to be kept.
pub(crate) struct Keep {
    pub(crate) size: u64,
    pub(crate) witness: String,
    pub(crate) line: String,
}

impl UseCase for Keep {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let sql = "INSERT INTO ledger_cosignature (size, witness, at, line) VALUES ($1, $2, $3, $4) \
                   ON CONFLICT (size, witness) DO NOTHING";
        let values = [
            Cell::Int(nodes::signed(self.size)),
            Cell::Text(self.witness.clone()),
            Cell::Int(unit.at().as_microsecond()),
            Cell::Text(self.line.clone()),
        ];
        unit.execute(sql, &values).await?;
        Ok(())
    }
}

/// The signature lines of one witness under a head, checked; everything else in `lines` is ignored.
pub(crate) fn of_witness(head: &Note, lines: &str, witness: &NoteVerifier) -> Option<NoteSignature> {
    lines.lines().filter_map(NoteSignature::parse).find(|signature| {
        Note::new(head.text()).is_ok_and(|mut alone| {
            alone.add(signature.clone());
            alone.verify(std::slice::from_ref(witness)).is_ok()
        })
    })
}

/// Where a witness stands, as far as its word was kept.
pub(crate) async fn stands_at(link: &mut Link, witness: &NoteVerifier) -> Result<Option<u64>, DbError> {
    let sql = "SELECT MAX(size) FROM ledger_cosignature WHERE witness = $1";
    let row = link.row(sql, &[Cell::Text(witness.to_string())]).await?;
    let size = row.map(|row| row.at::<Option<i64>>(0)).transpose()?.flatten();
    size.map(nodes::unsigned).transpose()
}

/// The head under which a leaf at `place` is proven: of the latest that cover it the one with the most witnesses, else
/// the newest.
pub(crate) async fn head_over(
    link: &mut Link,
    log: &NoteVerifier,
    place: u64,
) -> Result<Option<StoredHead>, BookFault> {
    let sql = "SELECT size FROM (SELECT size FROM ledger_cosignature WHERE size > $1 ORDER BY size DESC LIMIT 64) \
               AS latest GROUP BY size ORDER BY COUNT(*) DESC, size DESC LIMIT 1";
    let found = link.row(sql, &[Cell::Int(nodes::signed(place))]).await?;
    match found.map(|row| row.at::<i64>(0)).transpose()? {
        Some(size) => witnessed(link, log, size).await.map(Some),
        None => last_head(link, log).await,
    }
}

/// The head that is served: the newest that has the most witnesses, unless that is more than a minute behind.
pub(crate) async fn served_head(
    link: &mut Link,
    log: &NoteVerifier,
) -> Result<Option<StoredHead>, BookFault> {
    let Some(newest) = last_head(link, log).await? else { return Ok(None) };
    let sql = "SELECT size FROM ledger_checkpoint WHERE at >= $1 AND size <= $2 ORDER BY size LIMIT 1";
    let since = Cell::Int(newest.at.as_microsecond() - BEHIND);
    let size = Cell::Int(nodes::signed(newest.checkpoint.size()));
    let oldest: i64 = match link.row(sql, &[since, size]).await? {
        Some(row) => row.at(0)?,
        None => return Ok(Some(newest)),
    };
    let sql = "SELECT size FROM ledger_cosignature WHERE size >= $1 GROUP BY size \
               ORDER BY COUNT(*) DESC, size DESC LIMIT 1";
    match link.row(sql, &[Cell::Int(oldest)]).await? {
        Some(row) => witnessed(link, log, row.at(0)?).await.map(Some),
        None => Ok(Some(newest)),
    }
}

/// The head of a size with the words of its witnesses, each checked again: a flipped bit in one must not spoil all.
async fn witnessed(link: &mut Link, log: &NoteVerifier, size: i64) -> Result<StoredHead, BookFault> {
    let sql = "SELECT size, at, note FROM ledger_checkpoint WHERE size = $1";
    let row = link.row(sql, &[Cell::Int(size)]).await?;
    let row = row.ok_or_else(|| BookFault::Tree(format!("the checkpoint of size {size} is gone")))?;
    let mut head = open_head(&row, log)?;
    let sql = "SELECT witness, line FROM ledger_cosignature WHERE size = $1 ORDER BY witness";
    for row in link.rows(sql, &[Cell::Int(size)]).await? {
        let (witness, line): (String, String) = (row.at(0)?, row.at(1)?);
        let witness = NoteVerifier::parse(&witness).ok();
        match witness.and_then(|witness| of_witness(&head.note, &line, &witness)) {
            Some(signature) => head.note.add(signature),
            None => tracing::error!(size, "a stored cosignature does not hold: run `kiemdiem verify`"),
        }
    }
    Ok(head)
}

/// Keeps the words that named witnesses put under heads of this log, brought as a note: by a file, a stick, a letter.
/// Says whose they were.
///
/// # Errors
/// When the note is not over a head that this log signed.
pub async fn bring(
    database: &crate::Database,
    log: &NoteVerifier,
    witnesses: &[WitnessAt],
    note: &Note,
) -> Result<Vec<NoteVerifier>, BookFault> {
    let checkpoint = Checkpoint::parse(note.text()).map_err(|error| BookFault::Tree(error.to_string()))?;
    let head = stored(&mut database.read().await?, log, checkpoint.size()).await?;
    if head.note.text() != note.text() {
        return Err(BookFault::Tree(format!(
            "the note is not over the head of {} entries that this log signed",
            checkpoint.size()
        )));
    }
    let lines: Vec<_> = note.signatures().iter().map(ToString::to_string).collect();
    let lines = lines.join("\n");
    let mut brought = Vec::new();
    for witness in witnesses {
        let Some(signature) = of_witness(&head.note, &lines, &witness.key) else { continue };
        let keep =
            Keep { size: checkpoint.size(), witness: witness.key.to_string(), line: signature.to_string() };
        database.run(keep).await.map_err(|failure| BookFault::Tree(format!("{failure:?}")))?;
        brought.push(witness.key.clone());
    }
    Ok(brought)
}

async fn stored(link: &mut Reader, log: &NoteVerifier, size: u64) -> Result<StoredHead, BookFault> {
    let sql = "SELECT size, at, note FROM ledger_checkpoint WHERE size = $1";
    match link.row(sql, &[Cell::Int(nodes::signed(size))]).await? {
        Some(row) => open_head(&row, log),
        None => Err(BookFault::Tree(format!("this log never signed a head of {size} entries"))),
    }
}
