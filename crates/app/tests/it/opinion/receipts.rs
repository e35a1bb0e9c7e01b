//! Receipts: what became of each sentence, for whoever holds the code and for nobody else.

use app::opinion::receipt_digest::board_code_of;
use domain::opinion::ReceiptCode;
use testkit::{Campaigned, Kind, both};

use super::anonymous::integrate;
use super::{code_in, contributor, draft, hidden, paper, paragraph, sent};

both! {
    async fn a_receipt_tells_what_became_of_each_paragraph_and_nothing_else(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, code) = paper(&house, &s, "Phan Đức Thịnh", "named").await;
        let coder = house.browser(s.coder).await;
        let own = format!("/opinion/{}/letter/{letter}", s.review);
        let (first, second) = (paragraph(&house, &letter, 1).await, paragraph(&house, &letter, 2).await);
        coder.post(&format!("{own}/mark-no-opinion"), &[("paragraphs", first.as_str()), ("reason", "lời chào")]).await.done();
        let take = [("paragraph", second.as_str()), ("quote", "quá 5 tháng chưa trả lời"), ("content", "degradation"), ("kind", "shortcoming")];
        coder.post(&format!("{own}/take"), &take).await.done();
        let typed = code.to_lowercase().replace('-', " ");
        let page = house.stranger().get(&format!("/opinion/receipt?code={}", typed.replace(' ', "%20"))).await.page();
        assert!(page.contains("Đoạn 2, ý 1") && page.contains("Đã lấy nguyên văn từ đoạn 2 của thư."));
        assert!(page.contains("không có ý kiến để tổng hợp: lời chào") && page.contains("Đã nhận, chưa đọc tới."));
        for words in ["Phan Đức Thịnh", "quá 5 tháng", "Phạm Quốc Dũng"] {
            assert!(!page.contains(words), "{words}");
        }
    }

    async fn a_code_that_nobody_holds_is_answered_like_any_other(house: TestHouse) {
        let s = house.campaign().await;
        paper(&house, &s, "Chi bộ 5", "named").await;
        let stranger = house.stranger();
        let unknown = stranger.get("/opinion/receipt?code=00000-00000-00000-00000").await.page();
        assert!(unknown.contains("Không có biên nhận nào mang mã này"));
        let mistyped = stranger.get("/opinion/receipt?code=00000-00000-00000-00001").await.page();
        assert!(mistyped.contains("Mã chép chưa đúng") && !mistyped.contains("Không có biên nhận nào"));
        let empty = stranger.get("/opinion/receipt").await.page();
        assert!(!empty.contains("Không có biên nhận nào") && !empty.contains("Mã chép chưa đúng"));
        assert!(stranger.get("/en/opinion/receipt").await.page().contains("Check a receipt"));
    }

    async fn the_code_itself_is_kept_nowhere(house: TestHouse) {
        let s = house.campaign().await;
        let (_, code) = paper(&house, &s, "Chi bộ 5", "named").await;
        let kept: String = house.rows("SELECT receipt FROM opinion_letter WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        assert!(!kept.contains(&code.replace('-', "")) && kept.len() == 64);
    }

    async fn who_was_misunderstood_says_so_once_and_is_answered_once(house: TestHouse) {
        let s = house.campaign().await;
        let (hanh, receipt) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        let stranger = house.stranger();
        let path = format!("/opinion/receipt?code={}", receipt.receipt);
        let opinion = hidden(&stranger.get(&path).await.page(), "opinion");
        let meant = [("code", receipt.receipt.as_str()), ("opinion", opinion.as_str()), ("text", "Tôi nói về phường, không nói về tỉnh.")];
        stranger.post("/opinion/receipt/object", &[("code", "00000-00000-00000-00000"), meant[1], meant[2]]).await.status(404);
        stranger.post("/opinion/receipt/object", &meant).await.done();
        stranger.post("/opinion/receipt/object", &meant).await.refused("opinion.objected_already");
        let secretary = house.browser(s.secretary).await;
        assert!(secretary.get("/").await.page().contains("bị hiểu nhầm"));
        let page = secretary.get(&format!("/opinion/{}", s.review)).await.page();
        assert!(page.contains("Tôi nói về phường") && page.contains("“Chậm trả lời đơn”"));
        let objection = hidden(&page, "objection");
        let answer = [("objection", objection.as_str()), ("answer", "Đã sửa: ý kiến nói về phường Bến Đá.")];
        let answering = format!("/opinion/{}/answer-objection", s.review);
        house.browser(s.coder).await.post(&answering, &answer).await.status(403);
        secretary.post(&answering, &answer).await.done();
        secretary.post(&answering, &answer).await.refused("opinion.objection_answered");
        let page = stranger.get(&path).await.page();
        assert!(page.contains("Tổ giúp việc trả lời: Đã sửa: ý kiến nói về phường Bến Đá."));
        assert!(house.browser(hanh).await.get("/").await.page().contains("đã trả lời điều"));
    }

    async fn a_contributor_who_signed_in_needs_no_code_for_their_own_letter(house: TestHouse) {
        let s = house.campaign().await;
        let (hanh, _) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        let (lan, _) = sent(&house, &s, "Lê Thị Lan", "Họp nhiều").await;
        let write = format!("/opinion/{}/write", s.review);
        let own = house.browser(hanh).await;
        let opinion = hidden(&own.get(&write).await.page(), "opinion");
        let meant = [("opinion", opinion.as_str()), ("text", "Ý tôi khác")];
        house.browser(lan).await.post(&format!("{write}/object"), &meant).await.status(404);
        own.post(&format!("{write}/object"), &meant).await.done();
        assert!(own.get(&write).await.page().contains("Ý tôi khác"));
        own.post(&format!("{write}/object"), &meant).await.refused("opinion.objected_already");
    }

    async fn what_is_wrong_with_a_code_is_said(house: TestHouse) {
        house.campaign().await;
        let stranger = house.stranger();
        for (typed, said) in [
            ("00000-00000-0000", "Mã có 20 chữ và số, ở đây có 14."),
            ("00000-00000-00000-0000U", "Không mã nào có ký tự “U”."),
            ("00000-00000-00000-00001", "Mã chép chưa đúng"),
            ("00000-00000", "Đây là mã trên bảng tin"),
        ] {
            let page = stranger.get(&format!("/opinion/receipt?code={typed}")).await.page();
            assert!(page.contains(said) && page.contains("aria-invalid"), "{typed}: {page}");
            assert!(!page.contains("Không có biên nhận nào"), "{typed}: nobody was asked");
        }
    }

    async fn a_receipt_has_a_square_a_short_code_and_a_file(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, code) = paper(&house, &s, "Chi bộ 5", "named").await;
        let path = format!("/opinion/receipt?code={code}");
        let stranger = house.stranger();
        let page = stranger.get(&path).await.page();
        assert!(page.contains("Hình vuông dẫn điện thoại tới http://127.0.0.1:8080/opinion/receipt#"));
        assert!(page.contains("Tệp biên nhận có ở đây khi thư đã có chỗ trong sổ"));
        let kept: String = house.rows("SELECT receipt FROM opinion_letter WHERE id = $1", &[letter.as_str().into()]).await[0].at(0).unwrap();
        let board = board_code_of(&kept).to_string();
        assert!(page.contains(&board) && !code.contains(&board[..5]));
        let page = stranger.get(&format!("/opinion/receipt?code={board}")).await.page();
        assert!(page.contains("Đây là mã trên bảng tin") && !page.contains("Từng điều"), "the board opens nothing");
        integrate(&house).await;
        let page = stranger.get(&path).await.page();
        let file = page.split("/checking/proof/").nth(1).unwrap().split('"').next().unwrap();
        let proof = stranger.get(&format!("/checking/proof/{file}")).await.status(200);
        assert!(proof.body.starts_with("c2sp.org/tlog-proof@v1"), "{}", proof.body);
    }

    async fn a_code_is_asked_for_where_no_log_keeps_it(house: TestHouse) {
        let s = house.campaign().await;
        let (_, code) = paper(&house, &s, "Chi bộ 5", "named").await;
        let stranger = house.stranger();
        for path in ["/opinion/receipt", "/checking"] {
            let page = stranger.get(path).await.page();
            assert!(page.contains(&format!("method=\"post\" action=\"{path}\"")), "{page}");
        }
        let page = stranger.post("/opinion/receipt", &[("code", &code)]).await.page();
        assert!(page.contains("Từng điều"), "{page}");
        let page = stranger.post("/checking", &[("leaf", &code)]).await.page();
        assert!(page.contains("Đây là mã biên nhận"), "{page}");
        assert!(stranger.post("/opinion/receipt", &[("code", "00000-00000-00000-00001")]).await.page().contains("Mã chép chưa đúng"));
    }

    async fn the_page_of_checking_takes_a_code_too(house: TestHouse) {
        let s = house.campaign().await;
        let (_, code) = paper(&house, &s, "Chi bộ 5", "named").await;
        let stranger = house.stranger();
        let page = stranger.get(&format!("/checking?leaf={code}")).await.page();
        assert!(page.contains("Đây là mã biên nhận") && page.contains("chờ"), "{page}");
        integrate(&house).await;
        let page = stranger.get(&format!("/kiem-chung?leaf={}", code.to_lowercase())).await.page();
        assert!(page.contains(&format!("name=\"code\" value=\"{code}\"")) && page.contains("/checking/proof/"), "{page}");
        let unknown = stranger.get("/checking?leaf=00000-00000-00000-00000").await.page();
        let no_leaf = stranger.get(&format!("/checking?leaf={}", "0".repeat(64))).await.page();
        let without = |page: &str, typed: &str| page.replace(typed, "…");
        assert_eq!(without(&unknown, "00000-00000-00000-00000"), without(&no_leaf, &"0".repeat(64)), "answered alike");
    }

    async fn who_asks_with_many_codes_that_nobody_holds_is_told_to_wait(house: TestHouse) {
        let s = house.campaign().await;
        let (_, code) = paper(&house, &s, "Chi bộ 5", "named").await;
        let stranger = house.stranger();
        let chance = |at: u8| ReceiptCode::from_chance([at; 19]);
        for at in 0..30 {
            stranger.get(&format!("/opinion/receipt?code={}", chance(at))).await.page();
        }
        for asked in [chance(31).to_string(), code.clone()] {
            let answer = stranger.get(&format!("/opinion/receipt?code={asked}")).await;
            assert_eq!(answer.status, 503, "a true one is answered like any other");
            assert!(answer.headers.get("retry-after").is_some());
            assert_eq!(stranger.get(&format!("/checking?leaf={asked}")).await.status, 503);
        }
        let mistyped = stranger.get("/opinion/receipt?code=00000-00000-00000-00001").await.page();
        assert!(mistyped.contains("Mã chép chưa đúng"), "who mistypes is still told so");
        let now = house.house.clock.now();
        house.house.clock.set(now + jiff::SignedDuration::from_mins(16));
        assert!(stranger.get(&format!("/opinion/receipt?code={code}")).await.page().contains("Từng điều"));
    }

    async fn a_form_that_is_sent_twice_has_one_receipt_which_no_table_holds(house: TestHouse) {
        let s = house.campaign().await;
        let person = contributor(&house, &s, "Ngô Thị Hạnh").await;
        draft(&house, &s, person, 0, "Chậm trả lời đơn").await;
        let browser = house.browser(person).await;
        let shown = hidden(&browser.get(&format!("/opinion/{}/write", s.review)).await.page(), "shown");
        let fields = [("shown", shown.as_str()), ("visibility", "named"), ("_key", "2f6c6e53-8d0b-4d1c")];
        let send = format!("/opinion/{}/write/send", s.review);
        let first = browser.post(&send, &fields).await.done();
        assert_eq!(browser.post(&send, &fields).await.done(), first, "the same receipt again");
        let code = code_in(&first);
        for row in house.rows("SELECT * FROM base_idempotency", &[]).await {
            for cell in row.cells() {
                let text = cell.to_text();
                assert!(!text.contains(&code) && !text.contains("2f6c6e53"), "{text}");
            }
        }
        if house.kind() == Kind::Sqlite {
            let data = std::fs::read(house.folder().join("kiemdiem.db")).unwrap();
            let log = std::fs::read(house.folder().join("kiemdiem.db-wal")).unwrap_or_default();
            for looked_for in [code.clone(), code.replace('-', "")] {
                let is_in = |bytes: &[u8]| bytes.windows(looked_for.len()).any(|part| part == looked_for.as_bytes());
                assert!(!is_in(&data) && !is_in(&log), "the code lies in the file of the database");
            }
        }
    }
}
