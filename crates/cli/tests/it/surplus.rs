//! `kiemdiem verify` after a thief of the issuer's key stuffed a channel.

use std::process::{Command, Output};

use app::opinion::ReleaseAnonymous;
use axum::body::Body;
use axum::http::Request;
use base::book::Book;
use base::db::Place;
use base::dice;
use base::web::act_as;
use secrecy::DeskKey;
use serde_json::json;
use testkit::{Campaigned, Channelled, TestHouse, both, forged_ticket, purpose_of};

async fn verify(house: &TestHouse, more: &[&str]) -> Output {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
    book.integrate(&house.house.database).await.unwrap();
    let mut program = Command::new(env!("CARGO_BIN_EXE_kiemdiem"));
    program.args(["verify", "--data"]).arg(&config.data).args(more);
    if let Place::Server(url) = &config.database {
        program.args(["--database-url", url]);
    }
    program.output().unwrap()
}

both! {
    async fn forged_tickets_are_counted_and_a_count_that_was_evened_is_wrong(house: TestHouse) {
        let stage = house.campaign().await;
        let (row, _) = house.channel(&stage, 6, None).await;
        let desk = DeskKey::parse(&row.desk_key).unwrap();
        house.set_day("2026-11-05");
        for at in 0..6 {
            let token = forged_ticket(&house, &row);
            let text = format!("Lời của kẻ trộm khóa, bản {at}.");
            let said = json!({ "subject": stage.subjects[0], "content": "degradation", "kind": "shortcoming", "text": text });
            let words = json!({ "v": 1, "opinions": [said] }).to_string();
            let sealed = secrecy::seal(&mut dice::chance(), &desk, &purpose_of(&row), words.as_bytes()).unwrap();
            let body = json!({ "token": token.to_string(), "envelope": secrecy::to_text(&sealed) }).to_string();
            let request = Request::post(format!("/api/v1/opinion/anonymous/{}/send", row.id));
            let request = request.header("content-type", "application/json").header("sec-fetch-site", "same-origin");
            house.send_anonymously(request.body(Body::from(body)).unwrap()).await.status(200);
        }
        house.set_day("2026-11-21");
        let act = ReleaseAnonymous { channel: row.id, written: vec![], blank: 0, opened: vec![] };
        act_as(&house.house, stage.secretary, &stage.review.to_string(), act).await.unwrap();

        let told = verify(&house, &[]).await;
        let said = String::from_utf8(told.stdout).unwrap();
        let line = format!("surplus      channel {}: 6 envelopes, 0 tickets given; told at the release: 6 beyond.", row.id);
        assert!(said.contains(&line) && said.contains("Everything holds."), "{said}");
        assert!(told.status.success(), "what was told is no fault of the book");

        house.tamper("UPDATE opinion_ticket SET asked = 'x', answer = 'y'").await.unwrap();
        let evened = verify(&house, &["--json"]).await;
        assert!(!evened.status.success());
        let said: serde_json::Value = serde_json::from_slice(&evened.stdout).unwrap();
        assert_eq!((&said["holds"], &said["surpluses"][0]["is_untold"]), (&json!(false), &json!(true)), "{said}");
    }
}
