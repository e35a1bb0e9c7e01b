//! The supplement: what came from the individuals, with sources, as a new sealed version of the collective report.

use testkit::{Campaigned, Seed, both};

use super::seed;

both! {
    async fn the_collective_report_is_completed_after_the_individuals_with_sources(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let (path, add, complete) = (format!("/conclusion/{}/supplement", s.review), format!("/conclusion/{}/supplement/add-item", s.review), format!("/conclusion/{}/supplement/complete", s.review));
        bich.get(&format!("{path}/paper/pdf")).await.status(404);
        let page = bich.get(&path).await.page();
        assert!(page.contains("0 trên 4 mục đã đóng") && page.contains("chưa mở"));
        bich.post(&complete, &[]).await.refused("conclusion.collective_report_not_sealed");
        seed::report(&house, &s, s.subjects[0], "Còn chậm trả lời đơn.").await;
        bich.post(&complete, &[]).await.refused("conclusion.individual_items_open");
        let statement = seed::conference(&house, &s).await.to_string();
        bich.post(&complete, &[]).await.refused("conclusion.second_round_open");
        let round = seed::round(&house, &s, 2).await;
        let point = seed::point(&house, &s, &round, s.subjects[0], "Chưa kiểm tra lại việc đã giao").await.to_string();
        seed::close_round(&house, &s, round).await;
        bich.post(&complete, &[("nothing", "Không có điều gì phải bổ sung.")]).await.refused("conclusion.supplement_incomplete");
        bich.post(&complete, &[]).await.refused("conclusion.supplement_missing");
        let text = "Tập thể giao việc mà chưa kiểm tra lại.";
        bich.post(&add, &[("section", "shortcomings"), ("text", text)]).await.refused("conclusion.supplement_without_source");
        bich.post(&add, &[("point", &point), ("section", "no_such"), ("text", text)]).await.malformed();
        let wrong = bich.post(&add, &[("statement", &statement), ("section", "remedies"), ("text", "Nhầm")]).await.key();
        bich.post(&format!("{path}/take-out"), &[("item", &wrong)]).await.done();
        bich.post(&add, &[("point", &point), ("statement", &statement), ("section", "shortcomings"), ("text", text)]).await.done();
        bich.post(&complete, &[]).await.done();
        bich.post(&complete, &[]).await.refused("conclusion.report_completed");
        bich.post(&add, &[("point", &point), ("section", "shortcomings"), ("text", text)]).await.refused("conclusion.report_completed");
        let page = bich.get(&path).await.page();
        assert!(page.contains("Bản 1 và bản 2") && page.contains(&format!("<ins>{text}</ins>")), "{page}");
        assert!(page.contains("Chưa kiểm tra lại việc đã giao · Phát biểu của Đỗ Thị Lan") && page.contains("Còn chậm trả lời đơn."));
        assert!(!page.contains("Nhầm"));
        assert!(page.contains(&format!("{path}/paper/docx")));
        crate::printed::integrated(&house).await;
        let (pdf, docx) = crate::printed::both_forms(&house.browser(s.members[0]).await, &format!("{path}/paper"), "").await;
        for said in ["BÁO CÁO", "Còn chậm trả lời đơn.", text, "VII- NỘI DUNG BỔ SUNG SAU KHI KIỂM ĐIỂM CÁ NHÂN", "Sổ cái: mục "] {
            assert!(pdf.contains(said) && docx.contains(said), "{said}\n{pdf}\n{docx}");
        }
        assert!(docx.contains("Phát biểu của Đỗ Thị Lan") && !docx.contains("Nhầm") && !pdf.contains("BẢN 2"), "{docx}");
        let whole = format!("/report/{}/subject/{}/paper", s.review, s.subjects[0]);
        let (before, _) = crate::printed::both_forms(&bich, &whole, "?version=1").await;
        assert!(before.contains("BẢN 1, ĐÃ CÓ BẢN SAU THAY THẾ") && !before.contains(text), "{before}");
        let nobody = house.person("Người ngoài").await;
        house.browser(nobody).await.get(&format!("{path}/paper/pdf")).await.status(404);
        let state: String = house.rows("SELECT state FROM report_report WHERE subject_id = $1", &[s.subjects[0].into()]).await[0].at(0).unwrap();
        assert_eq!(state, "sealed");
        for sql in ["UPDATE conclusion_supplement SET is_nothing = 1", "DELETE FROM conclusion_supplement_item", "UPDATE conclusion_supplement_item SET text = 'khác'"] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"));
        }
    }

    async fn that_nothing_came_is_written_into_the_report(house: TestHouse) {
        let s = house.campaign().await;
        seed::report(&house, &s, s.subjects[0], "Còn chậm trả lời đơn.").await;
        seed::conference(&house, &s).await;
        let round = seed::round(&house, &s, 2).await;
        seed::close_round(&house, &s, round).await;
        let bich = house.browser(s.secretary).await;
        let path = format!("/conclusion/{}/supplement", s.review);
        house.browser(s.members[0]).await.post(&format!("{path}/complete"), &[]).await.status(403);
        let said = "Sau kiểm điểm cá nhân không có điều gì phải bổ sung.";
        bich.post(&format!("{path}/complete"), &[("nothing", said)]).await.done();
        let page = house.browser(s.members[0]).await.get(&path).await.page();
        let (pdf, _) = crate::printed::both_forms(&bich, &format!("{path}/paper"), "").await;
        assert!(pdf.contains(said) && pdf.contains("Báo cáo ghi rõ không có điều gì phải bổ sung"), "{pdf}");
        assert!(page.contains(&format!("<ins>{said}</ins>")) && page.contains("Báo cáo ghi rõ không có điều gì phải bổ sung"));
    }
}
