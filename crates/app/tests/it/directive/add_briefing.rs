//! Briefings: who was asked, who was there, who was not and why.

use testkit::{Seed, both};

use super::bound;

both! {
    async fn a_briefing_has_a_roll_and_an_absence_has_a_reason(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let (speaker, ha, ich) = (b.organiser.to_string(), b.of_ward.to_string(), b.of_other.to_string());
        let secretary = house.browser(b.secretary).await;
        let fields = [("title", "Hội nghị quán triệt"), ("held", "5/11/2026"), ("speaker", speaker.as_str()), ("people", ha.as_str()), ("people", ich.as_str())];
        let briefing = secretary.post(&format!("{page}/add-briefing"), &fields).await.done();
        let briefing = briefing.split('?').next().unwrap().to_owned();
        assert!(house.browser(b.of_ward).await.get("/").await.page().contains("Được triệu tập dự “Hội nghị quán triệt”, ngày 05/11/2026"));
        let ahead = secretary.get(&briefing).await.page();
        assert!(ahead.contains("Điểm danh được từ ngày 05/11/2026") && !ahead.contains("note-attendance"));
        let reason = format!("absent.{ich}");
        let noted = secretary.post(&format!("{briefing}/note-attendance"), &[(&reason, "Đi công tác")]).await;
        noted.refused("directive.briefing_not_held");
        house.set_day("2026-11-05");
        let secretary = house.browser(b.secretary).await;
        secretary.post(&format!("{briefing}/note-attendance"), &[(&reason, "Đi công tác")]).await.done();
        let roll = secretary.get(&briefing).await.page();
        assert!(roll.contains("Triệu tập 2, có mặt 1, vắng 1") && roll.contains("Đi công tác</td>"));
        assert!(roll.contains("value=\"Đi công tác\""), "the roll can be mended");
        assert!(house.browser(b.organiser).await.get(&page).await.page().contains("có mặt 1/2"));
        secretary.post(&format!("{briefing}/note-attendance"), &[]).await.done();
        assert!(secretary.get(&briefing).await.page().contains("có mặt 2, vắng 0"));
    }

    async fn somebody_is_asked_to_come_and_only_from_the_subtree(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let speaker = b.organiser.to_string();
        let stranger = house.person("Người ngoài").await.to_string();
        let secretary = house.browser(b.secretary).await;
        let mut fields = vec![("title", "Quán triệt"), ("held", "5/11/2026"), ("speaker", speaker.as_str())];
        let path = format!("{page}/add-briefing");
        secretary.post(&path, &fields).await.refused("directive.nobody_invited");
        fields.push(("people", &stranger));
        secretary.post(&path, &fields).await.status(404);
        house.browser(b.of_ward).await.post(&path, &fields).await.status(404);
    }

    async fn the_roll_of_another_unit_is_not_called_here(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let (speaker, ha) = (b.organiser.to_string(), b.of_ward.to_string());
        let fields = [("title", "Quán triệt"), ("held", "2/11/2026"), ("speaker", speaker.as_str()), ("people", ha.as_str())];
        let briefing = house.browser(b.secretary).await.post(&format!("{page}/add-briefing"), &fields).await.done();
        let briefing = briefing.split('?').next().unwrap().to_owned();
        let at_ward = b.seen_at(&briefing, b.ward);
        house.browser(b.of_ward).await.get(&at_ward).await.status(404);
        house.browser(b.of_ward).await.post(&format!("{at_ward}/note-attendance"), &[]).await.status(404);
        let unknown = format!("absent.{}", b.of_other);
        let odd = house.browser(b.secretary).await.post(&format!("{briefing}/note-attendance"), &[(&unknown, "ốm")]).await;
        odd.status(404);
        house.browser(b.secretary).await.get(&format!("/directive/{}/briefing/{}", b.province, base::dice::unnamed())).await.status(404);
    }
}
