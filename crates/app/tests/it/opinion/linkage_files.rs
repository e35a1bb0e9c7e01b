//! The linkage attacker with the files in hand: the database's own (heap, indexes, write-ahead log), copies made by the backup,
//! and all that the program logs. Whatever order things have in any of them is paired with every order of the members.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use app::opinion::mark_envelopes::MarkEnvelopes;
use base::backup::backup;
use base::jobs::Handler;
use testkit::{Kind, TestHouse, both};

use super::anonymous::{code, forgetting, integrate};
use super::linkage::{
    BY_CHANCE, Campaign, MEMBERS, Order, all_write, bytes_below, hits, orders_of_members, orders_of_opinions,
    part, words,
};

/// Sixteen bytes by which something is recognised, and its place among its like.
type Needles = HashMap<[u8; 16], usize>;

/// The first and the last place of each needle in these bytes.
fn places(bytes: &[u8], needles: &Needles) -> BTreeMap<usize, (usize, usize)> {
    let mut begins = vec![false; 1 << 16];
    for needle in needles.keys() {
        begins[usize::from(needle[0]) << 8 | usize::from(needle[1])] = true;
    }
    let mut found = BTreeMap::new();
    for (at, window) in bytes.windows(16).enumerate() {
        if begins[usize::from(window[0]) << 8 | usize::from(window[1])]
            && let Some(which) = needles.get(window)
        {
            found.entry(*which).or_insert((at, at)).1 = at;
        }
    }
    found
}

/// The files that the attacker has, each with its bytes; a log of many parts is one file.
struct Files(Vec<(String, Vec<u8>)>);

/// Where a server keeps its files, and from which part of its log on this campaign stands in it.
struct Server {
    folder: PathBuf,
    database: String,
    first_log: String,
}

async fn server(house: &TestHouse) -> Server {
    let one = async |sql: &str| house.rows(sql, &[]).await[0].at::<String>(0).unwrap();
    Server {
        folder: one("SELECT current_setting('data_directory')").await.into(),
        database: one("SELECT CAST(oid AS TEXT) FROM pg_database WHERE datname = current_database()").await,
        first_log: one("SELECT pg_walfile_name(pg_current_wal_lsn())").await,
    }
}

impl Server {
    /// Heap, indexes and whatever else lies in the folder of the database; then the log since the campaign began.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files = bytes_below(&self.folder.join("base").join(&self.database));
        let mut logs: Vec<PathBuf> = std::fs::read_dir(self.folder.join("pg_wal"))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        logs.sort();
        let is_later = |path: &&PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            name.len() == 24 && self.first_log <= name
        };
        let log = logs
            .iter()
            .filter(is_later)
            .flat_map(|path| without_heads(&std::fs::read(path).unwrap()))
            .collect();
        files.push(("pg_wal".to_owned(), log));
        files.push((
            "server.log".to_owned(),
            std::fs::read(self.folder.join("server.log")).unwrap_or_default(),
        ));
        files
    }
}

/// A segment of the log without the heads of its pages, which may stand in the middle of what was written: 24 bytes each, 40 at
/// the head of the segment (PostgreSQL, `src/include/access/xlog_internal.h`).
fn without_heads(segment: &[u8]) -> Vec<u8> {
    let body = |(at, page): (usize, &[u8])| page[if at == 0 { 40 } else { 24 }..].to_vec();
    segment.chunks(8192).enumerate().flat_map(body).collect()
}

impl Files {
    /// The orders in which these things stand in each file in which all of them do.
    fn orders(&self, what: &str, needles: &Needles, names: &[String]) -> Vec<Order> {
        let mut orders = Vec::new();
        for (file, bytes) in &self.0 {
            let found = places(bytes, needles);
            if found.len() != names.len() {
                continue;
            }
            let (mut first, mut last): (Vec<_>, Vec<_>) =
                found.iter().map(|(which, (first, last))| ((*first, *which), (*last, *which))).unzip();
            first.sort_unstable();
            last.sort_unstable();
            for (which, order) in [("first", first), ("last", last)] {
                let order = order.into_iter().map(|(_, which)| names[which].clone()).collect();
                orders.push((format!("{which} {what} in {file}"), order));
            }
        }
        orders
    }

    /// How many of these things stand anywhere.
    fn count(&self, needles: &Needles) -> usize {
        self.0.iter().map(|(_, bytes)| places(bytes, needles).len()).sum()
    }
}

/// The last sixteen bytes of a text.
fn tail(text: &str) -> [u8; 16] {
    part(text.as_bytes(), text.len() - 16)
}

/// What each opinion is recognised by: its words, the keys of its rows, the digest of its receipt.
async fn needles_of_opinions(house: &TestHouse, names: &[String]) -> Vec<(String, Needles)> {
    let sql = "SELECT p.text, l.id, p.id, o.id, l.receipt, t.id FROM opinion_letter l \
               JOIN opinion_paragraph p ON p.letter_id = l.id JOIN opinion_opinion o ON o.paragraph_id = p.id \
               JOIN opinion_trace t ON t.opinion_id = o.id WHERE l.source = 'anonymous'";
    let rows = house.rows(sql, &[]).await;
    let which =
        |row: &base::db::Row| names.iter().position(|name| *name == row.at::<String>(0).unwrap()).unwrap();
    let mut all = vec![(
        "words".to_owned(),
        (0..MEMBERS).map(|at| (tail(&format!("Ý kiến mang số kín {at:03}")), at)).collect(),
    )];
    for (at, what) in [(1, "letter"), (2, "paragraph"), (3, "opinion"), (4, "receipt"), (5, "trace")] {
        let needles = rows.iter().map(|row| (tail(&row.at::<String>(at).unwrap()), which(row))).collect();
        all.push((what.to_owned(), needles));
    }
    all
}

/// What came of the attack: how many pairs of orders were tried, and how many authors the best and all of them found.
struct Attack {
    tried: usize,
    sum: usize,
    best: (usize, String),
}

/// How many authors are found when the first is paired with the first, and so on.
fn paired(opinions: &[String], members: &[String], author: &HashMap<String, String>) -> usize {
    opinions.iter().zip(members).filter(|(opinion, member)| author.get(*opinion) == Some(*member)).count()
}

fn attack(c: &Campaign, opinions: &[Order], members: &[Order]) -> Attack {
    let author: HashMap<String, String> = c
        .came
        .iter()
        .enumerate()
        .map(|(at, person)| (words(at).trim().to_owned(), person.to_string()))
        .collect();
    let mut attack = Attack { tried: 0, sum: 0, best: (0, String::new()) };
    for (by, opinions) in opinions {
        for (as_, members) in members {
            let found = hits(opinions, members, &author);
            attack.tried += 1;
            attack.sum += paired(opinions, members, &author);
            if attack.best.0 < found {
                attack.best = (found, format!("{by} beside {as_}"));
            }
        }
    }
    attack
}

/// One whole campaign, and everything that the attacker makes of its files.
async fn attacked(house: &TestHouse) -> (Campaign, Files, Attack) {
    let server = match house.kind() {
        Kind::Postgres => Some(server(house).await),
        Kind::Sqlite => None,
    };
    let written = all_write(house).await;
    MarkEnvelopes.run(&house.house.database, "").await.unwrap();
    let before = copy(house, "before").await;
    house.set_day("2026-11-21");
    assert_eq!(written.a.release(house).await.unwrap(), i64::try_from(MEMBERS).unwrap());
    forgetting(house).run(&house.house.database, "").await.unwrap();
    integrate(house).await;
    let after = copy(house, "after").await;
    let mut files = match &server {
        Some(server) => {
            // What is only in the memory of the server so far goes to its disk.
            house.rows("CHECKPOINT", &[]).await;
            server.files()
        }
        None => bytes_below(house.folder()),
    };
    files.extend(before);
    files.extend(after);
    let files = Files(files);
    let names: Vec<String> = (0..MEMBERS).map(|at| words(at).trim().to_owned()).collect();
    let people: Vec<String> = written.came.iter().map(ToString::to_string).collect();
    let own = people.iter().enumerate().map(|(at, person)| (tail(person), at)).collect();
    let mut opinions = orders_of_opinions(house).await;
    for (what, needles) in needles_of_opinions(house, &names).await {
        opinions.extend(files.orders(&what, &needles, &names));
    }
    let mut members = orders_of_members(house).await;
    members.extend(files.orders("member", &own, &people));
    members.push(("as they came".to_owned(), people));
    let attack = attack(&written, &opinions, &members);
    (written, files, attack)
}

/// What `kiemdiem backup` copies, beside the data; there is none of a database server.
async fn copy(house: &TestHouse, when: &str) -> Vec<(String, Vec<u8>)> {
    if house.kind() == Kind::Postgres {
        return Vec::new();
    }
    let folder = house.folder().join(format!("copy-{when}"));
    std::fs::create_dir_all(&folder).unwrap();
    let to = folder.join("kiemdiem.db");
    backup(&house.house.config.database, &to, None, &app::covered()).await.unwrap();
    let found = bytes_below(&folder);
    std::fs::remove_dir_all(&folder).unwrap();
    found.into_iter().map(|(name, bytes)| (format!("backup {when}: {name}"), bytes)).collect()
}

/// Everything that the program says while it runs, fields and spans included, of every level.
#[derive(Clone, Default)]
struct Said(Arc<Mutex<String>>);

impl Said {
    fn add(&self, fields: &dyn Fn(&mut dyn tracing::field::Visit)) {
        struct Into<'s>(&'s mut String);
        impl tracing::field::Visit for Into<'_> {
            fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
                let _ = write!(self.0, "{}={value:?} ", field.name());
            }
        }
        let mut text = self.0.lock().unwrap();
        fields(&mut Into(&mut text));
        text.push('\n');
    }
}

impl tracing::Subscriber for Said {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        self.add(&|visit| span.record(visit));
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, values: &tracing::span::Record<'_>) {
        self.add(&|visit| values.record(visit));
    }

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        self.add(&|visit| event.record(visit));
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

/// Parts of envelopes, each with the number of its sender, from the places at which a stored one may be looked at.
fn needles_of_envelopes(c: &Campaign) -> Needles {
    c.envelopes.iter().enumerate().map(|(at, envelope)| (part(envelope, 1_000), at)).collect()
}

both! {
    async fn the_files_of_the_database_and_its_copies_tell_no_author_better_than_chance(house: TestHouse) {
        let (c, files, attack) = attacked(&house).await;
        println!(
            "{:?}: {} files, {} pairs of orders, {:.2} of {MEMBERS} found on average, {} at best ({})",
            house.kind(), files.0.len(), attack.tried, attack.sum as f64 / attack.tried as f64, attack.best.0, attack.best.1
        );
        assert!(attack.best.0 <= BY_CHANCE, "{} of {MEMBERS} authors are found by {}", attack.best.0, attack.best.1);
        // The attacker does read the files: where envelopes are kept longest, they are found. They are sealed, and the keys
        // are gone.
        let names: Vec<String> = (0..MEMBERS).map(|at| words(at).trim().to_owned()).collect();
        let envelopes = needles_of_envelopes(&c);
        let (old, now): (Vec<_>, Vec<_>) =
            files.0.into_iter().partition(|(name, _)| name == "pg_wal" || name.starts_with("backup before"));
        assert_eq!(Files(now).count(&envelopes), 0, "nowhere else is one left");
        let old = Files(old);
        assert_eq!(old.count(&envelopes), MEMBERS, "what was kept before the release has them all");
        if house.kind() == Kind::Postgres {
            let orders = old.orders("envelope", &envelopes, &names);
            assert!(orders.iter().any(|(_, order)| *order == names), "the log of the server has them as they came");
        }
        let keys = house.house.config.keys.join("anonymous");
        assert_eq!(std::fs::read_dir(keys).unwrap().count(), 0, "what opens them is destroyed");
    }

    async fn nothing_stands_beside_an_envelope_that_stands_beside_its_words(house: TestHouse) {
        let written = all_write(&house).await;
        let mut beside = String::new();
        for row in house.rows("SELECT id, body, salt FROM opinion_envelope", &[]).await {
            for cell in row.cells() {
                beside.push_str(&cell.to_text());
                beside.push('\n');
            }
        }
        house.set_day("2026-11-21");
        written.a.release(&house).await.unwrap();
        let sql = "SELECT l.id, l.receipt, p.id, o.id, t.id FROM opinion_letter l JOIN opinion_paragraph p ON p.letter_id = l.id \
                   JOIN opinion_opinion o ON o.paragraph_id = p.id JOIN opinion_trace t ON t.opinion_id = o.id \
                   WHERE l.source = 'anonymous'";
        let rows = house.rows(sql, &[]).await;
        assert_eq!(rows.len(), MEMBERS);
        for row in rows {
            for cell in row.cells() {
                assert!(!beside.contains(&cell.to_text()), "a copy of the envelopes leads to the letters");
            }
        }
    }

    async fn what_the_program_logs_names_no_member_no_words_and_no_code(house: TestHouse) {
        let said = Said::default();
        tracing::subscriber::set_global_default(said.clone()).expect("each test runs in a process of its own");
        let (c, _, _) = attacked(&house).await;
        let code = code(3);
        house.stranger().get(&format!("/opinion/receipt?code={code}")).await.page();
        let text = said.0.lock().unwrap().clone();
        tracing::error!(what = "heard");
        assert!(said.0.lock().unwrap().contains("heard"), "the attacker hears everything");
        for person in &c.came {
            assert!(!text.contains(&person.to_string()), "a member is named: {text}");
        }
        assert!(!text.contains("số kín") && !text.contains(&code) && !text.contains("127.0.0.1"), "{text}");
    }
}

/// What the page `docs/anonymous.md` says: many campaigns, and how often an author was found.
///
/// `KIEMDIEM_TEST_POSTGRES=$(scripts/test-postgres) cargo nextest run --workspace --run-ignored only -E 'test(linkage_files::)' --no-capture`
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes minutes: many campaigns of two hundred"]
async fn measured_over_many_campaigns_on_sqlite() {
    measured(Kind::Sqlite).await;
}

/// The same on the other database.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "takes an hour: many campaigns of two hundred"]
async fn measured_over_many_campaigns_on_postgres() {
    measured(Kind::Postgres).await;
}

async fn measured(kind: Kind) {
    const RUNS: usize = 50;
    let (mut rates, mut best) = (Vec::new(), 0);
    for _ in 0..RUNS {
        let house = TestHouse::open(kind).await;
        let (_, _, attack) = attacked(&house).await;
        rates.push(attack.sum as f64 / attack.tried as f64 / MEMBERS as f64);
        best = best.max(attack.best.0);
        println!(
            "{kind:?}: {} pairs, {:.4} on average, {} at best",
            attack.tried,
            rates[rates.len() - 1],
            attack.best.0
        );
    }
    let mean = rates.iter().sum::<f64>() / RUNS as f64;
    let variance = rates.iter().map(|rate| (rate - mean).powi(2)).sum::<f64>() / (RUNS - 1) as f64;
    // Student, 49 degrees of freedom, 95 of 100.
    let half = 2.010 * (variance / RUNS as f64).sqrt();
    println!(
        "{kind:?}: {RUNS} campaigns, hit rate {mean:.5} ± {half:.5}; by chance {:.5}; at best {best}",
        1.0 / MEMBERS as f64
    );
    assert!((mean - 1.0 / MEMBERS as f64).abs() < 3.0 * half.max(1e-6));
    assert!(best <= BY_CHANCE);
}
