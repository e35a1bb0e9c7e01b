//! The campaign stage.

mod board;
mod grounds;

use domain::common::Role;
use domain::organisation::BodyRank;
use testkit::{Campaigned, Seed, both};

both! {
    async fn an_opened_campaign_has_its_subjects_in_the_order_of_the_review(house: TestHouse) {
        let s = house.campaign().await;
        assert_eq!(s.subjects.len(), 5);
        let page = house.browser(s.organiser).await.get(&format!("/campaign/review/{}", s.review)).await.page();
        let places: Vec<_> = ["Ban Thường vụ Tỉnh ủy</th>", "Nguyễn Văn An", "Đỗ Thị Lan", "Trịnh Đình Khoa"]
            .iter()
            .map(|name| page.find(name).unwrap())
            .collect();
        assert!(places.is_sorted(), "collective, head, deputy, member");
        let board = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert_eq!(board.matches("class=\"h-ahead\"").count(), 12);
        let list = house.browser(s.organiser).await.get(&format!("/campaign/of/{}", s.unit)).await.page();
        assert!(list.contains("Đợt kiểm điểm năm 2026"));
        assert!(house.browser(s.members[0]).await.get("/").await.page().contains("người được kiểm điểm"));
    }

    async fn a_body_that_nobody_leads_does_not_review_itself(house: TestHouse) {
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let body = house.body(unit, "B", "Ban").await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, unit).await;
        let body_key = body.to_string();
        let mut fields = vec![("title", "Đợt"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2026"), ("period_to", "31/12/2026"), ("opens", "2/11/2026"), ("closes", "31/12/2026")];
        let browser = house.browser(giang).await;
        let path = format!("/campaign/of/{unit}/open");
        browser.post(&path, &fields).await.refused("campaign.no_body");
        fields.push(("bodies", &body_key));
        browser.post(&path, &fields).await.refused("campaign.body_without_one_head");
        house.seat(body, giang, BodyRank::Head, 1).await;
        fields[3].1 = "31/12/2025";
        browser.post(&path, &fields).await.refused("campaign.days_out_of_order");
        fields[3].1 = "31/12/2026";
        browser.post(&path, &fields).await.done();
    }

    async fn a_head_of_two_bodies_is_refused_where_the_pack_lets_nobody_lead_two(house: TestHouse) {
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let (one, two) = (house.body(unit, "B1", "Ban Thường vụ").await, house.body(unit, "B2", "Đảng ủy Khối").await);
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, unit).await;
        house.seat(one, giang, BodyRank::Head, 1).await;
        house.seat(two, giang, BodyRank::Head, 1).await;
        let body = one.to_string();
        let mut fields = vec![("title", "Đợt"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2026"), ("period_to", "31/12/2026"), ("opens", "2/11/2026"), ("closes", "31/12/2026"), ("bodies", &body)];
        let browser = house.browser(giang).await;
        let path = format!("/campaign/of/{unit}/open");
        let page = browser.post(&path, &fields).await.refused("campaign.head_of_two_bodies");
        assert!(page.contains("Hoàng Văn Giang đang đứng đầu Ban Thường vụ và Đảng ủy Khối"), "{page}");
        fields[1].1 = "leadership-review";
        browser.post(&path, &fields).await.done();
    }

    async fn what_the_period_before_left_open_is_noted_for_its_subject(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[0].to_string();
        let fields = [("subject", subject.as_str()), ("code", "KP 2025-03"), ("kind", "shortcoming"), ("matter", "Chậm trả lời 12 đơn của dân"), ("deadline", "30/6/2026"), ("times", "2")];
        let path = format!("/campaign/review/{}/carried/add", s.review);
        house.browser(s.secretary).await.post(&path, &fields).await.done();
        let page = house.browser(s.members[0]).await.get(&format!("/campaign/review/{}/carried", s.review)).await.page();
        assert!(page.contains("KP 2025-03") && page.contains("lần thứ 2"));
        house.browser(s.members[0]).await.post(&path, &fields).await.status(403);
    }

    async fn a_campaign_stays_open_while_a_review_is_not_concluded(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("/campaign/{}/close", s.campaign);
        house.browser(s.organiser).await.post(&path, &[]).await.refused("campaign.reviews_not_concluded");
    }
}
