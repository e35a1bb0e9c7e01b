//! The tables of the house itself; the stages' tables come after them.

use crate::db::Migration;

/// In this order, before those of the stages.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "01_base",
        tables: include_str!("../migrations/01_base.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "02_ledger",
        tables: include_str!("../migrations/02_ledger.sql"),
        sqlite: "",
        postgres: "",
    },
    Migration {
        name: "03_book",
        tables: include_str!("../migrations/03_book.sql"),
        sqlite: include_str!("../migrations/03_book.sqlite.sql"),
        postgres: include_str!("../migrations/03_book.postgres.sql"),
    },
    Migration {
        name: "04_jobs",
        tables: include_str!("../migrations/04_jobs.sql"),
        sqlite: "",
        postgres: "",
    },
];
