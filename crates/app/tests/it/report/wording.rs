//! Questions about wording: while somebody types, below what was saved, and where the pack wants answers.

use serde_json::Value;
use testkit::{Campaigned, Seed, both};

use super::{page, sent, whole};

const VAGUE: &str = "Đôi lúc còn chậm trả lời đơn của dân.";

/// The campaign's rules want every hedge about frequency answered.
async fn wants_answers(house: &testkit::TestHouse) {
    let sql = "UPDATE campaign_campaign SET pack_text = replace(pack_text, \
               'wording_answered = { value = []', 'wording_answered = { value = [\"frequency\"]')";
    assert_eq!(house.tamper(sql).await, Ok(1));
}

fn vague(base: &str) -> Vec<(&'static str, String)> {
    let mut fields = whole(base);
    fields[1].1 = format!("{}\n{VAGUE}", fields[1].1);
    fields
}

both! {
    async fn questions_follow_the_words_while_they_are_typed(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        let write = lan.get(&format!("{path}/write")).await.page();
        assert!(write.contains(&format!("data-asks=\"{path}/ask\"")) && !write.contains("class=\"lint\""));
        let ask = format!("{path}/ask");
        let typed = format!("🙂 {VAGUE}");
        let answer = lan.post(&ask, &[("field", "sections.shortcomings"), ("text", &typed)]).await.status(200);
        let answer: Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(answer["asked"][0]["words"], "Đôi lúc");
        assert_eq!((answer["asked"][0]["start"].as_u64(), answer["asked"][0]["end"].as_u64()), (Some(3), Some(10)));
        assert!(answer["lead"].as_str().unwrap().contains("nên nói rõ hơn"));
        let elsewhere = lan.post(&ask, &[("field", "sections.hobbies"), ("text", VAGUE)]).await.status(200);
        assert_eq!(elsewhere.body, "{\"asked\":[],\"lead\":\"\",\"stated\":{\"lead\":\"\",\"paragraphs\":[]}}");
        let long = VAGUE.repeat(3_000);
        let later = lan.post(&ask, &[("field", "sections.shortcomings"), ("text", &long)]).await.status(200);
        assert!(later.body.contains("lưu rồi xem"));
        let kept = house.rows("SELECT COUNT(*) FROM report_report", &[]).await;
        assert_eq!(kept[0].at::<i64>(0).unwrap(), 0, "nothing is kept");
        for other in [s.members[1], s.secretary] {
            house.browser(other).await.post(&ask, &[("field", "sections.shortcomings"), ("text", VAGUE)]).await.status(403);
        }
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&ask, &[("field", "text"), ("text", VAGUE)]).await.status(404);
    }

    async fn what_was_saved_is_asked_about_below_its_field_without_a_script(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&vague("0"))).await.done();
        let write = lan.get(&format!("{path}/write")).await.page();
        let field = write.split("name=\"sections.shortcomings\"").nth(1).unwrap();
        let field = field.split("name=\"sections.").next().unwrap();
        assert!(field.contains("class=\"lint\"") && field.contains("“Đôi lúc”"), "{field}");
    }

    async fn each_paragraph_shows_what_is_seen_in_it_and_nothing_is_scored(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        let typed = [("field", "sections.shortcomings"), ("text", VAGUE)];
        let answer = lan.post(&format!("{path}/ask"), &typed).await.status(200);
        let answer: Value = serde_json::from_str(&answer.body).unwrap();
        let paragraph = &answer["stated"]["paragraphs"][0];
        assert_eq!(paragraph["stated"], "Thấy: nội dung.");
        let missing = "Chưa thấy: yêu cầu bị trái, mức độ, ở đâu, khi nào, trách nhiệm, nguyên nhân chủ quan, chứng cứ.";
        assert_eq!(paragraph["missing"], missing);
        let mut fields = vague("0");
        fields[1].1 = format!("Năm 2026 phường Bến Đá còn 3 đơn quá hạn theo Điều 9 Quy chế tiếp công dân.\n{VAGUE}");
        lan.post(&format!("{path}/save"), &sent(&fields)).await.done();
        let write = lan.get(&format!("{path}/write")).await.page();
        let field = write.split("name=\"sections.shortcomings\"").nth(1).unwrap();
        let field = field.split("name=\"sections.").next().unwrap();
        assert!(field.contains("<q>Đôi lúc còn chậm trả lời đơn của …</q> Thấy: nội dung. <b>Chưa thấy: yêu cầu"), "{field}");
        assert!(field.contains("<q>Năm 2026 phường Bến Đá còn 3 đơn …</q> Thấy: nội dung, yêu cầu bị trái, mức độ, ở đâu, khi nào."));
        let check = lan.get(&format!("{path}/check")).await.page();
        let stated = check.split("id=\"stated\"").nth(1).unwrap().split("</section>").next().unwrap();
        assert!(stated.contains(missing) && stated.contains("không tính điểm"), "{stated}");
        assert!(!stated.contains('%') && !stated.contains("Ưu điểm"), "no share, and nothing is expected of praise");
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
    }

    async fn questions_hold_nothing_up_unless_the_pack_says_so(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&vague("0"))).await.done();
        let check = lan.get(&format!("{path}/check")).await.page();
        assert!(check.contains("<mark>Đôi lúc</mark>") && !check.contains("Giữ nguyên, ghi lý do"));
        let waive = [("place", "sections.shortcomings"), ("kind", "frequency"), ("sentence", VAGUE), ("reason", "Đã nêu số.")];
        lan.post(&format!("{path}/waive-question"), &waive).await.refused("report.wording_need_not_be_answered");
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
    }

    async fn a_sentence_that_the_pack_wants_clear_is_changed_or_kept_with_a_reason(house: TestHouse) {
        let s = house.campaign().await;
        wants_answers(&house).await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&vague("0"))).await.done();
        let refused = lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.wording_open");
        assert!(refused.contains("Còn 1 câu"));
        let check = lan.get(&format!("{path}/check")).await.page();
        assert!(check.contains("1 câu phải viết rõ hơn") && check.contains("Còn 1 câu hỏi về lời văn"));
        let mut waive = [("place", "sections.shortcomings"), ("kind", "frequency"), ("sentence", VAGUE), ("reason", "")];
        let empty = lan.post(&format!("{path}/waive-question"), &waive).await.malformed();
        assert!(empty.contains("<details open"), "the form comes back unfolded");
        waive[3].1 = "Số liệu từng tháng đã nêu ở đoạn trên.";
        let waived = lan.post(&format!("{path}/waive-question"), &waive).await.done();
        let check = lan.get(waived.split('#').next().unwrap()).await.page();
        assert!(check.contains("1 câu giữ nguyên, có lý do") && check.contains("Số liệu từng tháng") && !check.contains("phải viết rõ hơn"));
        assert!(house.browser(s.secretary).await.get(&format!("{path}/check")).await.page().contains("Số liệu từng tháng"));
        // Taken back, it is asked again; waived again, the report goes its way.
        let waiver = house.rows("SELECT id FROM report_wording_waiver", &[]).await[0].at::<String>(0).unwrap();
        lan.post(&format!("{path}/take-back-waiver"), &[("waiver", &waiver)]).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.refused("report.wording_open");
        lan.post(&format!("{path}/waive-question"), &waive).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "1")]).await.done();
    }

    async fn a_reason_belongs_to_the_sentence_as_it_stood(house: TestHouse) {
        let s = house.campaign().await;
        wants_answers(&house).await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&vague("0"))).await.done();
        let waive = [("place", "sections.shortcomings"), ("kind", "frequency"), ("sentence", VAGUE), ("reason", "Đã nêu số.")];
        lan.post(&format!("{path}/waive-question"), &waive).await.done();
        let mut changed = vague("1");
        changed[1].1 = changed[1].1.replace("đơn của dân", "đơn thư của dân");
        lan.post(&format!("{path}/save"), &sent(&changed)).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "2")]).await.refused("report.wording_open");
        lan.post(&format!("{path}/waive-question"), &waive).await.refused("report.wording_not_asked");
        let nobody = house.browser(s.members[1]).await;
        nobody.post(&format!("{path}/waive-question"), &waive).await.status(403);
    }
}
