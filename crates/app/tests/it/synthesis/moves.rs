//! Opinions move and points are split, and where they came from stays known.

use testkit::{Campaigned, Synthesised, both};

use super::{begun, lies, trace};

both! {
    async fn a_move_keeps_where_the_opinion_came_from_and_why(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let first = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        let second = house.point(&s, "Hạn trả lời theo quy chế", o[1]).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}/opinion/{}/move", s.review, o[1]);
        let (to, old) = (first.to_string(), second.to_string());
        let mut fields = vec![("version", "1"), ("disposition", "in_point"), ("point", old.as_str()), ("reason", "Cùng một việc")];
        coder.post(&path, &fields).await.refused("synthesis.moved_nowhere");
        fields[2].1 = to.as_str();
        coder.post(&path, &fields).await.done();
        assert_eq!(lies(&house, o[1]).await.1, Some(first));
        assert_eq!(trace(&house, o[1], "trace-synthesis-moved-in-point").await.as_deref(), Some("1. Chậm trả lời đơn"));
        let page = coder.get(&format!("/synthesis/{}/opinion/{}", s.review, o[1])).await.page();
        assert!(page.contains("điểm 2 → điểm 1. Cùng một việc"));
        fields[1].1 = "not_brought";
        coder.post(&path, &fields).await.status(409);
        fields[0].1 = "2";
        coder.post(&path, &fields).await.done();
        assert_eq!(lies(&house, o[1]).await, ("not_brought".to_owned(), None));
        let page = coder.get(&format!("/synthesis/{}/point/{first}", s.review)).await.page();
        assert!(page.contains("điểm 1 → không thành điểm"));
        let waiting = format!("/synthesis/{}/opinion/{}/move", s.review, o[2]);
        coder.post(&waiting, &fields).await.refused("synthesis.not_placed_yet");
        fields[1].1 = "in_point";
        fields.remove(2);
        coder.post(&path, &fields).await.malformed();
    }

    async fn a_point_is_split_and_the_new_one_remembers_the_old(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let old = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], old).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}/point/{old}/split", s.review);
        let (first, second, other) = (o[0].to_string(), o[1].to_string(), o[2].to_string());
        let words = [("title", "Hạn trả lời theo quy chế"), ("reason", "Hai việc khác nhau")];
        coder.post(&path, &words).await.refused("synthesis.split_of_nothing");
        coder.post(&path, &[words[0], words[1], ("opinions", &first), ("opinions", &second)]).await.refused("synthesis.split_of_everything");
        house.point(&s, "Bám cơ sở", o[2]).await;
        coder.post(&path, &[words[0], words[1], ("opinions", &other)]).await.status(404);
        let new = coder.post(&path, &[words[0], words[1], ("opinions", &second)]).await.done();
        let page = coder.get(&new).await.page();
        assert!(page.contains("tách từ điểm 1") && page.contains("Nên trả lời đơn trong 15 ngày"));
        assert!(trace(&house, o[1], "trace-synthesis-moved-in-point").await.is_some());
        let page = coder.get(&format!("/synthesis/{}/point/{old}", s.review)).await.page();
        assert!(page.contains("điểm 1 → điểm 3. Hai việc khác nhau"));
    }

    async fn a_point_is_worded_anew_while_its_round_is_open(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm tra loi đơn", o[0]).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}/point/{point}/reword", s.review);
        let mut fields = vec![("version", "1"), ("title", "Chậm trả lời đơn"), ("content", "degradation")];
        coder.post(&path, &fields).await.done();
        coder.post(&path, &fields).await.status(409);
        fields[2].1 = "weather";
        coder.post(&path, &fields).await.malformed();
    }

    async fn what_an_opinion_is_about_is_corrected_only_where_it_still_fits(house: TestHouse) {
        let s = house.campaign().await;
        let (_, o) = begun(&house, &s).await;
        house.point(&s, "Chậm trả lời đơn", o[0]).await;
        let coder = house.browser(s.coder).await;
        let (opinion, subject) = (o[0].to_string(), s.subjects[0].to_string());
        let path = format!("/synthesis/{}/classify", s.review);
        let mut fields = vec![("opinion", opinion.as_str()), ("version", "1"), ("subject", subject.as_str()), ("content", "outside"), ("kind", "shortcoming")];
        coder.post(&path, &fields).await.refused("synthesis.opinion_outside_scope");
        fields[3].1 = "degradation";
        fields[4].1 = "strength";
        coder.post(&path, &fields).await.refused("synthesis.strength_among_shortcomings");
        fields[4].1 = "clarify";
        coder.post(&path, &fields).await.done();
        assert!(trace(&house, o[0], "trace-synthesis-classified").await.is_some());
    }
}
