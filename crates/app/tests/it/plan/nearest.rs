//! The pack's tasks go to a unit's own people; to those above only where the unit has none.

use app::campaign::OpenCampaign;
use app::plan::MakeTasks;
use base::web::act_as;
use domain::common::id::PersonId;
use domain::common::{Line, Role};
use domain::organisation::BodyRank;
use jiff::civil::date;
use testkit::{Campaigned, Seed, TestHouse, both};

/// How many of the pack's tasks of a campaign a person was given.
async fn given(house: &TestHouse, campaign: impl Into<base::db::Cell>, person: PersonId) -> i64 {
    let sql =
        "SELECT COUNT(*) FROM plan_task WHERE campaign_id = $1 AND owner_id = $2 AND about LIKE 'pack:%'";
    house.rows(sql, &[campaign.into(), person.into()]).await[0].at(0).unwrap()
}

both! {
    async fn a_units_tasks_go_to_its_own_people_and_only_else_to_those_above(house: TestHouse) {
        let p = house.campaign().await;
        let below = house.unit("X01", "Phường Bến Đá", Some(p.unit)).await;
        let body = house.body(below, "BTV-X01", "Ban Thường vụ Đảng ủy").await;
        let (head, own) = (house.person("Tạ Bích Thảo").await, house.person("Lò Thu Nhung").await);
        house.seat(body, head, BodyRank::Head, 1).await;
        house.role(own, Role::Secretary, below).await;
        let act = OpenCampaign {
            title: Line::parse("Đợt kiểm điểm hai cấp").unwrap(),
            pack: "nq-tw4-2012".to_owned(),
            period_from: date(2026, 1, 1),
            period_to: date(2026, 12, 31),
            opens: date(2026, 11, 2),
            closes: date(2026, 12, 31),
            bodies: vec![p.body, body],
        };
        let campaign = act_as(&house.house, p.organiser, &p.unit.to_string(), act).await.unwrap();
        act_as(&house.house, p.organiser, &campaign.to_string(), MakeTasks {}).await.unwrap();
        let secretary = given(&house, campaign, p.secretary).await;
        assert!(0 < secretary, "the secretary of the upper unit has the upper unit's");
        assert_eq!(given(&house, campaign, own).await, secretary, "and the lower unit's own has the lower unit's");
        let organiser = given(&house, campaign, p.organiser).await;
        assert_eq!(organiser, 2, "the lower unit has no organiser: the one above is given both");
        assert_eq!(given(&house, campaign, head).await, 2, "what a person under review does is theirs");
    }
}
