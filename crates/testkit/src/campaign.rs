//! A campaign that was opened by the real act, with the people who work on it.

use app::campaign::OpenCampaign;
use base::web::act_as;
use domain::common::id::{BodyId, CampaignId, PersonId, ReviewId, SubjectId, UnitId};
use domain::common::{Line, Role};
use domain::organisation::BodyRank;
use jiff::civil::date;

use crate::{Seed, TestHouse};

/// A campaign of one review, and everyone in it.
#[derive(Debug, Clone)]
pub struct Stage {
    /// The unit.
    pub unit: UnitId,
    /// The body under review.
    pub body: BodyId,
    /// The campaign.
    pub campaign: CampaignId,
    /// The review.
    pub review: ReviewId,
    /// Organiser at the unit.
    pub organiser: PersonId,
    /// Secretary at the unit.
    pub secretary: PersonId,
    /// Coder at the unit.
    pub coder: PersonId,
    /// Verifier at the unit.
    pub verifier: PersonId,
    /// Superior of the unit.
    pub superior: PersonId,
    /// Inspector at the unit.
    pub inspector: PersonId,
    /// The head of the body, who also chairs.
    pub chair: PersonId,
    /// The others who sit in the body: one deputy, two members.
    pub members: Vec<PersonId>,
    /// The subjects in the order of the review: the collective, the head, the deputy, the members.
    pub subjects: Vec<SubjectId>,
}

/// Opens a campaign in a test's house.
pub trait Campaigned {
    /// A campaign of one body of four people.
    fn campaign(&self) -> impl Future<Output = Stage>;
    /// The campaign of the next year, of the same body and the same people.
    fn next_campaign(&self, before: &Stage) -> impl Future<Output = Stage>;
}

impl Campaigned for TestHouse {
    async fn campaign(&self) -> Stage {
        let unit = self.unit("SL", "Tỉnh Sông Lam", None).await;
        let body = self.body(unit, "BTV-SL", "Ban Thường vụ Tỉnh ủy").await;
        let mut people = Vec::new();
        for (name, role) in [
            ("Hoàng Văn Giang", Role::Organiser),
            ("Trần Thị Bích", Role::Secretary),
            ("Phạm Quốc Dũng", Role::Coder),
            ("Lê Minh Châu", Role::Verifier),
            ("Lý Thành Phong", Role::Superior),
            ("Vũ Thị Mai", Role::Inspector),
            ("Nguyễn Văn An", Role::Chair),
        ] {
            let person = self.person(name).await;
            self.role(person, role, unit).await;
            people.push(person);
        }
        let (organiser, chair) = (people[0], people[6]);
        self.seat(body, chair, BodyRank::Head, 1).await;
        let mut members = Vec::new();
        let seats = [
            ("Đỗ Thị Lan", BodyRank::Deputy),
            ("Trịnh Đình Khoa", BodyRank::Member),
            ("Mai Văn Sơn", BodyRank::Member),
        ];
        for (place, (name, rank)) in (2..).zip(seats) {
            let member = self.person(name).await;
            self.seat(body, member, rank, place).await;
            members.push(member);
        }
        let act = OpenCampaign {
            title: Line::parse("Đợt kiểm điểm năm 2026").expect("a title"),
            pack: "nq-tw4-2012".to_owned(),
            period_from: date(2026, 1, 1),
            period_to: date(2026, 12, 31),
            opens: date(2026, 11, 2),
            closes: date(2026, 12, 31),
            bodies: vec![body],
        };
        let campaign =
            act_as(&self.house, organiser, &unit.to_string(), act).await.expect("the campaign opens");
        let (review, subjects) = review_of(self, campaign).await;
        Stage {
            unit,
            body,
            campaign,
            review,
            organiser,
            secretary: people[1],
            coder: people[2],
            verifier: people[3],
            superior: people[4],
            inspector: people[5],
            chair,
            members,
            subjects,
        }
    }

    async fn next_campaign(&self, before: &Stage) -> Stage {
        let act = OpenCampaign {
            title: Line::parse("Đợt kiểm điểm năm 2027").expect("a title"),
            pack: "nq-tw4-2012".to_owned(),
            period_from: date(2027, 1, 1),
            period_to: date(2027, 12, 31),
            opens: date(2027, 11, 1),
            closes: date(2027, 12, 31),
            bodies: vec![before.body],
        };
        let unit = before.unit.to_string();
        let campaign = act_as(&self.house, before.organiser, &unit, act).await.expect("the campaign opens");
        let (review, subjects) = review_of(self, campaign).await;
        Stage { campaign, review, subjects, ..before.clone() }
    }
}

/// The one review of a campaign and its subjects, in their order.
async fn review_of(house: &TestHouse, campaign: CampaignId) -> (ReviewId, Vec<SubjectId>) {
    let review =
        house.rows("SELECT id FROM campaign_review WHERE campaign_id = $1", &[campaign.into()]).await;
    let review: ReviewId = review[0].at(0).expect("a review");
    let rows = "SELECT id FROM campaign_subject WHERE review_id = $1 ORDER BY place";
    let rows = house.rows(rows, &[review.into()]).await;
    (review, rows.iter().map(|row| row.at(0).expect("a subject")).collect())
}
