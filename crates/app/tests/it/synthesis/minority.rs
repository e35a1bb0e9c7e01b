//! Minority views: what says the opposite in its point, and what only a few bring up, each with its count.

use domain::opinion::OpinionKind::{Shortcoming, Strength};
use testkit::{Campaigned, Synthesised, both};

use crate::printed::both_forms;

both! {
    async fn what_says_the_opposite_stays_in_its_point_and_is_seen_with_its_count(house: TestHouse) {
        let s = house.campaign().await;
        let late = "Đơn của tổ dân phố 9 gửi từ tháng 3 đến nay chưa được trả lời.";
        let again = "Đơn của tổ dân phố 9 gửi từ tháng 3, đến nay vẫn chưa được trả lời.";
        let answered = "Đơn của tổ dân phố 9 gửi từ tháng 3 đến nay đã được trả lời.";
        let mut o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, late)]).await;
        o.extend(house.opinions(&s, "Tạ Văn Lực", &[(0, Shortcoming, again)]).await);
        o.extend(house.opinions(&s, "Lê Thị Lan", &[(0, Shortcoming, answered), (1, Strength, "Đồng chí An có mặt ở 11 xã.")]).await);
        let round = house.round(&s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        house.place(&s, o[2], point).await;
        house.point(&s, "Bám cơ sở", o[3]).await;
        let (coder, organiser) = (house.browser(s.coder).await, house.browser(s.organiser).await);
        let path = format!("/synthesis/{}", s.review);
        let here = format!("{path}/point/{point}");
        let page = coder.get(&here).await.page();
        assert!(page.contains("Có thể nói ngược với ý kiến 1") && page.contains("Ý kiến nói ngược trong điểm này"), "{page}");
        let (first, second, third, other) = (o[0].to_string(), o[1].to_string(), o[2].to_string(), o[3].to_string());
        let all = [("opinions", first.as_str()), ("opinions", &second), ("opinions", &third)];
        coder.post(&format!("{here}/dissent"), &all).await.refused("synthesis.dissent_of_all");
        coder.post(&format!("{here}/dissent"), &[("opinions", &other)]).await.malformed();
        organiser.post(&format!("{here}/dissent"), &[("opinions", &third)]).await.status(403);
        coder.post(&format!("{here}/dissent"), &[("opinions", &third)]).await.done();
        let page = coder.get(&here).await.page();
        assert!(page.contains("1 trên 3 ý kiến nói ngược") && page.contains("ý kiến thiểu số: nói ngược") && !page.contains("Có thể nói ngược"), "{page}");
        for reader in [&coder, &organiser] {
            assert!(reader.get(&path).await.page().contains("1 trên 3 ý kiến nói ngược"));
            let page = reader.get(&format!("{path}/minority")).await.page();
            assert!(page.contains("1 trên 3 ý kiến nói ngược") && page.contains("2. Bám cơ sở") && page.contains("1 nơi nêu"), "{page}");
            assert!(!page.contains("⟦"));
        }
        assert!(coder.get(&format!("{path}/minority")).await.page().contains("đã được trả lời"));
        let figures = organiser.api(&format!("{path}/minority"), None).await.page();
        assert!(!figures.contains("đã được trả lời"), "words are for those who read them: {figures}");
        // Taken back, it does not stand; said again, it does; in a closed round it stays as it is.
        coder.post(&format!("{here}/dissent"), &[]).await.done();
        assert!(!coder.get(&here).await.page().contains("ý kiến thiểu số: nói ngược"));
        coder.post(&format!("{here}/dissent"), &[("opinions", &third)]).await.done();
        // The paper says the same with the same counts, quotes nobody, and is a draft until the round is signed off.
        let (pdf, docx) = both_forms(&coder, &format!("{path}/paper"), "").await;
        for said in [&pdf, &docx] {
            assert!(said.contains("1 trên 3 ý kiến nói ngược") && said.contains("Bám cơ sở") && said.contains("1 nơi nêu"), "{said}");
            assert!(said.contains("DỰ THẢO") && !said.contains("đã được trả lời") && !said.contains("Ngô Thị Hạnh"), "{said}");
        }
        house.close_round(&s, round).await;
        let (_, docx) = both_forms(&organiser, &format!("{path}/paper"), "").await;
        assert!(docx.contains("Vòng 1: nhận 4 ý kiến") && !docx.contains("DỰ THẢO"), "{docx}");
        assert!(docx.contains("Điểm 1, Chậm trả lời đơn (Ban Thường vụ Tỉnh ủy): 1 trên 3 ý kiến nói ngược."), "{docx}");
        house.browser(s.members[0]).await.get(&format!("{path}/paper/pdf")).await.status(403);
        coder.post(&format!("{here}/dissent"), &[]).await.refused("synthesis.point_in_closed_round");
        for sql in ["UPDATE synthesis_dissent SET stands = 0", "DELETE FROM synthesis_dissent"] {
            let refused = house.tamper(sql).await.expect_err(sql);
            assert!(refused.contains("G14"), "{sql}: {refused}");
        }
        assert!(coder.get(&here).await.page().contains("1 trên 3 ý kiến nói ngược"));
    }

    async fn few_voices_without_a_name_are_not_counted_out_to_those_who_read_figures(house: TestHouse) {
        let s = house.campaign().await;
        let o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Đơn chậm trả lời.")]).await;
        house.round(&s).await;
        house.point(&s, "Chậm trả lời đơn", o[0]).await;
        // The same, as it would lie here had it come in an envelope.
        let letter = "00000000-0000-4000-8000-000000000001";
        let opinion = "00000000-0000-4000-8000-000000000002";
        let sent = "INSERT INTO opinion_letter (id, campaign_id, review_id, number, contributor, entered_by, source, received, visibility, promise, receipt, round, version) \
                    SELECT 'LETTER', campaign_id, review_id, 9, contributor, entered_by, 'anonymous', received, visibility, promise, 'y', 1, 1 FROM opinion_letter";
        let taken = "INSERT INTO opinion_opinion (id, campaign_id, review_id, letter_id, paragraph_id, number, quote, subject_id, content, kind, round, taken_by, taken_at, version) \
                     SELECT 'OPINION', campaign_id, review_id, 'LETTER', paragraph_id, 9, quote, subject_id, content, kind, 1, taken_by, 0, 1 FROM opinion_opinion";
        for sql in [sent, taken] {
            house.tamper(&sql.replace("LETTER", letter).replace("OPINION", opinion)).await.unwrap();
        }
        house.point(&s, "Bám cơ sở", opinion.parse().unwrap()).await;
        let path = format!("/synthesis/{}/minority", s.review);
        let page = house.browser(s.organiser).await.get(&path).await.page();
        assert!(page.contains("ít hơn 5 nơi nêu") && page.matches("1 nơi nêu").count() == 1, "{page}");
        let secretary = house.browser(s.secretary).await;
        assert_eq!(secretary.get(&path).await.page().matches("1 nơi nêu").count(), 2);
        // What goes from hand to hand counts as for everybody, whoever made it.
        let (_, docx) = both_forms(&secretary, &format!("/synthesis/{}/paper", s.review), "").await;
        assert!(docx.contains("Bám cơ sở (Ban Thường vụ Tỉnh ủy): ít hơn 5 nơi nêu"), "{docx}");
    }
}
