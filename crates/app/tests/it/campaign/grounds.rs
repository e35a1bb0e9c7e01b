//! On what a campaign rests: the values of its frozen pack, with their clause and their doubt.

use app::campaign::packs;
use base::web::{Lang, Words};
use testkit::{Campaigned, TestHouse, both};

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

/// The campaign's pack as a program froze it before there were rules about wording and about two coders.
async fn of_an_earlier_day(house: &TestHouse) {
    let text: String = house.rows("SELECT pack_text FROM campaign_campaign", &[]).await[0].at(0).unwrap();
    let later = [
        "wording_answered",
        "shortcoming_wording",
        "alpha_",
        "decider_apart",
        "differences_decided",
        "minority_voices",
        "[synthesis]",
        "[report]",
    ];
    let kept: Vec<&str> =
        text.lines().filter(|line| !later.iter().any(|later| line.starts_with(later))).collect();
    assert_eq!(kept.len() + 9, text.lines().count());
    let sql = format!("UPDATE campaign_campaign SET pack_text = '{}'", kept.join("\n").replace('\'', "''"));
    assert_eq!(house.tamper(&sql).await, Ok(1));
}

both! {
    async fn a_campaign_frozen_before_some_rules_goes_on_and_says_what_is_taken_for_them(house: TestHouse) {
        let s = house.campaign().await;
        of_an_earlier_day(&house).await;
        let browser = house.browser(s.organiser).await;
        let path = format!("/campaign/{}/grounds", s.campaign);
        let page = browser.get(&path).await.page();
        assert_eq!(page.matches("không có trong bộ quy tắc lúc mở đợt; coi như: ").count(), 7, "{page}");
        assert_eq!(page.matches("coi như: không<").count(), 4, "nothing must be answered, nobody is kept out");
        let english = browser.get(&format!("/en{path}")).await.page();
        assert!(english.contains("not in the pack of that day; taken as: 1/1"), "{english}");
        let api: serde_json::Value = serde_json::from_str(&browser.api(&path, None).await.status(200).body).unwrap();
        let absent = |one: &&serde_json::Value| one["is_absent"] == true;
        assert_eq!(api["values"].as_array().unwrap().iter().filter(absent).count(), 7);
        // The stages that ask for these values go on.
        browser.get(&format!("/campaign/{}", s.campaign)).await.page();
        browser.post(&format!("/plan/{}/make-tasks", s.campaign), &[]).await.done();
        let secretary = house.browser(s.secretary).await;
        for stage in ["report", "opinion", "synthesis", "conference", "conclusion"] {
            secretary.get(&format!("/{stage}/{}", s.review)).await.page();
        }
        let words = Words::new(Lang::Vi, app::lookup);
        assert_eq!(packs::unread(&mut house.house.database.read().await.unwrap(), words).await.unwrap(), None);
    }

    async fn a_rule_of_a_newer_program_is_named_and_nothing_is_served_as_if_there_were_none(house: TestHouse) {
        let s = house.campaign().await;
        let newer = "UPDATE campaign_campaign SET pack_text = replace(pack_text, '[days]', '[days]\nhearing_days = 2')";
        assert_eq!(house.tamper(newer).await, Ok(1));
        let words = Words::new(Lang::Vi, app::lookup);
        let says = packs::unread(&mut house.house.database.read().await.unwrap(), words).await.unwrap().unwrap();
        assert!(says.contains(&s.campaign.to_string()) && says.contains("Khóa “days.hearing_days” không có trong quy định"), "{says}");
        assert!(says.contains("bản phần mềm mới hơn") && !says.contains('⟦'), "{says}");
        let english = Words::new(Lang::En, app::lookup);
        let says = packs::unread(&mut house.house.database.read().await.unwrap(), english).await.unwrap().unwrap();
        assert!(says.contains("The key “days.hearing_days” is unknown") && says.contains("a newer one"), "{says}");
        house.browser(s.organiser).await.get(&format!("/campaign/{}/grounds", s.campaign)).await.status(500);
    }
}
