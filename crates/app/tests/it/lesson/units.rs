//! What the chair requires, and what the units make of it: acknowledged, turned into tasks, kept as advice.

use testkit::both;

use super::{Lessons, closed, lessons, opened};
use testkit::TestHouse;

fn requirement(unit: &str, lasting: bool) -> Vec<(&str, &str)> {
    let mut fields = vec![
        ("text", "Gửi dự thảo báo cáo cho người dự trước ít nhất 5 ngày làm việc."),
        ("stage", "conference"),
        ("deadline", "29/1/2027"),
        ("units", unit),
    ];
    if lasting {
        fields.push(("is_lasting", "yes"));
    }
    fields
}

/// A lasting requirement of the commune, in the key under which it is addressed.
async fn required(house: &TestHouse, l: &Lessons) -> String {
    let path = opened(house, l).await;
    let commune = l.commune.to_string();
    let chair = house.browser(l.s.chair).await;
    chair.post(&format!("{path}/require"), &requirement(&commune, true)).await.done();
    closed(house, l, &path).await;
    let rows = house.rows("SELECT id FROM lesson_addressee WHERE unit_id = $1", &[commune.into()]).await;
    rows[0].at(0).unwrap()
}

both! {
    async fn the_chair_requires_something_of_units_while_the_conference_sits(house: TestHouse) {
        let l = lessons(&house).await;
        let path = opened(&house, &l).await;
        let (chair, commune) = (house.browser(l.s.chair).await, l.commune.to_string());
        let act = format!("{path}/require");
        let mut nobody = requirement(&commune, false);
        nobody.remove(3);
        chair.post(&act, &nobody).await.refused("lesson.nobody_addressed");
        let mut past = requirement(&commune, false);
        past[2].1 = "17/12/2026";
        chair.post(&act, &past).await.refused("lesson.deadline_has_passed");
        let stranger = house_unit(&house).await;
        chair.post(&act, &requirement(&stranger, false)).await.status(404);
        house.browser(l.s.organiser).await.post(&act, &requirement(&commune, false)).await.status(403);
        chair.post(&act, &requirement(&commune, false)).await.done();
        let page = chair.get(&path).await.page();
        assert!(page.contains("Yêu cầu 1") && page.contains("Xã Hạ Lam") && page.contains("hạn 29/01/2027"));
        let early = house.browser(l.organiser).await.get(&format!("/lesson/of/{commune}")).await.page();
        assert!(early.contains("Chưa có yêu cầu nào gửi đơn vị"), "it goes out when the minutes are sealed");
        closed(&house, &l, &path).await;
        let page = chair.post(&act, &requirement(&commune, false)).await.refused("conference.minutes_sealed");
        assert!(page.contains("trước ít nhất 5 ngày làm việc.</textarea>"), "nothing typed is lost");
        assert!(house.tamper("UPDATE lesson_requirement SET text = 'khác'").await.unwrap_err().contains("G14"));
    }

    async fn a_unit_acknowledges_and_makes_a_task_of_it(house: TestHouse) {
        let l = lessons(&house).await;
        let key = required(&house, &l).await;
        let tai = house.browser(l.organiser).await;
        let home = tai.get("/").await.page();
        assert!(home.contains("Tiếp nhận yêu cầu 1") && home.contains("Yêu cầu mới của"));
        let path = format!("/lesson/of/{}", l.commune);
        let page = tai.get(&path).await.page();
        assert!(page.contains("trước ít nhất 5 ngày làm việc") && page.contains("chờ tiếp nhận") && !page.contains('⟦'));
        let owner = l.head.to_string();
        let plan = |due: &'static str| [("addressee", key.clone()), ("matter", "Sửa lịch gửi tài liệu".to_owned()), ("owner", owner.clone()), ("due", due.to_owned())];
        let send = |fields: [(&'static str, String); 4]| fields;
        let fields = send(plan("15/1/2027"));
        let sent: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
        tai.post(&format!("{path}/plan"), &sent).await.refused("lesson.not_acknowledged");
        house.browser(l.s.members[0]).await.post(&format!("{path}/acknowledge"), &[("addressee", &key)]).await.status(404);
        house.browser(l.s.secretary).await.post(&format!("{path}/acknowledge"), &[("addressee", &key)]).await.status(403);
        let elsewhere = format!("/lesson/of/{}/acknowledge", l.s.unit);
        house.browser(l.s.organiser).await.post(&elsewhere, &[("addressee", &key)]).await.status(404);
        tai.post(&format!("{path}/acknowledge"), &[("addressee", &key)]).await.done();
        tai.post(&format!("{path}/acknowledge"), &[("addressee", &key)]).await.refused("lesson.acknowledged_already");
        assert!(!tai.get("/").await.page().contains("Tiếp nhận yêu cầu 1"));
        let late = plan("1/2/2027");
        let late: Vec<(&str, &str)> = late.iter().map(|(n, v)| (*n, v.as_str())).collect();
        tai.post(&format!("{path}/plan"), &late).await.refused("lesson.due_after_deadline");
        tai.post(&format!("{path}/plan"), &sent).await.done();
        tai.post(&format!("{path}/plan"), &sent).await.refused("lesson.planned_already");
        let mine = house.browser(l.head).await.get("/").await.page();
        assert!(mine.contains("Sửa lịch gửi tài liệu") && mine.contains("Hội nghị rút kinh nghiệm, yêu cầu 1"));
        let overview = house.browser(l.s.organiser).await.get(&format!("/lesson/{}", l.s.campaign)).await.page();
        assert!(overview.contains("1 trên 1 yêu cầu gửi đơn vị đã thành việc"));
        let sql = "SELECT done, total, state FROM campaign_standing WHERE review_id = $1 AND stage = 'lesson'";
        let row = &house.rows(sql, &[l.review.into()]).await[0];
        assert_eq!((row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap()), (1, 1));
    }

    async fn lasting_advice_is_shown_where_one_plans(house: TestHouse) {
        let l = lessons(&house).await;
        let key = required(&house, &l).await;
        let organiser = house.browser(l.s.organiser).await;
        let plan = format!("/plan/{}", l.s.campaign);
        assert!(!organiser.get(&plan).await.page().contains("Bài học từ các đợt trước"));
        let path = format!("/lesson/of/{}", l.commune);
        house.browser(l.organiser).await.post(&format!("{path}/acknowledge"), &[("addressee", &key)]).await.done();
        let page = organiser.get(&plan).await.page();
        assert!(page.contains("Bài học từ các đợt trước") && page.contains("trước ít nhất 5 ngày làm việc"));
        assert!(house.browser(l.organiser).await.get(&path).await.page().contains("Bài học từ các đợt trước"));
        let json = organiser.api(&plan, None).await.page();
        assert!(json.contains("\"guidance\""));
    }

    async fn nothing_is_required_of_a_unit_at_first(house: TestHouse) {
        let l = lessons(&house).await;
        let path = format!("/lesson/of/{}", l.commune);
        let page = house.browser(l.organiser).await.get(&path).await.page();
        assert!(page.contains("Chưa có yêu cầu nào gửi đơn vị") && page.contains("Chưa có bài học nào"));
        house.browser(l.s.members[0]).await.get(&path).await.status(404);
        assert!(house.browser(l.organiser).await.get(&format!("/en{path}")).await.page().contains("Nothing is required"));
    }
}

async fn house_unit(house: &TestHouse) -> String {
    use testkit::Seed;
    house.unit("KHAC", "Tỉnh khác", None).await.to_string()
}
