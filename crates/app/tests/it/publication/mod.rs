//! The publication stage.

mod corrections;
mod hands;
mod photos;
mod site;
mod walls;
mod writing;

use app::conclusion::store::{ConclusionRow, StrengthRow};
use domain::common::id::{ConclusionId, PersonId};
use domain::common::{Prose, Role};
use domain::conclusion::ConclusionState;
use testkit::{Campaigned, Concluded, Decided, Seed, Stage, TestHouse};

/// A campaign with a decided conclusion, and the people who write and approve.
pub struct Press {
    pub stage: Stage,
    pub decided: Decided,
    pub source: String,
    pub chair: PersonId,
}

/// A decided, publishable shortcoming of the collective.
pub async fn press(house: &TestHouse) -> Press {
    let stage = house.campaign().await;
    let decided = house.decided(&stage, stage.subjects[0], "Chậm trả lời đơn của dân", stage.chair).await;
    let source = format!("shortcoming:{}", decided.shortcoming);
    let chair = stage.chair;
    Press { stage, decided, source, chair }
}

impl Press {
    pub fn root(&self) -> String {
        format!("/publication/{}", self.stage.campaign)
    }

    /// An article that the secretary has begun; gives its page.
    pub async fn begun(&self, house: &TestHouse, title: &str) -> String {
        let fields = [
            ("title", title),
            ("section", "results"),
            ("lead", "Ban Thường vụ Tỉnh ủy nhận việc chậm trả lời đơn và hẹn ngày sửa xong."),
            ("source", self.source.as_str()),
            ("byline", "Mai Thị Oanh, Tổ bản tin"),
            ("keywords", "kiểm điểm 2026, tiếp dân"),
        ];
        let made =
            house.browser(self.stage.secretary).await.post(&format!("{}/make", self.root()), &fields).await;
        let path = made.done();
        path.split('?').next().unwrap().to_owned()
    }

    /// Adds a sentence; gives its key.
    pub async fn told(&self, house: &TestHouse, page: &str, text: &str, more: &[(&str, &str)]) -> String {
        let mut fields = vec![("text", text), ("source", self.source.as_str())];
        fields.extend_from_slice(more);
        let added =
            house.browser(self.stage.secretary).await.post(&format!("{page}/add-sentence"), &fields).await;
        added.key().trim_start_matches('s').to_owned()
    }

    /// Submits as the secretary and approves as the chair.
    pub async fn published(&self, house: &TestHouse, page: &str) {
        house.browser(self.stage.secretary).await.post(&format!("{page}/submit"), &[]).await.done();
        self.approve(house, page).await.done();
    }

    pub async fn approve(&self, house: &TestHouse, page: &str) -> testkit::Answer {
        let browser = house.browser(self.chair).await;
        let version = version_of(house, page).await;
        browser.post(&format!("{page}/approve"), &[("version", version.as_str())]).await
    }

    /// An article that is out; gives its page at the desk.
    pub async fn out(&self, house: &TestHouse, title: &str) -> String {
        let page = self.begun(house, title).await;
        self.told(
            house,
            &page,
            "3 đơn quá hạn 131 đến 251 ngày, trên 86 đơn nhận trong kỳ.",
            &[("begins", "yes")],
        )
        .await;
        self.published(house, &page).await;
        page
    }
}

/// The version of an article, as its form carries it.
pub async fn version_of(house: &TestHouse, page: &str) -> String {
    let id = page.rsplit('/').next().unwrap();
    let rows = house.rows("SELECT version FROM publication_article WHERE id = $1", &[id.into()]).await;
    rows[0].at::<i64>(0).unwrap().to_string()
}

/// Somebody who holds a role at the unit of the campaign.
pub async fn person_with(house: &TestHouse, stage: &Stage, name: &str, role: Role) -> PersonId {
    let person = house.person(name).await;
    house.role(person, role, stage.unit).await;
    person
}

/// A strength of a conclusion that is still written: its name as a source, and its conclusion.
pub async fn draft_of(house: &TestHouse, p: &Press, is_publishable: bool) -> (String, ConclusionId) {
    let subject = p.stage.subjects[if is_publishable { 1 } else { 2 }];
    let conclusion = ConclusionRow {
        id: base::dice::unnamed().into(),
        campaign_id: p.stage.campaign,
        review_id: p.stage.review,
        subject_id: subject,
        number: 1,
        state: ConclusionState::Draft,
        drafted_by: p.stage.secretary,
        drafted_at: house.house.clock.now(),
        decided_by: None,
        decided_at: None,
        version: 0,
    };
    let strength = StrengthRow {
        id: base::dice::unnamed().into(),
        campaign_id: p.stage.campaign,
        review_id: p.stage.review,
        conclusion_id: conclusion.id,
        text: Prose::parse("Có mặt ở 11 xã").unwrap(),
        point_id: None,
        content: "degradation".to_owned(),
        is_publishable,
        is_dropped: false,
        version: 0,
    };
    let made = (format!("strength:{}", strength.id), conclusion.id);
    house.write("conclusion.drafted", (conclusion, strength)).await;
    made
}

/// Decides a conclusion.
pub async fn decide(house: &TestHouse, conclusion: ConclusionId, by: PersonId) {
    let mut link = house.house.database.read().await.unwrap();
    let row: ConclusionRow = base::db::find(&mut link, conclusion).await.unwrap().unwrap();
    drop(link);
    let at = Some(house.house.clock.now());
    let row = ConclusionRow { state: ConclusionState::Decided, decided_by: Some(by), decided_at: at, ..row };
    house.write("conclusion.decided", row).await;
}
