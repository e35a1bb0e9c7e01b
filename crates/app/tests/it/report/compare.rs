//! Two versions side by side.

use testkit::{Campaigned, both};

use super::{page, sent, submitted, whole};

both! {
    async fn whole_words_are_struck_out_and_put_in_and_the_rest_is_folded(house: TestHouse) {
        let s = house.campaign().await;
        let (lan, path) = (house.browser(s.members[0]).await, page(&s, 2));
        lan.post(&format!("{path}/save"), &sent(&whole("0"))).await.done();
        let mut more = whole("1");
        more[1].1 = more[1].1.replace("12/41", "11/41");
        lan.post(&format!("{path}/save"), &sent(&more)).await.done();
        let read = lan.get(&format!("{path}/compare")).await.page();
        assert!(read.contains("<del>12/41</del> <ins>11/41</ins>"), "{read}");
        assert!(read.contains("từ phiên bản 1 đến phiên bản 2") && read.contains("1 đoạn không đổi"));
        assert_eq!(read.matches("không đổi</span>").count(), 5, "five sections of six are as they were");
        let from_nothing = lan.get(&format!("{path}/compare?from=0&to=1")).await.page();
        assert!(from_nothing.contains("<ins>Đã trả lời 29/41 đơn đúng hạn.</ins>"));
        let same = lan.get(&format!("{path}/compare?from=2&to=2")).await.page();
        assert!(same.contains("Hai phiên bản giống nhau"));
        lan.get(&format!("{path}/compare?from=1&to=7")).await.status(404);
        let api = lan.api(&format!("{path}/compare?from=1&to=2"), None).await.status(200);
        assert!(api.body.contains("\"kind\":\"removed\",\"text\":\"12/41\""));
    }

    async fn drafts_are_compared_by_their_writer_and_by_those_who_work_on_the_review(house: TestHouse) {
        let s = house.campaign().await;
        let path = page(&s, 2);
        house.browser(s.members[0]).await.get(&format!("{path}/compare")).await.status(404);
        submitted(&house, &s, 2, s.members[0]).await;
        house.browser(s.secretary).await.get(&format!("{path}/compare")).await.page();
        house.browser(s.members[1]).await.get(&format!("{path}/compare")).await.status(404);
    }
}
