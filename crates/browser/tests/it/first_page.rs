//! Signing in by a link, and the first page on a desk and on a phone.

use browser::{Browser, Screen};
use testkit::{Campaigned, Kind, TestHouse};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_signs_in_by_a_link_and_sees_what_is_to_be_done() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let stage = house.campaign().await;
    let base = house.listen().await;
    let link = base::web::make_link(&house.house, stage.organiser).await.unwrap();
    let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
    let browser = Browser::open(&base).await;
    browser.go(&path).await;
    browser.press("button.go").await;
    browser.says("Hoàng Văn Giang").await;
    browser.is_well_made().await;
    browser.resize(Screen::Phone).await;
    browser.go(&format!("/campaign/{}", stage.campaign)).await;
    browser.is_well_made().await;
    browser.close().await;
}
