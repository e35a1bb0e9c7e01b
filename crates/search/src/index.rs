//! The index in its folder: opened, made anew where it is missing, damaged or of another making, and asked.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use tantivy::directory::error::LockError;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _,
};
use tantivy::store::Compressor;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};
use tantivy::{IndexReader, IndexSettings, ReloadPolicy, TantivyDocument, TantivyError};

use crate::executor;
use crate::query::Query;
use crate::words::Words;

/// How texts are cut into terms and what stands beside them: an index of another number is made anew.
const FORMAT: u32 = 1;

/// Why the index could not be asked or changed.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// Another program changes it.
    #[error("the index is being changed by another program")]
    Busy,
    /// It is not what was written there: it has to be made anew.
    #[error("the index is damaged: {0}")]
    Damaged(String),
    /// The folder cannot be read or written.
    #[error("the folder of the index: {0}")]
    Folder(String),
}

impl From<TantivyError> for SearchError {
    fn from(error: TantivyError) -> Self {
        match error {
            TantivyError::LockFailure(LockError::LockBusy, _) => SearchError::Busy,
            TantivyError::IoError(error) => SearchError::Folder(error.to_string()),
            TantivyError::OpenWriteError(error) => SearchError::Folder(error.to_string()),
            error => SearchError::Damaged(error.to_string()),
        }
    }
}

impl From<std::io::Error> for SearchError {
    fn from(error: std::io::Error) -> Self {
        SearchError::Folder(error.to_string())
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) kind: Field,
    pub(crate) scope: Field,
    pub(crate) order: Field,
    pub(crate) tie: Field,
    pub(crate) text: Field,
}

/// How an index was opened.
pub enum Opened {
    /// It was there, and has seen everything up to its cursor.
    Kept(Index),
    /// It was missing, damaged or of another making: it is empty now.
    New(Index),
}

/// The index.
pub struct Index {
    folder: PathBuf,
    version: String,
    pub(crate) inner: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
}

/// Which documents of a kind may be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Allowed {
    /// All of them.
    All,
    /// Those that one of these keys opens.
    Keys(HashSet<u64>),
}

/// Where a document stands in the order: the next page begins behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub(crate) order: u64,
    pub(crate) tie: u64,
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{:016x}{:016x}", self.order, self.tie)
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let number = u128::from_str_radix(text, 16)?;
        Ok(Place { order: (number >> 64) as u64, tie: number as u64 })
    }
}

/// A document that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// By what it is known.
    pub id: String,
    /// Where it stands.
    pub place: Place,
}

/// Tells apart documents of the same order, the same way in every index.
pub(crate) fn tie_of(id: &str) -> u64 {
    id.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Index {
    /// Opens the index in a folder. One that is missing, damaged, or was made for another `version` of what its documents
    /// are made of, begins anew.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn open(folder: &Path, version: &str) -> Result<Opened, SearchError> {
        match Self::kept(folder, version) {
            Some(index) => Ok(Opened::Kept(index)),
            None => Ok(Opened::New(Self::anew(folder, version)?)),
        }
    }

    fn kept(folder: &Path, version: &str) -> Option<Self> {
        let open = || Self::around(tantivy::Index::open_in_dir(folder)?, folder, version);
        guarded(open).ok().filter(|index| index.cursor().is_some())
    }

    /// Throws away what is in the folder and begins anew.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn anew(folder: &Path, version: &str) -> Result<Self, SearchError> {
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
        let settings = IndexSettings {
            docstore_compression: Compressor::None,
            docstore_compress_dedicated_thread: false,
            ..IndexSettings::default()
        };
        let inner = tantivy::Index::builder().schema(schema()).settings(settings).create_in_dir(folder)?;
        Self::around(inner, folder, version)
    }

    fn around(inner: tantivy::Index, folder: &Path, version: &str) -> Result<Self, SearchError> {
        let schema = inner.schema();
        if schema != self::schema() {
            return Err(SearchError::Damaged("its fields are others".into()));
        }
        inner.tokenizers().register(TOKENIZER, Terms::default());
        let fields = Fields {
            id: schema.get_field("id")?,
            kind: schema.get_field("kind")?,
            scope: schema.get_field("scope")?,
            order: schema.get_field("order")?,
            tie: schema.get_field("tie")?,
            text: schema.get_field("text")?,
        };
        let reader = inner.reader_builder().reload_policy(ReloadPolicy::Manual).doc_store_cache_num_blocks(8);
        let reader = reader.try_into()?;
        Ok(Index { folder: folder.to_owned(), version: version.to_owned(), inner, reader, fields })
    }

    /// The folder in which it lies.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn payload(&self, cursor: u64) -> String {
        format!("{FORMAT}/{}/{cursor}", self.version)
    }

    /// Up to where the index has seen what was to be seen; `None` for an index that has seen nothing.
    pub fn cursor(&self) -> Option<u64> {
        let payload = self.inner.load_metas().ok()?.payload?;
        payload.strip_prefix(&format!("{FORMAT}/{}/", self.version))?.parse().ok()
    }

    /// How many documents are in it.
    pub fn count(&self) -> u64 {
        self.reader.searcher().num_docs()
    }

    /// Reads every file whole and compares it with what was written.
    ///
    /// # Errors
    /// When a file is not what it was.
    pub fn check(&self) -> Result<(), SearchError> {
        let broken = guarded(|| Ok(self.inner.validate_checksum()?))?;
        match broken.iter().next() {
            None => Ok(()),
            Some(path) => Err(SearchError::Damaged(path.display().to_string())),
        }
    }

    /// The documents that a question means, among those that may be found, in their order, behind `after`, at most `limit`.
    ///
    /// # Errors
    /// When the index is damaged or its folder cannot be read.
    pub fn search(
        &self,
        query: &Query,
        allowed: &HashMap<u64, Allowed>,
        after: Option<Place>,
        limit: usize,
    ) -> Result<Vec<Found>, SearchError> {
        let searcher = self.reader.searcher();
        guarded(|| {
            let best = executor::best(&searcher, self.fields.text, query, (allowed, after, limit))?;
            best.into_iter()
                .map(|(place, address)| {
                    let document: TantivyDocument = searcher.doc(address)?;
                    let id = document.get_first(self.fields.id).and_then(|value| value.as_str());
                    let id = id.ok_or_else(|| SearchError::Damaged("a document without a name".into()))?;
                    Ok(Found { id: id.to_owned(), place })
                })
                .collect()
        })
    }
}

/// What a flipped bit in a file leads to is not foreseen where the file is read: it is told as damage, however it shows.
fn guarded<T>(read: impl FnOnce() -> Result<T, SearchError>) -> Result<T, SearchError> {
    let done = std::panic::catch_unwind(std::panic::AssertUnwindSafe(read));
    done.unwrap_or_else(|_| Err(SearchError::Damaged("it cannot be read".into())))
}

const TOKENIZER: &str = "terms";

fn schema() -> Schema {
    let mut schema = Schema::builder();
    let words = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions)
        .set_fieldnorms(false);
    schema.add_text_field("id", STRING | STORED);
    schema.add_u64_field("kind", FAST);
    schema.add_u64_field("scope", FAST);
    schema.add_u64_field("order", FAST);
    schema.add_u64_field("tie", FAST);
    schema.add_text_field("text", TextOptions::default().set_indexing_options(words));
    schema.build()
}

/// Gives the terms of a text to the index.
#[derive(Clone, Default)]
struct Terms {
    token: Token,
}

struct Stream<'t> {
    words: Words<'t>,
    token: &'t mut Token,
}

impl Tokenizer for Terms {
    type TokenStream<'t> = Stream<'t>;

    fn token_stream<'t>(&'t mut self, text: &'t str) -> Stream<'t> {
        self.token.reset();
        Stream { words: Words::of(text), token: &mut self.token }
    }
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        self.token.position = self.token.position.wrapping_add(1);
        self.words.next(&mut self.token.text).is_some()
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}
