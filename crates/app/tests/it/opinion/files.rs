//! Letters as files and on paper, and the opinions taken from them.

use domain::common::Role;
use testkit::{Campaigned, Seed, both};

use super::{contributor, hidden, invite, paper, paragraph};

const LETTER: &[u8] = include_bytes!("../../../../../samples/song-lam/thu-gop-y/001.docx");

both! {
    async fn a_letter_as_docx_becomes_paragraphs_that_wait_to_be_covered(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        let browser = house.browser(hanh).await;
        let write = format!("/opinion/{}/write", s.review);
        let shown = hidden(&browser.get(&write).await.page(), "shown");
        let fields = [("shown", shown.as_str()), ("visibility", "named")];
        browser.upload(&format!("{write}/send-file"), &fields, ("file", "thu.docx", LETTER)).await.done();
        let read = documents::docx::read_paragraphs(LETTER, &documents::docx::Limits::default()).unwrap();
        let count: i64 = house.rows("SELECT COUNT(*) FROM opinion_paragraph WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        assert_eq!(usize::try_from(count).unwrap(), read.len());
        let page = house.browser(s.coder).await.get(&format!("/opinion/{}", s.review)).await.page();
        assert!(page.contains(&format!("còn {count} trên {count} đoạn")) && page.contains("Ngô Thị Hạnh"));
        assert!(browser.get(&write).await.page().contains(&format!("Còn {count} đoạn thư chưa được xem")));
    }

    async fn a_text_in_decomposed_form_is_taken_and_old_encodings_are_named(house: TestHouse) {
        let s = house.campaign().await;
        let invitation = invite(&house, &s, "Chi bộ 5, phường Bến Đá", None).await;
        let secretary = house.browser(s.secretary).await;
        let path = format!("/opinion/{}/enter-file", s.review);
        let fields = [("invitation", invitation.as_str()), ("received", "2/11/2026"), ("visibility", "named")];
        let send = |name: &'static str, bytes: &'static [u8]| secretary.upload(&path, &fields, ("file", name, bytes));
        // “Céng hßa x· héi chñ nghÜa ViÖt Nam”: TCVN3 as it looks where it is read as Latin-1.
        let tcvn3 = b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam\r\n\xa7\xe9c l\xcbp - T\xf9 do - H\xb9nh ph\xf3c\r\n";
        let page = send("thu.txt", tcvn3).await.malformed();
        assert!(page.contains("bảng mã cũ TCVN3"), "named");
        let vni = b"Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a Vie\xe4t Nam\r\n\xd1o\xe4c la\xe4p - T\xf6\xef do - Ha\xefnh phu\xf9c\r\n";
        assert!(send("thu.txt", vni).await.malformed().contains("bảng mã cũ VNI"));
        assert!(send("thu.txt", b"%PDF-1.7").await.malformed().contains("khác với đuôi tên"));
        assert!(send("thu.docx", b"%PDF-1.7").await.malformed().contains("không phải văn bản DOCX"));
        assert!(send("thu.pdf", b"%PDF-1.7").await.malformed().contains("Thư nhận dưới dạng DOCX"));
        assert!(send("thu.txt", b"").await.malformed().contains("không có gì bên trong"));
        send("thu.txt", "Cha\u{302}\u{323}m tra\u{309} lo\u{31b}\u{300}i đơn".as_bytes()).await.done();
        let text: String = house.rows("SELECT text FROM opinion_paragraph WHERE number = $1", &[1.into()]).await[0].at(0).unwrap();
        assert_eq!(text, "Chậm trả lời đơn");
    }

    async fn a_paper_letter_is_entered_with_its_scan_and_its_receipt_is_handed_over(house: TestHouse) {
        let s = house.campaign().await;
        let invitation = invite(&house, &s, "Hội Nông dân tỉnh", None).await;
        let secretary = house.browser(s.secretary).await;
        let path = format!("/opinion/{}/enter-paper", s.review);
        let mut fields = vec![("invitation", invitation.as_str()), ("received", "3/11/2026"), ("text", "Lịch họp hay đổi sát giờ."), ("visibility", "named_to_secretariat")];
        let page = secretary.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7")).await.malformed();
        assert!(page.contains("Ngày nhận chưa tới") && page.contains("Lịch họp hay đổi sát giờ."));
        fields[1].1 = "2/11/2026";
        let page = secretary.upload(&path, &fields, ("scan", "thu.txt", b"chu")).await.malformed();
        assert!(page.contains("không nhận loại tệp"));
        let location = secretary.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7")).await.done();
        let page = secretary.get(&location).await.page();
        assert!(page.contains("Giao biên nhận") && page.contains("Hội Nông dân tỉnh") && page.contains("class=\"receipt\""));
        let again = location.split('?').next().unwrap();
        assert!(!secretary.get(again).await.page().contains("class=\"receipt\""), "the code is shown once");
        let file = secretary.get(&format!("{again}/file")).await.status(200);
        assert_eq!(file.bytes, b"%PDF-1.7");
        secretary.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7")).await.refused("opinion.spoken_already");
        house.browser(s.coder).await.upload(&path, &fields, ("scan", "thu.pdf", b"%PDF-1.7")).await.status(403);
    }

    async fn a_name_given_to_the_secretariat_is_seen_nowhere_else(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, receipt) = paper(&house, &s, "Phan Đức Thịnh", "named_to_secretariat").await;
        let overview = format!("/opinion/{}", s.review);
        let own = format!("{overview}/letter/{letter}");
        for reader in [s.coder, s.verifier, s.chair, s.inspector] {
            let browser = house.browser(reader).await;
            for path in [&overview, &own, &format!("{own}?receipt={receipt}")] {
                let page = browser.get(path).await.page();
                assert!(!page.contains("Phan Đức Thịnh") && page.contains("tên chỉ tổ giúp việc thấy"), "{path}");
                let json = browser.api(path, None).await.page();
                assert!(!json.contains("Phan Đức Thịnh") && !json.contains(&receipt), "{path}");
            }
            browser.get(&format!("{own}/file")).await.status(404);
        }
        assert!(house.browser(s.secretary).await.get(&own).await.page().contains("Phan Đức Thịnh"));
        house.browser(s.organiser).await.get(&own).await.status(403);
        let (open, _) = paper(&house, &s, "Trần Văn Công Khai", "named").await;
        assert!(house.browser(s.coder).await.get(&format!("{overview}/letter/{open}")).await.page().contains("Trần Văn Công Khai"));
    }

    async fn an_opinion_is_a_passage_of_its_paragraph_word_for_word(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let second = paragraph(&house, &letter, 2).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/opinion/{}/letter/{letter}/take", s.review);
        let subject = s.subjects[0].to_string();
        let mut fields = vec![("paragraph", second.as_str()), ("quote", "quá 5 tháng đã trả lời"), ("subject", subject.as_str()), ("content", "degradation"), ("kind", "shortcoming")];
        let page = coder.post(&path, &fields).await.refused("opinion.quote_not_in_source");
        assert!(page.contains("chữ cái thứ 13: “đã trả lời”") && page.contains("quá 5 tháng đã trả lời</textarea>"));
        fields[1].1 = "qua\u{301} 5 tha\u{301}ng\r\nchưa trả lời";
        coder.post(&path, &fields).await.done();
        let quote: String = house.rows("SELECT quote FROM opinion_opinion WHERE number = $1", &[1.into()]).await[0].at(0).unwrap();
        assert_eq!(quote, "quá 5 tháng chưa trả lời");
        let page = coder.get(&format!("/opinion/{}/letter/{letter}", s.review)).await.page();
        assert!(page.contains("<mark>quá 5 tháng chưa trả lời</mark>") && page.contains("còn 2 trên 3 đoạn"));
        fields[3].1 = "weather";
        coder.post(&path, &fields).await.malformed();
        house.browser(s.verifier).await.post(&path, &fields).await.status(403);
    }

    async fn a_paragraph_without_an_opinion_is_marked_by_name(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let coder = house.browser(s.coder).await;
        let own = format!("/opinion/{}/letter/{letter}", s.review);
        let (first, second) = (paragraph(&house, &letter, 1).await, paragraph(&house, &letter, 2).await);
        let mark = format!("{own}/mark-no-opinion");
        coder.post(&mark, &[("reason", "lời chào")]).await.refused("opinion.no_paragraph_chosen");
        coder.post(&mark, &[("paragraphs", first.as_str()), ("reason", "lời chào")]).await.done();
        assert!(coder.get(&own).await.page().contains("Không có ý kiến: lời chào (Phạm Quốc Dũng)"));
        let take = [("paragraph", second.as_str()), ("quote", "Ba đơn của tổ dân phố"), ("content", "degradation"), ("kind", "clarify")];
        coder.post(&format!("{own}/take"), &take).await.done();
        let both = [("paragraphs", second.as_str()), ("reason", "nhầm")];
        coder.post(&mark, &both).await.refused("opinion.paragraph_holds_opinion");
        let take = [("paragraph", first.as_str()), ("quote", "Kính gửi"), ("content", "outside"), ("kind", "proposal")];
        coder.post(&format!("{own}/take"), &take).await.done();
        assert!(!coder.get(&own).await.page().contains("Không có ý kiến: lời chào"), "it holds one now");
        let other = paper(&house, &s, "Chi bộ 6", "named").await.0;
        let foreign = paragraph(&house, &other, 1).await;
        coder.post(&mark, &[("paragraphs", foreign.as_str()), ("reason", "lời chào")]).await.status(404);
    }

    async fn a_letter_of_another_review_is_not_there(house: TestHouse) {
        let s = house.campaign().await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let other = house.unit("SY", "Sở Y tế", None).await;
        let body = house.body(other, "BGD", "Ban Giám đốc").await;
        let organiser = house.person("Trần Bình").await;
        for role in [Role::Organiser, Role::Coder, Role::Secretary] {
            house.role(organiser, role, other).await;
        }
        house.seat(body, organiser, domain::organisation::BodyRank::Head, 1).await;
        let key = body.to_string();
        let fields = [("title", "Đợt"), ("pack", "nq-tw4-2012"), ("period_from", "1/1/2026"), ("period_to", "31/12/2026"), ("opens", "2/11/2026"), ("closes", "31/12/2026"), ("bodies", &key)];
        let browser = house.browser(organiser).await;
        browser.post(&format!("/campaign/of/{other}/open"), &fields).await.done();
        let theirs: String = house.rows("SELECT id FROM campaign_review WHERE body_id = $1", &[body.into()]).await[0].at(0).unwrap();
        browser.get(&format!("/opinion/{theirs}/letter/{letter}")).await.status(404);
        let foreign = paragraph(&house, &letter, 2).await;
        let take = [("paragraph", foreign.as_str()), ("quote", "Ba đơn"), ("content", "degradation"), ("kind", "clarify")];
        browser.post(&format!("/opinion/{theirs}/letter/{letter}/take"), &take).await.status(404);
    }
}
