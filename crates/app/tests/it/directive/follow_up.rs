//! What each clause led to: a task of the plan, or the note that nothing is needed.

use testkit::{Campaigned, both};

use super::{CLAUSES, PLAN, bound};

both! {
    async fn a_task_that_a_clause_asks_for_stands_beside_the_clause(house: TestHouse) {
        let s = house.campaign().await;
        let giang = house.browser(s.organiser).await;
        let added = giang.post(&format!("/directive/{}/add-document", s.unit), PLAN).await.key();
        let page = format!("/directive/{}/document/{added}", s.unit);
        giang.post(&format!("{page}/add-clauses"), &[("clauses", CLAUSES)]).await.done();
        let rows = house.rows("SELECT id FROM directive_clause WHERE code = $1", &["I.2".into()]).await;
        let (clause, owner, review): (String, _, _) = (rows[0].at(0).unwrap(), s.secretary.to_string(), s.review.to_string());
        let plan = giang.get(&format!("/plan/{}", s.campaign)).await.page();
        assert!(plan.contains("31-KH/TU, I.2: Chuẩn bị báo cáo."));
        let mut task = vec![("matter", "Dự thảo báo cáo"), ("owner", owner.as_str()), ("stage", "report"), ("due", "10/11/2026"), ("review", review.as_str())];
        let path = format!("/plan/{}/add-task", s.campaign);
        let lacks = giang.post(&path, &task).await.malformed();
        assert!(lacks.contains("Chưa ghi mục này"), "a task has a ground: a clause or words");
        task.push(("clause", &clause));
        giang.post(&path, &task).await.done();
        let led = giang.get(&page).await.page();
        assert!(led.contains("Dự thảo báo cáo</a>") && led.contains("4 mục chưa dẫn tới việc nào"));
        let home = house.browser(s.secretary).await.get("/").await.page();
        assert!(home.contains("31-KH/TU, I.2"), "the clause is the ground of the task");
        let foreign = base::dice::unnamed().to_string();
        *task.last_mut().unwrap() = ("clause", &foreign);
        giang.post(&path, &task).await.status(404);
        let standing = house.rows("SELECT done, total FROM campaign_standing WHERE review_id = $1 AND stage = 'plan'", &[s.review.into()]).await;
        assert_eq!((standing[0].at::<i64>(0).unwrap(), standing[0].at::<i64>(1).unwrap()), (1, 2));
    }

    async fn a_content_or_a_rule_of_the_campaign_carries_out_a_clause(house: TestHouse) {
        let s = house.campaign().await;
        let giang = house.browser(s.organiser).await;
        let grounds = format!("/campaign/{}/grounds", s.campaign);
        let empty = giang.get(&grounds).await.page();
        assert!(empty.contains("Chưa gắn điều khoản nào") && empty.contains("Quản lý đất đai") && empty.contains("chưa được xác nhận"));
        let added = giang.post(&format!("/directive/{}/add-document", s.unit), PLAN).await.key();
        let page = format!("/directive/{}/document/{added}", s.unit);
        giang.post(&format!("{page}/add-clauses"), &[("clauses", CLAUSES)]).await.done();
        let rows = house.rows("SELECT id FROM directive_clause WHERE code = $1", &["II.1".into()]).await;
        let clause: String = rows[0].at(0).unwrap();
        let path = format!("/campaign/{}/bind-clause", s.campaign);
        let rule = [("clause", clause.as_str()), ("thing", "rule.collective-first")];
        giang.post(&path, &rule).await.done();
        giang.post(&path, &rule).await.refused("campaign.clause_bound_already");
        giang.post(&path, &[("clause", &clause), ("thing", "content.degradation")]).await.done();
        giang.post(&path, &[("clause", &clause), ("thing", "rule.unheard-of")]).await.malformed();
        let foreign = base::dice::unnamed().to_string();
        giang.post(&path, &[("clause", &foreign), ("thing", "rule.collective-first")]).await.status(404);
        let bound = giang.get(&grounds).await.page();
        assert!(bound.contains("31-KH/TU, II.1</a>") && !bound.contains("Chưa gắn điều khoản nào"));
        let led = giang.get(&page).await.page();
        assert!(led.contains("Kiểm điểm tập thể trước, kiểm điểm cá nhân sau.</a>") && led.contains("quy tắc của đợt:") && led.contains("nội dung của đợt:"));
        house.browser(s.secretary).await.post(&path, &rule).await.status(403);
        assert!(!house.browser(s.secretary).await.get(&format!("/en{grounds}")).await.page().contains('⟦'));
        house.browser(s.members[0]).await.get(&grounds).await.status(404);
    }

    async fn where_nothing_is_needed_the_reason_stands_beside_the_clause(house: TestHouse) {
        let b = bound(&house).await;
        let page = b.plan(&house).await;
        let giang = house.browser(b.organiser).await;
        let rows = house.rows("SELECT id FROM directive_clause WHERE code = $1", &["I".into()]).await;
        let clause: String = rows[0].at(0).unwrap();
        let path = format!("{page}/set-aside");
        giang.post(&path, &[("clause", &clause)]).await.malformed();
        giang.post(&path, &[("clause", &clause), ("reason", "Chỉ là tiêu đề")]).await.done();
        let led = giang.get(&page).await.page();
        assert!(led.contains("không phải làm gì:") && led.contains("Chỉ là tiêu đề") && led.contains("4 mục chưa dẫn"));
        giang.post(&path, &[("clause", &clause), ("reason", "lần nữa")]).await.refused("directive.something_followed");
        let foreign = base::dice::unnamed().to_string();
        giang.post(&path, &[("clause", &foreign), ("reason", "x")]).await.status(404);
        house.browser(b.secretary).await.post(&path, &[("clause", &clause), ("reason", "x")]).await.status(403);
    }
}
