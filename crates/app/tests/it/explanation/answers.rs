//! Answers: accepted, partly, not; whole, kept as they were given, with evidence.

use serde_json::json;
use testkit::both;

use super::{ACCEPTED, REFUSED, found};

const SCAN: &[u8] = b"%PDF-1.7 bien ban hop 12/8";

both! {
    async fn an_answer_goes_into_the_file_word_for_word_and_stays(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        let deputy = house.browser(f.a.deputy).await;
        let path = f.path(&assignment, "/answer");
        f.sent(&house, &assignment).await;
        deputy.post(&path, &ACCEPTED).await.refused("explanation.not_opened");
        deputy.post(&f.path(&assignment, "/open-notice"), &[]).await.done();
        let page = deputy.post(&path, &ACCEPTED[..2]).await.malformed();
        assert!(page.contains("Chưa ghi nguyên nhân") && page.contains("Tôi được giao theo dõi tiếp dân"), "what was typed is kept");
        let partly = [("kind", "partly_accepted"), ACCEPTED[1], ACCEPTED[2]];
        assert!(deputy.post(&path, &partly).await.malformed().contains("Chưa ghi phần chưa đúng"));
        let whole = [partly[0], partly[1], partly[2], ("contested", "Đơn ngày 12/7 có trả lời miệng tại cuộc họp 12/8.")];
        deputy.post(&path, &whole).await.done();
        deputy.post(&path, &ACCEPTED).await.refused("explanation.already_answered");
        let page = deputy.get(&f.path(&assignment, "")).await.page();
        assert!(page.contains("Đơn ngày 12/7 có trả lời miệng") && page.contains("Tiếp thu một phần") && page.contains("Phường chưa có sổ theo dõi"));
        assert!(!deputy.get("/").await.page().contains("Mở việc"), "the task is done");
        let verifier = house.browser(f.a.stage.verifier).await.get("/").await.page();
        assert!(verifier.contains("Đã có lời giải trình điểm 1") && verifier.contains("Xác minh những điều được nêu: 1."));
        let list = house.browser(f.a.stage.secretary).await.get(&format!("/explanation/{}", f.a.stage.review)).await.page();
        assert!(list.contains("2 điểm phải trả lời, 1 điểm đã nghe đủ"), "{list}");
        let sql = "SELECT what FROM opinion_trace t JOIN opinion_opinion o ON o.id = t.opinion_id WHERE o.number = $1 AND t.stage = 'explanation' ORDER BY t.what";
        let what: Vec<String> = house.rows(sql, &[1.into()]).await.iter().map(|row| row.at(0).unwrap()).collect();
        assert_eq!(what, ["trace-explanation-partly-accepted", "trace-explanation-served"]);
    }

    async fn evidence_of_an_answer_lies_beside_that_of_the_verification(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        f.opened(&house, &assignment, f.a.deputy).await;
        let deputy = house.browser(f.a.deputy).await;
        let path = f.path(&assignment, "/answer");
        let page = deputy.upload(&path, &REFUSED, ("file", "bien-ban.pdf", SCAN)).await.malformed();
        assert!(page.contains("Chưa ghi tên minh chứng") && page.contains("Chưa ghi nguồn") && page.contains("Chưa ghi ngày của minh chứng"));
        let mut fields = REFUSED.to_vec();
        fields.extend([("title", "Biên bản họp 12/8"), ("source", "Tổ dân phố số 7"), ("dated", "12/8/2026")]);
        assert!(deputy.post(&path, &fields).await.malformed().contains("Chưa chọn tệp minh chứng"));
        deputy.upload(&path, &fields, ("file", "bien-ban.png", SCAN)).await.malformed();
        deputy.upload(&path, &fields, ("file", "bien-ban.pdf", SCAN)).await.done();
        let verifier = house.browser(f.a.stage.verifier).await;
        let page = verifier.get(&f.a.path(f.a.point, "")).await.page();
        assert!(page.contains("Biên bản họp 12/8") && page.contains("kèm lời giải trình") && page.contains("của người được nêu"));
        // Who brought it sees it again; what others gathered stays with the staff.
        let own = deputy.get(&f.path(&assignment, "")).await.page();
        assert!(own.contains("bien-ban.pdf") && !own.contains("không có số văn bản trả lời"));
        let sql = "SELECT id FROM verification_evidence WHERE from_answer IS NOT NULL AND number = $1";
        let key: String = house.rows(sql, &[2.into()]).await[0].at(0).unwrap();
        assert_eq!(deputy.get(&format!("/verification/{}/evidence/{key}", f.a.stage.review)).await.bytes, SCAN);
    }

    async fn evidence_can_come_before_anybody_verifies(house: TestHouse) {
        let f = found(&house).await;
        let member = f.a.stage.members[1];
        f.assign(&house, f.a.of_body, &[member]).await;
        let assignment = f.assignment(&house, f.a.of_body, member).await;
        f.opened(&house, &assignment, member).await;
        let mut fields = REFUSED.to_vec();
        fields.extend([("title", "Lịch họp"), ("source", "Văn phòng"), ("dated", "12/8/2026")]);
        house.browser(member).await.upload(&f.path(&assignment, "/answer"), &fields, ("file", "lich.pdf", SCAN)).await.done();
        let page = house.browser(f.a.stage.organiser).await.get(&f.a.path(f.a.of_body, "")).await.page();
        assert!(page.contains("lich.pdf") && page.contains("chưa giao") && page.contains("Giao xác minh"));
        f.a.assign(&house, f.a.of_body).await;
    }

    async fn a_late_answer_counts_until_the_lapse_is_noted(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        f.opened(&house, &assignment, f.a.deputy).await;
        house.set_day("2026-11-16");
        let deputy = house.browser(f.a.deputy).await;
        assert!(deputy.get(&f.path(&assignment, "")).await.page().contains("Quá hạn 7 ngày"));
        deputy.post(&f.path(&assignment, "/answer"), &REFUSED).await.done();
    }

    async fn a_program_answers_as_a_form_does(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let served = secretary.api(&f.path(&assignment, "/serve"), Some(json!({"service": "in_program"}))).await;
        assert_eq!(served.status, 200, "{}", served.body);
        let deputy = house.browser(f.a.deputy).await;
        assert_eq!(deputy.api(&f.path(&assignment, "/answer"), Some(json!({"kind": "accepted", "text": "x"}))).await.status, 422);
        assert_eq!(deputy.api(&f.path(&assignment, "/open-notice"), Some(json!({}))).await.status, 200);
        let missing = deputy.api(&f.path(&assignment, "/answer"), Some(json!({"kind": "accepted", "text": "x"}))).await;
        assert_eq!(missing.status, 400);
        assert!(missing.body.contains("explanation-missing-cause"));
        assert_eq!(deputy.api(&f.path(&assignment, "/answer"), Some(json!({"kind": "accepted", "text": "x", "cause": "y"}))).await.status, 200);
    }
}
