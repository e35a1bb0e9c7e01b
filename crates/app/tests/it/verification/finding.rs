//! Findings: on evidence, with reasons, provisional, one beside the other.

use serde_json::json;
use testkit::both;

use super::{EVIDENCE, alleged};

const REASONS: (&str, &str) = ("reasons", "Chứng cứ 1 cho thấy ba đơn chưa có văn bản trả lời.");

both! {
    async fn a_finding_rests_on_evidence_and_stays_provisional(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        let verifier = house.browser(a.stage.verifier).await;
        let path = a.path(a.point, "/record-finding");
        verifier.post(&path, &[("verdict", "confirmed"), REASONS]).await.refused("verification.finding_without_evidence");
        a.evidence(&house).await;
        verifier.post(&path, &[("verdict", "partly_confirmed"), REASONS]).await.refused("verification.part_missing");
        verifier.post(&path, &[("verdict", "confirmed"), ("confirmed_part", "hai đơn"), REASONS]).await.refused("verification.part_unasked");
        verifier.post(&path, &[("verdict", "confirmed")]).await.malformed();
        let part = ("confirmed_part", "Hai đơn đầu quá hạn");
        verifier.post(&path, &[("verdict", "partly_confirmed"), part, REASONS]).await.done();
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Kết quả lần 1: đúng một phần") && page.contains("Hai đơn đầu quá hạn") && page.contains("tạm thời"));
        verifier.post(&path, &[("verdict", "unfounded"), REASONS]).await.refused("verification.nothing_new");
        verifier.post(&a.path(a.point, "/hand-back"), &[("reason", "x")]).await.refused("verification.case_has_finding");
        verifier.post(&a.path(a.point, "/add-evidence"), &EVIDENCE).await.done();
        verifier.post(&path, &[("verdict", "confirmed"), REASONS]).await.done();
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Kết quả lần 1: đúng một phần") && page.contains("Kết quả lần 2: đúng"));
        let home = house.browser(a.stage.organiser).await.get("/").await.page();
        assert!(home.contains("Đã có kết quả xác minh điểm 1"));
        let list = verifier.get(&format!("/verification/{}", a.stage.review)).await.page();
        assert!(list.contains("1 có kết quả chờ nghe giải trình"));
    }

    async fn a_case_has_one_verifier_who_took_it(house: TestHouse) {
        let a = alleged(&house).await;
        a.assign(&house, a.point).await;
        let path = a.path(a.point, "/record-finding");
        let fields = [("verdict", "confirmed"), REASONS];
        house.browser(a.stage.verifier).await.post(&path, &fields).await.refused("verification.not_accepted");
        house.browser(a.author).await.post(&path, &fields).await.refused("verification.not_your_case");
        house.browser(a.stage.secretary).await.post(&path, &fields).await.status(403);
    }

    async fn nobody_is_found_against_on_the_word_of_the_parties(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        // The author is a verifier of the unit too and adds what they hold: that alone confirms nothing.
        house.browser(a.author).await.post(&a.path(a.point, "/add-evidence"), &EVIDENCE).await.done();
        let verifier = house.browser(a.stage.verifier).await;
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Ngô Thị Nga") && !page.contains("của người được nêu"), "who wrote what is shown nowhere");
        let path = a.path(a.point, "/record-finding");
        verifier.post(&path, &[("verdict", "confirmed"), REASONS]).await.refused("verification.evidence_of_parties_only");
        verifier.post(&path, &[("verdict", "unfounded"), REASONS]).await.done();
    }

    async fn the_contributor_learns_that_there_is_a_finding_and_not_yet_what_it_is(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        a.evidence(&house).await;
        a.found(&house, "confirmed").await;
        let sql = "SELECT what, detail FROM opinion_trace t JOIN opinion_opinion o ON o.id = t.opinion_id WHERE o.number = $1 ORDER BY t.at, t.what";
        let rows = house.rows(sql, &[1.into()]).await;
        let what: Vec<String> = rows.iter().map(|row| row.at(0).unwrap()).collect();
        assert_eq!(what, ["trace-verification-assigned", "trace-verification-found"]);
    }

    async fn a_program_does_the_same_as_a_form(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        let verifier = house.browser(a.stage.verifier).await;
        let refused = verifier.api(&a.path(a.point, "/record-finding"), Some(json!({"verdict": "confirmed", "reasons": "x"}))).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("verification.finding_without_evidence"));
        let evidence = json!({"title": "Sổ văn thư", "source": "Văn thư", "dated": "2026-08-12", "text": "Ba đơn"});
        assert_eq!(verifier.api(&a.path(a.point, "/add-evidence"), Some(evidence)).await.status, 200);
        assert_eq!(verifier.api(&a.path(a.point, "/record-finding"), Some(json!({"verdict": "confirmed", "reasons": "x"}))).await.status, 200);
        let page: serde_json::Value = serde_json::from_str(&verifier.api(&a.path(a.point, ""), None).await.body).unwrap();
        assert_eq!(page["known"]["findings"][0]["row"]["verdict"], "confirmed");
        assert!(!page.to_string().contains("Ngô Thị Nga\""), "the name under a promise is in no answer");
    }
}
