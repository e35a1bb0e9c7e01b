//! Questions about wording in a real browser: they follow the words, and lead back to them.

use browser::{Browser, Screen};
use testkit::{Campaigned, Kind, TestHouse};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn questions_follow_the_words_and_lead_back_to_them() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let browser = Browser::open(&house.listen().await).await;
    let link = base::web::make_link(&house.house, stage.members[0]).await.unwrap();
    let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    browser.go(&path).await;
    browser.press("button.go").await;
    browser.says("Tôi phải làm").await;
    let report = format!("/report/{}/subject/{}", stage.review, stage.subjects[2]);
    browser.go(&format!("{report}/write")).await;
    let field = "textarea[name='sections.shortcomings']";
    browser.fill(field, "Việc trả lời đơn đôi khi còn chậm.").await;
    browser.says("“đôi khi").await;
    // Below the questions: what the paragraph states, and what is not seen in it.
    browser.says("Thấy: nội dung.").await;
    browser.says("Chưa thấy: yêu cầu bị trái, mức độ").await;
    browser.press(".lint button").await;
    let selected = format!(
        "const f = document.querySelector(\"{field}\"); return f.value.slice(f.selectionStart, f.selectionEnd);"
    );
    let words = browser.ask(&selected).await;
    assert!(words.as_str().unwrap().starts_with("đôi khi"), "{words}");
    browser.is_well_made().await;
    // Made clear, it is asked about no more; what is saved is asked about without a script too.
    browser.fill(field, "Chậm trả lời 12/41 đơn trong quý III năm 2026 tại bộ phận một cửa.").await;
    let is_silent = "return [...document.querySelectorAll('.lint')].every((one) => one.hidden);";
    let give_up = tokio::time::Instant::now() + std::time::Duration::from_secs(20);
    while browser.ask(is_silent).await != true {
        assert!(tokio::time::Instant::now() < give_up, "the question stays: {}", browser.words().await);
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    browser.fill(field, "Việc trả lời đơn đôi khi còn chậm.").await;
    browser.press("form[data-asks] button.go").await;
    browser.says("Đã lưu").await;
    browser.forbid_scripts(true).await;
    for screen in [Screen::Phone, Screen::Desk] {
        browser.resize(screen).await;
        browser.go(&format!("{report}/write")).await;
        browser.says("“đôi khi").await;
        browser.says("Chưa thấy: yêu cầu bị trái, mức độ").await;
    }
    browser.close().await;
}
