//! Approval: by other hands, of what was read, and only of what may be published.

use domain::common::Role;
use testkit::{Seed, both};

use super::{person_with, press, version_of};

both! {
    async fn an_article_goes_out_by_other_hands_and_the_board_knows(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        house.stranger().get("/news/ben-da").await.status(404);
        let secretary = house.browser(p.stage.secretary).await;
        secretary.post(&format!("{page}/submit"), &[]).await.done();
        let home = house.browser(p.chair).await.get("/").await.page();
        assert!(home.contains("Duyệt bài công khai: Bến Đá") && home.contains("Bài chờ duyệt: Bến Đá"));
        secretary.post(&format!("{page}/approve"), &[("version", "2")]).await.status(403);
        p.approve(&house, &page).await.done();
        assert!(!house.browser(p.chair).await.get("/").await.page().contains("Duyệt bài công khai"));
        assert!(secretary.get("/").await.page().contains("Bài đã đăng: Bến Đá"));
        house.stranger().get("/news/ben-da").await.page();
        let sql = "SELECT done, total, state FROM campaign_standing WHERE review_id = $1 AND stage = 'publication'";
        let row = &house.rows(sql, &[p.stage.review.into()]).await[0];
        assert_eq!((row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap(), row.at::<String>(2).unwrap().as_str()), (1, 1, "done"));
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind = $1", &["publication.article_published".into()]).await;
        assert_eq!(leaves.len(), 1);
    }

    async fn who_wrote_a_sentence_does_not_approve_the_article(house: TestHouse) {
        let p = press(&house).await;
        house.role(p.stage.secretary, Role::Chair, p.stage.unit).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        secretary.post(&format!("{page}/submit"), &[]).await.done();
        let version = version_of(&house, &page).await;
        let back = secretary.post(&format!("{page}/approve"), &[("version", &version)]).await.refused("publication.approver_wrote_it");
        assert!(back.contains("G15"));
        let both = person_with(&house, &p.stage, "Đinh Công Minh", Role::Superior).await;
        house.role(both, Role::Organiser, p.stage.unit).await;
        let browser = house.browser(both).await;
        browser.post(&format!("{page}/send-back"), &[("reason", "Thiếu số liệu")]).await.done();
        let fields = [("text", "Câu của người duyệt."), ("source", p.source.as_str())];
        browser.post(&format!("{page}/add-sentence"), &fields).await.done();
        secretary.post(&format!("{page}/submit"), &[]).await.done();
        let version = version_of(&house, &page).await;
        browser.post(&format!("{page}/approve"), &[("version", &version)]).await.refused("publication.approver_wrote_it");
        p.approve(&house, &page).await.done();
    }

    async fn what_was_submitted_stays_word_for_word_until_it_is_sent_back(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let chair = house.browser(p.chair).await;
        chair.post(&format!("{page}/send-back"), &[("reason", "sớm quá")]).await.refused("publication.not_submitted");
        p.approve(&house, &page).await.refused("publication.not_submitted");
        secretary.post(&format!("{page}/submit"), &[]).await.done();
        secretary.post(&format!("{page}/submit"), &[]).await.refused("publication.not_draft");
        let fields = [("text", "Câu thêm"), ("source", p.source.as_str())];
        secretary.post(&format!("{page}/add-sentence"), &fields).await.refused("publication.not_draft");
        let read = version_of(&house, &page).await;
        chair.post(&format!("{page}/send-back"), &[("reason", "Ghi rõ ngày xong")]).await.done();
        let shown = secretary.get(&page).await.page();
        assert!(shown.contains("Bài được trả lại") && shown.contains("Ghi rõ ngày xong"));
        p.told(&house, &page, "Xong trước 31/03/2027.", &[]).await;
        secretary.post(&format!("{page}/submit"), &[]).await.done();
        chair.post(&format!("{page}/approve"), &[("version", &read)]).await.status(409);
        house.stranger().get("/news/ben-da").await.status(404);
        p.approve(&house, &page).await.done();
    }

    async fn a_source_that_was_replaced_stops_the_article_at_the_last_moment(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        house.browser(p.stage.secretary).await.post(&format!("{page}/submit"), &[]).await.done();
        let mut link = house.house.database.read().await.unwrap();
        let mut again: app::conclusion::store::ConclusionRow =
            base::db::find(&mut link, p.decided.conclusion).await.unwrap().unwrap();
        drop(link);
        (again.id, again.number, again.version) = (base::dice::unnamed().into(), 2, 0);
        house.write("conclusion.decided", again).await;
        let back = p.approve(&house, &page).await.refused("publication.source_not_publishable");
        assert!(back.contains("câu 1"));
    }
}
