//! After words were erased: nothing is left of them in freed pages of the database, and a file that nothing names any more goes from
//! the disk.

use base::db::DbError;
use base::files::FileStore;
use base::house::Boxed;
use base::jobs::Handler;
use base::{Database, Failure};

use super::store;

/// The job that is added with each erasure; it is told the digest of the file, or nothing.
pub const KIND: &str = "opinion.forget_words";

/// The tables in which the words stood.
const TABLES: [&str; 5] =
    ["opinion_paragraph", "opinion_opinion", "opinion_objection", "opinion_file", "ledger_content"];

/// Makes sure that nothing is left of words that were erased.
pub struct ForgetWords {
    /// The files of the house.
    pub files: FileStore,
}

impl Handler for ForgetWords {
    fn run<'a>(&'a self, database: &'a Database, digest: &'a str) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            let is_named = store::names_of_bytes(&mut *database.read().await?, digest).await? > 0;
            if !digest.is_empty() && !is_named {
                let removed = self.files.remove(digest);
                removed
                    .map_err(|error| Failure::Fault(format!("file {digest} cannot be removed: {error}")))?;
            }
            for table in TABLES {
                database.forget_deleted(table).await.map_err(|error: DbError| Failure::from(error))?;
            }
            Ok(())
        })
    }
}
