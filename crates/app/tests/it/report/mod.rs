//! The report stage.

mod compare;
mod give_back;
mod likeness;
mod paper;
mod reading;
mod store;
mod submit;
mod suggest;
mod wording;
mod write;

use testkit::{Stage, TestHouse};

/// The page of the report of a subject: 0 the collective, 1 the head, then deputy and members.
fn page(s: &Stage, subject: usize) -> String {
    format!("/report/{}/subject/{}", s.review, s.subjects[subject])
}

/// Every required section, upon a version.
fn whole(base: &str) -> Vec<(&'static str, String)> {
    let said = [
        ("sections.strengths", "Đã trả lời 29/41 đơn đúng hạn."),
        (
            "sections.shortcomings",
            "Chậm trả lời 12/41 đơn trong quý III năm 2026 tại bộ phận một cửa.\nNguyên nhân: chưa giao người thay khi cán bộ đi học.",
        ),
        ("sections.carried", "Không có việc kỳ trước."),
        ("sections.responsibility", "Trách nhiệm chính thuộc người phụ trách tiếp công dân."),
        (
            "sections.remedies",
            "Giao hai người trực, xong trước ngày 15/01/2027; mỗi tháng báo cáo số đơn trễ.",
        ),
    ];
    let fields = said.iter().map(|(name, text)| (*name, (*text).to_owned()));
    fields.chain([("base", base.to_owned())]).collect()
}

/// As a form sends it.
fn sent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'static str, &'a str)> {
    fields.iter().map(|(name, text)| (*name, text.as_str())).collect()
}

/// A person writes the whole report of a subject as version 1 and submits it.
pub async fn submitted(house: &TestHouse, s: &Stage, subject: usize, by: domain::common::id::PersonId) {
    let browser = house.browser(by).await;
    let path = page(s, subject);
    browser.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
    browser.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
}
