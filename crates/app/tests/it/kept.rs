//! What was typed is never lost: a session that ends keeps it in the page until its writer has signed in again.

use testkit::{Campaigned, both};

both! {
    async fn what_was_typed_after_the_session_had_ended_is_kept_in_the_page(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[0].to_string();
        let typed = "Chậm trả lời 12 đơn của dân: <b>“tổ 7”</b> & tổ 9";
        let fields = [("subject", subject.as_str()), ("code", "KP 2025-03"), ("kind", "shortcoming"), ("matter", typed), ("times", "2")];
        let path = format!("/campaign/review/{}/carried/add", s.review);
        let page = house.stranger().post(&path, &fields).await.status(401).body;
        assert!(page.contains("nội dung đã nhập vẫn còn") && page.contains("target=\"_blank\""), "{page}");
        let escaped = "value=\"Chậm trả lời 12 đơn của dân: &#60;b&#62;“tổ 7”&#60;/b&#62; &#38; tổ 9\"";
        assert!(page.contains(escaped), "{page}");
        assert!(page.contains(&format!("action=\"{path}\"")), "{page}");
        let n: i64 = house.rows("SELECT COUNT(*) FROM campaign_carried_item", &[]).await[0].at(0).unwrap();
        assert_eq!(n, 0, "nothing is stored for somebody who is signed out");
        house.browser(s.secretary).await.post(&path, &fields).await.done();
    }

    async fn a_password_is_never_given_back(house: TestHouse) {
        let path = "/organisation/my-account/change-password";
        let answer = house.stranger().post(path, &[("old", "mat khau cu"), ("new", "mat khau moi")]).await;
        assert!(!answer.body.contains("mat khau"), "{}", answer.body);
    }
}
