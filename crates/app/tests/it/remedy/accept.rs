//! Acceptance by another, with proof; the report given back with a reason; what was accepted stays.

use testkit::{Campaigned, Seed, both};

use super::{committed, mine, of, reported};

both! {
    async fn another_accepts_what_was_reported_with_proof(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        let (lan, an) = (house.browser(s.members[0]).await, house.browser(s.chair).await);
        let accept = of(&s, &commitment, "/accept");
        an.post(&accept, &[]).await.refused("remedy.not_reported");
        lan.post(&mine(&commitment, "/report-done"), &[]).await.refused("remedy.report_without_proof");
        reported(&lan, &commitment).await;
        lan.post(&mine(&commitment, "/report-done"), &[("proof", "lần nữa")]).await.refused("remedy.not_open");
        assert!(lan.get(&mine(&commitment, "")).await.page().contains("Chưa thể tự nghiệm thu"));
        assert!(an.get("/").await.page().contains("Chờ nghiệm thu"), "the chair has it to do");
        lan.post(&accept, &[]).await.status(403);
        let give_back = of(&s, &commitment, "/give-back");
        an.post(&give_back, &[("reason", "Chưa có số đơn của tháng 12")]).await.done();
        an.post(&give_back, &[("reason", "lần nữa")]).await.refused("remedy.nothing_reported");
        assert!(lan.get(&mine(&commitment, "")).await.page().contains("Chưa có số đơn của tháng 12"));
        reported(&lan, &commitment).await;
        an.post(&accept, &[("note", "Đã xem sổ")]).await.done();
        let page = lan.get(&of(&s, &commitment, "")).await.page();
        assert!(page.contains("xong, đã nghiệm thu") && page.contains("Nguyễn Văn An nghiệm thu"));
        assert!(!lan.get("/").await.page().contains(&format!("href=\"{}\"", mine(&commitment, ""))) || lan.get("/").await.page().contains("Đã nghiệm thu"));
        let sql = "SELECT COUNT(*) FROM plan_task WHERE state = 'open' AND about LIKE $1";
        assert_eq!(house.rows(sql, &["remedy-%".into()]).await[0].at::<i64>(0).unwrap(), 0, "nothing is left to do");
        let sql = "SELECT done, total FROM campaign_standing WHERE stage = 'remedy' AND review_id = $1";
        let board = &house.rows(sql, &[s.review.into()]).await[0];
        assert_eq!((board.at::<i64>(0).unwrap(), board.at::<i64>(1).unwrap()), (1, 1));
    }

    async fn where_the_chair_is_the_doer_the_superior_accepts(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.chair).await;
        let (an, phong) = (house.browser(s.chair).await, house.browser(s.superior).await);
        reported(&an, &commitment).await;
        an.post(&of(&s, &commitment, "/accept"), &[]).await.refused("remedy.acceptor_is_doer");
        an.post(&of(&s, &commitment, "/give-back"), &[("reason", "x")]).await.refused("remedy.acceptor_is_doer");
        assert!(phong.get("/").await.page().contains("Chờ nghiệm thu"));
        phong.post(&of(&s, &commitment, "/accept"), &[]).await.done();
    }

    async fn what_was_accepted_stays_by_the_database_too(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        let own = format!("UPDATE remedy_commitment SET state = 'accepted', accepted_by = '{}'", s.members[0]);
        house.tamper(&own).await.unwrap_err();
        let lan = house.browser(s.members[0]).await;
        reported(&lan, &commitment).await;
        house.browser(s.chair).await.post(&of(&s, &commitment, "/accept"), &[]).await.done();
        for sql in [
            "UPDATE remedy_commitment SET deadline = '2028-01-01'",
            "DELETE FROM remedy_commitment",
            "UPDATE remedy_step SET text = 'khác'",
            "DELETE FROM remedy_step",
        ] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"), "{sql}");
        }
        let late = format!("INSERT INTO remedy_milestone (id, campaign_id, commitment_id, place, title, due, state, version) VALUES ('x', '{}', '{commitment}', 9, 'x', '2027-01-01', 'ahead', 1)", s.campaign);
        assert!(house.tamper(&late).await.unwrap_err().contains("G14"));
    }

    async fn a_commitment_of_another_review_is_not_there(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        let other = house.next_campaign(&s).await;
        house.browser(s.secretary).await.get(&of(&other, &commitment, "")).await.status(404);
        house.browser(s.chair).await.post(&of(&other, &commitment, "/accept"), &[]).await.status(404);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.get(&of(&s, &commitment, "")).await.status(404);
        house.stranger().get(&format!("/remedy/{}", s.review)).await.status(303);
    }
}
