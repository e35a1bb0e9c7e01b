//! A connection for reading: where it goes when it is no longer needed, and reading the database as it stands at one moment.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::sqlite::ReaderPool;
use super::{DbError, Link, SqliteLink};

/// How many statements readers have run since the program started.
static READ: AtomicU64 = AtomicU64::new(0);

/// How many statements readers have run since the program started: what a page costs is the difference.
pub fn statements_read() -> u64 {
    READ.load(Ordering::Relaxed)
}

/// A connection for reading only, given back when it is dropped.
pub struct Reader {
    link: Option<Link>,
    home: Home,
}

/// Where a connection goes when its reader is dropped.
enum Home {
    /// What holds it knows itself: a server's connection finds its pool, any other is closed.
    Itself,
    /// Among the idle readers of a file.
    Pool(ReaderPool),
    /// Back to the reader that lent it.
    Lender(Arc<Mutex<Option<Link>>>),
}

/// The way on which a connection that was lent comes back, however whoever had it ended.
pub(crate) struct Loan(Arc<Mutex<Option<Link>>>);

impl Reader {
    /// A reader of the pool of a file.
    pub(super) fn of_pool(link: SqliteLink, pool: ReaderPool) -> Self {
        Reader { link: Some(Link::Sqlite(link)), home: Home::Pool(pool) }
    }

    /// A reader that stands alone.
    pub(super) fn alone(link: Link) -> Self {
        Reader { link: Some(link), home: Home::Itself }
    }

    /// Lends the connection; this reader must take it back before it is used again.
    pub(crate) fn lend(&mut self) -> (Reader, Loan) {
        let way = Arc::default();
        let lent = Reader { link: self.link.take(), home: Home::Lender(Arc::clone(&way)) };
        (lent, Loan(way))
    }

    /// Takes back what was lent, once the other reader was dropped.
    ///
    /// # Errors
    /// [`DbError::Unavailable`] when the other one is still held.
    pub(crate) fn take_back(&mut self, loan: Loan) -> Result<(), DbError> {
        let link = loan.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        self.link = Some(link.ok_or_else(|| DbError::Unavailable("a connection did not come back".into()))?);
        Ok(())
    }

    /// From here to [`Reader::end_moment`] the database is read as it stands at one moment. Whatever asks the same again is
    /// given the same answer, and the database is not asked.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin_moment(&mut self) -> Result<(), DbError> {
        match &mut **self {
            Link::Sqlite(link) => link.begin_moment(),
            Link::Postgres(link) => link.begin_moment().await,
        }
    }

    /// Reads what stands there now again. A reader that is dropped within a moment ends it too, on a server at the price of its
    /// connection.
    ///
    /// # Errors
    /// What the database says.
    pub async fn end_moment(&mut self) -> Result<(), DbError> {
        match &mut **self {
            Link::Sqlite(link) => link.end_moment(),
            Link::Postgres(link) => link.end_moment().await,
        }
    }

    /// Begins a moment anew when a statement failed in it, since a server answers nothing more in a transaction that failed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn mend_moment(&mut self) -> Result<(), DbError> {
        if !self.failed() || self.answers().is_none() {
            return Ok(());
        }
        self.end_moment().await?;
        self.forget_failure();
        self.begin_moment().await
    }
}

impl std::ops::Deref for Reader {
    type Target = Link;
    #[expect(clippy::expect_used, reason = "the link is taken in drop, and while it is lent")]
    fn deref(&self) -> &Link {
        self.link.as_ref().expect("a reader holds its link until it is dropped or lent")
    }
}

impl std::ops::DerefMut for Reader {
    #[expect(clippy::expect_used, reason = "the link is taken in drop, and while it is lent")]
    fn deref_mut(&mut self) -> &mut Link {
        self.link.as_mut().expect("a reader holds its link until it is dropped or lent")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(link) = self.link.take() else { return };
        if let Home::Lender(way) = &self.home {
            *way.lock().unwrap_or_else(PoisonError::into_inner) = Some(link);
            return;
        }
        READ.fetch_add(link.statements(), Ordering::Relaxed);
        if let (Link::Sqlite(link), Home::Pool(pool)) = (link, &self.home) {
            pool.give_back(link);
        }
    }
}
