//! How many wrote without a name is nobody's business while they are few: every page that anybody may read, and every answer of
//! the API, is the same whether one more wrote or not.

use std::collections::{BTreeMap, BTreeSet};

use app::opinion::mark_envelopes::MarkEnvelopes;
use base::jobs::Handler;
use base::search::{Fed, feed};
use testkit::{Browser, Kind, Shapes, TestHouse, Walk, both, without_keys};

use super::anonymous::{Anonymous, code, integrate, taken};
use super::sent;

/// Somebody of every role that is held here, a contributor, and somebody who is not signed in. Each signs in once: the page of an
/// account shows when.
async fn readers<'h>(house: &'h TestHouse, a: &Anonymous) -> Vec<(&'static str, Browser<'h>)> {
    let s = &a.stage;
    let signed_in = [
        ("secretary", s.secretary),
        ("organiser", s.organiser),
        ("coder", s.coder),
        ("verifier", s.verifier),
        ("chair", s.chair),
        ("member", s.members[0]),
        ("contributor", a.list[0]),
    ];
    let mut readers = Vec::new();
    for (called, person) in signed_in {
        readers.push((called, house.browser(person).await));
    }
    readers.push(("stranger", house.stranger()));
    readers
}

/// Every address that these readers find by following links.
async fn found_by(
    house: &TestHouse,
    a: &Anonymous,
    readers: &[(&'static str, Browser<'_>)],
) -> BTreeSet<String> {
    let shapes = Shapes::read(house).await;
    let review = format!("/opinion/{}", a.stage.review);
    let starts = ["/", review.as_str(), "/news", "/checking", "/opinion/receipt"];
    let mut paths = BTreeSet::new();
    for (called, reader) in readers {
        let is_stranger = *called == "stranger";
        let walk = Walk { called, shapes: &shapes, most: 2, is_english: false, is_stranger };
        paths.extend(walk.from(reader, &starts).await.paths);
    }
    // What somebody might ask the search for.
    let asked = ["y+kien", "kin", "%22y+kien+kin%22", "phong+bi", "nhan+duoc", "so"];
    paths.extend(asked.map(|words| format!("/search?q={words}")));
    paths.into_iter().filter(|path| !path.starts_with("/assets/")).collect()
}

/// The index of the search is brought up to date.
async fn search_fed(house: &TestHouse) {
    while feed(&house.house.database, &house.house.search).await.unwrap() != Fed::Nothing {}
}

/// What each of them reads at each address, and what the API answers there.
async fn everything(
    readers: &[(&'static str, Browser<'_>)],
    paths: &BTreeSet<String>,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for (called, reader) in readers {
        for path in paths {
            let answer = reader.get(path).await;
            found.insert(
                format!("{called} {path}"),
                format!("{} {}", answer.status, without_keys(&answer.body)),
            );
            let answer = reader.api(path, None).await;
            found.insert(format!("{called} api {path}"), format!("{} {}", answer.status, answer.body));
        }
    }
    found
}

/// A page with all that chance made taken out of it: keys, digests, numbers of forms.
fn masked(page: &str) -> String {
    // Pictures of digests are chance as well.
    let mut parts = page.split("<svg viewBox=\"0 0 26 26\"");
    let mut page = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        page.push_str(part.split_once("</svg>").map_or("", |(_, rest)| rest));
    }
    // So are marks in short groups of digits.
    let mut parts = page.split("<span class=\"mono wrap\">").map(str::to_owned);
    let first = parts.next().unwrap_or_default();
    let page = parts.fold(first, |page, part| page + part.split_once("</span>").map_or("", |(_, rest)| rest));
    let mut out = String::new();
    let mut run = String::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '=');
    for c in page.chars().chain(['\n']) {
        if is_part(c) {
            run.push(c);
        } else {
            let is_chance = 8 <= run.len() && run.chars().any(|c| c.is_ascii_digit());
            out.push_str(if is_chance { "#" } else { &run });
            run.clear();
            out.push(c);
        }
    }
    out
}

both! {
    async fn no_page_and_no_answer_tells_that_one_more_wrote(house: TestHouse) {
        let a = Anonymous::open(&house, 12).await;
        sent(&house, &a.stage, "Ngô Thị Hạnh", "Có ghi tên").await;
        let mut tokens = Vec::new();
        for at in 0..4 {
            tokens.push(a.token(&house, a.list[at]).await);
        }
        house.set_day("2026-11-05");
        let write = async |at: usize| {
            let body = a.envelope(&tokens[at], Some(&a.matter(&format!("Ý kiến kín số {at}."))), &code(at));
            taken(a.send(&house, &body).await);
        };
        write(0).await;
        integrate(&house).await;
        search_fed(&house).await;
        let readers = readers(&house, &a).await;
        let paths = found_by(&house, &a, &readers).await;
        let before = everything(&readers, &paths).await;
        assert!(30 < paths.len() && paths.iter().any(|path| path.ends_with("/anonymous")), "{paths:?}");
        for at in 1..4 {
            write(at).await;
            MarkEnvelopes.run(&house.house.database, "").await.unwrap();
            integrate(&house).await;
            search_fed(&house).await;
            let after = everything(&readers, &paths).await;
            for (what, said) in &before {
                assert_eq!(Some(said), after.get(what), "{what} tells that {} wrote", at + 1);
            }
        }
        println!("{} pages and answers read", before.len());
    }

    async fn nor_does_any_figure_of_tickets_while_they_are_few(house: TestHouse) {
        let a = Anonymous::open(&house, 12).await;
        let path = format!("/opinion/{}/anonymous", a.stage.review);
        let secretary = house.browser(a.stage.secretary).await;
        let page = async || without_keys(&secretary.get(&path).await.page());
        let first = page().await;
        for at in 0..4 {
            a.token(&house, a.list[at]).await;
            assert_eq!(page().await, first, "{} of 12 have a ticket", at + 1);
        }
        a.token(&house, a.list[4]).await;
        assert!(page().await.contains("5 trên 12"));
        for at in 5..12 {
            a.token(&house, a.list[at]).await;
            let left = 11 - at;
            let is_told = page().await.contains(&format!("{} trên 12", at + 1));
            assert_eq!(is_told, left == 0 || 5 <= left, "{left} have none");
        }
    }
}

/// What everybody sees after the last day, where this many wrote: pages, the size of the book, and the words of refusals.
async fn after_the_last_day(n: usize, blank: usize) -> Vec<(String, String)> {
    let house = TestHouse::open(Kind::Sqlite).await;
    let a = Anonymous::open(&house, 12).await;
    let mut tokens = Vec::new();
    for at in 0..8 {
        tokens.push(a.token(&house, a.list[at]).await);
    }
    house.set_day("2026-11-05");
    for (at, token) in tokens.iter().enumerate().take(n + blank) {
        let words = a.matter("Đường ngõ 42 hỏng.");
        taken(a.send(&house, &a.envelope(token, Some(words.as_str()).filter(|_| at < n), &code(at))).await);
    }
    house.set_day("2026-11-21");
    // Leaves of one batch have their places by chance: what came before has its own batch.
    integrate(&house).await;
    MarkEnvelopes.run(&house.house.database, "").await.unwrap();
    MarkEnvelopes.run(&house.house.database, "").await.unwrap();
    integrate(&house).await;
    let secretary = house.browser(a.stage.secretary).await;
    let own = format!("/opinion/{}/anonymous", a.stage.review);
    let channel = a.channel.id.to_string();
    let mut seen = Vec::new();
    if n < 5 {
        for act in ["release", "extend", "destroy"] {
            let fields = [("channel", channel.as_str()), ("closes", "22/11/2026")];
            if act != "destroy" {
                let said = secretary.post(&format!("{own}/{act}"), &fields).await;
                seen.push((act.to_owned(), masked(&without_keys(&said.body))));
            }
        }
    } else {
        a.release(&house).await.unwrap();
        integrate(&house).await;
    }
    for path in [own, format!("/opinion/{}", a.stage.review), format!("/campaign/{}", a.stage.campaign)] {
        seen.push((
            path.replace(|c: char| c.is_ascii_digit(), ""),
            masked(&without_keys(&secretary.get(&path).await.page())),
        ));
    }
    let head = house.stranger().get("/log/checkpoint").await.body;
    seen.push(("size of the book".to_owned(), head.lines().nth(1).unwrap_or_default().to_owned()));
    seen.into_iter().map(|(what, page)| (masked(&what), page)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_last_day_nobody_learns_whether_four_wrote_or_none() {
    let none = after_the_last_day(0, 0).await;
    for (words, blank) in [(1, 0), (4, 0), (2, 2)] {
        for ((what, first), (_, other)) in none.iter().zip(after_the_last_day(words, blank).await) {
            assert_eq!(*first, other, "{what}, where {words} wrote and {blank} were blank");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn when_envelopes_are_opened_a_few_blank_ones_are_not_counted_aloud() {
    let first = after_the_last_day(6, 0).await;
    for ((what, first), (_, other)) in first.iter().zip(after_the_last_day(6, 2).await) {
        assert_eq!(*first, other, "{what}, where two were blank");
    }
}
