//! Written around the program: G1 and G14 hold in either database.

use testkit::{Campaigned, Synthesised, both};

use super::begun;
use crate::opinion::paper;

both! {
    async fn no_round_closes_over_an_opinion_that_went_nowhere(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let close = |received: i64| format!("UPDATE synthesis_round SET state = 'closed', closed_by = '{}', closed_at = 1, received = {received}", s.secretary);
        let refused = house.tamper(&close(3)).await.unwrap_err();
        assert!(refused.contains("G1 an opinion went nowhere"), "{refused}");
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        house.point(&s, "Bám cơ sở", o[2]).await;
        let refused = house.tamper(&close(2)).await.unwrap_err();
        assert!(refused.contains("G1 received is not what was counted"), "{refused}");
        let unsigned = "UPDATE synthesis_round SET state = 'closed', received = 3";
        assert!(house.tamper(unsigned).await.unwrap_err().contains("G1 nobody signs off"));
        paper(&house, &s, "Chi bộ 5", "named").await;
        let refused = house.tamper(&close(3)).await.unwrap_err();
        assert!(refused.contains("G1 a paragraph is not covered"), "{refused}");
        let begun = "INSERT INTO synthesis_round (id, campaign_id, review_id, kind, number, state, opened_at, received, version) \
                     SELECT 'x', campaign_id, review_id, 'after_individuals', 2, 'closed', 0, 0, 1 FROM synthesis_round";
        assert!(house.tamper(begun).await.unwrap_err().contains("G1 a round begins open"));
    }

    async fn a_closed_round_never_changes_nor_does_what_lies_in_it(house: TestHouse) {
        let s = house.campaign().await;
        let (round, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        house.point(&s, "Bám cơ sở", o[2]).await;
        house.close_round(&s, round).await;
        let letter = "INSERT INTO opinion_letter (id, campaign_id, review_id, number, contributor, entered_by, source, received, visibility, promise, receipt, round, version) \
                      SELECT 'x', campaign_id, review_id, 9, contributor, entered_by, source, received, visibility, promise, 'y', 1, 1 FROM opinion_letter";
        let paragraph = "INSERT INTO opinion_paragraph (id, campaign_id, letter_id, number, text, version) \
                         SELECT 'x', campaign_id, id, 9, 'thêm', 1 FROM opinion_letter";
        let opinion = "INSERT INTO opinion_opinion (id, campaign_id, review_id, letter_id, paragraph_id, number, quote, content, kind, round, taken_by, taken_at, version) \
                       SELECT 'x', campaign_id, review_id, letter_id, paragraph_id, 99, quote, content, kind, 1, taken_by, 0, 1 FROM opinion_opinion WHERE number = 1";
        let another = "INSERT INTO synthesis_point (id, campaign_id, review_id, round_id, number, title, kind, content, subject_id, version) \
                       SELECT 'x', campaign_id, review_id, round_id, 9, title, kind, content, subject_id, 1 FROM synthesis_point WHERE number = 1";
        for sql in [
            "UPDATE synthesis_round SET state = 'open'",
            "UPDATE synthesis_round SET received = 2",
            "DELETE FROM synthesis_round",
            "UPDATE synthesis_point SET title = 'khác'",
            "DELETE FROM synthesis_point",
            "UPDATE synthesis_placement SET disposition = 'withdrawn', point_id = NULL",
            "DELETE FROM synthesis_placement",
            "UPDATE opinion_opinion SET kind = 'strength'",
            letter,
            paragraph,
            opinion,
            another,
        ] {
            let refused = house.tamper(sql).await;
            assert!(refused.is_err(), "{sql}");
            let refused = refused.unwrap_err();
            assert!(refused.contains("G1") || refused.contains("stays"), "{sql}: {refused}");
        }
    }

    async fn a_lineage_never_changes(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        let path = format!("/synthesis/{}/opinion/{}/move", s.review, o[0]);
        let fields = [("version", "1"), ("disposition", "not_brought"), ("reason", "Đã có ở báo cáo")];
        house.browser(s.coder).await.post(&path, &fields).await.done();
        for sql in [
            "UPDATE synthesis_lineage SET reason = 'khác'".to_owned(),
            format!("UPDATE synthesis_lineage SET to_point = '{point}'"),
            "DELETE FROM synthesis_lineage".to_owned(),
            "DELETE FROM synthesis_placement".to_owned(),
            "UPDATE synthesis_placement SET reason = NULL".to_owned(),
        ] {
            assert!(house.tamper(&sql).await.is_err(), "{sql}");
        }
    }
}
