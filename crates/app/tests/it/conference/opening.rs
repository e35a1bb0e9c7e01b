//! What must hold before a conference opens: its day, suggestions, opinions, order of levels, papers, quorum.

use app::campaign::store::ReviewRow;
use app::synthesis::store::RoundRow;
use base::dice;
use domain::common::Role;
use domain::common::id::ReviewId;
use domain::organisation::BodyRank;
use domain::synthesis::{RoundKind, RoundState};
use testkit::{Campaigned, Seed, both};

use super::{attended, called, calling, nothing_suggested, opened, prepared, sent, whole_body};

both! {
    async fn a_conference_opens_on_its_day_with_papers_out_in_time_and_a_quorum(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = called(&house, &s).await;
        house.browser(s.chair).await.post(&sitting.act("/open"), &[]).await.refused("conference.not_its_day");
        let late = [("title", "Dự thảo báo cáo"), ("sent", "18/11/2026")];
        house.set_day("2026-11-20");
        let (chair, secretary) = (house.browser(s.chair).await, house.browser(s.secretary).await);
        let page = chair.post(&sitting.act("/open"), &[]).await.refused("report.suggestions_not_settled");
        assert!(page.contains("G18"));
        nothing_suggested(&house, &s).await;
        chair.post(&sitting.act("/open"), &[]).await.refused("conference.papers_not_out");
        secretary.post(&sitting.act("/papers"), &[("title", "x"), ("sent", "21/11/2026")]).await.refused("conference.papers_in_future");
        secretary.post(&sitting.act("/papers"), &late).await.done();
        let page = chair.post(&sitting.act("/open"), &[]).await.refused("conference.papers_late");
        assert!(page.contains("17/11/2026"), "the last day in time is named: {page}");
        let off = [("day", "24/11/2026"), ("room", "Phòng A"), ("cause", "papers_late"), ("reason", "Tài liệu gửi muộn")];
        secretary.post(&sitting.act("/move"), &off).await.done();
        house.set_day("2026-11-24");
        let chair = house.browser(s.chair).await;
        let page = chair.post(&sitting.act("/open"), &[]).await.refused("conference.no_quorum");
        assert!(page.contains("Có mặt 0 trên 4, cần 3"));
        attended(&house, &s, &sitting, &[s.chair, s.members[0]]).await;
        chair.post(&sitting.act("/open"), &[]).await.refused("conference.no_quorum");
        attended(&house, &s, &sitting, &[s.chair, s.members[0], s.members[1]]).await;
        chair.post(&sitting.act("/open"), &[]).await.done();
        let page = chair.get(&sitting.path).await.page();
        assert!(page.contains("Đang họp") && page.contains("Đủ túc số") && !page.contains('⟦'));
        chair.post(&sitting.act("/open"), &[]).await.refused("conference.has_begun");
        let board = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(board.contains("0/5"), "the board knows that it runs");
    }

    async fn opinions_received_before_it_are_accounted_for_before_it(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = prepared(&house, &s).await;
        let round = RoundRow {
            id: dice::unnamed().into(),
            campaign_id: s.campaign,
            review_id: s.review,
            kind: RoundKind::BeforeConference,
            number: 1,
            state: RoundState::Open,
            opened_at: "2026-11-02T01:00:00Z".parse().unwrap(),
            closed_by: None,
            closed_at: None,
            received: 0,
            version: 0,
        };
        house.write("synthesis.round_opened", round).await;
        house.set_day("2026-11-20");
        attended(&house, &s, &sitting, &whole_body(&s)).await;
        let chair = house.browser(s.chair).await;
        let page = chair.post(&sitting.act("/open"), &[]).await.refused("conference.first_round_open");
        assert!(page.contains("G1"));
    }

    async fn the_level_above_goes_first_unless_a_document_says_otherwise(house: TestHouse) {
        let s = house.campaign().await;
        let below = house.unit("SL-01", "Xã Hạ Lam", Some(s.unit)).await;
        let body = house.body(below, "DU-HL", "Đảng ủy xã Hạ Lam").await;
        house.seat(body, s.coder, BodyRank::Head, 1).await;
        let review = ReviewId::new(dice::unnamed());
        let row = ReviewRow { id: review, campaign_id: s.campaign, unit_id: below, body_id: body, level: 1, version: 0 };
        house.write("campaign.opened", row).await;
        let lower = testkit::Stage { unit: below, body, review, ..s.clone() };
        let subject = app::campaign::store::SubjectRow {
            id: dice::unnamed().into(),
            campaign_id: s.campaign,
            review_id: review,
            kind: domain::campaign::SubjectKind::Collective,
            person_id: None,
            rank: None,
            place: 0,
            version: 0,
        };
        let lower = testkit::Stage { subjects: vec![subject.id], ..lower };
        house.write("campaign.opened", subject).await;
        nothing_suggested(&house, &lower).await;
        let organiser = house.browser(s.organiser).await;
        let fields = calling(&lower, &[0]);
        let id = organiser.post(&format!("/conference/{review}/call"), &sent(&fields)).await.key();
        let path = format!("/conference/{review}/{id}");
        let secretary = house.browser(s.secretary).await;
        secretary.post(&format!("{path}/papers"), &[("title", "Dự thảo"), ("sent", "2/11/2026")]).await.done();
        house.set_day("2026-11-20");
        let secretary = house.browser(s.secretary).await;
        let coder = s.coder.to_string();
        secretary.post(&format!("{path}/attendance"), &[("present", &coder)]).await.done();
        let page = secretary.post(&format!("{path}/open"), &[]).await.refused("conference.superior_comes_first");
        assert!(page.contains("Còn 1 nơi ở cấp trên chưa xong"));
        secretary.post(&format!("{path}/open"), &[("document", "Công văn 31-CV/BTCTU")]).await.malformed();
        let cited = [("document", "Công văn 31-CV/BTCTU"), ("clause", "điểm 2")];
        secretary.post(&format!("{path}/open"), &cited).await.done();
        assert!(secretary.get(&path).await.page().contains("Họp trước lượt theo Công văn 31-CV/BTCTU, điểm 2"));
        house.role(s.coder, Role::Organiser, below).await;
        house.browser(s.coder).await.post(&format!("{path}/open"), &[]).await.status(403);
    }

    async fn only_those_who_keep_the_minutes_record_who_came(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let khoa = s.members[1].to_string();
        for wrong in [s.organiser, s.members[0], s.verifier] {
            let browser = house.browser(wrong).await;
            browser.post(&sitting.act("/attendance"), &[("present", &khoa)]).await.status(403);
        }
        let secretary = house.browser(s.secretary).await;
        let outside = s.inspector.to_string();
        secretary.post(&sitting.act("/attendance"), &[("present", &outside)]).await.malformed();
        secretary.post(&sitting.act("/excuse"), &[("person", &khoa), ("reason", "Đi công tác")]).await.done();
        attended(&house, &s, &sitting, &[s.chair, s.members[0], s.members[2]]).await;
        let page = secretary.get(&sitting.path).await.page();
        assert!(page.contains("Trịnh Đình Khoa: Đi công tác"), "an excuse stays");
        assert!(page.contains("có mặt 3"));
    }
}
