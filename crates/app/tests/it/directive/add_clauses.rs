//! Clauses: pasted, cited, fixed once they were acknowledged.

use testkit::both;

use super::{CLAUSES, bound};

both! {
    async fn pasted_lines_become_clauses_in_their_order(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let read = house.browser(b.organiser).await.get(&page).await.page();
        let places: Vec<_> = [">I</th>", ">I.1</th>", ">I.2</th>", ">II</th>", ">II.1</th>"].iter().map(|code| read.find(code).unwrap()).collect();
        assert!(places.is_sorted());
        assert!(read.contains("5 mục chưa dẫn tới việc nào"));
    }

    async fn what_cannot_be_read_is_refused_and_stays_typed(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let giang = house.browser(b.organiser).await;
        let path = format!("{page}/add-clauses");
        let typed = giang.post(&path, &[("clauses", "Kính gửi các đồng chí")]).await.refused("directive.no_clause_read");
        assert!(typed.contains("Kính gửi các đồng chí</textarea>"));
        giang.post(&path, &[("clauses", CLAUSES)]).await.refused("directive.clause_code_taken");
        giang.post(&path, &[("clauses", "III-\n1. Một")]).await.refused("directive.clause_without_text");
        giang.post(&path, &[("clauses", "III- Tổ chức thực hiện")]).await.done();
        house.browser(b.secretary).await.post(&path, &[("clauses", "IV- Thêm")]).await.status(403);
    }

    async fn clauses_are_fixed_once_somebody_acknowledged_them(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let (giang, ward) = (house.browser(b.organiser).await, b.ward.to_string());
        giang.post(&format!("{page}/address"), &[("units", &ward)]).await.done();
        giang.post(&format!("{page}/add-clauses"), &[("clauses", "III- Tổ chức")]).await.done();
        house.browser(b.of_ward).await.post(&format!("{}/acknowledge", b.seen_at(&page, b.ward)), &[]).await.done();
        let refused = giang.post(&format!("{page}/add-clauses"), &[("clauses", "IV- Thêm")]).await.refused("directive.clauses_fixed");
        assert!(refused.contains("1 nơi đã xác nhận"));
    }

    async fn an_addressee_adds_nothing_to_the_paper(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let ward = b.ward.to_string();
        house.browser(b.organiser).await.post(&format!("{page}/address"), &[("units", &ward)]).await.done();
        let path = format!("{}/add-clauses", b.seen_at(&page, b.ward));
        house.browser(b.of_ward).await.post(&path, &[("clauses", "III- Thêm")]).await.status(404);
    }
}
