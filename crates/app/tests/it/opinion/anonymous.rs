//! What is said without a name: who may, once each, read by nobody before the window has closed, and by nobody at all where too
//! few wrote.

use std::sync::Arc;

use app::opinion::mark_envelopes::{FORGET, ForgetEnvelopes, KIND, MarkEnvelopes};
use app::opinion::store::{ChannelRow, channel_of};
use app::opinion::{EnvelopeTaken, OpenChannel, ReleaseAnonymous, TakeTicket};
use axum::body::Body;
use axum::http::Request;
use base::Failure;
use base::book::{Book, verify};
use base::dice;
use base::jobs::{Handler, Jobs};
use base::web::act_as;
use domain::common::id::{ChannelId, PersonId};
use jiff::civil::{Date, date};
use ledger::{Note, NoteVerifier};
use secrecy::{BlindSignature, IssuerKey, Purpose, Request as Asking, Token, seal, seal_blank};
use serde_json::{Value, json};
use testkit::{Answer, Campaigned, Kind, Stage, TestHouse, both, without_keys};

use super::{contributor, sent};

/// A channel with everybody on its list.
pub struct Anonymous {
    pub stage: Stage,
    pub list: Vec<PersonId>,
    pub channel: ChannelRow,
}

impl Anonymous {
    /// Opens a channel for `n` people on 2 November; envelopes are taken from the 4th, until the 20th.
    pub async fn open(house: &TestHouse, n: usize) -> Self {
        let stage = house.campaign().await;
        let mut list = Vec::new();
        for at in 0..n {
            list.push(contributor(house, &stage, &format!("Người thứ {at}")).await);
        }
        opens(house, &stage, 5).await.unwrap();
        integrate(house).await;
        let channel = channel(house, &stage).await;
        Anonymous { stage, list, channel }
    }

    pub fn purpose(&self) -> Purpose {
        Purpose {
            campaign: self.channel.campaign_id.uuid().into_bytes(),
            target: self.channel.id.uuid().into_bytes(),
        }
    }

    /// The token of somebody on the list, as their browser makes it.
    pub async fn token(&self, house: &TestHouse, person: PersonId) -> Token {
        let keys = [IssuerKey::parse(&self.channel.issuer_key).unwrap()];
        let asking = Asking::new(&mut dice::chance(), self.purpose(), &keys).unwrap();
        let answer = self.take(house, person, &asking.blinded()[0].to_string()).await.unwrap();
        asking.finish(&[BlindSignature::parse(&answer).unwrap()]).unwrap()
    }

    pub async fn take(&self, house: &TestHouse, person: PersonId, blinded: &str) -> Result<String, Failure> {
        let act = TakeTicket { channel: self.channel.id, blinded: blinded.to_owned(), answer: None };
        act_as(&house.house, person, &self.stage.review.to_string(), act).await
    }

    /// What a browser sends: a token, and under seal words with the digest of a receipt.
    pub fn envelope(&self, token: &Token, words: Option<&str>, code: &str) -> Value {
        let desk = secrecy::DeskKey::parse(&self.channel.desk_key).unwrap();
        let digest = hex(&sha(format!("kiemdiem receipt\n{code}").as_bytes()));
        let sealed = match words.map(|words| with_receipt(words, &digest)) {
            Some(words) => seal(&mut dice::chance(), &desk, &self.purpose(), words.as_bytes()),
            None => seal_blank(&mut dice::chance(), &desk, &self.purpose()),
        };
        json!({ "token": token.to_string(), "envelope": secrecy::to_text(&sealed.unwrap()) })
    }

    pub async fn send(&self, house: &TestHouse, body: &Value) -> Answer {
        post(house, self.channel.id, body).await
    }

    /// What one matter looks like in an envelope.
    pub fn matter(&self, text: &str) -> String {
        let subject = self.stage.subjects[0];
        json!({ "v": 1, "opinions": [{ "subject": subject, "content": "degradation", "kind": "shortcoming", "text": text }] })
            .to_string()
    }

    /// Everybody on the list writes, on the 5th.
    pub async fn all_write(&self, house: &TestHouse, n: usize) -> Vec<Token> {
        let mut tokens = Vec::new();
        for person in &self.list[..n] {
            tokens.push(self.token(house, *person).await);
        }
        house.set_day("2026-11-05");
        for (at, token) in tokens.iter().enumerate() {
            let body = self.envelope(token, Some(&self.matter(&format!("Ý kiến kín số {at}."))), &code(at));
            taken(self.send(house, &body).await);
        }
        tokens
    }

    pub async fn release(&self, house: &TestHouse) -> Result<i64, Failure> {
        let act = ReleaseAnonymous { channel: self.channel.id, written: vec![], blank: 0, opened: vec![] };
        act_as(&house.house, self.stage.secretary, &self.stage.review.to_string(), act).await
    }
}

/// Puts the digest of a receipt into what an envelope holds, as the page does.
fn with_receipt(words: &str, digest: &str) -> String {
    match serde_json::from_str::<Value>(words) {
        Ok(Value::Object(mut sheet)) => {
            sheet.insert("receipt".to_owned(), json!(digest));
            Value::Object(sheet).to_string()
        }
        _ => words.to_owned(),
    }
}

pub fn code(at: usize) -> String {
    let mut chance = [7; 19];
    chance[0] = u8::try_from(at % 32).unwrap();
    chance[1] = u8::try_from(at / 32).unwrap();
    domain::opinion::ReceiptCode::from_chance(chance).canonical()
}

fn sha(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

pub async fn post(house: &TestHouse, channel: ChannelId, body: &Value) -> Answer {
    let request = Request::post(format!("/api/v1/opinion/anonymous/{channel}/send"))
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin");
    house.send_anonymously(request.body(Body::from(body.to_string())).unwrap()).await
}

pub fn taken(answer: Answer) -> EnvelopeTaken {
    let answer = answer.status(200);
    let said: Value = serde_json::from_str(&answer.body).unwrap();
    serde_json::from_value(said["outcome"].clone()).unwrap()
}

fn refused(answer: &Answer) -> String {
    let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    said["refused"]["code"].as_str().unwrap_or_default().to_owned()
}

pub async fn opens(house: &TestHouse, s: &Stage, least: u16) -> Result<ChannelId, Failure> {
    opens_on(house, s, least, date(2026, 11, 2)).await
}

async fn opens_on(house: &TestHouse, s: &Stage, least: u16, day: Date) -> Result<ChannelId, Failure> {
    let act = OpenChannel {
        least_eligible: least,
        least_given: 5,
        opens: day,
        writing: date(2026, 11, 4),
        closes: date(2026, 11, 20),
        keys: None,
        second_issuer: None,
        second: None,
        client: None,
    };
    act_as(&house.house, s.secretary, &s.review.to_string(), act).await
}

async fn channel(house: &TestHouse, s: &Stage) -> ChannelRow {
    let mut link = house.house.database.read().await.unwrap();
    channel_of(&mut link, s.review).await.unwrap().unwrap()
}

/// The job that forgets what was handed over.
pub fn forgetting(house: &TestHouse) -> ForgetEnvelopes {
    ForgetEnvelopes { keys: house.house.config.keys.clone() }
}

pub async fn integrate(house: &TestHouse) {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
    book.integrate(&house.house.database).await.unwrap();
}

/// The key under which this node promises, as the book knows it.
async fn promise_key(house: &TestHouse) -> NoteVerifier {
    let mut link = house.house.database.read().await.unwrap();
    let keys = base::book::promise_keys(&mut link).await.unwrap();
    NoteVerifier::parse(&keys[0]).unwrap()
}

pub fn code_of<T: std::fmt::Debug>(result: Result<T, Failure>) -> &'static str {
    match result {
        Err(Failure::Refused(refusal)) => refusal.code,
        other => panic!("{other:?}"),
    }
}

/// A thousand envelopes with one and the same ticket, sent at once to these nodes of one house in turn: one is taken.
async fn a_thousand_uses(nodes: Vec<TestHouse>) {
    let a = Arc::new(Anonymous::open(&nodes[0], 5).await);
    let token = a.token(&nodes[0], a.list[0]).await;
    nodes[0].set_day("2026-11-05");
    let nodes: Vec<Arc<TestHouse>> = nodes.into_iter().map(Arc::new).collect();
    let bodies: Vec<Value> =
        (0..1_000).map(|at| a.envelope(&token, Some(&format!("bản {at}")), &code(at))).collect();
    let mut tasks = tokio::task::JoinSet::new();
    for (at, body) in bodies.into_iter().enumerate() {
        let (node, a) = (nodes[at % nodes.len()].clone(), a.clone());
        tasks.spawn(async move {
            // Who is told to come back later does so.
            loop {
                let answer = a.send(&node, &body).await;
                if answer.status != 503 {
                    return (answer.status, refused(&answer));
                }
            }
        });
    }
    let (mut accepted, mut used) = (0, 0);
    while let Some(done) = tasks.join_next().await {
        match done.unwrap() {
            (200, _) => accepted += 1,
            (422, code) if code == "opinion.ticket_used" => used += 1,
            other => panic!("{other:?}"),
        }
    }
    assert_eq!((accepted, used), (1, 999));
    let stored = nodes[0].rows("SELECT COUNT(*) FROM opinion_envelope", &[]).await;
    assert_eq!(stored[0].at::<i64>(0).unwrap(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_a_thousand_uses_over_three_nodes_one_counts_on_postgres() {
    let house = TestHouse::open(Kind::Postgres).await;
    let (second, third) = (house.beside().await, house.beside().await);
    a_thousand_uses(vec![house, second, third]).await;
}

both! {
    async fn a_channel_opens_where_enough_may_write(house: TestHouse) {
        let s = house.campaign().await;
        for at in 0..9 {
            contributor(&house, &s, &format!("Người thứ {at}")).await;
        }
        assert_eq!(code_of(opens(&house, &s, 10).await), "opinion.too_few_eligible");
        assert_eq!(code_of(opens(&house, &s, 4).await), "opinion.threshold_too_low");
        assert_eq!(code_of(opens_on(&house, &s, 9, date(2026, 11, 4)).await), "opinion.window_out_of_order");
        opens(&house, &s, 9).await.unwrap();
        assert_eq!(code_of(opens(&house, &s, 9).await), "opinion.channel_opened_already");
        let page = house.browser(s.secretary).await.get(&format!("/opinion/{}/anonymous", s.review)).await.page();
        assert!(page.contains("9 người (cần ít nhất 9)") && page.contains("http://localhost:8081/opinion/anonymous/"), "{page}");
        let told = "SELECT COUNT(*) FROM base_notice WHERE message = 'notice-opinion-channel-opened'";
        assert_eq!(house.rows(told, &[]).await[0].at::<i64>(0).unwrap(), 9, "everyone on the list is told");
        // What the book says of the channel is there before anybody has a ticket; the secret keys are nowhere in it.
        let leaf = "SELECT COUNT(*) FROM ledger_leaf WHERE kind = 'opinion.channel_opened'";
        assert_eq!(house.rows(leaf, &[]).await[0].at::<i64>(0).unwrap(), 1);
    }

    async fn one_ticket_for_each_on_the_list(house: TestHouse) {
        let s = house.campaign().await;
        let mut list = Vec::new();
        for at in 0..5 {
            list.push(contributor(&house, &s, &format!("Người thứ {at}")).await);
        }
        opens(&house, &s, 5).await.unwrap();
        let a = Anonymous { channel: channel(&house, &s).await, stage: s, list };
        let keys = [IssuerKey::parse(&a.channel.issuer_key).unwrap()];
        let ask = || Asking::new(&mut dice::chance(), a.purpose(), &keys).unwrap();
        let (one, other) = (ask(), ask());
        let (first, second) = (one.blinded()[0].to_string(), other.blinded()[0].to_string());
        let me = a.list[0];
        assert_eq!(code_of(a.take(&house, me, &first).await), "opinion.keys_not_in_log");
        integrate(&house).await;
        let answer = a.take(&house, me, &first).await.unwrap();
        assert_eq!(a.take(&house, me, &first).await.unwrap(), answer, "the same request gets the same answer");
        assert_eq!(code_of(a.take(&house, me, &second).await), "opinion.ticket_taken");
        let late = contributor(&house, &a.stage, "Người đến sau").await;
        assert_eq!(code_of(a.take(&house, late, &second).await), "opinion.not_on_list");
        assert!(matches!(a.take(&house, a.list[1], "AAAA").await, Err(Failure::Malformed(_))));
        let token = one.finish(&[BlindSignature::parse(&answer).unwrap()]).unwrap();
        assert!(token.verify(&a.purpose(), &keys).is_ok());
        let page = house.browser(me).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await.page();
        assert!(page.contains(&answer), "the answer waits for the browser that asked");
        let page = house.browser(a.list[1]).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await.page();
        assert!(!page.contains(&answer) && page.contains("Lấy phiếu"));
        house.browser(a.stage.chair).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await.status(403);
        assert!(house.tamper("UPDATE opinion_ticket SET asked = 'x', answer = 'y' WHERE asked IS NOT NULL").await.is_err());
        let again = "INSERT INTO opinion_ticket SELECT 'x', campaign_id, channel_id, person_id, NULL, NULL, 1 FROM opinion_ticket WHERE asked IS NOT NULL";
        assert!(house.tamper(again).await.is_err());
    }

    async fn an_envelope_is_taken_once_within_its_days(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let token = a.token(&house, a.list[0]).await;
        let body = a.envelope(&token, Some(&a.matter("Đường ngõ 42 hỏng.")), &code(1));
        assert_eq!(refused(&a.send(&house, &body).await), "opinion.outside_window", "tickets first, envelopes later");
        house.set_day("2026-11-05");
        let first = taken(a.send(&house, &body).await);
        assert_eq!(taken(a.send(&house, &body).await), first, "the same envelope is answered alike");
        let key = promise_key(&house).await;
        let promise = Note::parse(first.promise.clone()).unwrap();
        promise.verify(&[key]).expect("the promise is signed by this node");
        let told = format!("channel {}\nmark {}\ncommitment {}\nby 2026-11-21\n", a.channel.id, first.mark, first.commitment);
        assert!(promise.text().ends_with(&told), "{}", promise.text());
        let other = a.envelope(&token, Some("khác"), &code(2));
        assert_eq!(refused(&a.send(&house, &other).await), "opinion.ticket_used");
        let mut short = body.clone();
        short["token"] = json!(token.to_string().get(..100).unwrap());
        assert_eq!(refused(&a.send(&house, &short).await), "opinion.ticket_not_good");
        let forged = Token { nonce: [1; 32], ..token.clone() };
        assert_eq!(refused(&a.send(&house, &a.envelope(&forged, None, &code(3))).await), "opinion.ticket_not_good");
        let token = a.token(&house, a.list[1]).await;
        let mut cut = a.envelope(&token, None, &code(4));
        cut["envelope"] = json!(cut["envelope"].as_str().unwrap().get(..4000).unwrap());
        assert_eq!(refused(&a.send(&house, &cut).await), "opinion.envelope_does_not_fit");
        let unknown = post(&house, dice::unnamed().into(), &body).await;
        assert_eq!(unknown.status, 404);
        house.set_day("2026-11-21");
        assert_eq!(refused(&a.send(&house, &a.envelope(&token, None, &code(4))).await), "opinion.outside_window");
        assert_eq!(taken(a.send(&house, &body).await), first, "who lost the answer still gets it");
        assert_eq!(house.rows("SELECT COUNT(*) FROM opinion_envelope", &[]).await[0].at::<i64>(0).unwrap(), 1);
    }

    async fn of_a_thousand_uses_of_one_ticket_at_once_one_counts(house: TestHouse) {
        a_thousand_uses(vec![house]).await;
    }

    async fn nobody_reads_before_the_window_has_closed_and_enough_came(house: TestHouse) {
        let a = Anonymous::open(&house, 8).await;
        a.all_write(&house, 4).await;
        assert_eq!(code_of(a.release(&house).await), "opinion.window_still_open");
        house.set_day("2026-11-21");
        let few = a.release(&house).await;
        match few {
            Err(Failure::Refused(refusal)) => {
                assert_eq!(refusal.code, "opinion.too_few_given");
                assert_eq!(refusal.value("given"), Some("5"), "what is needed is told, never how many came");
            }
            other => panic!("{other:?}"),
        }
        assert_eq!(house.rows("SELECT COUNT(*) FROM opinion_letter", &[]).await[0].at::<i64>(0).unwrap(), 0);
        let page = house.browser(a.stage.secretary).await.get(&format!("/opinion/{}/anonymous", a.stage.review)).await.page();
        assert!(page.contains("Mở tất cả, trộn lẫn và hủy phong bì") && !page.contains("Ý kiến kín"), "{page}");
        assert!(house.tamper("DELETE FROM opinion_envelope").await.is_err(), "nor are they destroyed unread");
    }

    async fn released_opinions_are_counted_and_followed_like_any_others(house: TestHouse) {
        let a = Anonymous::open(&house, 9).await;
        sent(&house, &a.stage, "Ngô Thị Hạnh", "Có ghi tên").await;
        a.all_write(&house, 7).await;
        let blank = a.token(&house, a.list[7]).await;
        taken(a.send(&house, &a.envelope(&blank, None, &code(90))).await);
        house.set_day("2026-11-21");
        assert_eq!(a.release(&house).await.unwrap(), 7);
        assert_eq!(code_of(a.release(&house).await), "opinion.released_already");
        let sql = "SELECT l.contributor, l.contributor_id, l.received, o.quote, o.kind FROM opinion_letter l \
                   JOIN opinion_opinion o ON o.letter_id = l.id WHERE l.source = 'anonymous'";
        let rows = house.rows(sql, &[]).await;
        assert_eq!(rows.len(), 7);
        for row in &rows {
            assert_eq!(row.get::<String>("contributor").unwrap(), "Ẩn danh");
            assert_eq!(row.get::<Option<String>>("contributor_id").unwrap(), None);
            assert_eq!(row.get::<String>("received").unwrap(), "2026-11-20", "one day for all");
        }
        let secretary = house.browser(a.stage.secretary).await;
        secretary.post(&format!("/synthesis/{}/open-round", a.stage.review), &[]).await.done();
        let desk = secretary.get(&format!("/synthesis/{}", a.stage.review)).await.page();
        assert!(desk.contains("Ẩn danh") && desk.contains("Ý kiến kín số"), "{desk}");
        let page = secretary.get(&format!("/opinion/{}", a.stage.review)).await.page();
        assert!(page.contains("phong bì ẩn danh"), "{page}");
        let page = secretary.get(&format!("/opinion/{}/anonymous", a.stage.review)).await.page();
        assert!(page.contains("7 có chữ") && !page.contains("trống"), "one blank one is not counted aloud: {page}");
        let receipt = house.stranger().get(&format!("/opinion/receipt?code={}", code(3))).await.page();
        assert!(receipt.contains("Đã nhận.") && !receipt.contains("Ý kiến kín"), "{receipt}");
        assert_eq!(house.rows("SELECT COUNT(*) FROM opinion_envelope", &[]).await[0].at::<i64>(0).unwrap(), 0);
        assert_eq!(house.rows("SELECT COUNT(*) FROM opinion_envelope_mark", &[]).await[0].at::<i64>(0).unwrap(), 8);
        let into = "INSERT INTO opinion_envelope SELECT 'x', c.id, 'b', salt, salt, 0, 1 FROM opinion_channel c, ledger_content";
        assert!(house.tamper(into).await.is_err(), "a channel that was emptied takes nothing more");
        integrate(&house).await;
        let config = &house.house.config;
        let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
        let mut link = house.house.database.read_long().await.unwrap();
        let report = verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap();
        assert!(report.holds(), "{report:?}");
    }

    async fn envelopes_enter_the_book_in_batches_only(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        let marks = "SELECT COUNT(*) FROM opinion_envelope_mark";
        let leaves = "SELECT COUNT(*) FROM ledger_leaf WHERE kind = 'opinion.envelopes_marked'";
        let count = async |sql: &str| house.rows(sql, &[]).await[0].at::<i64>(0).unwrap();
        let tokens = a.all_write(&house, 4).await;
        MarkEnvelopes.run(&house.house.database, "").await.unwrap();
        assert_eq!((count(marks).await, count(leaves).await), (0, 0), "four, where five must write, would say too much");
        let fifth = a.token(&house, a.list[4]).await;
        let said = taken(a.send(&house, &a.envelope(&fifth, None, &code(5))).await);
        MarkEnvelopes.run(&house.house.database, "").await.unwrap();
        assert_eq!((count(marks).await, count(leaves).await), (5, 1), "one leaf for the batch");
        let kept = house.rows("SELECT commitment FROM opinion_envelope_mark WHERE id = $1", &[said.mark.into()]).await;
        assert_eq!(kept[0].at::<String>(0).unwrap(), said.commitment, "the book says what the sender was told");
        let again = a.envelope(&tokens[0], Some("khác"), &code(9));
        assert_eq!(refused(&a.send(&house, &again).await), "opinion.ticket_used");
        let jobs = Jobs::default().every(KIND, jiff::SignedDuration::from_hours(6), MarkEnvelopes).on(FORGET, forgetting(&house));
        jobs.prepare(&house.house.database).await.unwrap();
        assert!(jobs.run_one(&house.house.database).await.unwrap());
        assert_eq!(count(leaves).await, 1, "nothing waits");
    }

    async fn who_sent_an_envelope_finds_it_among_the_marks_in_the_book(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        let mut answers = Vec::new();
        let mut bodies = Vec::new();
        let mut tokens = Vec::new();
        for person in &a.list {
            tokens.push(a.token(&house, *person).await);
        }
        house.set_day("2026-11-05");
        for (at, token) in tokens.iter().enumerate() {
            let body = a.envelope(token, Some(&a.matter(&format!("Ý kiến kín số {at}."))), &code(at));
            answers.push(taken(a.send(&house, &body).await));
            bodies.push(body);
        }
        MarkEnvelopes.run(&house.house.database, "").await.unwrap();
        integrate(&house).await;
        let path = format!("/opinion/anonymous/{}/marks", a.channel.id);
        let file = async || house.send_anonymously(Request::get(&path).body(Body::empty()).unwrap()).await;
        assert_eq!(file().await.status, 404, "while envelopes are sealed nobody counts them");
        house.set_day("2026-11-21");
        a.release(&house).await.unwrap();
        integrate(&house).await;
        let text = file().await.status(200).body;
        for (answer, body) in answers.iter().zip(&bodies) {
            let part = text.split("\n\n").find(|part| part.contains(&answer.mark)).expect("the mark is there");
            let line = |word: &str| part.lines().find_map(|line| line.strip_prefix(word)).unwrap().to_owned();
            let (leaf, salt, copy) = (line("leaf "), line("salt "), line("copy "));
            assert!(copy.contains(&answer.commitment));
            // The holder computes both commitments, and the log proves the leaf.
            let envelope = secrecy::from_text(body["envelope"].as_str().unwrap()).unwrap();
            let own = [b"kiemdiem/envelope-mark/v1\n".as_slice(), &from_hex(&answer.salt), &envelope].concat();
            assert_eq!(hex(&sha(&own)), answer.commitment);
            let entry = ledger::commitment(&from_hex(&salt).try_into().unwrap(), copy.as_bytes());
            assert_eq!(ledger::leaf_hash(&entry).to_hex(), leaf);
            house.stranger().get(&format!("/checking/proof/{leaf}")).await.status(200);
        }
        assert_eq!(house.stranger().get(&path).await.status, 404, "it is on the second address only");
    }

    async fn the_second_address_knows_nobody(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        house.set_day("2026-11-05");
        let path = format!("/opinion/anonymous/{}", a.channel.id);
        let get = |cookie: Option<String>| {
            let mut request = Request::get(&path);
            if let Some(cookie) = cookie {
                request = request.header("cookie", format!("__Host-kd={cookie}")).header("user-agent", "Máy của tôi");
            }
            house.send_anonymously(request.body(Body::empty()).unwrap())
        };
        let token = base::web::start_session(&house.house, a.list[0], "test").await.unwrap();
        let (stranger, signed_in) = (get(None).await.status(200), get(Some(token.clone())).await.status(200));
        assert_eq!(without_keys(&stranger.body), without_keys(&signed_in.body), "a cookie changes nothing");
        assert!(stranger.headers.get("set-cookie").is_none() && signed_in.headers.get("set-cookie").is_none());
        assert!(!signed_in.body.contains("/sign-in") && stranger.body.contains(&a.channel.desk_key));
        // What is elsewhere is not there, and the other way round.
        for elsewhere in ["/sign-in", "/news", "/opinion/receipt", &format!("/opinion/{}/ticket", a.stage.review)] {
            let request = Request::get(elsewhere).header("cookie", format!("__Host-kd={token}"));
            assert_eq!(house.send_anonymously(request.body(Body::empty()).unwrap()).await.status, 404, "{elsewhere}");
        }
        assert_eq!(house.stranger().get(&path).await.status, 404);
        let script = stranger.body.split("data-module=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let request = Request::get(&script).body(Body::empty()).unwrap();
        assert!(house.send_anonymously(request).await.status(200).body.contains("export const start"));
        house.stranger().get(&script).await.status(200);
        house.stranger().get("/opinion/script/anonymous-0.js").await.status(404);
    }

    async fn a_promise_and_a_key_never_change(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let token = a.token(&house, a.list[0]).await;
        house.set_day("2026-11-05");
        taken(a.send(&house, &a.envelope(&token, None, &code(1))).await);
        for sql in [
            "UPDATE opinion_channel SET issuer_key = 'x'",
            "UPDATE opinion_channel SET desk_key = 'x'",
            "UPDATE opinion_channel SET least_given = 1",
            "UPDATE opinion_channel SET eligible = 500",
            "UPDATE opinion_channel SET closes = '2026-11-06'",
            "UPDATE opinion_channel SET promise = 'x'",
            "UPDATE opinion_channel SET state = 'released', given = 1, blank = 0",
            "DELETE FROM opinion_channel",
            "UPDATE opinion_envelope SET body = 'x'",
            "DELETE FROM opinion_envelope",
            "DELETE FROM opinion_ticket",
        ] {
            assert!(house.tamper(sql).await.is_err(), "{sql}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_second_address_nothing_anonymous_is_taken_and_the_page_says_why() {
    for second in [None, Some("http://127.0.0.1:8081".to_owned()), Some("http://an-danh.example".to_owned())]
    {
        let house = TestHouse::open_with(Kind::Sqlite, |config| config.anonymous_url = second.clone()).await;
        let s = house.campaign().await;
        for at in 0..5 {
            contributor(&house, &s, &format!("Người thứ {at}")).await;
        }
        assert_eq!(code_of(opens(&house, &s, 5).await), "opinion.anonymous_off", "{second:?}");
        let page =
            house.browser(s.secretary).await.get(&format!("/opinion/{}/anonymous", s.review)).await.page();
        assert!(page.contains("Ở đây chưa nhận góp ý ẩn danh") && page.contains("anonymous_url"), "{page}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn secret_keys_lie_in_a_file_of_their_owner_and_nowhere_else() {
    use std::os::unix::fs::PermissionsExt;
    let house = TestHouse::open(Kind::Sqlite).await;
    Anonymous::open(&house, 5).await;
    let folder = house.house.config.keys.join("anonymous");
    let files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(files.len(), 1);
    assert_eq!(std::fs::metadata(&files[0]).unwrap().permissions().mode() & 0o777, 0o600);
    let secret = std::fs::read_to_string(&files[0]).unwrap();
    let data = std::fs::read(house.folder().join("kiemdiem.db")).unwrap();
    for line in secret.lines() {
        let bytes: Vec<u8> =
            (0..line.len() / 2).map(|n| u8::from_str_radix(&line[2 * n..2 * n + 2], 16).unwrap()).collect();
        let part = &bytes[bytes.len() - 32..];
        assert!(!data.windows(32).any(|window| window == part), "a secret key lies in the database");
    }
}
