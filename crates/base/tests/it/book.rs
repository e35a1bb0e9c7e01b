//! The book: leaves get places, heads are signed, proofs hold, and whatever was changed is found.

use std::path::Path;
use std::sync::Arc;

use base::book::{self, Book, BookFault, Gone, Report, Wrong, verify};
use base::{Failure, Unit, UseCase};
use ledger::{Checkpoint, Promise};
use uuid::Uuid;

use crate::ground::{Driver, Ground, on_both, run};
use crate::steps::{COVERED, Erase, TABLES, Take, TakeTwo};

const URL: &str = "https://song-lam.example";

async fn open(ground: &Ground) -> Result<Book, BookFault> {
    Book::open(&ground.database, &keys(ground), URL).await
}

fn keys(ground: &Ground) -> std::path::PathBuf {
    ground.folder().join("keys")
}

/// Takes `n` steps on `n / 2` rows, so that each row has a history.
async fn take(ground: &Ground, n: i64) -> Vec<ledger::Hash> {
    let mut leaves = Vec::new();
    for at in 0..n {
        let id = Uuid::from_u128((at / 2 + 1) as u128);
        leaves.push(ground.database.run(Take { id, days: at }).await.unwrap());
    }
    leaves
}

async fn check(ground: &Ground, book: &Book) -> Report {
    let mut link = ground.database.read_long().await.unwrap();
    verify(&mut link, book.log(), COVERED, &mut |_| {}).await.unwrap()
}

/// A write around the program.
#[derive(Clone)]
pub struct Raw(pub String);

impl UseCase for Raw {
    type Outcome = u64;
    async fn run(&self, unit: &mut Unit) -> Result<u64, Failure> {
        Ok(unit.execute(&self.0, &[]).await?)
    }
}

pub async fn raw(ground: &Ground, sql: &str) -> Result<u64, Failure> {
    ground.database.run(Raw(sql.to_owned())).await
}

/// Changes what the triggers guard, as one who owns the machine can.
pub async fn force(ground: &Ground, table: &str, sql: &str) {
    let names = match ground.driver {
        Driver::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = $1",
        Driver::Postgres => {
            "SELECT trigger_name::text FROM information_schema.triggers WHERE event_object_table = $1"
        }
    };
    let mut link = ground.database.read().await.unwrap();
    let mut triggers: Vec<String> =
        link.rows(names, &[table.into()]).await.unwrap().iter().map(|row| row.at(0).unwrap()).collect();
    triggers.sort();
    triggers.dedup();
    drop(link);
    for name in triggers {
        let on = if ground.driver == Driver::Sqlite { String::new() } else { format!(" ON {table}") };
        raw(ground, &format!("DROP TRIGGER {name}{on}")).await.unwrap();
    }
    assert!(raw(ground, sql).await.unwrap() > 0, "nothing was changed by {sql}");
}

on_both! { TABLES;
    async fn every_leaf_gets_one_place_and_the_head_is_signed(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 600).await;
        let before = check(&ground, &book).await;
        assert!(before.holds(), "{:?}", before.mismatches);
        assert_eq!((before.entries, before.pending, before.rows), (0, 600, 300));
        assert_eq!(book.integrate(&ground.database).await.unwrap(), 600);
        assert_eq!(book.integrate(&ground.database).await.unwrap(), 0);
        let after = check(&ground, &book).await;
        assert!(after.holds(), "{:?}", after.mismatches);
        assert_eq!((after.entries, after.pending, after.rows, after.checkpoints), (600, 0, 300, 3));
        assert_eq!(after.head.unwrap().size(), 600);
    }

    async fn places_within_a_batch_do_not_tell_the_order(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 100).await;
        book.integrate(&ground.database).await.unwrap();
        let mut link = ground.database.read().await.unwrap();
        let rows = link.rows("SELECT place FROM ledger_leaf ORDER BY id", &[]).await.unwrap();
        let places: Vec<i64> = rows.iter().map(|row| row.at(0).unwrap()).collect();
        assert!(!places.is_sorted());
    }

    async fn a_leaf_is_promised_at_once_and_proved_later(ground) {
        let book = open(&ground).await.unwrap();
        let leaf = take(&ground, 1).await[0];
        let now = ground.clock.now();
        let key = book::promise_key(&keys(&ground)).unwrap().unwrap();
        let promise = book::promise(&key, book.log(), leaf, now).unwrap();
        let promise = Promise::open(&promise, std::slice::from_ref(book.promises())).unwrap();
        assert_eq!((promise.origin(), promise.leaf()), (book.log().name(), leaf));
        assert_eq!(promise.integrate_by(), now.as_second() as u64 + 60);
        let mut link = ground.database.read().await.unwrap();
        assert!(book::prove(&mut link, book.log(), &leaf).await.unwrap().is_none());
        let stamp = book::stamp_of(&mut link, "remedy_step", &Uuid::from_u128(1).to_string()).await.unwrap();
        let stamp = stamp.unwrap();
        assert_eq!((stamp.place, stamp.short.len(), stamp.leaf), (None, 8, leaf));
        drop(link);
        book.integrate(&ground.database).await.unwrap();
        let mut link = ground.database.read().await.unwrap();
        let receipt = book::prove(&mut link, book.log(), &leaf).await.unwrap().unwrap();
        let head = Checkpoint::open(receipt.checkpoint(), book.log()).unwrap().head();
        receipt.verify_inclusion(&leaf, &head).unwrap();
        assert!(matches!(
            book::prove(&mut link, book.log(), &ledger::leaf_hash(b"never")).await,
            Err(Failure::Missing)
        ));
    }

    async fn every_proof_holds_and_every_tree_grows_from_the_one_before(ground) {
        let book = open(&ground).await.unwrap();
        let mut heads = Vec::new();
        for n in [1, 2, 5, 30, 33] {
            take(&ground, n).await;
            book.integrate(&ground.database).await.unwrap();
            let mut link = ground.database.read().await.unwrap();
            heads.push(book::last_head(&mut link, book.log()).await.unwrap().unwrap().checkpoint.head());
        }
        let leaves = take(&ground, 9).await;
        book.integrate(&ground.database).await.unwrap();
        let mut link = ground.database.read().await.unwrap();
        let last = book::last_head(&mut link, book.log()).await.unwrap().unwrap().checkpoint.head();
        for leaf in leaves {
            let receipt = book::prove(&mut link, book.log(), &leaf).await.unwrap().unwrap();
            receipt.verify_inclusion(&leaf, &last).unwrap();
        }
        for head in heads {
            let proof = book::prove_growth(&mut link, head.size, last.size).await.unwrap();
            ledger::verify_consistency(&head, &last, &proof).unwrap();
        }
        assert!(book::prove_growth(&mut link, 5, 4).await.is_err());
        assert!(book::prove_growth(&mut link, 5, 5_000).await.is_err());
    }

    async fn a_second_node_leaves_the_signing_to_the_first(ground) {
        let first = open(&ground).await.unwrap();
        take(&ground, 3).await;
        let other = ground.folder().join("other keys");
        let second = Book::open(&ground.database, &other, URL).await.unwrap();
        assert_eq!(second.integrate(&ground.database).await.unwrap(), 0, "it has no log key");
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 3);
    }

    async fn only_who_holds_the_lease_places_leaves(ground) {
        let first = open(&ground).await.unwrap();
        let second = open(&ground).await.unwrap();
        take(&ground, 3).await;
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 3);
        take(&ground, 3).await;
        assert_eq!(second.integrate(&ground.database).await.unwrap(), 0, "the lease is not its own");
        let later = ground.clock.now() + std::time::Duration::from_secs(31);
        ground.clock.set(later);
        assert_eq!(second.integrate(&ground.database).await.unwrap(), 3, "the lease had run out");
        take(&ground, 3).await;
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 0, "the number has moved on");
        assert!(check(&ground, &second).await.holds());
    }

    async fn two_sequencers_at_once_make_one_tree(ground) {
        let books = [open(&ground).await.unwrap(), open(&ground).await.unwrap()].map(Arc::new);
        take(&ground, 400).await;
        let both = books.clone().map(|book| {
            let database = ground.database.clone();
            tokio::spawn(async move { book.integrate(&database).await })
        });
        let mut placed = 0;
        for one in both {
            placed += one.await.unwrap().unwrap();
        }
        assert_eq!(placed, 400);
        assert!(check(&ground, &books[0]).await.holds());
    }

    async fn a_restart_finds_the_tree_that_was_signed(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 20).await;
        book.integrate(&ground.database).await.unwrap();
        assert_eq!(open(&ground).await.unwrap().log(), book.log());
        force(&ground, "ledger_node", "UPDATE ledger_node SET hash = (SELECT hash FROM ledger_node \
            WHERE level = 0 AND idx = 0) WHERE level = 4 AND idx = 0").await;
        assert!(matches!(open(&ground).await, Err(BookFault::Tree(_))));
        take(&ground, 2).await;
        assert!(matches!(book.integrate(&ground.database).await, Err(Failure::Fault(_))), "it is not signed");
    }

    async fn a_tree_that_was_cut_back_is_refused(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 4).await;
        book.integrate(&ground.database).await.unwrap();
        take(&ground, 4).await;
        book.integrate(&ground.database).await.unwrap();
        force(&ground, "ledger_checkpoint", "DELETE FROM ledger_checkpoint WHERE size = 8").await;
        let refused = open(&ground).await.map(|_| ());
        assert!(matches!(&refused, Err(BookFault::Tree(text)) if text.contains("older copy")), "{refused:?}");
        book::accept_older(&keys(&ground), ground.clock.now()).unwrap();
        open(&ground).await.unwrap();
    }

    async fn another_logs_key_is_refused(ground) {
        open(&ground).await.unwrap();
        let other = ground.folder().join("other keys");
        book::Keys::open(&other, "another.example", false).unwrap();
        let refused = Book::open(&ground.database, &other, URL).await.map(|_| ());
        assert!(matches!(refused, Err(BookFault::Keys(text)) if text.contains("belongs to the log")));
    }

    async fn what_was_written_into_the_book_stays(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 4).await;
        book.integrate(&ground.database).await.unwrap();
        take(&ground, 1).await;
        for sql in [
            "DELETE FROM ledger_leaf WHERE place IS NULL",
            "UPDATE ledger_leaf SET hash = 'x' WHERE place IS NULL",
            "UPDATE ledger_leaf SET kind = 'x' WHERE place = 1",
            "UPDATE ledger_leaf SET place = NULL WHERE place = 1",
            "UPDATE ledger_leaf SET place = 99 WHERE place = 1",
            "DELETE FROM ledger_content",
            "UPDATE ledger_content SET encoding = 2",
            "UPDATE ledger_content SET bytes = salt",
            "DELETE FROM ledger_node",
            "UPDATE ledger_node SET idx = 99 WHERE idx = 1",
            "DELETE FROM ledger_checkpoint",
            "UPDATE ledger_checkpoint SET note = ''",
        ] {
            let refused = raw(&ground, sql).await;
            assert!(matches!(&refused, Err(Failure::Fault(text)) if text.contains("refused")), "{sql}: {refused:?}");
        }
        assert!(check(&ground, &book).await.holds());
    }

    async fn a_sealed_copy_may_be_emptied_and_the_book_still_holds(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 3).await;
        book.integrate(&ground.database).await.unwrap();
        // The second row has a second step, which has no place yet.
        take(&ground, 4).await;
        let key = Uuid::from_u128(1).to_string();
        let row = vec![("remedy_step".to_owned(), key.clone())];
        let gone = Gone::of(&mut ground.database.read_long().await.unwrap(), row).await.unwrap();
        assert_eq!(gone.leaves.len(), 4, "two steps of each run wrote the row");
        ground.database.run(Erase { gone: gone.clone(), words: "…" }).await.unwrap();
        let report = check(&ground, &book).await;
        assert!(report.holds(), "{:?}", report.mismatches);
        assert_eq!(report.erased, 4);
        book.integrate(&ground.database).await.unwrap();
        let report = check(&ground, &book).await;
        assert!(report.holds() && report.erased == 4 && report.pending == 0, "{:?}", report.mismatches);
        // What stood beside it in the same steps is still answered for, and so is the row itself.
        force(&ground, "remedy_step", &format!("UPDATE remedy_step SET words = 'khác' WHERE id = '{key}'")).await;
        assert!(check(&ground, &book).await.mismatches.iter().any(|found| found.row == key));
    }

    async fn a_row_that_stood_beside_emptied_words_is_still_answered_for(ground) {
        let book = open(&ground).await.unwrap();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        ground.database.run(TakeTwo(one, other)).await.unwrap();
        let row = vec![("remedy_step".to_owned(), one.to_string())];
        let gone = Gone::of(&mut ground.database.read_long().await.unwrap(), row).await.unwrap();
        assert_eq!(gone.leaves.len(), 1);
        ground.database.run(Erase { gone, words: "…" }).await.unwrap();
        book.integrate(&ground.database).await.unwrap();
        assert!(check(&ground, &book).await.holds());
        // The leaf that answers for the other row is emptied in its turn: what it said of the first is said again.
        let row = vec![("remedy_step".to_owned(), other.to_string())];
        let gone = Gone::of(&mut ground.database.read_long().await.unwrap(), row).await.unwrap();
        ground.database.run(Erase { gone, words: "…" }).await.unwrap();
        let report = check(&ground, &book).await;
        assert!(report.holds() && report.erased == 2, "{:?}", report.mismatches);
        force(&ground, "remedy_step", &format!("UPDATE remedy_step SET words = 'khác' WHERE id = '{other}'")).await;
        let report = check(&ground, &book).await;
        assert!(report.mismatches.iter().any(|found| found.row == other.to_string()), "{:?}", report.mismatches);
    }

    async fn what_was_written_again_meanwhile_is_not_emptied(ground) {
        open(&ground).await.unwrap();
        take(&ground, 2).await;
        let row = vec![("remedy_step".to_owned(), Uuid::from_u128(1).to_string())];
        let gone = Gone::of(&mut ground.database.read_long().await.unwrap(), row).await.unwrap();
        take(&ground, 1).await;
        let refused = ground.database.run(Erase { gone, words: "…" }).await;
        assert!(matches!(refused, Err(Failure::Stale)), "{refused:?}");
    }

    async fn a_copy_that_somebody_emptied_around_the_program_is_named(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 4).await;
        book.integrate(&ground.database).await.unwrap();
        let empty = if ground.driver == Driver::Sqlite { "x''" } else { "''" };
        let sql = format!("UPDATE ledger_content SET salt = {empty}, bytes = {empty}");
        assert_eq!(raw(&ground, &sql).await.unwrap(), 4);
        let report = check(&ground, &book).await;
        assert_eq!(report.erased, 4);
        let named = |wrong| report.mismatches.iter().filter(|found| found.what == wrong).count();
        assert_eq!((named(Wrong::CopyEmptied), named(Wrong::RowUnknown)), (4, 2), "{:?}", report.mismatches);
    }

    async fn whatever_is_changed_around_the_program_is_named(ground) {
        let book = open(&ground).await.unwrap();
        take(&ground, 8).await;
        book.integrate(&ground.database).await.unwrap();
        take(&ground, 10).await;
        let third = Uuid::from_u128(3).to_string();
        let leaf = "(SELECT id FROM ledger_leaf WHERE place = 2)";
        let hidden = "zz000000-0000-0000-0000-000000000000";
        let cases: Vec<(&str, String, &str, &str, Wrong)> = vec![
            ("remedy_step", format!("UPDATE remedy_step SET words = 'khác' WHERE id = '{third}'"), &third, "words", Wrong::CellChanged),
            ("remedy_step", format!("UPDATE remedy_step SET days = 9 + days WHERE id = '{third}'"), &third, "days", Wrong::CellChanged),
            ("remedy_step", format!("UPDATE remedy_step SET code = 'done' WHERE id = '{third}'"), &third, "code", Wrong::CellChanged),
            ("remedy_step", format!("UPDATE remedy_step SET version = version - 1 WHERE id = '{third}'"), &third, "version", Wrong::RowOlder),
            ("remedy_step", format!("UPDATE remedy_step SET version = version + 1, days = 0 WHERE id = '{third}'"), &third, "version", Wrong::RowUnknown),
            ("remedy_step", format!("DELETE FROM remedy_step WHERE id = '{third}'"), &third, "", Wrong::RowMissing),
            ("remedy_step", format!("INSERT INTO remedy_step (id, words, days, code, version) VALUES ('{hidden}', '', 1, '', 1)"), hidden, "version", Wrong::RowUnknown),
            ("ledger_leaf", "UPDATE ledger_leaf SET hash = 'ab' || substr(hash, 3) WHERE place = 2".into(), "2", "hash", Wrong::LeafChanged),
            ("ledger_leaf", "UPDATE ledger_leaf SET place = 99 WHERE place = 2".into(), "2", "place", Wrong::LeafMissing),
            ("ledger_leaf", format!("UPDATE ledger_leaf SET kind = 'remedy.other' WHERE id = {leaf}"), "*", "kind", Wrong::LeafChanged),
            ("ledger_content", format!("UPDATE ledger_content SET bytes = salt WHERE leaf_id = {leaf}"), "*", "bytes", Wrong::CopyChanged),
            ("ledger_content", format!("DELETE FROM ledger_content WHERE leaf_id = {leaf}"), "*", "", Wrong::CopyMissing),
            ("ledger_content", format!("UPDATE ledger_content SET encoding = 7 WHERE leaf_id = {leaf}"), "*", "bytes", Wrong::CopyUnreadable("encoding 7".into())),
            ("ledger_node", "DELETE FROM ledger_node WHERE level = 1 AND idx = 1".into(), "1/1", "hash", Wrong::NodeChanged),
            ("ledger_node", "DELETE FROM ledger_node WHERE level = 0 AND idx = 1".into(), "1", "hash", Wrong::LeafChanged),
            ("ledger_checkpoint", "UPDATE ledger_checkpoint SET note = replace(note, '8', '9')".into(), "8", "note", Wrong::CheckpointChanged("*".into())),
            ("ledger_checkpoint", "UPDATE ledger_checkpoint SET size = 9".into(), "9", "size", Wrong::CheckpointChanged("*".into())),
            ("ledger_checkpoint", "DELETE FROM ledger_checkpoint".into(), "8", "size", Wrong::NotSigned),
            ("ledger_row", format!("UPDATE ledger_row SET leaf_id = {leaf} WHERE row_key = '{third}'"), "*", "leaf_id", Wrong::StampChanged),
        ];
        for (table, sql, row, column, what) in cases {
            let kept = Saved::of(&ground, table).await;
            force(&ground, table, &sql).await;
            let report = check(&ground, &book).await;
            let is_named = report.mismatches.iter().any(|found| {
                (row == "*" || found.row == row) && found.column == column
                    && std::mem::discriminant(&found.what) == std::mem::discriminant(&what)
            });
            assert!(is_named, "{sql}\n{:#?}", report.mismatches);
            kept.put_back(&ground).await;
            let report = check(&ground, &book).await;
            assert!(report.holds(), "put back after {sql}: {:?}", report.mismatches);
        }
    }
}

/// All rows of a table, to be put back after a change.
struct Saved {
    table: String,
}

impl Saved {
    async fn of(ground: &Ground, table: &str) -> Saved {
        raw(ground, &format!("CREATE TABLE saved AS SELECT * FROM {table}")).await.unwrap();
        Saved { table: table.to_owned() }
    }

    async fn put_back(self, ground: &Ground) {
        struct PutBack(String);
        impl UseCase for PutBack {
            type Outcome = ();
            async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
                // Foreign keys look at the end of the unit only.
                if unit.is_embedded() {
                    unit.execute("PRAGMA defer_foreign_keys = ON", &[]).await?;
                } else {
                    unit.execute("SET LOCAL session_replication_role = replica", &[]).await?;
                }
                unit.execute(&format!("DELETE FROM {}", self.0), &[]).await?;
                unit.execute(&format!("INSERT INTO {} SELECT * FROM saved", self.0), &[]).await?;
                unit.execute("DROP TABLE saved", &[]).await?;
                Ok(())
            }
        }
        ground.database.run(PutBack(self.table)).await.unwrap();
    }
}

#[test]
fn the_keys_of_a_log_are_listed_for_the_backup() {
    run(Driver::Sqlite, TABLES, async |ground: Arc<Ground>| {
        let book = open(&ground).await.unwrap();
        take(&ground, 1).await;
        book.integrate(&ground.database).await.unwrap();
        let names: Vec<_> = book.keys().files().iter().map(|path| name(path)).collect();
        assert_eq!(names, ["log.key", "log.mark", "promise.key"]);
    });
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}
