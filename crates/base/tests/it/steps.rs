//! A small table of its own kind, whose rows leave leaves as those of a stage do.

use base::book::{Covered, Gone};
use base::db::{self, Migration};
use base::{Failure, Unit, UseCase, entity};
use domain::common::text::Line;
use uuid::Uuid;

pub const TABLES: &[Migration] = &[Migration {
    name: "90_remedy",
    tables: "CREATE TABLE remedy_step (\n  id TEXT PRIMARY KEY,\n  words TEXT NOT NULL,\n  days INTEGER NOT NULL,\n  \
        code TEXT NOT NULL,\n  version INTEGER NOT NULL\n);",
    sqlite: "",
    postgres: "",
}];

pub const COVERED: &[Covered] = &[Covered::of::<StepRow>()];

entity! {
    /// A step of a remedy.
    pub struct StepRow = "remedy_step" {
        /// Its key.
        id: Uuid,
        /// What was said: not in clear in the book.
        words: Line,
        /// Within how many days.
        days: i64,
        /// A code.
        code: String,
    }
}

/// Takes a step, and writes the row of an earlier one again.
#[derive(Clone)]
pub struct Take {
    pub id: Uuid,
    pub days: i64,
}

impl UseCase for Take {
    type Outcome = ledger::Hash;

    async fn run(&self, unit: &mut Unit) -> Result<ledger::Hash, Failure> {
        let found: Option<StepRow> = db::find(unit, self.id).await?;
        let words = format!("Ông Trần Văn Bình hứa làm trong {} ngày", self.days).parse().unwrap();
        let (id, days) = (self.id, self.days);
        let row = match found {
            Some(row) => StepRow { words, days, ..row },
            None => StepRow { id, words, days, code: "open".to_owned(), version: 0 },
        };
        unit.commit("remedy.step_taken", row, Vec::new()).await?;
        unit.leaf().ok_or(Failure::Missing)
    }
}

/// Takes two new steps at once, under one leaf.
#[derive(Clone)]
pub struct TakeTwo(pub Uuid, pub Uuid);

impl UseCase for TakeTwo {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let words: Line = "Ông Trần Văn Bình hứa làm".parse().unwrap();
        let row = |id| StepRow { id, words: words.clone(), days: 1, code: "open".to_owned(), version: 0 };
        unit.commit("remedy.steps_taken", (row(self.0), row(self.1)), Vec::new()).await?;
        Ok(())
    }
}

/// Erases the words of steps, and writes a mark in their place.
#[derive(Clone)]
pub struct Erase {
    pub gone: Gone,
    pub words: &'static str,
}

impl UseCase for Erase {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        self.gone.erase(unit, "remedy.copies_emptied", COVERED).await?;
        for (_, key) in &self.gone.rows {
            let id: Uuid = key.parse().unwrap();
            let row: StepRow = unit.need(id).await?;
            let row = StepRow { words: self.words.parse().unwrap(), ..row };
            unit.commit("remedy.step_erased", row, Vec::new()).await?;
        }
        Ok(())
    }
}
