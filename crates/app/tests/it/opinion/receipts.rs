//! Receipts: what became of each sentence, for whoever holds the code and for nobody else.

use testkit::{Campaigned, both};

use super::{hidden, paper, paragraph, sent};

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
}
