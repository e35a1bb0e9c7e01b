//! Each page at 46 units and 1,000 opinions: median, 99th percentile, and how many statements it asks the database.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use testkit::{Browser, Kind, Shapes, TestHouse, Walk};

use crate::house::{self, CODER, SECRETARY};

const OPINIONS: usize = 1_000;
const TIMES: usize = 100;
const READERS: [&str; 5] = ["NG-101", SECRETARY, CODER, "NG-104", "NG-001"];

/// Prints the table of a database.
pub async fn measure(kind: Kind) {
    let house = TestHouse::open(kind).await;
    let imported = house::filled(&house.house).await;
    house::opinions(&imported, OPINIONS).await;
    let shapes = Shapes::read(&house).await;
    let mut pages: BTreeMap<String, (String, &str)> = BTreeMap::new();
    for called in READERS {
        let reader = house.browser(imported.known.person(called).unwrap()).await;
        let walk = Walk { called, shapes: &shapes, most: 1, is_english: false, is_stranger: false };
        for path in walk.from(&reader, &["/"]).await.paths {
            pages.entry(shapes.of(&path)).or_insert((path, called));
        }
    }
    println!(
        "\nPages, {kind:?}, 46 units, 215 people, {OPINIONS} opinions in one review, {TIMES} times each:\n"
    );
    println!("| page | median ms | p99 ms | statements |\n|---|--:|--:|--:|");
    for (shape, (path, reader)) in &pages {
        let reader = house.browser(imported.known.person(reader).unwrap()).await;
        let statements = statements(&reader, path).await;
        let mut times = Vec::with_capacity(TIMES);
        for _ in 0..TIMES {
            let began = Instant::now();
            reader.get(path).await;
            times.push(began.elapsed());
        }
        times.sort();
        let (median, worst) = (ms(times[TIMES / 2]), ms(times[TIMES * 99 / 100]));
        println!("| `{}` | {median:.1} | {worst:.1} | {statements} |", shape.trim_end_matches('?'));
    }
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

async fn statements(reader: &Browser<'_>, path: &str) -> u64 {
    reader.get(path).await;
    let before = base::db::statements_read();
    reader.get(path).await;
    base::db::statements_read() - before
}
