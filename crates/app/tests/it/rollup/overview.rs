//! What a summary shows: counted once, reconciling, down the tree, each level its own.

use app::rollup::store;
use domain::common::Role;
use domain::rollup::{FigureKind, Figures};
use testkit::{Concluded, Seed, TestHouse, both};

use super::{plain, tree};

async fn figures(house: &TestHouse, person: domain::common::id::PersonId, path: &str) -> Figures {
    let answer = house.browser(person).await.api(path, None).await.status(200);
    let view: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    serde_json::from_value(view["figures"].clone()).unwrap()
}

both! {
    async fn each_figure_equals_a_plain_count_of_its_table_and_the_sum_of_its_lines(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let figures = figures(&house, t.organiser, &format!("/rollup/{}", t.campaign)).await;
        assert_eq!(domain::rollup::reconcile(&figures), Ok(()));
        let of = |kind| figures.total.of(kind);
        let c = t.campaign;
        for (kind, sql) in [
            (FigureKind::Reviews, "SELECT COUNT(*) FROM campaign_review WHERE campaign_id = $1"),
            (FigureKind::People, "SELECT COUNT(DISTINCT person_id) FROM campaign_subject WHERE campaign_id = $1 AND person_id IS NOT NULL"),
            (FigureKind::Subjects, "SELECT COUNT(*) FROM campaign_subject WHERE campaign_id = $1"),
            (FigureKind::Decided, "SELECT COUNT(*) FROM conclusion_conclusion WHERE campaign_id = $1"),
            (FigureKind::Strengths, "SELECT COUNT(*) FROM conclusion_strength WHERE campaign_id = $1"),
            (FigureKind::Shortcomings, "SELECT COUNT(*) FROM conclusion_shortcoming WHERE campaign_id = $1"),
            (FigureKind::InFigures, "SELECT COUNT(*) FROM conclusion_shortcoming WHERE campaign_id = $1 AND extent IS NOT NULL"),
        ] {
            assert_eq!(of(kind), plain(&house, sql, c).await, "{kind}");
        }
        assert_eq!((of(FigureKind::Reviews), of(FigureKind::People), of(FigureKind::Subjects)), (3, 4, 8), "somebody in two bodies is one person");
        let names: Vec<_> = figures.lines.iter().map(|line| line.name.as_str()).collect();
        assert_eq!(names, ["Tỉnh Sông Lam", "Phường Bến Đá", "Xã Hạ Lam"]);
        assert!(figures.lines.iter().all(|line| line.counts.of(FigureKind::Shortcomings) == 1));
        assert_eq!(figures.contents.iter().map(|group| group.shortcomings).sum::<i64>(), 3);
    }

    async fn a_draft_counts_nowhere_and_of_two_decisions_on_one_subject_the_last(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let stage = t.stage(&house, 0).await;
        house.decided(&stage, stage.subjects[1], "Việc đang viết", t.organiser).await;
        let path = format!("/rollup/{}", t.campaign);
        assert_eq!(figures(&house, t.organiser, &path).await.total.of(FigureKind::Shortcomings), 4);
        // Decided anew after a petition: what the first decision held is in force no more.
        let mut again = app_conclusion(&house, stage.subjects[1]).await;
        again.id = base::dice::unnamed().into();
        again.number = 2;
        again.version = 0;
        house.write("conclusion.decided", again).await;
        let now = figures(&house, t.organiser, &path).await;
        assert_eq!((now.total.of(FigureKind::Shortcomings), now.total.of(FigureKind::Decided)), (3, 4));
        assert_eq!(domain::rollup::reconcile(&now), Ok(()));
        let mut link = house.house.database.read().await.unwrap();
        let in_force = app::conclusion::store::shortcomings_of_campaign(&mut link, t.campaign).await.unwrap();
        assert_eq!(in_force.len(), 3, "the summary and the conclusions agree on what is in force");
    }

    async fn a_unit_is_looked_at_from_its_own_level_and_from_above_only(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let ward = format!("/rollup/of/{}/{}", t.wards[0], t.campaign);
        let superior = house.browser(t.superior_of_ward).await;
        let page = superior.get(&ward).await.page();
        assert!(page.contains("Phường Bến Đá") && !page.contains("Xã Hạ Lam") && !page.contains('⟦'));
        assert!(!page.contains("Xem cấp trên"), "nobody is led to where they may not look");
        superior.get(&format!("/rollup/{}", t.campaign)).await.status(404);
        superior.get(&format!("/rollup/of/{}/{}", t.wards[1], t.campaign)).await.status(404);
        let organiser = house.browser(t.organiser).await;
        let page = organiser.get(&format!("/rollup/{}", t.campaign)).await.page();
        assert!(page.contains(&format!("href=\"{ward}\"")), "one looks further down from line to line");
        assert!(organiser.get(&ward).await.page().contains("Xem cấp trên"));
        let coder = house.person("Phạm Quốc Dũng").await;
        house.role(coder, Role::Coder, t.top).await;
        house.browser(coder).await.get(&format!("/rollup/{}", t.campaign)).await.status(403);
        house.stranger().get(&ward).await.status(303);
        let elsewhere = house.unit("KH", "Tỉnh khác", None).await;
        house.role(t.organiser, Role::Organiser, elsewhere).await;
        organiser.get(&format!("/rollup/of/{elsewhere}/{}", t.campaign)).await.status(404);
    }

    async fn behind_a_figure_stands_the_list_that_it_counts(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        let organiser = house.browser(t.organiser).await;
        let top = format!("/rollup/of/{}/{}/shortcomings", t.top, t.campaign);
        let page = organiser.get(&format!("{top}?content=degradation")).await.page();
        assert!(page.contains("3 hạn chế") && page.contains("3 trên 86 đơn") && page.contains("Cống ngõ 42 tràn"));
        assert!(organiser.get(&format!("{top}?focus=-")).await.page().contains("Chưa có hạn chế nào"));
        assert!(organiser.get(&format!("{top}?focus=land")).await.page().contains("3 hạn chế"));
        let ward = format!("/rollup/of/{}/{}/shortcomings", t.wards[0], t.campaign);
        let page = house.browser(t.superior_of_ward).await.get(&ward).await.page();
        assert!(page.contains("1 hạn chế") && page.contains("Cống ngõ 42 tràn") && !page.contains("Đổi lịch họp"));
    }

    async fn what_its_unit_lost_is_still_counted_at_the_top(house: TestHouse) {
        let t = tree(&house).await;
        t.conclude(&house).await;
        house.tamper("UPDATE organisation_link SET valid_to = '2026-11-01'").await.unwrap();
        let figures = figures(&house, t.organiser, &format!("/rollup/{}", t.campaign)).await;
        assert_eq!(domain::rollup::reconcile(&figures), Ok(()));
        assert_eq!(figures.lines.iter().filter(|line| line.unit.is_none()).count(), 1);
        assert_eq!(figures.total.of(FigureKind::Reviews), 3);
        let page = house.browser(t.organiser).await.get(&format!("/rollup/{}", t.campaign)).await.page();
        assert!(page.contains("Đơn vị không còn trong cây tổ chức"));
    }

    async fn the_number_of_statements_does_not_grow_with_the_rows(house: TestHouse) {
        let t = tree(&house).await;
        let before = statements(&house, &t).await;
        t.conclude(&house).await;
        assert_eq!(statements(&house, &t).await, before);
    }

    async fn an_empty_summary_says_what_to_do(house: TestHouse) {
        let t = tree(&house).await;
        let room = house.unit("SL-BD-1", "Chi bộ 1", Some(t.wards[0])).await;
        let page = house.browser(t.organiser).await.get(&format!("/rollup/of/{room}/{}", t.campaign)).await.page();
        assert!(page.contains("Chưa có tập thể nào kiểm điểm trong phạm vi này"));
        let english = house.browser(t.organiser).await.get(&format!("/en/rollup/{}", t.campaign)).await.page();
        assert!(english.contains("Summaries by level") && !english.contains('⟦'));
    }
}

async fn app_conclusion(
    house: &TestHouse,
    subject: domain::common::id::SubjectId,
) -> app::conclusion::store::ConclusionRow {
    let mut link = house.house.database.read().await.unwrap();
    base::db::one(&mut link, "WHERE subject_id = $1", &[subject.into()]).await.unwrap().unwrap()
}

async fn statements(house: &TestHouse, t: &super::Tree) -> u64 {
    let mut link = house.house.database.read().await.unwrap();
    let before = link.statements();
    let counted = store::counts_by_review(&mut link, t.campaign).await.unwrap();
    assert!(!counted.is_empty());
    let campaign = base::db::find(&mut link, t.campaign).await.unwrap().unwrap();
    let unit = base::db::find(&mut link, t.top).await.unwrap().unwrap();
    app::rollup::figures(&mut link, &campaign, &unit, house.house.clock.today()).await.unwrap();
    link.statements() - before
}
