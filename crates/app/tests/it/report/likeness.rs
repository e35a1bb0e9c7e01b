//! A report beside the one of the period before and beside those of colleagues.

use testkit::{Campaigned, both};

use super::{page, sent, submitted, whole};

const LONG: &str = "Trong kỳ, bộ phận tiếp công dân đã nhận 41 đơn, trả lời đúng hạn 29 đơn, chậm 12 đơn ở hai \
    phường Đông Hà và Tây Hà; nguyên nhân là cán bộ phụ trách đi học sáu tuần mà không giao người thay.";

fn with(text: &str) -> Vec<(&'static str, String)> {
    let mut fields = whole("0");
    fields[1].1 = text.to_owned();
    fields
}

both! {
    async fn passages_of_a_colleague_are_shown_to_whoever_may_read_both(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, khoa) = (house.browser(s.members[0]).await, house.browser(s.members[1]).await);
        khoa.post(&format!("{}/save", page(&s, 3)), &sent(&with(LONG))).await.done();
        khoa.post(&format!("{}/submit", page(&s, 3)), &[("number", "1")]).await.done();
        let own = "Riêng tôi đã không kiểm tra sổ tiếp công dân trong cả quý III, để sót bốn lượt hẹn gặp.";
        lan.post(&format!("{}/save", page(&s, 2)), &sent(&with(&format!("{own} {LONG}")))).await.done();
        let path = format!("{}/likeness", page(&s, 2));
        let seen = lan.get(&path).await.page();
        assert!(seen.contains("Phạm Minh Khoa") || seen.matches("?with=").count() + seen.matches("aria-current=\"true\"").count() >= 1, "{seen}");
        assert!(seen.contains("id=\"here-1\"") && seen.contains("id=\"there-1\"") && seen.contains("href=\"#there-1\""));
        let api = lan.api(&path, None).await.status(200);
        let api: serde_json::Value = serde_json::from_str(&api.body).unwrap();
        assert!(40 <= api["others"][0]["percent"].as_i64().unwrap());
        let pieces = api["shown"]["here"][1]["pieces"].as_array().unwrap();
        assert!(pieces[0]["passage"] == 0 && pieces[0]["text"].as_str().unwrap().contains("sổ tiếp công dân"));
        assert!(pieces.iter().any(|piece| piece["passage"] != 0 && piece["text"].as_str().unwrap().contains("hai phường Đông Hà")));
        // Who does not read this report learns nothing of what it shares.
        khoa.get(&path).await.status(404);
        assert!(house.browser(s.secretary).await.get(&path).await.page().contains("id=\"here-1\""));
    }

    async fn what_a_colleague_has_not_submitted_is_no_text_to_compare_with(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, khoa) = (house.browser(s.members[0]).await, house.browser(s.members[1]).await);
        khoa.post(&format!("{}/save", page(&s, 3)), &sent(&with(LONG))).await.done();
        lan.post(&format!("{}/save", page(&s, 2)), &sent(&with(LONG))).await.done();
        for reader in [s.members[0], s.secretary] {
            let seen = house.browser(reader).await.get(&format!("{}/likeness", page(&s, 2))).await.page();
            assert!(seen.contains("Không có bản nào để đặt cạnh") && !seen.contains("<mark"));
        }
        lan.get(&format!("{}/likeness?with={}", page(&s, 2), s.subjects[3])).await.status(404);
    }

    async fn the_period_before_stands_at_the_head(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        let body = s.body.to_string();
        let next = [("title", "Đợt kiểm điểm năm 2027"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2027"), ("period_to", "31/12/2027"), ("opens", "2/11/2026"), ("closes", "31/12/2027"), ("bodies", body.as_str())];
        house.browser(s.organiser).await.post(&format!("/campaign/of/{}/open", s.unit), &next).await.done();
        let rows = house.rows("SELECT review_id, id FROM campaign_subject WHERE campaign_id <> $1 AND person_id = $2", &[s.campaign.into(), s.members[0].into()]).await;
        let subject = format!("/report/{}/subject/{}", rows[0].at::<String>(0).unwrap(), rows[0].at::<String>(1).unwrap());
        let lan = house.browser(s.members[0]).await;
        lan.post(&format!("{subject}/save"), &sent(&whole("0"))).await.done();
        let check = lan.get(&format!("{subject}/check")).await.page();
        assert!(check.contains("Giống bản kỳ trước 100%") && check.contains(&format!("{subject}/likeness")));
        assert!(lan.get(&format!("{subject}/write")).await.page().contains("Giống bản kỳ trước 100%"));
        let api = lan.api(&format!("{subject}/likeness"), None).await.status(200);
        let api: serde_json::Value = serde_json::from_str(&api.body).unwrap();
        assert_eq!((api["others"][0]["key"].as_str(), api["others"][0]["percent"].as_i64()), (Some("before"), Some(100)));
        assert!(lan.get(&format!("{subject}/likeness?with=before")).await.page().contains("aria-current=\"true\""));
    }
}
