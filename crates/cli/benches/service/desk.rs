//! The synthesis desk at 100,000 opinions in one review: how long its pages and acts take, and when like opinions are offered.

use std::time::{Duration, Instant};

use domain::common::id::ReviewId;
use testkit::{Browser, Kind, TestHouse};

use crate::house::{self, BODY, CODER, SECRETARY};
use crate::times::Times;

const OPINIONS: usize = 100_000;
const TIMES: usize = 60;

/// Keys and texts that are made up in the database: `n` is the number.
const KEY: &str =
    "'00000000-0000-4000-8000-' || substr(CAST(KIND * 100000000000 + 1000000000000 + n AS TEXT), 2)";
const NUMBERS: &str = "(WITH RECURSIVE c (n) AS (SELECT FROM_N UNION ALL SELECT n + 1 FROM c WHERE n < TO_N) SELECT n FROM c) c";

/// Prints the figures of a database.
pub async fn measure(kind: Kind) {
    let house = TestHouse::open(kind).await;
    let imported = house::filled(&house.house).await;
    let review = imported.reviews[BODY];
    let secretary = house.browser(imported.known.person(SECRETARY).unwrap()).await;
    let path = format!("/synthesis/{review}");
    secretary.post(&format!("{path}/open-round"), &[]).await.done();
    house::opinions(&imported, 20).await;
    crowd(&house, review).await;
    let coder = house.browser(imported.known.person(CODER).unwrap()).await;
    println!("\nThe desk, {kind:?}, {OPINIONS} opinions, 10,000 letters, 200 points, {TIMES} times each:\n");
    println!("| what | median ms | p99 ms |\n|---|--:|--:|");
    groups(&coder, &path).await;
    for (what, query) in [
        ("the desk, three in five placed, first visit", ""),
        ("the desk after a placement", "?opinion=70000"),
        ("the queue, further on", "?opinion=70000&queue=95000"),
        ("points searched", "?opinion=70000&find=diem%207"),
    ] {
        let mut times = Times::default();
        for _ in 0..TIMES {
            times.of(async || coder.get(&format!("{path}{query}")).await.status(200)).await;
        }
        times.print(what);
    }
    placed(&house, &coder, &path).await;
    nearly_done(&house, review).await;
    let mut times = Times::default();
    for _ in 0..TIMES {
        times.of(async || coder.get(&path).await.status(200)).await;
    }
    times.print("the desk, all but 100 placed, first visit");
}

/// From the first page to the one that offers like opinions, and what a page costs meanwhile.
async fn groups(coder: &Browser<'_>, path: &str) {
    let began = Instant::now();
    let (mut times, mut is_offered) = (Times::default(), false);
    while !is_offered && began.elapsed() < Duration::from_secs(600) {
        let page = times.of(async || coder.get(&format!("{path}?opinion=70000")).await.page()).await;
        is_offered = page.contains("refuse-likeness");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    println!(
        "| like opinions are offered for the first time after, s | {:.1} | |",
        began.elapsed().as_secs_f64()
    );
    times.print("the desk while they are being grouped");
}

async fn placed(house: &TestHouse, coder: &Browser<'_>, path: &str) {
    let point: String =
        house.rows("SELECT id FROM synthesis_point ORDER BY number LIMIT 1", &[]).await[0].at(0).unwrap();
    let sql = "SELECT id FROM opinion_opinion WHERE number BETWEEN 80000 AND 90000 ORDER BY number LIMIT 60";
    let waiting = house.rows(sql, &[]).await;
    let mut times = Times::default();
    for row in &waiting {
        let opinion: String = row.at(0).unwrap();
        let fields = [("opinion", opinion.as_str()), ("point", point.as_str())];
        times.of(async || coder.post(&format!("{path}/place"), &fields).await.done()).await;
    }
    times.print("an opinion is placed");
}

/// Letters, paragraphs, opinions, points and placements: as many as nobody would type in for a benchmark.
async fn crowd(house: &TestHouse, review: ReviewId) {
    let key = |kind: u8| KEY.replace("KIND", &kind.to_string());
    let numbers = |from: usize, to: usize| {
        NUMBERS.replace("FROM_N", &from.to_string()).replace("TO_N", &to.to_string())
    };
    let (letters, all) = (numbers(1_000, OPINIONS / 10 + 1_000), numbers(1_000, OPINIONS));
    let one = |table: &str| {
        format!("(SELECT * FROM {table} WHERE review_id = '{review}' ORDER BY number LIMIT 1) m")
    };
    let letter = key(1).replace("+ n", "+ 1000 + (n / 10)");
    let text = "'Đơn thứ ' || n || ' của tổ dân phố số ' || (n % 97) || CASE n % 7 WHEN 0 THEN ' về nước sạch' WHEN 1 THEN ' về \
        đường hỏng' WHEN 2 THEN ' về đất đai' WHEN 3 THEN ' về trường học' WHEN 4 THEN ' về chợ tạm' WHEN 5 THEN ' về cống \
        thoát nước' ELSE ' về hồ sơ chậm' END || CASE n % 11 WHEN 0 THEN ' chưa được trả lời' WHEN 1 THEN ' bị trả lại' WHEN 2 \
        THEN ' chuyển lòng vòng' WHEN 3 THEN ' không ai nhận' ELSE ' quá hạn' END || ' sau ' || (n % 365) || ' ngày.'";
    for sql in [
        format!(
            "INSERT INTO opinion_letter (id, campaign_id, review_id, number, contributor, entered_by, source, received, visibility, \
             promise, receipt, round, version) SELECT {}, m.campaign_id, m.review_id, n, 'Tổ ' || n, m.entered_by, m.source, \
             m.received, m.visibility, m.promise, 'bench-' || n, 1, 1 FROM {}, {letters}",
            key(1),
            one("opinion_letter")
        ),
        format!(
            "INSERT INTO opinion_paragraph (id, campaign_id, letter_id, number, text, version) \
             SELECT {}, m.campaign_id, {letter}, n % 10 + 1, {text}, 1 FROM {}, {all}",
            key(2),
            one("opinion_letter")
        ),
        format!(
            "INSERT INTO opinion_opinion (id, campaign_id, review_id, letter_id, paragraph_id, number, quote, subject_id, content, \
             kind, round, taken_by, taken_at, version) SELECT {}, m.campaign_id, m.review_id, {letter}, {}, n, {text}, m.subject_id, \
             m.content, m.kind, 1, m.taken_by, m.taken_at, 1 FROM {}, {all}",
            key(3),
            key(2),
            one("opinion_opinion")
        ),
        format!(
            "INSERT INTO synthesis_point (id, campaign_id, review_id, round_id, number, title, kind, content, subject_id, version) \
             SELECT {}, m.campaign_id, m.review_id, m.id, n, 'Điểm ' || n, 'shortcoming', 'degradation', \
             (SELECT MIN(id) FROM campaign_subject WHERE review_id = m.review_id), 1 FROM {}, {}",
            key(4),
            one("synthesis_round"),
            numbers(1, 200)
        ),
        placements(review, 1_000, OPINIONS * 3 / 5),
        "ANALYZE".to_owned(),
    ] {
        house.tamper(&sql).await.unwrap();
    }
}

fn placements(review: ReviewId, from: usize, to: usize) -> String {
    let key = |kind: u8| KEY.replace("KIND", &kind.to_string()).replace("+ n", "+ o.number");
    let point = KEY.replace("KIND", "4").replace("+ n", "+ 1 + (o.number % 200)");
    format!(
        "INSERT INTO synthesis_placement (id, campaign_id, review_id, round_id, opinion_id, disposition, point_id, placed_by, \
         placed_at, version) SELECT {}, o.campaign_id, o.review_id, r.id, o.id, 'in_point', {point}, o.taken_by, o.taken_at, 1 \
         FROM opinion_opinion o JOIN synthesis_round r ON r.review_id = o.review_id AND r.number = o.round \
         WHERE o.review_id = '{review}' AND o.number BETWEEN {from} AND {to} \
         AND NOT EXISTS (SELECT 1 FROM synthesis_placement p WHERE p.opinion_id = o.id)",
        key(5)
    )
}

async fn nearly_done(house: &TestHouse, review: ReviewId) {
    house.tamper(&placements(review, 0, OPINIONS - 100)).await.unwrap();
    house.tamper("ANALYZE").await.unwrap();
}
