//! Letters written here: the promise first, one voice, drafts that nobody else reads.

use testkit::{Campaigned, Seed, both};

use super::{contributor, draft, hidden, sent};

both! {
    async fn the_promise_comes_before_the_first_field_and_is_kept_with_the_letter(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        let browser = house.browser(hanh).await;
        let path = format!("/opinion/{}/write", s.review);
        let page = browser.get(&path).await.page();
        let (promise, field) = (page.find("Ai sẽ thấy điều được viết").unwrap(), page.find("<textarea").unwrap());
        assert!(promise < field);
        let subject = s.subjects[0].to_string();
        let fields = [("subject", subject.as_str()), ("content", "degradation"), ("kind", "shortcoming"), ("text", "Ba đơn gửi từ tháng 3 chưa được trả lời.")];
        browser.post(&format!("{path}/add-draft"), &fields).await.done();
        let shown = hidden(&browser.get(&path).await.page(), "shown");
        let send = [("shown", shown.as_str()), ("visibility", "named_to_secretariat")];
        let receipt = browser.post(&format!("{path}/send"), &send).await.done();
        assert!(receipt.starts_with("/opinion/receipt?code=") && receipt.contains("new=yes"));
        let page = house.stranger().get(&receipt).await.page();
        assert!(page.contains("Giữ lại mã biên nhận này") && page.contains("Đã nhận."));
        let kept: String = house.rows("SELECT promise FROM opinion_letter WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        assert!(kept.contains("Ban Thường vụ Tỉnh ủy") && kept.contains("Chỉ tổ giúp việc thấy tên người viết"));
        let page = browser.get(&path).await.page();
        assert!(page.contains("Thư đã gửi ngày 02/11/2026") && page.contains("Chỉ tổ giúp việc thấy tên người viết"));
        assert!(!house.browser(hanh).await.get("/").await.page().contains("Góp ý cho Ban Thường vụ"), "the task is done");
    }

    async fn a_promise_that_was_not_shown_is_never_kept(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        draft(&house, &s, hanh, 0, "Ba đơn chưa được trả lời").await;
        let browser = house.browser(hanh).await;
        let path = format!("/opinion/{}/write", s.review);
        let fields = [("shown", "some older promise"), ("visibility", "named")];
        let page = browser.post(&format!("{path}/send"), &fields).await.status(409).body;
        assert!(page.contains("Ba đơn chưa được trả lời"), "nothing written is lost");
        let english = hidden(&browser.get(&format!("/en{path}")).await.page(), "shown");
        assert_ne!(english, hidden(&browser.get(&path).await.page(), "shown"));
        browser.post(&format!("{path}/send"), &[("shown", english.as_str()), ("visibility", "named")]).await.done();
        let kept: String = house.rows("SELECT promise FROM opinion_letter WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        assert!(kept.contains("Once sent, nobody can change"), "kept in the language in which it was read");
    }

    async fn each_person_speaks_once_in_a_review(house: TestHouse) {
        let s = house.campaign().await;
        let (hanh, _) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        draft(&house, &s, hanh, 1, "Thêm một điều").await;
        let shown = hidden(&house.browser(contributor(&house, &s, "Lê Lan").await).await.get(&format!("/opinion/{}/write", s.review)).await.page(), "shown");
        let path = format!("/opinion/{}/write/send", s.review);
        let fields = [("shown", shown.as_str()), ("visibility", "named")];
        house.browser(hanh).await.post(&path, &fields).await.refused("opinion.spoken_already");
    }

    async fn a_form_that_is_sent_twice_gives_the_same_receipt(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        draft(&house, &s, hanh, 0, "Ba đơn chưa được trả lời").await;
        let browser = house.browser(hanh).await;
        let page = browser.get(&format!("/opinion/{}/write", s.review)).await.page();
        let fields = [("_key", "0192d3a0-once"), ("shown", &hidden(&page, "shown")), ("visibility", "named")];
        let path = format!("/opinion/{}/write/send", s.review);
        let first = browser.post(&path, &fields).await.done();
        assert_eq!(browser.post(&path, &fields).await.done(), first);
    }

    async fn who_was_not_invited_or_comes_too_late_is_told_so(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        draft(&house, &s, hanh, 0, "Ba đơn chưa được trả lời").await;
        let write = format!("/opinion/{}/write", s.review);
        let shown = hidden(&house.browser(hanh).await.get(&write).await.page(), "shown");
        let fields = [("shown", shown.as_str()), ("visibility", "named")];
        let send = format!("{write}/send");
        let uninvited = house.person("Phạm Quang").await;
        house.role_in(uninvited, domain::common::Role::Contributor, s.review).await;
        house.browser(uninvited).await.post(&send, &fields).await.refused("opinion.not_eligible");
        house.browser(s.secretary).await.get(&write).await.status(403);
        house.set_day("2026-11-21");
        let page = house.browser(hanh).await.post(&send, &fields).await.refused("opinion.term_over");
        assert!(page.contains("Ba đơn chưa được trả lời"));
    }

    async fn a_letter_holds_something(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        let browser = house.browser(hanh).await;
        let write = format!("/opinion/{}/write", s.review);
        let page = browser.get(&write).await.page();
        assert!(page.contains("Chưa viết điều nào"));
        let fields = [("shown", hidden(&page, "shown")), ("visibility", "named".to_owned())];
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        browser.post(&format!("{write}/send"), &fields).await.refused("opinion.nothing_written");
        let wrong = [("subject", ""), ("content", "weather"), ("kind", "shortcoming"), ("text", "  ")];
        let page = browser.post(&format!("{write}/add-draft"), &wrong).await.malformed();
        assert!(page.matches("Chưa ghi mục này").count() >= 2);
    }

    async fn nobody_reads_or_changes_what_another_has_not_sent(house: TestHouse) {
        let s = house.campaign().await;
        let (hanh, lan) = (contributor(&house, &s, "Ngô Thị Hạnh").await, contributor(&house, &s, "Lê Lan").await);
        draft(&house, &s, hanh, 0, "Điều chưa gửi").await;
        let write = format!("/opinion/{}/write", s.review);
        assert!(!house.browser(lan).await.get(&write).await.page().contains("Điều chưa gửi"));
        assert!(!house.browser(s.secretary).await.get(&format!("/opinion/{}", s.review)).await.page().contains("Điều chưa gửi"));
        let own = house.browser(hanh).await;
        let key = hidden(&own.get(&write).await.page(), "draft");
        let subject = s.subjects[1].to_string();
        let change = [("draft", key.as_str()), ("version", "1"), ("subject", subject.as_str()), ("content", "outside"), ("kind", "proposal"), ("text", "Đã nghĩ lại")];
        house.browser(lan).await.post(&format!("{write}/change-draft"), &change).await.status(404);
        own.post(&format!("{write}/change-draft"), &change).await.done();
        let page = own.get(&write).await.page();
        assert!(page.contains("Đã nghĩ lại") && page.contains("ngoài nội dung kiểm điểm"));
        own.post(&format!("{write}/change-draft"), &change).await.status(409);
        house.browser(lan).await.post(&format!("{write}/drop-draft"), &[("draft", key.as_str())]).await.status(404);
        own.post(&format!("{write}/drop-draft"), &[("draft", key.as_str())]).await.done();
        assert!(!own.get(&write).await.page().contains("Đã nghĩ lại"));
    }
}
