//! A second issuer: a body on a machine of its own that signs tickets too. Its key stands in the book before anybody gets a
//! ticket, and no ticket counts without its signature.

use app::opinion::eligible::{EligibleList, digest_of, key_mark};
use app::opinion::store::{ChannelRow, channel_of};
use base::web::act_as;
use base::{Failure, dice};
use domain::common::id::{ChannelId, PersonId};
use jiff::civil::date;
use secrecy::{BlindSignature, Issuer, IssuerKey, Request, SecondIssuer, Strength, Token};
use serde_json::Value;
use testkit::{Campaigned, Stage, TestHouse, both, opening};

use super::anonymous::{Anonymous, code, code_of, integrate, taken};
use super::contributor;

fn second() -> (Issuer, SecondIssuer) {
    let issuer = Issuer::generate(&mut dice::chance(), Strength::Usual).unwrap();
    let name = "Ủy ban Kiểm tra Tỉnh ủy Sông Lam";
    let card = SecondIssuer::new(name, "https://phieu.song-lam.example", issuer.public()).unwrap();
    (issuer, card)
}

async fn opens(house: &TestHouse, s: &Stage, card: &str) -> Result<ChannelId, Failure> {
    let act = opening(Some(card.to_owned()));
    act_as(&house.house, s.secretary, &s.review.to_string(), act).await
}

async fn listed(house: &TestHouse, s: &Stage, n: usize) -> Vec<PersonId> {
    let mut list = Vec::new();
    for at in 0..n {
        list.push(contributor(house, s, &format!("Người thứ {at}")).await);
    }
    list
}

async fn opened(house: &TestHouse) -> (Issuer, Anonymous) {
    let (issuer, card) = second();
    let stage = house.campaign().await;
    let list = listed(house, &stage, 5).await;
    opens(house, &stage, &card.to_string()).await.unwrap();
    integrate(house).await;
    let channel = row(house, &stage).await;
    (issuer, Anonymous { stage, list, channel })
}

async fn row(house: &TestHouse, s: &Stage) -> ChannelRow {
    let mut link = house.house.database.read().await.unwrap();
    channel_of(&mut link, s.review).await.unwrap().unwrap()
}

fn refused(body: &str) -> String {
    let said: Value = serde_json::from_str(body).unwrap_or_default();
    said["refused"]["code"].as_str().unwrap_or_default().to_owned()
}

fn field_of(result: Result<ChannelId, Failure>) -> String {
    match result {
        Err(Failure::Malformed(errors)) => format!("{errors:?}"),
        other => panic!("{other:?}"),
    }
}

both! {
    async fn a_card_is_read_and_its_key_stands_in_the_book(house: TestHouse) {
        let (_, card) = second();
        let s = house.campaign().await;
        let list = listed(&house, &s, 5).await;
        assert!(field_of(opens(&house, &s, "thẻ").await).contains("opinion-second-issuer-no-card"));
        let changed = card.to_string().replace("Sông Lam", "Sông Mã");
        assert!(field_of(opens(&house, &s, &changed).await).contains("opinion-second-issuer-changed"));
        let here = SecondIssuer::new("Ban A", "http://localhost:9000", card.key.clone()).unwrap();
        assert_eq!(code_of(opens(&house, &s, &here.to_string()).await), "opinion.second_issuer_is_here");
        opens(&house, &s, &card.to_string()).await.unwrap();
        let channel = row(&house, &s).await;
        let key = card.key.to_text().unwrap();
        assert_eq!(channel.second_key.as_deref(), Some(key.as_str()));
        let page = house.browser(s.secretary).await.get(&format!("/opinion/{}/anonymous", s.review)).await.page();
        for told in [card.name.as_str(), card.address.as_str(), &key_mark(&key), &digest_of(&list)] {
            assert!(page.contains(told), "{told}: {page}");
        }
        for sql in [
            "UPDATE opinion_channel SET second_key = 'x'",
            "UPDATE opinion_channel SET second_key = NULL, second_name = NULL, second_address = NULL",
            "UPDATE opinion_channel SET second_address = 'https://elsewhere.example'",
        ] {
            assert!(house.tamper(sql).await.unwrap_err().contains("opinion_channel"), "{sql}");
        }
    }

    async fn a_key_serves_one_channel_only(house: TestHouse) {
        let (_, card) = second();
        let s = house.campaign().await;
        listed(&house, &s, 5).await;
        opens(&house, &s, &card.to_string()).await.unwrap();
        let other = house.next_campaign(&s).await;
        listed(&house, &other, 5).await;
        assert_eq!(code_of(opens(&house, &other, &card.to_string()).await), "opinion.second_issuer_used");
    }

    async fn a_ticket_needs_both_signatures(house: TestHouse) {
        let (issuer, a) = opened(&house).await;
        let keys: Vec<IssuerKey> = a.channel.issuer_keys().iter().map(|key| IssuerKey::parse(key).unwrap()).collect();
        assert_eq!(keys.len(), 2);
        let asking = Request::new(&mut dice::chance(), a.purpose(), &keys).unwrap();
        let blinded = asking.blinded();
        let first = a.take(&house, a.list[0], &blinded[0].to_string()).await.unwrap();
        let page = house.browser(a.list[0]).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await.page();
        assert!(page.contains("Xin chữ ký của Ủy ban Kiểm tra Tỉnh ủy Sông Lam") && page.contains("Không nơi nào một mình làm được"), "{page}");
        let second = issuer.sign(&mut dice::chance(), &blinded[1]).unwrap();
        let whole = asking.finish(&[BlindSignature::parse(&first).unwrap(), second]).unwrap();
        house.set_day("2026-11-05");
        // What one issuer alone can make is worth nothing: neither half, nor a half twice.
        let half = Token { signed: whole.signed[..1].to_vec(), ..whole.clone() };
        let twice = Token { signed: vec![whole.signed[0].clone(), whole.signed[0].clone()], ..whole.clone() };
        let turned = Token { signed: whole.signed.iter().rev().cloned().collect(), ..whole.clone() };
        for bad in [half, twice, turned] {
            let answer = a.send(&house, &a.envelope(&bad, None, "x")).await;
            assert_eq!(refused(&answer.body), "opinion.ticket_not_good");
        }
        taken(a.send(&house, &a.envelope(&whole, Some(&a.matter("Đường ngõ 42 hỏng.")), &code(1))).await);
    }

    async fn the_list_is_handed_to_the_second_issuer_by_the_secretary_alone(house: TestHouse) {
        let (_, a) = opened(&house).await;
        let path = format!("/opinion/{}/anonymous/list", a.stage.review);
        let answer = house.browser(a.stage.secretary).await.get(&path).await.status(200);
        let list = EligibleList::parse(&answer.body).unwrap();
        assert_eq!(list.digest(), a.channel.eligible_digest, "the digest in the book is that of the list");
        assert_eq!(list.people.len(), 5);
        assert!(list.people.iter().any(|(person, name)| *person == a.list[3] && name == "Người thứ 3"));
        assert_eq!((list.opens, list.closes), (date(2026, 11, 2), date(2026, 11, 20)));
        for person in [a.list[0], a.stage.chair] {
            assert_ne!(house.browser(person).await.get(&path).await.status, 200);
        }
    }

    async fn without_a_second_issuer_there_is_no_list_to_hand_over(house: TestHouse) {
        let a = Anonymous::open(&house, 5).await;
        let path = format!("/opinion/{}/anonymous/list", a.stage.review);
        house.browser(a.stage.secretary).await.get(&path).await.status(404);
        let page = house.browser(a.list[0]).await.get(&format!("/opinion/{}/ticket", a.stage.review)).await.page();
        assert!(page.contains("Phiếu do một nơi cấp") && !page.contains("data-second"));
    }
}
