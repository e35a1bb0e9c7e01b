//! T9: minutes that were signed are fixed. Somebody who has the database in hand takes the guards away and edits, replaces, deletes or
//! adds; one `verify` names each.

use base::book::{Book, Report, verify};
use testkit::{Campaigned, TestHouse, both};

use super::sealing::closed;

async fn verified(house: &TestHouse) -> Report {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.keys, &config.public_url).await.unwrap();
    book.integrate(&house.house.database).await.unwrap();
    let mut link = house.house.database.read_long().await.unwrap();
    verify(&mut link, book.log(), &app::covered(), &mut |_| {}).await.unwrap()
}

/// Table, what is done to it, and how it is undone.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "conference_conference",
        "SET title = title || ' (sửa)'",
        "SET title = substr(title, 1, length(title) - 6)",
    ),
    ("conference_conference", "SET seal = seal || 'x'", "SET seal = substr(seal, 1, length(seal) - 1)"),
    ("conference_item", "SET title = title || 'x'", "SET title = substr(title, 1, length(title) - 1)"),
    ("conference_statement", "SET text = text || 'x'", "SET text = substr(text, 1, length(text) - 1)"),
    ("conference_annex", "SET text = text || 'x'", "SET text = substr(text, 1, length(text) - 1)"),
    (
        "conference_attendee",
        "SET capacity = capacity || 'x'",
        "SET capacity = substr(capacity, 1, length(capacity) - 1)",
    ),
];

both! {
    async fn what_is_done_to_signed_minutes_past_all_guards_is_named_by_one_verify(house: TestHouse) {
        let s = house.campaign().await;
        let (sitting, said) = closed(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        secretary.post(&sitting.act("/annex"), &[("text", "Ghi rõ: Tổ Đô thị báo cáo trước ngày 30/11/2026.")]).await.done();
        let report = verified(&house).await;
        assert!(report.holds(), "{:?}", report.mismatches);
        for (table, change, back) in CHANGES {
            assert!(house.tamper(&format!("UPDATE {table} {change}")).await.is_err(), "{table}: the database refuses it first");
            assert!(0 < house.tamper_around(table, &format!("UPDATE {table} {change}")).await.unwrap(), "{table}");
            let report = verified(&house).await;
            assert!(report.mismatches.iter().any(|wrong| wrong.table == *table), "{table} {change}: {:?}", report.mismatches);
            house.tamper_around(table, &format!("UPDATE {table} {back}")).await.unwrap();
            let report = verified(&house).await;
            assert!(report.holds(), "{table} {back}: {:?}", report.mismatches);
        }

        let (whose, columns) = (format!("WHERE id = '{said}'"), "conference_statement");
        house.tamper(&format!("CREATE TABLE kept AS SELECT * FROM {columns} {whose}")).await.unwrap();
        house.tamper_around(columns, &format!("DELETE FROM {columns} {whose}")).await.unwrap();
        let gone = verified(&house).await;
        assert!(gone.mismatches.iter().any(|wrong| wrong.row == said), "deleted: {:?}", gone.mismatches);
        house.tamper("UPDATE kept SET text = 'Không ai nói gì.'").await.unwrap();
        house.tamper_around(columns, "INSERT INTO conference_statement SELECT * FROM kept").await.unwrap();
        let replaced = verified(&house).await;
        assert!(replaced.mismatches.iter().any(|wrong| wrong.row == said), "replaced: {:?}", replaced.mismatches);
        house.tamper("UPDATE kept SET id = '01a199c5-3280-724b-905c-fbf9d1236343', place = 99").await.unwrap();
        house.tamper_around(columns, "INSERT INTO conference_statement SELECT * FROM kept").await.unwrap();
        let added = verified(&house).await;
        assert!(added.mismatches.iter().any(|wrong| wrong.row == "01a199c5-3280-724b-905c-fbf9d1236343"), "added: {:?}", added.mismatches);
        // On the page and through the interface nothing of it can be done at all.
        let (item, speaker) = (sitting.items[0].as_str(), s.chair.to_string());
        let late = [("item", item), ("speaker", &speaker), ("kind", "remark"), ("text", "Nói thêm")];
        secretary.post(&sitting.act("/statement"), &late).await.refused("conference.minutes_sealed");
        let late = serde_json::json!({ "item": item, "speaker": speaker, "kind": "remark", "text": "Nói thêm" });
        let refused = secretary.api(&sitting.act("/statement"), Some(late)).await.status(422);
        assert!(refused.body.contains("conference.minutes_sealed"), "{}", refused.body);
    }
}
