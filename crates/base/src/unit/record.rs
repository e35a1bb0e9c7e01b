//! The two doors into the tables.
//!
//! `record` writes the pending leaf of a step — which rows, which figures, salted digests of words —
//! and hands back the rows as [`Recorded`]; `save` takes nothing else. `keep` takes the rows of the few
//! working tables that leave no leaf (docs/working-data.md).

use domain::common::id::PersonId;

use super::Unit;
use crate::book::{self, RowImage};
use crate::db::{self, Cell, Entity};
use crate::{Failure, dice};

/// Rows that the book knows of and that may be saved now.
#[must_use = "what was recorded must be saved in the same unit"]
#[derive(Debug)]
pub struct Recorded<R> {
    rows: R,
}

/// A row of a working table: it may change and vanish without a leaf.
#[derive(Debug)]
pub struct Working<T: WorkingRow>(pub T);

/// A table that is listed in docs/working-data.md.
pub trait WorkingRow: Entity {}

/// One row or several that are written by one step.
pub trait Rows: Send + Sized {
    /// Adds what the book keeps of each row.
    fn images(&self, into: &mut Vec<RowImage>);
    /// Writes each row as its next version.
    fn write(self, unit: &mut Unit) -> impl Future<Output = Result<Self, Failure>> + Send;
}

impl<T: Entity> Rows for T {
    fn images(&self, into: &mut Vec<RowImage>) {
        let mut next = self.clone();
        next.set_version(self.version() + 1);
        into.push(RowImage::of(&next));
    }

    async fn write(mut self, unit: &mut Unit) -> Result<Self, Failure> {
        if self.version() == 0 {
            db::insert(unit, &mut self).await?;
        } else if !db::update(unit, &mut self).await? {
            return Err(Failure::Stale);
        }
        Ok(self)
    }
}

impl<R: Rows> Rows for Vec<R> {
    fn images(&self, into: &mut Vec<RowImage>) {
        self.iter().for_each(|row| row.images(into));
    }

    async fn write(self, unit: &mut Unit) -> Result<Self, Failure> {
        let mut written = Vec::with_capacity(self.len());
        for row in self {
            written.push(row.write(unit).await?);
        }
        Ok(written)
    }
}

impl<R: Rows> Rows for Option<R> {
    fn images(&self, into: &mut Vec<RowImage>) {
        self.iter().for_each(|row| row.images(into));
    }

    async fn write(self, unit: &mut Unit) -> Result<Self, Failure> {
        Ok(match self {
            Some(row) => Some(row.write(unit).await?),
            None => None,
        })
    }
}

macro_rules! rows_together {
    ($($name:ident $part:tt),+) => {
        impl<$($name: Rows),+> Rows for ($($name,)+) {
            fn images(&self, into: &mut Vec<RowImage>) {
                $(self.$part.images(into);)+
            }
            async fn write(self, unit: &mut Unit) -> Result<Self, Failure> {
                Ok(($(self.$part.write(unit).await?,)+))
            }
        }
    };
}
rows_together!(A 0, B 1);
rows_together!(A 0, B 1, C 2);
rows_together!(A 0, B 1, C 2, D 3);
rows_together!(A 0, B 1, C 2, D 3, E 4);

/// What a person is told in the product, and by mail where mail is set up.
#[derive(Clone, Debug)]
pub struct Notice {
    /// Who is told.
    pub to: PersonId,
    /// The message, as in the message files.
    pub key: &'static str,
    /// What the message names.
    pub args: Vec<(&'static str, String)>,
    /// Where it leads.
    pub link: String,
}

impl Notice {
    /// Tells `to` the message `key`, which leads to the page at `link`.
    pub fn new(to: PersonId, key: &'static str, link: impl Into<String>) -> Self {
        Notice { to, key, args: Vec::new(), link: link.into() }
    }

    /// Adds what the message names.
    #[must_use]
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        self.args.push((name, value.to_string()));
        self
    }
}

impl Unit {
    /// Writes the leaf of a step and its messages; the rows can then be saved.
    ///
    /// `kind` is `<stage>.<past participle>`.
    ///
    /// # Errors
    /// What the database says.
    pub async fn record<R: Rows>(
        &mut self,
        kind: &'static str,
        rows: R,
        messages: Vec<Notice>,
    ) -> Result<Recorded<R>, Failure> {
        let mut images = Vec::new();
        rows.images(&mut images);
        book::write_pending(self, kind, &images).await?;
        for message in messages {
            self.tell(message).await?;
        }
        Ok(Recorded { rows })
    }

    /// Saves what was recorded.
    ///
    /// # Errors
    /// [`Failure::Stale`] when a row has changed since it was read.
    pub async fn save<R: Rows>(&mut self, recorded: Recorded<R>) -> Result<R, Failure> {
        recorded.rows.write(self).await
    }

    /// Records and saves: the whole of an act that has nothing to do in between.
    ///
    /// # Errors
    /// As [`Unit::record`] and [`Unit::save`].
    pub async fn commit<R: Rows>(
        &mut self,
        kind: &'static str,
        rows: R,
        messages: Vec<Notice>,
    ) -> Result<R, Failure> {
        let recorded = self.record(kind, rows, messages).await?;
        self.save(recorded).await
    }

    /// Keeps a row of working data.
    ///
    /// # Errors
    /// [`Failure::Stale`] when the row has changed since it was read.
    pub async fn keep<T: WorkingRow>(&mut self, row: Working<T>) -> Result<T, Failure> {
        row.0.write(self).await
    }

    /// Takes a row of working data away.
    ///
    /// # Errors
    /// What the database says.
    pub async fn drop_working<T: WorkingRow>(&mut self, row: &T) -> Result<(), Failure> {
        Ok(db::delete(self, row).await?)
    }

    async fn tell(&mut self, notice: Notice) -> Result<(), Failure> {
        let args: serde_json::Map<String, serde_json::Value> =
            notice.args.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        let values = [
            Cell::Text(dice::named(self.at()).to_string()),
            Cell::Text(notice.to.to_string()),
            Cell::Text(notice.key.to_owned()),
            Cell::Text(serde_json::to_string(&args)?),
            Cell::Text(notice.link),
            Cell::Int(self.at().as_microsecond()),
        ];
        let sql = "INSERT INTO base_notice (id, person_id, message, args, link, at) VALUES ($1, $2, $3, $4, $5, $6)";
        self.execute(sql, &values).await?;
        Ok(())
    }
}
