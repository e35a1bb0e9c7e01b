//! What people wait for while they type: questions about wording over HTTP, and the page of search.

use std::time::Instant;

use base::book::Book;
use base::search::{Fed, feed};
use testkit::{Kind, TestHouse};

use crate::house::{self, CODER};
use crate::http::{Client, encoded};
use crate::process::Ground;
use crate::times::Times;

const TIMES: usize = 200;
/// A paragraph as people write them.
const PARAGRAPH: &str = "Trong năm 2026 phường Bến Đá nhận 86 đơn, còn 3 đơn quá hạn từ 131 đến 251 ngày so với Điều 9 Quy chế \
    tiếp công dân; việc đôn đốc đôi lúc chưa thường xuyên, một số đồng chí chưa nêu rõ trách nhiệm.\n";

/// Questions about wording, from the released program in a process of its own.
pub async fn questions(kind: Kind) {
    let ground = Ground::of(kind).await;
    let server = ground.serve();
    let mut client = Client::to(server.port, &ground.token);
    let path = format!("/report/{}/subject/{}/ask", ground.review, ground.subject);
    println!("\nQuestions about wording over HTTP, {kind:?}, {TIMES} times each:\n");
    println!("| what | median ms | p99 ms |\n|---|--:|--:|");
    for (what, count) in [("a paragraph of 0.3 kB", 1), ("a section of 3 kB", 10), ("a report of 30 kB", 100)]
    {
        let text = encoded(&PARAGRAPH.repeat(count));
        let body = format!("field=sections.shortcomings&text={text}");
        let mut times = Times::default();
        for _ in 0..TIMES {
            let status = times.of(async || client.post(&path, &body)).await;
            assert_eq!(status, 200, "{path}");
        }
        times.print(what);
    }
}

/// The page of search, in the process, on the province with 1,000 opinions.
pub async fn search(kind: Kind) {
    let house = TestHouse::open(kind).await;
    let imported = house::filled(&house.house).await;
    house::opinions(&imported, 1_000).await;
    let config = &house.house.config;
    let book =
        Book::open(&house.house.database, &config.data.join("keys"), &config.public_url).await.unwrap();
    while 0 < book.integrate(&house.house.database).await.unwrap() {}
    let began = Instant::now();
    let mut taken = 0;
    loop {
        match feed(&house.house.database, &house.house.search).await.unwrap() {
            Fed::Nothing => break,
            Fed::Some(count) | Fed::Anew(count) => taken += count,
        }
    }
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "\nSearch, {kind:?}, {taken} texts of the province taken in within {seconds:.1} s, {TIMES} times each:\n"
    );
    println!("| what | median ms | p99 ms |\n|---|--:|--:|");
    let coder = house.browser(imported.known.person(CODER).unwrap()).await;
    for (what, words) in [
        ("a word that a thousand opinions have", "don"),
        ("two words, with marks", "chưa trả lời"),
        ("a phrase", "\"chua duoc tra loi\""),
        ("a phrase that few have", "\"song lam\""),
        ("a word that nobody has", "thuyền buồm"),
    ] {
        let path = format!("/search?q={}", encoded(words));
        let mut times = Times::default();
        for _ in 0..TIMES {
            times.of(async || coder.get(&path).await.status(200)).await;
        }
        times.print(what);
    }
}
