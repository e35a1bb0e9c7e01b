//! Searching: with marks and without, only what the reader may open now, and nothing that tells of the rest.

use base::book::Book;
use base::search::{Fed, Shelf, feed};
use domain::common::Role;
use domain::opinion::OpinionKind::Shortcoming;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use testkit::{Browser, Campaigned, Concluded, Seed, Synthesised, TestHouse, both};

/// The one book of the house: who opens another has to wait for its lease.
pub async fn book_of(house: &TestHouse) -> Book {
    let config = &house.house.config;
    let book = Book::open(&house.house.database, &config.data.join("keys"), &config.public_url).await;
    book.expect("the book opens")
}

/// Leaves get their places, and the index reads them.
pub async fn fed(house: &TestHouse, book: &Book) -> usize {
    let database = &house.house.database;
    while 0 < book.integrate(database).await.unwrap() {}
    let mut taken = 0;
    loop {
        match feed(database, &house.house.search).await.unwrap() {
            Fed::Nothing => return taken,
            Fed::Some(count) | Fed::Anew(count) => taken += count,
        }
    }
}

pub fn asked(words: &str) -> String {
    format!("/search?q={}", utf8_percent_encode(words, NON_ALPHANUMERIC))
}

/// The paths of what is found, in order, over all pages.
pub async fn found(browser: &Browser<'_>, words: &str) -> Vec<String> {
    let (mut paths, mut path) = (Vec::new(), asked(words));
    loop {
        let answer = browser.api(&path, None).await.status(200);
        let value: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        let hits = value["hits"].as_array().unwrap();
        paths.extend(hits.iter().map(|hit| hit["path"].as_str().unwrap().to_owned()));
        match value["after"].as_str() {
            Some(after) => path = format!("{}&after={after}", asked(words)),
            None => return paths,
        }
    }
}

both! {
    async fn a_point_is_found_with_marks_and_without_once_the_book_has_its_leaf(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        house.round(&s).await;
        let o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Ba đơn của tổ dân phố số 7 chưa ai trả lời.")]).await;
        let coder = house.browser(s.coder).await;
        assert!(coder.get(&asked("don")).await.page().contains("đang được lập"));
        fed(&house, &book).await;
        assert_eq!(found(&coder, "cham tra loi").await, [""; 0]);
        let point = house.point(&s, "Chậm trả lời <b>đơn</b> của dân", o[0]).await;
        assert_eq!(found(&coder, "cham tra loi").await, [""; 0], "not before the feed ran");
        assert!(0 < fed(&house, &book).await);
        let path = format!("/synthesis/{}/point/{point}", s.review);
        for words in ["cham tra loi", "CHẬM TRẢ LỜI", "\"cham tra loi\" don", "chậ* -dat"] {
            assert_eq!(found(&coder, words).await, [path.as_str()], "{words}");
        }
        for words in ["chạm trả lời", "\"tra don\"", "cham -loi", "\"loi tra\""] {
            assert_eq!(found(&coder, words).await, [""; 0], "{words}");
        }
        let page = coder.get("/tim?q=tr%E1%BA%A3+l%E1%BB%9Di&kind=point").await.page();
        assert!(page.contains("<mark>trả</mark> <mark>lời</mark> &#60;b&#62;đơn"), "{page}");
        assert!(page.contains(&format!("href=\"{path}\"")) && coder.get("/en/search?q=don").await.page().contains("Point (điểm)"));
        assert_eq!(fed(&house, &book).await, 0, "nothing new, nothing read");
    }

    async fn what_lies_outside_ones_subtree_is_not_found_and_changes_no_byte(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let elsewhere = house.unit("KH", "Xã Kim Hoa", None).await;
        let stranger = house.person("Đinh Công Toàn").await;
        house.role(stranger, Role::Secretary, elsewhere).await;
        house.role_in(stranger, Role::Member, s.review).await;
        fed(&house, &book).await;
        let others = house.person("Cao Thị Nga").await;
        house.role(others, Role::Superior, elsewhere).await;
        fed(&house, &book).await;
        let reader = house.browser(others).await;
        let questions = ["don", "\"to dan pho\"", "song lam", "tra* -kim", "kim hoa"].map(asked);
        let mut before = Vec::new();
        for path in &questions {
            before.push(reader.get(path).await.page());
        }
        house.round(&s).await;
        let o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Đơn của tổ dân phố ở Kim Hoa chưa ai trả lời.")]).await;
        house.point(&s, "Chậm trả lời đơn ở Kim Hoa", o[0]).await;
        house.decided(&s, s.subjects[0], "Đơn của tổ dân phố Kim Hoa", s.chair).await;
        assert!(0 < fed(&house, &book).await);
        for (path, before) in questions.iter().zip(before) {
            assert_eq!(reader.get(path).await.page(), before, "{path}");
        }
        assert_eq!(found(&reader, "kim hoa").await, [format!("/organisation/{elsewhere}")]);
        assert_ne!(found(&house.browser(s.coder).await, "kim hoa").await, [""; 0]);
        assert_eq!(found(&house.stranger(), "kim hoa").await, [""; 0]);
    }

    async fn who_may_not_open_an_opinion_does_not_notice_it(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let member = s.members[1];
        house.role_in(member, Role::Member, s.review).await;
        house.round(&s).await;
        fed(&house, &book).await;
        let reader = house.browser(member).await;
        let questions = ["don", "\"to dan pho\"", "do thi lan"].map(asked);
        let mut before = Vec::new();
        for path in &questions {
            before.push(reader.get(path).await.page());
        }
        let o = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, "Đơn của tổ dân phố, Đỗ Thị Lan chưa trả lời.")]).await;
        fed(&house, &book).await;
        for (path, before) in questions.iter().zip(before) {
            assert_eq!(reader.get(path).await.page(), before, "{path}");
        }
        let opinion = format!("/synthesis/{}/opinion/{}", s.review, o[0]);
        let secretary = house.browser(s.secretary).await;
        let paths = found(&secretary, "\"to dan pho\"").await;
        assert!(paths.contains(&opinion) && paths.iter().any(|path| path.contains("/letter/")), "{paths:?}");
        reader.get(&opinion).await.status(403);
    }

    async fn whoever_codes_blind_finds_no_opinion_until_they_have_finished(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let matters = [(0, Shortcoming, "Đơn của tổ dân phố chưa ai trả lời."), (0, Shortcoming, "Tổ dân phố họp muộn.")];
        let o = house.opinions(&s, "Ngô Thị Hạnh", &matters).await;
        house.round(&s).await;
        house.point(&s, "Chậm trả lời tổ dân phố", o[0]).await;
        fed(&house, &book).await;
        let coder = house.browser(s.coder).await;
        assert_eq!(found(&coder, "\"to dan pho\"").await.len(), 4, "two opinions, their letter, a point");
        let other = house.person("Đinh Văn Phúc").await;
        house.role(other, Role::Coder, s.unit).await;
        let (first, second) = (s.coder.to_string(), other.to_string());
        let draw = [("count", ""), ("first", first.as_str()), ("second", second.as_str())];
        let secretary = house.browser(s.secretary).await;
        secretary.post(&format!("/synthesis/{}/double/draw", s.review), &draw).await.done();
        assert_eq!(found(&coder, "\"to dan pho\"").await, [""; 0]);
        assert_eq!(found(&secretary, "\"to dan pho\"").await.len(), 4);
    }

    async fn a_conclusion_is_found_when_it_is_decided_and_what_was_erased_is_not(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        let decided = house.decided(&s, s.subjects[0], "Chậm công khai tài chính", s.chair).await;
        fed(&house, &book).await;
        let inspector = house.browser(s.inspector).await;
        let path = format!("/conclusion/{}/shortcoming/{}", s.review, decided.shortcoming);
        assert_eq!(found(&inspector, "\"cong khai tai chinh\"").await, [path.as_str()]);
        // The rights of this moment count: the role has ended.
        house.tamper("UPDATE organisation_assignment SET valid_to = '2026-11-01' WHERE role = 'inspector'").await.unwrap();
        assert_eq!(found(&inspector, "\"cong khai tai chinh\"").await, [""; 0]);
        house.tamper("UPDATE organisation_assignment SET valid_to = NULL WHERE role = 'inspector'").await.unwrap();
        assert_eq!(found(&inspector, "\"cong khai tai chinh\"").await, [path.as_str()]);
    }

    async fn an_index_that_is_gone_is_made_anew_and_one_that_is_there_is_kept(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        fed(&house, &book).await;
        let coder = house.browser(s.coder).await;
        assert_eq!(found(&coder, "song lam").await, [format!("/organisation/{}", s.unit)]);
        let standing = house.house.search.standing().unwrap();
        let again = Shelf::below(&house.house.config.data, app::searched()).standing().unwrap();
        assert_eq!((again.cursor, again.count), (standing.cursor, standing.count));
        assert!(again.cursor.is_some_and(|cursor| 0 < cursor));
        let folder = house.house.config.data.join("search");
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(0 < fed(&house, &book).await);
        assert_eq!(found(&coder, "song lam").await, [format!("/organisation/{}", s.unit)]);
        // Past the program a name is erased: what stands in the tables now is all that is shown.
        house.tamper("UPDATE organisation_unit SET name = 'X' WHERE code = 'SL'").await.unwrap();
        assert_eq!(found(&coder, "song lam").await, [""; 0]);
    }

    async fn pages_give_each_thing_once_and_the_last_has_no_next(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        for number in 0..41 {
            house.unit(&format!("XA-{number}"), &format!("Xã Thượng Lam {number}"), Some(s.unit)).await;
        }
        fed(&house, &book).await;
        let coder = house.browser(s.coder).await;
        let paths = found(&coder, "xa thuong lam").await;
        let once: std::collections::BTreeSet<_> = paths.iter().collect();
        assert_eq!((paths.len(), once.len()), (41, 41));
        let page = coder.get(&asked("thuong lam")).await.page();
        assert!(page.contains("rel=\"next\"") && page.matches("<li><p class=\"faint\">").count() == 20);
        assert!(!coder.get(&asked("thuong lam 40")).await.page().contains("rel=\"next\""));
    }

    async fn a_question_that_cannot_be_answered_says_why_and_how(house: TestHouse) {
        let s = house.campaign().await;
        let book = book_of(&house).await;
        fed(&house, &book).await;
        let coder = house.browser(s.coder).await;
        for (words, says) in [("-don", "Mới ghi từ phải vắng mặt"), ("…", "Chưa ghi từ nào"), ("t*", "hai chữ cái")] {
            let page = coder.get(&asked(words)).await.page();
            assert!(page.contains(says) && page.contains("aria-invalid"), "{words}");
        }
        let page = coder.get("/search").await.page();
        assert!(page.contains("Chưa ghi từ cần tìm") && page.contains("Cách ghi câu tìm"));
        assert!(page.contains("id=\"find\"") && page.contains("data-key=\"/\""));
        let page = house.stranger().get("/search").await.page();
        assert!(page.contains("Chưa đăng nhập thì chỉ tìm trong bản tin") && !page.contains("Kết quả xác minh"));
    }
}
