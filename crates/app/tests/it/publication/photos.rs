//! Photos: with caption, credit and words; measured; shown only with a published article, without a camera's notes.

use testkit::both;

use super::press;

const WORDS: &[(&str, &str)] = &[
    ("caption", "Đại biểu 12 tổ dân phố"),
    ("credit", "Tổ bản tin"),
    ("alternative", "Người ngồi quanh bàn dài"),
];

fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0");
    bytes.extend(b"\0\0\0\x0ctEXtGPS 10.7626N\0\0\0\0");
    bytes.extend(b"\0\0\0\0IEND\xae\x42\x60\x82");
    bytes
}

both! {
    async fn a_photo_goes_out_with_its_article_and_without_its_place(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let path = format!("{page}/set-photo");
        secretary.upload(&path, WORDS, ("photo", "anh.png", &png(1200, 800))).await.done();
        let id: String = house.rows("SELECT photo_id FROM publication_article WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        let public = format!("/news/photo/{id}");
        house.stranger().get(&public).await.status(404);
        let preview = secretary.get(&format!("{page}/photo")).await.status(200);
        assert_eq!(preview.headers["cache-control"], "no-store");
        house.browser(p.stage.coder).await.get(&format!("{page}/photo")).await.status(403);
        p.published(&house, &page).await;
        let shown = house.stranger().get(&public).await.status(200);
        assert_eq!(shown.headers["content-type"], "image/png");
        assert_eq!(shown.headers["content-disposition"], "inline");
        assert_eq!(shown.headers["x-content-type-options"], "nosniff");
        assert_eq!(shown.headers["cache-control"], "public, max-age=3600");
        assert!(shown.bytes.starts_with(b"\x89PNG") && !shown.body.contains("GPS"));
        let story = house.stranger().get("/news/ben-da").await.page();
        assert!(story.contains("width=\"1200\" height=\"800\" alt=\"Người ngồi quanh bàn dài\""));
        assert!(story.contains("Đại biểu 12 tổ dân phố") && story.contains("Ảnh: Tổ bản tin"));
        secretary.upload(&path, WORDS, ("photo", "anh.png", &png(900, 700))).await.refused("publication.not_draft");
        house.browser(p.chair).await.post(&format!("{page}/withdraw"), &[("reason", "nhầm ảnh")]).await.done();
        house.stranger().get(&public).await.status(404);
    }

    async fn a_photo_without_its_words_or_not_a_picture_is_not_taken(house: TestHouse) {
        let p = press(&house).await;
        let page = p.begun(&house, "Bến Đá").await;
        let secretary = house.browser(p.stage.secretary).await;
        let path = format!("{page}/set-photo");
        let some = [("caption", "Đại biểu")];
        let back = secretary.upload(&path, &some, ("photo", "anh.png", &png(1200, 800))).await.malformed();
        assert_eq!(back.matches("aria-invalid=\"true\"").count(), 2, "credit and words are missing");
        for (name, bytes, says) in [
            ("anh.png", b"GIF89a".to_vec(), "không đọc được như ảnh"),
            ("anh.svg", b"<svg onload='alert(1)'/>".to_vec(), "không đọc được như ảnh"),
            ("anh.png", png(300, 200), "Ảnh cỡ 300 × 200"),
            ("anh.png", png(9000, 800), "Ảnh cỡ 9000 × 800"),
            ("anh.pdf", png(1200, 800), "class=\"err\""),
            ("anh.png", [png(1200, 800), vec![0; 4 << 20]].concat(), "nặng hơn 3 MB"),
        ] {
            let back = secretary.upload(&path, WORDS, ("photo", name, &bytes)).await.malformed();
            assert!(back.contains(says), "{name}: {says}");
        }
        secretary.upload(&path, WORDS, ("photo", "anh.png", &png(1200, 800))).await.done();
        secretary.post(&format!("{page}/drop-photo"), &[]).await.done();
        house.browser(p.stage.secretary).await.get(&format!("{page}/photo")).await.status(404);
    }

    async fn no_other_file_is_ever_shown(house: TestHouse) {
        let p = press(&house).await;
        house.stranger().get(&format!("/news/photo/{}", base::dice::unnamed())).await.status(404);
        house.stranger().get("/news/photo/..%2F..%2Fetc").await.status(404);
        assert!(!p.source.is_empty());
    }
}
