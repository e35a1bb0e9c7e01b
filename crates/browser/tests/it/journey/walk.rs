//! Who walks, and how they sign in.

use base::book::Book;
use browser::Browser;
use domain::common::id::PersonId;
use testkit::{Campaigned, Seed, Stage, TestHouse};

/// The password that the deputy chooses.
const PASSWORD: &str = "mùa hạn 2026 mười một xã";

/// A campaign of one body, and a browser in which one person after another sits down.
pub struct Walk<'h> {
    pub house: &'h TestHouse,
    pub stage: Stage,
    pub browser: Browser,
    /// Who writes an opinion.
    pub contributor: PersonId,
    administrator: PersonId,
    /// One sequencer for the whole way: another one would wait for its lease.
    book: Book,
}

impl<'h> Walk<'h> {
    /// Opens the campaign and the browser.
    pub async fn begin(house: &'h TestHouse) -> Self {
        let stage = house.campaign().await;
        let contributor = house.person("Ngô Thị Hạnh").await;
        let administrator = house.person("Quản trị viên").await;
        house.administrator(administrator).await;
        let browser = Browser::open(&house.listen().await).await;
        let config = &house.house.config;
        let book =
            Book::open(&house.house.database, &config.data.join("keys"), &config.public_url).await.unwrap();
        Walk { house, stage, browser, contributor, administrator, book }
    }

    /// The deputy, whom the review is about.
    pub fn deputy(&self) -> PersonId {
        self.stage.members[0]
    }

    /// A page of the review: `{review}` stands for it.
    pub async fn open(&self, path: &str) {
        self.browser.go(&path.replace("{review}", &self.stage.review.to_string())).await;
        self.browser.is_well_made().await;
    }

    /// The page shows the place of its leaf once the book has given one.
    pub async fn the_stamp_has_its_place(&self) {
        self.leaves_get_their_places().await;
        self.browser.go(&self.browser.path().await).await;
        self.browser.says("của sổ cái").await;
    }

    /// The book gives every leaf its place, as the sequencer does each second.
    pub async fn leaves_get_their_places(&self) {
        while 0 < self.book.integrate(&self.house.house.database).await.unwrap() {}
    }

    /// Somebody else sits down: whoever was there is forgotten, and the link of the new one is pressed.
    pub async fn sits_down(&self, person: PersonId) {
        self.browser.forget().await;
        let link = base::web::make_link(&self.house.house, person).await.unwrap();
        let path = link.split_once("/sign-in/").map(|(_, token)| format!("/sign-in/{token}")).unwrap();
        self.browser.go(&path).await;
        self.browser.press("button.go").await;
        self.browser.says("Tôi phải làm").await;
    }

    /// The administrator makes an account; the deputy sets a password, signs out and comes back with it.
    pub async fn an_account_is_made_and_a_password_set(&self) {
        let browser = &self.browser;
        self.sits_down(self.administrator).await;
        self.open(&format!("/organisation/accounts/{}", self.deputy())).await;
        browser.hand_in("/make-account", &[("login", "do.thi.lan")], "do.thi.lan").await;
        self.sits_down(self.deputy()).await;
        self.open("/organisation/my-account").await;
        let fields = [("password", PASSWORD), ("again", PASSWORD)];
        browser.hand_in("/change-password", &fields, "Đã đổi mật khẩu").await;
        browser.press("button[popovertarget=me]").await;
        browser.press("form[action='/sign-out'] button").await;
        browser.says("Đăng nhập").await;
        browser.go("/sign-in").await;
        browser.fill("#login", "do.thi.lan").await;
        browser.fill("#password", "sai mật khẩu").await;
        browser.press("button.go").await;
        browser.says("Mật khẩu").await;
        browser.fill("#login", "do.thi.lan").await;
        browser.fill("#password", PASSWORD).await;
        browser.press("button.go").await;
        browser.says("Tôi phải làm").await;
    }

    /// The deputy writes and hands in; the superior records that nothing is suggested; the secretary writes for the body.
    pub async fn reports_are_handed_in(&self) {
        let browser = &self.browser;
        let deputy = format!("/report/{{review}}/subject/{}", self.stage.subjects[2]);
        self.open(&format!("{deputy}/write")).await;
        let sections = [
            ("sections.strengths", "Giải quyết 83 trên 86 đơn đúng hạn."),
            ("sections.shortcomings", "Ba đơn của tổ dân phố quá 131 đến 251 ngày chưa trả lời."),
            ("sections.carried", "Kỳ trước không có việc chuyển sang."),
            ("sections.responsibility", "Tôi chịu trách nhiệm trực tiếp về ba đơn chậm."),
            ("sections.remedies", "Lập sổ hạn trả lời trước ngày 31/3/2027."),
        ];
        browser.hand_in("/save", &sections, "phiên bản 1").await;
        self.open(&format!("{deputy}/check")).await;
        browser.hand_in("/submit", &[], "đã niêm phong").await;
        self.sits_down(self.stage.superior).await;
        self.open("/report/{review}").await;
        browser.hand_in("/record-none", &[], "Đã ghi: cấp trên không có gợi ý").await;
        self.sits_down(self.stage.secretary).await;
        let body = format!("/report/{{review}}/subject/{}", self.stage.subjects[0]);
        self.open(&format!("{body}/write")).await;
        let sections =
            sections.map(|(section, _)| (section, "Tập thể để ba đơn chậm trả lời, đang khắc phục."));
        browser.hand_in("/save", &sections, "phiên bản 1").await;
        self.open(&format!("{body}/check")).await;
        browser.hand_in("/submit", &[], "đã niêm phong").await;
    }
}
