//! The list for the notice board: what was signed off, by short codes, with the counts of the book, and nothing with which
//! anybody could ask further.

use app::opinion::receipt_digest::board_code_of;
use testkit::{Campaigned, Stage, Synthesised, TestHouse, both};

use super::begun;
use crate::opinion::paper;
use crate::printed::both_forms;

/// Two letters: three opinions in one, none in the other. The first round is signed off.
async fn closed(house: &TestHouse) -> (Stage, Vec<(String, String)>) {
    let s = house.campaign().await;
    let (round, o) = begun(house, &s).await;
    let (letter, code) = paper(house, &s, "Chi bộ 5", "named").await;
    let coder = house.browser(s.coder).await;
    let mut marked = vec![("reason", "trùng thư trước".to_owned())];
    for number in 1..4 {
        marked.push(("paragraphs", crate::opinion::paragraph(house, &letter, number).await));
    }
    let marked: Vec<(&str, &str)> = marked.iter().map(|(name, value)| (*name, value.as_str())).collect();
    coder.post(&format!("/opinion/{}/letter/{letter}/mark-no-opinion", s.review), &marked).await.done();
    let path = format!("/synthesis/{}/notice-board", s.review);
    let page = coder.get(&path).await.page();
    assert!(page.contains("Chưa thể in danh sách vì chưa vòng nào được ký đóng"), "{page}");
    assert_eq!(coder.get(&format!("{path}/pdf")).await.status, 422);
    let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
    house.place(&s, o[1], point).await;
    let dispose = [
        ("opinion", o[2].to_string()),
        ("disposition", "forwarded".to_owned()),
        ("forwarded_to", "Đảng ủy phường".to_owned()),
    ];
    let dispose: Vec<(&str, &str)> = dispose.iter().map(|(name, value)| (*name, value.as_str())).collect();
    coder.post(&format!("/synthesis/{}/dispose", s.review), &dispose).await.done();
    house.close_round(&s, round).await;
    let rows =
        house.rows("SELECT receipt FROM opinion_letter WHERE review_id = $1", &[s.review.into()]).await;
    let receipts: Vec<String> = rows.iter().map(|row| row.at(0).unwrap()).collect();
    let codes = receipts.into_iter().map(|kept| (board_code_of(&kept).to_string(), kept)).collect();
    assert!(!page.contains(&code));
    (s, codes)
}

both! {
    async fn each_letter_stands_under_its_short_code_with_where_its_opinions_went(house: TestHouse) {
        let (s, mut codes) = closed(&house).await;
        let path = format!("/synthesis/{}/notice-board", s.review);
        let coder = house.browser(s.coder).await;
        assert!(coder.get(&format!("/synthesis/{}", s.review)).await.page().contains(&path));
        let page = coder.get(&path).await.page();
        codes.sort();
        let at: Vec<usize> = codes.iter().map(|(code, _)| page.find(code.as_str()).expect("its code")).collect();
        assert!(at.is_sorted(), "in the order of the codes");
        for said in ["vào một điểm: 2", "chuyển nơi có thẩm quyền: 1", "không có ý kiến để tổng hợp", "2 thư"] {
            assert!(page.contains(said), "{said}: {page}");
        }
        for kept in ["Ngô Thị Hạnh", "Chi bộ 5", "Ba đơn", &codes[0].1, &codes[1].1] {
            assert!(!page.contains(kept), "{kept}");
        }
        let (pdf, docx) = both_forms(&coder, &path, "").await;
        for (code, kept) in &codes {
            assert!(pdf.contains(code) && docx.contains(code), "{pdf}");
            assert!(!pdf.contains(kept) && !docx.contains(kept));
        }
        assert!(docx.contains("trong danh sách 3 ý kiến; đã ký khi đóng các vòng 3; có mục trong sổ 3"), "{docx}");
        assert!(!pdf.contains("Ngô Thị Hạnh") && !docx.contains("Ba đơn"));
        house.browser(s.members[0]).await.get(&path).await.status(403);
    }

    async fn a_list_that_is_not_what_the_book_holds_is_not_printed(house: TestHouse) {
        let (s, _) = closed(&house).await;
        let path = format!("/synthesis/{}/notice-board", s.review);
        let secretary = house.browser(s.secretary).await;
        secretary.get(&format!("{path}/docx")).await.status(200);
        let gone = "DELETE FROM ledger_row WHERE table_name = 'opinion_opinion' AND row_key = \
                    (SELECT MIN(id) FROM opinion_opinion)";
        house.tamper(gone).await.unwrap();
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Trong danh sách 3, đã ký 3, trong sổ 2."), "{page}");
        assert_eq!(secretary.get(&format!("{path}/docx")).await.status, 422);
    }
}
