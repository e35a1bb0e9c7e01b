//! Papers are kept once, and read where they bind.

use testkit::{Seed, both};

use super::{PLAN, bound};

both! {
    async fn a_paper_is_kept_with_its_number_once(house: TestHouse) {
        let b = bound(&house).await;
        let giang = house.browser(b.organiser).await;
        let list = format!("/directive/{}", b.province);
        let empty = giang.get(&list).await.page();
        assert!(empty.contains("Chưa có văn bản nào") && empty.contains("class=\"btn go\""));
        let page = giang.post(&format!("{list}/add-document"), PLAN).await.done();
        let page = giang.get(&page).await.page();
        assert!(page.contains("Kế hoạch 31-KH/TU") && page.contains("20/10/2026") && page.contains("Chưa ghi điều khoản nào"));
        let again = giang.post(&format!("{list}/add-document"), PLAN).await.refused("directive.number_taken");
        assert!(again.contains("Văn bản số 31-KH/TU đã được lưu"));
        let list = giang.get(&list).await.page();
        assert!(list.contains("31-KH/TU") && list.contains("chưa gửi"));
    }

    async fn only_the_organiser_of_the_unit_keeps_papers(house: TestHouse) {
        let b = bound(&house).await;
        let path = format!("/directive/{}/add-document", b.province);
        house.browser(b.secretary).await.post(&path, PLAN).await.status(403);
        house.browser(b.of_ward).await.post(&path, PLAN).await.status(404);
        house.browser(b.of_ward).await.get(&format!("/directive/{}", b.province)).await.status(404);
        let missing = house.browser(b.organiser).await.post(&path, &PLAN[..4]).await.malformed();
        assert_eq!(missing.matches("Chưa ghi mục này").count(), 2);
    }

    async fn a_paper_is_read_only_where_it_is_kept_or_addressed(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let at_ward = b.seen_at(&page, b.ward);
        house.browser(b.of_ward).await.get(&at_ward).await.status(404);
        let ward = b.ward.to_string();
        house.browser(b.organiser).await.post(&format!("{page}/address"), &[("units", &ward)]).await.done();
        let seen = house.browser(b.of_ward).await.get(&at_ward).await.page();
        assert!(seen.contains("Không làm lướt") && !seen.contains("add-clauses"), "an addressee reads and adds nothing");
        house.browser(b.of_ward).await.get(&page).await.status(404);
        house.browser(b.of_other).await.get(&b.seen_at(&page, b.other)).await.status(404);
        let list = house.browser(b.of_ward).await.get(&format!("/directive/{}", b.ward)).await.page();
        assert!(list.contains("đơn vị chưa xác nhận") && list.contains("Tỉnh Sông Lam"));
    }

    async fn a_program_keeps_and_reads_papers_over_the_api(house: TestHouse) {
        let b = bound(&house).await;
        let giang = house.browser(b.organiser).await;
        let body = serde_json::json!({ "number": "31-KH/TU", "kind": "Kế hoạch", "issuer": "Tỉnh ủy", "level": "tỉnh", "issued": "2026-10-20", "title": "Kiểm điểm" });
        let done = giang.api(&format!("/directive/{}/add-document", b.province), Some(body)).await.status(200);
        let added: serde_json::Value = serde_json::from_str(&done.body).unwrap();
        let page = added["location"].as_str().unwrap().to_owned();
        let clauses = serde_json::json!({ "clauses": "1. Một\n2. Hai" });
        giang.api(&format!("{page}/add-clauses"), Some(clauses)).await.status(200);
        let read = giang.api(&page, None).await.status(200);
        let read: serde_json::Value = serde_json::from_str(&read.body).unwrap();
        assert_eq!((read["clauses"][1]["row"]["text"].as_str(), read["without"].as_i64()), (Some("Hai"), Some(2)));
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.api(&page, None).await.status(404);
    }
}
