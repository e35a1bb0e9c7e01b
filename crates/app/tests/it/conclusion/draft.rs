//! Drafts: opened once, written by the secretary, read by whom they concern only after the decision.

use testkit::{Campaigned, Seed, both};

use super::{at, begun, everything, of};

both! {
    async fn a_draft_is_opened_once_and_holds_strengths_and_shortcomings(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[2];
        let bich = house.browser(s.secretary).await;
        let page = bich.get(&at(&s, subject, "")).await.page();
        assert!(page.contains("Chưa có dự thảo kết luận") && page.contains("Mở dự thảo kết luận"));
        begun(&bich, &s, subject, None).await;
        bich.post(&at(&s, subject, "/draft"), &[]).await.refused("conclusion.drafted_already");
        let fields = [("text", "Có mặt ở 11 trên 11 xã trong mùa hạn"), ("content", "degradation"), ("publishable", "yes")];
        let strength = bich.post(&at(&s, subject, "/add-strength"), &fields).await.key();
        let page = bich.get(&at(&s, subject, "")).await.page();
        assert!(page.contains("11 trên 11 xã") && page.contains("được đưa tin") && page.contains("Chậm trả lời đơn của dân"));
        assert!(page.contains("data-code=\"conclusion.shortcoming_not_concrete\""), "it says what is missing");
        let board = bich.get(&format!("/conclusion/{}", s.review)).await.page();
        assert!(board.contains("đang viết") && board.contains("Đã quyết định 0 trên 5"));
        bich.post(&at(&s, subject, "/take-out"), &[("part", "strength"), ("id", &strength)]).await.done();
        assert!(!bich.get(&at(&s, subject, "")).await.page().contains("11 trên 11 xã"));
        bich.post(&at(&s, subject, "/add-strength"), &[("text", "x"), ("content", "no_such")]).await.malformed();
    }

    async fn a_shortcoming_is_written_with_every_field_and_never_over_another_writer(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let carried = bich.post(&format!("/campaign/review/{}/carried/add", s.review), &[("subject", &s.subjects[2].to_string()), ("code", "KP 2025-03"), ("kind", "shortcoming"), ("matter", "12 đơn quá hạn"), ("times", "2")]).await.key();
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let lan = s.members[0].to_string();
        let fields = everything(&lan, "1", &carried, "");
        bich.post(&of(&s, &shortcoming, "/write"), &fields).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        assert!(page.contains("lần thứ 3") && page.contains("KP 2025-03") && page.contains("12/12 mục đã ghi"), "{page}");
        assert!(page.contains("data-code=\"conclusion.no_ground\""));
        let stale = bich.post(&of(&s, &shortcoming, "/write"), &fields).await.status(409);
        assert!(stale.body.contains("Quy chế tiếp công dân"), "what was typed is not lost");
        bich.post(&at(&s, s.subjects[2], "/take-out"), &[("part", "shortcoming"), ("id", &shortcoming)]).await.done();
        bich.get(&of(&s, &shortcoming, "")).await.status(404);
    }

    async fn a_draft_is_read_by_the_secretariat_and_a_collectives_by_its_members(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let own = begun(&bich, &s, s.subjects[2], None).await;
        let of_all = begun(&bich, &s, s.subjects[0], None).await;
        let lan = house.browser(s.members[0]).await;
        lan.get(&at(&s, s.subjects[2], "")).await.status(404);
        lan.get(&of(&s, &own, "")).await.status(404);
        assert!(lan.get(&of(&s, &of_all, "")).await.page().contains("Chậm trả lời đơn"));
        assert!(lan.get(&format!("/conclusion/{}", s.review)).await.page().contains("Đỗ Thị Lan"));
        lan.post(&at(&s, s.subjects[0], "/add-strength"), &[("text", "x"), ("content", "degradation")]).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.get(&format!("/conclusion/{}", s.review)).await.status(404);
        house.stranger().get(&format!("/conclusion/{}", s.review)).await.status(303);
        let json = bich.api(&at(&s, s.subjects[2], ""), None).await.page();
        assert!(json.contains("\"shortcomings\""));
    }

    async fn a_subject_or_shortcoming_of_another_review_is_not_there(house: TestHouse) {
        let s = house.campaign().await;
        let other = house.next_campaign(&s).await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        bich.post(&at(&other, s.subjects[2], "/draft"), &[]).await.status(404);
        bich.get(&of(&other, &shortcoming, "")).await.status(404);
        bich.post(&of(&other, &shortcoming, "/add-ground"), &[("kind", "competent_conclusion"), ("document", "KL"), ("clause", "1")]).await.status(404);
    }
}

both! {
    async fn vague_wording_is_questioned_and_stops_nothing(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let lan = s.members[0].to_string();
        let mut fields = everything(&lan, "1", "", "");
        fields[2].1 = "Việc trả lời đơn đôi lúc chưa kịp thời, một số đơn chưa được quan tâm đúng mức.";
        bich.post(&of(&s, &shortcoming, "/write"), &fields).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        assert!(page.contains("“đôi lúc”") && page.contains("class=\"lint\""), "{page}");
        let ask = [("field", "matter"), ("text", "Đôi lúc chậm.")];
        let asked = bich.post(&of(&s, &shortcoming, "/ask"), &ask).await.status(200);
        assert!(asked.body.contains("\"words\":\"Đôi lúc\""), "while it is typed: {}", asked.body);
        house.browser(s.members[0]).await.post(&of(&s, &shortcoming, "/ask"), &ask).await.status(403);
        assert!(page.contains("12/12 mục đã ghi"));
    }

    async fn every_page_speaks_both_languages(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let shortcoming = begun(&bich, &s, s.subjects[0], None).await;
        let key = s.members[0].to_string();
        bich.post(&of(&s, &shortcoming, "/name-responsible"), &[("person", &key), ("kind", "main")]).await.done();
        bich.post(&of(&s, &shortcoming, "/add-ground"), &[("kind", "competent_conclusion"), ("document", "Kết luận 12"), ("clause", "mục 2")]).await.done();
        let review = format!("/conclusion/{}", s.review);
        let pages = [review.clone(), at(&s, s.subjects[0], ""), at(&s, s.subjects[1], ""), of(&s, &shortcoming, ""), format!("{review}/supplement"), format!("{review}/posted")];
        for person in [s.secretary, s.chair, s.members[0]] {
            let browser = house.browser(person).await;
            for page in &pages {
                for language in ["", "/en"] {
                    let answer = browser.get(&format!("{language}{page}")).await;
                    assert!(!answer.body.contains('⟦'), "{language}{page} lacks {:?}", answer.body.split('⟦').nth(1).map(|rest| &rest[..40]));
                }
            }
        }
    }
}
