//! Who reads what: one's own and the collective's, what was submitted inside the body, all for those who work on it.

use domain::common::Role;
use testkit::{Campaigned, Seed, both};

use super::{page, sent, submitted, whole};

both! {
    async fn a_draft_is_not_read_by_the_others_of_the_body(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 2);
        house.browser(s.members[0]).await.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let khoa = house.browser(s.members[1]).await;
        let seen = khoa.get(&path).await.page();
        assert!(seen.contains("Chưa có bản để đọc") && !seen.contains("29/41"));
        khoa.get(&format!("{path}?version=1")).await.status(404);
        let api = khoa.api(&path, None).await.status(200);
        assert!(!api.body.contains("29/41"));
        khoa.get(&format!("{path}/check")).await.status(403);
        assert!(house.browser(s.organiser).await.get(&path).await.page().contains("29/41"));
        submitted(&house, &s, 3, s.members[1]).await;
        let now = house.browser(s.members[0]).await.get(&page(&s, 3)).await.page();
        assert!(now.contains("29/41") && now.contains("đã niêm phong") && !now.contains("Các phiên bản"));
    }

    async fn what_was_given_back_is_between_the_writer_and_the_staff_again(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        let path = page(&s, 2);
        let khoa = house.browser(s.members[1]).await;
        assert!(khoa.get(&path).await.page().contains("29/41"));
        let back = [("reason", "Chưa nêu nguyên nhân."), ("due", "9/11/2026")];
        house.browser(s.secretary).await.post(&format!("{path}/give-back"), &back).await.done();
        let seen = khoa.get(&path).await.page();
        assert!(!seen.contains("29/41") && !seen.contains("Chưa nêu nguyên nhân."));
        khoa.get(&format!("{path}?version=1")).await.status(404);
    }

    async fn who_is_only_reviewed_reads_own_and_the_collectives(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 0, s.secretary).await;
        submitted(&house, &s, 2, s.members[0]).await;
        let reviewed = house.person("Ngô Văn Tám").await;
        house.role_in(reviewed, Role::Reviewed, s.review).await;
        let browser = house.browser(reviewed).await;
        browser.get(&page(&s, 2)).await.status(403);
        assert!(browser.get(&page(&s, 0)).await.page().contains("29/41"));
        let contributor = house.person("Lâm Thị Chín").await;
        house.role_in(contributor, Role::Contributor, s.review).await;
        let browser = house.browser(contributor).await;
        browser.get(&page(&s, 0)).await.status(403);
        browser.get(&format!("/report/{}", s.review)).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.get(&page(&s, 0)).await.status(404);
    }

    async fn the_report_of_the_period_before_stands_beside_this_one(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        submitted(&house, &s, 0, s.secretary).await;
        let body = s.body.to_string();
        let next = [("title", "Đợt kiểm điểm năm 2027"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2027"), ("period_to", "31/12/2027"), ("opens", "2/11/2026"), ("closes", "31/12/2027"), ("bodies", body.as_str())];
        house.browser(s.organiser).await.post(&format!("/campaign/of/{}/open", s.unit), &next).await.done();
        let rows = house.rows("SELECT s.review_id, s.id, s.kind FROM campaign_subject s WHERE s.campaign_id <> $1 AND (s.person_id = $2 OR s.kind = 'collective') ORDER BY s.place", &[s.campaign.into(), s.members[0].into()]).await;
        let path = |at: usize| {
            let (review, subject): (String, String) = (rows[at].at(0).unwrap(), rows[at].at(1).unwrap());
            format!("/report/{review}/subject/{subject}")
        };
        let lan = house.browser(s.members[0]).await;
        let beside = lan.get(&format!("{}/write", path(1))).await.page();
        assert!(beside.contains("Đã nộp ở “Đợt kiểm điểm năm 2026”") && beside.contains("29/41"));
        assert!(lan.get(&path(0)).await.page().contains("Đã nộp ở “Đợt kiểm điểm năm 2026”"));
        assert!(house.browser(s.members[1]).await.get(&path(1)).await.page().contains("Chưa lưu bản kiểm điểm kỳ trước"), "not beside what is not read");
    }

    async fn every_page_speaks_english_too(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let path = page(&s, 2);
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        for part in ["", "/write", "/check", "/compare", "/likeness"] {
            let read = lan.get(&format!("/en{path}{part}")).await.page();
            assert!(!read.contains('⟦'), "{part}: a message is missing");
        }
        assert!(lan.get(&format!("/en{path}/write")).await.page().contains("Shortcomings and causes"));
        for part in ["", "/write", "/check", "/compare", "/likeness"] {
            assert!(!lan.get(&format!("{path}{part}")).await.page().contains('⟦'));
        }
        let list = house.browser(s.superior).await.get(&format!("/en/report/{}", s.review)).await.page();
        assert!(!list.contains('⟦') && list.contains("Suggest an issue"));
    }
}
