//! On what a campaign rests: the values of its frozen pack, with their clause and their doubt.

use testkit::{Campaigned, both};

both! {
    async fn every_value_of_the_pack_is_shown_in_words_with_its_doubt(house: TestHouse) {
        let s = house.campaign().await;
        let browser = house.browser(s.organiser).await;
        let path = format!("/campaign/{}/grounds", s.campaign);
        let page = browser.get(&path).await.page();
        let values = page.split("id=\"values\"").nth(1).unwrap();
        assert!(values.contains("gửi tài liệu trước hội nghị (ngày làm việc)</th>") && values.contains("người đứng đầu, cấp phó, "));
        assert!(values.contains("chưa được xác nhận") && !page.contains('⟦'));
        assert!(!browser.get(&format!("/en{path}")).await.page().contains('⟦'));
        let api: serde_json::Value = serde_json::from_str(&browser.api(&path, None).await.status(200).body).unwrap();
        let codes: Vec<_> = api["values"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect();
        assert!(codes.contains(&"opinion.anonymous_least".to_owned()) && 15 < codes.len());
        let named = |one: &serde_json::Value| one["name"].as_str().unwrap() != one["code"].as_str().unwrap();
        assert!(api["values"].as_array().unwrap().iter().all(named));
    }
}
