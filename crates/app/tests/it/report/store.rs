//! What later stages rest on: the version that counts, and that it never changes.

use std::collections::BTreeMap;

use app::campaign::store::SubjectRow;
use app::report::store::{self, CarriedAnswerRow, ClearanceRow, ReportRow, SectionRow, VersionRow};
use app::report::store::{SuggestionAnswerRow, SuggestionRow};
use base::unit::{Unit, UseCase};
use base::{Failure, dice};
use domain::campaign::{CarriedKind, CarriedStatus};
use domain::common::Prose;
use domain::common::id::{ReviewId, SubjectId};
use domain::report::submit::Suggestions;
use domain::report::{ReportState, SuggestionState};
use testkit::{Campaigned, Seed, Stage, TestHouse, both};

fn prose(text: &str) -> Prose {
    Prose::parse(text).unwrap()
}

/// A report with one version of one section, in a state.
async fn written(
    house: &TestHouse,
    s: &Stage,
    subject: SubjectId,
    state: ReportState,
) -> (ReportRow, VersionRow) {
    let report = ReportRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        review_id: s.review,
        subject_id: subject,
        state,
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
        written_at: "2026-11-02T01:00:00Z".parse().unwrap(),
        is_sealed: false,
        version: 0,
    };
    let section = SectionRow {
        id: dice::unnamed(),
        campaign_id: s.campaign,
        version_id: version.id,
        code: "strengths".to_owned(),
        text: prose("Đã trả lời 41 đơn đúng hạn."),
        version: 0,
    };
    house.write("report.version_written", (report.clone(), version.clone(), section)).await;
    (ReportRow { version: 1, ..report }, VersionRow { version: 1, ..version })
}

async fn seal(house: &TestHouse, version: &VersionRow) {
    house.write("report.submitted", VersionRow { is_sealed: true, ..version.clone() }).await;
}

/// Completes a collective report, as the conclusion stage will.
struct Complete(ReviewId, domain::common::id::PersonId);

impl UseCase for Complete {
    type Outcome = VersionRow;
    async fn run(&self, unit: &mut Unit) -> Result<VersionRow, Failure> {
        unit.acting(base::unit::Actor::Person(self.1), None);
        let sections = BTreeMap::from([("strengths".to_owned(), prose("Bổ sung sau kiểm điểm cá nhân."))]);
        store::new_sealed_version(unit, self.0, sections).await
    }
}

both! {
    async fn the_version_that_counts_is_the_last_one_submitted_and_not_given_back(house: TestHouse) {
        let s = house.campaign().await;
        let collective = s.subjects[0];
        let mut link = house.house.database.read().await.unwrap();
        assert!(store::collective_version(&mut link, s.review).await.unwrap().is_none());
        let (report, version) = written(&house, &s, collective, ReportState::Draft).await;
        seal(&house, &version).await;
        let mut link = house.house.database.read().await.unwrap();
        assert!(store::collective_version(&mut link, s.review).await.unwrap().is_none(), "a draft does not count");
        house.write("report.submitted", ReportRow { state: ReportState::Submitted, ..report.clone() }).await;
        let mut link = house.house.database.read().await.unwrap();
        let counts = store::collective_version(&mut link, s.review).await.unwrap().unwrap();
        assert_eq!((counts.id, counts.is_sealed), (version.id, true));
        assert_eq!(store::sections_of(&mut link, counts.id).await.unwrap()[0].text.as_str(), "Đã trả lời 41 đơn đúng hạn.");
        assert_eq!(store::submitted_of(&mut link, s.review).await.unwrap(), (1, 5));
        assert_eq!(store::reviews_of(&mut link, collective).await.unwrap(), [s.review]);
        house.write("report.given_back", ReportRow { state: ReportState::Returned, version: 2, ..report }).await;
        let mut link = house.house.database.read().await.unwrap();
        assert!(store::sealed_version_of(&mut link, collective).await.unwrap().is_none());
        assert_eq!(store::submitted_of(&mut link, s.review).await.unwrap(), (0, 5));
    }

    async fn a_later_stage_completes_the_collective_report_by_a_sealed_version_beside_the_first(house: TestHouse) {
        let s = house.campaign().await;
        let nothing = house.house.database.run(Complete(s.review, s.secretary)).await.unwrap_err();
        assert!(matches!(nothing, Failure::Missing));
        let (report, version) = written(&house, &s, s.subjects[0], ReportState::Submitted).await;
        seal(&house, &version).await;
        let second = house.house.database.run(Complete(s.review, s.secretary)).await.unwrap();
        assert_eq!((second.number, second.is_sealed), (2, true));
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(store::collective_version(&mut link, s.review).await.unwrap().unwrap().id, second.id);
        assert_eq!(store::versions_of(&mut link, report.id).await.unwrap().len(), 2);
        let now = store::report_of(&mut link, s.subjects[0]).await.unwrap().unwrap();
        assert_eq!((now.state, now.latest), (ReportState::Sealed, 2));
        assert_eq!(store::sections_of(&mut link, version.id).await.unwrap().len(), 1, "the first stays as it was");
    }

    async fn a_report_that_was_not_submitted_is_not_completed(house: TestHouse) {
        let s = house.campaign().await;
        written(&house, &s, s.subjects[0], ReportState::Draft).await;
        let refused = house.house.database.run(Complete(s.review, s.secretary)).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(refusal) if refusal.code == "report.nothing_submitted"));
    }

    async fn gate_g18_learns_whether_the_superior_has_spoken(house: TestHouse) {
        let s = house.campaign().await;
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(store::suggestions_state(&mut link, s.review).await.unwrap(), Suggestions::NotSettled);
        let clearance = ClearanceRow { id: dice::unnamed(), campaign_id: s.campaign, review_id: s.review, is_none: true, issued_by: s.superior, issued_at: "2026-11-02T01:00:00Z".parse().unwrap(), version: 0 };
        house.write("report.none_recorded", clearance).await;
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(store::suggestions_state(&mut link, s.review).await.unwrap(), Suggestions::RecordedNone);
        house.write("report.suggested", suggestion(&s)).await;
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(store::suggestions_state(&mut link, s.review).await.unwrap(), Suggestions::Issued(1));
        assert_eq!(store::suggestions_to(&mut link, s.subjects[1]).await.unwrap().len(), 1);
        assert_eq!(store::suggestions_of_review(&mut link, s.review).await.unwrap()[0].number, 1);
    }

    async fn a_person_in_two_bodies_has_one_report_with_the_deciding_one(house: TestHouse) {
        let s = house.campaign().await;
        let second = house.second_review(&s).await;
        let written_at_home = written(&house, &s, s.subjects[1], ReportState::Submitted).await;
        seal(&house, &written_at_home.1).await;
        let mut link = house.house.database.read().await.unwrap();
        let elsewhere: SubjectRow = base::db::find(&mut link, second.1).await.unwrap().unwrap();
        assert_eq!(store::home_of(&mut link, &elsewhere).await.unwrap().id, s.subjects[1]);
        assert_eq!(store::report_of(&mut link, second.1).await.unwrap().unwrap().id, written_at_home.0.id);
        assert_eq!(store::sealed_version_of(&mut link, second.1).await.unwrap().unwrap().id, written_at_home.1.id);
        assert_eq!(store::submitted_of(&mut link, second.0).await.unwrap(), (1, 2));
        assert_eq!(store::reports_of(&mut link, second.0).await.unwrap()[0].0, second.1);
        assert_eq!(store::reviews_of(&mut link, second.1).await.unwrap().len(), 2);
    }

    async fn g14_what_was_submitted_never_changes_and_never_vanishes(house: TestHouse) {
        let s = house.campaign().await;
        let (report, version) = written(&house, &s, s.subjects[1], ReportState::Submitted).await;
        let item = carried(&house, &s).await;
        let asked = suggestion(&s);
        let to_asked = SuggestionAnswerRow { id: dice::unnamed(), campaign_id: s.campaign, report_id: report.id, version_id: Some(version.id), suggestion_id: asked.id, text: prose("Giải trình."), cause: Some(prose("Thiếu người.")), responsibility: None, version: 0 };
        let to_carried = CarriedAnswerRow { id: dice::unnamed(), campaign_id: s.campaign, report_id: report.id, version_id: Some(version.id), carried_item_id: item, status: CarriedStatus::Repeated, text: prose("Lặp lại."), proof: None, version: 0 };
        house.write("report.answered", (asked, to_asked.clone(), to_carried.clone())).await;
        seal(&house, &version).await;
        let (report, version) = (report.id, version.id);
        let ways = [
            format!("UPDATE report_version SET is_sealed = 0 WHERE id = '{version}'"),
            format!("UPDATE report_version SET written_by = written_by, number = 9 WHERE id = '{version}'"),
            format!("DELETE FROM report_version WHERE id = '{version}'"),
            format!("UPDATE report_section SET text = 'khác' WHERE version_id = '{version}'"),
            format!("DELETE FROM report_section WHERE version_id = '{version}'"),
            format!("INSERT INTO report_section (id, campaign_id, version_id, code, text, version) VALUES ('x', '{}', '{version}', 'more', 'thêm', 1)", s.campaign),
            format!("UPDATE report_suggestion_answer SET responsibility = 'người khác' WHERE id = '{}'", to_asked.id),
            format!("UPDATE report_suggestion_answer SET version_id = NULL WHERE id = '{}'", to_asked.id),
            format!("DELETE FROM report_suggestion_answer WHERE id = '{}'", to_asked.id),
            format!("UPDATE report_carried_answer SET status = 'remedied' WHERE id = '{}'", to_carried.id),
            format!("DELETE FROM report_carried_answer WHERE id = '{}'", to_carried.id),
            format!("INSERT INTO report_carried_answer (id, campaign_id, report_id, version_id, carried_item_id, status, text, version) VALUES ('y', '{}', '{report}', '{version}', '{item}', 'remedied', 'x', 1)", s.campaign),
        ];
        for way in ways {
            let said = house.tamper(&way).await.unwrap_err();
            assert!(said.contains("G14"), "{way}: {said}");
        }
        let (_, open) = written(&house, &s, s.subjects[2], ReportState::Draft).await;
        let moved = format!("UPDATE report_section SET version_id = '{version}', code = 'more' WHERE version_id = '{}'", open.id);
        assert!(house.tamper(&moved).await.unwrap_err().contains("G14"), "nothing is moved into it");
        if matches!(house.house.database, base::Database::Sqlite(..)) {
            let replaced = format!("INSERT OR REPLACE INTO report_version SELECT id, campaign_id, report_id, number, written_by, written_at, 0, version FROM report_version WHERE id = '{version}'");
            assert!(house.tamper(&replaced).await.unwrap_err().contains("G14"), "nothing is put in its place");
        } else {
            assert!(house.tamper("TRUNCATE report_section CASCADE").await.unwrap_err().contains("G14"));
        }
    }
}

fn suggestion(s: &Stage) -> SuggestionRow {
    SuggestionRow {
        id: dice::unnamed().into(),
        campaign_id: s.campaign,
        review_id: s.review,
        subject_id: s.subjects[1],
        number: 1,
        text: prose("Việc chậm trả lời đơn của dân"),
        basis: prose("Báo cáo giám sát 12-BC/UBKT"),
        issued_by: s.superior,
        issued_at: "2026-11-02T01:00:00Z".parse().unwrap(),
        state: SuggestionState::Issued,
        withdrawn_reason: None,
        version: 0,
    }
}

async fn carried(house: &TestHouse, s: &Stage) -> domain::common::id::CarriedItemId {
    let id = dice::unnamed().into();
    let row = app::campaign::store::CarriedItemRow {
        id,
        campaign_id: s.campaign,
        review_id: s.review,
        person_id: Some(s.chair),
        code: "KP 2025-03".to_owned(),
        kind: CarriedKind::Shortcoming,
        matter: prose("Chậm trả lời 12 đơn"),
        extent: None,
        promised: None,
        deadline: None,
        times: 1,
        status: CarriedStatus::Open,
        proof: None,
        version: 0,
    };
    house.write("campaign.item_carried", row).await;
    id
}

/// A second review of the campaign in which the head of the first sits as well.
trait Second {
    async fn second_review(&self, s: &Stage) -> (ReviewId, SubjectId);
}

impl Second for TestHouse {
    async fn second_review(&self, s: &Stage) -> (ReviewId, SubjectId) {
        let body = self.body(s.unit, "DU-SL", "Đảng ủy cơ quan").await;
        let review = app::campaign::store::ReviewRow {
            id: dice::unnamed().into(),
            campaign_id: s.campaign,
            unit_id: s.unit,
            body_id: body,
            level: 0,
            version: 0,
        };
        let subject = |kind, person| SubjectRow {
            id: dice::unnamed().into(),
            campaign_id: s.campaign,
            review_id: review.id,
            kind,
            person_id: person,
            rank: None,
            place: 0,
            version: 0,
        };
        let collective = subject(domain::campaign::SubjectKind::Collective, None);
        let head = subject(domain::campaign::SubjectKind::Individual, Some(s.chair));
        let made = (review.id, head.id);
        self.write("campaign.reviews_made", (review, vec![collective, head])).await;
        made
    }
}
