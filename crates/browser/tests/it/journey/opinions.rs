//! An opinion is invited, typed on a phone, and placed at the desk by someone who has no mouse.

use browser::Screen;

use super::walk::Walk;

pub const WORDS: &str = "Ba đơn của tổ dân phố gửi từ tháng 3 chưa được trả lời.";
const ENTER: &str = "\u{e007}";

impl Walk<'_> {
    /// The secretary invites; who was invited writes on a phone, reads the promise first, and gets a receipt.
    pub async fn an_opinion_is_typed_on_a_phone(&self) {
        let browser = &self.browser;
        self.open("/opinion/{review}").await;
        let fields = [("contributor", "Chi bộ 5"), ("person", "Ngô Thị Hạnh"), ("due", "20/11/2026")];
        browser.hand_in("/invite", &fields, "Đã ghi lời mời").await;
        browser.resize(Screen::Phone).await;
        self.sits_down(self.contributor).await;
        self.open("/opinion/{review}/write").await;
        browser.says("Ai sẽ thấy điều được viết").await;
        let fields =
            [("subject", "Đỗ Thị Lan"), ("content", "Thẩm quyền"), ("kind", "hạn chế"), ("text", WORDS)];
        browser.hand_in("/write/add-draft", &fields, "Đã giữ điều vừa viết; chưa gửi").await;
        browser.is_well_made().await;
        browser.hand_in("/write/send", &[("visibility", "Ký tên")], "Đã nhận góp ý").await;
        browser.says("Mã biên nhận").await;
        browser.is_well_made().await;
        browser.resize(Screen::Desk).await;
    }

    /// The secretary opens the round; the coder presses N, types, presses Enter; an early sign-off is refused before that.
    pub async fn it_is_placed_by_keyboard_alone_and_signed_off(&self) {
        let browser = &self.browser;
        let desk = "/synthesis/{review}";
        self.sits_down(self.stage.secretary).await;
        self.open(desk).await;
        browser.hand_in("/open-round", &[], "Đã mở vòng tổng hợp").await;
        browser.hand_in("/close-round", &[], "Chưa thể đóng vòng tổng hợp").await;
        browser.says("Còn 1 trên 1 ý kiến chưa có nơi đến").await;
        self.sits_down(self.stage.coder).await;
        self.open(desk).await;
        browser.key("n").await;
        browser.focuses("title").await;
        browser.key_at_focus("Chậm trả lời đơn của tổ dân phố").await;
        browser.key_at_focus(ENTER).await;
        browser.says("1 trên 1").await;
        self.sits_down(self.stage.secretary).await;
        self.open(desk).await;
        browser.hand_in("/close-round", &[], "Đã đóng vòng").await;
    }
}
