//! The remedy stage.

mod accept;
mod carry_over;
mod commit;

use domain::common::id::PersonId;
use testkit::{Browser, Concluded, Stage, TestHouse};

/// A commitment of a decided collective shortcoming, with its doer's key.
pub async fn committed(house: &TestHouse, s: &Stage, doer: PersonId) -> String {
    house.decided(s, s.subjects[0], "Chậm trả lời đơn của dân", doer).await;
    let bich = house.browser(s.secretary).await;
    bich.post(&format!("/remedy/{}/make-commitments", s.review), &[]).await.done();
    let sql = "SELECT id FROM remedy_commitment WHERE review_id = $1 ORDER BY number DESC";
    house.rows(sql, &[s.review.into()]).await[0].at(0).unwrap()
}

/// What a doer does on their own commitment.
fn mine(commitment: &str, act: &str) -> String {
    format!("/remedy/mine/{commitment}{act}")
}

/// What others do on a commitment in the review.
fn of(s: &Stage, commitment: &str, act: &str) -> String {
    format!("/remedy/{}/commitment/{commitment}{act}", s.review)
}

/// Reports a commitment as done.
async fn reported(browser: &Browser<'_>, commitment: &str) {
    browser
        .post(
            &mine(commitment, "/report-done"),
            &[("proof", "Sổ hạn trả lời số 12, 86 trên 86 đơn đúng hạn")],
        )
        .await
        .done();
}
