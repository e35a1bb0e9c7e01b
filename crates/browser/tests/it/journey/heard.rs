//! What was alleged is verified, and whom it is about is heard before the finding stands.

use domain::common::id::PointId;

use super::walk::Walk;

impl Walk<'_> {
    /// The organiser gives the case to a verifier, who takes it, adds evidence and finds.
    pub async fn it_is_verified(&self) -> PointId {
        let browser = &self.browser;
        self.sits_down(self.stage.organiser).await;
        self.open("/verification/{review}").await;
        browser.press("tbody th a").await;
        browser.says("Xác minh điều được nêu số 1").await;
        let point: PointId = browser.path().await.rsplit('/').next().unwrap().parse().unwrap();
        let fields = [("verifier", "Lê Minh Châu"), ("due", "12/11/2026")];
        browser.hand_in("/assign-verifier", &fields, "Đã giao xác minh").await;
        self.sits_down(self.stage.verifier).await;
        self.open(&format!("/verification/{{review}}/point/{point}")).await;
        browser.hand_in("/accept-case", &[], "Đã nhận việc xác minh").await;
        let evidence = [
            ("title", "Sổ văn thư phường, trang 41, 66 và 90"),
            ("source", "Văn thư phường Bến Đá"),
            ("dated", "12/8/2026"),
            ("text", "Ba đơn vào sổ ngày 14/3, 20/5 và 12/7; không có số văn bản trả lời."),
        ];
        browser.hand_in("/add-evidence", &evidence, "Đã thêm chứng cứ").await;
        let finding = [
            ("verdict", "Đúng"),
            ("reasons", "Chứng cứ 1 cho thấy ba đơn chưa có văn bản trả lời sau năm tháng."),
        ];
        browser.hand_in("/record-finding", &finding, "Đã ghi kết quả").await;
        browser.says("tạm thời").await;
        point
    }

    /// The secretary asks the deputy, who opens the notice and answers; then the finding stands, with its stamp.
    pub async fn the_deputy_is_heard(&self, point: &PointId) {
        let browser = &self.browser;
        let page = format!("/explanation/{{review}}/point/{point}");
        self.sits_down(self.stage.secretary).await;
        self.open(&page).await;
        browser.hand_in("/assign", &[("persons", "Đỗ Thị Lan")], "Đã giao giải trình").await;
        browser.press("main a[href*='/assignment/']").await;
        browser.says("Giao thông báo").await;
        let assignment = browser.path().await;
        browser.hand_in("/serve", &[("service", "Gửi trong phần mềm")], "Đã ghi việc giao thông báo").await;
        self.sits_down(self.deputy()).await;
        browser.go(&assignment).await;
        assert!(!browser.words().await.contains(super::opinions::WORDS), "an unopened notice shows nothing");
        browser.hand_in("/open-notice", &[], super::opinions::WORDS).await;
        let answer = [
            ("kind", "Tiếp thu"),
            ("text", "Tôi được giao theo dõi tiếp dân nhưng không kiểm tra lại."),
            ("cause", "Phường chưa có sổ theo dõi hạn trả lời."),
        ];
        browser.hand_in("/answer", &answer, "Đã nhận giải trình").await;
        self.the_stamp_has_its_place().await;
        self.sits_down(self.stage.verifier).await;
        self.open(&page).await;
        browser.hand_in("/finalise", &[], "Đã chốt kết quả xác minh").await;
    }
}
