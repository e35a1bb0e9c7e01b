//! The directive stage.

mod acknowledge;
mod add_briefing;
mod add_clauses;
mod add_document;
mod follow_up;

use domain::common::Role;
use domain::common::id::{PersonId, UnitId};
use testkit::{Seed, TestHouse};

/// A province with two wards, each with its organiser.
pub struct Bound {
    pub province: UnitId,
    ward: UnitId,
    other: UnitId,
    pub organiser: PersonId,
    of_ward: PersonId,
    of_other: PersonId,
    secretary: PersonId,
}

pub async fn bound(house: &TestHouse) -> Bound {
    let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
    let ward = house.unit("SL-BD", "Phường Bến Đá", Some(province)).await;
    let other = house.unit("SL-HL", "Xã Hạ Lam", Some(province)).await;
    let mut people = Vec::new();
    for (name, role, unit) in [
        ("Hoàng Văn Giang", Role::Organiser, province),
        ("Đào Thị Hà", Role::Organiser, ward),
        ("Bùi Văn Ích", Role::Organiser, other),
        ("Trần Thị Bích", Role::Secretary, province),
    ] {
        let person = house.person(name).await;
        house.role(person, role, unit).await;
        people.push(person);
    }
    Bound {
        province,
        ward,
        other,
        organiser: people[0],
        of_ward: people[1],
        of_other: people[2],
        secretary: people[3],
    }
}

const PLAN: &[(&str, &str)] = &[
    ("number", "31-KH/TU"),
    ("kind", "Kế hoạch"),
    ("issuer", "Tỉnh ủy Sông Lam"),
    ("level", "tỉnh"),
    ("issued", "20/10/2026"),
    ("title", "Kiểm điểm tự phê bình và phê bình năm 2026"),
];

const CLAUSES: &str =
    "I- Mục đích\n1. Quán triệt đầy đủ nội dung.\n2. Chuẩn bị báo cáo.\nII- Yêu cầu\n1. Không làm lướt.";

impl Bound {
    /// The plan of the province with its clauses: its page.
    pub async fn plan(&self, house: &TestHouse) -> String {
        let giang = house.browser(self.organiser).await;
        let added = giang.post(&format!("/directive/{}/add-document", self.province), PLAN).await.key();
        let page = format!("/directive/{}/document/{added}", self.province);
        giang.post(&format!("{page}/add-clauses"), &[("clauses", CLAUSES)]).await.done();
        page
    }

    /// The same page as a unit sees it.
    fn seen_at(&self, page: &str, unit: UnitId) -> String {
        page.replace(&self.province.to_string(), &unit.to_string())
    }
}
