//! A copy is made while the site is used, checked before it counts, and never put over anything.

use std::sync::Arc;

use base::backup::{BackupFault, backup, restore};
use base::book::{Book, Report};
use base::db::Place;
use base::unit::UnitContext;
use base::{Database, Failure};
use uuid::Uuid;

use crate::ground::{Driver, Ground, run};
use crate::steps::{COVERED, TABLES, Take};

const URL: &str = "https://song-lam.example";

async fn take(ground: &Ground, n: u128) {
    for at in 0..n {
        ground.database.run(Take { id: Uuid::from_u128(at + 1), days: 3 }).await.unwrap();
    }
}

async fn open(ground: &Ground) -> Book {
    Book::open(&ground.database, &ground.folder().join("keys"), URL).await.unwrap()
}

fn place(ground: &Ground, name: &str) -> Place {
    Place::File(ground.folder().join(name))
}

#[test]
fn a_copy_is_made_under_load_and_put_back_whole() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        let book = open(&ground).await;
        take(&ground, 20).await;
        book.integrate(&ground.database).await.unwrap();
        let database = ground.database.clone();
        let load = tokio::spawn(async move {
            for at in 100..400 {
                database.run(Take { id: Uuid::from_u128(at), days: 3 }).await?;
            }
            Ok::<_, Failure>(())
        });
        let copy = ground.folder().join("copy.db");
        let made = backup(&ground.place, &copy, Some(book.log()), COVERED).await.unwrap();
        load.await.unwrap().unwrap();
        assert!(made.rows >= 20);
        let put_back = place(&ground, "new.db");
        let report: Report = restore(&copy, &put_back, Some(book.log()), COVERED).await.unwrap();
        assert_eq!((report.entries, report.rows), (made.entries, made.rows));
        let context = UnitContext { clock: ground.clock.clone(), patience: 1 };
        let migrations = [base::migrations::MIGRATIONS, TABLES].concat();
        let database = Database::open(&put_back, &migrations, context).await.unwrap();
        database.run(Take { id: Uuid::from_u128(9_000), days: 3 }).await.unwrap();
        Book::open(&database, &ground.folder().join("keys"), URL).await.unwrap();
    });
}

#[test]
fn nothing_is_ever_overwritten() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        let book = open(&ground).await;
        take(&ground, 2).await;
        let copy = ground.folder().join("copy.db");
        backup(&ground.place, &copy, Some(book.log()), COVERED).await.unwrap();
        let again = backup(&ground.place, &copy, Some(book.log()), COVERED).await;
        assert!(matches!(again, Err(BackupFault::Exists(_))));
        let over = restore(&copy, &ground.place, Some(book.log()), COVERED).await;
        assert!(matches!(over, Err(BackupFault::Exists(_))), "the live database stays");
        std::fs::write(ground.folder().join("other.db-wal"), b"left over").unwrap();
        let beside = restore(&copy, &place(&ground, "other.db"), Some(book.log()), COVERED).await;
        assert!(matches!(beside, Err(BackupFault::Exists(_))), "an old log would be played into it");
    });
}

#[test]
fn a_copy_that_does_not_hold_is_not_put_back() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        let book = open(&ground).await;
        take(&ground, 5).await;
        book.integrate(&ground.database).await.unwrap();
        let copy = ground.folder().join("copy.db");
        backup(&ground.place, &copy, Some(book.log()), COVERED).await.unwrap();
        let forger = rusqlite::Connection::open(&copy).unwrap();
        forger.execute("UPDATE remedy_step SET days = 99 WHERE days = 3", []).unwrap();
        drop(forger);
        let target = place(&ground, "new.db");
        let refused = restore(&copy, &target, Some(book.log()), COVERED).await;
        assert!(matches!(&refused, Err(BackupFault::DoesNotHold(_))), "{refused:?}");
        assert!(refused.unwrap_err().to_string().contains("remedy: remedy_step"));
        std::fs::write(&copy, b"no database at all, but long enough to be read as one").unwrap();
        let refused = restore(&copy, &target, Some(book.log()), COVERED).await;
        assert!(matches!(refused, Err(BackupFault::File { .. })));
        let left: Vec<_> = std::fs::read_dir(ground.folder())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .filter(|name| name.starts_with("new.db"))
            .collect();
        assert!(left.is_empty(), "{left:?}");
    });
}

#[test]
fn a_server_is_copied_by_its_own_tool() {
    run(Driver::Postgres, TABLES, async |ground: Arc<Ground>| {
        let refused = backup(&ground.place, &ground.folder().join("copy.db"), None, COVERED).await;
        assert!(refused.is_err_and(|fault| fault.to_string().contains("pg_dump --format=custom")));
        let refused = restore(&ground.folder().join("copy.db"), &ground.place, None, COVERED).await;
        assert!(refused.is_err_and(|fault| fault.to_string().contains("pg_restore")));
    });
}
