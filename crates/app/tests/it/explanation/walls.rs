//! What the databases refuse to whoever writes around the program.

use testkit::both;

use super::{ACCEPTED, found};

both! {
    async fn an_answer_and_the_log_of_its_notice_stay(house: TestHouse) {
        let f = found(&house).await;
        f.answered(&house, &ACCEPTED).await;
        for sql in [
            "UPDATE explanation_answer SET kind = 'not_accepted'",
            "UPDATE explanation_answer SET text = 'khác'",
            "DELETE FROM explanation_answer",
            "UPDATE explanation_notice SET at = 0",
            "DELETE FROM explanation_notice",
        ] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"), "{sql}");
        }
    }

    async fn a_final_finding_never_changes(house: TestHouse) {
        let f = found(&house).await;
        f.answered(&house, &ACCEPTED).await;
        house.browser(f.a.stage.verifier).await.post(&f.point(f.a.point, "/finalise"), &[]).await.done();
        for sql in [
            "UPDATE verification_finding SET is_final = 0",
            "UPDATE verification_finding SET verdict = 'unfounded'",
            "UPDATE verification_finding SET final_by = NULL",
            "DELETE FROM verification_finding",
        ] {
            assert!(house.tamper(sql).await.unwrap_err().contains("G14"), "{sql}");
        }
    }
}
