//! Changing the index: documents come, change and go, and a commit says up to where the changes are known.

use std::sync::Arc;

use tantivy::indexer::UserOperation;
use tantivy::{IndexWriter, Term};

use crate::batch::{Batch, Taken, Underway};
use crate::index::{Index, Opened, SearchError};

/// A document as the index takes it. Its words are read and not kept.
#[derive(Clone, Copy, Debug)]
pub struct Document<'t> {
    /// By what it is known: the next one of the same name takes its place.
    pub id: &'t str,
    /// Of what kind it is.
    pub kind: u64,
    /// Who may find it: any one of these keys opens it.
    pub scopes: &'t [u64],
    /// Larger figures come first.
    pub order: u64,
    /// What it is called.
    pub title: &'t str,
    /// What it says.
    pub text: &'t str,
}

/// The one hand that writes. It holds memory and a lock until it is dropped.
pub struct Writer<'i> {
    index: &'i Index,
    inner: IndexWriter<Taken>,
    /// What is not handed over yet.
    batch: Batch,
    underway: Arc<Underway>,
}

/// Memory enough for a few changes at a time.
const SMALL: usize = 15_000_000;

impl Index {
    /// Begins to change the index, with `memory` bytes for what is new; little is enough for a few changes.
    ///
    /// # Errors
    /// When another program changes it, or the folder cannot be written.
    pub fn writer(&self, memory: usize) -> Result<Writer<'_>, SearchError> {
        let inner = self.inner.writer_with_num_threads(1, memory.max(SMALL))?;
        Ok(Writer { index: self, inner, batch: Batch::of(self.fields), underway: Arc::default() })
    }
}

impl Writer<'_> {
    /// Takes in a document of which none of the same name is there.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn add(&mut self, document: &Document) -> Result<(), SearchError> {
        self.batch.add(document);
        if self.batch.is_full() { self.hand_over() } else { Ok(()) }
    }

    fn hand_over(&mut self) -> Result<(), SearchError> {
        let documents = self.batch.hand_over(&self.underway);
        self.inner.run(documents.into_iter().map(UserOperation::Add))?;
        Ok(())
    }

    /// Takes in a document in place of the one of the same name.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn put(&mut self, document: &Document) -> Result<(), SearchError> {
        self.remove(document.id);
        self.add(document)
    }

    /// Takes a document out.
    pub fn remove(&mut self, id: &str) {
        // Only what was handed over before is reached by this.
        self.batch.remove(id);
        self.inner.delete_term(Term::from_field_text(self.index.fields.id, id));
    }

    /// Takes all documents out.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn clear(&mut self) -> Result<(), SearchError> {
        self.batch = Batch::of(self.index.fields);
        self.inner.delete_all_documents()?;
        Ok(())
    }

    /// Keeps the changes: they are found from now on, and the index knows that it has seen everything up to `cursor`.
    ///
    /// # Errors
    /// When the folder cannot be written; then nothing has changed.
    pub fn commit(&mut self, cursor: u64) -> Result<(), SearchError> {
        self.hand_over()?;
        let mut prepared = self.inner.prepare_commit()?;
        prepared.set_payload(&self.index.payload(cursor));
        prepared.commit()?;
        self.index.reader.reload()?;
        Ok(())
    }

    /// Writes anew whatever still holds words of documents that were taken out, and removes the old files.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn forget_removed(&mut self) -> Result<(), SearchError> {
        let metas = self.inner.index().searchable_segment_metas()?;
        let touched = metas.iter().filter(|meta| meta.has_deletes()).map(tantivy::SegmentMeta::id);
        let touched: Vec<_> = touched.collect();
        // As long as a segment is named here its files are not removed.
        drop(metas);
        if !touched.is_empty() {
            self.inner.merge(&touched).wait()?;
        }
        self.index.reader.reload()?;
        self.inner.garbage_collect_files().wait()?;
        Ok(())
    }

    /// Waits until the folder is in order again.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn finish(self) -> Result<(), SearchError> {
        self.inner.wait_merging_threads()?;
        self.index.reader.reload()?;
        Ok(())
    }
}

impl Opened {
    /// The index, however it was opened.
    pub fn into_index(self) -> Index {
        match self {
            Opened::Kept(index) | Opened::New(index) => index,
        }
    }
}
