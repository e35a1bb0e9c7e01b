//! The opinion stage.

pub mod anonymous;
mod elsewhere;
mod erasure;
mod files;
mod invitations;
mod letters;
mod linkage;
mod linkage_files;
mod misunderstood;
mod receipts;
mod second_issuer;
mod silence;
mod stolen_key;
mod too_few;
mod walls;

use app::opinion::{AddDraft, Invite, Sent};
use base::web::act_as;
use domain::common::id::PersonId;
use domain::common::{Line, Prose};
use domain::opinion::OpinionKind;
use jiff::civil::date;
use testkit::{Seed, Stage, TestHouse};

/// Invites somebody, with an account or on paper, until 20/11; gives the key of the invitation.
pub async fn invite(house: &TestHouse, s: &Stage, name: &str, person: Option<PersonId>) -> String {
    let act = Invite { contributor: Line::parse(name).unwrap(), person, due: date(2026, 11, 20) };
    act_as(&house.house, s.secretary, &s.review.to_string(), act).await.unwrap().to_string()
}

/// Somebody who was invited and writes here.
async fn contributor(house: &TestHouse, s: &Stage, name: &str) -> PersonId {
    let person = house.person(name).await;
    invite(house, s, name, Some(person)).await;
    person
}

/// Writes an opinion down without sending it.
async fn draft(house: &TestHouse, s: &Stage, person: PersonId, subject: usize, text: &str) {
    let act = AddDraft {
        subject: s.subjects[subject],
        content: "degradation".to_owned(),
        kind: OpinionKind::Shortcoming,
        text: Prose::parse(text).unwrap(),
    };
    act_as(&house.house, person, &s.review.to_string(), act).await.unwrap();
}

/// The value of a hidden field on a page.
fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    assert!(page.contains(&mark), "no field {name}");
    let rest = page.split(mark.as_str()).nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// What stands in the address after `code=` or `receipt=`.
fn code_in(location: &str) -> String {
    let rest = location.split("code=").nth(1).or_else(|| location.split("receipt=").nth(1)).unwrap();
    rest.split('&').next().unwrap().to_owned()
}

/// A paper letter of three paragraphs, entered by the secretary for somebody invited.
pub async fn paper(house: &TestHouse, s: &Stage, name: &str, visibility: &str) -> (String, String) {
    let invitation = invite(house, s, name, None).await;
    let text = "Kính gửi Ban Thường vụ.\n\nBa đơn của tổ dân phố về cống ngõ 42 gửi từ tháng 3 nhưng quá 5 tháng chưa trả lời bằng văn bản.\n\nLịch họp hay đổi sát giờ.";
    let fields = [
        ("invitation", invitation.as_str()),
        ("received", "2/11/2026"),
        ("text", text),
        ("visibility", visibility),
    ];
    let path = format!("/opinion/{}/enter-paper", s.review);
    let secretary = house.browser(s.secretary).await;
    let location = secretary.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7 scan")).await.done();
    let letter = location.split("/letter/").nth(1).unwrap().split('?').next().unwrap().to_owned();
    (letter, code_in(&location))
}

/// The key of a paragraph of a letter, by its number.
pub async fn paragraph(house: &TestHouse, letter: &str, number: i64) -> String {
    let sql = "SELECT id FROM opinion_paragraph WHERE letter_id = $1 AND number = $2";
    house.rows(sql, &[letter.into(), number.into()]).await[0].at(0).unwrap()
}

/// A letter that was sent by a fresh contributor, with one opinion on the collective.
async fn sent(house: &TestHouse, s: &Stage, name: &str, text: &str) -> (PersonId, Sent) {
    let person = contributor(house, s, name).await;
    draft(house, s, person, 0, text).await;
    let browser = house.browser(person).await;
    let shown = hidden(&browser.get(&format!("/opinion/{}/write", s.review)).await.page(), "shown");
    let fields = [("shown", shown.as_str()), ("visibility", "named")];
    let location = browser.post(&format!("/opinion/{}/write/send", s.review), &fields).await.done();
    let sql = "SELECT id FROM opinion_letter WHERE contributor_id = $1";
    let letter = house.rows(sql, &[person.into()]).await[0].at(0).unwrap();
    (person, Sent { letter, receipt: code_in(&location) })
}
