//! Writing: by whom the rules say, each change a version, nobody's words lost.

use testkit::{Campaigned, Seed, both};

use super::{page, sent, submitted, whole};

both! {
    async fn each_save_that_changes_something_is_a_new_version(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let path = page(&s, 2);
        let empty = lan.get(&path).await.page();
        assert!(empty.contains("Chưa có bản để đọc") && empty.contains("class=\"btn go\""));
        let blank = lan.get(&format!("{path}/write")).await.page();
        assert!(blank.contains("Ưu điểm, kết quả đạt được") && blank.contains("name=\"sections.remedies\"") && blank.contains("Kỳ trước không để lại việc nào"));
        lan.post(&format!("{path}/save"), &[("base", "0"), ("sections.strengths", "Bước đầu.")]).await.done();
        let mut second = whole("1");
        let saved = lan.post(&format!("{path}/save"), &sent(&second)).await.done();
        let page = lan.get(&saved).await.page();
        assert!(page.contains("phiên bản 2") && page.contains("Chậm trả lời 12/41 đơn"));
        second[5].1 = "2".to_owned();
        lan.post(&format!("{path}/save"), &sent(&second)).await.done();
        let read = lan.get(&path).await.page();
        assert!(read.contains("phiên bản 2") && !read.contains("phiên bản 3"), "the same words are no new version");
        let old = lan.get(&format!("{path}?version=1")).await.page();
        assert!(old.contains("Bước đầu.") && old.contains("Chưa viết mục này"));
        lan.get(&format!("{path}?version=9")).await.status(404);
        let standing = house.rows("SELECT state, done, total FROM campaign_standing WHERE review_id = $1 AND stage = 'report'", &[s.review.into()]).await;
        assert_eq!((standing[0].at::<String>(0).unwrap().as_str(), standing[0].at::<i64>(2).unwrap()), ("running", 5));
    }

    async fn nobody_writes_in_somebody_elses_name(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("{}/save", page(&s, 2));
        for other in [s.members[1], s.chair, s.secretary] {
            let browser = house.browser(other).await;
            browser.post(&path, &sent(&whole("0"))).await.status(403);
            browser.get(&format!("{}/write", page(&s, 2))).await.status(403);
            let refused = browser.api(&path, Some(serde_json::json!({ "base": 0, "sections": { "strengths": "x" } }))).await.status(422);
            assert!(refused.body.contains("report.written_by_another"));
        }
        for outside in [s.inspector, s.superior, s.organiser] {
            house.browser(outside).await.post(&path, &sent(&whole("0"))).await.status(403);
        }
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&path, &sent(&whole("0"))).await.status(404);
    }

    async fn the_collective_report_is_written_by_head_chair_or_secretary(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 0);
        house.browser(s.secretary).await.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let mut next = whole("1");
        next[0].1 = "Người đứng đầu bổ sung.".to_owned();
        house.browser(s.chair).await.post(&format!("{path}/save"), &sent(&next)).await.done();
        let lan = house.browser(s.members[0]).await;
        lan.post(&format!("{path}/save"), &sent(&next)).await.status(403);
        let refused = lan.api(&format!("{path}/save"), Some(serde_json::json!({ "base": 2, "sections": {} }))).await.status(422);
        assert!(refused.body.contains("report.collective_written_by_another"));
        let read = lan.get(&path).await.page();
        assert!(read.contains("Người đứng đầu bổ sung.") && !read.contains("class=\"btn go\""), "the reviewed read the collective's draft");
    }

    async fn what_two_write_at_once_is_shown_side_by_side_and_nothing_is_lost(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 0);
        let (bich, an) = (house.browser(s.secretary).await, house.browser(s.chair).await);
        bich.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let mut of_an = whole("1");
        of_an[0].1 = "Đã trả lời 31/41 đơn đúng hạn.".to_owned();
        an.post(&format!("{path}/save"), &sent(&of_an)).await.done();
        let mut of_bich = whole("1");
        of_bich[4].1 = "Giao ba người trực.".to_owned();
        let stale = bich.post(&format!("{path}/save"), &sent(&of_bich)).await.status(409);
        assert!(stale.body.contains("Giao ba người trực.</textarea>"), "what was typed is still there");
        assert!(stale.body.contains("<ins>31/41</ins>") && stale.body.contains("<del>29/41</del>"), "beside what the other saved");
        assert!(stale.body.contains("name=\"base\" value=\"2\""), "and it can be sent again");
    }

    async fn a_heading_that_the_form_does_not_have_is_marked(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let body = serde_json::json!({ "base": 0, "sections": { "strengths": "Tốt", "hobbies": "Câu cá" } });
        let answer = lan.api(&format!("{}/save", page(&s, 2)), Some(body)).await.status(400);
        assert!(answer.body.contains("sections.hobbies") && answer.body.contains("Mẫu không có mục"));
        let long = "a".repeat(200_001);
        let too_long = lan.post(&format!("{}/save", page(&s, 2)), &[("base", "0"), ("sections.strengths", &long)]).await.malformed();
        assert!(too_long.contains("Dài 200001 ký tự") || too_long.contains("Dài 200.001 ký tự"));
    }

    async fn a_report_is_written_over_the_api_and_read_back(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let body = serde_json::json!({ "base": 0, "sections": { "strengths": "Đã trả lời 29/41 đơn." } });
        let done = lan.api(&format!("{}/save", page(&s, 2)), Some(body)).await.status(200);
        assert!(done.body.contains("\"outcome\":1"));
        let read: serde_json::Value = serde_json::from_str(&lan.api(&page(&s, 2), None).await.status(200).body).unwrap();
        assert_eq!(read["sections"][0]["text"], "Đã trả lời 29/41 đơn.");
        assert_eq!(read["version"]["number"], 1);
    }

    async fn text_is_kept_in_one_form_and_old_encodings_are_handed_back(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        // Decomposed letters and the older place of a tone mark: the same words.
        let typed = "Ho\u{0300}a giải 41 vụ, hoà giải xong 29 vu\u{0323}.";
        lan.post(&format!("{path}/save"), &[("base", "0"), ("sections.strengths", typed)]).await.done();
        assert!(lan.get(&path).await.page().contains("Hòa giải 41 vụ, hòa giải xong 29 vụ."));
        let old = "B¸o c¸o kiÓm ®iÓm tËp thÓ, cÊp ñy ®· thùc hiÖn nghÞ quyÕt vµ chØ thÞ cña ®¶ng bé.";
        let refused = lan.post(&format!("{path}/save"), &[("base", "1"), ("sections.strengths", old)]).await.malformed();
        assert!(refused.contains("bảng mã cũ") && refused.contains("name=\"sections.strengths\""));
    }

    async fn what_was_submitted_is_not_written_on(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        let lan = house.browser(s.members[0]).await;
        let mut more = whole("1");
        more[0].1 = "Thêm.".to_owned();
        let refused = lan.post(&format!("{}/save", page(&s, 2)), &sent(&more)).await.refused("report.not_being_written");
        assert!(refused.contains("Thêm.</textarea>") && refused.contains("G14"));
    }

    async fn a_subject_of_another_review_is_not_there(house: TestHouse) {
        let s = house.campaign().await;
        let stray = format!("/report/{}/subject/{}", s.review, base::dice::unnamed());
        let lan = house.browser(s.members[0]).await;
        for path in ["", "/write", "/check", "/compare"] {
            lan.get(&format!("{stray}{path}")).await.status(404);
        }
        lan.post(&format!("{stray}/save"), &sent(&whole("0"))).await.status(404);
        lan.post(&format!("{stray}/submit"), &[("number", "1")]).await.status(404);
        let path_wins = [("subject", s.subjects[3].to_string()), ("base", "0".to_owned()), ("sections.strengths", "x".to_owned())];
        let path_wins: Vec<_> = path_wins.iter().map(|(name, value)| (*name, value.as_str())).collect();
        lan.post(&format!("{}/save", page(&s, 2)), &path_wins).await.done();
        assert!(lan.get(&page(&s, 2)).await.page().contains("phiên bản 1"), "the path says whose report it is");
    }
}
