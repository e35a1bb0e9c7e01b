//! What earlier stages leave behind before anything is concluded, written through the same doors.

use app::conference::store::{ConferenceRow, ItemRow, StatementRow};
use app::explanation::store::ExplanationRow;
use app::opinion::store::OpinionRow;
use app::report::store::{ReportRow, SectionRow, VersionRow};
use app::synthesis::store::{PlacementRow, PointRow, RoundRow};
use app::verification::store::{CaseRow, EvidenceRow, FindingRow};
use base::dice;
use domain::campaign::SubjectKind;
use domain::common::id::{
    ConferenceId, EvidenceId, FindingId, OpinionId, PersonId, PointId, ReportVersionId, RoundId, StatementId,
    SubjectId,
};
use domain::common::{Line, Prose};
use domain::conference::{ConferenceKind, ConferenceState, ItemState, StatementKind};
use domain::explanation::{AssignmentState, ServiceKind};
use domain::opinion::OpinionKind;
use domain::report::ReportState;
use domain::synthesis::{Disposition, RoundKind, RoundState};
use domain::verification::{CaseState, Verdict};
use jiff::Timestamp;
use jiff::civil::date;
use testkit::{Seed, Stage, TestHouse};

pub fn line(text: &str) -> Line {
    Line::parse(text).unwrap()
}

pub fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

fn at() -> Timestamp {
    "2026-11-02T01:00:00Z".parse().unwrap()
}

/// A submitted report of a subject: its sealed version.
pub async fn report(house: &TestHouse, s: &Stage, subject: SubjectId, shortcomings: &str) -> ReportVersionId {
    let report = ReportRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        review_id: s.review,
        subject_id: subject,
        state: ReportState::Draft,
        latest: 1,
        submitted_at: None,
        version: 0,
    };
    let version = VersionRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        report_id: report.id,
        number: 1,
        written_by: s.secretary,
        written_at: at(),
        is_sealed: false,
        version: 0,
    };
    let section = |code: &str, text: &str| SectionRow {
        id: dice::unnamed(),
        campaign_id: s.campaign,
        version_id: version.id,
        code: code.to_owned(),
        text: prose(text),
        version: 0,
    };
    let sections = vec![
        section("strengths", "Đã trả lời 41 đơn đúng hạn."),
        section("shortcomings", shortcomings),
        section("responsibility", "Trách nhiệm chung của tập thể."),
    ];
    let id = version.id;
    house.write("report.version_written", (report.clone(), version.clone(), sections)).await;
    let report = ReportRow { state: ReportState::Submitted, submitted_at: Some(at()), version: 1, ..report };
    let sealed = VersionRow { is_sealed: true, version: 1, ..version };
    house.write("report.submitted", (sealed, report)).await;
    id
}

/// A round of synthesis that is open.
pub async fn round(house: &TestHouse, s: &Stage, number: i64) -> RoundRow {
    let kind = if number == 1 { RoundKind::BeforeConference } else { RoundKind::AfterIndividuals };
    let row = RoundRow {
        id: RoundId::new(dice::unnamed()),
        campaign_id: s.campaign,
        review_id: s.review,
        kind,
        number,
        state: RoundState::Open,
        opened_at: at(),
        closed_by: None,
        closed_at: None,
        received: 0,
        version: 0,
    };
    house.write("synthesis.round_opened", row.clone()).await;
    RoundRow { version: 1, ..row }
}

/// A point of an open round on a subject, made of one opinion.
pub async fn point(
    house: &TestHouse,
    s: &Stage,
    round: &RoundRow,
    subject: SubjectId,
    title: &str,
) -> PointId {
    let sql = "SELECT COUNT(*) FROM synthesis_point WHERE review_id = $1";
    let number: i64 = house.rows(sql, &[s.review.into()]).await[0].at(0).unwrap();
    let opinion = OpinionRow {
        id: OpinionId::new(dice::unnamed()),
        campaign_id: s.campaign,
        review_id: s.review,
        letter_id: None,
        paragraph_id: None,
        statement: Some(dice::unnamed().to_string()),
        number: number + 1,
        quote: prose("quá 5 tháng chưa trả lời bằng văn bản"),
        subject_id: Some(subject),
        content: "degradation".to_owned(),
        kind: OpinionKind::Shortcoming,
        round: round.number,
        taken_by: s.coder,
        taken_at: at(),
        version: 0,
    };
    let row = PointRow {
        id: PointId::new(dice::unnamed()),
        campaign_id: s.campaign,
        review_id: s.review,
        round_id: round.id,
        number: number + 1,
        title: line(title),
        kind: OpinionKind::Shortcoming,
        content: "degradation".to_owned(),
        focus: None,
        subject_id: subject,
        split_from: None,
        version: 0,
    };
    let placement = PlacementRow {
        id: dice::unnamed(),
        campaign_id: s.campaign,
        review_id: s.review,
        round_id: round.id,
        opinion_id: opinion.id,
        disposition: Disposition::InPoint,
        point_id: Some(row.id),
        reason: None,
        forwarded_to: None,
        placed_by: s.coder,
        placed_at: at(),
        version: 0,
    };
    let id = row.id;
    house.write("synthesis.point_made", (opinion, row, placement)).await;
    id
}

/// Signs a round off.
pub async fn close_round(house: &TestHouse, s: &Stage, round: RoundRow) {
    let sql = "SELECT COUNT(*) FROM opinion_opinion WHERE review_id = $1 AND round = $2";
    let received = house.rows(sql, &[s.review.into(), round.number.into()]).await[0].at(0).unwrap();
    let row = RoundRow {
        state: RoundState::Closed,
        closed_by: Some(s.secretary),
        closed_at: Some(at()),
        received,
        ..round
    };
    house.write("synthesis.round_closed", row).await;
}

/// What was found on a point, with one piece of evidence.
pub async fn finding(
    house: &TestHouse,
    s: &Stage,
    point: PointId,
    verdict: Verdict,
    is_final: bool,
) -> (FindingId, EvidenceId) {
    let state = if is_final { CaseState::FoundFinally } else { CaseState::FoundProvisionally };
    let case = CaseRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        review_id: s.review,
        point_id: point,
        verifier_id: Some(s.verifier),
        assigned_by: Some(s.secretary),
        assigned_at: Some(at()),
        accepted_at: Some(at()),
        due: Some(date(2026, 11, 20)),
        state,
        is_closed: is_final,
        version: 0,
    };
    let evidence = EvidenceRow {
        id: EvidenceId::new(dice::unnamed()),
        campaign_id: s.campaign,
        case_id: case.id,
        number: 1,
        title: line("Sổ văn thư"),
        source: line("Văn phòng Tỉnh ủy"),
        dated: date(2026, 10, 1),
        sha256: "0".repeat(64),
        file_id: None,
        text: Some(prose("3 đơn đến 14/3, 20/5, 12/7 chưa có trả lời")),
        from_answer: None,
        added_by: s.verifier,
        added_at: at(),
        version: 0,
    };
    let part = (verdict == Verdict::PartlyConfirmed).then(|| line("3 trong 7 đơn"));
    let row = FindingRow {
        id: FindingId::new(dice::unnamed()),
        campaign_id: s.campaign,
        review_id: s.review,
        case_id: case.id,
        point_id: point,
        number: 1,
        verdict,
        confirmed_part: part,
        reasons: prose("Đối chiếu sổ văn thư"),
        n_evidence: 1,
        is_final,
        final_by: is_final.then_some(s.verifier),
        final_at: is_final.then(at),
        found_by: s.verifier,
        found_at: at(),
        version: 0,
    };
    let made = (row.id, evidence.id);
    house.write("verification.found", (case, evidence, row)).await;
    made
}

/// Somebody who was asked to answer a point.
pub async fn asked(
    house: &TestHouse,
    s: &Stage,
    point: PointId,
    (subject, person): (SubjectId, PersonId),
    state: AssignmentState,
) {
    let row = ExplanationRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        review_id: s.review,
        point_id: point,
        subject_id: subject,
        person_id: person,
        due: date(2026, 11, 20),
        state,
        service: Some(ServiceKind::InProgram),
        service_note: None,
        served_on: Some(date(2026, 11, 10)),
        served_at: Some(at()),
        opened_at: Some(at()),
        ended_at: None,
        n_reopened: 0,
        n_evidence: 0,
        version: 0,
    };
    house.write("explanation.answered", row).await;
}

/// A conference in which every subject was dealt with, and one thing that was said on the last one.
pub async fn conference(house: &TestHouse, s: &Stage) -> StatementId {
    let row = ConferenceRow {
        id: ConferenceId::new(dice::unnamed()),
        campaign_id: s.campaign,
        unit_id: s.unit,
        review_id: Some(s.review),
        sitting_id: None,
        kind: ConferenceKind::Review,
        title: line("Hội nghị kiểm điểm"),
        day: date(2026, 11, 20),
        room: line("Phòng A"),
        chair_id: s.chair,
        secretary_id: s.secretary,
        state: ConferenceState::Open,
        exception: None,
        opened_at: Some(at()),
        closed_at: None,
        seal: None,
        version: 0,
    };
    house.write("conference.opened", row.clone()).await;
    let mut last = None;
    for (place, subject) in (0..).zip(&s.subjects) {
        let kind = if place == 0 { SubjectKind::Collective } else { SubjectKind::Individual };
        let item = ItemRow {
            id: dice::unnamed().into(),
            campaign_id: s.campaign,
            conference_id: row.id,
            review_id: Some(s.review),
            subject_id: Some(*subject),
            subject_kind: Some(kind),
            follows_collective: kind == SubjectKind::Individual,
            place,
            title: line(&format!("Mục {place}")),
            state: ItemState::Closed,
            chair_id: None,
            opened_at: Some(at()),
            closed_at: Some(at()),
            reason: None,
            exception: None,
            version: 0,
        };
        last = Some(item.id);
        house.write("conference.item_closed", item).await;
    }
    let statement = StatementRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        conference_id: row.id,
        item_id: last.unwrap(),
        place: 1,
        speaker_id: s.members[0],
        kind: StatementKind::Remark,
        point_id: None,
        text: prose("Cả tập thể chưa kiểm tra lại việc đã giao."),
        corrects: None,
        said_at: at(),
        version: 0,
    };
    let id = statement.id;
    house.write("conference.stated", statement).await;
    let closed = ConferenceRow {
        state: ConferenceState::Closed,
        closed_at: Some(at()),
        seal: Some("0".repeat(64)),
        version: 1,
        ..row
    };
    house.write("conference.closed", closed).await;
    id
}
