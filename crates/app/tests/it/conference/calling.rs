//! Calling a conference, preparing it, putting it off.

use app::plan::store::SittingRow;
use base::dice;
use domain::common::id::SittingId;
use domain::plan::{SittingKind, SittingState};
use jiff::civil::date;
use testkit::{Campaigned, Seed, Stage, TestHouse, both};

use super::{Sitting, attended, called, calling, sent, whole_body};

async fn planned(house: &TestHouse, s: &Stage) -> SittingId {
    let id = SittingId::new(dice::unnamed());
    let row = SittingRow {
        id,
        campaign_id: s.campaign,
        review_id: Some(s.review),
        kind: SittingKind::Collective,
        title: "Kiểm điểm tập thể Ban Thường vụ".parse().unwrap(),
        day: date(2026, 11, 20),
        starts: "8:00".parse().unwrap(),
        ends: "17:00".parse().unwrap(),
        room: "Phòng họp A".parse().unwrap(),
        chair_id: s.chair,
        state: SittingState::Planned,
        version: 0,
    };
    house.write("plan.sitting_added", row).await;
    id
}

both! {
    async fn an_agenda_puts_the_collective_first_then_the_head_the_deputy_the_members(house: TestHouse) {
        let s = house.campaign().await;
        let organiser = house.browser(s.organiser).await;
        let empty = organiser.get(&format!("/conference/{}", s.review)).await.page();
        assert!(empty.contains("Chưa triệu tập hội nghị nào") && !empty.contains('⟦'), "{empty}");
        let sitting = called(&house, &s).await;
        let page = house.browser(s.members[2]).await.get(&sitting.path).await.page();
        assert!(!page.contains('⟦'), "a message is missing");
        let places: Vec<_> = ["Kiểm điểm tập thể: Ban Thường vụ", "cá nhân: Nguyễn Văn An", "cá nhân: Đỗ Thị Lan", "cá nhân: Trịnh Đình Khoa"]
            .iter()
            .map(|title| page.find(title).unwrap())
            .collect();
        assert!(places.is_sorted());
        assert!(page.contains("Đại biểu cấp trên: Lý Thành Phong"));
        let home = house.browser(s.members[0]).await.get("/").await.page();
        assert!(home.contains("Đồng chí được triệu tập"));
        let task = house.browser(s.secretary).await.get("/").await.page();
        assert!(task.contains("Gửi tài liệu cho") && task.contains("17/11/2026"), "papers are due three working days before");
        let list = organiser.get(&format!("/en/conference/{}", s.review)).await.page();
        assert!(list.contains("0 of 5 items done") && !list.contains('⟦'));
    }

    async fn a_planned_sitting_becomes_one_conference_and_is_held(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = planned(&house, &s).await.to_string();
        let organiser = house.browser(s.organiser).await;
        let page = organiser.get(&format!("/conference/{}?sitting={sitting}", s.review)).await.page();
        assert!(page.contains("Kiểm điểm tập thể Ban Thường vụ") && page.contains("value=\"20/11/2026\""));
        let mut fields = calling(&s, &[0]);
        fields.push(("sitting", sitting.clone()));
        organiser.post(&format!("/conference/{}/call", s.review), &sent(&fields)).await.done();
        let page = organiser.get(&format!("/conference/{}", s.review)).await.page();
        assert!(page.contains("Không còn lịch nào chờ triệu tập"));
        let mut again = calling(&s, &[1]);
        again.push(("sitting", sitting));
        organiser.post(&format!("/conference/{}/call", s.review), &sent(&again)).await.refused("conference.sitting_taken");
    }

    async fn a_conference_is_called_with_people_who_hold_the_roles_for_a_day_to_come(house: TestHouse) {
        let s = house.campaign().await;
        let organiser = house.browser(s.organiser).await;
        let path = format!("/conference/{}/call", s.review);
        organiser.post(&path, &sent(&calling(&s, &[]))).await.refused("conference.nothing_on_agenda");
        let mut past = calling(&s, &[0]);
        past[1].1 = "30/10/2026".to_owned();
        organiser.post(&path, &sent(&past)).await.refused("plan.day_outside_campaign");
        house.set_day("2026-11-10");
        let organiser = house.browser(s.organiser).await;
        past[1].1 = "9/11/2026".to_owned();
        let page = organiser.post(&path, &sent(&past)).await.refused("conference.day_has_passed");
        assert!(page.contains("09/11/2026"), "a day is shown as people write it");
        let mut stranger = calling(&s, &[0]);
        stranger[3].1 = s.coder.to_string();
        organiser.post(&path, &sent(&stranger)).await.malformed();
        organiser.post(&path, &sent(&calling(&s, &[0, 1]))).await.done();
        organiser.post(&path, &sent(&calling(&s, &[1]))).await.refused("conference.subject_on_agenda");
        house.browser(s.members[0]).await.post(&path, &sent(&calling(&s, &[2]))).await.status(403);
        let outside = house.person("Người ngoài").await;
        house.browser(outside).await.post(&path, &sent(&calling(&s, &[2]))).await.status(404);
        house.browser(outside).await.get(&format!("/conference/{}", s.review)).await.status(404);
    }

    async fn others_are_invited_once_and_items_are_added(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = called(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let coder = s.coder.to_string();
        let guest = [("person", coder.as_str()), ("capacity", "guest")];
        secretary.post(&sitting.act("/invite"), &guest).await.done();
        secretary.post(&sitting.act("/invite"), &guest).await.refused("conference.called_already");
        let member = [("person", coder.as_str()), ("capacity", "body_member")];
        secretary.post(&sitting.act("/invite"), &member).await.malformed();
        secretary.post(&sitting.act("/add-item"), &[("title", "Đại biểu cấp trên gợi ý"), ("at_start", "yes")]).await.done();
        secretary.post(&sitting.act("/add-item"), &[("title", "Thông qua biên bản")]).await.done();
        let page = secretary.get(&sitting.path).await.page();
        assert!(page.contains("1. Đại biểu cấp trên gợi ý") && page.contains("7. Thông qua biên bản"));
        assert!(page.contains("Phạm Quốc Dũng"));
        house.browser(s.members[0]).await.post(&sitting.act("/add-item"), &[("title", "x")]).await.status(403);
    }

    async fn a_conference_is_put_off_with_its_cause_and_keeps_a_trace(house: TestHouse) {
        let s = house.campaign().await;
        let planned = planned(&house, &s).await.to_string();
        let organiser = house.browser(s.organiser).await;
        let mut fields = calling(&s, &[0]);
        fields.push(("sitting", planned.clone()));
        let id = organiser.post(&format!("/conference/{}/call", s.review), &sent(&fields)).await.key();
        let sitting = Sitting { path: format!("/conference/{}/{id}", s.review), id, items: vec![] };
        let off = |day: &'static str, cause: &'static str| [("day", day), ("room", "Phòng họp B"), ("cause", cause), ("reason", "Nhiều đồng chí đi chống bão")];
        let path = sitting.act("/move");
        organiser.post(&path, &off("20/11/2026", "other_cause")).await.refused("conference.same_day");
        organiser.post(&path, &off("21/11/2026", "other_cause")).await.refused("plan.not_a_working_day");
        house.set_day("2026-11-20");
        let organiser = house.browser(s.organiser).await;
        organiser.post(&path, &off("24/11/2026", "no_quorum")).await.refused("conference.attendance_not_recorded");
        attended(&house, &s, &sitting, &whole_body(&s)).await;
        organiser.post(&path, &off("24/11/2026", "no_quorum")).await.refused("conference.quorum_was_there");
        attended(&house, &s, &sitting, &[s.chair, s.members[0]]).await;
        organiser.post(&path, &off("24/11/2026", "no_quorum")).await.done();
        let page = organiser.get(&sitting.path).await.page();
        assert!(page.contains("Dời từ 20/11/2026 sang 24/11/2026") && page.contains("không đủ túc số"));
        assert!(page.contains("chưa điểm danh"), "on another day nobody is recorded yet");
        let minutes = organiser.get(&sitting.act("/minutes")).await.page();
        assert!(minutes.contains("Có mặt 2 trên 4"));
        let sql = "SELECT day, room FROM plan_sitting WHERE id = $1";
        let row = &house.rows(sql, &[planned.into()]).await[0];
        assert_eq!((row.at::<String>(0).unwrap(), row.at::<String>(1).unwrap()), ("2026-11-24".into(), "Phòng họp B".into()));
        assert!(house.browser(s.members[1]).await.get("/").await.page().contains("Dời sang ngày 24/11/2026"));
    }

    async fn a_conference_of_another_review_looks_missing(house: TestHouse) {
        let s = house.campaign().await;
        let sitting = called(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let wrong = uuid_like(&sitting.id);
        secretary.get(&format!("/conference/{}/{wrong}", s.review)).await.status(404);
        secretary.post(&format!("/conference/{}/{wrong}/attendance", s.review), &[]).await.status(404);
        let item = sitting.items[0].replace(|c: char| c.is_ascii_digit(), "9");
        secretary.post(&sitting.act("/open-item"), &[("item", &item)]).await.status(404);
    }
}

fn uuid_like(id: &str) -> String {
    id.replace(|c: char| c.is_ascii_digit(), "7")
}
