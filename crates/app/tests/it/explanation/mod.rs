//! The explanation stage.

mod answers;
mod finals;
mod notices;
mod walls;

use domain::common::id::{PersonId, PointId};
use testkit::TestHouse;

use crate::verification::{Alleged, alleged};

/// Points that were signed off, the first one found upon.
pub struct Asked {
    pub a: Alleged,
}

pub async fn found(house: &TestHouse) -> Asked {
    let a = alleged(house).await;
    a.taken(house).await;
    a.evidence(house).await;
    a.found(house, "confirmed").await;
    Asked { a }
}

impl Asked {
    pub fn point(&self, point: PointId, act: &str) -> String {
        format!("/explanation/{}/point/{point}{act}", self.a.stage.review)
    }

    pub fn path(&self, assignment: &str, act: &str) -> String {
        format!("/explanation/{}/assignment/{assignment}{act}", self.a.stage.review)
    }

    /// The first point assigned to the deputy, and the key of the assignment.
    pub async fn assigned(&self, house: &TestHouse) -> String {
        self.assign(house, self.a.point, &[self.a.deputy]).await;
        self.assignment(house, self.a.point, self.a.deputy).await
    }

    pub async fn assign(&self, house: &TestHouse, point: PointId, persons: &[PersonId]) {
        let keys: Vec<String> = persons.iter().map(ToString::to_string).collect();
        let fields: Vec<(&str, &str)> = keys.iter().map(|key| ("persons", key.as_str())).collect();
        let secretary = house.browser(self.a.stage.secretary).await;
        secretary.post(&self.point(point, "/assign"), &fields).await.done();
    }

    pub async fn assignment(&self, house: &TestHouse, point: PointId, person: PersonId) -> String {
        let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1 AND person_id = $2";
        house.rows(sql, &[point.into(), person.into()]).await[0].at(0).unwrap()
    }

    pub async fn sent(&self, house: &TestHouse, assignment: &str) {
        let secretary = house.browser(self.a.stage.secretary).await;
        secretary.post(&self.path(assignment, "/serve"), &[("service", "in_program")]).await.done();
    }

    pub async fn opened(&self, house: &TestHouse, assignment: &str, person: PersonId) {
        self.sent(house, assignment).await;
        house.browser(person).await.post(&self.path(assignment, "/open-notice"), &[]).await.done();
    }

    /// The deputy has answered.
    pub async fn answered(&self, house: &TestHouse, fields: &[(&str, &str)]) -> String {
        let assignment = self.assigned(house).await;
        self.opened(house, &assignment, self.a.deputy).await;
        let deputy = house.browser(self.a.deputy).await;
        deputy.post(&self.path(&assignment, "/answer"), fields).await.done();
        assignment
    }

    pub async fn new_evidence(&self, house: &TestHouse) {
        self.a.evidence(house).await;
    }
}

pub const ACCEPTED: [(&str, &str); 3] = [
    ("kind", "accepted"),
    ("text", "Tôi được giao theo dõi tiếp dân từ 01/02 nhưng không kiểm tra lại."),
    ("cause", "Phường chưa có sổ theo dõi hạn trả lời."),
];

pub const REFUSED: [(&str, &str); 2] =
    [("kind", "not_accepted"), ("text", "Đơn đã được trả lời tại cuộc họp ngày 12/8.")];
