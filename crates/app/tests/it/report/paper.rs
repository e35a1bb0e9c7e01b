//! A report leaves as DOCX and PDF: who may take it, what it says, what a draft says of itself.

use testkit::{Campaigned, Seed, both};

use super::{page, sent, submitted, whole};
use crate::printed::{both_forms, integrated};

/// The mark of the entry under which the collective report was submitted.
async fn leaf(house: &testkit::TestHouse) -> String {
    let sql = "SELECT hash FROM ledger_leaf WHERE kind = $1";
    house.rows(sql, &["report.submitted".into()]).await[0].at(0).unwrap()
}

both! {
    async fn a_submitted_report_leaves_in_the_layout_of_the_party_with_its_place_in_the_book(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 0, s.secretary).await;
        integrated(&house).await;
        let (bich, path) = (house.browser(s.secretary).await, format!("{}/paper", page(&s, 0)));
        let shown = bich.get(&page(&s, 0)).await.page();
        assert!(shown.contains(&format!("{path}/pdf?version=1")) && shown.contains(&format!("{path}/docx?version=1")));
        let (pdf, docx) = both_forms(&bich, &path, "").await;
        let leaf = leaf(&house).await;
        for said in [
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "BÁO CÁO",
            "kiểm điểm tập thể Ban Thường vụ Tỉnh ủy năm 2026",
            "I- ƯU ĐIỂM, KẾT QUẢ ĐẠT ĐƯỢC",
            "Đã trả lời 29/41 đơn đúng hạn.",
            "Nguyên nhân: chưa giao người thay khi cán bộ đi học.",
            "VI- PHƯƠNG HƯỚNG, BIỆN PHÁP KHẮC PHỤC",
            "T/M BAN THƯỜNG VỤ",
            "Nguyễn Văn An",
            "Nơi nhận:",
            "- Lưu Văn phòng.",
            &leaf,
            "Sổ cái: mục ",
            "Điểm kiểm tra đầu tiên có mục này:",
        ] {
            assert!(pdf.contains(said) && docx.contains(said), "{said}\n{pdf}\n{docx}");
        }
        assert!(!pdf.contains("DỰ THẢO") && !docx.contains("DỰ THẢO"));
        assert!(pdf.contains("Sông Lam, ngày 02 tháng 11 năm 2026"), "the day on which it was sealed: {pdf}");
    }

    async fn the_same_report_is_the_same_file_whenever_it_is_printed(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 0, s.secretary).await;
        integrated(&house).await;
        let bich = house.browser(s.secretary).await;
        let path = format!("{}/paper", page(&s, 0));
        let mut first = Vec::new();
        for form in ["pdf", "docx"] {
            first.push(bich.get(&format!("{path}/{form}")).await.status(200).bytes);
        }
        submitted(&house, &s, 2, s.members[0]).await;
        integrated(&house).await;
        house.set_day("2026-12-24");
        let lan = house.browser(s.members[0]).await;
        for (form, first) in ["pdf", "docx"].into_iter().zip(first) {
            assert!(first == lan.get(&format!("/en{path}/{form}")).await.status(200).bytes, "{form}: for another, later");
        }
    }

    async fn a_draft_says_that_it_is_one_and_only_its_readers_take_it(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 2);
        let lan = house.browser(s.members[0]).await;
        assert!(!lan.get(&path).await.page().contains("/paper/"), "nothing is written, nothing is offered");
        lan.get(&format!("{path}/paper/pdf")).await.status(404);
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        integrated(&house).await;
        let (pdf, docx) = both_forms(&lan, &format!("{path}/paper"), "").await;
        assert!(pdf.contains("DỰ THẢO LẦN 1") && docx.contains("DỰ THẢO LẦN 1"), "{pdf}");
        assert!(!pdf.contains("Sổ cái") && !docx.contains("Sổ cái"), "what may still change stands nowhere");
        assert!(pdf.contains("BẢN KIỂM ĐIỂM CÁ NHÂN") && pdf.contains("Họ và tên: Đỗ Thị Lan"), "{pdf}");
        house.browser(s.members[1]).await.get(&format!("{path}/paper/pdf")).await.status(404);
        house.browser(s.organiser).await.get(&format!("{path}/paper/docx")).await.status(200);
        let nobody = house.person("Người ngoài").await;
        house.browser(nobody).await.get(&format!("{path}/paper/pdf")).await.status(404);
        house.stranger().get(&format!("{path}/paper/pdf")).await.status(303);
        for wrong in ["odt", "PDF", "pdf.exe"] {
            lan.get(&format!("{path}/paper/{wrong}")).await.status(404);
        }
        lan.get(&format!("{path}/paper/pdf?version=9")).await.status(404);
    }

    async fn what_was_given_back_and_what_was_replaced_say_so(house: TestHouse) {
        let s = house.campaign().await;
        submitted(&house, &s, 2, s.members[0]).await;
        let path = page(&s, 2);
        let lan = house.browser(s.members[0]).await;
        let back = [("reason", "Chưa nêu nguyên nhân."), ("due", "9/11/2026")];
        house.browser(s.secretary).await.post(&format!("{path}/give-back"), &back).await.done();
        let (pdf, _) = both_forms(&lan, &format!("{path}/paper"), "").await;
        assert!(pdf.contains("BẢN 1, ĐÃ TRẢ LẠI ĐỂ VIẾT LẠI"), "{pdf}");
        let mut again = whole("1");
        again[0].1 = "Đã trả lời 30/41 đơn đúng hạn.".to_owned();
        lan.post(&format!("{path}/save"), &sent(&again)).await.done();
        lan.post(&format!("{path}/submit"), &[("number", "2")]).await.done();
        let (old, _) = both_forms(&lan, &format!("{path}/paper"), "?version=1").await;
        assert!(old.contains("BẢN 1, ĐÃ CÓ BẢN SAU THAY THẾ") && old.contains("29/41"), "{old}");
        let (new, _) = both_forms(&lan, &format!("{path}/paper"), "").await;
        assert!(!new.contains("BẢN 2") && new.contains("30/41"), "{new}");
    }

    async fn every_line_of_a_long_report_and_every_answer_is_on_the_paper(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[0].to_string();
        for n in 1..=60 {
            let code = format!("KP 2025-{n:02}");
            let fields = [("subject", subject.as_str()), ("code", code.as_str()), ("kind", "shortcoming"), ("matter", "Chậm trả lời đơn của dân"), ("deadline", "30/6/2026"), ("times", "2")];
            house.browser(s.secretary).await.post(&format!("/campaign/review/{}/carried/add", s.review), &fields).await.done();
        }
        let mut fields = whole("0");
        fields[0].1 = (1..=250).map(|n| format!("Dòng {n}: *đậm* #panic() $x$ <nhãn> 29/41 đơn.\n")).collect();
        let bich = house.browser(s.secretary).await;
        bich.post(&format!("{}/save", page(&s, 0)), &sent(&fields)).await.done();
        let (pdf, docx) = both_forms(&bich, &format!("{}/paper", page(&s, 0)), "").await;
        for n in 1..=250 {
            let line = format!("Dòng {n}: *đậm* #panic() $x$ <nhãn> 29/41 đơn.");
            assert!(pdf.contains(&line) && docx.contains(&line), "{line}");
        }
        for n in 1..=60 {
            let code = format!("KP 2025-{n:02}.");
            assert!(pdf.contains(&code) && docx.contains(&code), "{code}");
        }
    }

    async fn an_institution_that_is_no_party_body_prints_plain_english(house: TestHouse) {
        let s = house.campaign().await;
        let body = s.body.to_string();
        let next = [("title", "Leadership review 2027"), ("pack", "leadership-review"), ("period_from", "1/1/2027"), ("period_to", "31/12/2027"), ("opens", "2/11/2026"), ("closes", "31/12/2027"), ("bodies", body.as_str())];
        house.browser(s.organiser).await.post(&format!("/campaign/of/{}/open", s.unit), &next).await.done();
        let sql = "SELECT s.review_id, s.id FROM campaign_subject s WHERE s.campaign_id <> $1 AND s.kind = 'collective'";
        let row = &house.rows(sql, &[s.campaign.into()]).await[0];
        let (review, subject): (String, String) = (row.at(0).unwrap(), row.at(1).unwrap());
        let path = format!("/report/{review}/subject/{subject}");
        let said = ["results", "shortcomings", "earlier", "responsibility", "remedies"].map(|code| (format!("sections.{code}"), format!("What we say on {code}.")));
        let mut fields: Vec<(&str, &str)> = said.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        fields.push(("base", "0"));
        let bich = house.browser(s.secretary).await;
        bich.post(&format!("{path}/save"), &fields).await.done();
        let (pdf, docx) = both_forms(&bich, &format!("{path}/paper"), "").await;
        for text in ["REPORT OF THE BOARD", "DRAFT 1", "1. Results", "What we say on remedies.", "To:"] {
            assert!(pdf.contains(text) && docx.contains(text), "{text}\n{pdf}\n{docx}");
        }
        for text in ["ĐẢNG CỘNG SẢN VIỆT NAM", "Nơi nhận", "DỰ THẢO", "*", "T/M"] {
            assert!(!pdf.contains(text) && !docx.contains(text), "{text}\n{pdf}");
        }
    }
}
