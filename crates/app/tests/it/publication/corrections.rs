//! After publication: corrections beside the article, and taking it off.

use testkit::both;

use super::press;

both! {
    async fn what_was_wrong_is_said_above_the_article_by_two_people(house: TestHouse) {
        let p = press(&house).await;
        let page = p.out(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let text = [("text", "Số đơn nhận trong kỳ là 86, không phải 68.")];
        let draft = p.begun(&house, "Bài khác").await;
        secretary.post(&format!("{draft}/add-correction"), &text).await.refused("publication.not_published");
        secretary.post(&format!("{page}/add-correction"), &text).await.done();
        let public = || async { house.stranger().get("/news/ben-da").await.page() };
        assert!(!public().await.contains("không phải 68"), "it waits for other hands");
        assert!(house.browser(p.chair).await.get("/").await.page().contains("Đính chính chờ duyệt"));
        let id: String = house.rows("SELECT id FROM publication_correction WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        let approve = format!("{page}/approve-correction");
        secretary.post(&approve, &[("correction", &id)]).await.status(403);
        let chair = house.browser(p.chair).await;
        let elsewhere = format!("{draft}/approve-correction");
        chair.post(&elsewhere, &[("correction", &id)]).await.status(404);
        chair.post(&approve, &[("correction", &id)]).await.done();
        chair.post(&approve, &[("correction", &id)]).await.refused("publication.correction_is_shown");
        let shown = public().await;
        assert!(shown.contains("Đính chính ngày 02/11/2026") && shown.contains("không phải 68"));
    }

    async fn an_article_that_does_harm_is_taken_off_and_its_place_says_why(house: TestHouse) {
        let p = press(&house).await;
        let page = p.out(&house, "Bến Đá").await;
        let path = format!("{page}/withdraw");
        let reason = [("reason", "Nêu tên một người chưa được công khai.")];
        house.browser(p.stage.secretary).await.post(&path, &reason).await.status(403);
        let chair = house.browser(p.chair).await;
        chair.post(&path, &reason).await.done();
        chair.post(&path, &reason).await.refused("publication.not_published");
        let gone = house.stranger().get("/news/ben-da").await.page();
        assert!(gone.contains("Nêu tên một người chưa được công khai.") && gone.contains("noindex"));
        assert!(!gone.contains("131 đến 251"), "none of its words are shown");
        let front = house.stranger().get("/news").await.page();
        assert!(!front.contains("/news/ben-da"));
        house.stranger().get("/news/keyword/tiep-dan").await.status(404);
        let sql = "SELECT state FROM campaign_standing WHERE review_id = $1 AND stage = 'publication'";
        let state: String = house.rows(sql, &[p.stage.review.into()]).await[0].at(0).unwrap();
        assert_eq!(state, "running");
    }
}
