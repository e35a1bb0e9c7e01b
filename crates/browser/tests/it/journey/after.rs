//! The conclusion with all that it must say, the remedy that follows from it, and the article that anyone reads.

use super::walk::Walk;

const MATTER: &str = "3 đơn của dân quá 131 đến 251 ngày chưa trả lời";
const LEAD: &str = "Ba đơn của tổ dân phố chậm trả lời sẽ được trả lời xong trước ngày 31/3/2027.";

impl Walk<'_> {
    fn conclusion(&self) -> String {
        format!("/conclusion/{{review}}/subject/{}", self.stage.subjects[2])
    }

    /// The secretary drafts: a shortcoming with every field that the rules ask for, its ground, who is responsible.
    pub async fn a_conclusion_is_drafted(&self) {
        let browser = &self.browser;
        self.sits_down(self.stage.secretary).await;
        self.open(&self.conclusion()).await;
        browser.hand_in("/draft", &[], "Đã mở dự thảo kết luận").await;
        let strength = [("text", "Có mặt ở 11 trên 11 xã trong mùa hạn."), ("content", "Suy thoái")];
        browser.hand_in("/add-strength", &strength, "Đã ghi ưu điểm").await;
        let begun = [
            ("title", "Chậm trả lời đơn của dân"),
            ("point", "Chậm trả lời đơn của tổ dân phố"),
            ("content", "Thẩm quyền"),
            ("matter", MATTER),
        ];
        browser.hand_in("/add-shortcoming", &begun, "Đã ghi hạn chế").await;
        if !browser.path().await.contains("/shortcoming/") {
            browser.press("main a[href*='/shortcoming/']").await;
        }
        browser.says("Độ cụ thể").await;
        let written = [
            ("norm", "Quy chế tiếp công dân, điều 9: 15 ngày"),
            ("extent", "3 trên 86 đơn"),
            ("location", "Phường Bến Đá"),
            ("period", "14/3/2026 đến 16/11/2026"),
            ("consequence", "Dân gửi lại đơn hai lần"),
            ("cause_subjective", "Giao việc mà không kiểm tra lại"),
            ("comparison", "Kỳ trước 12 đơn quá hạn"),
            ("remedy", "Lập sổ hạn trả lời, kiểm tra hằng tuần"),
            ("doer", "Đỗ Thị Lan"),
            ("deadline", "31/3/2027"),
            ("measure", "100% đơn trả lời trong 15 ngày"),
            ("publishable", "Được"),
        ];
        browser.hand_in("/write", &written, "Đã lưu hạn chế").await;
        browser.is_well_made().await;
        let ground = "form[action$='/add-ground']:has([name=finding])";
        browser.hand_in(ground, &[("finding", "Chậm trả lời đơn")], "Đã thêm căn cứ").await;
        let main = [("person", "Đỗ Thị Lan"), ("kind", "chịu trách nhiệm chính")];
        browser.hand_in("/name-responsible", &main, "người đó được báo").await;
    }

    /// The chair decides in a browser that runs no script.
    pub async fn it_is_decided_without_a_script(&self) {
        let browser = &self.browser;
        self.sits_down(self.stage.chair).await;
        browser.forbid_scripts(true).await;
        browser.go(&self.conclusion().replace("{review}", &self.stage.review.to_string())).await;
        browser.says(MATTER).await;
        browser.hand_in("/decide", &[], "Đã quyết định kết luận").await;
        browser.says("đã quyết định").await;
        browser.forbid_scripts(false).await;
    }

    /// What was concluded becomes a commitment, with its doer, its measure and its day.
    pub async fn the_remedy_is_committed(&self) {
        let browser = &self.browser;
        self.sits_down(self.stage.secretary).await;
        self.open("/remedy/{review}").await;
        browser.hand_in("/make-commitments", &[], "Đã lập cam kết").await;
        browser.says("Lập sổ hạn trả lời, kiểm tra hằng tuần").await;
        browser.says("31/03/2027").await;
        browser.is_well_made().await;
    }

    /// The secretary writes an article with its source, the chair approves it, anyone reads it.
    pub async fn an_article_is_read_by_anyone(&self) {
        let browser = &self.browser;
        self.open(&format!("/publication/{}", self.stage.campaign)).await;
        let article = [
            ("title", "Đơn chậm trả lời sẽ xong trước tháng tư"),
            ("section", "Khắc phục"),
            ("lead", LEAD),
            ("source", "hạn chế"),
            ("byline", "Văn phòng Tỉnh ủy"),
        ];
        browser.hand_in("/make", &article, "Đã bắt đầu bài").await;
        browser.is_well_made().await;
        let page = browser.path().await;
        browser.hand_in("/submit", &[], "Đã trình").await;
        self.sits_down(self.stage.chair).await;
        browser.go(&page).await;
        browser.hand_in("/approve", &[], "Đã đăng bài").await;
        // A public page may be kept for a minute: the leaf has its place before anyone comes.
        self.leaves_get_their_places().await;
        browser.forget().await;
        browser.go("/news").await;
        browser.press("main h2 a").await;
        browser.says(LEAD).await;
        browser.says("Nguồn của bài").await;
        browser.is_well_made().await;
        browser.says("của sổ cái").await;
        browser.press("a.stamp").await;
        browser.says("Mục ghi đúng, còn nguyên").await;
    }
}
