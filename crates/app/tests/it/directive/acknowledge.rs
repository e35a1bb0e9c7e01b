//! Papers are addressed to units of the subtree, and each acknowledges for itself.

use testkit::both;

use super::{PLAN, bound};

both! {
    async fn an_addressee_is_told_and_acknowledges_once(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let (ward, other) = (b.ward.to_string(), b.other.to_string());
        let giang = house.browser(b.organiser).await;
        giang.post(&format!("{page}/address"), &[("units", &ward), ("units", &other)]).await.done();
        let ha = house.browser(b.of_ward).await;
        assert!(ha.get("/").await.page().contains("Văn bản 31-KH/TU gửi tới đơn vị"));
        let at_ward = b.seen_at(&page, b.ward);
        assert!(ha.get(&at_ward).await.page().contains("Xác nhận đã nhận và rõ"));
        let done = ha.post(&format!("{at_ward}/acknowledge"), &[]).await.done();
        let seen = ha.get(&done).await.page();
        assert!(seen.contains("Đào Thị Hà, 02/11/2026") && !seen.contains("Xã Hạ Lam"), "a ward does not see who else is bound");
        ha.post(&format!("{at_ward}/acknowledge"), &[]).await.refused("directive.acknowledged_already");
        let counted = giang.get(&page).await.page();
        assert!(counted.contains("1/2 nơi đã xác nhận") && counted.contains("Xã Hạ Lam"));
    }

    async fn the_level_above_does_not_acknowledge_what_it_sent(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let ward = b.ward.to_string();
        let giang = house.browser(b.organiser).await;
        giang.post(&format!("{page}/address"), &[("units", &ward)]).await.done();
        let path = format!("{}/acknowledge", b.seen_at(&page, b.ward));
        giang.post(&path, &[]).await.refused("directive.acknowledged_for_another");
        house.browser(b.of_other).await.post(&path, &[]).await.status(404);
        house.browser(b.of_other).await.post(&format!("{}/acknowledge", b.seen_at(&page, b.other)), &[]).await.status(404);
        house.browser(b.secretary).await.post(&path, &[]).await.status(403);
    }

    async fn a_paper_goes_to_units_below_with_its_clauses_and_once(house: TestHouse) {
        let b = bound(&house).await;
        let giang = house.browser(b.organiser).await;
        let bare = giang.post(&format!("/directive/{}/add-document", b.province), PLAN).await.done();
        let (ward, province) = (b.ward.to_string(), b.province.to_string());
        let path = format!("{}/address", bare.split('?').next().unwrap());
        giang.post(&path, &[("units", &ward)]).await.refused("directive.no_clauses");
        giang.post(&path.replace("/address", "/add-clauses"), &[("clauses", "1. Một")]).await.done();
        giang.post(&path, &[]).await.refused("directive.nobody_new");
        giang.post(&path, &[("units", &ward), ("units", &province)]).await.done();
        giang.post(&path, &[("units", &ward)]).await.refused("directive.nobody_new");
        let outside = base::dice::unnamed().to_string();
        giang.post(&path, &[("units", &outside)]).await.status(404);
    }

    async fn the_board_counts_what_the_unit_of_a_review_has_acknowledged(house: TestHouse) {
        use testkit::Campaigned;
        let s = house.campaign().await;
        let giang = house.browser(s.organiser).await;
        let added = giang.post(&format!("/directive/{}/add-document", s.unit), PLAN).await.key();
        let page = format!("/directive/{}/document/{added}", s.unit);
        giang.post(&format!("{page}/add-clauses"), &[("clauses", "1. Một")]).await.done();
        let board = format!("/campaign/{}", s.campaign);
        assert_eq!(giang.get(&board).await.page().matches("class=\"h-ahead\"").count(), 12);
        let unit = s.unit.to_string();
        giang.post(&format!("{page}/address"), &[("units", &unit)]).await.done();
        let waiting = giang.get(&board).await.page();
        assert!(waiting.contains("class=\"h-running") && waiting.contains(&format!("/directive/{}\"", s.unit)));
        giang.post(&format!("{page}/acknowledge"), &[]).await.done();
        assert!(giang.get(&board).await.page().contains("class=\"h-done\""));
        assert!(giang.get(&format!("/campaign/review/{}", s.review)).await.page().contains("<li class=\"done\">"));
    }
}
