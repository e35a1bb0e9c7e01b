//! Where sentences end, and where they do not.

use language::{sentence_ranges, sentences};
use proptest::prelude::*;

fn check(text: &str, expected: &[&str]) {
    assert_eq!(sentences(text).collect::<Vec<_>>(), expected, "{text}");
}

fn one(text: &str) {
    check(text, &[text]);
}

#[test]
fn sentences_end_at_their_signs() {
    check(
        "Ba đơn quá hạn. Hai đơn đã trả lời! Vì sao? Chưa rõ…",
        &["Ba đơn quá hạn.", "Hai đơn đã trả lời!", "Vì sao?", "Chưa rõ…"],
    );
    check("Năm 2025. Đến nay chưa xong.", &["Năm 2025.", "Đến nay chưa xong."]);
    check("Đồng chí nói: “Tôi nhận.” Hội nghị ghi.", &["Đồng chí nói: “Tôi nhận.”", "Hội nghị ghi."]);
    check("Đã xong (xem phụ lục). 12 đơn còn lại.", &["Đã xong (xem phụ lục).", "12 đơn còn lại."]);
    check("Khu B. Đến nay chưa có nước.", &["Khu B.", "Đến nay chưa có nước."]);
    check("Còn nhiều việc... Tuy vậy, đã xong.", &["Còn nhiều việc...", "Tuy vậy, đã xong."]);
}

#[test]
fn a_line_end_ends_a_sentence() {
    check(
        "ĐẢNG BỘ TỈNH SÔNG LAM\n\n- Một việc;\n- Hai việc.\n",
        &["ĐẢNG BỘ TỈNH SÔNG LAM", "- Một việc;", "- Hai việc."],
    );
    check("", &[]);
}

#[test]
fn abbreviations_numbers_and_dates_end_nothing() {
    one("Đ/c. Minh và TP. Bến Đá, P. Hạ Lam, Q. Ba, TX. An Lộc đã ký.");
    one("ThS. Hà, TS. Lan, PGS.TS. Bình, BS. Yến, GS. Tú dự.");
    one("Chỉ thị 15-CT/TW ngày 18/9/2026 giao 1.200 hộ, đạt 61,5% và 3.4 lần.");
    one("Lập sổ, nhắc hạn, v.v. và báo cáo.");
    one("Ông Nguyễn V. A. Tuấn có ý kiến.");
    one("1. Về nguyên tắc tổ chức");
    one("II. Hạn chế");
    one("2.3. Nguyên nhân");
    one("a. Chậm trả lời");
    one("Xem www.songlam.vn và gửi về a@b.vn.");
    check("Kê khai đất, nhà, v.v. Chi bộ đã kiểm tra.", &["Kê khai đất, nhà, v.v.", "Chi bộ đã kiểm tra."]);
}

proptest! {
    #[test]
    fn nothing_but_blanks_lies_between_sentences(text in any::<String>()) {
        let mut at = 0;
        for range in sentence_ranges(&text) {
            prop_assert!(text[at..range.start].trim().is_empty());
            prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
            prop_assert!(!range.is_empty());
            at = range.end;
        }
        prop_assert!(text[at..].trim().is_empty());
    }
}
