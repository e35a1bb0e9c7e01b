//! Adding a unit.

use base::db::Cell;
use domain::common::Role;
use testkit::{Seed, both};

const WARD: &[(&str, &str)] =
    &[("code", "SL-BD"), ("name", "Phường Bến Đá"), ("kind", "phường"), ("valid_from", "1/7/2025")];

both! {
    async fn an_organiser_adds_a_unit_and_it_stands_in_the_tree(house: TestHouse) {
        let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, province).await;
        let browser = house.browser(giang).await;
        let path = browser.post(&format!("/organisation/{province}/add-unit"), WARD).await.done();
        let page = browser.get(&path).await.page();
        assert!(page.contains("Phường Bến Đá") && page.contains("Đã thêm đơn vị"));
        let before = browser.get(&format!("/organisation/{province}?on=30/06/2025")).await.page();
        assert!(!before.contains("Phường Bến Đá"), "the tree is as of the day that was asked for");
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind = $1", &[Cell::from("organisation.unit_added")]).await;
        assert_eq!(leaves.len(), 1);
    }

    async fn a_code_that_is_taken_is_refused_and_what_was_typed_comes_back(house: TestHouse) {
        let province = house.unit("SL-BD", "Tỉnh Sông Lam", None).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, province).await;
        let browser = house.browser(giang).await;
        let path = format!("/organisation/{province}/add-unit");
        let page = browser.post(&path, WARD).await.refused("organisation.code_taken");
        assert!(page.contains("value=\"Phường Bến Đá\""));
    }

    async fn wrong_fields_are_marked_where_they_stand(house: TestHouse) {
        let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, province).await;
        let browser = house.browser(giang).await;
        let fields = [("code", "SL-HL"), ("name", ""), ("kind", "xã"), ("valid_from", "31/2/2026")];
        let page = browser.post(&format!("/organisation/{province}/add-unit"), &fields).await.malformed();
        assert_eq!(page.matches("aria-invalid=\"true\"").count(), 2);
        assert!(page.contains("value=\"SL-HL\""));
    }

    async fn a_repeated_submission_adds_one_unit(house: TestHouse) {
        let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, province).await;
        let browser = house.browser(giang).await;
        let fields: Vec<_> = WARD.iter().copied().chain([("_key", "k-1")]).collect();
        let path = format!("/organisation/{province}/add-unit");
        let first = browser.post(&path, &fields).await.done();
        let again = browser.post(&path, &fields).await.done();
        assert_eq!(first, again);
    }

    async fn outside_ones_subtree_a_unit_does_not_exist(house: TestHouse) {
        let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let ward = house.unit("SL-BD", "Phường Bến Đá", Some(province)).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, ward).await;
        let browser = house.browser(giang).await;
        browser.get(&format!("/organisation/{ward}")).await.page();
        browser.get(&format!("/organisation/{province}")).await.status(404);
        browser.post(&format!("/organisation/{province}/add-unit"), WARD).await.status(404);
        let secretary = house.person("Trần Thị Bích").await;
        house.role(secretary, Role::Secretary, province).await;
        let browser = house.browser(secretary).await;
        browser.post(&format!("/organisation/{province}/add-unit"), WARD).await.status(403);
        let signed_out = house.stranger().get(&format!("/organisation/{province}")).await.status(303);
        assert!(signed_out.location.starts_with("/sign-in?to="));
    }

    async fn a_program_adds_a_unit_over_the_api(house: TestHouse) {
        let province = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let giang = house.person("Hoàng Văn Giang").await;
        house.role(giang, Role::Organiser, province).await;
        let browser = house.browser(giang).await;
        let body = serde_json::json!({ "code": "SL-BD", "name": "Phường Bến Đá", "kind": "phường", "valid_from": "2025-07-01" });
        browser.api(&format!("/organisation/{province}/add-unit"), Some(body.clone())).await.status(200);
        let again = browser.api(&format!("/organisation/{province}/add-unit"), Some(body)).await.status(422);
        assert!(again.body.contains("organisation.code_taken"));
        let page = browser.api(&format!("/organisation/{province}"), None).await.status(200);
        assert!(page.body.contains("Phường Bến Đá"));
    }
}
