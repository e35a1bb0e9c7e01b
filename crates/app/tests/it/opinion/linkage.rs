//! The linkage attacker: whoever has the whole data folder after a campaign, every table and every byte, tries to say which of
//! two hundred members wrote which anonymous opinion.
//!
//! The members make it as easy as they can: all take their tickets one after the other, and all sign in and send their
//! envelopes in that same order, a minute apart. The attacker puts the opinions into every order that the data shows — number,
//! key, place in the table, transaction, length, receipt, leaf — and the members likewise, and pairs first with first.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use app::opinion::mark_envelopes::MarkEnvelopes;
use base::dice;
use base::jobs::Handler;
use domain::common::id::PersonId;
use testkit::{Kind, TestHouse, both};

use super::anonymous::{Anonymous, code, forgetting, integrate, taken};

pub const MEMBERS: usize = 200;
/// Pairing by chance hits one of any number on average, with a deviation of one. More than nine has a chance of one in ten
/// million for each pair of orders; a trace of the author would give hundreds.
pub const BY_CHANCE: usize = 9;

/// What only the author of this number wrote.
pub fn words(at: usize) -> String {
    // Of very different length, none of which says who it is.
    format!("Ý kiến mang số kín {at:03}. {}", "Đường ngõ hỏng đã lâu. ".repeat(1 + at * 37 % 23))
}

pub struct Campaign {
    pub a: Anonymous,
    /// The members in the order in which they came, which is that of the numbers they wrote.
    pub came: Vec<PersonId>,
    /// Parts of each envelope as it was sent.
    pub envelopes: Vec<Vec<u8>>,
    /// The secret numbers of the tokens.
    nonces: Vec<[u8; 32]>,
}

async fn campaign(house: &TestHouse) -> Campaign {
    let c = all_write(house).await;
    house.set_day("2026-11-21");
    assert_eq!(c.a.release(house).await.unwrap(), i64::try_from(MEMBERS).unwrap());
    forgetting(house).run(&house.house.database, "").await.unwrap();
    integrate(house).await;
    c
}

/// All take their tickets and all write, in one and the same order.
pub async fn all_write(house: &TestHouse) -> Campaign {
    let a = Anonymous::open(house, MEMBERS).await;
    let mut came = a.list.clone();
    dice::shuffle(&mut came);
    let mut tokens = Vec::new();
    for (minute, person) in came.iter().enumerate() {
        at(house, "2026-11-02", minute);
        tokens.push(a.token(house, *person).await);
    }
    let mut envelopes = Vec::new();
    for (minute, (person, token)) in came.iter().zip(&tokens).enumerate() {
        at(house, "2026-11-05", minute);
        // They even sign in on the other address just before.
        house.browser(*person).await.get("/").await;
        let body = a.envelope(token, Some(&a.matter(&words(minute))), &code(minute));
        taken(a.send(house, &body).await);
        envelopes.push(secrecy::from_text(body["envelope"].as_str().unwrap()).unwrap());
        if minute % 50 == 49 {
            MarkEnvelopes.run(&house.house.database, "").await.unwrap();
            integrate(house).await;
        }
    }
    let nonces = tokens.iter().map(|token| token.nonce).collect();
    Campaign { a, came, envelopes, nonces }
}

fn at(house: &TestHouse, day: &str, minute: usize) {
    let moment = format!("{day}T{:02}:{:02}:00Z", 1 + minute / 60, minute % 60);
    house.house.clock.set(moment.parse().unwrap());
}

/// One order of things, by what they are called.
pub type Order = (String, Vec<String>);

/// The things of a query whose first cell names them, in the order that the query gives.
async fn order(house: &TestHouse, name: &str, sql: &str) -> Order {
    let rows = house.rows(sql, &[]).await;
    (name.to_owned(), rows.iter().map(|row| row.at(0).unwrap()).collect())
}

/// How a table stands on the disk, as far as the database says it.
fn physical(kind: Kind, table: &str) -> Vec<String> {
    match kind {
        Kind::Sqlite => vec![format!("{table}.rowid")],
        Kind::Postgres => {
            vec![format!("{table}.ctid"), format!("CAST(CAST({table}.xmin AS TEXT) AS BIGINT), {table}.ctid")]
        }
    }
}

/// Every order of the opinions that the data shows, each opinion named by its words.
pub async fn orders_of_opinions(house: &TestHouse) -> Vec<Order> {
    let from = "SELECT opinion_paragraph.text FROM opinion_paragraph \
                JOIN opinion_letter ON opinion_letter.id = opinion_paragraph.letter_id \
                JOIN opinion_opinion ON opinion_opinion.paragraph_id = opinion_paragraph.id \
                JOIN opinion_trace ON opinion_trace.opinion_id = opinion_opinion.id \
                JOIN ledger_row ON ledger_row.table_name = 'opinion_letter' AND ledger_row.row_key = opinion_letter.id \
                WHERE opinion_letter.source = 'anonymous' ORDER BY";
    let mut by: Vec<String> = [
        "opinion_letter.number",
        "opinion_letter.id",
        "opinion_letter.receipt",
        "opinion_paragraph.id",
        "opinion_opinion.id",
        "opinion_opinion.number",
        "opinion_trace.id",
        "length(opinion_paragraph.text), opinion_letter.id",
        "opinion_opinion.taken_at, opinion_letter.id",
        "opinion_trace.at, opinion_trace.id",
    ]
    .map(str::to_owned)
    .to_vec();
    for table in ["opinion_letter", "opinion_paragraph", "opinion_opinion", "opinion_trace", "ledger_row"] {
        by.extend(physical(house.kind(), table));
    }
    let mut orders = Vec::new();
    for by in by {
        orders.push(order(house, &by, &format!("{from} {by}")).await);
    }
    orders
}

/// Every order of the members that the data shows.
pub async fn orders_of_members(house: &TestHouse) -> Vec<Order> {
    let tickets = "SELECT person_id FROM opinion_ticket ORDER BY";
    let sessions = "SELECT person_id FROM base_session WHERE person_id IN (SELECT person_id FROM opinion_ticket) ORDER BY";
    let leaves = "SELECT opinion_ticket.person_id FROM opinion_ticket \
                  JOIN ledger_row ON ledger_row.table_name = 'opinion_ticket' AND ledger_row.row_key = opinion_ticket.id \
                  JOIN ledger_leaf ON ledger_leaf.id = ledger_row.leaf_id ORDER BY";
    let mut all = vec![
        format!("{tickets} id"),
        format!("{tickets} asked"),
        format!("{tickets} answer"),
        format!("{tickets} person_id"),
        format!("{sessions} began_at"),
        format!("{leaves} ledger_leaf.at"),
        format!("{leaves} ledger_leaf.place"),
        format!("{leaves} ledger_leaf.hash"),
        format!("{leaves} ledger_leaf.id"),
    ];
    all.extend(physical(house.kind(), "opinion_ticket").into_iter().map(|by| format!("{tickets} {by}")));
    all.extend(physical(house.kind(), "base_session").into_iter().map(|by| format!("{sessions} {by}")));
    let mut orders = Vec::new();
    for sql in all {
        orders.push(order(house, sql.rsplit("ORDER BY ").next().unwrap_or_default(), &sql).await);
    }
    orders
}

/// How many authors are found when the first is paired with the first, and so on; from either end.
pub fn hits(opinions: &[String], members: &[String], author: &HashMap<String, String>) -> usize {
    let count = |members: &mut dyn Iterator<Item = &String>| {
        opinions.iter().zip(members).filter(|(opinion, member)| author.get(*opinion) == Some(member)).count()
    };
    count(&mut members.iter()).max(count(&mut members.iter().rev()))
}

/// Every byte of the data folder but the keys.
pub fn bytes_below(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(bytes_below(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).unwrap()));
        }
    }
    found
}

/// Sixteen bytes from a place: enough to recognise what was sent.
pub fn part(bytes: &[u8], at: usize) -> [u8; 16] {
    bytes[at..at + 16].try_into().unwrap()
}

both! {
    async fn nobody_with_all_the_data_finds_an_author_better_than_by_chance(house: TestHouse) {
        let c = campaign(&house).await;
        let clean = |at: usize| words(at).trim().to_owned();
        let author: HashMap<String, String> =
            c.came.iter().enumerate().map(|(at, person)| (clean(at), person.to_string())).collect();
        let (opinions, members) = (orders_of_opinions(&house).await, orders_of_members(&house).await);
        let (mut best, mut sum, mut tried) = ((0, String::new()), 0, 0_usize);
        for (by, opinions) in &opinions {
            assert_eq!(opinions.len(), MEMBERS, "{by}");
            for (as_, members) in &members {
                assert_eq!(members.len(), MEMBERS, "{as_}");
                let found = hits(opinions, members, &author);
                (sum, tried) = (sum + found, tried + 1);
                if best.0 < found {
                    best = (found, format!("{by} beside {as_}"));
                }
            }
        }
        println!(
            "{:?}: {tried} pairs of orders, {:.2} of {MEMBERS} found on average, {} at best ({})",
            house.kind(), sum as f64 / tried as f64, best.0, best.1
        );
        assert!(best.0 <= BY_CHANCE, "{} of {MEMBERS} authors are found by {}", best.0, best.1);
        // The attacker is no fool: had the letters kept the order of arrival, all would be found.
        let arrival: Vec<String> = (0..MEMBERS).map(clean).collect();
        let caught = members.iter().map(|(_, members)| hits(&arrival, members, &author)).max();
        assert_eq!(caught, Some(MEMBERS));
    }

    async fn the_anonymous_store_names_no_member_and_no_moment(house: TestHouse) {
        let c = campaign(&house).await;
        let everything = [
            "SELECT * FROM opinion_letter WHERE source = 'anonymous'",
            "SELECT p.* FROM opinion_paragraph p JOIN opinion_letter l ON l.id = p.letter_id WHERE l.source = 'anonymous'",
            "SELECT o.* FROM opinion_opinion o JOIN opinion_letter l ON l.id = o.letter_id WHERE l.source = 'anonymous'",
            "SELECT t.* FROM opinion_trace t JOIN opinion_opinion o ON o.id = t.opinion_id",
            "SELECT * FROM opinion_envelope",
            "SELECT * FROM opinion_envelope_mark",
            "SELECT bytes FROM ledger_content c JOIN ledger_leaf l ON l.id = c.leaf_id \
             WHERE l.kind IN ('opinion.envelopes_marked', 'opinion.anonymous_released')",
        ];
        let mut store = String::new();
        for sql in everything {
            for row in house.rows(sql, &[]).await {
                for cell in row.cells() {
                    store.push_str(&match cell {
                        base::db::Cell::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
                        other => other.to_text(),
                    });
                    store.push('\n');
                }
            }
        }
        assert!(store.contains("Ý kiến mang số kín 199"));
        for person in &c.came {
            assert!(!store.contains(&person.to_string()), "the key of a member stands in the anonymous store");
            assert!(!store.contains(&person.uuid().simple().to_string()));
        }
        assert!(!store.contains("127.0.0.1") && !store.to_lowercase().contains("mozilla"));
        // The fifth is the day on which all wrote: no moment of it is kept anywhere beside what was said.
        let day: jiff::Timestamp = "2026-11-05T00:00:00Z".parse().unwrap();
        for minute in 0..MEMBERS {
            at(&house, "2026-11-05", minute);
            let moment = house.house.clock.now().as_microsecond();
            assert!(day.as_microsecond() < moment);
            let in_batch = minute % 50 == 49;
            assert!(in_batch || !store.contains(&moment.to_string()), "a moment of sending stands in the store");
        }
        assert_eq!(c.a.list.len(), MEMBERS);
    }

    async fn nothing_is_left_of_an_envelope_that_was_handed_over(house: TestHouse) {
        let c = campaign(&house).await;
        assert_eq!(house.rows("SELECT COUNT(*) FROM opinion_envelope", &[]).await[0].at::<i64>(0).unwrap(), 0);
        if house.kind() == Kind::Postgres {
            // The table was written anew: not even dead rows are left, which still had their order of arrival.
            let size = "SELECT pg_relation_size('opinion_envelope')";
            assert_eq!(house.rows(size, &[]).await[0].at::<i64>(0).unwrap(), 0);
            return;
        }
        let files = bytes_below(house.folder());
        assert!(files.iter().any(|(name, _)| name.ends_with("kiemdiem.db")));
        let mut parts: HashSet<[u8; 16]> = HashSet::new();
        for (envelope, nonce) in c.envelopes.iter().zip(&c.nonces) {
            parts.extend([1, 40, 1_000, 2_000, 3_900].map(|at| part(envelope, at)));
            parts.extend([0, 16].map(|at| part(nonce, at)));
        }
        for (name, bytes) in &files {
            let left = bytes.windows(16).filter(|window| parts.contains(*window)).count();
            assert_eq!(left, 0, "{name} still holds parts of envelopes or tokens");
        }
    }
}
