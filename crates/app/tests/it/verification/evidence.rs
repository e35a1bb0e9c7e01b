//! Evidence: a file or a text with its own date, and its digest beside it.

use base::files::digest_of;
use testkit::both;

use super::{EVIDENCE, alleged};

const SCAN: &[u8] = b"%PDF-1.7 bien ban hop to dan pho ngay 12/8";

both! {
    async fn evidence_is_kept_with_its_digest_and_given_out_again(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        let verifier = house.browser(a.stage.verifier).await;
        let path = a.path(a.point, "/add-evidence");
        verifier.post(&path, &EVIDENCE).await.done();
        let fields = [("title", "Biên bản họp tổ dân phố"), ("source", "Tổ dân phố số 7"), ("dated", "12/8/2026")];
        let key = verifier.upload(&path, &fields, ("file", "bien-ban-12-8.pdf", SCAN)).await.key();
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains(&digest_of(SCAN)) && page.contains(&digest_of(EVIDENCE[3].1.as_bytes())));
        assert!(page.contains("bien-ban-12-8.pdf") && page.contains("12/08/2026") && page.contains("Văn thư phường Bến Đá"));
        let file = verifier.get(&format!("/verification/{}/evidence/{key}", a.stage.review)).await.status(200);
        assert_eq!(file.bytes, SCAN);
        let home = house.browser(a.stage.secretary).await;
        home.post(&path, &EVIDENCE).await.done();
        assert!(verifier.get("/").await.page().contains("Có chứng cứ mới ở điểm 1"));
    }

    async fn what_is_no_evidence_is_not_taken(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        let verifier = house.browser(a.stage.verifier).await;
        let path = a.path(a.point, "/add-evidence");
        let mut fields = EVIDENCE.to_vec();
        fields[2].1 = "3/11/2026";
        let page = verifier.post(&path, &fields).await.refused("verification.evidence_from_future");
        assert!(page.contains("03/11/2026"), "the refusal writes days as people do");
        assert!(page.contains("Ba đơn vào sổ"), "what was typed is kept");
        verifier.post(&path, &EVIDENCE[..3]).await.refused("verification.evidence_empty");
        verifier.post(&path, &[("title", "x"), ("source", "y"), ("dated", "31/2/2026")]).await.malformed();
        let fake = verifier.upload(&path, &EVIDENCE[..3], ("file", "anh.png", SCAN)).await.malformed();
        assert!(fake.contains("class=\"err\""));
        // Where nobody has opened a case there is nothing to add to.
        verifier.post(&a.path(a.of_body, "/add-evidence"), &EVIDENCE).await.status(404);
    }

    async fn whom_a_point_concerns_sees_that_there_is_evidence_and_not_what_it_says(house: TestHouse) {
        let a = alleged(&house).await;
        a.assign(&house, a.of_body).await;
        let secretary = house.browser(a.stage.secretary).await;
        let fields = [("title", "Lịch họp"), ("source", "Văn phòng"), ("dated", "12/8/2026")];
        let key = secretary.upload(&a.path(a.of_body, "/add-evidence"), &fields, ("file", "lich.pdf", SCAN)).await.key();
        let (file, page) = (format!("/verification/{}/evidence/{key}", a.stage.review), a.path(a.of_body, ""));
        // The chair sits in the body that the point is about.
        let chair = house.browser(a.stage.chair).await;
        let seen = chair.get(&page).await.page();
        assert!(seen.contains("Lịch họp") && seen.contains("Điểm này nêu đồng chí") && !seen.contains("lich.pdf"));
        chair.get(&file).await.status(404);
        house.browser(a.deputy).await.get(&file).await.status(404);
        assert!(secretary.get(&page).await.page().contains("lich.pdf"));
        secretary.get(&file).await.status(200);
        let json = chair.api(&page, None).await;
        assert!(!json.body.contains("lich.pdf"));
    }
}
