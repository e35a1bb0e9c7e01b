//! The conference stage.

mod after_the_fact;
mod calling;
mod items;
mod opening;
mod paper;
pub mod sealing;
mod walls;

use app::conference::store::{ConferenceRow, ItemRow, StatementRow};
use app::report::store::ClearanceRow;
use base::dice;
use domain::campaign::SubjectKind;
use domain::common::id::{ConferenceId, ItemId, PersonId, SubjectId};
use domain::common::{Line, Prose};
use domain::conference::{ConferenceKind, ConferenceState, ItemState, StatementKind};
use jiff::civil::date;
use testkit::{Seed, Stage, TestHouse};

/// A conference that was called through its form, and how it is reached.
pub struct Sitting {
    /// The page.
    pub path: String,
    /// Its key.
    pub id: String,
    /// Its items, in the order of the agenda: the collective, the head, the deputy, the members.
    pub items: Vec<String>,
}

impl Sitting {
    /// The path of one of its acts.
    pub fn act(&self, name: &str) -> String {
        format!("{}{name}", self.path)
    }
}

/// The fields of a conference on Friday 20 November, over the subjects with these numbers.
pub fn calling(s: &Stage, subjects: &[usize]) -> Vec<(&'static str, String)> {
    let mut fields = vec![
        ("title", "Hội nghị kiểm điểm Ban Thường vụ".to_owned()),
        ("day", "20/11/2026".to_owned()),
        ("room", "Phòng họp A".to_owned()),
        ("chair", s.chair.to_string()),
        ("secretary", s.secretary.to_string()),
        ("delegate", s.superior.to_string()),
    ];
    fields.extend(subjects.iter().map(|at| ("subjects", s.subjects[*at].to_string())));
    fields
}

/// The fields as a browser sends them.
pub fn sent<'a>(fields: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    fields.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

/// A conference over all subjects, called by the organiser.
pub async fn called(house: &TestHouse, s: &Stage) -> Sitting {
    let organiser = house.browser(s.organiser).await;
    let fields = calling(s, &[0, 1, 2, 3, 4]);
    let id = organiser.post(&format!("/conference/{}/call", s.review), &sent(&fields)).await.key();
    let sql = "SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place";
    let rows = house.rows(sql, &[id.clone().into()]).await;
    let items = rows.iter().map(|row| row.at::<String>(0).unwrap()).collect();
    Sitting { path: format!("/conference/{}/{id}", s.review), id, items }
}

/// Everything that must be done before a conference opens: nothing suggested, papers sent.
pub async fn prepared(house: &TestHouse, s: &Stage) -> Sitting {
    let sitting = called(house, s).await;
    nothing_suggested(house, s).await;
    let paper = [("title", "Dự thảo báo cáo kiểm điểm tập thể"), ("sent", "2/11/2026")];
    house.browser(s.secretary).await.post(&sitting.act("/papers"), &paper).await.done();
    sitting
}

/// The superior has recorded that nothing is suggested.
pub async fn nothing_suggested(house: &TestHouse, s: &Stage) {
    let row = ClearanceRow {
        id: dice::unnamed(),
        campaign_id: s.campaign,
        review_id: s.review,
        is_none: true,
        issued_by: s.superior,
        issued_at: "2026-11-02T01:00:00Z".parse().unwrap(),
        version: 0,
    };
    house.write("report.nothing_suggested", row).await;
}

/// The secretary records who is present; everyone else is absent.
pub async fn attended(house: &TestHouse, s: &Stage, sitting: &Sitting, present: &[PersonId]) {
    let keys: Vec<String> = present.iter().map(ToString::to_string).collect();
    let fields: Vec<(&str, &str)> = keys.iter().map(|key| ("present", key.as_str())).collect();
    house.browser(s.secretary).await.post(&sitting.act("/attendance"), &fields).await.done();
}

/// Everyone of the body.
pub fn whole_body(s: &Stage) -> Vec<PersonId> {
    std::iter::once(s.chair).chain(s.members.iter().copied()).collect()
}

/// A conference in session, with everyone there.
pub async fn opened(house: &TestHouse, s: &Stage) -> Sitting {
    let sitting = prepared(house, s).await;
    house.set_day("2026-11-20");
    attended(house, s, &sitting, &whole_body(s)).await;
    house.browser(s.chair).await.post(&sitting.act("/open"), &[]).await.done();
    sitting
}

/// Opens and closes an item, led by `leader` where it is the chair's own.
pub async fn dealt_with(house: &TestHouse, s: &Stage, sitting: &Sitting, at: usize) {
    let chair = house.browser(s.chair).await;
    let item = [("item", sitting.items[at].as_str())];
    if at == 1 {
        let deputy = s.members[0].to_string();
        let fields = [item[0], ("person", deputy.as_str())];
        chair.post(&sitting.act("/hand-over-chair"), &fields).await.done();
    }
    chair.post(&sitting.act("/open-item"), &item).await.done();
    chair.post(&sitting.act("/close-item"), &item).await.done();
}

/// A conference that was written past its acts, for tests of what the tables hold up by themselves.
async fn seeded(house: &TestHouse, s: &Stage, state: ConferenceState) -> ConferenceRow {
    let row = ConferenceRow {
        id: ConferenceId::new(dice::unnamed()),
        campaign_id: s.campaign,
        unit_id: s.unit,
        review_id: Some(s.review),
        sitting_id: None,
        kind: ConferenceKind::Review,
        title: Line::parse("Hội nghị kiểm điểm").unwrap(),
        day: date(2026, 11, 20),
        room: Line::parse("Phòng A").unwrap(),
        chair_id: s.chair,
        secretary_id: s.secretary,
        state,
        exception: None,
        opened_at: None,
        closed_at: None,
        seal: None,
        version: 0,
    };
    house.write("conference.called", row.clone()).await;
    row
}

fn item(c: &ConferenceRow, subject: SubjectId, kind: SubjectKind, place: i64, state: ItemState) -> ItemRow {
    ItemRow {
        id: ItemId::new(dice::unnamed()),
        campaign_id: c.campaign_id,
        conference_id: c.id,
        review_id: c.review_id,
        subject_id: Some(subject),
        subject_kind: Some(kind),
        follows_collective: kind == SubjectKind::Individual,
        place,
        title: Line::parse("Mục").unwrap(),
        state,
        chair_id: None,
        opened_at: None,
        closed_at: None,
        reason: None,
        exception: None,
        version: 0,
    }
}

fn statement(c: &ConferenceRow, item: &ItemRow, speaker: PersonId, place: i64, text: &str) -> StatementRow {
    StatementRow {
        id: dice::unnamed().into(),
        campaign_id: c.campaign_id,
        conference_id: c.id,
        item_id: item.id,
        place,
        speaker_id: speaker,
        kind: StatementKind::Remark,
        point_id: None,
        text: Prose::parse(text).unwrap(),
        corrects: None,
        said_at: "2026-11-20T02:00:00Z".parse().unwrap(),
        version: 0,
    }
}
