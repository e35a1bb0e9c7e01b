//! Each page at 46 units and 1,000 opinions: median, 99th percentile, and how many statements it asks the database,
//! which must be as many as with the opinions of the samples alone.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use testkit::{Kind, TestHouse, walk};

use crate::house::{self, CODER, SECRETARY};

const OPINIONS: usize = 1_000;
const TIMES: usize = 100;
const READERS: &[&str] = &["NG-101", SECRETARY, CODER, "NG-104", "NG-001"];

pub async fn measure(kind: Kind) {
    let house = TestHouse::open(kind).await;
    let imported = house::filled(&house.house).await;
    house::opinions(&imported, 40).await;
    let mut paths: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut few = BTreeMap::new();
    for reader in READERS {
        let browser = house.browser(imported.known.person(reader).unwrap()).await;
        let review = imported.reviews[house::BODY];
        let start = [format!("/opinion/{review}"), "/".to_owned(), format!("/synthesis/{review}")];
        let start: Vec<&str> = start.iter().map(String::as_str).collect();
        for path in walk(&browser, &start, 400).await.pages.into_keys() {
            paths.entry(shape(&path)).or_insert((path, (*reader).to_owned()));
        }
    }
    for (shape, (path, reader)) in &paths {
        let browser = house.browser(imported.known.person(reader).unwrap()).await;
        few.insert(shape.clone(), statements(&browser, path).await);
    }
    house::opinions(&imported, OPINIONS).await;
    println!(
        "\nPages, {kind:?}, 46 units, 215 people, {OPINIONS} opinions in one review, {TIMES} times each:\n"
    );
    println!("| page | median ms | p99 ms | statements | at 40 opinions |\n|---|--:|--:|--:|--:|");
    let mut grown = BTreeSet::new();
    for (shape, (path, reader)) in &paths {
        let browser = house.browser(imported.known.person(reader).unwrap()).await;
        let many = statements(&browser, path).await;
        let mut times: Vec<Duration> = Vec::new();
        for _ in 0..TIMES {
            let began = Instant::now();
            browser.get(path).await;
            times.push(began.elapsed());
        }
        times.sort();
        let ms = |at: usize| times[at].as_secs_f64() * 1_000.0;
        println!(
            "| `{shape}` | {:.1} | {:.1} | {many} | {} |",
            ms(TIMES / 2),
            ms(TIMES * 99 / 100),
            few[shape]
        );
        if many != few[shape] {
            grown.insert(shape.clone());
        }
    }
    println!("\nPages whose number of statements is another one: {grown:?}");
}

async fn statements(browser: &testkit::Browser<'_>, path: &str) -> u64 {
    browser.get(path).await;
    let before = base::db::statements_read();
    browser.get(path).await;
    base::db::statements_read() - before
}

/// A path with its keys left out.
fn shape(path: &str) -> String {
    let plain = path.split('?').next().unwrap_or(path);
    let parts = plain.split('/').map(|part| {
        let is_key = part.len() == 36 && part.bytes().filter(|byte| *byte == b'-').count() == 4;
        if is_key { "…" } else { part }
    });
    parts.collect::<Vec<_>>().join("/")
}
