//! The conference stage.

mod walls;

use app::conference::store::{ConferenceRow, ItemRow, StatementRow};
use base::dice;
use domain::campaign::SubjectKind;
use domain::common::id::{ConferenceId, ItemId, PersonId, SubjectId};
use domain::common::{Line, Prose};
use domain::conference::{ConferenceKind, ConferenceState, ItemState, StatementKind};
use jiff::civil::date;
use testkit::{Seed, Stage, TestHouse};

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
