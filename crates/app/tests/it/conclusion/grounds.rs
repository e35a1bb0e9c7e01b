//! Grounds: an admission, a finding that stands, a competent conclusion, a figure with evidence; nothing else.

use domain::verification::Verdict;
use testkit::{Campaigned, both};
use uuid::Uuid;

use super::{at, begun, of, seed};
use crate::opinion::anonymous::Anonymous;

both! {
    async fn only_what_holds_is_a_ground(house: TestHouse) {
        let s = house.campaign().await;
        let round = seed::round(&house, &s, 1).await;
        let mut points = Vec::new();
        for title in ["Đơn chậm trả lời", "Lịch họp đổi sát giờ", "Bổ nhiệm thiếu hồ sơ"] {
            points.push(seed::point(&house, &s, &round, s.subjects[0], title).await);
        }
        let (confirmed, evidence) = seed::finding(&house, &s, points[0], Verdict::PartlyConfirmed, true).await;
        let (provisional, _) = seed::finding(&house, &s, points[1], Verdict::Confirmed, false).await;
        let (unfounded, _) = seed::finding(&house, &s, points[2], Verdict::Unfounded, true).await;
        let version = seed::report(&house, &s, s.subjects[0], "Chúng tôi đã giao\nnhưng không kiểm tra lại.").await.to_string();
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[0], None).await;
        let add = of(&s, &shortcoming, "/add-ground");
        let some = Uuid::new_v4().to_string();
        bich.post(&add, &[("kind", "opinion"), ("opinion", &some)]).await.refused("conclusion.ground_is_opinion");
        bich.post(&add, &[("kind", "statement"), ("statement", &some)]).await.refused("conclusion.ground_is_statement");
        bich.post(&add, &[("kind", "finding"), ("finding", &provisional.to_string())]).await.refused("conclusion.ground_finding_provisional");
        bich.post(&add, &[("kind", "finding"), ("finding", &unfounded.to_string())]).await.refused("conclusion.ground_finding_not_confirmed");
        bich.post(&add, &[("kind", "finding"), ("finding", &confirmed.to_string())]).await.done();
        bich.post(&add, &[("kind", "admission"), ("report", &version), ("quote", "chúng tôi không giao")]).await.refused("conclusion.quote_not_in_report");
        bich.post(&add, &[("kind", "admission"), ("report", &version), ("quote", "đã giao nhưng không kiểm tra lại")]).await.done();
        bich.post(&add, &[("kind", "competent_conclusion"), ("document", "Kết luận 12-KL/UBKTTU")]).await.malformed();
        bich.post(&add, &[("kind", "competent_conclusion"), ("document", "Kết luận 12-KL/UBKTTU"), ("clause", "mục 2")]).await.done();
        bich.post(&add, &[("kind", "figure"), ("quote", "3 trên 86 đơn")]).await.refused("conclusion.ground_figure_without_evidence");
        bich.post(&add, &[("kind", "figure"), ("quote", "3 trên 86 đơn"), ("evidence", &evidence.to_string())]).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        assert!(page.contains("3 trong 7 đơn") && page.contains("đã giao nhưng không kiểm tra lại") && page.contains("mục 2"));
    }

    async fn a_figure_rests_on_a_file_that_is_what_its_name_says(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let add = of(&s, &shortcoming, "/add-ground");
        let fields = [("kind", "figure"), ("quote", "3 trên 86 đơn")];
        bich.upload(&add, &fields, ("file", "so-van-thu.pdf", b"khong phai pdf")).await.malformed();
        bich.upload(&add, &fields, ("file", "so-van-thu.pdf", b"%PDF-1.7 so van thu")).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        let link = page.split("href=\"").find(|part| part.contains("/file/")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(bich.get(&link).await.status(200).bytes, b"%PDF-1.7 so van thu");
        house.browser(s.members[0]).await.get(&link).await.status(403);
    }

    async fn what_was_said_without_a_name_is_never_a_ground(house: TestHouse) {
        let a = Anonymous::open(&house, 6).await;
        a.all_write(&house, 5).await;
        house.set_day("2026-11-21");
        a.release(&house).await.unwrap();
        let sql = "SELECT o.id FROM opinion_opinion o JOIN opinion_letter l ON l.id = o.letter_id WHERE l.source = 'anonymous'";
        let opinion: String = house.rows(sql, &[]).await[0].at(0).unwrap();
        let bich = house.browser(a.stage.secretary).await;
        let shortcoming = begun(&bich, &a.stage, a.stage.subjects[0], None).await;
        let add = of(&a.stage, &shortcoming, "/add-ground");
        let page = bich.post(&add, &[("kind", "opinion"), ("opinion", &opinion)]).await.refused("conclusion.ground_is_opinion");
        assert!(page.contains("G2"));
        for kind in ["finding", "admission", "figure"] {
            // Nor does its key pass for anything else.
            let fields = [("kind", kind), ("finding", opinion.as_str()), ("report", &opinion), ("evidence", &opinion), ("quote", "Ý kiến kín")];
            assert_ne!(bich.post(&add, &fields).await.status, 303, "{kind}");
        }
        let grounds = house.rows("SELECT COUNT(*) FROM conclusion_ground", &[]).await[0].at::<i64>(0).unwrap();
        assert_eq!(grounds, 0);
    }

    async fn a_ground_that_was_taken_out_is_none_any_more(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let fields = [("kind", "competent_conclusion"), ("document", "Kết luận 12-KL/UBKTTU"), ("clause", "mục 2")];
        let ground = bich.post(&of(&s, &shortcoming, "/add-ground"), &fields).await.key();
        bich.post(&at(&s, s.subjects[2], "/take-out"), &[("part", "ground"), ("id", &ground)]).await.done();
        assert!(bich.get(&of(&s, &shortcoming, "")).await.page().contains("Chưa có căn cứ nào"));
        bich.post(&at(&s, s.subjects[3], "/take-out"), &[("part", "ground"), ("id", &ground)]).await.status(404);
    }

    async fn the_database_takes_no_ground_that_does_not_hold(house: TestHouse) {
        let s = house.campaign().await;
        let round = seed::round(&house, &s, 1).await;
        let point = seed::point(&house, &s, &round, s.subjects[0], "Đơn chậm trả lời").await;
        let (provisional, _) = seed::finding(&house, &s, point, Verdict::Confirmed, false).await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[0], None).await;
        let ground = |columns: &str, values: &str| format!(
            "INSERT INTO conclusion_ground (id, campaign_id, shortcoming_id, {columns}, added_by, added_at, is_dropped, version) \
             VALUES ('x', '{}', '{shortcoming}', {values}, '{}', 0, 0, 1)", s.campaign, s.secretary);
        for sql in [ground("kind, finding_id", &format!("'finding', '{provisional}'")), ground("kind, quote", "'opinion', 'điều được nêu'"), ground("kind, quote", "'statement', 'lời nói'")] {
            house.tamper(&sql).await.unwrap_err();
        }
        let decided = format!("UPDATE conclusion_conclusion SET state = 'decided', decided_by = '{}', decided_at = 1", s.chair);
        assert!(house.tamper(&decided).await.unwrap_err().contains("G2"), "a shortcoming without a ground");
    }
}
