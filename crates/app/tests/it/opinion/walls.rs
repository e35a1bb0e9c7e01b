//! Written around the program: what a contributor wrote and was promised stays, in either database.

use testkit::{Campaigned, both};

use super::{paper, sent};

both! {
    async fn what_was_written_and_promised_never_changes(house: TestHouse) {
        let s = house.campaign().await;
        let (_, sent) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        for sql in [
            "UPDATE opinion_letter SET promise = 'khác'",
            "UPDATE opinion_letter SET visibility = 'named_to_secretariat'",
            "UPDATE opinion_letter SET contributor = 'người khác'",
            "UPDATE opinion_letter SET received = '2026-01-01'",
            "UPDATE opinion_letter SET receipt = 'x'",
            "UPDATE opinion_paragraph SET text = 'khác'",
            "UPDATE opinion_paragraph SET no_opinion_why = 'không ai ký'",
            "UPDATE opinion_opinion SET quote = 'khác'",
            "UPDATE opinion_opinion SET round = 2",
            "UPDATE opinion_trace SET what = 'trace-khac'",
            "DELETE FROM opinion_trace",
            "DELETE FROM opinion_opinion",
            "DELETE FROM opinion_paragraph",
            "DELETE FROM opinion_letter",
        ] {
            assert!(house.tamper(sql).await.is_err(), "{sql}");
        }
        assert_eq!(house.rows("SELECT id FROM opinion_letter WHERE id = $1", &[sent.letter.into()]).await.len(), 1);
    }

    async fn one_voice_is_counted_once_whatever_writes_it(house: TestHouse) {
        let s = house.campaign().await;
        let (_, first) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        let columns = "campaign_id, review_id, contributor, entered_by, source, received, visibility, promise, round, version";
        let again = |extra: &str, values: &str| {
            format!("INSERT INTO opinion_letter (id, number, receipt, {extra}, {columns}) \
                     SELECT 'x', 99, 'y', {values}, {columns} FROM opinion_letter WHERE id = '{}'", first.letter)
        };
        let refused = house.tamper(&again("contributor_id", "contributor_id")).await.unwrap_err();
        assert!(refused.contains("Constraint") || refused.to_lowercase().contains("unique"), "{refused}");
        assert!(house.tamper(&again("invitation_id", "invitation_id")).await.is_err());
    }

    async fn an_opinion_has_a_source(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let sql = format!(
            "INSERT INTO opinion_opinion (id, campaign_id, review_id, number, quote, content, kind, round, taken_by, taken_at, version) \
             SELECT 'x', campaign_id, review_id, 77, 'từ không đâu', 'head', 'shortcoming', 1, entered_by, 0, 1 FROM opinion_letter WHERE id = '{letter}'"
        );
        assert!(house.tamper(&sql).await.is_err());
    }
}
