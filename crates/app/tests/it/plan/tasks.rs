//! Tasks: given, finished, cancelled, made from the rule pack.

use testkit::{Seed, both};

use super::planned;

both! {
    async fn a_task_that_is_given_stands_on_its_owners_first_page_until_it_is_done(house: TestHouse) {
        let p = planned(&house).await;
        let (secretary, due) = (p.secretary.to_string(), "10/11/2026");
        let fields = [("matter", "Gửi dự thảo báo cáo"), ("why", "KH 31-KH/TU, mục 3"), ("owner", &secretary), ("stage", "plan"), ("due", due)];
        let task = house.browser(p.organiser).await.post(&format!("/plan/{}/add-task", p.campaign), &fields).await.key();
        let bich = house.browser(p.secretary).await;
        let page = bich.get("/").await.page();
        assert!(page.contains("Gửi dự thảo báo cáo") && page.contains("KH 31-KH/TU, mục 3") && page.contains("Việc mới"));
        let done = bich.post("/plan/finish-task", &[("task", &task), ("evidence", "Đã gửi 13 bản, sổ văn thư số 41")]).await;
        done.done();
        assert!(!bich.get("/").await.page().contains("href=\"/plan/finish"), "nothing is left to do");
        bich.post("/plan/finish-task", &[("task", &task), ("evidence", "lần nữa")]).await.refused("plan.task_has_ended");
        let plan = house.browser(p.organiser).await.get(&format!("/plan/{}", p.campaign)).await.page();
        assert!(plan.contains("1 việc, 1 đã xong, 0 quá hạn"));
    }

    async fn nobody_finishes_anothers_task(house: TestHouse) {
        let p = planned(&house).await;
        let owner = p.secretary.to_string();
        let fields = [("matter", "Gửi dự thảo"), ("why", "KH 31"), ("owner", &owner), ("stage", "plan"), ("due", "10/11/2026")];
        let organiser = house.browser(p.organiser).await;
        let task = organiser.post(&format!("/plan/{}/add-task", p.campaign), &fields).await.key();
        organiser.post("/plan/finish-task", &[("task", &task), ("evidence", "xong")]).await.status(404);
    }

    async fn a_day_outside_the_campaign_is_refused(house: TestHouse) {
        let p = planned(&house).await;
        let owner = p.secretary.to_string();
        let fields = [("matter", "Việc"), ("why", "KH"), ("owner", &owner), ("stage", "plan"), ("due", "1/1/2027")];
        let path = format!("/plan/{}/add-task", p.campaign);
        house.browser(p.organiser).await.post(&path, &fields).await.refused("plan.day_outside_campaign");
        house.browser(p.secretary).await.post(&path, &fields).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&path, &fields).await.status(404);
    }

    async fn the_packs_tasks_are_given_once_to_whoever_holds_the_role(house: TestHouse) {
        let p = planned(&house).await;
        let organiser = house.browser(p.organiser).await;
        let path = format!("/plan/{}/make-tasks", p.campaign);
        organiser.post(&path, &[]).await.done();
        let count = "SELECT COUNT(*) FROM plan_task WHERE 1 = $1";
        let first: i64 = house.rows(count, &[1.into()]).await[0].at(0).unwrap();
        assert!(first >= 4, "the pack gives the organiser and the secretary something to do: {first}");
        organiser.post(&path, &[]).await.done();
        let second: i64 = house.rows(count, &[1.into()]).await[0].at(0).unwrap();
        assert_eq!(first, second);
        let page = house.browser(p.secretary).await.get("/").await.page();
        assert!(page.contains("Tổng hợp ý kiến góp ý"));
    }

    async fn a_late_task_says_how_late_it_is(house: TestHouse) {
        let p = planned(&house).await;
        let owner = p.secretary.to_string();
        let fields = [("matter", "Việc"), ("why", "KH"), ("owner", &owner), ("stage", "plan"), ("due", "10/11/2026")];
        house.browser(p.organiser).await.post(&format!("/plan/{}/add-task", p.campaign), &fields).await.done();
        house.set_day("2026-11-16");
        let page = house.browser(p.organiser).await.get(&format!("/plan/{}", p.campaign)).await.page();
        assert!(page.contains("trễ 6 ngày"));
        assert!(house.browser(p.secretary).await.get("/").await.page().contains("Quá hạn 6 ngày"));
    }

    async fn a_cancelled_task_keeps_its_reason(house: TestHouse) {
        let p = planned(&house).await;
        let owner = p.secretary.to_string();
        let fields = [("matter", "Việc"), ("why", "KH"), ("owner", &owner), ("stage", "plan"), ("due", "10/11/2026")];
        let organiser = house.browser(p.organiser).await;
        let task = organiser.post(&format!("/plan/{}/add-task", p.campaign), &fields).await.key();
        let path = format!("/plan/{}/cancel-task", p.campaign);
        organiser.post(&path, &[("task", &task), ("reason", "Trùng việc khác")]).await.done();
        organiser.post(&path, &[("task", &task), ("reason", "lần nữa")]).await.refused("plan.task_has_ended");
        assert!(!house.browser(p.secretary).await.get("/").await.page().contains("form action=\"/plan/finish-task\""));
    }
}
