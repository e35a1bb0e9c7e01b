//! What a page asks the database does not grow with what it shows.

#[path = "../../benches/service/house.rs"]
mod house;

use std::collections::BTreeMap;

use base::book::Book;
use base::search::{Fed, feed};
use testkit::{Browser, Kind, Shapes, TestHouse, Walk};

const FEW: usize = 40;
const MANY: usize = 160;
/// What a search asks however much it finds: who reads and what their roles reach, the texts, one place, its contents.
const SHARED: u64 = 20;
const READERS: [&str; 5] = ["NG-101", house::SECRETARY, house::CODER, "NG-104", "NG-001"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_page_asks_the_database_more_often_because_there_are_more_opinions() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let imported = house::filled(&house.house).await;
    house::opinions(&imported, FEW).await;
    let shapes = Shapes::read(&house).await;
    let mut pages = BTreeMap::new();
    for called in READERS {
        let reader = house.browser(imported.known.person(called).unwrap()).await;
        let walk = Walk { called, shapes: &shapes, most: 1, is_english: false, is_stranger: false };
        for path in walk.from(&reader, &["/"]).await.paths {
            pages.entry((called, shapes.of(&path))).or_insert(path);
        }
    }
    let few = asked(&house, &imported, &pages).await;
    house::opinions(&imported, MANY).await;
    let many = asked(&house, &imported, &pages).await;
    let grown: Vec<String> = pages
        .keys()
        .zip(few.iter().zip(&many))
        .filter(|(_, (few, many))| few < many)
        .map(|((reader, page), (few, many))| format!("{page} of {reader}: {few}, then {many}"))
        .collect();
    assert!(60 < pages.len(), "only {} pages were read", pages.len());
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}

async fn asked(
    house: &TestHouse,
    imported: &cli::import::Imported,
    pages: &BTreeMap<(&str, String), String>,
) -> Vec<u64> {
    let mut asked = Vec::new();
    for ((reader, _), path) in pages {
        let reader = house.browser(imported.known.person(reader).unwrap()).await;
        asked.push(statements(&reader, path).await);
    }
    asked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_search_asks_once_what_the_pages_of_its_hits_share() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let imported = house::filled(&house.house).await;
    house::opinions(&imported, MANY).await;
    indexed(&house).await;
    let coder = house.browser(imported.known.person(house::CODER).unwrap()).await;
    for (kind, least, own) in [("opinion", 20, 4), ("letter", 8, 5)] {
        let path = format!("/search?q=don&kind={kind}");
        let hits = coder.get(&path).await.page().matches("<li><p class=\"faint\">").count() as u64;
        let count = statements(&coder, &path).await;
        assert!(least <= hits, "only {hits} of {kind}");
        // One page more is looked at than is shown, to know whether there is a next one.
        assert!(count <= SHARED + own * (hits + 1), "{count} for {hits} of {kind}");
    }
}

/// Leaves get their places, and the index reads them.
async fn indexed(house: &TestHouse) {
    let (database, config) = (&house.house.database, &house.house.config);
    let book = Book::open(database, &config.data.join("keys"), &config.public_url).await.unwrap();
    while 0 < book.integrate(database).await.unwrap() {}
    while feed(database, &house.house.search).await.unwrap() != Fed::Nothing {}
}

/// Those of the second time: the first one may fill what is kept.
async fn statements(reader: &Browser<'_>, path: &str) -> u64 {
    reader.get(path).await;
    let before = base::db::statements_read();
    reader.get(path).await;
    base::db::statements_read() - before
}
