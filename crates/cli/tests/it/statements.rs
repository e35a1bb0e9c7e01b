//! What a page asks the database does not grow with what it shows.

#[path = "../../benches/service/house.rs"]
mod house;

use std::collections::BTreeMap;

use testkit::{Browser, Kind, Shapes, TestHouse, Walk};

const FEW: usize = 40;
const MANY: usize = 160;
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

/// Those of the second time: the first one may fill what is kept.
async fn statements(reader: &Browser<'_>, path: &str) -> u64 {
    reader.get(path).await;
    let before = base::db::statements_read();
    reader.get(path).await;
    base::db::statements_read() - before
}
