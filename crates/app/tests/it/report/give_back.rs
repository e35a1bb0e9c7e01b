//! Giving back: with reasons and a new day; what was submitted stays, and what comes again says something new.

use testkit::{Campaigned, Seed, both};

use super::{page, sent, submitted, whole};

const BACK: &[(&str, &str)] = &[("reason", "Mục II chưa nêu nguyên nhân chủ quan."), ("due", "9/11/2026")];

both! {
    async fn the_writer_is_told_why_and_writes_a_new_version(house: TestHouse) {
        let s = house.campaign().await;
        house.browser(s.organiser).await.post(&format!("/plan/{}/make-tasks", s.campaign), &[]).await.done();
        submitted(&house, &s, 2, s.members[0]).await;
        let (bich, path) = (house.browser(s.secretary).await, page(&s, 2));
        assert!(bich.get(&path).await.page().contains("Trả lại kèm lý do"));
        bich.post(&format!("{path}/give-back"), BACK).await.done();
        let lan = house.browser(s.members[0]).await;
        let home = lan.get("/").await.page();
        assert!(home.contains("bị trả lại; nộp lại trước 09/11/2026") && home.contains("Viết bản kiểm điểm cá nhân"), "the task is open again");
        let write = lan.get(&format!("{path}/write")).await.page();
        assert!(write.contains("Mục II chưa nêu nguyên nhân chủ quan.") && write.contains("Trần Thị Bích") && write.contains("09/11/2026"));
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.nothing_new");
        let mut more = whole("1");
        more[1].1.push_str(" Nguyên nhân chủ quan: thiếu kiểm tra hằng tuần.");
        lan.post(&format!("{path}/save"), &sent(&more)).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "2")]).await.done();
        let read = lan.get(&path).await.page();
        assert!(read.contains("phiên bản 2") && read.contains("Đã trả lại") && read.contains("thiếu kiểm tra hằng tuần"));
        let first = lan.get(&format!("{path}?version=1")).await.page();
        assert!(!first.contains("thiếu kiểm tra hằng tuần") && first.contains("đã niêm phong"), "what was submitted first stays");
        assert!(!lan.get("/").await.page().contains("Viết bản kiểm điểm cá nhân"));
    }

    async fn only_answers_may_be_what_is_new(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        submitted(&house, &s, 2, s.members[0]).await;
        house.browser(s.superior).await.post(&format!("{path}/give-back"), BACK).await.done();
        let subject = s.subjects[2].to_string();
        let issue = [("subject", subject.as_str()), ("text", "Chậm trả lời đơn"), ("basis", "Báo cáo 12")];
        let issue = house.browser(s.superior).await.post(&format!("/report/{}/suggest", s.review), &issue).await.key();
        let answer = [("suggestion", issue.as_str()), ("seen", "0"), ("text", "Đúng."), ("cause", "Thiếu người."), ("responsibility", "Của tôi.")];
        lan.post(&format!("{path}/answer-suggestion"), &answer).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
        let read = lan.get(&path).await.page();
        assert!(read.contains("phiên bản 2") && read.contains("Thiếu người."));
        let kept = house.rows("SELECT COUNT(*) FROM report_suggestion_answer WHERE version_id IS NOT NULL AND suggestion_id = $1", &[issue.as_str().into()]).await;
        assert_eq!(kept[0].at::<i64>(0).unwrap(), 1);
    }

    async fn without_a_task_in_the_plan_the_return_makes_one(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 0, s.secretary).await;
        house.browser(s.organiser).await.post(&format!("{}/give-back", page(&s, 0)), BACK).await.done();
        let home = house.browser(s.secretary).await.get("/").await.page();
        assert!(home.contains("Viết lại bản kiểm điểm: Ban Thường vụ Tỉnh ủy") && home.contains("Bị trả lại ngày 02/11/2026"));
        let standing = house.rows("SELECT done FROM campaign_standing WHERE review_id = $1 AND stage = 'report'", &[s.review.into()]).await;
        assert_eq!(standing[0].at::<i64>(0).unwrap(), 0);
        let bich = house.browser(s.secretary).await;
        let mut more = whole("1");
        more[0].1 = "Đã bổ sung số liệu.".to_owned();
        bich.post(&format!("{}/save", page(&s, 0)), &sent(&more)).await.done();
        bich.post(&format!("{}/submit", page(&s, 0)), &[("number", "2")]).await.done();
        assert!(!bich.get("/").await.page().contains("Viết lại bản kiểm điểm"));
    }

    async fn only_what_was_submitted_is_given_back_and_not_by_its_writer(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("{}/give-back", page(&s, 1));
        house.browser(s.secretary).await.post(&path, BACK).await.refused("report.nothing_submitted");
        submitted(&house, &s, 1, s.chair).await;
        house.browser(s.chair).await.post(&path, BACK).await.refused("report.given_back_by_its_writer");
        assert!(!house.browser(s.chair).await.get(&page(&s, 1)).await.page().contains("give-back\""));
        let past = [("reason", "Thiếu."), ("due", "1/11/2026")];
        house.browser(s.secretary).await.post(&path, &past).await.refused("plan.day_outside_campaign");
        let missing = house.browser(s.secretary).await.post(&path, &[("due", "9/11/2026")]).await.malformed();
        assert!(missing.contains("Chưa ghi mục này"));
        for wrong in [s.members[0], s.inspector, s.coder] {
            house.browser(wrong).await.post(&path, BACK).await.status(403);
        }
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&path, BACK).await.status(404);
    }
}
