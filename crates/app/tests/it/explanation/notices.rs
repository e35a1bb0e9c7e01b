//! Assigning a point and serving its notice: no term runs before it arrived.

use base::jobs::Jobs;
use testkit::{Campaigned, Seed, both};

use super::{ACCEPTED, found};
use crate::verification::QUOTE;

both! {
    async fn a_notice_is_assigned_sent_opened_and_its_term_runs_from_then(house: TestHouse) {
        let f = found(&house).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let list = secretary.get(&format!("/explanation/{}", f.a.stage.review)).await.page();
        assert!(list.contains("2 điểm phải trả lời, 0 điểm đã nghe đủ; 2 chưa giao") && !list.contains("Giữ nền nếp giao ban"));
        let assignment = f.assigned(&house).await;
        let page = f.path(&assignment, "");
        let deputy = house.browser(f.a.deputy).await;
        deputy.get(&page).await.status(404);
        assert!(deputy.get(&format!("/explanation/{}", f.a.stage.review)).await.page().contains("Chưa có thông báo nào gửi đồng chí"));
        f.sent(&house, &assignment).await;
        let home = deputy.get("/").await.page();
        assert!(home.contains("Tiếp thu, giải trình từng điểm: 1. Chậm trả lời kiến nghị") && home.contains("Có thông báo đề nghị đồng chí giải trình điểm 1"));
        let closed = deputy.get(&page).await.page();
        assert!(closed.contains("Mở thông báo") && !closed.contains(QUOTE) && !closed.contains("Sổ văn thư"));
        let json = deputy.api(&page, None).await;
        assert!(!json.body.contains(QUOTE) && !json.body.contains("Sổ văn thư"), "nor does the program's answer show it");
        // Two working days later it is opened: five working days begin.
        house.set_day("2026-11-04");
        let (deputy, secretary) = (house.browser(f.a.deputy).await, house.browser(f.a.stage.secretary).await);
        deputy.post(&f.path(&assignment, "/open-notice"), &[]).await.done();
        let open = deputy.get(&page).await.page();
        assert!(open.contains(QUOTE) && open.contains("Sổ văn thư") && open.contains("11/11/2026"));
        assert!(open.contains("Chi bộ 5. Ý kiến 2") && !open.contains("Ngô Thị Nga"), "a promised name is not shown");
        assert!(open.contains("Mở thông báo. Thời hạn bắt đầu chạy") && open.contains("còn 7 ngày"));
        deputy.post(&f.path(&assignment, "/open-notice"), &[]).await.refused("explanation.already_opened");
        let served = secretary.post(&f.path(&assignment, "/serve"), &[("service", "on_paper"), ("note", "x")]).await;
        served.refused("explanation.already_served");
    }

    async fn a_point_of_the_body_goes_to_its_members_and_no_other(house: TestHouse) {
        let f = found(&house).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let path = f.point(f.a.of_body, "/assign");
        secretary.post(&path, &[]).await.refused("explanation.nobody_named");
        let outsider = f.a.stage.secretary.to_string();
        secretary.post(&path, &[("persons", &outsider)]).await.refused("explanation.not_concerned");
        let member = f.a.stage.members[1].to_string();
        secretary.post(&f.point(f.a.point, "/assign"), &[("persons", &member)]).await.refused("explanation.not_concerned");
        secretary.post(&f.point(f.a.praise, "/assign"), &[("persons", &member)]).await.refused("explanation.nothing_to_answer");
        secretary.post(&path, &[("persons", &member), ("due", "4/11/2026")]).await.refused("explanation.term_too_short");
        secretary.post(&path, &[("persons", &member), ("due", "4/1/2027")]).await.refused("explanation.term_after_campaign");
        f.assign(&house, f.a.of_body, &[f.a.stage.members[1], f.a.stage.chair]).await;
        secretary.post(&path, &[("persons", &member)]).await.refused("explanation.already_assigned");
        let page = secretary.get(&f.point(f.a.of_body, "")).await.page();
        assert!(page.contains("Trịnh Đình Khoa") && page.contains("Nguyễn Văn An") && page.contains("Giao thêm người"));
    }

    async fn on_paper_somebody_signed_and_where_it_cannot_be_served_there_is_a_reason(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let path = f.path(&assignment, "/serve");
        secretary.post(&path, &[("service", "impossible")]).await.refused("explanation.service_without_note");
        let away = [("service", "impossible"), ("note", "Đang điều trị ở nước ngoài")];
        secretary.post(&path, &away).await.done();
        secretary.post(&f.path(&assignment, "/lapse"), &[]).await.refused("explanation.term_runs");
        // They came back: the paper reaches them after all.
        let tomorrow = [("service", "on_paper"), ("note", "Đỗ Thị Lan ký nhận"), ("received", "3/11/2026")];
        secretary.post(&path, &tomorrow).await.refused("explanation.received_in_future");
        secretary.post(&path, &[("service", "on_paper"), ("note", "Đỗ Thị Lan ký nhận")]).await.done();
        let page = secretary.get(&f.path(&assignment, "")).await.page();
        assert!(page.contains("Đang điều trị ở nước ngoài") && page.contains("Đỗ Thị Lan ký nhận") && page.contains("Trần Thị Bích"));
        // On paper the person has it: nothing is left to open.
        let deputy = house.browser(f.a.deputy).await;
        assert!(deputy.get(&f.path(&assignment, "")).await.page().contains(QUOTE));
    }

    async fn a_term_lapses_after_its_last_day_by_the_secretary_or_by_itself(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let path = f.path(&assignment, "/lapse");
        secretary.post(&path, &[]).await.refused("explanation.not_served");
        f.opened(&house, &assignment, f.a.deputy).await;
        house.set_day("2026-11-09");
        let secretary = house.browser(f.a.stage.secretary).await;
        let page = secretary.post(&path, &[]).await.refused("explanation.term_runs");
        assert!(page.contains("09/11/2026"));
        let jobs = app::jobs(Jobs::default(), &house.house.config);
        jobs.prepare(&house.house.database).await.unwrap();
        while jobs.run_one(&house.house.database).await.unwrap() {}
        assert!(!secretary.get(&f.path(&assignment, "")).await.page().contains("ghi là không giải trình</li>"));
        house.set_day("2026-11-10");
        let secretary = house.browser(f.a.stage.secretary).await;
        // What is due runs in the order in which it fell due; this job is one of several that come back.
        while jobs.run_one(&house.house.database).await.unwrap() {}
        let page = secretary.get(&f.path(&assignment, "")).await.page();
        assert!(page.contains("Hết hạn, ghi là không giải trình</li>"));
        secretary.post(&path, &[]).await.refused("explanation.term_lapsed");
        assert!(secretary.get("/").await.page().contains("Hết hạn giải trình điểm 1"));
        let deputy = house.browser(f.a.deputy).await;
        deputy.post(&f.path(&assignment, "/answer"), &ACCEPTED).await.refused("explanation.term_lapsed");
    }

    async fn what_is_under_a_notice_is_for_its_person_and_the_staff(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        f.opened(&house, &assignment, f.a.deputy).await;
        let page = f.path(&assignment, "");
        // Another member of the same body learns nothing, nor can they open or answer.
        let member = house.browser(f.a.stage.members[1]).await;
        member.get(&page).await.status(404);
        member.post(&f.path(&assignment, "/answer"), &ACCEPTED).await.status(404);
        member.post(&f.path(&assignment, "/open-notice"), &[]).await.status(404);
        member.get(&f.point(f.a.point, "")).await.status(403);
        house.browser(f.a.stage.secretary).await.post(&f.path(&assignment, "/answer"), &ACCEPTED).await.status(403);
        house.browser(f.a.deputy).await.post(&f.path(&assignment, "/serve"), &[("service", "in_program")]).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.get(&page).await.status(404);
        assert!(house.browser(f.a.stage.inspector).await.get(&page).await.page().contains(QUOTE));
    }

    async fn before_anything_is_signed_off_the_pages_say_so(house: TestHouse) {
        let stage = house.campaign().await;
        let path = format!("/explanation/{}", stage.review);
        assert!(house.browser(stage.secretary).await.get(&path).await.page().contains("Chưa có điểm nào phải trả lời"));
        let english = house.browser(stage.members[0]).await.get(&format!("/en{path}")).await.page();
        assert!(english.contains("No notice has been sent to you") && !english.contains('⟦'));
    }
}
