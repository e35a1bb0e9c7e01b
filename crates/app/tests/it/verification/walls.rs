//! What the databases refuse to whoever writes around the program.

use testkit::both;

use super::{EVIDENCE, alleged};

both! {
    async fn no_path_around_the_program_gives_a_case_to_a_party(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        for person in [a.deputy, a.author] {
            let sql = format!("UPDATE verification_case SET verifier_id = '{person}'");
            assert!(house.tamper(&sql).await.unwrap_err().contains("G15"));
        }
        let sql = format!(
            "INSERT INTO verification_case SELECT 'x', campaign_id, review_id, '{}', '{}', assigned_by, assigned_at, accepted_at, due, state, is_closed, 1 FROM verification_case",
            a.of_body, a.stage.chair
        );
        assert!(house.tamper(&sql).await.unwrap_err().contains("G15"));
    }

    async fn no_path_around_the_program_finds_against_somebody_without_evidence(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        let insert = |verdict: &str, by: &str| format!(
            "INSERT INTO verification_finding (id, campaign_id, review_id, case_id, point_id, number, verdict, reasons, n_evidence, is_final, found_by, found_at, version) \
             SELECT 'x', campaign_id, review_id, id, point_id, 1, '{verdict}', 'vì nghe nói', 0, 1, '{by}', 0, 1 FROM verification_case"
        );
        let verifier = a.stage.verifier.to_string();
        assert!(house.tamper(&insert("confirmed", &verifier)).await.unwrap_err().contains("G15"));
        // Evidence of a party alone does not help.
        house.browser(a.author).await.post(&a.path(a.point, "/add-evidence"), &EVIDENCE).await.done();
        assert!(house.tamper(&insert("confirmed", &verifier)).await.unwrap_err().contains("G15"));
        assert!(house.tamper(&insert("unfounded", &a.author.to_string())).await.unwrap_err().contains("G15"));
        a.evidence(&house).await;
        assert_eq!(house.tamper(&insert("confirmed", &verifier)).await, Ok(1));
    }

    async fn what_was_found_and_shown_stays(house: TestHouse) {
        let a = alleged(&house).await;
        a.taken(&house).await;
        a.evidence(&house).await;
        a.found(&house, "confirmed").await;
        for sql in [
            "UPDATE verification_finding SET verdict = 'unfounded'",
            "UPDATE verification_finding SET reasons = 'khác'",
            "DELETE FROM verification_finding",
            "UPDATE verification_evidence SET dated = '2020-01-01'",
            "UPDATE verification_evidence SET sha256 = 'x'",
            "DELETE FROM verification_evidence",
        ] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"), "{sql}");
        }
        assert_eq!(house.tamper("UPDATE verification_finding SET is_final = 1").await, Ok(1));
        for sql in ["UPDATE verification_finding SET is_final = 0", "UPDATE verification_finding SET final_at = 1"] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"), "{sql}");
        }
    }
}
