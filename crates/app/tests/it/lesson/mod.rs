//! The lesson stage: a lesson conference across units, figures, requirements, what the units make of them.

mod conference;
mod units;

use app::campaign::store::{ReviewRow, StandingRow};
use base::dice;
use domain::campaign::StandingState;
use domain::common::id::{PersonId, ReviewId, UnitId};
use domain::common::{Role, Stage as Step};
use domain::organisation::BodyRank;
use testkit::{Campaigned, Seed, Stage, TestHouse};

/// A campaign of two bodies: the one of the province and the one of a commune.
pub struct Lessons {
    /// The province.
    pub s: Stage,
    /// The commune.
    pub commune: UnitId,
    /// Its review.
    pub review: ReviewId,
    /// The head of its body.
    pub head: PersonId,
    /// Its organiser.
    pub organiser: PersonId,
}

/// The campaign.
pub async fn lessons(house: &TestHouse) -> Lessons {
    let s = house.campaign().await;
    let commune = house.unit("SL-01", "Xã Hạ Lam", Some(s.unit)).await;
    let body = house.body(commune, "DU-HL", "Đảng ủy xã Hạ Lam").await;
    let (head, organiser) = (house.person("Bùi Thị Ngọc").await, house.person("Cao Văn Tài").await);
    house.seat(body, head, BodyRank::Head, 1).await;
    house.role(organiser, Role::Organiser, commune).await;
    let review = ReviewId::new(dice::unnamed());
    let row = ReviewRow {
        id: review,
        campaign_id: s.campaign,
        unit_id: commune,
        body_id: body,
        level: 1,
        version: 0,
    };
    let standing = StandingRow {
        id: dice::unnamed(),
        campaign_id: s.campaign,
        review_id: review,
        stage: Step::Lesson,
        state: StandingState::Ahead,
        done: 0,
        total: 0,
        due: None,
        blocked_by: None,
        changed_at: "2026-11-02T01:00:00Z".parse().unwrap(),
        version: 0,
    };
    house.write("campaign.opened", (row, standing)).await;
    Lessons { s, commune, review, head, organiser }
}

/// A lesson conference on Friday 18 December; its path.
pub async fn called(house: &TestHouse, l: &Lessons) -> String {
    let (chair, secretary) = (l.s.chair.to_string(), l.s.secretary.to_string());
    let fields = [
        ("title", "Hội nghị rút kinh nghiệm"),
        ("day", "18/12/2026"),
        ("room", "Hội trường"),
        ("chair", chair.as_str()),
        ("secretary", secretary.as_str()),
    ];
    let organiser = house.browser(l.s.organiser).await;
    let path = format!("/lesson/{}/call", l.s.campaign);
    let id = organiser.post(&path, &fields).await.key();
    format!("/lesson/{}/{id}", l.s.campaign)
}

/// The same, in session with everyone there.
pub async fn opened(house: &TestHouse, l: &Lessons) -> String {
    let path = called(house, l).await;
    house.set_day("2026-12-18");
    let secretary = house.browser(l.s.secretary).await;
    let (an, ngoc) = (l.s.chair.to_string(), l.head.to_string());
    secretary.post(&format!("{path}/attendance"), &[("present", &an), ("present", &ngoc)]).await.done();
    house.browser(l.s.chair).await.post(&format!("{path}/open"), &[]).await.done();
    path
}

/// The items of a conference.
pub async fn items(house: &TestHouse, path: &str) -> Vec<String> {
    let id = path.rsplit('/').next().unwrap().to_owned();
    let sql = "SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place";
    house.rows(sql, &[id.into()]).await.iter().map(|row| row.at::<String>(0).unwrap()).collect()
}

/// Closes all items and the conference.
pub async fn closed(house: &TestHouse, l: &Lessons, path: &str) {
    let chair = house.browser(l.s.chair).await;
    for item in items(house, path).await {
        chair.post(&format!("{path}/open-item"), &[("item", &item)]).await.done();
        chair.post(&format!("{path}/close-item"), &[("item", &item)]).await.done();
    }
    chair.post(&format!("{path}/close"), &[]).await.done();
}
