//! The index of this node: opened when it is first needed, thrown away when it is damaged.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use ::search::{Index, SearchError};
use sha2::{Digest, Sha256};

use super::Source;
use crate::Failure;

/// The index of this node and what is found through it.
pub struct Shelf {
    folder: PathBuf,
    sources: Vec<Source>,
    version: String,
    index: Mutex<Option<Arc<Index>>>,
}

/// How an index stands to the book.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Standing {
    /// How many texts it holds.
    pub count: u64,
    /// Up to which place of the book it has read; `None` while it is being made.
    pub cursor: Option<u64>,
}

impl Shelf {
    /// The shelf of a node that keeps its data in `data`.
    pub fn below(data: &std::path::Path, sources: Vec<Source>) -> Self {
        // Whatever changes in what is read makes the index another one.
        let read = sources.iter().map(|one| format!("{one:?}\n")).collect::<String>();
        let version = hex::encode(&Sha256::digest(read)[..8]);
        Shelf { folder: data.join("search"), sources, version, index: Mutex::new(None) }
    }

    /// What can be found.
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// The source of a kind.
    pub fn source(&self, kind: &str) -> Option<&Source> {
        self.sources.iter().find(|source| source.kind == kind)
    }

    /// The index, opened if it is not open.
    ///
    /// # Errors
    /// [`Failure::Fault`] when its folder cannot be read or written.
    pub fn index(&self) -> Result<Arc<Index>, Failure> {
        let mut held = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(index) = held.as_ref() {
            return Ok(index.clone());
        }
        let index = Index::open(&self.folder, &self.version).map_err(fault)?.into_index();
        self.close_to_others();
        Ok(held.insert(Arc::new(index)).clone())
    }

    /// Throws the index away: the next step of the feed makes it anew.
    ///
    /// # Errors
    /// [`Failure::Fault`] when its folder cannot be written.
    pub fn begin_anew(&self) -> Result<(), Failure> {
        let mut held = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        *held = None;
        let index = Index::anew(&self.folder, &self.version).map_err(fault)?;
        self.close_to_others();
        *held = Some(Arc::new(index));
        Ok(())
    }

    /// Whether the folder of an open index has been taken away.
    pub(crate) fn is_gone(&self) -> bool {
        !self.folder.join("meta.json").exists()
    }

    /// How the index stands.
    ///
    /// # Errors
    /// As [`Shelf::index`].
    pub fn standing(&self) -> Result<Standing, Failure> {
        let index = self.index()?;
        Ok(Standing { count: index.count(), cursor: index.cursor() })
    }

    /// Where words stand is as secret as the words.
    fn close_to_others(&self) {
        use std::os::unix::fs::PermissionsExt as _;
        let only_owner = std::fs::Permissions::from_mode(0o700);
        if let Err(error) = std::fs::set_permissions(&self.folder, only_owner) {
            tracing::warn!(%error, folder = %self.folder.display(), "the index is open to others");
        }
    }
}

/// What an index says, as a failure of the program.
pub(crate) fn fault(error: SearchError) -> Failure {
    match error {
        SearchError::Busy => Failure::NotNow(5),
        error => Failure::Fault(error.to_string()),
    }
}
