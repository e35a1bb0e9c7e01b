//! Where a hit says it stands: in the words of the page that shows it, and in none that this page keeps from the reader.

use domain::opinion::OpinionKind::Shortcoming;
use testkit::{Browser, Campaigned, Synthesised, both};

use crate::opinion::paper;
use crate::search::{asked, book_of, fed};

/// What each hit is called and where it says it stands, by kind.
async fn told(browser: &Browser<'_>, question: &str) -> Vec<(String, String, Vec<String>)> {
    let answer = browser.api(question, None).await.status(200);
    let value: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let hit = |hit: &serde_json::Value| {
        let title: String = hit["title"].as_array().unwrap().iter().map(|part| text(&part["text"])).collect();
        (text(&hit["kind"]), title, hit["place"].as_array().unwrap().iter().map(text).collect())
    };
    let mut hits: Vec<_> = value["hits"].as_array().unwrap().iter().map(hit).collect();
    hits.sort();
    hits
}

fn line(kind: &str, title: &str, place: &[&str]) -> (String, String, Vec<String>) {
    (kind.to_owned(), title.to_owned(), place.iter().map(|name| (*name).to_owned()).collect())
}

both! {
    async fn a_hit_is_called_as_its_page_is_and_says_where_that_lies(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        house.round(&s).await;
        let o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Đơn của tổ dân phố chưa ai trả lời.")]).await;
        house.point(&s, "Chậm trả lời tổ dân phố", o[0]).await;
        fed(&house, &book).await;
        let coder = house.browser(s.coder).await;
        let (body, campaign) = ("Ban Thường vụ Tỉnh ủy", "Đợt kiểm điểm năm 2026");
        assert_eq!(told(&coder, &asked("\"to dan pho\"")).await, [
            line("letter", "Thư số 1", &[body, campaign]),
            line("opinion", "Ý kiến 1", &[body, campaign]),
            line("point", "Chậm trả lời tổ dân phố", &["Điểm 1", body, campaign]),
        ]);
        assert_eq!(told(&coder, &asked("song lam")).await, [line("unit", "Tỉnh Sông Lam", &[])], "nothing is said twice");
        let page = coder.get(&asked("\"to dan pho\"")).await.page();
        assert!(page.contains(">Thư số 1</a>") && page.contains(&format!("{body} · {campaign}")), "{page}");
        let page = coder.get(&format!("/en{}", asked("\"to dan pho\""))).await.page();
        assert!(page.contains(">Letter 1</a>") && page.contains(">Opinion 1</a>") && page.contains("Point 1 · "), "{page}");
    }

    async fn what_stands_on_a_further_page_is_found_and_leads_there(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let invitation = crate::opinion::invite(&house, &s, "Phan Đức Thịnh", None).await;
        let mut text: String = (1..=130).map(|n| format!("Đoạn thứ {n} nói về việc của tổ.\n\n")).collect();
        text.push_str("Cống ngõ bốn mươi hai vẫn nghẹt.");
        let fields =
            [("invitation", invitation.as_str()), ("received", "2/11/2026"), ("text", &text), ("visibility", "named")];
        let secretary = house.browser(s.secretary).await;
        let path = format!("/opinion/{}/enter-paper", s.review);
        let location = secretary.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7 scan")).await.done();
        fed(&house, &book).await;
        let letter = location.split('?').next().unwrap();
        assert_eq!(crate::search::found(&secretary, "nghet").await, [format!("{letter}?page=2")]);
        assert_eq!(crate::search::found(&secretary, "\"doan thu 7\"").await, [letter]);
        assert!(secretary.get(&format!("{letter}?page=2")).await.page().contains("vẫn nghẹt"));
    }

    async fn a_hit_tells_no_name_that_its_page_keeps(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let (letter, _) = paper(&house, &s, "Phan Đức Thịnh", "named_to_secretariat").await;
        fed(&house, &book).await;
        let (coder, secretary) = (house.browser(s.coder).await, house.browser(s.secretary).await);
        let page = format!("/opinion/{}/letter/{letter}", s.review);
        assert!(secretary.get(&page).await.page().contains("Thịnh") && !coder.get(&page).await.page().contains("Thịnh"));
        let question = asked("\"cong ngo 42\"");
        let expected = [line("letter", "Thư số 1", &["Ban Thường vụ Tỉnh ủy", "Đợt kiểm điểm năm 2026"])];
        for reader in [&coder, &secretary] {
            assert_eq!(told(reader, &question).await, expected);
        }
        for answer in [coder.get(&question).await.page(), coder.api(&question, None).await.page()] {
            assert!(!answer.contains("Thịnh") && !answer.contains("Phan Đức"), "{answer}");
        }
        assert_eq!(told(&coder, &asked("phan duc thinh")).await, [], "nor is it found by that name");
    }
}
