//! Notice, petition, its answer, the next conclusion, and the posting of results.

use testkit::{Campaigned, Concluded, both};

use super::at;

both! {
    async fn whom_it_concerns_has_notice_and_petitions_in_time(house: TestHouse) {
        let s = house.campaign().await;
        let (subject, lan) = (s.subjects[2], s.members[0]);
        house.decided(&s, subject, "Chậm trả lời đơn của dân", lan).await;
        let (bich, own) = (house.browser(s.secretary).await, house.browser(lan).await);
        let file = at(&s, subject, "/file-petition");
        let text = [("text", "2 trong 3 đơn đã trả lời bằng lời, có ghi sổ.")];
        own.post(&file, &text).await.refused("conclusion.petition_before_notice");
        bich.post(&at(&s, subject, "/give-notice"), &[("service", "on_paper")]).await.refused("conclusion.service_without_note");
        bich.post(&at(&s, subject, "/give-notice"), &[("service", "in_program")]).await.done();
        bich.post(&at(&s, subject, "/give-notice"), &[("service", "in_program")]).await.refused("conclusion.served_already");
        assert!(own.get("/").await.page().contains("Thông báo kết luận kiểm điểm"));
        let page = own.get(&at(&s, subject, "")).await.page();
        assert!(page.contains("Tôi đã nhận và đọc kết luận") && page.contains("3 đơn của dân"));
        own.post(&at(&s, subject, "/acknowledge-notice"), &[]).await.done();
        own.post(&at(&s, subject, "/acknowledge-notice"), &[]).await.refused("conclusion.served_already");
        house.browser(s.members[1]).await.post(&file, &text).await.status(404);
        let petition = own.post(&file, &text).await.key();
        own.post(&file, &text).await.refused("conclusion.petition_open");
        let phong = house.browser(s.superior).await;
        assert!(phong.get("/").await.page().contains("kiến nghị"), "the superior has it to do");
        assert!(bich.get(&format!("/conclusion/{}", s.review)).await.page().contains("đang xem xét kiến nghị"));
        let answer = at(&s, subject, "/answer-petition");
        bich.post(&answer, &[("petition", &petition), ("outcome", "stays"), ("answer", "x")]).await.status(403);
        let stays = [("petition", petition.as_str()), ("outcome", "stays"), ("answer", "Trả lời bằng lời không thay văn bản, Quy chế điều 9.")];
        phong.post(&answer, &stays).await.done();
        phong.post(&answer, &stays).await.refused("conclusion.petition_answered");
        assert!(own.get(&at(&s, subject, "")).await.page().contains("Trả lời bằng lời không thay văn bản"));
        bich.post(&at(&s, subject, "/draft"), &[]).await.refused("conclusion.again_only_by_petition");
        house.set_day("2026-12-05");
        let own = house.browser(lan).await;
        own.post(&file, &text).await.refused("conclusion.petition_too_late");
    }

    async fn a_granted_petition_begins_the_next_conclusion_and_leaves_the_last_as_it_was(house: TestHouse) {
        let s = house.campaign().await;
        let (subject, lan) = (s.subjects[2], s.members[0]);
        let first = house.decided(&s, subject, "Chậm trả lời đơn của dân", lan).await;
        let (bich, own, phong) = (house.browser(s.secretary).await, house.browser(lan).await, house.browser(s.superior).await);
        bich.post(&at(&s, subject, "/give-notice"), &[("service", "on_paper"), ("note", "Giấy nhận số 7")]).await.done();
        let petition = own.post(&at(&s, subject, "/file-petition"), &[("text", "Đã trả lời 2 đơn.")]).await.key();
        phong.post(&at(&s, subject, "/answer-petition"), &[("petition", &petition), ("outcome", "decide_anew"), ("answer", "Có biên bản, xem lại.")]).await.done();
        let page = bich.get(&at(&s, subject, "")).await.page();
        assert!(page.contains("bản 2") && page.contains("đang viết") && page.contains("Chậm trả lời đơn của dân"));
        let old = own.get(&at(&s, subject, "")).await.page();
        assert!(old.contains("đã quyết định"), "until the next is decided the last is in force");
        let sql = "SELECT COUNT(*) FROM conclusion_ground g JOIN conclusion_shortcoming s ON s.id = g.shortcoming_id WHERE s.review_id = $1";
        assert_eq!(house.rows(sql, &[s.review.into()]).await[0].at::<i64>(0).unwrap(), 2, "the grounds came along");
        let sql = "SELECT COUNT(*) FROM conclusion_shortcoming WHERE conclusion_id = $1";
        assert_eq!(house.rows(sql, &[first.conclusion.into()]).await[0].at::<i64>(0).unwrap(), 1);
        assert!(house.tamper("UPDATE conclusion_petition SET answer = 'khác'").await.unwrap_err().contains("G14"));
    }

    async fn results_are_posted_once_all_is_decided_and_everybody_has_notice(house: TestHouse) {
        let s = house.campaign().await;
        let (bich, contributor) = (house.browser(s.secretary).await, house.browser(s.members[2]).await);
        let post = format!("/conclusion/{}/post", s.review);
        let days = [("location", "Bảng tin Văn phòng Tỉnh ủy"), ("days_from", "2/11/2026"), ("days_to", "12/11/2026")];
        bich.post(&post, &days).await.refused("conclusion.post_before_decided");
        let people = [s.chair, s.chair, s.members[0], s.members[1], s.members[2]];
        for (subject, person) in s.subjects.iter().zip(people) {
            house.decided(&s, *subject, "Chậm trả lời đơn của dân", person).await;
        }
        bich.post(&post, &days).await.refused("conclusion.post_before_notice");
        for subject in &s.subjects {
            bich.post(&at(&s, *subject, "/give-notice"), &[("service", "in_program")]).await.done();
        }
        let posted = format!("/conclusion/{}/posted", s.review);
        assert!(contributor.get(&posted).await.page().contains("Chưa niêm yết kết quả"));
        bich.post(&post, &[("location", "Bảng tin"), ("days_from", "12/11/2026"), ("days_to", "2/11/2026")]).await.refused("conclusion.posting_days_reversed");
        contributor.post(&post, &days).await.status(403);
        bich.post(&post, &days).await.done();
        bich.post(&post, &days).await.refused("conclusion.posted_already");
        let page = contributor.get(&posted).await.page();
        assert!(page.contains("Đỗ Thị Lan") && page.contains("Lập sổ hạn trả lời") && !page.contains("12-KL/UBKTTU"));
        house.set_day("2026-11-13");
        let later = house.browser(s.members[2]).await;
        assert!(later.get(&posted).await.page().contains("Chưa niêm yết kết quả"));
    }
}
