//! Deciding: gates, seal, traces, the board, and those who answer for a collective shortcoming.

use domain::common::id::PointId;
use domain::explanation::AssignmentState;
use domain::verification::Verdict;
use testkit::{Campaigned, Stage, TestHouse, both};

use super::{at, begun, everything, of, seed};

/// A collective shortcoming that waits only for those responsible and for the supplement.
async fn prepared(house: &TestHouse, s: &Stage) -> (String, PointId) {
    let round = seed::round(house, s, 1).await;
    let point = seed::point(house, s, &round, s.subjects[0], "Đơn chậm trả lời").await;
    let other = seed::point(house, s, &round, s.subjects[0], "Lịch họp đổi sát giờ").await;
    seed::close_round(house, s, round).await;
    let (finding, _) = seed::finding(house, s, point, Verdict::Confirmed, true).await;
    seed::asked(house, s, point, (s.subjects[0], s.chair), AssignmentState::Answered).await;
    for subject in &s.subjects {
        seed::report(house, s, *subject, "Còn chậm.").await;
    }
    let bich = house.browser(s.secretary).await;
    let point = point.to_string();
    let shortcoming = begun(&bich, s, s.subjects[0], Some(&point)).await;
    let lan = s.members[0].to_string();
    bich.post(&of(s, &shortcoming, "/write"), &everything(&lan, "1", "", &point)).await.done();
    bich.post(&of(s, &shortcoming, "/add-ground"), &[("kind", "finding"), ("finding", &finding.to_string())])
        .await
        .done();
    (shortcoming, other)
}

both! {
    async fn a_collective_shortcoming_is_answered_for_by_those_who_are_named(house: TestHouse) {
        let s = house.campaign().await;
        let (shortcoming, _) = prepared(&house, &s).await;
        seed::conference(&house, &s).await;
        let (bich, lan, an) = (house.browser(s.secretary).await, house.browser(s.members[0]).await, house.browser(s.chair).await);
        let decide = at(&s, s.subjects[0], "/decide");
        let page = an.post(&decide, &[]).await.refused("conclusion.shortcoming_not_concrete");
        assert!(page.contains("trách nhiệm"), "the pack asks who is responsible");
        let key = s.members[0].to_string();
        let name = of(&s, &shortcoming, "/name-responsible");
        let row = bich.post(&name, &[("person", &key), ("kind", "shared")]).await.key();
        an.post(&decide, &[]).await.refused("conclusion.nobody_mainly_responsible");
        bich.post(&name, &[("person", &key), ("kind", "main")]).await.refused("conclusion.responsible_named_twice");
        bich.post(&at(&s, s.subjects[0], "/take-out"), &[("part", "responsible"), ("id", &row)]).await.done();
        bich.post(&name, &[("person", &key), ("kind", "main"), ("part", "trực tiếp chỉ đạo từ 01/02/2026")]).await.done();
        an.post(&decide, &[]).await.refused("conclusion.responsible_not_answered");
        assert!(lan.get("/").await.page().contains("Chậm trả lời đơn của dân"), "the task stands on her first page");
        let answer = [("responsible", row.as_str()), ("answer", "Tôi đã giao mà không kiểm tra lại.")];
        an.post(&of(&s, &shortcoming, "/answer-responsibility"), &answer).await.refused("conclusion.responsible_is_another");
        assert!(lan.get(&of(&s, &shortcoming, "")).await.page().contains("Trả lời về trách nhiệm"));
        lan.post(&of(&s, &shortcoming, "/answer-responsibility"), &answer).await.done();
        let page = bich.get(&of(&s, &shortcoming, "")).await.page();
        assert!(page.contains("đã trả lời") && page.contains("không kiểm tra lại"));
        let sql = "SELECT COUNT(*) FROM report_section s JOIN report_version v ON v.id = s.version_id WHERE v.is_sealed = 1 AND v.number = 2 AND s.code = 'responsibility' AND s.text LIKE $1";
        let written: i64 = house.rows(sql, &["%không kiểm tra lại%".into()]).await[0].at(0).unwrap();
        assert_eq!(written, 1, "her own report answers it in a new sealed version");
        an.post(&decide, &[]).await.refused("conclusion.second_round_open");
    }

    async fn a_decided_conclusion_is_sealed_traced_and_on_the_board(house: TestHouse) {
        let s = house.campaign().await;
        let (_, other) = prepared(&house, &s).await;
        let statement = seed::conference(&house, &s).await;
        let shortcoming: String = house.rows("SELECT id FROM conclusion_shortcoming WHERE review_id = $1", &[s.review.into()]).await[0].at(0).unwrap();
        let (bich, lan, an) = (house.browser(s.secretary).await, house.browser(s.members[0]).await, house.browser(s.chair).await);
        let key = s.members[0].to_string();
        let row = bich.post(&of(&s, &shortcoming, "/name-responsible"), &[("person", &key), ("kind", "main")]).await.key();
        lan.post(&of(&s, &shortcoming, "/answer-responsibility"), &[("responsible", &row), ("answer", "Tôi nhận.")]).await.done();
        let round = seed::round(&house, &s, 2).await;
        seed::close_round(&house, &s, round).await;
        let item = [("statement", &*statement.to_string()), ("section", "shortcomings"), ("text", "Tập thể chưa kiểm tra lại việc đã giao.")];
        bich.post(&format!("/conclusion/{}/supplement/add-item", s.review), &item).await.done();
        let decide = at(&s, s.subjects[0], "/decide");
        let paper = at(&s, s.subjects[0], "/paper");
        let (draft, _) = crate::printed::both_forms(&bich, &paper, "").await;
        assert!(draft.contains("DỰ THẢO") && !draft.contains("Sổ cái"), "{draft}");
        an.post(&decide, &[]).await.refused("conclusion.supplement_missing");
        bich.post(&format!("/conclusion/{}/supplement/complete", s.review), &[]).await.done();
        bich.post(&decide, &[]).await.status(403);
        lan.post(&decide, &[]).await.status(403);
        an.post(&decide, &[]).await.done();
        an.post(&decide, &[]).await.refused("conclusion.already_decided");
        bich.post(&of(&s, &shortcoming, "/write"), &everything(&key, "2", "", "")).await.refused("conclusion.already_decided");
        let page = lan.get(&at(&s, s.subjects[0], "")).await.page();
        assert!(page.contains("đã quyết định") && page.contains("Nguyễn Văn An quyết định"));
        crate::printed::integrated(&house).await;
        let (notice, docx) = crate::printed::both_forms(&lan, &paper, "").await;
        for said in ["THÔNG BÁO", "kết luận kiểm điểm", "Chậm trả lời đơn của dân", "Người chịu trách nhiệm:", "Đỗ Thị Lan (chịu trách nhiệm chính", "trong 30 ngày", "Nguyễn Văn An", "Sổ cái: mục "] {
            assert!(notice.contains(said) && docx.contains(said), "{said}\n{notice}");
        }
        assert!(!notice.contains("DỰ THẢO"));
        let sql = "SELECT what FROM opinion_trace t JOIN synthesis_placement p ON p.opinion_id = t.opinion_id WHERE p.point_id = $1";
        let what: String = house.rows(sql, &[other.into()]).await[0].at(0).unwrap();
        assert_eq!(what, "trace-conclusion-not-held");
        let sql = "SELECT done, total FROM campaign_standing WHERE stage = 'conclusion' AND review_id = $1";
        let board = &house.rows(sql, &[s.review.into()]).await[0];
        assert_eq!((board.at::<i64>(0).unwrap(), board.at::<i64>(1).unwrap()), (1, 5));
    }

    async fn nobody_decides_on_themselves_nor_before_the_conference(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        bich.post(&at(&s, s.subjects[1], "/draft"), &[]).await.done();
        let (an, phong) = (house.browser(s.chair).await, house.browser(s.superior).await);
        let decide = at(&s, s.subjects[1], "/decide");
        an.post(&decide, &[]).await.refused("conclusion.decider_is_subject");
        phong.post(&decide, &[]).await.refused("conclusion.item_not_closed");
        seed::conference(&house, &s).await;
        phong.post(&decide, &[]).await.refused("conclusion.nothing_held");
        bich.post(&at(&s, s.subjects[1], "/add-strength"), &[("text", "Đi cơ sở 42 ngày"), ("content", "head")]).await.done();
        let paper = at(&s, s.subjects[1], "/paper/pdf");
        an.get(&paper).await.status(200);
        house.browser(s.members[1]).await.get(&paper).await.status(404);
        phong.post(&decide, &[]).await.done();
        house.browser(s.members[1]).await.get(&paper).await.status(404);
        house.stranger().get(&paper).await.status(303);
    }

    async fn nobody_is_concluded_upon_unheard(house: TestHouse) {
        let s = house.campaign().await;
        let round = seed::round(&house, &s, 1).await;
        let subject = (s.subjects[2], s.members[0]);
        let point = seed::point(&house, &s, &round, subject.0, "Đơn chậm trả lời").await;
        seed::conference(&house, &s).await;
        let bich = house.browser(s.secretary).await;
        let key = point.to_string();
        let shortcoming = begun(&bich, &s, subject.0, Some(&key)).await;
        let lan = s.members[0].to_string();
        bich.post(&of(&s, &shortcoming, "/write"), &everything(&lan, "1", "", &key)).await.done();
        bich.post(&of(&s, &shortcoming, "/add-ground"), &[("kind", "competent_conclusion"), ("document", "Kết luận 12"), ("clause", "mục 2")]).await.done();
        let an = house.browser(s.chair).await;
        let decide = at(&s, subject.0, "/decide");
        an.post(&decide, &[]).await.refused("conclusion.nobody_asked");
        seed::asked(&house, &s, point, subject, AssignmentState::Served).await;
        an.post(&decide, &[]).await.refused("conclusion.not_answered");
        house.set_day("2026-11-21");
        let an = house.browser(s.chair).await;
        an.post(&decide, &[]).await.done();
    }

    async fn what_was_carried_over_is_answered_or_called_repeated(house: TestHouse) {
        let s = house.campaign().await;
        seed::conference(&house, &s).await;
        let bich = house.browser(s.secretary).await;
        let carried = bich.post(&format!("/campaign/review/{}/carried/add", s.review), &[("subject", &s.subjects[2].to_string()), ("code", "KP 2025-03"), ("kind", "shortcoming"), ("matter", "12 đơn quá hạn"), ("times", "1")]).await.key();
        let shortcoming = begun(&bich, &s, s.subjects[2], None).await;
        let lan = s.members[0].to_string();
        bich.post(&of(&s, &shortcoming, "/add-ground"), &[("kind", "competent_conclusion"), ("document", "Kết luận 12"), ("clause", "mục 2")]).await.done();
        bich.post(&of(&s, &shortcoming, "/write"), &everything(&lan, "1", "", "")).await.done();
        let an = house.browser(s.chair).await;
        an.post(&at(&s, s.subjects[2], "/decide"), &[]).await.refused("conclusion.carried_not_compared");
        bich.post(&of(&s, &shortcoming, "/write"), &everything(&lan, "2", &carried, "")).await.done();
        an.post(&at(&s, s.subjects[2], "/decide"), &[]).await.done();
        let status: String = house.rows("SELECT status FROM campaign_carried_item WHERE id = $1", &[carried.into()]).await[0].at(0).unwrap();
        assert_eq!(status, "repeated");
    }
}
