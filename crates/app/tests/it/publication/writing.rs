//! Writing: each sentence with a source that is sealed and may be published.

use domain::publication::SourceKind;
use testkit::{Campaigned, Seed, both};

use super::{decide, draft_of, press, version_of};

both! {
    async fn an_article_begins_with_its_lead_and_an_address_without_marks(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá công khai mười một việc phải sửa").await;
        let shown = house.browser(p.stage.secretary).await.get(&page).await.page();
        assert!(shown.contains("Câu dẫn") && shown.contains("hạn chế số 1") && !shown.contains('⟦'));
        assert!(shown.contains("Kết luận kiểm điểm tập thể Ban Thường vụ Tỉnh ủy, ban hành ngày"));
        p.begun(&house, "Bến Đá công khai mười một việc phải sửa").await;
        p.begun(&house, "Feed").await;
        let rows = house.rows("SELECT slug FROM publication_article WHERE 1 = $1", &[1.into()]).await;
        let mut slugs: Vec<String> = rows.iter().map(|row| row.at(0).unwrap()).collect();
        slugs.sort();
        let first = "ben-da-cong-khai-muoi-mot-viec-phai-sua";
        assert_eq!(slugs, [first.to_owned(), format!("{first}-2"), "feed-2".to_owned()]);
    }

    async fn a_sentence_without_a_source_is_not_taken_and_what_was_typed_comes_back(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let text = [("text", "Mọi việc đều tốt đẹp.")];
        let back = secretary.post(&format!("{page}/add-sentence"), &text).await.refused("publication.sentence_without_source");
        assert!(back.contains("Mọi việc đều tốt đẹp.") && back.contains("câu 2"));
        let unknown = [("text", "Câu"), ("source", &format!("strength:{}", base::dice::unnamed()) as &str)];
        secretary.post(&format!("{page}/add-sentence"), &unknown).await.refused("publication.sentence_without_source");
        let wrong = [("text", "Câu"), ("source", "opinion:x")];
        assert!(secretary.post(&format!("{page}/add-sentence"), &wrong).await.malformed().contains("không còn trong danh sách"));
        let make = [("title", "Bài"), ("section", "results"), ("lead", "Câu dẫn"), ("byline", "An")];
        secretary.post(&format!("{}/make", p.root()), &make).await.refused("publication.sentence_without_source");
    }

    async fn only_what_was_decided_and_marked_publishable_carries_a_sentence(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let (strength, _) = draft_of(&house, &p, true).await;
        let fields = [("text", "Câu"), ("source", strength.as_str())];
        secretary.post(&format!("{page}/add-sentence"), &fields).await.refused("publication.source_not_sealed");
        let (internal, conclusion) = draft_of(&house, &p, false).await;
        decide(&house, conclusion, p.stage.superior).await;
        let fields = [("text", "Câu"), ("source", internal.as_str())];
        secretary.post(&format!("{page}/add-sentence"), &fields).await.refused("publication.source_not_publishable");
        let shown = secretary.get(&page).await.page();
        assert!(!shown.contains(&strength) && !shown.contains(&internal), "neither is offered");
        assert!(shown.contains(&p.source));
    }

    async fn a_figure_of_a_reported_summary_carries_a_sentence_when_it_may_be_published(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let organiser = house.browser(p.stage.organiser).await;
        let issue = format!("/rollup/of/{}/{}/issue", p.stage.unit, p.stage.campaign);
        organiser.post(&issue, &[("is_publishable", "yes")]).await.done();
        let rows = house.rows("SELECT id FROM rollup_summary WHERE 1 = $1", &[1.into()]).await;
        let source = format!("{}:{}:figure_shortcomings", SourceKind::Figure, rows[0].at::<String>(0).unwrap());
        let fields = [("text", "Đợt này có 1 hạn chế được kết luận."), ("source", source.as_str()), ("begins", "yes")];
        let secretary = house.browser(p.stage.secretary).await;
        assert!(secretary.get(&page).await.page().contains(&source));
        secretary.post(&format!("{page}/add-sentence"), &fields).await.done();
        let shown = secretary.get(&page).await.page();
        assert!(shown.contains("Bảng tổng hợp của Tỉnh Sông Lam, số liệu ngày 02/11/2026: Hạn chế 1"), "{shown}");
        p.published(&house, &page).await;
        assert!(house.stranger().get("/news/ben-da").await.page().contains("số liệu ngày 02/11/2026: Hạn chế 1"));
    }

    async fn sentences_keep_the_order_that_they_were_given(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let last = p.told(&house, &page, "Câu cuối.", &[]).await;
        let mut next = last.clone();
        for number in (1..=14).rev() {
            next = p.told(&house, &page, &format!("Câu số {number}."), &[("before", &next)]).await;
        }
        let shown = house.browser(p.stage.secretary).await.get(&format!("{page}/preview")).await.page();
        let places: Vec<_> = (1..=14).map(|n| shown.find(&format!("Câu số {n}.")).unwrap()).collect();
        assert!(places.is_sorted() && *places.last().unwrap() < shown.find("Câu cuối.").unwrap());
        let secretary = house.browser(p.stage.secretary).await;
        let fields = [("version", "1"), ("text", "Câu cuối lên đầu."), ("source", p.source.as_str()), ("before", next.as_str())];
        let edit = format!("{page}/sentence/{last}/edit");
        secretary.post(&edit, &[("version", "7"), ("text", "Câu"), ("source", p.source.as_str())]).await.status(409);
        let version = house.rows("SELECT version FROM publication_sentence WHERE id = $1", &[last.as_str().into()]).await[0].at::<i64>(0).unwrap().to_string();
        let fields: Vec<_> = fields.iter().map(|(n, v)| if *n == "version" { (*n, version.as_str()) } else { (*n, *v) }).collect();
        secretary.post(&edit, &fields).await.done();
        let shown = secretary.get(&format!("{page}/preview")).await.page();
        assert!(shown.find("Câu cuối lên đầu.").unwrap() < shown.find("Câu số 1.").unwrap());
    }

    async fn a_sentence_is_struck_and_the_lead_is_not(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let sentence = p.told(&house, &page, "Câu sẽ bỏ.", &[]).await;
        let secretary = house.browser(p.stage.secretary).await;
        secretary.get(&format!("{page}/sentence/{sentence}")).await.page();
        secretary.post(&format!("{page}/sentence/{sentence}/strike"), &[]).await.done();
        assert!(!secretary.get(&page).await.page().contains("Câu sẽ bỏ."));
        secretary.get(&format!("{page}/sentence/{sentence}")).await.status(404);
        let sql = "SELECT id FROM publication_sentence WHERE place = $1";
        let lead: String = house.rows(sql, &[0.into()]).await[0].at(0).unwrap();
        secretary.post(&format!("{page}/sentence/{lead}/strike"), &[]).await.refused("publication.lead_stays");
    }

    async fn two_who_change_an_article_at_once_do_not_lose_each_other(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let version = version_of(&house, &page).await;
        let fields = |title: &'static str| {
            vec![("version", version.as_str()), ("title", title), ("section", "remedies"), ("byline", "An")]
        };
        secretary.post(&format!("{page}/edit"), &fields("Bến Đá sửa")).await.done();
        let late = house.browser(p.stage.organiser).await.post(&format!("{page}/edit"), &fields("Bến Đá muộn")).await.status(409);
        assert!(late.body.contains("Bến Đá muộn"), "what was typed comes back");
        let shown = secretary.get(&page).await.page();
        assert!(shown.contains("Bến Đá sửa") && shown.contains("Khắc phục"));
    }

    async fn an_empty_desk_says_what_is_missing(house: TestHouse) {
        let s = house.campaign().await;
        let page = house.browser(s.secretary).await.get(&format!("/publication/{}", s.campaign)).await.page();
        assert!(page.contains("Chưa có bài nào") && page.contains("Chưa thể viết bài vì chưa có nguồn"));
        let english = house.browser(s.secretary).await.get(&format!("/en/publication/{}", s.campaign)).await.page();
        assert!(english.contains("No article yet") && !english.contains('⟦'));
        let news = house.stranger().get("/news").await.page();
        assert!(news.contains("Chưa có bài nào") && !news.contains('⟦'));
    }

    async fn who_has_no_part_in_it_neither_sees_nor_writes(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        for (person, status) in [(p.stage.coder, 403), (p.stage.members[0], 404)] {
            house.browser(person).await.get(&page).await.status(status);
        }
        house.browser(p.stage.inspector).await.get(&page).await.status(200);
        let make = [("title", "Bài"), ("section", "results"), ("lead", "Câu"), ("source", p.source.as_str()), ("byline", "An")];
        house.browser(p.chair).await.post(&format!("{}/make", p.root()), &make).await.status(403);
        house.browser(p.stage.inspector).await.post(&format!("{page}/submit"), &[]).await.status(403);
        house.stranger().get(&page).await.status(303);
        let elsewhere = house.unit("KH", "Tỉnh khác", None).await;
        let stranger = house.person("Người khác").await;
        house.role(stranger, domain::common::Role::Secretary, elsewhere).await;
        house.browser(stranger).await.get(&page).await.status(404);
        let article = page.rsplit('/').next().unwrap();
        let none = format!("/publication/{}/article/{article}", base::dice::unnamed());
        house.browser(p.stage.secretary).await.get(&none).await.status(404);
    }

    async fn a_program_writes_the_same_way(house: TestHouse) {
        let p = press(&house).await;
        let secretary = house.browser(p.stage.secretary).await;
        let make = serde_json::json!({ "title": "Bến Đá", "section": "results", "lead": "Câu dẫn.", "source": p.source, "byline": "An" });
        let made = secretary.api(&format!("{}/make", p.root()), Some(make)).await.status(200);
        let id = serde_json::from_str::<serde_json::Value>(&made.body).unwrap()["outcome"].as_str().unwrap().to_owned();
        let root = format!("{}/article/{id}", p.root());
        let none = serde_json::json!({ "text": "Câu" });
        let refused = secretary.api(&format!("{root}/add-sentence"), Some(none)).await.status(422);
        assert!(refused.body.contains("publication.sentence_without_source"));
        let sentence = serde_json::json!({ "text": "Câu", "source": p.source, "begins": true });
        secretary.api(&format!("{root}/add-sentence"), Some(sentence)).await.status(200);
        assert!(secretary.api(&root, None).await.status(200).body.contains("\"number\":2"));
    }
}
