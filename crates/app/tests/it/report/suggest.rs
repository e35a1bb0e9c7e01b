//! What the superior suggests, withdraws, or records as nothing.

use testkit::{Campaigned, Seed, both};

use super::{page, submitted};

both! {
    async fn a_suggestion_reaches_whom_it_is_put_to_and_nobody_else(house: TestHouse) {
        let s = house.campaign().await;
        house.browser(s.organiser).await.post(&format!("/plan/{}/make-tasks", s.campaign), &[]).await.done();
        let phong = house.browser(s.superior).await;
        let list = format!("/report/{}", s.review);
        let empty = phong.get(&list).await.page();
        assert!(empty.contains("cấp trên chưa ghi") && empty.contains("Ghi “không có gợi ý”"));
        assert!(phong.get("/").await.page().contains("Gợi ý kiểm điểm, hoặc ghi rõ không có gợi ý"));
        let (lan, all) = (s.subjects[2].to_string(), s.subjects[0].to_string());
        phong.post(&format!("{list}/suggest"), &[("subject", &lan), ("text", "Chậm trả lời đơn của dân"), ("basis", "Báo cáo giám sát 12")]).await.done();
        phong.post(&format!("{list}/suggest"), &[("subject", &all), ("text", "Quản lý đất công"), ("basis", "Kết luận thanh tra 7")]).await.done();
        assert!(!phong.get("/").await.page().contains("Gợi ý kiểm điểm, hoặc ghi rõ không có gợi ý"));
        let of_lan = house.browser(s.members[0]).await;
        assert!(of_lan.get("/").await.page().contains("gợi ý số 1) gửi Đỗ Thị Lan"));
        let seen = of_lan.get(&list).await.page();
        assert!(seen.contains("Chậm trả lời đơn của dân") && seen.contains("Quản lý đất công") && !seen.contains("record-none"));
        let of_khoa = house.browser(s.members[1]).await.get(&list).await.page();
        assert!(!of_khoa.contains("Chậm trả lời đơn của dân") && of_khoa.contains("Quản lý đất công"));
        let api = house.browser(s.members[1]).await.api(&list, None).await.status(200);
        assert!(!api.body.contains("Chậm trả lời đơn của dân"));
        assert!(house.browser(s.secretary).await.get("/").await.page().contains("gợi ý số 2) gửi Ban Thường vụ Tỉnh ủy"));
        assert!(of_lan.get(&format!("{}/write", page(&s, 2))).await.page().contains("Báo cáo giám sát 12"));
    }

    async fn only_the_superior_suggests(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[0].to_string();
        let issue = [("subject", subject.as_str()), ("text", "x"), ("basis", "y")];
        for wrong in [s.organiser, s.secretary, s.chair, s.members[0]] {
            let browser = house.browser(wrong).await;
            browser.post(&format!("/report/{}/suggest", s.review), &issue).await.status(403);
            browser.post(&format!("/report/{}/record-none", s.review), &[]).await.status(403);
        }
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&format!("/report/{}/suggest", s.review), &issue).await.status(404);
        let foreign = base::dice::unnamed().to_string();
        let phong = house.browser(s.superior).await;
        phong.post(&format!("/report/{}/suggest", s.review), &[("subject", &foreign), ("text", "x"), ("basis", "y")]).await.status(404);
        phong.post(&format!("/report/{}/suggest", s.review), &issue[..2]).await.malformed();
    }

    async fn none_is_recorded_once_and_taken_back_by_a_suggestion(house: TestHouse) {
        let s = house.campaign().await;
        let phong = house.browser(s.superior).await;
        let list = format!("/report/{}", s.review);
        let recorded = phong.post(&format!("{list}/record-none"), &[]).await.done();
        assert!(phong.get(&recorded).await.page().contains("Cấp trên đã ghi: không có gợi ý"));
        phong.post(&format!("{list}/record-none"), &[]).await.refused("report.none_recorded_already");
        let subject = s.subjects[0].to_string();
        let issue = phong.post(&format!("{list}/suggest"), &[("subject", &subject), ("text", "Quản lý đất công"), ("basis", "Kết luận 7")]).await.key();
        assert!(!phong.get(&list).await.page().contains("Cấp trên đã ghi: không có gợi ý"));
        phong.post(&format!("{list}/record-none"), &[]).await.refused("report.suggestions_standing");
        phong.post(&format!("{list}/withdraw-suggestion"), &[("suggestion", &issue), ("reason", "Đã xử lý ở nơi khác")]).await.done();
        let gone = phong.get(&list).await.page();
        assert!(gone.contains("Đã rút vì: Đã xử lý ở nơi khác") && gone.contains("cấp trên chưa ghi"));
        phong.post(&format!("{list}/record-none"), &[]).await.done();
    }

    async fn a_suggestion_that_was_withdrawn_asks_for_nothing_more(house: TestHouse) {
        let s = house.campaign().await;
        let phong = house.browser(s.superior).await;
        let list = format!("/report/{}", s.review);
        let subject = s.subjects[2].to_string();
        let issue = phong.post(&format!("{list}/suggest"), &[("subject", &subject), ("text", "Chậm trả lời"), ("basis", "Báo cáo 12")]).await.key();
        let path = format!("{list}/withdraw-suggestion");
        phong.post(&path, &[("suggestion", &issue)]).await.malformed();
        phong.post(&path, &[("suggestion", &issue), ("reason", "Trùng")]).await.done();
        phong.post(&path, &[("suggestion", &issue), ("reason", "Trùng")]).await.refused("report.suggestion_withdrawn_already");
        let lan = house.browser(s.members[0]).await;
        assert!(lan.get("/").await.page().contains("đã rút gợi ý số 1"));
        let answer = [("suggestion", issue.as_str()), ("seen", "0"), ("text", "x")];
        lan.post(&format!("{}/answer-suggestion", page(&s, 2)), &answer).await.refused("report.suggestion_withdrawn_already");
        submitted(&house, &s, 2, s.members[0]).await;
        let foreign = base::dice::unnamed().to_string();
        phong.post(&path, &[("suggestion", &foreign), ("reason", "x")]).await.status(404);
    }

    async fn nothing_is_suggested_to_a_report_that_was_submitted(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        let subject = s.subjects[2].to_string();
        let issue = [("subject", subject.as_str()), ("text", "Chậm trả lời"), ("basis", "Báo cáo 12")];
        let refused = house.browser(s.superior).await.post(&format!("/report/{}/suggest", s.review), &issue).await.refused("report.submitted_before_suggestion");
        assert!(refused.contains("Chậm trả lời</textarea>"));
    }
}
