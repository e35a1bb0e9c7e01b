//! One history, whatever happens to those who sign: a leader that sleeps beyond its lease, a clock set back ten years,
//! a bit that flips anywhere in the stored tree.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use base::book::{self, Book, BookFault, verify};
use base::db::Place;
use base::unit::UnitContext;
use base::{Clock, Database, Failure};
use jiff::tz::TimeZone;
use ledger::{Checkpoint, Note};
use uuid::Uuid;

use crate::book::{force, raw};
use crate::ground::{Driver, Ground, on_both};
use crate::steps::{COVERED, TABLES, Take};

const URL: &str = "https://song-lam.example";
const LEASE: Duration = Duration::from_millis(700);

/// What runs in a process of its own: a node that writes leaves, and signs when the lease is its own. Started by the
/// test below it, told by its environment what to do.
#[test]
#[expect(clippy::disallowed_methods, reason = "the parent tells its child what to do")]
fn the_node_of_the_sequencer_tests_does_nothing_by_itself() {
    let (Ok(place), Ok(keys)) = (std::env::var("KIEMDIEM_NODE_PLACE"), std::env::var("KIEMDIEM_NODE_KEYS"))
    else {
        return;
    };
    let place =
        if place.starts_with("postgresql:") { Place::Server(place) } else { Place::File(place.into()) };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async {
        let migrations = [base::migrations::MIGRATIONS, TABLES].concat();
        let context = UnitContext { clock: Clock::machine(TimeZone::UTC), patience: 8 };
        let database = Database::open(&place, &migrations, context).await.unwrap();
        let book = Book::open(&database, keys.as_ref(), URL).await.unwrap().with_lease(LEASE);
        for n in 0.. {
            // A step may meet the other node; then the next one is taken.
            drop(database.run(Take { id: Uuid::new_v4(), days: n }).await);
            match book.integrate(&database).await {
                Ok(0) => {}
                Ok(_) => {
                    let mark = std::fs::read_to_string(std::path::Path::new(&keys).join("log.mark")).unwrap();
                    std::io::stdout().write_all(format!("\nsigned {mark:?}\n").as_bytes()).unwrap();
                }
                Err(Failure::Fault(text)) if !text.contains("busy") && !text.contains("locked") => {
                    std::io::stdout().write_all(format!("\nfault {text}\n").as_bytes()).unwrap();
                }
                Err(_) => {}
            }
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    });
}

/// A node in its own process.
struct Node {
    child: Child,
    lines: Receiver<String>,
    /// Heads that left the process.
    heads: Vec<Checkpoint>,
}

impl Node {
    fn start(ground: &Ground, keys: &std::path::Path) -> Node {
        let place = match &ground.place {
            Place::File(path) => path.display().to_string(),
            Place::Server(url) => url.clone(),
        };
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "sequencers::the_node_of_the_sequencer_tests_does_nothing_by_itself",
                "--nocapture",
            ])
            .env("KIEMDIEM_NODE_PLACE", place)
            .env("KIEMDIEM_NODE_KEYS", keys)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (say, lines) = channel();
        let out = BufReader::new(child.stdout.take().unwrap());
        std::thread::spawn(move || out.lines().map_while(Result::ok).try_for_each(|line| say.send(line)));
        Node { child, lines, heads: Vec::new() }
    }

    /// Reads what it said so far; how many heads it signed since the last look.
    fn hear(&mut self) -> usize {
        let before = self.heads.len();
        while let Ok(line) = self.lines.try_recv() {
            assert!(!line.starts_with("fault "), "{line}");
            if let Some(note) = line.strip_prefix("signed ") {
                let note: String = serde_json::from_str(note).unwrap();
                let note = Note::parse(note).unwrap();
                self.heads.push(Checkpoint::parse(note.text()).unwrap());
            }
        }
        self.heads.len() - before
    }

    /// Reads what it said so far; only what it signs from now on is news.
    fn forget(&mut self) {
        self.hear();
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }
}

impl Drop for Node {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// Waits until one node signs; whether it did before the time was up.
fn signs(node: &mut Node, within: Duration) -> bool {
    let end = Instant::now() + within;
    while Instant::now() < end {
        if 0 < node.hear() {
            return true;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    false
}

on_both! { TABLES;
    async fn a_leader_that_slept_beyond_its_lease_never_signs_a_second_history(ground) {
        let keys = [ground.folder().join("a"), ground.folder().join("b")];
        let log = Book::open(&ground.database, &keys[0], URL).await.unwrap().log().clone();
        std::fs::create_dir_all(&keys[1]).unwrap();
        std::fs::copy(keys[0].join("log.key"), keys[1].join("log.key")).unwrap();
        let mut nodes = keys.each_ref().map(|keys| Node::start(&ground, keys));
        let mut takeovers = 0;
        for round in 0..8_u64 {
            let leader = usize::from(!signs(&mut nodes[0], Duration::from_secs(2)));
            if leader == 1 {
                assert!(signs(&mut nodes[1], Duration::from_secs(10)), "nobody signs");
            }
            // At another moment each time, sometimes in the middle of a batch.
            std::thread::sleep(Duration::from_millis(13 * round));
            nodes[leader].signal("-STOP");
            std::thread::sleep(Duration::from_millis(50));
            nodes.iter_mut().for_each(|node| node.forget());
            // One that sleeps within its transaction may keep the other waiting: then nobody signs, which is no harm.
            takeovers += usize::from(signs(&mut nodes[1 - leader], LEASE * 6));
            nodes[leader].signal("-CONT");
            std::thread::sleep(LEASE / 3);
        }
        assert!(4 <= takeovers, "the other took over {takeovers} times only");
        nodes.iter_mut().for_each(|node| node.forget());
        let mut signed: BTreeMap<u64, Checkpoint> = BTreeMap::new();
        for head in nodes.iter().flat_map(|node| &node.heads) {
            let known = signed.entry(head.size()).or_insert_with(|| head.clone());
            assert_eq!(known.root(), head.root(), "two histories of {} entries", head.size());
        }
        assert!(nodes.iter().all(|node| !node.heads.is_empty()), "both signed");
        drop(nodes);
        let mut link = ground.database.read_long().await.unwrap();
        let report = verify(&mut link, &log, COVERED, &mut |_| {}).await.unwrap();
        assert!(report.holds(), "{:?}", report.mismatches);
        let last = book::last_head(&mut link, &log).await.unwrap().unwrap().checkpoint.head();
        for head in signed.values() {
            let proof = book::prove_growth(&mut link, head.size(), last.size).await.unwrap();
            ledger::verify_consistency(&head.head(), &last, &proof).expect("every head is part of one history");
        }
    }

    async fn a_clock_that_is_set_back_ten_years_stops_nobody_and_signs_no_second_history(ground) {
        let first = Book::open(&ground.database, &ground.folder().join("keys"), URL).await.unwrap();
        let now = ground.clock.now();
        let step = |n: u128| Take { id: Uuid::from_u128(n), days: 1 };
        ground.database.run(step(1)).await.unwrap();
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 1);
        ground.clock.set(now - Duration::from_hours(24 * 3653));
        ground.database.run(step(2)).await.unwrap();
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 1, "its lease is its own");
        // Restarted with the wrong clock, it finds a lease that seems to last for ten years more.
        ground.clock.set(now);
        ground.database.run(step(3)).await.unwrap();
        first.integrate(&ground.database).await.unwrap();
        ground.clock.set(now - Duration::from_hours(24 * 3653));
        let again = Book::open(&ground.database, &ground.folder().join("keys"), URL).await.unwrap();
        ground.database.run(step(4)).await.unwrap();
        assert_eq!(again.integrate(&ground.database).await.unwrap(), 1, "no lease lasts that long");
        ground.database.run(step(5)).await.unwrap();
        assert_eq!(first.integrate(&ground.database).await.unwrap(), 0, "the number has moved on");
        ground.clock.set(now);
        assert_eq!(again.integrate(&ground.database).await.unwrap(), 1);
        let mut link = ground.database.read_long().await.unwrap();
        assert!(verify(&mut link, again.log(), COVERED, &mut |_| {}).await.unwrap().holds());
    }

    async fn a_bit_that_flips_in_any_stored_hash_is_found_before_the_next_signature(ground) {
        let book = Book::open(&ground.database, &ground.folder().join("keys"), URL).await.unwrap();
        for n in 0..21 {
            ground.database.run(Take { id: Uuid::from_u128(n), days: 1 }).await.unwrap();
        }
        book.integrate(&ground.database).await.unwrap();
        ground.database.run(Take { id: Uuid::from_u128(99), days: 1 }).await.unwrap();
        // Once, so that the guards are gone.
        force(&ground, "ledger_node", "UPDATE ledger_node SET hash = hash WHERE idx = 0").await;
        force(&ground, "ledger_leaf", "UPDATE ledger_leaf SET kind = kind WHERE place = 0").await;
        let nodes: Vec<(i64, i64, Vec<u8>)> = {
            let mut link = ground.database.read().await.unwrap();
            let rows = link.rows("SELECT level, idx, hash FROM ledger_node", &[]).await.unwrap();
            let bytes = |row: &base::db::Row| match &row.cells()[2] {
                base::db::Cell::Bytes(bytes) => bytes.clone(),
                _ => panic!("a hash is bytes"),
            };
            rows.iter().map(|row| (row.at(0).unwrap(), row.at(1).unwrap(), bytes(row))).collect()
        };
        assert_eq!(nodes.len(), 21 + 10 + 5 + 2 + 1);
        for (n, (level, index, hash)) in nodes.iter().enumerate() {
            let mut flipped = hash.clone();
            flipped[n % 32] ^= 1 << (n % 8);
            set(&ground, *level, *index, &flipped).await;
            let refused = book.integrate(&ground.database).await;
            assert!(matches!(refused, Err(Failure::Fault(_))), "level {level}, place {index}: {refused:?}");
            let refused = Book::open(&ground.database, &ground.folder().join("keys"), URL).await.map(|_| ());
            assert!(matches!(refused, Err(BookFault::Tree(_))), "level {level}, place {index}: {refused:?}");
            set(&ground, *level, *index, hash).await;
        }
        raw(&ground, "UPDATE ledger_leaf SET hash = 'ab' || substr(hash, 3) WHERE place = 7").await.unwrap();
        assert!(matches!(book.integrate(&ground.database).await, Err(Failure::Fault(_))), "a leaf");
    }

    async fn a_leaf_that_changed_while_it_waited_is_not_signed(ground) {
        let book = Book::open(&ground.database, &ground.folder().join("keys"), URL).await.unwrap();
        for n in 0..3 {
            ground.database.run(Take { id: Uuid::from_u128(n), days: 1 }).await.unwrap();
        }
        let changes = [
            ("ledger_leaf", "SET hash = 'ab' || substr(hash, 3)", "it is not what its sealed copy commits to"),
            ("ledger_leaf", "SET hash = 'xy' || substr(hash, 3)", "nothing is signed"),
            ("ledger_content", "SET salt = bytes", "the salt of its sealed copy was changed"),
            ("ledger_content", "SET bytes = salt", "it is not what its sealed copy commits to"),
        ];
        for (table, change, says) in changes {
            let key = if table == "ledger_leaf" { "id" } else { "leaf_id" };
            let which = format!("{key} = (SELECT MIN(id) FROM ledger_leaf)");
            raw(&ground, &format!("CREATE TABLE kept AS SELECT * FROM {table} WHERE {which}")).await.unwrap();
            force(&ground, table, &format!("UPDATE {table} {change} WHERE {which}")).await;
            match book.integrate(&ground.database).await {
                Err(Failure::Fault(said)) => assert!(said.contains(says), "{change}: {said}"),
                other => panic!("{change}: {other:?}"),
            }
            let columns = if table == "ledger_leaf" { "hash" } else { "(salt, bytes)" };
            let kept = if table == "ledger_leaf" { "hash" } else { "salt, bytes" };
            force(&ground, table, &format!("UPDATE {table} SET {columns} = (SELECT {kept} FROM kept) WHERE {which}")).await;
            raw(&ground, "DROP TABLE kept").await.unwrap();
        }
        assert_eq!(book.integrate(&ground.database).await.unwrap(), 3);
    }
}

#[test]
#[ignore = "a measure for docs/performance.md, not a test"]
fn how_long_it_takes_to_look_at_the_stored_tree() {
    crate::ground::run(Driver::Sqlite, TABLES, async |ground| {
        let folder = ground.folder().join("keys");
        let book = Book::open(&ground.database, &folder, URL).await.unwrap();
        let steps = (0..32_u128).map(|lane| {
            let database = ground.database.clone();
            tokio::spawn(async move {
                for n in 0..1_024 {
                    database.run(Take { id: Uuid::from_u128(lane * 10_000 + n), days: 1 }).await.unwrap();
                }
            })
        });
        for step in steps.collect::<Vec<_>>() {
            step.await.unwrap();
        }
        while 0 < book.integrate(&ground.database).await.unwrap() {}
        let start = Instant::now();
        drop(Book::open(&ground.database, &folder, URL).await.unwrap());
        println!("the whole tree of 32,768 leaves: {:?}", start.elapsed());
    });
}

async fn set(ground: &Ground, level: i64, index: i64, hash: &[u8]) {
    let hex = hex::encode(hash);
    let bytes =
        if ground.driver == Driver::Sqlite { format!("x'{hex}'") } else { format!("decode('{hex}', 'hex')") };
    let sql = format!("UPDATE ledger_node SET hash = {bytes} WHERE level = {level} AND idx = {index}");
    assert_eq!(raw(ground, &sql).await.unwrap(), 1);
}
