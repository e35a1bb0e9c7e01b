//! Carrying over: what nobody accepted goes into the next campaign of the same body, counted.

use app::remedy::store;
use testkit::{Campaigned, Concluded, both};

use super::{committed, of, reported};

both! {
    async fn what_is_left_becomes_a_carried_item_of_the_next_campaign(house: TestHouse) {
        let s = house.campaign().await;
        let first = committed(&house, &s, s.members[0]).await;
        let lan = house.browser(s.members[0]).await;
        lan.post(&format!("/remedy/{}/pledge", s.review), &[("matter", "Đi cơ sở"), ("measure", "48 ngày"), ("deadline", "31/12/2027")]).await.done();
        house.decided(&s, s.subjects[3], "Đổi lịch họp trong 24 giờ", s.members[1]).await;
        let done = {
            let sql = "SELECT id FROM remedy_commitment WHERE number = $1";
            house.rows(sql, &[2.into()]).await[0].at::<String>(0).unwrap()
        };
        reported(&lan, &done).await;
        house.browser(s.chair).await.post(&of(&s, &done, "/accept"), &[]).await.done();
        let next = house.next_campaign(&s).await;
        let giang = house.browser(s.organiser).await;
        let carry = format!("/remedy/{}/carry-over", s.review);
        let into = next.campaign.to_string();
        giang.post(&carry, &[("campaign", &s.campaign.to_string())]).await.status(404);
        lan.post(&carry, &[("campaign", &into)]).await.status(403);
        giang.post(&carry, &[("campaign", &into)]).await.done();
        giang.post(&carry, &[("campaign", &into)]).await.refused("remedy.nothing_to_carry");
        let page = giang.get(&format!("/campaign/review/{}/carried", next.review)).await.page();
        assert!(page.contains("KP 2026-01") && page.contains("HC 2026-02"), "{page}");
        assert!(!page.contains("Đi cơ sở"), "what was accepted is not carried over");
        let old = giang.get(&of(&s, &first, "")).await.page();
        assert!(old.contains("chuyển kỳ sau") && old.contains("Chuyển sang kỳ sau"));
        let sql = "SELECT COUNT(*) FROM campaign_carried_item WHERE review_id = $1 AND person_id IS NULL AND times = 1";
        assert_eq!(house.rows(sql, &[next.review.into()]).await[0].at::<i64>(0).unwrap(), 1, "the collective's stays the collective's");
        let mut link = house.house.database.read().await.unwrap();
        let all = store::commitments_of_campaign(&mut link, s.campaign).await.unwrap();
        assert_eq!((all.len(), all[0].doer.as_str()), (2, "Đỗ Thị Lan"));
    }

    async fn nothing_is_carried_backwards(house: TestHouse) {
        let s = house.campaign().await;
        let next = house.next_campaign(&s).await;
        house.decided(&next, next.subjects[0], "Chậm trả lời đơn của dân", s.chair).await;
        let giang = house.browser(s.organiser).await;
        let carry = format!("/remedy/{}/carry-over", next.review);
        giang.post(&carry, &[("campaign", &s.campaign.to_string())]).await.refused("remedy.carried_backwards");
    }

    async fn what_is_repeated_is_counted_on(house: TestHouse) {
        let s = house.campaign().await;
        committed(&house, &s, s.members[0]).await;
        let next = house.next_campaign(&s).await;
        let giang = house.browser(s.organiser).await;
        giang.post(&format!("/remedy/{}/carry-over", s.review), &[("campaign", &next.campaign.to_string())]).await.done();
        let item: String = house.rows("SELECT id FROM campaign_carried_item WHERE review_id = $1", &[next.review.into()]).await[0].at(0).unwrap();
        let bich = house.browser(s.secretary).await;
        let at = |act: &str| format!("/conclusion/{}/subject/{}{act}", next.review, next.subjects[0]);
        bich.post(&at("/draft"), &[]).await.done();
        let fields = [("title", "Chậm trả lời đơn"), ("content", "degradation"), ("matter", "5 đơn")];
        let shortcoming = bich.post(&at("/add-shortcoming"), &fields).await.key();
        let path = format!("/conclusion/{}/shortcoming/{shortcoming}", next.review);
        let fields = [("seen", "1"), ("title", "Chậm trả lời đơn"), ("content", "degradation"), ("matter", "5 đơn"), ("carried", &item)];
        bich.post(&format!("{path}/write"), &fields).await.done();
        assert!(bich.get(&path).await.page().contains("lần thứ 2"));
    }
}
