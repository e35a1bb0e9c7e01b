//! Invitations: given once, extended, reminded of.

use domain::common::Role;
use testkit::{Campaigned, Seed, both};

use super::{contributor, invite, sent};

both! {
    async fn who_is_invited_finds_the_task_and_the_place_to_write(house: TestHouse) {
        let s = house.campaign().await;
        let hanh = house.person("Ngô Thị Hạnh").await;
        let person = hanh.to_string();
        let fields = [("contributor", "Ngô Thị Hạnh, tổ dân phố 7"), ("person", person.as_str()), ("due", "20/11/2026")];
        let secretary = house.browser(s.secretary).await;
        secretary.post(&format!("/opinion/{}/invite", s.review), &fields).await.done();
        let home = house.browser(hanh).await.get("/").await.page();
        let write = format!("/opinion/{}/write", s.review);
        assert!(home.contains("Góp ý cho Ban Thường vụ Tỉnh ủy") && home.contains(&format!("href=\"{write}\"")));
        assert!(house.browser(hanh).await.get(&write).await.page().contains("20/11/2026"));
        let page = secretary.get(&format!("/opinion/{}", s.review)).await.page();
        assert!(page.contains("Ngô Thị Hạnh, tổ dân phố 7") && page.contains("0 trên 1 nơi được mời"));
        secretary.post(&format!("/opinion/{}/invite", s.review), &fields).await.refused("opinion.invited_already");
    }

    async fn an_answer_is_asked_for_by_a_day_of_the_campaign(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("/opinion/{}/invite", s.review);
        let secretary = house.browser(s.secretary).await;
        let page = secretary.post(&path, &[("contributor", "Chi bộ 5"), ("due", "1/1/2027")]).await.refused("opinion.due_out_of_range");
        assert!(page.contains("Hôm nay là 02/11/2026") && page.contains("value=\"Chi bộ 5\""));
        secretary.post(&path, &[("contributor", "Chi bộ 5"), ("due", "31/2/2026")]).await.malformed();
    }

    async fn more_time_is_given_until_an_answer_came(house: TestHouse) {
        let s = house.campaign().await;
        let waiting = invite(&house, &s, "Chi bộ 5", None).await;
        let path = format!("/opinion/{}/extend-term", s.review);
        let organiser = house.browser(s.organiser).await;
        let fields = [("invitation", waiting.as_str()), ("version", "1"), ("due", "27/11/2026")];
        organiser.post(&path, &fields).await.done();
        assert!(organiser.get(&format!("/opinion/{}", s.review)).await.page().contains("27/11/2026"));
        organiser.post(&path, &fields).await.status(409);
        let (hanh, _) = sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        let answered: String = house.rows("SELECT id FROM opinion_invitation WHERE person_id = $1", &[hanh.into()]).await[0].at(0).unwrap();
        let fields = [("invitation", answered.as_str()), ("version", "2"), ("due", "27/11/2026")];
        organiser.post(&path, &fields).await.refused("opinion.answered_already");
        house.browser(s.coder).await.post(&path, &fields).await.status(403);
    }

    async fn those_with_an_account_who_have_not_answered_are_reminded(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("/opinion/{}/remind", s.review);
        invite(&house, &s, "Chi bộ 5", None).await;
        let organiser = house.browser(s.organiser).await;
        organiser.post(&path, &[]).await.refused("opinion.nobody_waits");
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        let (lan, _) = sent(&house, &s, "Lê Thị Lan", "Họp nhiều").await;
        organiser.post(&path, &[]).await.done();
        assert!(house.browser(hanh).await.get("/").await.page().contains("Nhắc: góp ý cho"));
        assert!(!house.browser(lan).await.get("/").await.page().contains("Nhắc: góp ý cho"));
    }

    async fn a_late_answer_shows_as_late_and_the_stage_stands_on_the_board(house: TestHouse) {
        let s = house.campaign().await;
        invite(&house, &s, "Chi bộ 5", None).await;
        sent(&house, &s, "Ngô Thị Hạnh", "Chậm trả lời đơn").await;
        house.set_day("2026-11-23");
        let page = house.browser(s.organiser).await.get(&format!("/opinion/{}", s.review)).await.page();
        assert!(page.contains("trễ 3 ngày") && page.contains("1 lời mời quá hạn"));
        let sql = "SELECT done, total FROM campaign_standing WHERE review_id = $1 AND stage = 'opinion'";
        let row = &house.rows(sql, &[s.review.into()]).await[0];
        assert_eq!((row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap()), (1, 2));
    }

    async fn the_stage_is_closed_to_who_has_no_part_in_it(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("/opinion/{}", s.review);
        house.browser(house.person("Người ngoài").await).await.get(&path).await.status(404);
        let other = house.unit("SY", "Sở Y tế", Some(s.unit)).await;
        let secretary_below = house.person("Trần Bình").await;
        house.role(secretary_below, Role::Secretary, other).await;
        house.browser(secretary_below).await.get(&path).await.status(404);
        let hanh = contributor(&house, &s, "Ngô Thị Hạnh").await;
        house.browser(hanh).await.get(&path).await.status(403);
        house.browser(s.members[0]).await.get(&path).await.status(403);
        let chair = house.browser(s.chair).await.get(&path).await.page();
        assert!(!chair.contains("Ngô Thị Hạnh"), "who was asked and has answered is for those who invite");
        let empty = house.browser(s.secretary).await.get(&path).await.page();
        assert!(empty.contains("Chưa có thư góp ý nào"));
        assert!(house.stranger().get(&path).await.status(303).location.contains("sign-in"));
    }
}
