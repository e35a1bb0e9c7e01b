//! Questions about the words of a shortcoming: where the pack wants answers, the decision waits for them.

use testkit::{Campaigned, Concluded, both};

use super::{at, begun, everything, of};

const VAGUE: &str = "Đôi lúc còn chậm trả lời đơn của dân.";

/// The campaign's rules want every hedge about frequency in a shortcoming answered.
async fn wants_answers(house: &testkit::TestHouse) {
    let sql = "UPDATE campaign_campaign SET pack_text = replace(pack_text, \
               'shortcoming_wording = { value = []', 'shortcoming_wording = { value = [\"frequency\"]')";
    assert_eq!(house.tamper(sql).await, Ok(1));
}

/// Everything that the pack requires, with a vague sentence among it.
fn vague<'a>(doer: &'a str, seen: &'a str, matter: &'a str) -> Vec<(&'a str, &'a str)> {
    let mut fields = everything(doer, seen, "", "");
    fields[2].1 = matter;
    fields
}

const WAIVE: [(&str, &str); 4] = [
    ("place", "matter"),
    ("kind", "frequency"),
    ("sentence", VAGUE),
    ("reason", "Số đơn từng tháng ghi ở mục Mức độ."),
];

both! {
    async fn a_shortcoming_is_asked_about_and_held_up_by_nothing_unless_the_pack_says_so(house: TestHouse) {
        let s = house.campaign().await;
        let (bich, lan) = (house.browser(s.secretary).await, s.members[0].to_string());
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        bich.post(&of(&s, &shortcoming, "/write"), &vague(&lan, "1", VAGUE)).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        assert!(page.contains("“Đôi lúc”") && !page.contains("Giữ nguyên, ghi lý do"));
        assert!(page.contains("data-code=\"conclusion.no_ground\""), "the words are no obstacle");
        bich.post(&of(&s, &shortcoming, "/waive-question"), &WAIVE).await.refused("conclusion.wording_need_not_be_answered");
    }

    async fn a_sentence_of_a_shortcoming_is_changed_or_kept_with_a_reason(house: TestHouse) {
        let s = house.campaign().await;
        wants_answers(&house).await;
        let (bich, lan) = (house.browser(s.secretary).await, s.members[0].to_string());
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let path = of(&s, &shortcoming, "");
        bich.post(&format!("{path}/write"), &vague(&lan, "1", VAGUE)).await.done();
        let page = bich.get(&path).await.page();
        assert!(page.contains("data-code=\"conclusion.wording_open\"") && page.contains("1 câu phải viết rõ hơn"), "{page}");
        assert!(page.contains("<mark>Đôi lúc</mark>") && page.contains("Giữ nguyên, ghi lý do"));
        let board = bich.get(&at(&s, s.subjects[2], "")).await.page();
        assert!(board.contains("data-code=\"conclusion.wording_open\""));
        // Who decides reads what is open; only who writes may waive it.
        let superior = house.browser(s.chair).await.get(&path).await.page();
        assert!(superior.contains("1 câu phải viết rõ hơn"));
        house.browser(s.members[1]).await.post(&format!("{path}/waive-question"), &WAIVE).await.status(403);
        let mut silent = WAIVE;
        silent[3].1 = "";
        let empty = bich.post(&format!("{path}/waive-question"), &silent).await.malformed();
        assert!(empty.contains("<details open"), "the form comes back unfolded");
        bich.post(&format!("{path}/waive-question"), &WAIVE).await.done();
        let page = bich.get(&path).await.page();
        assert!(page.contains("1 câu giữ nguyên, có lý do") && page.contains("Số đơn từng tháng"), "{page}");
        assert!(page.contains("data-code=\"conclusion.no_ground\"") && !page.contains("phải viết rõ hơn"));
        // Taken back, it is asked again; the sentence changed, the reason belongs to it no more.
        let waiver = house.rows("SELECT id FROM conclusion_wording_waiver", &[]).await[0].at::<String>(0).unwrap();
        bich.post(&format!("{path}/take-back-waiver"), &[("waiver", &waiver)]).await.done();
        assert!(bich.get(&path).await.page().contains("data-code=\"conclusion.wording_open\""));
        bich.post(&format!("{path}/waive-question"), &WAIVE).await.done();
        let other = "Đôi lúc còn chậm trả lời đơn thư của dân.";
        bich.post(&format!("{path}/write"), &vague(&lan, "2", other)).await.done();
        assert!(bich.get(&path).await.page().contains("data-code=\"conclusion.wording_open\""));
        bich.post(&format!("{path}/waive-question"), &WAIVE).await.refused("conclusion.wording_not_asked");
        let clear = "Năm 2026 có 3 đơn của dân trả lời chậm 131 đến 251 ngày.";
        bich.post(&format!("{path}/write"), &vague(&lan, "3", clear)).await.done();
        assert!(bich.get(&path).await.page().contains("data-code=\"conclusion.no_ground\""));
    }

    async fn a_reason_is_sealed_with_the_decision(house: TestHouse) {
        let s = house.campaign().await;
        let made = house.decided(&s, s.subjects[0], "Chậm trả lời đơn của dân", s.chair).await;
        let waived = format!(
            "INSERT INTO conclusion_wording_waiver (id, campaign_id, shortcoming_id, place, kind, sentence, reason, \
             waived_by, waived_at, is_taken_back, version) SELECT 'x', '{}', '{}', 'matter', 'frequency', 'a', 'b', \
             '{}', 1, 0, 1 FROM conclusion_shortcoming WHERE id = '{}'",
            s.campaign, made.shortcoming, s.secretary, made.shortcoming
        );
        let said = house.tamper(&waived).await.unwrap_err();
        assert!(said.contains("G14"), "{said}");
        let bich = house.browser(s.secretary).await;
        let path = of(&s, &made.shortcoming.to_string(), "/waive-question");
        bich.post(&path, &WAIVE).await.refused("conclusion.already_decided");
    }
}
