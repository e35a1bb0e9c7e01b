//! Roles are given and end: for a unit, for a review, for the site.

use domain::common::Role;
use testkit::{Campaigned, Seed, both};

both! {
    async fn a_role_given_for_a_unit_holds_below_it_until_it_ends(house: TestHouse) {
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let ward = house.unit("SL-BD", "Phường Bến Đá", Some(unit)).await;
        let (giang, bich) = (house.person("Hoàng Văn Giang").await, house.person("Trần Thị Bích").await);
        house.role(giang, Role::Organiser, unit).await;
        let browser = house.browser(giang).await;
        let key = bich.to_string();
        let give = |role: &'static str| [("person", key.clone()), ("role", role.to_owned()), ("valid_from", "2/11/2026".to_owned())];
        let path = format!("/organisation/{unit}/assign-role");
        let post = async |role: &'static str| {
            let fields = give(role);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&path, &fields).await
        };
        let role = post("secretary").await.key();
        post("secretary").await.refused("organisation.role_held");
        post("contributor").await.refused("organisation.role_not_given_here");
        post("administrator").await.refused("organisation.role_not_given_here");
        let her = house.browser(bich).await;
        assert!(her.get("/").await.page().contains("Đồng chí được giao vai trò tại Tỉnh Sông Lam"));
        let page = her.get(&format!("/organisation/{ward}/roles")).await.page();
        assert!(page.contains("Có hiệu lực từ cấp trên") && page.contains("Trần Thị Bích"));
        her.post(&path, &[]).await.status(403);
        let end = format!("/organisation/{unit}/end-role");
        browser.post(&end, &[("assignment", &role), ("last_day", "31/10/2026")]).await.refused("organisation.ends_before_it_begins");
        browser.post(&end, &[("assignment", &role), ("last_day", "1/11/2026")]).await.done();
        her.get(&format!("/organisation/{ward}/roles")).await.status(404);
        let leaves = house.rows("SELECT kind FROM ledger_leaf WHERE kind IN ('organisation.role_ended')", &[]).await;
        assert_eq!(leaves.len(), 1);
    }

    async fn an_organiser_below_ends_no_role_above(house: TestHouse) {
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let ward = house.unit("SL-BD", "Phường Bến Đá", Some(unit)).await;
        let (giang, son) = (house.person("Hoàng Văn Giang").await, house.person("Mai Văn Sơn").await);
        house.role(giang, Role::Organiser, unit).await;
        house.role(son, Role::Organiser, ward).await;
        let roles = house.rows("SELECT id, person_id FROM organisation_assignment", &[]).await;
        let of = |person: domain::common::id::PersonId| {
            let row = roles.iter().find(|row| row.at::<domain::common::id::PersonId>(1).unwrap() == person);
            row.unwrap().at::<String>(0).unwrap()
        };
        let below = house.browser(son).await;
        let end = |unit: domain::common::id::UnitId| format!("/organisation/{unit}/end-role");
        below.post(&end(ward), &[("assignment", &of(giang)), ("last_day", "1/11/2026")]).await.status(404);
        let above = house.browser(giang).await;
        above.post(&end(unit), &[("assignment", &of(son)), ("last_day", "1/11/2026")]).await.done();
    }

    async fn a_role_given_for_a_review_holds_there_only(house: TestHouse) {
        let s = house.campaign().await;
        let guest = house.person("Phan Thị Khách").await;
        let key = guest.to_string();
        let organiser = house.browser(s.organiser).await;
        let path = format!("/organisation/review/{}", s.review);
        let fields = [("person", key.as_str()), ("role", "inspector"), ("valid_from", "2/11/2026")];
        let role = organiser.post(&format!("{path}/assign-role"), &fields).await.key();
        organiser.post(&format!("{path}/assign-role"), &fields).await.refused("organisation.role_held");
        let member = [("person", key.as_str()), ("role", "member"), ("valid_from", "2/11/2026")];
        organiser.post(&format!("{path}/assign-role"), &member).await.refused("organisation.role_not_given_here");
        let hers = house.browser(guest).await;
        assert!(hers.get(&path).await.page().contains("Phan Thị Khách"));
        hers.get(&format!("/organisation/{}", s.unit)).await.status(404);
        hers.post(&format!("{path}/assign-role"), &fields).await.status(403);
        organiser.post(&format!("{path}/end-role"), &[("assignment", &role), ("last_day", "1/11/2026")]).await.done();
        hers.get(&path).await.status(404);
        organiser.post(&format!("/organisation/{}/end-role", s.unit), &[("assignment", &role), ("last_day", "1/11/2026")]).await.status(404);
    }

    async fn the_administrator_names_the_first_organiser_and_sees_no_content(house: TestHouse) {
        let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
        let (admin, giang, lan) = (house.person("Cao Văn Quản").await, house.person("Hoàng Văn Giang").await, house.person("Đỗ Thị Lan").await);
        house.administrator(admin).await;
        let browser = house.browser(admin).await;
        assert!(browser.get("/").await.page().contains("Ban tổ chức, quản trị"), "the contents list the site");
        assert!(browser.get("/organisation/appointments").await.page().contains("Chưa có ban tổ chức nào"));
        let path = "/organisation/appointments/organiser";
        let (unit_key, giang_key, admin_key) = (unit.to_string(), giang.to_string(), admin.to_string());
        browser.post(path, &[("unit", &unit_key), ("person", &admin_key)]).await.refused("organisation.administrator_has_no_other_role");
        browser.post(path, &[("unit", &unit_key), ("person", &giang_key)]).await.done();
        browser.post(path, &[("unit", &unit_key), ("person", &lan.to_string())]).await.refused("organisation.unit_has_organiser");
        browser.get(&format!("/organisation/{unit}")).await.status(404);
        let organiser = house.browser(giang).await;
        let give = [("person", admin_key.as_str()), ("role", "secretary"), ("valid_from", "2/11/2026")];
        organiser.post(&format!("/organisation/{unit}/assign-role"), &give).await.refused("organisation.administrator_has_no_other_role");
        organiser.get("/organisation/appointments").await.status(403);
        let appoint = "/organisation/appointments/administrator";
        browser.post(appoint, &[("person", &giang_key)]).await.refused("organisation.has_other_roles");
        browser.post(appoint, &[("person", &admin_key)]).await.refused("organisation.is_administrator_already");
        let second = browser.post(appoint, &[("person", &lan.to_string())]).await.key();
        let roles = house.rows("SELECT id FROM organisation_assignment WHERE person_id = $1", &[admin.into()]).await;
        let own: String = roles[0].at(0).unwrap();
        let dismiss = "/organisation/appointments/dismiss";
        browser.post(dismiss, &[("assignment", &own)]).await.refused("organisation.dismisses_oneself");
        house.browser(lan).await.post(dismiss, &[("assignment", &own)]).await.done();
        browser.get("/organisation/appointments").await.status(403);
        assert!(!second.is_empty());
    }
}
