//! Tickets that were asked for and envelopes that were sealed elsewhere: by ordinary forms, with texts that were carried by hand.

use app::opinion::store::ChannelRow;
use axum::body::Body;
use axum::http::Request;
use base::book::{Book, verify};
use base::dice;
use secrecy::{ChannelCard, Matter, Request as Asking, Sealed, letter, seal, seal_blank};
use testkit::{Answer, Campaigned, Kind, TestHouse, both};

use super::anonymous::{Anonymous, integrate, opens};
use super::contributor;

/// Opens a page of the second address, as a browser without scripts.
async fn second(house: &TestHouse, path: &str) -> Answer {
    house.send_anonymously(Request::get(path).body(Body::empty()).unwrap()).await
}

/// Sends the form of the second address with a pasted text, or with a file.
async fn send(house: &TestHouse, channel: &ChannelRow, field: &str, text: &str) -> Answer {
    let name = if field == "file" { "; filename=\"phong-bi.txt\"" } else { "" };
    let body = format!(
        "--mark\r\ncontent-disposition: form-data; name=\"{field}\"{name}\r\n\r\n{text}\r\n--mark--\r\n"
    );
    let request = Request::post(format!("/opinion/anonymous/{}/send-sealed", channel.id))
        .header("content-type", "multipart/form-data; boundary=mark")
        .header("sec-fetch-site", "same-origin");
    house.send_anonymously(request.body(Body::from(body)).unwrap()).await
}

async fn card(house: &TestHouse, a: &Anonymous) -> ChannelCard {
    let served = second(house, &format!("/opinion/anonymous/{}/card", a.channel.id)).await.status(200);
    ChannelCard::parse(&served.body).unwrap()
}

/// A sealed envelope of somebody on the list, as their own program writes it.
async fn sealed(house: &TestHouse, a: &Anonymous, at: usize, words: Option<&str>) -> String {
    let card = card(house, a).await;
    let (purpose, desk) = (card.purpose().unwrap(), card.desk_key().unwrap());
    let envelope = match words {
        None => seal_blank(&mut dice::chance(), &desk, &purpose).unwrap(),
        Some(text) => {
            let matter = Matter {
                subject: card.subjects[0].value.clone(),
                content: card.contents[0].value.clone(),
                kind: card.kinds[0].value.clone(),
                text: text.to_owned(),
            };
            let content = letter(&format!("{at:064}"), &[matter]).unwrap();
            seal(&mut dice::chance(), &desk, &purpose, &content).unwrap()
        }
    };
    Sealed { token: a.token(house, a.list[at]).await, envelope }.to_string()
}

fn said(page: &str, words: &str) {
    assert!(page.contains(words), "{words} is not said:\n{page}");
}

both! {
    async fn a_request_that_was_made_elsewhere_is_pasted_and_its_answer_is_copied(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let me = house.browser(a.list[0]).await;
        let ticket = format!("/opinion/{}/ticket", a.stage.review);
        let page = me.get(&ticket).await.page();
        said(&page, "Làm ở nơi khác, không cần tin trang này");
        said(&page, "name=\"blinded\"");
        let card = ChannelCard::parse(&me.get(&format!("{ticket}/card")).await.status(200).body).unwrap();
        said(&page, &card.mark());
        let keys = card.issuer_keys().unwrap();
        let asked = Asking::new(&mut dice::chance(), card.purpose().unwrap(), &keys).unwrap();
        let (kept, request) = (asked.to_kept().unwrap(), asked.blinded()[0].to_string());
        let id = a.channel.id.to_string();
        let take = async |blinded: &str| me.post(&format!("{ticket}/take"), &[("channel", &id), ("blinded", blinded)]).await;
        said(&take(&request[..200]).await.malformed(), "Yêu cầu chép thiếu hoặc sai");
        take(&request).await.done();
        take(&format!(" {request}\r\n")).await.done();
        let other = Asking::new(&mut dice::chance(), card.purpose().unwrap(), &keys).unwrap();
        take(&other.blinded()[0].to_string()).await.refused("opinion.ticket_taken");
        let page = me.get(&ticket).await.page();
        let answer = page.split("id=\"answer\"").nth(1).unwrap().split('>').nth(1).unwrap().split('<').next().unwrap();
        let answers = [secrecy::BlindSignature::parse(answer).unwrap()];
        let token = Asking::from_kept(&kept).unwrap().finish(&answers).unwrap();
        assert!(token.verify(&a.purpose(), &keys).is_ok());
        house.browser(a.stage.chair).await.get(&format!("{ticket}/card")).await.status(403);
    }

    async fn the_card_is_the_same_on_both_addresses_and_the_client_stands_in_the_book(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let path = format!("/opinion/anonymous/{}/card", a.channel.id);
        let one = second(&house, &path).await.status(200);
        let other = second(&house, &format!("/en{path}")).await.status(200);
        let mine = house.browser(a.list[0]).await.get(&format!("/opinion/{}/ticket/card", a.stage.review)).await;
        assert!(one.bytes == other.bytes && one.bytes == mine.bytes);
        assert!(one.headers.get("set-cookie").is_none() && one.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        let card = ChannelCard::parse(&one.body).unwrap();
        assert_eq!(card.send, format!("http://localhost:8081/opinion/anonymous/{}", a.channel.id));
        assert_eq!((card.eligible, card.least_given, card.kinds.len()), (5, 5, domain::opinion::OpinionKind::ALL.len()));
        assert!(card.kinds.iter().all(|kind| kind.vi != kind.en), "{:?}", card.kinds);
        // The client: the same bytes wherever they come from, under the digest that stands in the book.
        let digest = secrecy::client_digest();
        assert_eq!(card.client.as_deref(), Some(digest));
        assert_eq!(base::files::digest_of(secrecy::client_page().as_bytes()), digest);
        let at = format!("/opinion/client/{digest}");
        for served in [house.stranger().get("/opinion/client").await, house.stranger().get(&at).await, second(&house, &at).await] {
            assert_eq!(served.status(200).bytes, secrecy::client_page().as_bytes());
        }
        let groups = format!("{} {}", &digest[..8], &digest[8..16]);
        for (person, path) in [(a.list[0], "ticket"), (a.stage.secretary, "anonymous")] {
            let page = house.browser(person).await.get(&format!("/opinion/{}/{path}", a.stage.review)).await.page();
            said(&page, &groups);
            said(&page, &card.mark());
        }
        let stored = house.house.files.put("một tệp khác".as_bytes()).unwrap();
        house.stranger().get(&format!("/opinion/client/{stored}")).await.status(404);
        let copies = "SELECT bytes FROM ledger_content c JOIN ledger_leaf l ON l.id = c.leaf_id WHERE l.kind = 'opinion.channel_opened'";
        let copy: Vec<u8> = house.rows(copies, &[]).await[0].at(0).unwrap();
        assert!(String::from_utf8_lossy(&copy).contains(digest), "the digest stands under the leaf of the channel");
        assert!(house.tamper("UPDATE opinion_channel SET client_digest = 'x'").await.is_err());
        let config = &house.house.config;
        let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
        let mut link = house.house.database.read_long().await.unwrap();
        assert!(verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap().holds());
    }

    async fn the_card_proves_itself_once_its_leaf_has_a_place_and_shows_nobody_of_the_list(house: TestHouse) {
        let stage = house.campaign().await;
        let mut list = Vec::new();
        for at in 0..5 {
            list.push(contributor(&house, &stage, &format!("Người thứ {at}")).await);
        }
        opens(&house, &stage, 5).await.unwrap();
        let reader = house.browser(list[0]).await;
        let path = format!("/opinion/{}/ticket/card", stage.review);
        let pending = ChannelCard::parse(&reader.get(&path).await.status(200).body).unwrap();
        assert_eq!(pending.proof, None, "its leaf has no place yet");
        integrate(&house).await;
        let card = ChannelCard::parse(&reader.get(&path).await.status(200).body).unwrap();
        let proof = card.proof.clone().unwrap();
        let mut salt = [0; ledger::SALT_SIZE];
        hex::decode_to_slice(&proof.salt, &mut salt).unwrap();
        let leaf = ledger::leaf_hash(&ledger::commitment(&salt, proof.copy.as_bytes()));
        let config = &house.house.config;
        let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
        let policy = ledger::Policy::parse(format!("log {}\nquorum none\n", book.log())).unwrap();
        ledger::Receipt::parse(&proof.receipt).unwrap().verify(&leaf, &policy).unwrap();
        let copy: serde_json::Value = serde_json::from_str(&proof.copy).unwrap();
        assert_eq!(copy["rows"].as_array().unwrap().len(), 1);
        let facts = copy["rows"][0]["columns"].as_array().unwrap().iter().find(|column| column[0] == "facts").unwrap();
        assert_eq!(facts[1]["clear"], card.facts());
        assert!(list.iter().all(|person| !proof.copy.contains(&person.to_string())), "nobody of the list is in it");
        // What stands there stays, and the book holds as a whole.
        for tampering in ["UPDATE opinion_facts SET facts = 'x'", "DELETE FROM opinion_facts"] {
            assert!(house.tamper(tampering).await.is_err(), "{tampering}");
        }
        let mut link = house.house.database.read_long().await.unwrap();
        assert!(verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap().holds());
    }

    async fn an_envelope_that_was_sealed_elsewhere_is_taken_once_and_its_words_come_out(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        let mut envelopes = Vec::new();
        for at in 0..5 {
            envelopes.push(sealed(&house, &a, at, Some(&format!("Niêm phong ở nhà, số {at}."))).await);
        }
        envelopes.push(sealed(&house, &a, 5, None).await);
        send(&house, &a.channel, "sealed", &envelopes[0]).await.refused("opinion.outside_window");
        house.set_day("2026-11-05");
        let page = second(&house, &format!("/opinion/anonymous/{}", a.channel.id)).await.page();
        said(&page, "Phong bì niêm phong ở nơi khác");
        said(&page, "enctype=\"multipart/form-data\"");
        let before = std::fs::read_dir(house.house.files.folder()).unwrap().count();
        let taken = send(&house, &a.channel, "sealed", &envelopes[0]).await;
        assert!(taken.location.is_empty(), "the mark of a ticket belongs into no address: {}", taken.location);
        let page = taken.page();
        said(&page, "Đã nhận phong bì.");
        let row = &house.rows("SELECT id, envelope FROM opinion_envelope", &[]).await[0];
        said(&page, &row.at::<String>(0).unwrap());
        let again = send(&house, &a.channel, "file", &format!("{}\r\n", envelopes[0])).await.page();
        let answer = |page: &str| page.split("id=\"taken\"").nth(1).unwrap().split("</section>").next().unwrap().to_owned();
        assert_eq!(answer(&again), answer(&page), "the same envelope is answered alike");
        for envelope in &envelopes[1..] {
            send(&house, &a.channel, "file", envelope).await.page();
        }
        assert_eq!(std::fs::read_dir(house.house.files.folder()).unwrap().count(), before, "no file is kept");
        house.set_day("2026-11-21");
        integrate(&house).await;
        assert_eq!(a.release(&house).await.unwrap(), 5);
        let quoted = "SELECT quote FROM opinion_opinion WHERE quote LIKE 'Niêm phong ở nhà, số %' ORDER BY quote";
        let found: Vec<String> = house.rows(quoted, &[]).await.iter().map(|row| row.at(0).unwrap()).collect();
        let expected: Vec<String> = (0..5).map(|at| format!("Niêm phong ở nhà, số {at}.")).collect();
        assert_eq!(found, expected);
    }

    async fn what_is_wrong_with_a_carried_envelope_is_said_at_its_field(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let good = sealed(&house, &a, 0, Some("Đường ngõ 42 hỏng.")).await;
        house.set_day("2026-11-05");
        let wrong = async |text: &str, words: &str| {
            for field in ["sealed", "file"] {
                said(&send(&house, &a.channel, field, text).await.malformed(), words);
            }
        };
        said(&send(&house, &a.channel, "sealed", "").await.malformed(), "Chọn tệp phong bì");
        wrong("Xin chào", "Đây không phải phong bì đã niêm phong").await;
        wrong(&good[..good.len() - 20], "Phong bì bị cắt mất hoặc bị đổi").await;
        wrong(&good.replacen("kd1.", "kd1.AA", 1), "Phiếu chép thiếu hoặc sai").await;
        let read = Sealed::parse(&good).unwrap();
        let mut foreign = read.clone();
        foreign.token.purpose.target = [9; 16];
        wrong(&foreign.to_string(), "Phiếu này của một cuộc kiểm điểm khác").await;
        let mut forged = read.clone();
        forged.token.nonce = [9; 32];
        wrong(&forged.to_string(), "không phải do nơi cấp phiếu").await;
        let english = Request::post(format!("/en/opinion/anonymous/{}/send-sealed", a.channel.id))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("sealed=x"));
        said(&house.send_anonymously(english.unwrap()).await.malformed(), "This is no sealed envelope");
        send(&house, &a.channel, "sealed", &good).await.page();
        let desk = secrecy::DeskKey::parse(&a.channel.desk_key).unwrap();
        let other = Sealed { envelope: seal_blank(&mut dice::chance(), &desk, &a.purpose()).unwrap(), ..read };
        send(&house, &a.channel, "sealed", &other.to_string()).await.refused("opinion.ticket_used");
        let late = Sealed { token: a.token(&house, a.list[1]).await, ..other };
        house.set_day("2026-11-21");
        send(&house, &a.channel, "sealed", &late.to_string()).await.refused("opinion.outside_window");
    }
}

/// Where the network has no encryption the page says so, and takes what was sealed elsewhere.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_https_the_second_address_takes_what_was_sealed_elsewhere() {
    let plain = |config: &mut base::config::Config| {
        config.public_url = "http://10.0.0.7:8080".to_owned();
        config.anonymous_url = Some("http://an-danh.lan:8081".to_owned());
        config.insecure_lan = true;
    };
    let house = TestHouse::open_with(Kind::Sqlite, plain).await;
    let a = Anonymous::open(&house, 5).await;
    let envelope = sealed(&house, &a, 0, Some("Họp hay muộn.")).await;
    house.set_day("2026-11-05");
    let page = second(&house, &format!("/opinion/anonymous/{}", a.channel.id)).await.page();
    said(&page, "Địa chỉ này không mã hóa đường truyền: chỉ đưa vào đây phong bì đã niêm phong ở nơi khác");
    said(&page, "nếu mạng ở đây không có https thì làm ở nơi khác");
    said(&page, "Ở mạng không có https, người trong mạng thấy ai gửi phong bì");
    said(&send(&house, &a.channel, "sealed", &envelope).await.page(), "Đã nhận phong bì.");
}
