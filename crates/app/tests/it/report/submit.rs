//! Submitting: whole, answered, compared with the period before; then sealed.

use testkit::{Campaigned, Seed, both};

use super::{page, sent, submitted, whole};

both! {
    async fn a_whole_report_is_sealed_and_its_task_is_done(house: TestHouse) {
        let s = house.campaign().await;
        house.browser(s.organiser).await.post(&format!("/plan/{}/make-tasks", s.campaign), &[]).await.done();
        let lan = house.browser(s.members[0]).await;
        assert!(lan.get("/").await.page().contains("Viết bản kiểm điểm cá nhân"));
        let due = lan.get(&format!("/report/{}", s.review)).await.page();
        assert!(due.contains("23/11/2026") && due.contains("chưa viết"), "fifteen working days after the campaign opens");
        let path = page(&s, 2);
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let check = lan.get(&format!("{path}/check")).await.page();
        assert!(check.contains("Mọi mục bắt buộc đã viết") && check.contains("Nộp và niêm phong") && check.contains("Cấp trên chưa gửi gợi ý"));
        let read = lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
        let read = lan.get(&read).await.page();
        assert!(read.contains("đã nộp") && read.contains("đã niêm phong") && !read.contains("/write\""));
        assert!(!lan.get("/").await.page().contains("Viết bản kiểm điểm cá nhân"));
        assert!(house.browser(s.secretary).await.get("/").await.page().contains("Đỗ Thị Lan đã nộp bản kiểm điểm"));
        let standing = house.rows("SELECT done, total FROM campaign_standing WHERE review_id = $1 AND stage = 'report'", &[s.review.into()]).await;
        assert_eq!((standing[0].at::<i64>(0).unwrap(), standing[0].at::<i64>(1).unwrap()), (1, 5));
        let list = house.browser(s.organiser).await.get(&format!("/report/{}", s.review)).await.page();
        assert!(list.contains("1/5 bản đã nộp") && list.contains("nộp 02/11/2026"));
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.submitted_already");
    }

    async fn the_whole_review_has_submitted_when_everyone_has(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 0, s.secretary).await;
        submitted(&house, &s, 1, s.chair).await;
        for (at, member) in s.members.iter().enumerate() {
            submitted(&house, &s, at + 2, *member).await;
        }
        let standing = house.rows("SELECT state, done FROM campaign_standing WHERE review_id = $1 AND stage = 'report'", &[s.review.into()]).await;
        assert_eq!((standing[0].at::<String>(0).unwrap().as_str(), standing[0].at::<i64>(1).unwrap()), ("done", 5));
    }

    async fn empty_sections_hold_a_report_up_and_are_named(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let path = page(&s, 2);
        lan.post(&format!("{path}/submit"), &[("number", "0")]).await.refused("report.sections_empty");
        lan.post(&format!("{path}/save"), &[("base", "0"), ("sections.strengths", "Nhiều ưu điểm, đã hoàn thành mọi việc được giao.")]).await.done();
        let check = lan.get(&format!("{path}/check")).await.page();
        assert!(check.contains("Mục “Hạn chế, khuyết điểm và nguyên nhân” còn trống") && check.contains("còn 4 việc"));
        assert!(check.contains("Phần ưu điểm 10 chữ, tất cả các phần còn lại 0 chữ"), "a question that holds nothing up");
        let refused = lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.sections_empty");
        assert!(refused.contains("Còn 4 mục bắt buộc chưa viết"));
    }

    async fn g18_a_suggested_issue_is_answered_with_cause_and_responsibility(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        let subject = s.subjects[2].to_string();
        let issue = [("subject", subject.as_str()), ("text", "Chậm trả lời đơn của dân"), ("basis", "Báo cáo giám sát 12-BC/UBKT")];
        let issue = house.browser(s.superior).await.post(&format!("/report/{}/suggest", s.review), &issue).await.key();
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let refused = lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.suggestion_not_answered");
        assert!(refused.contains("G18") && refused.contains("Gợi ý số 1 chưa nêu nguyên nhân và trách nhiệm"));
        let answer = format!("{path}/answer-suggestion");
        let mut fields = vec![("suggestion", issue.as_str()), ("seen", "0"), ("text", "Đúng như gợi ý nêu."), ("cause", "Chưa giao người thay.")];
        lan.post(&answer, &fields).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.suggestion_not_answered");
        assert!(lan.get(&format!("{path}/check")).await.page().contains("Gợi ý số 1 chưa nêu trách nhiệm"));
        fields.push(("responsibility", "Đồng chí Lan, phụ trách tiếp công dân."));
        let stale = lan.post(&answer, &fields).await.status(409);
        assert!(stale.body.contains("Đồng chí Lan, phụ trách tiếp công dân.</textarea>") && stale.body.contains("name=\"seen\" value=\"1\""));
        fields[1].1 = "1";
        lan.post(&answer, &fields).await.done();
        assert!(lan.get(&format!("{path}/write")).await.page().contains("đã giải trình"));
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
        lan.post(&answer, &[("suggestion", &issue), ("seen", "2"), ("text", "Khác")]).await.refused("report.not_being_written");
        let foreign = base::dice::unnamed().to_string();
        house.browser(s.members[1]).await.post(&format!("{}/answer-suggestion", page(&s, 3)), &[("suggestion", &issue), ("seen", "0"), ("text", "x")]).await.status(404);
        house.browser(s.members[1]).await.post(&format!("{}/answer-suggestion", page(&s, 3)), &[("suggestion", &foreign), ("seen", "0"), ("text", "x")]).await.status(404);
    }

    async fn g7_what_was_carried_over_reappears_with_a_status_and_proof(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        let subject = s.subjects[2].to_string();
        let left = [("subject", subject.as_str()), ("code", "KP 2025-03"), ("kind", "shortcoming"), ("matter", "Chậm trả lời 12 đơn"), ("promised", "Giao hai người trực"), ("deadline", "30/6/2026"), ("times", "2")];
        let item = house.browser(s.secretary).await.post(&format!("/campaign/review/{}/carried/add", s.review), &left).await.key();
        let mut fields = whole("0");
        fields.remove(2);
        lan.post(&format!("{path}/save"), &sent(&fields)).await.done();
        let beside = lan.get(&format!("{path}/write")).await.page();
        assert!(beside.contains("KP 2025-03") && beside.contains("Giao hai người trực") && beside.contains("lần thứ 2") && beside.contains("30/06/2026"));
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.sections_empty");
        let answer = format!("{path}/answer-carried");
        let mut said = vec![("item", item.as_str()), ("seen", "0"), ("status", "remedied"), ("text", "Đã giao hai người trực từ tháng 3.")];
        lan.post(&answer, &said).await.done();
        let refused = lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.remedied_without_proof");
        assert!(refused.contains("G7") && refused.contains("KP 2025-03 ghi đã khắc phục nhưng chưa có minh chứng"));
        said[1].1 = "1";
        said.push(("proof", "Quyết định 15-QĐ/ĐU ngày 01/3/2026"));
        lan.post(&answer, &said).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
        let read = house.browser(s.chair).await.get(&path).await.page();
        assert!(read.contains("đã khắc phục</span>") && read.contains("15-QĐ/ĐU"));
        let wrong = lan.post(&answer, &[("item", &item), ("seen", "2"), ("status", "forgotten"), ("text", "x")]).await.malformed();
        assert!(wrong.contains("không còn trong danh sách"));
        house.browser(s.members[1]).await.post(&format!("{}/answer-carried", page(&s, 3)), &[("item", &item), ("seen", "0"), ("status", "repeated"), ("text", "x")]).await.status(404);
    }

    async fn silence_about_one_of_several_carried_items_holds_the_report_up(house: TestHouse) {
        let s = house.campaign().await;
        let (bich, path) = (house.browser(s.secretary).await, page(&s, 0));
        let subject = s.subjects[0].to_string();
        let mut items = Vec::new();
        for code in ["KP 2025-01", "KP 2025-02"] {
            let left = [("subject", subject.as_str()), ("code", code), ("kind", "commitment"), ("matter", "Giảm đơn trễ hạn"), ("times", "1")];
            items.push(bich.post(&format!("/campaign/review/{}/carried/add", s.review), &left).await.key());
        }
        bich.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        bich.post(&format!("{path}/answer-carried"), &[("item", &items[0]), ("seen", "0"), ("status", "repeated"), ("text", "Lặp lại.")]).await.done();
        let refused = bich.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.carried_not_answered");
        assert!(refused.contains("Còn 1 trên 2 việc") && refused.contains("KP 2025-02 chưa ghi kết quả"));
    }

    async fn what_is_submitted_is_what_was_looked_at(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 0);
        let (bich, an) = (house.browser(s.secretary).await, house.browser(s.chair).await);
        bich.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let mut more = whole("1");
        more[0].1 = "Chủ trì vừa sửa.".to_owned();
        an.post(&format!("{path}/save"), &sent(&more)).await.done();
        bich.post(&format!("{path}/submit"), &[("number", "1")]).await.status(409);
        bich.post(&format!("{path}/submit"), &[("number", "2")]).await.done();
    }

    async fn nobody_submits_for_another(house: TestHouse) {
        let s = house.campaign().await;
        house.browser(s.members[0]).await.post(&format!("{}/save", page(&s, 2)), &sent(&whole("0"))).await.done();
        let path = format!("{}/submit", page(&s, 2));
        house.browser(s.secretary).await.post(&path, &[("number", "1")]).await.refused("report.written_by_another");
        house.browser(s.members[1]).await.api(&path, Some(serde_json::json!({ "number": 1 }))).await.status(422);
        house.browser(s.organiser).await.post(&path, &[("number", "1")]).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&path, &[("number", "1")]).await.status(404);
    }

    async fn vague_wording_and_copied_sections_are_asked_about_and_hold_nothing_up(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        let mut vague = whole("0");
        vague[1].1 = "Việc trả lời đơn đôi khi chưa kịp thời.".to_owned();
        lan.post(&format!("{path}/save"), &sent(&vague)).await.done();
        let check = lan.get(&format!("{path}/check")).await.page();
        assert!(check.contains("<mark>đôi khi") && check.contains("Hạn chế, khuyết điểm và nguyên nhân</span>"), "{check}");
        assert!(!lan.get(&format!("/en{path}/check")).await.page().contains('⟦'));
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
        let body = s.body.to_string();
        let next = [("title", "Đợt kiểm điểm năm 2027"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2027"), ("period_to", "31/12/2027"), ("opens", "2/11/2026"), ("closes", "31/12/2027"), ("bodies", body.as_str())];
        house.browser(s.organiser).await.post(&format!("/campaign/of/{}/open", s.unit), &next).await.done();
        let rows = house.rows("SELECT review_id, id FROM campaign_subject WHERE campaign_id <> $1 AND person_id = $2", &[s.campaign.into(), s.members[0].into()]).await;
        let again = format!("/report/{}/subject/{}", rows[0].at::<String>(0).unwrap(), rows[0].at::<String>(1).unwrap());
        lan.post(&format!("{again}/save"), &sent(&whole("0"))).await.done();
        let check = lan.get(&format!("{again}/check")).await.page();
        assert!(check.contains("giống bản kỳ trước 100%") && check.contains("Kỳ này có gì khác?"));
    }

    async fn a_repeated_submission_seals_once(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let first = lan.post(&format!("{path}/submit"), &[("number", "1"), ("_key", "k-1")]).await.done();
        let again = lan.post(&format!("{path}/submit"), &[("number", "1"), ("_key", "k-1")]).await.done();
        assert_eq!(first, again);
    }
}
