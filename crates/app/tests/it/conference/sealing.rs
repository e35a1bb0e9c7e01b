//! Closing a conference, reading and annexing its minutes, taking up what was said, the wall screen.

use testkit::{Campaigned, both};

use super::{Sitting, dealt_with, opened};
use testkit::{Stage, TestHouse};

/// A conference with one statement about the collective, closed with all its items done.
pub async fn closed(house: &TestHouse, s: &Stage) -> (Sitting, String) {
    let sitting = opened(house, s).await;
    let secretary = house.browser(s.secretary).await;
    let (item, lan) = (sitting.items[0].as_str(), s.members[0].to_string());
    secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
    let text = "Đề nghị ghi rõ trách nhiệm của Tổ Đô thị. Việc giao mà không kiểm tra lại đã nêu ở kỳ trước.";
    let turn = [("item", item), ("speaker", lan.as_str()), ("kind", "request"), ("text", text)];
    let said = secretary.post(&sitting.act("/statement"), &turn).await.key();
    secretary.post(&sitting.act("/close-item"), &[("item", item)]).await.done();
    for at in 1..5 {
        dealt_with(house, s, &sitting, at).await;
    }
    house.browser(s.chair).await.post(&sitting.act("/close"), &[]).await.done();
    (sitting, said)
}

both! {
    async fn a_conference_closes_when_every_item_is_done_and_its_minutes_never_change(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let chair = house.browser(s.chair).await;
        house.browser(s.organiser).await.post(&format!("/plan/{}/make-tasks", s.campaign), &[]).await.done();
        let page = chair.post(&sitting.act("/close"), &[]).await.refused("conference.items_not_done");
        assert!(page.contains("Còn 5 trên 5 mục"));
        house.browser(s.secretary).await.post(&sitting.act("/close"), &[]).await.status(403);
        house.browser(s.secretary).await.post(&sitting.act("/annex"), &[("text", "x")]).await.refused("conference.minutes_not_sealed");
        for at in 0..5 {
            dealt_with(&house, &s, &sitting, at).await;
        }
        chair.post(&sitting.act("/close"), &[]).await.done();
        let an = s.chair.to_string();
        let secretary = house.browser(s.secretary).await;
        secretary.post(&sitting.act("/attendance"), &[("present", &an)]).await.refused("conference.minutes_sealed");
        secretary.post(&sitting.act("/add-item"), &[("title", "Muộn")]).await.refused("conference.minutes_sealed");
        let late = [("item", sitting.items[0].as_str()), ("speaker", an.as_str()), ("kind", "remark"), ("text", "Nói thêm")];
        let page = secretary.post(&sitting.act("/statement"), &late).await.refused("conference.minutes_sealed");
        assert!(page.contains("G14"));
        chair.post(&sitting.act("/close"), &[]).await.refused("conference.minutes_sealed");
        let board = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(board.contains("5/5"));
        assert!(house.browser(s.members[1]).await.get("/").await.page().contains("Đã bế mạc"));
        let open = "SELECT COUNT(*) FROM plan_task WHERE stage = 'conference' AND state = $1";
        let left: i64 = house.rows(open, &["open".into()]).await[0].at(0).unwrap();
        assert_eq!(left, 0, "what the pack and the calling asked is done");
    }

    async fn sealed_minutes_say_who_came_what_was_said_and_take_annexes(house: TestHouse) {
        let s = house.campaign().await;
        let (sitting, _) = closed(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let path = sitting.act("/minutes");
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Biên bản đã niêm phong") && !page.contains('⟦'), "{page}");
        assert!(page.contains("Có mặt 4 trên 4") && page.contains("Đề nghị ghi rõ trách nhiệm của Tổ Đô thị"));
        assert!(page.contains("Lý Thành Phong (đại biểu cấp trên)"));
        assert!(page.contains("Người ghi biên bản") && page.contains("Chủ trì hội nghị"));
        assert!(page.contains("Chưa có phụ lục nào"));
        secretary.post(&sitting.act("/annex"), &[("text", "Danh sách vắng gửi bổ sung ngày 21/11.")]).await.done();
        let page = house.browser(s.members[0]).await.get(&path).await.page();
        assert!(page.contains("Phụ lục 1") && page.contains("Danh sách vắng gửi bổ sung"));
        assert!(page.contains("Biên bản đã niêm phong"), "an annex breaks no seal");
        house.browser(s.members[0]).await.post(&sitting.act("/annex"), &[("text", "x")]).await.status(403);
        let json = secretary.api(&path, None).await.page();
        assert!(json.contains("\"is_as_sealed\":true"));
        assert!(secretary.get(&format!("/en{path}")).await.page().contains("The minutes are sealed"));
    }

    async fn what_was_said_becomes_an_opinion_of_the_second_round_word_for_word(house: TestHouse) {
        let s = house.campaign().await;
        let empty = house.browser(s.coder).await.get(&format!("/conference/{}/statements", s.review)).await.page();
        assert!(empty.contains("Chưa có lượt phát biểu nào"));
        let (_, said) = closed(&house, &s).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/conference/{}/take-up", s.review);
        let subject = s.subjects[0].to_string();
        let take = |quote, content| [("statement", said.as_str()), ("quote", quote), ("subject", subject.as_str()), ("content", content), ("kind", "shortcoming")];
        coder.post(&path, &take("Lời không có trong biên bản", "head")).await.refused("conference.passage_not_in_statement");
        coder.post(&path, &take("Đề nghị ghi rõ trách nhiệm của Tổ Đô thị.", "nowhere")).await.malformed();
        coder.post(&path, &take("Đề nghị ghi rõ trách nhiệm của Tổ Đô thị.", "head")).await.done();
        coder.post(&path, &take("Đề nghị ghi rõ trách nhiệm của Tổ Đô thị.", "head")).await.refused("conference.passage_taken");
        coder.post(&path, &take("Việc giao mà không kiểm tra lại đã nêu ở kỳ trước.", "outside")).await.done();
        let sql = "SELECT round, quote FROM opinion_opinion WHERE statement = $1 ORDER BY number";
        let rows = house.rows(sql, &[said.clone().into()]).await;
        assert_eq!((rows.len(), rows[0].at::<i64>(0).unwrap()), (2, 2));
        let page = coder.get(&format!("/conference/{}/statements", s.review)).await.page();
        assert!(page.contains("đã lấy 2 ý kiến") && !page.contains('⟦'));
        house.browser(s.members[0]).await.post(&path, &take("Đề nghị", "head")).await.status(403);
    }

    async fn nothing_is_taken_from_minutes_that_may_still_change(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let (item, lan) = (sitting.items[0].as_str(), s.members[0].to_string());
        secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
        let turn = [("item", item), ("speaker", lan.as_str()), ("kind", "remark"), ("text", "Một ý")];
        let said = secretary.post(&sitting.act("/statement"), &turn).await.key();
        let subject = s.subjects[0].to_string();
        let take = [("statement", said.as_str()), ("quote", "Một ý"), ("subject", subject.as_str()), ("content", "head"), ("kind", "proposal")];
        secretary.post(&format!("/conference/{}/take-up", s.review), &take).await.refused("conference.minutes_not_sealed");
    }

    async fn the_wall_shows_one_matter_and_no_name(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let wall = sitting.act("/wall");
        assert!(secretary.get(&wall).await.page().contains("Mục tiếp theo"));
        let (item, lan) = (sitting.items[0].as_str(), s.members[0].to_string());
        secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
        let turn = [("item", item), ("speaker", lan.as_str()), ("kind", "remark"), ("text", "Lời riêng trong phòng họp")];
        secretary.post(&sitting.act("/statement"), &turn).await.done();
        let page = secretary.get(&wall).await.page();
        assert!(page.contains("http-equiv=\"refresh\"") && !page.contains("id=\"rail\""));
        assert!(page.contains("Mục 1 trên 5") && page.contains("4<small>/4</small>") && page.contains("1 lượt phát biểu"));
        for name in ["Đỗ Thị Lan", "Trần Thị Bích", "Lời riêng trong phòng họp"] {
            assert!(!page.contains(name), "{name} is on the wall");
        }
        assert!(!page.contains('⟦'));
    }
}
