//! Opinions that say the same are shown beside each other; people decide, and what they refused is not offered again.

use domain::opinion::OpinionKind::Shortcoming;
use testkit::{Campaigned, Synthesised, both};

const OURS: &str = "Ba đơn của tổ dân phố 9 gửi từ tháng 3 đến nay chưa được trả lời.";
const THEIRS: &str = "Đơn của tổ dân phố 9 gửi từ tháng 3, đến nay vẫn chưa được trả lời.";
const ELSEWHERE: &str = "Đường liên xã qua Hạ Lam hỏng nặng, mùa mưa xe không qua được.";

both! {
    async fn what_is_like_the_opinion_at_hand_stands_beside_it_with_where_it_went(house: TestHouse) {
        let s = house.campaign().await;
        let first = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, OURS), (0, Shortcoming, ELSEWHERE)]).await;
        let second = house.opinions(&s, "Tạ Văn Lực", &[(0, Shortcoming, THEIRS)]).await;
        house.round(&s).await;
        let path = format!("/synthesis/{}", s.review);
        let coder = house.browser(s.coder).await;
        let page = coder.get(&format!("{path}?opinion=1")).await.page();
        assert!(page.contains("id=\"like\"") && page.contains("vẫn") && page.contains("Không giống"), "{page}");
        assert!(!coder.get(&format!("{path}?opinion=2")).await.page().contains("id=\"like\""), "the road is like nothing");
        house.point(&s, "Đường hỏng", first[1]).await;
        house.point(&s, "Chậm trả lời đơn", first[0]).await;
        let page = coder.get(&format!("{path}?opinion=3")).await.page();
        assert!(page.contains("→ điểm 2") && page.contains("1 ý kiến giống ở đây"), "{page}");
        let (near, far) = (page.find("Chậm trả lời đơn</a>").unwrap(), page.find("Đường hỏng</a>").unwrap());
        assert!(near < far, "the point where its like lies comes first");
        let pair = [("opinion", second[0].to_string()), ("other", first[0].to_string())];
        let pair: Vec<(&str, &str)> = pair.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let own = [("opinion", pair[0].1), ("other", pair[0].1)];
        coder.post(&format!("{path}/refuse-likeness"), &own).await.status(400);
        for _ in 0..2 {
            let next = coder.post(&format!("{path}/refuse-likeness"), &pair).await.done();
            assert!(next.starts_with(&format!("{path}?opinion=3")), "{next}");
        }
        let page = coder.get(&format!("{path}?opinion=3")).await.page();
        assert!(!page.contains("id=\"like\"") && !page.contains("ý kiến giống ở đây"));
    }

    async fn what_is_like_is_for_those_who_read_opinions(house: TestHouse) {
        let s = house.campaign().await;
        let first = house.opinions(&s, "Ngô Thị Hạnh", &[(0, Shortcoming, OURS)]).await;
        let second = house.opinions(&s, "Tạ Văn Lực", &[(0, Shortcoming, THEIRS)]).await;
        house.round(&s).await;
        let path = format!("/synthesis/{}", s.review);
        let pair = [("opinion", second[0].to_string()), ("other", first[0].to_string())];
        let pair: Vec<(&str, &str)> = pair.iter().map(|(name, value)| (*name, value.as_str())).collect();
        house.browser(s.verifier).await.post(&format!("{path}/refuse-likeness"), &pair).await.status(403);
        let page = house.browser(s.organiser).await.get(&path).await.page();
        assert!(!page.contains("id=\"like\"") && !page.contains("tổ dân phố 9"));
    }
}
