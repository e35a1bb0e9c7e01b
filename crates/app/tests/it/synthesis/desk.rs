//! The desk: opinions are placed, each somewhere, by buttons that the keys only press.

use domain::opinion::OpinionKind::Shortcoming;
use testkit::{Campaigned, Seed, Synthesised, both};

use super::{begun, lies, trace};

both! {
    async fn an_opinion_is_placed_in_a_point_and_the_next_comes_to_hand(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}", s.review);
        let page = coder.get(&path).await.page();
        assert!(page.contains("Ý kiến 1</h2>") && page.contains("<mark>Ba đơn của tổ dân phố") && page.contains("0 trên 3"));
        assert!(page.contains("data-key=\"k\"") && page.contains("data-key=\"n\"") && page.contains("Ngô Thị Hạnh"));
        let (opinion, subject) = (o[0].to_string(), s.subjects[0].to_string());
        let fields = [("opinion", opinion.as_str()), ("title", "Chậm trả lời đơn"), ("kind", "shortcoming"), ("subject", subject.as_str()), ("content", "degradation"), ("focus", "land")];
        let next = coder.post(&format!("{path}/add-point"), &fields).await.done();
        assert!(next.starts_with(&format!("{path}?opinion=2")), "{next}");
        let page = coder.get(&next).await.page();
        assert!(page.contains("Ý kiến 2</h2>") && page.contains("data-key=\"1\"") && page.contains("Ghép vào điểm 1") && page.contains("→ điểm 1"));
        let point = lies(&house, o[0]).await.1.unwrap();
        let place = [("opinion", o[1].to_string()), ("point", point.to_string())];
        let place: Vec<(&str, &str)> = place.iter().map(|(n, v)| (*n, v.as_str())).collect();
        coder.post(&format!("{path}/place"), &place).await.done();
        coder.post(&format!("{path}/place"), &place).await.refused("synthesis.placed_already");
        assert_eq!(trace(&house, o[1], "trace-synthesis-in-point").await.as_deref(), Some("1. Chậm trả lời đơn"));
        let page = coder.get(&path).await.page();
        assert!(page.contains("2 ý kiến") && page.contains("bar v66") && !page.contains("Ghép vào điểm 1"), "praise is offered no point of blame");
    }

    async fn what_was_meant_as_praise_is_never_counted_as_blame_nor_against_another(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await.to_string();
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}", s.review);
        let strength = o[2].to_string();
        let place = [("opinion", strength.as_str()), ("point", point.as_str())];
        coder.post(&format!("{path}/place"), &place).await.refused("synthesis.point_of_another_subject");
        let subject = s.subjects[0].to_string();
        let classify = [("opinion", strength.as_str()), ("version", "1"), ("subject", subject.as_str()), ("content", "degradation"), ("kind", "strength")];
        coder.post(&format!("{path}/classify"), &classify).await.done();
        coder.post(&format!("{path}/classify"), &classify).await.status(409);
        let page = coder.post(&format!("{path}/place"), &place).await.refused("synthesis.strength_among_shortcomings");
        assert!(page.contains("Ý kiến là ưu điểm, điểm là hạn chế"));
    }

    async fn what_is_outside_the_contents_is_forwarded_with_a_trace_and_not_lost(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await.to_string();
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}", s.review);
        let opinion = o[1].to_string();
        let subject = s.subjects[0].to_string();
        let classify = [("opinion", opinion.as_str()), ("version", "1"), ("subject", subject.as_str()), ("content", "outside"), ("kind", "proposal")];
        coder.post(&format!("{path}/classify"), &classify).await.done();
        let page = coder.get(&format!("{path}?opinion=2")).await.page();
        assert!(page.contains("Ý kiến nằm ngoài nội dung kiểm điểm") && !page.contains("Ghép vào điểm 1"));
        coder.post(&format!("{path}/place"), &[("opinion", &opinion), ("point", &point)]).await.refused("synthesis.opinion_outside_scope");
        let mut dispose = vec![("opinion", opinion.as_str()), ("disposition", "forwarded")];
        coder.post(&format!("{path}/dispose"), &dispose).await.refused("synthesis.forwarded_to_nobody");
        dispose[1].1 = "out_of_scope";
        let page = coder.post(&format!("{path}/dispose"), &dispose).await.refused("synthesis.disposition_without_reason");
        assert!(page.contains("value=\"out_of_scope\" checked"), "what was chosen stays chosen");
        dispose[1].1 = "in_point";
        coder.post(&format!("{path}/dispose"), &dispose).await.malformed();
        dispose[1].1 = "forwarded";
        dispose.push(("forwarded_to", "Ban Nội chính Tỉnh ủy"));
        coder.post(&format!("{path}/dispose"), &dispose).await.done();
        assert_eq!(trace(&house, o[1], "trace-synthesis-forwarded").await.as_deref(), Some("Ban Nội chính Tỉnh ủy"));
        let aside = coder.get(&format!("{path}/aside")).await.page();
        assert!(aside.contains("chuyển nơi có thẩm quyền: Ban Nội chính Tỉnh ủy"));
        let inside = [("opinion", &*o[2].to_string()), ("disposition", "out_of_scope"), ("reason", "không thích")].map(|(n, v)| (n, v.to_owned()));
        let inside: Vec<(&str, &str)> = inside.iter().map(|(n, v)| (*n, v.as_str())).collect();
        coder.post(&format!("{path}/dispose"), &inside).await.refused("synthesis.opinion_inside_scope");
    }

    async fn a_contributor_who_is_asked_back_hears_of_it(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}", s.review);
        let page = coder.get(&format!("{path}?opinion=1&act=return")).await.page();
        assert!(page.contains("value=\"unclear_returned\" checked"));
        let opinion = o[0].to_string();
        let ask = [("opinion", opinion.as_str()), ("disposition", "unclear_returned"), ("reason", "Ba đơn gửi nơi nào?")];
        coder.post(&format!("{path}/dispose"), &ask).await.done();
        let hanh = house.rows("SELECT contributor_id FROM opinion_letter WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        let browser = house.browser(hanh).await;
        assert!(browser.get("/").await.page().contains("chưa rõ một điều trong góp ý"));
        let write = browser.get(&format!("/opinion/{}/write", s.review)).await.page();
        assert!(write.contains("hỏi lại: Ba đơn gửi nơi nào?"));
    }

    async fn several_that_say_the_same_go_together_or_none_does(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let more = house.opinions(&s, "Lê Thị Lan", &[(0, Shortcoming, "Đơn hỏi 4 tháng không ai đáp."), (0, Shortcoming, "Kiến nghị bị để đó.")]).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await.to_string();
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}/place-together", s.review);
        let (first, second, praise) = (more[0].to_string(), more[1].to_string(), o[2].to_string());
        let mixed = [("opinions", first.as_str()), ("opinions", praise.as_str()), ("point", point.as_str())];
        coder.post(&path, &mixed).await.refused("synthesis.point_of_another_subject");
        let same = [("opinions", first.as_str()), ("opinions", second.as_str()), ("point", point.as_str())];
        coder.post(&path, &same).await.done();
        assert!(coder.get(&format!("/synthesis/{}", s.review)).await.page().contains("3 trên 5"));
    }

    async fn the_desk_shows_a_thousand_opinions_page_by_page(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let sql = "INSERT INTO opinion_opinion (id, campaign_id, review_id, letter_id, paragraph_id, statement, number, quote, subject_id, content, kind, round, taken_by, taken_at, version) \
                   SELECT CAST(n.n AS TEXT), campaign_id, review_id, letter_id, paragraph_id, statement, n.n, quote, subject_id, content, kind, round, taken_by, taken_at, version \
                   FROM opinion_opinion, (WITH RECURSIVE n (n) AS (SELECT 100 UNION ALL SELECT n + 1 FROM n WHERE n < 1099) SELECT n FROM n) n WHERE id = 'OPINION'";
        // The keys of these are made up, so the rows are read by their figures only.
        let sql = sql.replace("CAST(n.n AS TEXT)", "'00000000-0000-4000-8000-00000000' || CAST(n.n + 1000 AS TEXT)").replace("OPINION", &o[0].to_string());
        assert_eq!(house.tamper(&sql).await.unwrap(), 1000);
        let coder = house.browser(s.coder).await;
        let page = coder.get(&format!("/synthesis/{}?opinion=600", s.review)).await.page();
        assert!(page.contains("0 trên 1003") && page.contains("Ý kiến 600</h2>"));
        assert!(page.contains("<a href=\"?opinion=624\">624</a>") && !page.contains("<a href=\"?opinion=625\">"), "the queue begins at hand");
        assert!(page.contains("?queue=625#queue") && page.contains("?queue=1#queue"));
        let end = coder.get(&format!("/synthesis/{}?queue=1090", s.review)).await.page();
        assert!(end.contains("<a href=\"?opinion=1099\">1099</a>") && !end.contains("?queue=11"), "the last has no next");
        assert!(page.len() < 200_000, "{}", page.len());
    }

    async fn figures_are_for_the_staff_words_for_those_who_read_them(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        let path = format!("/synthesis/{}", s.review);
        for reader in [s.organiser, s.superior] {
            let browser = house.browser(reader).await;
            for page in [browser.get(&path).await.page(), browser.get(&format!("{path}/point/{point}")).await.page(), browser.api(&path, None).await.page()] {
                assert!(page.contains("Chậm trả lời đơn") && !page.contains("Ba đơn của tổ dân phố") && !page.contains("Ngô Thị Hạnh"));
            }
            browser.get(&format!("{path}/opinion/{}", o[0])).await.status(403);
        }
        let verifier = house.browser(s.verifier).await.get(&path).await.page();
        assert!(verifier.contains("Nên trả lời đơn trong 15 ngày") && !verifier.contains("form-synthesis") && !verifier.contains("action=\"/synthesis"));
        house.browser(s.members[0]).await.get(&path).await.status(403);
        house.browser(house.person("Người ngoài").await).await.get(&path).await.status(404);
        let place = [("opinion", o[1].to_string()), ("point", point.to_string())];
        let place: Vec<(&str, &str)> = place.iter().map(|(n, v)| (*n, v.as_str())).collect();
        house.browser(s.chair).await.post(&format!("{path}/place"), &place).await.status(403);
    }

    async fn points_are_found_without_their_marks(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.point(&s, "Hạn trả lời theo quy chế", o[1]).await;
        let coder = house.browser(s.coder).await;
        let page = coder.get(&format!("/synthesis/{}?find=cham%20tra", s.review)).await.page();
        assert!(page.contains("Chậm trả lời đơn</a>") && !page.contains("Hạn trả lời theo quy chế</a>"));
        assert!(coder.get(&format!("/synthesis/{}?find=khongco", s.review)).await.page().contains("Không có điểm nào có chữ"));
        assert!(coder.get(&format!("/en/synthesis/{}", s.review)).await.page().contains("The desk"));
    }
}
