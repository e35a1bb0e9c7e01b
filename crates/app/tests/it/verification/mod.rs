//! The verification stage.

mod dossier;
mod evidence;
mod finding;
mod hands;
mod walls;

use base::web::act_as;
use domain::common::id::{PersonId, PointId};
use domain::opinion::{OpinionKind, Visibility};
use testkit::{Campaigned, Making, Pointed, Said, Seed, Stage, TestHouse};

/// A campaign with points of a signed-off round, nothing of it verified yet.
pub struct Alleged {
    pub stage: Stage,
    /// About the deputy.
    pub point: PointId,
    /// About the body.
    pub of_body: PointId,
    /// Praise of the deputy.
    pub praise: PointId,
    /// Who wrote the first opinion of the first point; also a verifier of the unit.
    pub author: PersonId,
    /// Whom the first point is about.
    pub deputy: PersonId,
}

pub const QUOTE: &str = "Gửi từ tháng 3 nhưng quá 5 tháng chưa trả lời bằng văn bản";

pub async fn alleged(house: &TestHouse) -> Alleged {
    let stage = house.campaign().await;
    let author = house.person("Ngô Thị Nga").await;
    house.role(author, domain::common::Role::Verifier, stage.unit).await;
    let said = |by, name, visibility, quote| Said { by, name, visibility, quote };
    let (secret, open) = (Visibility::NamedToSecretariat, Visibility::Named);
    let of_deputy = [
        said(Some(author), "Ngô Thị Nga", secret, QUOTE),
        said(None, "Chi bộ 5", open, "Cuộc họp ngày 12/8 có hứa trả lời trong 10 ngày"),
        said(None, "Hội Nông dân", open, "Ba đơn về cống ngõ 42 chưa có hồi âm"),
    ];
    let of_body = [said(None, "Ủy ban Mặt trận", open, "Lịch họp đổi sát giờ nhiều lần")];
    let praise = [said(None, "Chi bộ 7", open, "Giữ nền nếp giao ban")];
    let points = [
        Making {
            subject: stage.subjects[2],
            kind: OpinionKind::Shortcoming,
            title: "Chậm trả lời kiến nghị của dân ở Bến Đá",
            said: &of_deputy,
        },
        Making {
            subject: stage.subjects[0],
            kind: OpinionKind::Clarify,
            title: "Lịch họp đổi sát giờ",
            said: &of_body,
        },
        Making {
            subject: stage.subjects[2],
            kind: OpinionKind::Strength,
            title: "Giữ nền nếp giao ban",
            said: &praise,
        },
    ];
    let ids = house.signed_off(&stage, &points).await;
    let deputy = stage.members[0];
    Alleged { point: ids[0], of_body: ids[1], praise: ids[2], author, deputy, stage }
}

impl Alleged {
    pub fn path(&self, point: PointId, act: &str) -> String {
        format!("/verification/{}/point/{point}{act}", self.stage.review)
    }

    /// The first point assigned to the verifier, who took it.
    pub async fn taken(&self, house: &TestHouse) {
        self.assign(house, self.point).await;
        let act = app::verification::AcceptCase { point: self.point };
        act_as(&house.house, self.stage.verifier, &self.stage.review.to_string(), act).await.unwrap();
    }

    pub async fn assign(&self, house: &TestHouse, point: PointId) {
        let verifier = self.stage.verifier.to_string();
        let fields = [("verifier", verifier.as_str()), ("due", "20/11/2026")];
        let organiser = house.browser(self.stage.organiser).await;
        organiser.post(&self.path(point, "/assign-verifier"), &fields).await.done();
    }

    /// A piece of evidence by the verifier, and its key.
    pub async fn evidence(&self, house: &TestHouse) -> String {
        let verifier = house.browser(self.stage.verifier).await;
        verifier.post(&self.path(self.point, "/add-evidence"), &EVIDENCE).await.key()
    }

    /// A finding by the verifier.
    pub async fn found(&self, house: &TestHouse, verdict: &str) {
        let verifier = house.browser(self.stage.verifier).await;
        let fields =
            [("verdict", verdict), ("reasons", "Sổ văn thư cho thấy ba đơn chưa có văn bản trả lời.")];
        verifier.post(&self.path(self.point, "/record-finding"), &fields).await.done();
    }
}

pub const EVIDENCE: [(&str, &str); 4] = [
    ("title", "Sổ văn thư phường, trang 41, 66 và 90"),
    ("source", "Văn thư phường Bến Đá"),
    ("dated", "12/8/2026"),
    ("text", "Ba đơn vào sổ ngày 14/3, 20/5 và 12/7; không có số văn bản trả lời."),
];
