//! The rollup stage.

mod issue;
mod overview;

use app::campaign::OpenCampaign;
use base::db::Cell;
use base::web::act_as;
use domain::common::id::{CampaignId, PersonId, ReviewId, ShortcomingId, UnitId};
use domain::common::{Line, Role};
use domain::organisation::BodyRank;
use jiff::civil::date;
use testkit::{Concluded, Seed, Stage, TestHouse};

/// A province with two wards, a body in each, and decided conclusions in all three.
pub struct Tree {
    pub top: UnitId,
    pub wards: [UnitId; 2],
    pub campaign: CampaignId,
    pub reviews: Vec<ReviewId>,
    pub organiser: PersonId,
    pub superior_of_ward: PersonId,
}

/// Opens a campaign over the tree. A leader sits in the province's body and in the first ward's.
pub async fn tree(house: &TestHouse) -> Tree {
    let top = house.unit("SL", "Tỉnh Sông Lam", None).await;
    let wards = [
        house.unit("SL-BD", "Phường Bến Đá", Some(top)).await,
        house.unit("SL-HL", "Xã Hạ Lam", Some(top)).await,
    ];
    let leader = house.person("Nguyễn Văn An").await;
    let mut bodies = Vec::new();
    for (at, (unit, name)) in
        [(top, "Ban Thường vụ Tỉnh ủy"), (wards[0], "Đảng ủy phường Bến Đá"), (wards[1], "Đảng ủy xã Hạ Lam")]
            .into_iter()
            .enumerate()
    {
        let body = house.body(unit, &format!("B{at}"), name).await;
        let head = house.person(&format!("Người đứng đầu {at}")).await;
        house.seat(body, head, BodyRank::Head, 1).await;
        if at < 2 {
            house.seat(body, leader, BodyRank::Member, 2).await;
        }
        bodies.push(body);
    }
    let (organiser, superior_of_ward) =
        (house.person("Hoàng Văn Giang").await, house.person("Lý Thành Phong").await);
    house.role(organiser, Role::Organiser, top).await;
    house.role(superior_of_ward, Role::Superior, wards[0]).await;
    let act = OpenCampaign {
        title: Line::parse("Đợt kiểm điểm năm 2026").unwrap(),
        pack: "nq-tw4-2012".to_owned(),
        period_from: date(2026, 1, 1),
        period_to: date(2026, 12, 31),
        opens: date(2026, 11, 2),
        closes: date(2026, 12, 31),
        bodies,
    };
    let campaign = act_as(&house.house, organiser, &top.to_string(), act).await.unwrap();
    let sql = "SELECT r.id FROM campaign_review r JOIN organisation_body b ON b.id = r.body_id \
               WHERE r.campaign_id = $1 ORDER BY b.code";
    let reviews = house.rows(sql, &[campaign.into()]).await;
    let reviews: Vec<ReviewId> = reviews.iter().map(|row| row.at(0).unwrap()).collect();
    Tree { top, wards, campaign, reviews, organiser, superior_of_ward }
}

impl Tree {
    /// The collective of a review as the builders of later stages want it.
    pub async fn stage(&self, house: &TestHouse, at: usize) -> Stage {
        let sql = "SELECT id FROM campaign_subject WHERE review_id = $1 ORDER BY place";
        let subjects = house.rows(sql, &[self.reviews[at].into()]).await;
        let body =
            house.rows("SELECT body_id FROM campaign_review WHERE id = $1", &[self.reviews[at].into()]).await;
        Stage {
            unit: if at == 0 { self.top } else { self.wards[at - 1] },
            body: body[0].at(0).unwrap(),
            campaign: self.campaign,
            review: self.reviews[at],
            organiser: self.organiser,
            secretary: self.organiser,
            coder: self.organiser,
            verifier: self.organiser,
            superior: self.superior_of_ward,
            inspector: self.organiser,
            chair: self.organiser,
            members: Vec::new(),
            subjects: subjects.iter().map(|row| row.at(0).unwrap()).collect(),
        }
    }

    /// Decides a conclusion with one shortcoming on the collective of each review.
    pub async fn conclude(&self, house: &TestHouse) -> Vec<ShortcomingId> {
        let mut made = Vec::new();
        for (at, title) in ["Chậm trả lời đơn", "Cống ngõ 42 tràn", "Đổi lịch họp"].into_iter().enumerate()
        {
            let stage = self.stage(house, at).await;
            made.push(house.decided(&stage, stage.subjects[0], title, self.organiser).await.shortcoming);
        }
        made
    }
}

/// A plain count past the program.
pub async fn plain(house: &TestHouse, sql: &str, value: impl Into<Cell>) -> i64 {
    house.rows(sql, &[value.into()]).await[0].at(0).unwrap()
}
