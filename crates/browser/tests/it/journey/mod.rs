//! The whole way of a small review in a real browser, by clicking and typing only: from the report to the article that
//! anyone reads. One step is done by keyboard alone, one with scripts forbidden, one on a phone.

mod after;
mod conference;
mod heard;
mod opinions;
mod walk;

use testkit::{Kind, TestHouse};
use walk::Walk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_review_is_walked_from_the_report_to_the_article_by_hand() {
    let house = TestHouse::open(Kind::Sqlite).await;
    let walk = Walk::begin(&house).await;
    walk.an_account_is_made_and_a_password_set().await;
    walk.reports_are_handed_in().await;
    walk.an_opinion_is_typed_on_a_phone().await;
    walk.it_is_placed_by_keyboard_alone_and_signed_off().await;
    let point = walk.it_is_verified().await;
    walk.the_deputy_is_heard(&point).await;
    walk.the_conference_meets().await;
    walk.a_conclusion_is_drafted().await;
    walk.it_is_decided_without_a_script().await;
    walk.the_remedy_is_committed().await;
    walk.an_article_is_read_by_anyone().await;
    walk.browser.close().await;
}
