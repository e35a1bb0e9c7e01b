//! The conclusion stage.

mod decide;
mod draft;
mod grounds;
mod petition;
mod sealed;
pub mod seed;
mod supplement;
mod wording;

use domain::common::id::SubjectId;
use testkit::{Browser, Stage};

/// The path of a subject's conclusion, or of an act on it.
fn at(s: &Stage, subject: SubjectId, act: &str) -> String {
    format!("/conclusion/{}/subject/{subject}{act}", s.review)
}

/// The path of a shortcoming, or of an act on it.
fn of(s: &Stage, shortcoming: &str, act: &str) -> String {
    format!("/conclusion/{}/shortcoming/{shortcoming}{act}", s.review)
}

/// Begins a draft on a subject with one shortcoming; gives the shortcoming's key.
async fn begun(browser: &Browser<'_>, s: &Stage, subject: SubjectId, point: Option<&str>) -> String {
    browser.post(&at(s, subject, "/draft"), &[]).await.done();
    let fields = [
        ("title", "Chậm trả lời đơn của dân"),
        ("content", "degradation"),
        ("matter", "3 đơn quá 131 đến 251 ngày chưa trả lời"),
        ("point", point.unwrap_or("")),
    ];
    browser.post(&at(s, subject, "/add-shortcoming"), &fields).await.key()
}

/// Everything that the pack requires of a shortcoming, as a form sends it.
fn everything<'a>(doer: &'a str, seen: &'a str, carried: &'a str, point: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("seen", seen),
        ("title", "Chậm trả lời đơn của dân"),
        ("matter", "3 đơn quá 131 đến 251 ngày chưa trả lời"),
        ("norm", "Quy chế tiếp công dân, điều 9: 15 ngày"),
        ("extent", "3 trên 86 đơn"),
        ("location", "Phường Bến Đá"),
        ("period", "14/3/2026 đến 20/11/2026"),
        ("cause_subjective", "Giao việc mà không kiểm tra lại"),
        ("carried", carried),
        ("comparison", "Kỳ trước 12 đơn quá hạn"),
        ("remedy", "Lập sổ hạn trả lời"),
        ("doer", doer),
        ("deadline", "31/3/2027"),
        ("measure", "100% đơn trả lời trong 15 ngày"),
        ("point", point),
        ("content", "degradation"),
        ("focus", "land"),
        ("publishable", "yes"),
    ]
}
