//! The file of a subject: for itself and for the staff.

use testkit::both;

use super::{QUOTE, alleged};

both! {
    async fn the_staff_follows_each_point_of_a_subject_from_its_first_opinion(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        a.evidence(&house).await;
        a.found(&house, "confirmed").await;
        let secretary = house.browser(a.stage.secretary).await;
        let list = secretary.get(&format!("/verification/{}/subject", a.stage.review)).await.page();
        assert!(list.contains("Đỗ Thị Lan") && list.contains("Ban Thường vụ Tỉnh ủy"));
        let path = format!("/verification/{}/subject/{}", a.stage.review, a.stage.subjects[2]);
        let page = secretary.get(&path).await.page();
        assert!(page.contains("3 ý kiến") && page.contains(QUOTE) && page.contains("Lê Minh Châu"));
        assert!(page.contains("tạm thời") && page.contains("Chưa tới") && page.contains("Không cần"));
        assert!(page.contains("Kỳ trước không để lại việc nào") && !page.contains('⟦'));
    }

    async fn a_subject_reads_its_own_file_and_that_of_its_body_and_no_other(house: TestHouse) {
        let a = alleged(&house).await;
        let deputy = house.browser(a.deputy).await;
        let list = deputy.get(&format!("/verification/{}/subject", a.stage.review)).await.page();
        assert!(list.contains("Đỗ Thị Lan") && list.contains("Ban Thường vụ Tỉnh ủy") && !list.contains("Trịnh Đình Khoa"));
        let path = |at: usize| format!("/verification/{}/subject/{}", a.stage.review, a.stage.subjects[at]);
        let page = deputy.get(&path(2)).await.page();
        assert!(page.contains("Giữ nền nếp giao ban"), "praise is open at once");
        assert!(!page.contains("Chậm trả lời kiến nghị") && page.contains("1 điểm khác hiện ra khi thông báo tới nơi"));
        deputy.get(&path(3)).await.status(404);
        deputy.get(&path(0)).await.page();
        house.browser(a.author).await.get(&path(2)).await.page();
    }
}
