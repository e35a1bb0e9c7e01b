//! The plan stage.

mod nearest;
mod sittings;
mod tasks;

use app::campaign::store::{CampaignRow, ReviewRow};
use base::dice;
use domain::campaign::CampaignState;
use domain::common::id::{CampaignId, PersonId, ReviewId};
use domain::common::{Line, Role};
use jiff::civil::date;
use testkit::{Seed, TestHouse};

/// A campaign with one review and the people who work on it.
struct Planned {
    campaign: CampaignId,
    review: ReviewId,
    organiser: PersonId,
    secretary: PersonId,
}

async fn planned(house: &TestHouse) -> Planned {
    let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
    let body = house.body(unit, "BTV-SL", "Ban Thường vụ Tỉnh ủy").await;
    let (organiser, secretary) = (house.person("Hoàng Văn Giang").await, house.person("Trần Thị Bích").await);
    house.role(organiser, Role::Organiser, unit).await;
    house.role(secretary, Role::Secretary, unit).await;
    let (campaign, review) = (CampaignId::new(dice::unnamed()), ReviewId::new(dice::unnamed()));
    let row = CampaignRow {
        id: campaign,
        unit_id: unit,
        title: Line::parse("Đợt kiểm điểm năm 2026").unwrap(),
        pack: "nq-tw4-2012".to_owned(),
        pack_text: include_str!("../../../../../rules/nq-tw4-2012.toml").to_owned(),
        period_from: date(2026, 1, 1),
        period_to: date(2026, 12, 31),
        opens: date(2026, 11, 2),
        closes: date(2026, 12, 31),
        state: CampaignState::Open,
        version: 0,
    };
    let review_row =
        ReviewRow { id: review, campaign_id: campaign, unit_id: unit, body_id: body, level: 0, version: 0 };
    house.write("campaign.opened", (row, review_row)).await;
    Planned { campaign, review, organiser, secretary }
}
