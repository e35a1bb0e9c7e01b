//! Gates G2 and G14 as walls of the database: nothing decided changes, nothing ungrounded is decided.

use app::conclusion::store;
use domain::conclusion::ConclusionKind;
use testkit::{Campaigned, Concluded, TestHouse, both};

async fn refused(house: &TestHouse, sql: &str, gate: &str) {
    let said = house.tamper(sql).await.unwrap_err();
    assert!(said.contains(gate), "{sql}: {said}");
}

both! {
    async fn what_was_decided_neither_changes_nor_vanishes(house: TestHouse) {
        let s = house.campaign().await;
        house.decided(&s, s.subjects[0], "Chậm trả lời đơn của dân", s.chair).await;
        for sql in [
            "UPDATE conclusion_conclusion SET decided_at = 1",
            "UPDATE conclusion_conclusion SET state = 'draft', decided_at = NULL, decided_by = NULL",
            "DELETE FROM conclusion_conclusion",
            "UPDATE conclusion_strength SET text = 'khác'",
            "DELETE FROM conclusion_strength",
            "UPDATE conclusion_shortcoming SET extent = '1 trên 86 đơn'",
            "UPDATE conclusion_shortcoming SET is_dropped = 1",
            "DELETE FROM conclusion_shortcoming",
            "UPDATE conclusion_ground SET clause = 'mục 3'",
            "DELETE FROM conclusion_ground",
            "INSERT INTO conclusion_strength SELECT 'x', campaign_id, review_id, conclusion_id, text, point_id, content, is_publishable, is_dropped, version FROM conclusion_strength",
        ] {
            refused(&house, sql, "G14").await;
        }
        let (who, shortcoming) = ("SELECT MIN(id) FROM organisation_person", "SELECT MIN(id) FROM conclusion_shortcoming");
        let named = format!(
            "INSERT INTO conclusion_responsible (id, campaign_id, shortcoming_id, person_id, kind, is_dropped, version) \
             VALUES ('x', '{}', ({shortcoming}), ({who}), 'main', 0, 1)",
            s.campaign
        );
        refused(&house, &named, "G14").await;
    }

    async fn later_stages_get_what_is_decided_in_force_and_publishable(house: TestHouse) {
        let s = house.campaign().await;
        let made = house.decided(&s, s.subjects[0], "Chậm trả lời đơn của dân", s.chair).await;
        house.decided(&s, s.subjects[2], "Đổi lịch họp trong 24 giờ", s.members[0]).await;
        let mut link = house.house.database.read().await.unwrap();
        let items = store::publishable_items(&mut link, s.campaign).await.unwrap();
        let kinds: Vec<_> = items.iter().map(|i| (i.subject.as_str(), i.kind)).collect();
        let (body, lan) = ("Ban Thường vụ Tỉnh ủy", "Đỗ Thị Lan");
        let (strength, shortcoming) = (ConclusionKind::Strength, ConclusionKind::Shortcoming);
        assert_eq!(kinds, [(body, strength), (body, shortcoming), (lan, strength), (lan, shortcoming)]);
        let all = store::shortcomings_of_campaign(&mut link, s.campaign).await.unwrap();
        assert_eq!((all.len(), all[0].row.id, all[1].person_id), (2, made.shortcoming, Some(s.members[0])));
        assert_eq!(all[0].unit, "Tỉnh Sông Lam");
    }
}
