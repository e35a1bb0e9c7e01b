//! The desk by keyboard, and a quotation taken by selecting it.

use browser::{Browser, Screen};
use domain::opinion::OpinionKind::{Shortcoming, Strength};
use testkit::{Campaigned, Kind, Stage, Synthesised, TestHouse};

async fn signed_in(house: &TestHouse, person: domain::common::id::PersonId) -> Browser {
    let base = house.listen().await;
    let link = base::web::make_link(&house.house, person).await.unwrap();
    let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    let browser = Browser::open(&base).await;
    browser.go(&path).await;
    browser.press("button.go").await;
    browser.says("Tôi phải làm").await;
    browser
}

async fn three_opinions(house: &TestHouse, stage: &Stage) {
    let matters = [
        (0, Shortcoming, "Ba đơn của tổ dân phố gửi từ tháng 3 chưa được trả lời."),
        (0, Shortcoming, "Đơn hỏi bốn tháng không ai đáp."),
        (1, Strength, "Đồng chí An có mặt ở 11 xã trong mùa hạn."),
    ];
    house.opinions(stage, "Ngô Thị Hạnh", &matters).await;
    house.round(stage).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn opinions_are_placed_with_single_keys_that_press_what_is_there() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    three_opinions(&house, &stage).await;
    let browser = signed_in(&house, stage.coder).await;
    browser.go(&format!("/synthesis/{}", stage.review)).await;
    browser.is_well_made().await;
    browser.key("k").await;
    browser.says("Ý kiến 2").await;
    browser.key("j").await;
    browser.says("Ý kiến 1").await;
    browser.key("n").await;
    // The letters of the title are typed, not taken for keys.
    browser.fill("#point input[name=title]", "Chậm trả lời đơn, không ai đáp khi hỏi").await;
    browser.press("#point button").await;
    browser.says("1 trên 3").await;
    browser.key("1").await;
    browser.says("2 trên 3").await;
    browser.says("2 ý kiến").await;
    browser.key("h").await;
    browser.says("Lý do, hoặc điều hỏi lại").await;
    browser.is_well_made().await;
    browser.resize(Screen::Phone).await;
    browser.go(&format!("/synthesis/{}", stage.review)).await;
    browser.is_well_made().await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_are_selected_in_a_paragraph_fill_the_quotation() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    three_opinions(&house, &stage).await;
    let letter = house.rows("SELECT id FROM opinion_letter WHERE round = $1", &[1.into()]).await;
    let letter: String = letter[0].at(0).unwrap();
    let browser = signed_in(&house, stage.coder).await;
    browser.go(&format!("/opinion/{}/letter/{letter}?at=2", stage.review)).await;
    let select = "const words = document.querySelector('[data-words] mark').firstChild; const range = document.createRange(); \
        range.setStart(words, 8); range.setEnd(words, 30); const s = getSelection(); s.removeAllRanges(); s.addRange(range);";
    browser.ask(select).await;
    browser.ask("await new Promise(done => setTimeout(done, 50))").await;
    let field = browser.ask("return document.querySelector('textarea[name=quote]').value").await;
    assert_eq!(field.as_str(), Some("bốn tháng không ai đáp"));
    browser.is_well_made().await;
    browser.resize(Screen::Phone).await;
    browser.go(&format!("/opinion/{}/letter/{letter}", stage.review)).await;
    browser.is_well_made().await;
    browser.go("/opinion/receipt").await;
    browser.is_well_made().await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_secretary_and_the_contributor_write_on_a_phone() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    three_opinions(&house, &stage).await;
    let browser = signed_in(&house, stage.secretary).await;
    for screen in [Screen::Desk, Screen::Phone] {
        browser.resize(screen).await;
        for path in ["", "/enter"] {
            browser.go(&format!("/opinion/{}{path}", stage.review)).await;
            browser.is_well_made().await;
        }
    }
    browser.close().await;
    let writer = house.rows("SELECT contributor_id FROM opinion_letter WHERE round = $1", &[1.into()]).await;
    let browser = signed_in(&house, writer[0].at(0).unwrap()).await;
    browser.resize(Screen::Phone).await;
    browser.go(&format!("/opinion/{}/write", stage.review)).await;
    browser.says("Ba đơn của tổ dân phố").await;
    browser.is_well_made().await;
    browser.close().await;
}
