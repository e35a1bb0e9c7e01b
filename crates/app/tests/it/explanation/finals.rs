//! A finding stands when its subject was heard; new evidence opens a point once.

use app::explanation::store::heard_facts;
use app::verification::store::final_finding_of;
use domain::conclusion::heard::heard;
use jiff::civil::date;
use testkit::{Seed, both};

use super::{ACCEPTED, REFUSED, found};

both! {
    async fn a_finding_stands_once_its_subject_was_heard(house: TestHouse) {
        let f = found(&house).await;
        let verifier = house.browser(f.a.stage.verifier).await;
        let path = f.point(f.a.point, "/finalise");
        verifier.post(&path, &[]).await.refused("explanation.nobody_asked");
        let assignment = f.assigned(&house).await;
        let page = verifier.post(&path, &[]).await.refused("explanation.not_heard");
        assert!(page.contains("trong đó 1 người chưa nhận thông báo"));
        f.opened(&house, &assignment, f.a.deputy).await;
        verifier.post(&path, &[]).await.refused("explanation.not_heard");
        let mut link = house.house.database.read().await.unwrap();
        assert!(heard(&heard_facts(&mut link, f.a.point).await.unwrap(), date(2026, 11, 3)).is_err());
        assert_eq!(final_finding_of(&mut link, f.a.point).await.unwrap(), None);
        drop(link);
        house.set_day("2026-11-03");
        house.browser(f.a.deputy).await.post(&f.path(&assignment, "/answer"), &REFUSED).await.done();
        let verifier = house.browser(f.a.stage.verifier).await;
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(heard(&heard_facts(&mut link, f.a.point).await.unwrap(), date(2026, 11, 3)).unwrap().n_answered, 1);
        drop(link);
        verifier.post(&path, &[]).await.done();
        verifier.post(&path, &[]).await.refused("explanation.finding_stands");
        let mut link = house.house.database.read().await.unwrap();
        assert!(final_finding_of(&mut link, f.a.point).await.unwrap().is_some_and(|finding| finding.is_final));
        drop(link);
        assert!(!verifier.get("/").await.page().contains("Mở việc"), "nothing is left to do");
        let deputy = house.browser(f.a.deputy).await.get("/").await.page();
        assert!(deputy.contains("Kết quả xác minh điểm 1 đã chốt"));
        let sql = "SELECT done, total, state FROM campaign_standing WHERE stage = 'verification' AND review_id = $1";
        let row = &house.rows(sql, &[f.a.stage.review.into()]).await[0];
        assert_eq!((row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap()), (1, 2));
        // The chain of the point, as its subject reads it.
        let dossier = format!("/verification/{}/subject/{}", f.a.stage.review, f.a.stage.subjects[2]);
        let page = house.browser(f.a.deputy).await.get(&dossier).await.page();
        assert!(page.contains("Chậm trả lời kiến nghị") && page.contains("đã chốt") && page.contains("không tiếp thu, có nêu lý do"));
    }

    async fn silence_is_no_confession_and_does_not_hold_up_the_finding(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        f.opened(&house, &assignment, f.a.deputy).await;
        house.set_day("2026-11-10");
        let secretary = house.browser(f.a.stage.secretary).await;
        secretary.post(&f.path(&assignment, "/lapse"), &[]).await.done();
        secretary.post(&f.point(f.a.point, "/finalise"), &[]).await.done();
        let page = secretary.get(&f.point(f.a.point, "")).await.page();
        assert!(page.contains("không giải trình") && page.contains("Trần Thị Bích chốt lúc"));
    }

    async fn what_finds_nothing_against_anybody_asks_nobody(house: TestHouse) {
        let a = crate::verification::alleged(&house).await;
        a.taken(&house).await;
        a.evidence(&house).await;
        a.found(&house, "unfounded").await;
        let path = format!("/explanation/{}/point/{}/finalise", a.stage.review, a.point);
        house.browser(a.stage.verifier).await.post(&path, &[]).await.done();
    }

    async fn a_finding_that_stands_has_looked_at_all_the_evidence(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.assigned(&house).await;
        f.opened(&house, &assignment, f.a.deputy).await;
        let mut fields = REFUSED.to_vec();
        fields.extend([("title", "Biên bản"), ("source", "Tổ dân phố"), ("dated", "12/8/2026")]);
        let deputy = house.browser(f.a.deputy).await;
        deputy.upload(&f.path(&assignment, "/answer"), &fields, ("file", "b.pdf", b"%PDF-1.7 x")).await.done();
        let verifier = house.browser(f.a.stage.verifier).await;
        let path = f.point(f.a.point, "/finalise");
        verifier.post(&path, &[]).await.refused("explanation.finding_older_than_evidence");
        // The verifier looks at what the answer brought; the person was heard on it, so the new finding may stand.
        f.a.found(&house, "unfounded").await;
        verifier.post(&path, &[]).await.done();
    }

    async fn no_finding_stands_on_evidence_that_its_subject_could_not_answer(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.answered(&house, &REFUSED).await;
        let secretary = house.browser(f.a.stage.secretary).await;
        let reopen = f.point(f.a.point, "/reopen");
        let reason = [("reason", "Tìm thấy sổ tiếp dân năm 2026")];
        secretary.post(&reopen, &reason).await.refused("explanation.no_new_evidence");
        f.new_evidence(&house).await;
        f.a.found(&house, "confirmed").await;
        let verifier = house.browser(f.a.stage.verifier).await;
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.refused("explanation.evidence_unheard");
        secretary.post(&reopen, &reason).await.done();
        assert!(verifier.get("/").await.page().contains("Điểm 1 được mở lại vì có chứng cứ mới"));
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.refused("explanation.not_heard");
        f.opened(&house, &assignment, f.a.deputy).await;
        let deputy = house.browser(f.a.deputy).await;
        deputy.post(&f.path(&assignment, "/answer"), &ACCEPTED).await.done();
        let page = deputy.get(&f.path(&assignment, "")).await.page();
        assert!(page.contains("lần 1") && page.contains("lần 2") && page.contains("Mở lại vì có chứng cứ mới"));
        // After the second hearing nothing is added to which nobody could answer.
        verifier.post(&f.a.path(f.a.point, "/add-evidence"), &crate::verification::EVIDENCE).await.refused("verification.evidence_closed");
        secretary.post(&reopen, &reason).await.refused("explanation.reopened_once");
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.done();
    }

    async fn new_evidence_opens_a_final_finding_once_and_leaves_it_beside_the_next(house: TestHouse) {
        let f = found(&house).await;
        let assignment = f.answered(&house, &ACCEPTED).await;
        let (secretary, verifier) = (house.browser(f.a.stage.secretary).await, house.browser(f.a.stage.verifier).await);
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.done();
        let fields = [("verdict", "unfounded"), ("reasons", "x")];
        verifier.post(&f.a.path(f.a.point, "/record-finding"), &fields).await.refused("verification.finding_is_final");
        f.new_evidence(&house).await;
        secretary.post(&f.point(f.a.point, "/reopen"), &[("reason", "Sổ tiếp dân")]).await.done();
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(final_finding_of(&mut link, f.a.point).await.unwrap(), None, "nothing stands while it is open again");
        drop(link);
        f.opened(&house, &assignment, f.a.deputy).await;
        house.browser(f.a.deputy).await.post(&f.path(&assignment, "/answer"), &REFUSED).await.done();
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.refused("explanation.finding_older_than_evidence");
        f.a.found(&house, "unfounded").await;
        verifier.post(&f.point(f.a.point, "/finalise"), &[]).await.done();
        let page = verifier.get(&f.a.path(f.a.point, "")).await.page();
        assert!(page.contains("Kết quả lần 1: đúng") && page.contains("Kết quả lần 2: không có cơ sở"));
        let mut link = house.house.database.read().await.unwrap();
        assert_eq!(final_finding_of(&mut link, f.a.point).await.unwrap().map(|finding| finding.number), Some(2));
    }

    async fn nobody_lets_the_finding_on_themselves_stand(house: TestHouse) {
        let f = found(&house).await;
        f.answered(&house, &ACCEPTED).await;
        house.role(f.a.deputy, domain::common::Role::Secretary, f.a.stage.unit).await;
        let deputy = house.browser(f.a.deputy).await;
        deputy.post(&f.point(f.a.point, "/finalise"), &[]).await.refused("explanation.own_matter");
        house.browser(f.a.stage.organiser).await.post(&f.point(f.a.point, "/finalise"), &[]).await.status(403);
    }

    async fn a_point_of_the_body_waits_for_everybody_who_was_asked(house: TestHouse) {
        let f = found(&house).await;
        let (chair, member) = (f.a.stage.chair, f.a.stage.members[1]);
        f.assign(&house, f.a.of_body, &[chair, member]).await;
        let done = async || {
            let sql = "SELECT done, total FROM campaign_standing WHERE stage = 'explanation' AND review_id = $1";
            let row = house.rows(sql, &[f.a.stage.review.into()]).await.remove(0);
            (row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap())
        };
        assert_eq!(done().await, (0, 2));
        for (person, expected) in [(chair, (0, 2)), (member, (1, 2))] {
            let assignment = f.assignment(&house, f.a.of_body, person).await;
            f.opened(&house, &assignment, person).await;
            house.browser(person).await.post(&f.path(&assignment, "/answer"), &REFUSED).await.done();
            assert_eq!(done().await, expected);
        }
        f.assign(&house, f.a.of_body, &[f.a.deputy]).await;
        assert_eq!(done().await, (0, 2), "whoever is asked later is waited for too");
    }
}
