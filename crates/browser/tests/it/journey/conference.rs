//! The conference: called, papers out in time, attendance, two items in their order, closed and sealed.

use super::walk::Walk;

impl Walk<'_> {
    /// From the call to the sealed minutes.
    pub async fn the_conference_meets(&self) {
        let browser = &self.browser;
        self.sits_down(self.stage.secretary).await;
        self.open("/conference/{review}").await;
        let call = [
            ("title", "Hội nghị kiểm điểm năm 2026"),
            ("day", "16/11/2026"),
            ("room", "Phòng họp A"),
            ("chair", "Nguyễn Văn An"),
            ("secretary", "Trần Thị Bích"),
            ("subjects", "!Trịnh Đình Khoa"),
            ("subjects", "!Mai Văn Sơn"),
        ];
        browser.hand_in("/call", &call, "Đã triệu tập").await;
        let place = browser.path().await;
        self.house.set_day("2026-11-09");
        self.sits_down(self.stage.secretary).await;
        browser.go(&place).await;
        let papers = [("title", "Báo cáo tập thể, bản kiểm điểm, bản tổng hợp góp ý"), ("sent", "9/11/2026")];
        browser.hand_in("/papers", &papers, "Đã ghi tài liệu").await;
        self.house.set_day("2026-11-16");
        self.sits_down(self.stage.secretary).await;
        browser.go(&place).await;
        let present =
            ["Nguyễn Văn An", "Đỗ Thị Lan", "Trịnh Đình Khoa", "Mai Văn Sơn"].map(|name| ("present", name));
        browser.hand_in("/attendance", &present, "Đã ghi điểm danh").await;
        browser.says("Đủ túc số").await;
        self.sits_down(self.stage.chair).await;
        browser.go(&place).await;
        browser.hand_in("/open", &[], "Hội nghị đã khai mạc").await;
        self.one_item(&place, 1, "Trịnh Đình Khoa").await;
        // The head comes before the deputy, unless the item is put off for a reason.
        browser.go(&place).await;
        let reason = [("reason", "Đồng chí Bí thư kiểm điểm tại hội nghị sau, có cấp trên dự.")];
        browser.hand_in("/defer-item", &reason, "Đã để mục lại").await;
        self.one_item(&place, 3, "Mai Văn Sơn").await;
        browser.go(&place).await;
        browser.hand_in("/close", &[], "Hội nghị đã bế mạc").await;
        browser.go(&format!("{place}/minutes")).await;
        browser.is_well_made().await;
        browser.says("Biên bản đã niêm phong").await;
        browser.says("đề nghị ghi rõ hạn xong cho từng việc").await;
        self.the_stamp_has_its_place().await;
    }

    /// The chair opens an item of the agenda, the secretary writes down what is said, the chair closes it.
    async fn one_item(&self, place: &str, number: usize, speaker: &str) {
        let browser = &self.browser;
        browser.go(place).await;
        let item = format!(".agenda > li:nth-child({number}) form[action$='/open-item']");
        browser.hand_in(&item, &[], "Đã mở mục").await;
        self.sits_down(self.stage.secretary).await;
        browser.go(place).await;
        let said = [
            ("speaker", speaker),
            ("kind", "ý kiến"),
            ("text", "Đồng ý với báo cáo; đề nghị ghi rõ hạn xong cho từng việc."),
        ];
        browser.hand_in("/statement", &said, "Đã ghi lượt phát biểu").await;
        self.sits_down(self.stage.chair).await;
        browser.go(place).await;
        browser.hand_in("/close-item", &[], "Đã đóng mục").await;
    }
}
