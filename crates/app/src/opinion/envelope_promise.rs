//! What whoever sent an envelope is handed, signed: under which mark and commitment it will stand in the book, and by when. An envelope
//! has no leaf of its own, so this is no promise of a leaf; past its day, and without the mark in the book, it proves that an
//! envelope was taken and lost.

use base::Failure;
use base::book;
use base::config::Config;
use base::db::Link;
use domain::common::id::ChannelId;
use jiff::civil::Date;
use ledger::{Note, NoteKey};

/// The first line. It keeps the text from being read as a checkpoint or as the promise of a leaf.
const FORM: &str = "kiemdiem/envelope-promise/v1";

/// Who promises.
#[derive(Clone, Debug)]
pub struct Promising {
    key: NoteKey,
    log: String,
}

fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}

impl Promising {
    /// This node, with the key that the book knows.
    ///
    /// # Errors
    /// When this node has not opened its book.
    pub async fn of(config: &Config, link: &mut Link) -> Result<Self, Failure> {
        let log = book::log_of(link).await.map_err(fault)?;
        let key = book::promise_key(&config.keys).map_err(fault)?;
        let (log, key) =
            log.zip(key).ok_or_else(|| fault("this node promises nothing: its book is not open"))?;
        Ok(Promising { key, log: log.name().to_owned() })
    }

    /// The signed text. The same envelope always gets the same.
    ///
    /// # Errors
    /// When the text cannot be signed.
    pub fn sign(
        &self,
        channel: ChannelId,
        mark: &str,
        commitment: &str,
        by: Date,
    ) -> Result<String, Failure> {
        let log = &self.log;
        let text =
            format!("{FORM}\nlog {log}\nchannel {channel}\nmark {mark}\ncommitment {commitment}\nby {by}\n");
        let mut note = Note::new(text).map_err(fault)?;
        note.sign(&self.key);
        Ok(note.to_string())
    }
}
