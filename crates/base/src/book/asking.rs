//! Asking witnesses for their word on each new head (C2SP `tlog-witness`).
//!
//! Nothing waits for a witness: leaves are placed and heads are signed whether it answers or not. One that does not
//! answer is asked less and less often, and at once again when it does.

use std::sync::Arc;
use std::time::Duration;

use ledger::{AddCheckpoint, NoteSignature};

use super::open::Book;
use super::reading::{StoredHead, last_head, prove_growth};
use super::witnessed::{Keep, WitnessAt, of_witness, stands_at};
use crate::db::Database;
use crate::dice;
use crate::remote::{Answer, Remote};

/// How often a witness that answers is asked.
const PACE: Duration = Duration::from_secs(2);
/// The longest pause before a witness that does not answer is asked again.
const LONGEST: Duration = Duration::from_secs(300);

/// What became of one request.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    /// The witness has seen the newest head, or there is none.
    UpToDate,
    /// It cosigned.
    Cosigned(u64),
    /// It stands elsewhere and says where.
    StandsAt(u64),
    /// It could not be asked, or refused; the sentence says why.
    Not(String),
}

/// Asks one witness for as long as the program runs.
pub async fn keep_asking(book: Arc<Book>, database: Database, witness: WitnessAt) {
    let Some(url) = &witness.url else { return };
    let remote = match Remote::at(url) {
        Ok(remote) => remote,
        Err(error) => return tracing::error!(%error, witness = %witness.key.name(), "a witness is not asked"),
    };
    let mut asking = Asking { book, database, witness, remote, stands: None, pause: PACE };
    loop {
        let asked = asking.once().await;
        asking.settle(&asked);
        tokio::time::sleep(asking.pause).await;
    }
}

struct Asking {
    book: Arc<Book>,
    database: Database,
    witness: WitnessAt,
    remote: Remote,
    /// Where the witness stands, as far as is known.
    stands: Option<u64>,
    pause: Duration,
}

impl Asking {
    /// Learns where the witness stands, and how soon to ask again.
    fn settle(&mut self, asked: &Asked) {
        let name = self.witness.key.name();
        match asked {
            Asked::UpToDate => self.pause = PACE,
            Asked::Cosigned(size) => {
                tracing::info!(witness = %name, size, "a witness cosigned");
                (self.stands, self.pause) = (Some(*size), PACE);
            }
            // Asked again at once from where it stands, but not for ever.
            Asked::StandsAt(size) if self.stands != Some(*size) => {
                (self.stands, self.pause) = (Some(*size), Duration::ZERO);
            }
            Asked::StandsAt(_) => self.wait_longer(),
            Asked::Not(why) => {
                tracing::warn!(witness = %name, %why, "a witness did not cosign");
                self.wait_longer();
            }
        }
    }

    /// Twice as long, and never all nodes at the same moment.
    fn wait_longer(&mut self) {
        let [chance, ..] = dice::bytes32();
        let twice = self.pause.max(PACE).saturating_mul(2).min(LONGEST);
        self.pause = twice.mul_f64(0.75 + f64::from(chance) / 512.0);
    }

    async fn once(&self) -> Asked {
        let prepared = match self.prepare().await {
            Ok(Some(prepared)) => prepared,
            Ok(None) => return Asked::UpToDate,
            Err(asked) => return asked,
        };
        let (head, request) = prepared;
        let (remote, body) = (self.remote.clone(), request.to_string());
        let answer =
            tokio::task::spawn_blocking(move || remote.post("add-checkpoint", body.as_bytes())).await;
        let answer = match answer {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => return Asked::Not(error.to_string()),
            Err(error) => return Asked::Not(error.to_string()),
        };
        match read_answer(&answer) {
            Answered::Lines(lines) => match of_witness(&head.note, lines, &self.witness.key) {
                Some(signature) => self.keep(&head, &signature).await,
                None => Asked::Not("it answered without a cosignature by the key that is set for it".into()),
            },
            Answered::Size(size) => Asked::StandsAt(size),
            Answered::Refused(why) => Asked::Not(why),
        }
    }

    /// The newest head and what is asked about it; `None` when the witness has seen it.
    async fn prepare(&self) -> Result<Option<(StoredHead, AddCheckpoint)>, Asked> {
        let not = |error: &dyn std::fmt::Display| Asked::Not(error.to_string());
        let mut link = self.database.read().await.map_err(|error| not(&error))?;
        let head = last_head(&mut link, self.book.log()).await.map_err(|error| not(&error))?;
        let Some(head) = head else { return Ok(None) };
        let size = head.checkpoint.size();
        let kept = stands_at(&mut link, &self.witness.key).await.map_err(|error| not(&error))?;
        if kept == Some(size) {
            return Ok(None);
        }
        let old = self.stands.or(kept).unwrap_or(0);
        if size < old {
            return Err(Asked::Not(format!(
                "it saw a tree of {old} entries, this one has {size}: this database is an older copy"
            )));
        }
        let proof = if old == 0 { Ok(Vec::new()) } else { prove_growth(&mut link, old, size).await };
        let proof = proof.map_err(|failure| Asked::Not(format!("{failure:?}")))?;
        let note = head.note.clone();
        Ok(Some((head, AddCheckpoint { old, proof, note })))
    }

    async fn keep(&self, head: &StoredHead, signature: &NoteSignature) -> Asked {
        let size = head.checkpoint.size();
        let keep = Keep { size, witness: self.witness.key.to_string(), line: signature.to_string() };
        match self.database.run(keep).await {
            Ok(()) => Asked::Cosigned(size),
            Err(failure) => Asked::Not(format!("its word could not be kept: {failure:?}")),
        }
    }
}

/// An answer as the specification gives it.
#[derive(Debug, PartialEq, Eq)]
enum Answered<'a> {
    Lines(&'a str),
    Size(u64),
    Refused(String),
}

fn read_answer(answer: &Answer) -> Answered<'_> {
    let text = str::from_utf8(&answer.body).unwrap_or_default();
    match answer.status {
        200 => Answered::Lines(text),
        409 => match text.trim_end_matches('\n').parse() {
            Ok(size) => Answered::Size(size),
            Err(_) => Answered::Refused(
                "status 409: it holds another tree of this size that this log signed: find out at once"
                    .into(),
            ),
        },
        422 => Answered::Refused(
            "status 422: it says that this tree does not continue the one it saw: find out at once".into(),
        ),
        status => {
            let said: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
            Answered::Refused(format!("status {status}: {said}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_read_as_the_specification_says() {
        let read = |status, body: &str| {
            let answer = Answer { status, body: body.as_bytes().to_vec() };
            match read_answer(&answer) {
                Answered::Lines(lines) => format!("lines {lines}"),
                Answered::Size(size) => format!("size {size}"),
                Answered::Refused(why) => why,
            }
        };
        assert_eq!(read(200, "— w AAAA\n"), "lines — w AAAA\n");
        assert_eq!(read(409, "17\n"), "size 17");
        assert!(read(409, "roots differ\n").contains("another tree of this size"));
        assert!(read(422, "").contains("does not continue"));
        assert_eq!(read(503, "later\u{1b}[2J\n"), "status 503: later[2J");
    }
}
