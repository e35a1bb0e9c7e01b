//! The history of the tables: a program starts over the tables that it was built for, and over earlier ones.

use base::Database;
use base::db::Migration;
use base::unit::UnitContext;

use crate::ground::{Ground, on_both};

const TABLE: Migration = Migration {
    name: "90_history",
    tables: "CREATE TABLE test_history (\n  id TEXT PRIMARY KEY\n);",
    sqlite: "",
    postgres: "",
};

async fn opens(ground: &Ground, more: &[Migration]) -> Result<(), String> {
    let migrations = [base::migrations::MIGRATIONS, more].concat();
    let context = UnitContext { clock: ground.clock.clone(), patience: 1 };
    Database::open(&ground.place, &migrations, context).await.map(|_| ()).map_err(|error| error.to_string())
}

on_both! { &[TABLE];
    async fn a_newer_program_brings_the_tables_up_to_date_and_an_older_one_names_what_it_does_not_know(ground) {
        let added = Migration { name: "91_history", tables: "CREATE TABLE test_later (\n  id TEXT PRIMARY KEY\n);", ..TABLE };
        assert_eq!(opens(&ground, &[TABLE]).await, Ok(()));
        assert_eq!(opens(&ground, &[TABLE, added]).await, Ok(()));
        let older = opens(&ground, &[TABLE]).await.unwrap_err();
        assert!(older.contains("91_history") && older.contains("newer program"), "{older}");
    }

    async fn a_step_that_was_taken_with_another_text_is_refused(ground) {
        let other = Migration { tables: "CREATE TABLE test_history (\n  key TEXT PRIMARY KEY\n);", ..TABLE };
        let changed = opens(&ground, &[other]).await.unwrap_err();
        assert!(changed.contains("90_history was applied with another text"), "{changed}");
    }
}
