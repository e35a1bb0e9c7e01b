//! Minutes leave as DOCX and PDF: as they grow while the conference runs, sealed after it.

use testkit::{Campaigned, Seed, both};

use super::opened;
use super::sealing::closed;
use crate::printed::{both_forms, integrated};

both! {
    async fn minutes_that_are_being_taken_say_so(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let (item, lan) = (sitting.items[0].as_str(), s.members[0].to_string());
        secretary.post(&sitting.act("/open-item"), &[("item", item)]).await.done();
        let turn = [("item", item), ("speaker", lan.as_str()), ("kind", "request"), ("text", "Đề nghị ghi rõ trách nhiệm.")];
        secretary.post(&sitting.act("/statement"), &turn).await.done();
        let (pdf, docx) = both_forms(&secretary, &sitting.act("/minutes"), "").await;
        for said in ["BẢN ĐANG GHI, CHƯA NIÊM PHONG", "BIÊN BẢN", "Đề nghị ghi rõ trách nhiệm.", "Bế mạc: ……"] {
            assert!(pdf.contains(said) && docx.contains(said), "{said}\n{pdf}");
        }
        assert!(!pdf.contains("Mã niêm phong"));
    }

    async fn sealed_minutes_leave_with_their_seal_and_their_place_in_the_book(house: TestHouse) {
        let s = house.campaign().await;
        let (sitting, _) = closed(&house, &s).await;
        integrated(&house).await;
        let lan = house.browser(s.members[0]).await;
        let path = sitting.act("/minutes");
        assert!(lan.get(&path).await.page().contains(&format!("{path}/pdf")));
        let (pdf, docx) = both_forms(&lan, &path, "").await;
        let seal: String = house.rows("SELECT seal FROM conference_conference WHERE id = $1", &[sitting.id.clone().into()]).await[0].at(0).unwrap();
        let leaf: String = house.rows("SELECT hash FROM ledger_leaf WHERE kind = $1", &["conference.closed".into()]).await[0].at(0).unwrap();
        for said in [
            "ĐẢNG CỘNG SẢN VIỆT NAM",
            "Hội nghị kiểm điểm Ban Thường vụ",
            "II- THÀNH PHẦN",
            "Có mặt 4 trên 4",
            "Có mặt: Nguyễn Văn An",
            "Lý Thành Phong (đại biểu cấp trên)",
            "Việc giao mà không kiểm tra lại đã nêu ở kỳ trước.",
            "NGƯỜI GHI BIÊN BẢN",
            "CHỦ TRÌ HỘI NGHỊ",
            &seal,
            &leaf,
        ] {
            assert!(pdf.contains(said) && docx.contains(said), "{said}\n{pdf}\n{docx}");
        }
        assert!(!pdf.contains("CHƯA NIÊM PHONG"));
        let before = lan.get(&format!("{path}/pdf")).await.bytes;
        assert!(before == lan.get(&format!("/en{path}/pdf")).await.bytes, "the same file again");
        house.browser(s.secretary).await.post(&sitting.act("/annex"), &[("text", "Danh sách vắng gửi bổ sung.")]).await.done();
        let (pdf, _) = both_forms(&lan, &path, "").await;
        assert!(pdf.contains("Phụ lục 1") && pdf.contains("Danh sách vắng gửi bổ sung."), "{pdf}");
    }

    async fn minutes_are_taken_by_those_who_read_them(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = opened(&house, &s).await;
        let path = format!("{}/pdf", sitting.act("/minutes"));
        house.browser(s.inspector).await.get(&path).await.status(200);
        let nobody = house.person("Người ngoài").await;
        house.browser(nobody).await.get(&path).await.status(404);
        house.stranger().get(&path).await.status(303);
        house.browser(s.inspector).await.get(&format!("{}/odt", sitting.act("/minutes"))).await.status(404);
        let elsewhere = path.replace(&sitting.id, &s.review.to_string());
        house.browser(s.inspector).await.get(&elsewhere).await.status(404);
    }

    async fn minutes_cannot_be_changed_behind_the_program_and_leave_without_a_warning(house: TestHouse) {
        let s = house.campaign().await;
        let (sitting, _) = closed(&house, &s).await;
        assert!(house.tamper("UPDATE conference_statement SET text = 'khác'").await.is_err(), "the database refuses it too");
        assert!(house.tamper("UPDATE conference_conference SET seal = 'khác'").await.is_err());
        let (pdf, _) = both_forms(&house.browser(s.secretary).await, &sitting.act("/minutes"), "").await;
        assert!(!pdf.contains("KHÔNG KHỚP"), "{pdf}");
    }
}
