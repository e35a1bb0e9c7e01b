//! Issuing a summary: frozen, told upward, the same spreadsheet each time.

use testkit::both;

use super::tree;

both! {
    async fn a_summary_that_was_issued_never_changes_again(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let organiser = house.browser(t.organiser).await;
        let path = format!("/rollup/of/{}/{}/issue", t.wards[0], t.campaign);
        let landing = organiser.post(&path, &[]).await.done();
        let page = organiser.get(&landing).await.page();
        assert!(page.contains("Số liệu đã báo cáo được giữ nguyên") && page.contains("Chỉ dùng nội bộ"));
        let told = house.browser(t.superior_of_ward).await.get("/").await.page();
        assert!(told.contains("Phường Bến Đá đã báo cáo bảng tổng hợp"));
        organiser.post(&path, &[]).await.refused("rollup.nothing_new");
        for sql in ["UPDATE rollup_summary SET figures = '{}'", "DELETE FROM rollup_summary", "UPDATE rollup_summary SET state = 'draft'"] {
            let said = house.tamper(sql).await.unwrap_err();
            assert!(said.contains("G14"), "{sql}: {said}");
        }
        let stage = t.stage(&house, 1).await;
        testkit::Concluded::decided(&house, &stage, stage.subjects[1], "Việc mới", t.organiser).await;
        assert!(!organiser.get(&landing).await.page().contains(">2<"), "what was issued stays as it was");
        organiser.post(&path, &[("is_publishable", "yes")]).await.done();
        let list = organiser.get(&format!("/rollup/{}", t.campaign)).await.page();
        assert_eq!(list.matches("Phường Bến Đá, 02/11/2026").count(), 2);
        assert_eq!(list.matches("được công khai</span>").count(), 1);
    }

    async fn only_an_organiser_of_the_unit_or_above_issues(house: TestHouse) {
        let t = tree(&house).await;
        let path = format!("/rollup/of/{}/{}/issue", t.wards[0], t.campaign);
        house.browser(t.superior_of_ward).await.post(&path, &[]).await.status(403);
        let other = format!("/rollup/of/{}/{}/issue", t.wards[1], t.campaign);
        house.browser(t.superior_of_ward).await.post(&other, &[]).await.status(404);
        let room = testkit::Seed::unit(&house, "SL-BD-1", "Chi bộ 1", Some(t.wards[0])).await;
        let nothing = format!("/rollup/of/{room}/{}/issue", t.campaign);
        house.browser(t.organiser).await.post(&nothing, &[]).await.refused("rollup.no_review");
    }

    async fn a_program_issues_and_a_summary_of_elsewhere_is_not_there(house: TestHouse) {
        let t = tree(&house).await;
        let organiser = house.browser(t.organiser).await;
        let path = format!("/rollup/of/{}/{}/issue", t.wards[0], t.campaign);
        let answer = organiser.api(&path, Some(serde_json::json!({}))).await.status(200);
        let done: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let summary = done["outcome"][1].as_str().unwrap();
        organiser.get(&format!("/rollup/of/{}/{}/summary/{summary}", t.wards[0], t.campaign)).await.page();
        organiser.get(&format!("/rollup/of/{}/{}/summary/{summary}", t.wards[1], t.campaign)).await.status(404);
        let again = organiser.api(&path, Some(serde_json::json!({}))).await.status(422);
        assert!(again.body.contains("rollup.nothing_new"));
    }

    async fn the_spreadsheet_of_a_summary_is_the_same_file_on_any_day(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let organiser = house.browser(t.organiser).await;
        let landing = organiser.post(&format!("/rollup/of/{}/{}/issue", t.top, t.campaign), &[]).await.done();
        let path = format!("{}/xlsx", landing.split('?').next().unwrap());
        let first = organiser.get(&path).await.status(200);
        assert!(first.bytes.starts_with(b"PK") && first.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
        house.set_day("2026-11-16");
        let organiser = house.browser(t.organiser).await;
        assert_eq!(organiser.get(&path).await.bytes, first.bytes);
        house.browser(t.superior_of_ward).await.get(&path).await.status(404);
        organiser.get(&format!("/rollup/of/{}/{}/xlsx", t.top, t.campaign)).await.status(200);
    }
}
