//! The public site: every element of a newspaper's page, fast, without script or cookie, its views not inflated.

use testkit::{Answer, both};

use super::press;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0";

/// Weight as it is sent to a browser that takes no compression: the page and its style.
async fn weight(house: &testkit::TestHouse, page: &Answer) -> usize {
    let style = page.body.split("rel=\"stylesheet\" href=\"").nth(1).unwrap().split('"').next().unwrap();
    page.bytes.len() + house.stranger().get(style).await.status(200).bytes.len()
}

both! {
    async fn an_article_has_every_element_of_a_newspapers_page(house: TestHouse) {
        let p = press(&house).await;
        p.out(&house, "Ba việc đã xong").await;
        house.set_day("2026-11-10");
        p.out(&house, "Bến Đá công khai mười một việc phải sửa").await;
        let page = house.stranger().get("/news/ben-da-cong-khai-muoi-mot-viec-phai-sua").await.page();
        for element in [
            "Thứ ba, 10/11/2026 <b>08:00</b> [GMT+7]",
            "<h1>Bến Đá công khai mười một việc phải sửa</h1>",
            "<time datetime=\"2026-11-10T08:00+07:00\">Thứ ba, 10/11/2026 | 08:00 [GMT+7]</time>",
            "lượt xem",
            "class=\"lead\">Ban Thường vụ Tỉnh ủy nhận việc chậm trả lời đơn",
            "3 đơn quá hạn 131 đến 251 ngày",
            "<b>Mai Thị Oanh, Tổ bản tin</b>",
            "<b>Từ khóa:</b> <a href=\"/news/keyword/kiem-diem-2026\">kiểm điểm 2026</a>, <a href=\"/news/keyword/tiep-dan\">tiếp dân</a>",
            "<h2>Tin cùng chuyên mục</h2>",
            "<a href=\"/news/ba-viec-da-xong\">Ba việc đã xong</a>",
            "<h2>Xem tin theo ngày</h2>",
            "Tháng 11/2026",
            "<a href=\"/news/day/2026-11-10\">10</a>",
            "<a href=\"/news/day/2026-11-02\">2</a>",
            "aria-current=\"page\">Kết quả kiểm điểm</a>",
            "<h2>Nguồn của bài</h2>",
            "<li id=\"nguon-1\">Kết luận kiểm điểm tập thể Ban Thường vụ Tỉnh ủy",
            "href=\"#nguon-1\"",
            "<small>Tỉnh Sông Lam</small>",
        ] {
            assert!(page.contains(element), "{element} in {page}");
        }
        assert!(!page.contains('⟦') && !page.contains("shortcoming:"));
    }

    async fn a_page_has_no_script_and_no_cookie_is_light_and_may_be_kept_for_a_minute(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        for number in 0..30 {
            let text = format!("Việc thứ {number} được giao cho một người, có hạn xong và tiêu chí để biết là đã xong hẳn.");
            p.told(&house, &page, &text, &[("begins", "yes")]).await;
        }
        p.published(&house, &page).await;
        for path in ["/news", "/news/ben-da", "/news/keyword/tiep-dan", "/news/day/2026-11-02", "/news/section/results"] {
            let answer = house.stranger().get(path).await.status(200);
            assert_eq!(answer.headers["cache-control"], "public, max-age=60", "{path}");
            assert!(!answer.headers.contains_key("set-cookie") && !answer.body.contains("<script"), "{path}");
            let weight = weight(&house, &answer).await;
            assert!(weight <= 60_000, "{path} weighs {weight}");
        }
        // The same for everyone: who is signed in sees no more.
        let signed_in = house.browser(p.chair).await.get("/news").await.page();
        assert_eq!(signed_in, house.stranger().get("/news").await.page());
    }

    async fn a_reload_adds_no_view_and_another_reader_does(house: TestHouse) {
        let p = press(&house).await;
        p.out(&house, "Bến Đá").await;
        let reader = house.stranger();
        let views = async |address: &str, agent: &str, more: &[(&str, &str)]| {
            let page = reader.get_from("/news/ben-da", address, agent, more).await.page();
            let (before, _) = page.split_once(" lượt xem").unwrap();
            before.rsplit(' ').next().unwrap().to_owned()
        };
        assert_eq!(views("198.51.100.7", FIREFOX, &[]).await, "1");
        for _ in 0..5 {
            assert_eq!(views("198.51.100.7", FIREFOX, &[]).await, "1");
        }
        assert_eq!(views("198.51.100.8", FIREFOX, &[]).await, "2");
        assert_eq!(views("198.51.100.9", "Googlebot/2.1", &[]).await, "2");
        assert_eq!(views("198.51.100.9", FIREFOX, &[("sec-purpose", "prefetch")]).await, "2");
        assert_eq!(views("198.51.100.9", FIREFOX, &[("x-forwarded-for", "203.0.113.1")]).await, "3");
        assert_eq!(views("198.51.100.9", FIREFOX, &[("x-forwarded-for", "203.0.113.2")]).await, "3", "what a stranger claims counts nothing");
        reader.api("/news/ben-da", None).await.status(200);
        house.house.clock.set("2026-11-02T01:02:00Z".parse().unwrap());
        assert_eq!(views("198.51.100.10", FIREFOX, &[]).await, "4");
        let written: i64 = house.rows("SELECT views FROM publication_view_count WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        assert_eq!(written, 4, "sums are written each minute, readers never");
    }

    async fn articles_are_found_by_section_keyword_and_day(house: TestHouse) {
        let p = press(&house).await;
        for number in 1..=14 {
            house.house.clock.set(format!("2026-11-02T01:{number:02}:00Z").parse().unwrap());
            p.out(&house, &format!("Tin số {number}")).await;
        }
        let front = house.stranger().get("/news").await.page();
        assert!(front.contains("Tin số 14") && !front.contains(">Tin số 1<") && front.contains("Trang 1 trên 2"));
        assert!(house.stranger().get("/news?page=2").await.page().contains(">Tin số 1<"));
        assert!(house.stranger().get("/news/section/results").await.page().contains("<h1>Kết quả kiểm điểm</h1>"));
        assert!(house.stranger().get("/news/section/lessons").await.page().contains("Chưa có bài nào"));
        assert!(house.stranger().get("/news/keyword/tiep-dan").await.page().contains("<h1>Từ khóa: tiếp dân</h1>"));
        let day = house.stranger().get("/news/day/2026-11-02").await.page();
        assert!(day.contains("Tin ngày 02/11/2026") && day.contains("Tin số 14"));
        assert!(house.stranger().get("/news/day/2026-11-03").await.page().contains("Chưa có bài nào"));
        let december = house.stranger().get("/news/day/2026-12-24").await.page();
        assert!(december.contains("href=\"/news/day/2026-11-02\" aria-label=\"Ngày có tin gần nhất"));
        assert_eq!(house.stranger().get("/news/day?date=2/11/2026").await.status(303).location, "/news/day/2026-11-02");
        assert!(house.stranger().get("/news/day?date=31/02/2026").await.page().contains("Không có ngày này"));
        for path in ["/news/khong-co", "/news/section/x", "/news/keyword/x", "/news/day/2026-02-31", "/news/photo/x"] {
            house.stranger().get(path).await.status(404);
        }
    }

    async fn the_site_is_read_in_english_by_its_vietnamese_name_and_by_programs(house: TestHouse) {
        let p = press(&house).await;
        p.out(&house, "Bến Đá & “việc” <phải sửa>").await;
        let slug = "ben-da-viec-phai-sua";
        let english = house.stranger().get(&format!("/en/news/{slug}")).await.page();
        assert!(english.contains("<html lang=\"en\">") && english.contains("In the same section") && english.contains("lang=\"vi\""));
        assert!(english.contains("&#60;phải sửa&#62;") || english.contains("&lt;phải sửa&gt;"));
        assert!(house.stranger().get(&format!("/ban-tin/{slug}")).await.page().contains("Bản tin Kiểm Điểm"));
        let feed = house.stranger().get("/news/feed").await.status(200);
        assert!(feed.headers["content-type"].to_str().unwrap().starts_with("application/atom+xml"));
        assert!(feed.body.contains(&format!("<id>http://127.0.0.1:8080/news/{slug}</id>")) && !feed.body.contains("<phải"));
        let json = house.stranger().api(&format!("/news/{slug}"), None).await.status(200);
        let view: serde_json::Value = serde_json::from_str(&json.body).unwrap();
        assert_eq!(view["paragraphs"][0][0]["source"], 1);
        assert!(!json.body.contains(&p.stage.secretary.to_string()), "nobody is named but who signs");
    }
}
