//! Gates G14, G15 and G17 as walls of the database: what is out never changes, and nothing goes out around the rules.

use testkit::{TestHouse, both};

use super::press;

async fn refused(house: &TestHouse, sql: &str, gate: &str) {
    let said = house.tamper(sql).await.unwrap_err();
    assert!(said.contains(gate), "{sql}: {said}");
}

both! {
    async fn a_published_article_and_its_sentences_never_change(house: TestHouse) {
        let p = press(&house).await;
        let page = p.out(&house, "Bến Đá").await;
        let id = page.rsplit('/').next().unwrap();
        for sql in [
            "UPDATE publication_article SET title = 'khác'",
            "UPDATE publication_article SET published_at = 1",
            "UPDATE publication_article SET state = 'draft', published_at = NULL, approved_by = NULL",
            "UPDATE publication_article SET state = 'withdrawn', withdrawn_reason = 'x', title = 'khác'",
            "DELETE FROM publication_article",
            "UPDATE publication_sentence SET text = 'khác'",
            "UPDATE publication_sentence SET is_struck = 1",
            "DELETE FROM publication_sentence",
            "UPDATE publication_keyword SET word = 'khác'",
            "DELETE FROM publication_keyword",
        ] {
            refused(&house, sql, "G14").await;
        }
        let more = format!(
            "INSERT INTO publication_sentence SELECT 'x', campaign_id, '{id}', 9999, 1, 'thêm', source, source_id, source_figure, 0, written_by, 1 \
             FROM publication_sentence WHERE place = 0"
        );
        refused(&house, &more, "G14").await;
    }

    async fn nothing_goes_out_around_the_rules(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let out = format!("UPDATE publication_article SET state = 'published', published_at = 1, approved_by = '{}'", p.chair);
        refused(&house, &out, "G15").await;
        let copy = "INSERT INTO publication_article (id, campaign_id, unit_id, slug, section, title, byline, state, written_by, approved_by, published_at, version) \
            SELECT 'x', campaign_id, unit_id, 'x', section, title, byline, 'published', written_by, NULL, 1, 1 FROM publication_article";
        refused(&house, copy, "G17").await;
        house.browser(p.stage.secretary).await.post(&format!("{page}/submit"), &[]).await.done();
        let writer = format!("UPDATE publication_article SET state = 'published', published_at = 1, approved_by = '{}'", p.stage.secretary);
        house.tamper(&writer).await.unwrap_err();
        refused(&house, "UPDATE publication_sentence SET source_id = 'x'", "G14").await;
        house.tamper("UPDATE publication_article SET state = 'draft'").await.unwrap();
        house.tamper(&format!("UPDATE publication_sentence SET source_id = '{}'", base::dice::unnamed())).await.unwrap();
        house.tamper("UPDATE publication_article SET state = 'submitted'").await.unwrap();
        refused(&house, &out, "G17").await;
    }

    async fn a_correction_that_is_shown_never_changes(house: TestHouse) {
        let p = press(&house).await;
        let page = p.out(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        secretary.post(&format!("{page}/add-correction"), &[("text", "86 đơn, không phải 68.")]).await.done();
        refused(&house, "UPDATE publication_correction SET text = 'khác'", "G14").await;
        let by_writer = format!("UPDATE publication_correction SET state = 'published', published_at = 1, approved_by = '{}'", p.stage.secretary);
        house.tamper(&by_writer).await.unwrap_err();
        let id: String = house.rows("SELECT id FROM publication_correction WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        house.browser(p.chair).await.post(&format!("{page}/approve-correction"), &[("correction", &id)]).await.done();
        refused(&house, "UPDATE publication_correction SET published_at = 2", "G14").await;
        refused(&house, "DELETE FROM publication_correction", "G14").await;
    }
}
