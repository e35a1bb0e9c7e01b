//! A row of a table as a value of the program, and the few statements that every table needs.
//!
//! Columns are listed once, in `entity!`; the statements are made from that list.

use super::{Cell, DbError, Link, Row, Stored};

/// A column: its name, and whether its words must stay out of the book in clear.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// As in the table.
    pub name: &'static str,
    /// Whether it holds a person's words or name: the book then keeps a salted digest only.
    pub sealed: bool,
}

/// A thing that is kept as one row: an `id`, a `version` that counts its changes, and its columns.
pub trait Entity: Sized + Clone + Send + Sync + 'static {
    /// `<stage>_<noun>`.
    const TABLE: &'static str;
    /// All columns, `id` first and `version` last.
    const COLUMNS: &'static [Column];
    /// The cells, in the order of [`Entity::COLUMNS`].
    fn cells(&self) -> Vec<Cell>;
    /// Reads a row that was selected in that order.
    ///
    /// # Errors
    /// When a cell does not hold what its column is for.
    fn read(row: &Row) -> Result<Self, DbError>;
    /// The row's key.
    fn key(&self) -> Cell;
    /// How often the row has been written; 0 for one that is new.
    fn version(&self) -> i64;
    /// Sets the number of the next version.
    fn set_version(&mut self, version: i64);
}

/// A row that has no version yet.
pub trait NewRow: Entity {
    /// Whether it was never kept.
    fn is_new(&self) -> bool {
        self.version() == 0
    }
}

impl<T: Entity> NewRow for T {}

/// The columns of `T`, as a statement lists them.
fn columns<T: Entity>() -> String {
    T::COLUMNS.iter().map(|c| c.name).collect::<Vec<_>>().join(", ")
}

/// All rows that `rest` (a `WHERE …`, an `ORDER BY …`) selects.
///
/// # Errors
/// What the database says.
pub async fn select<T: Entity>(link: &mut Link, rest: &str, values: &[Cell]) -> Result<Vec<T>, DbError> {
    let sql = format!("SELECT {} FROM {} {rest}", columns::<T>(), T::TABLE);
    link.rows(&sql, values).await?.iter().map(T::read).collect()
}

/// The first row that `rest` selects.
///
/// # Errors
/// What the database says.
pub async fn one<T: Entity>(link: &mut Link, rest: &str, values: &[Cell]) -> Result<Option<T>, DbError> {
    Ok(select(link, rest, values).await?.into_iter().next())
}

/// The row with this key.
///
/// # Errors
/// What the database says.
pub async fn find<T: Entity>(link: &mut Link, id: impl Stored) -> Result<Option<T>, DbError> {
    one(link, "WHERE id = $1", &[id.to_cell()]).await
}

/// Writes a new row as version 1.
///
/// # Errors
/// What the database says, a broken constraint among it.
pub async fn insert<T: Entity>(link: &mut Link, row: &mut T) -> Result<(), DbError> {
    row.set_version(1);
    let places = (1..=T::COLUMNS.len()).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ");
    let sql = format!("INSERT INTO {} ({}) VALUES ({places})", T::TABLE, columns::<T>());
    link.execute(&sql, &row.cells()).await?;
    Ok(())
}

/// Writes the next version of a row that was read before; `false` when someone was faster.
///
/// # Errors
/// What the database says.
pub async fn update<T: Entity>(link: &mut Link, row: &mut T) -> Result<bool, DbError> {
    let before = row.version();
    row.set_version(before + 1);
    let sets = T::COLUMNS.iter().enumerate().skip(1).map(|(at, c)| format!("{} = ${}", c.name, at + 1));
    let sql = format!(
        "UPDATE {} SET {} WHERE id = $1 AND version = ${}",
        T::TABLE,
        sets.collect::<Vec<_>>().join(", "),
        T::COLUMNS.len() + 1
    );
    let mut values = row.cells();
    values.push(Cell::Int(before));
    Ok(link.execute(&sql, &values).await? == 1)
}

/// Takes a working row away. Nothing that left a leaf is ever taken away.
///
/// # Errors
/// What the database says.
pub async fn delete<T: Entity>(link: &mut Link, row: &T) -> Result<(), DbError> {
    link.execute(&format!("DELETE FROM {} WHERE id = $1", T::TABLE), &[row.key()]).await?;
    Ok(())
}

/// Declares a row: `entity! { /// doc  pub struct Point = "synthesis_point" { id: PointId, … } }`.
///
/// A `version: i64` is added as the last column.
#[macro_export]
macro_rules! entity {
    ($(#[$doc:meta])* pub struct $name:ident = $table:literal {
        $($(#[$field_doc:meta])* $field:ident : $kind:ty),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $kind,)+
            /// How often this row has been written; 0 while it is new.
            pub version: i64,
        }

        impl $crate::db::Entity for $name {
            const TABLE: &'static str = $table;
            const COLUMNS: &'static [$crate::db::Column] = &[
                $($crate::db::Column {
                    name: stringify!($field),
                    sealed: <$kind as $crate::db::Stored>::SEALED,
                },)+
                $crate::db::Column { name: "version", sealed: false },
            ];
            fn cells(&self) -> Vec<$crate::db::Cell> {
                vec![
                    $($crate::db::Stored::to_cell(&self.$field),)+
                    $crate::db::Cell::Int(self.version),
                ]
            }
            fn read(row: &$crate::db::Row) -> Result<Self, $crate::db::DbError> {
                let mut place = 0..;
                let mut next = || place.next().unwrap_or(usize::MAX);
                Ok($name { $($field: row.at(next())?,)+ version: row.at(next())? })
            }
            fn key(&self) -> $crate::db::Cell {
                let first = [$($crate::db::Stored::to_cell(&self.$field)),+];
                first.into_iter().next().unwrap_or($crate::db::Cell::Null)
            }
            fn version(&self) -> i64 { self.version }
            fn set_version(&mut self, version: i64) { self.version = version; }
        }
    };
}
