//! Units, bodies, people and seats are edited; the tree is as of a day.

use domain::common::Role;
use domain::common::id::{BodyId, PersonId, UnitId};
use domain::organisation::BodyRank;
use testkit::{Seed, TestHouse, both};

/// A province with two wards, a body, and its organiser.
struct Province {
    unit: UnitId,
    ward: UnitId,
    other: UnitId,
    body: BodyId,
    organiser: PersonId,
}

async fn province(house: &TestHouse) -> Province {
    let unit = house.unit("SL", "Tỉnh Sông Lam", None).await;
    let ward = house.unit("SL-BD", "Phường Bến Đá", Some(unit)).await;
    let other = house.unit("SL-HL", "Xã Hạ Lam", Some(unit)).await;
    let body = house.body(ward, "DU-BD", "Đảng ủy phường Bến Đá").await;
    let organiser = house.person("Hoàng Văn Giang").await;
    house.role(organiser, Role::Organiser, unit).await;
    Province { unit, ward, other, body, organiser }
}

both! {
    async fn a_unit_gets_another_name_and_ends_after_what_is_in_it(house: TestHouse) {
        let p = province(&house).await;
        let browser = house.browser(p.organiser).await;
        let path = format!("/organisation/{}/edit-unit", p.ward);
        let rename = [("version", "1"), ("name", "Phường Bến Đá Mới"), ("kind", "phường")];
        let landing = browser.post(&path, &rename).await.done();
        assert!(browser.get(&landing).await.page().contains("<h1>Phường Bến Đá Mới</h1>"));
        let stale = browser.post(&path, &rename).await.status(409);
        assert!(stale.body.contains("Nội dung vừa được người khác sửa") && stale.body.contains("Phường Bến Đá Mới"));
        let end = |version: &'static str| [("version", version), ("name", "Bến Đá"), ("kind", "phường"), ("valid_to", "31/12/2026")];
        let page = browser.post(&path, &end("2")).await.refused("organisation.unit_still_holds");
        assert!(page.contains("0 đơn vị trực thuộc và 1 tập thể"));
        let body = format!("/organisation/{}/body/{}", p.ward, p.body);
        let end_body = [("version", "1"), ("name", "Đảng ủy"), ("kind", "đảng ủy"), ("valid_to", "31/12/2026")];
        browser.post(&format!("{body}/edit-body"), &end_body).await.done();
        browser.post(&path, &end("2")).await.done();
        let early = [("version", "3"), ("name", "Bến Đá"), ("kind", "phường"), ("valid_to", "1/1/2019")];
        browser.post(&path, &early).await.refused("organisation.ends_before_it_begins");
    }

    async fn a_moved_unit_lies_where_it_lay_until_the_day_before(house: TestHouse) {
        let p = province(&house).await;
        let browser = house.browser(p.organiser).await;
        let (ward, other, top) = (p.ward.to_string(), p.other.to_string(), p.unit.to_string());
        let path = format!("/organisation/{}/move-unit", p.unit);
        let to = |parent: &str, from: &str| [("child", ward.clone()), ("parent", parent.to_owned()), ("from", from.to_owned())];
        let post = async |fields: [(&str, String); 3]| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
            browser.post(&path, &fields).await
        };
        post(to(&top, "1/12/2026")).await.refused("organisation.is_there_already");
        post(to(&ward, "1/12/2026")).await.refused("organisation.moves_below_itself");
        post(to(&other, "1/1/2020")).await.refused("organisation.moves_too_early");
        post(to(&other, "1/12/2026")).await.done();
        let at = async |unit: UnitId, day: &str| browser.get(&format!("/organisation/{unit}?on={day}")).await.page();
        assert!(!at(p.other, "30/11/2026").await.contains("Phường Bến Đá"));
        assert!(at(p.other, "1/12/2026").await.contains("Phường Bến Đá"));
        assert!(at(p.unit, "1/12/2026").await.contains("class=\"depth-2\""));
        let root = house.unit("HT", "Tỉnh khác", None).await.to_string();
        post(to(&root, "5/12/2026")).await.status(404);
    }

    async fn a_body_is_added_filled_changed_and_emptied(house: TestHouse) {
        let p = province(&house).await;
        let browser = house.browser(p.organiser).await;
        let add = format!("/organisation/{}/add-body", p.ward);
        let fields = [("code", "CU-BD"), ("name", "Chi ủy Bến Đá"), ("kind", "chi ủy"), ("valid_from", "1/7/2025")];
        let body = browser.post(&add, &fields).await.key();
        browser.post(&add, &fields).await.refused("organisation.body_code_taken");
        let early = [("code", "X"), ("name", "X"), ("kind", "chi ủy"), ("valid_from", "1/7/2019")];
        browser.post(&add, &early).await.refused("organisation.body_outside_unit");
        let path = format!("/organisation/{}/body/{body}", p.ward);
        assert!(browser.get(&path).await.page().contains("Chưa có ai trong tập thể này"));
        let people = format!("/organisation/{}/add-person", p.ward);
        let an = browser.post(&people, &[("code", "N1"), ("full_name", "Nguyễn Văn An"), ("birth_year", "1970")]).await.key();
        let lan = browser.post(&people, &[("code", "N2"), ("full_name", "Đỗ Thị Lan"), ("email", "lan@bd.example")]).await.key();
        browser.post(&people, &[("code", "N2"), ("full_name", "Ai đó")]).await.refused("organisation.person_code_taken");
        browser.post(&people, &[("code", "N3"), ("full_name", "Ai đó"), ("birth_year", "70")]).await.malformed();
        let give = async |person: &str, rank: &str, place: &str, from: &str| {
            let fields = [("person", person), ("post", "Bí thư"), ("rank", rank), ("place", place), ("valid_from", from)];
            browser.post(&format!("{path}/give-seat"), &fields).await
        };
        give(&an, "head", "1", "1/6/2025").await.refused("organisation.seat_outside_body");
        let seat = give(&an, "head", "1", "1/7/2025").await.key();
        give(&an, "deputy", "2", "1/8/2025").await.refused("organisation.has_a_seat");
        give(&lan, "head", "2", "1/8/2025").await.refused("organisation.has_a_head");
        give(&lan, "member", "1", "1/8/2025").await.refused("organisation.place_taken");
        give(&lan, "member", "2", "1/8/2025").await.done();
        let edit = [("seat", seat.as_str()), ("version", "1"), ("post", "Bí thư Đảng ủy"), ("rank", "head"), ("place", "1")];
        browser.post(&format!("{path}/edit-seat"), &edit).await.done();
        assert!(browser.get(&path).await.page().contains("Bí thư Đảng ủy"));
        let end_body = [("version", "1"), ("name", "Chi ủy"), ("kind", "chi ủy"), ("valid_to", "31/10/2026")];
        let page = browser.post(&format!("{path}/edit-body"), &end_body).await.refused("organisation.body_still_has_members");
        assert!(page.contains("còn 2 người"));
        let end = [("seat", seat.as_str()), ("last_day", "30/9/2026")];
        browser.post(&format!("{path}/end-seat"), &end).await.done();
        let page = browser.get(&path).await.page();
        assert!(page.contains("Trước đây và sắp tới (1)"));
        let then = browser.get(&format!("{path}?on=1/9/2026")).await.page();
        assert!(!then.contains("Trước đây và sắp tới"), "as of that day both sat there");
        browser.get(&format!("/organisation/{}/body/{body}", p.unit)).await.status(404);
        browser.post(&format!("/organisation/{}/body/{body}/edit-body", p.unit), &end_body).await.status(404);
    }

    async fn people_are_found_without_marks_and_page_by_page(house: TestHouse) {
        let p = province(&house).await;
        let browser = house.browser(p.organiser).await;
        assert!(browser.get(&format!("/organisation/{}/people", p.ward)).await.page().contains("Chưa có ai ở đơn vị này"));
        for at in 0..60 {
            let person = house.person(&format!("Nguyễn Thị Số {at:02}")).await;
            house.seat(p.body, person, BodyRank::Member, at + 1).await;
        }
        let xin = house.person("Vừ Mí Xìn").await;
        house.seat(p.body, xin, BodyRank::Member, 61).await;
        let path = format!("/organisation/{}/people", p.unit);
        let page = browser.get(&path).await.page();
        assert!(page.contains("62 người") && page.contains("Trang 1 trên 2"));
        assert!(browser.get(&format!("{path}?page=2")).await.page().contains("Nguyễn Thị Số 59"));
        let found = browser.get(&format!("{path}?q=xin+vu")).await.page();
        assert!(found.contains("Vừ Mí Xìn") && !found.contains("Nguyễn Thị Số 08"));
        assert!(browser.get(&format!("{path}?q=khong+co")).await.page().contains("Không thấy ai với “khong co”"));
        let below = browser.get(&format!("/organisation/{}/people", p.ward)).await.page();
        assert!(below.contains("61 người"));
    }

    async fn a_person_is_seen_and_edited_where_they_belong(house: TestHouse) {
        let p = province(&house).await;
        let person = house.person("Nguyễn Văn An").await;
        house.seat(p.body, person, BodyRank::Head, 1).await;
        let browser = house.browser(p.organiser).await;
        let path = format!("/organisation/{}/person/{person}", p.ward);
        let page = browser.get(&path).await.page();
        assert!(page.contains("Đảng ủy phường Bến Đá") && page.contains("Chưa có vai trò nào ở đây"));
        browser.get(&format!("/organisation/{}/person/{person}", p.other)).await.status(404);
        let edit = [("version", "1"), ("full_name", "Nguyễn Văn Ân"), ("email", "an@sl.example")];
        browser.post(&format!("{path}/edit-person"), &edit).await.done();
        assert!(browser.get(&path).await.page().contains("Nguyễn Văn Ân"));
        browser.post(&format!("{path}/edit-person"), &edit).await.status(409);
        let elsewhere = format!("/organisation/{}/person/{person}/edit-person", p.other);
        browser.post(&elsewhere, &edit).await.status(404);
        browser.post(&format!("{path}/edit-person"), &[("version", "2"), ("full_name", "A"), ("email", "không có")]).await.malformed();
    }

    async fn who_reads_does_not_edit(house: TestHouse) {
        let p = province(&house).await;
        let secretary = house.person("Trần Thị Bích").await;
        house.role(secretary, Role::Secretary, p.unit).await;
        let browser = house.browser(secretary).await;
        let page = browser.get(&format!("/organisation/{}", p.ward)).await.page();
        assert!(!page.contains("form-organisation-edit-unit") && !page.contains("Sửa đơn vị này"));
        let fields = [("version", "1"), ("name", "X"), ("kind", "X")];
        browser.post(&format!("/organisation/{}/edit-unit", p.ward), &fields).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.get(&format!("/organisation/{}/people", p.ward)).await.status(404);
    }
}
