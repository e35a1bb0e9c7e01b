//! Separate hands: who verifies, who takes a case, who hands it back.

use app::organisation::store::LinkRow;
use base::dice;
use domain::common::Role;
use domain::organisation::LinkKind;
use jiff::civil::date;
use testkit::{Seed, both};

use super::{QUOTE, alleged};

both! {
    async fn a_case_goes_to_a_verifier_who_takes_it(house: TestHouse) {
        let a = alleged(&house).await;
        let organiser = house.browser(a.stage.organiser).await;
        let list = organiser.get(&format!("/verification/{}", a.stage.review)).await.page();
        assert!(list.contains("2 điều được nêu cần xác minh: 2 chưa giao") && list.contains("Chậm trả lời kiến nghị"));
        assert!(!list.contains("Giữ nền nếp giao ban"), "praise is not verified");
        a.assign(&house, a.point).await;
        let verifier = house.browser(a.stage.verifier).await;
        let home = verifier.get("/").await.page();
        assert!(home.contains("Xác minh những điều được nêu: 1. Chậm trả lời kiến nghị"), "{home}");
        assert!(home.contains("Đề nghị đồng chí xác minh điểm 1"));
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Tôi nhận và không liên quan") && page.contains(QUOTE));
        assert!(page.contains("Chi bộ 5. Ý kiến 2") && !page.contains("Ngô Thị Nga. "), "a promised name is not shown");
        verifier.post(&a.path(a.point, "/accept-case"), &[]).await.done();
        verifier.post(&a.path(a.point, "/accept-case"), &[]).await.refused("verification.already_accepted");
        let page = verifier.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Lê Minh Châu nhận việc, khẳng định không liên quan") && page.contains("Chưa có chứng cứ"));
        let list = organiser.get(&format!("/verification/{}", a.stage.review)).await.page();
        assert!(list.contains("1 đang xác minh"));
    }

    async fn nobody_verifies_what_they_said_or_what_is_said_of_them(house: TestHouse) {
        let a = alleged(&house).await;
        house.role(a.deputy, Role::Verifier, a.stage.unit).await;
        house.role(a.stage.chair, Role::Verifier, a.stage.unit).await;
        let organiser = house.browser(a.stage.organiser).await;
        let try_it = async |point, verifier: domain::common::id::PersonId| {
            let verifier = verifier.to_string();
            let fields = [("verifier", verifier.as_str()), ("due", "20/11/2026")];
            organiser.post(&a.path(point, "/assign-verifier"), &fields).await
        };
        let page = try_it(a.point, a.author).await.refused("verification.verifier_is_author");
        assert!(page.contains("G15"));
        try_it(a.point, a.deputy).await.refused("verification.verifier_is_subject");
        try_it(a.of_body, a.stage.chair).await.refused("verification.verifier_is_subject");
        try_it(a.point, a.stage.secretary).await.refused("verification.not_a_verifier");
        try_it(a.praise, a.stage.verifier).await.refused("verification.nothing_to_verify");
        let late = a.stage.verifier.to_string();
        let fields = [("verifier", late.as_str()), ("due", "20/1/2027")];
        organiser.post(&a.path(a.point, "/assign-verifier"), &fields).await.refused("plan.day_outside_campaign");
        house.set_day("2026-11-10");
        let fields = [("verifier", late.as_str()), ("due", "9/11/2026")];
        let organiser = house.browser(a.stage.organiser).await;
        organiser.post(&a.path(a.point, "/assign-verifier"), &fields).await.refused("verification.day_has_passed");
    }

    async fn in_a_body_too_small_the_superior_sends_a_verifier(house: TestHouse) {
        let a = alleged(&house).await;
        let above = house.unit("TW", "Cơ quan cấp trên", None).await;
        let link = LinkRow {
            id: dice::unnamed(), child_id: a.stage.unit, parent_id: above, kind: LinkKind::BelongsTo,
            valid_from: date(2020, 1, 1), valid_to: None, version: 0,
        };
        house.write("organisation.imported", link).await;
        let sent = house.person("Cao Văn Hải").await;
        house.role(sent, Role::Verifier, above).await;
        let superior = house.browser(a.stage.superior).await;
        let form = superior.get(&a.path(a.point, "")).await.page();
        assert!(form.contains("Cao Văn Hải (cấp trên cử)") && form.contains(">Lê Minh Châu<"));
        let key = sent.to_string();
        superior.post(&a.path(a.point, "/assign-verifier"), &[("verifier", &key), ("due", "20/11/2026")]).await.done();
        let page = superior.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Cao Văn Hải (cấp trên cử)"));
    }

    async fn a_case_is_handed_back_with_a_reason_and_given_to_another(house: TestHouse) {
        let a = alleged(&house).await;
        a.assign(&house, a.point).await;
        let verifier = house.browser(a.stage.verifier).await;
        verifier.post(&a.path(a.point, "/hand-back"), &[("reason", " ")]).await.malformed();
        let reason = [("reason", "Tôi từng phụ trách việc này năm 2025")];
        verifier.post(&a.path(a.point, "/hand-back"), &reason).await.done();
        verifier.post(&a.path(a.point, "/hand-back"), &reason).await.refused("verification.not_your_case");
        assert!(!verifier.get("/").await.page().contains("Mở việc"), "the task is gone");
        let organiser = house.browser(a.stage.organiser).await;
        let page = organiser.get(&a.path(a.point, "")).await.page();
        assert!(page.contains("Tôi từng phụ trách") && page.contains("Lê Minh Châu trả lại"));
        a.assign(&house, a.point).await;
    }

    async fn who_may_not_is_told_so_and_strangers_learn_nothing(house: TestHouse) {
        let a = alleged(&house).await;
        a.assign(&house, a.point).await;
        let verifier = a.stage.verifier.to_string();
        let fields = [("verifier", verifier.as_str()), ("due", "20/11/2026")];
        let path = a.path(a.point, "/assign-verifier");
        house.browser(a.stage.coder).await.post(&path, &fields).await.status(403);
        house.browser(a.deputy).await.get(&a.path(a.point, "")).await.status(403);
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&path, &fields).await.status(404);
        house.stranger().get(&a.path(a.point, "")).await.status(303);
        // Another verifier knows the place, but the case is not theirs.
        house.browser(a.author).await.post(&a.path(a.point, "/accept-case"), &[]).await.refused("verification.not_your_case");
        // A point of another review is not there.
        let other = dice::unnamed();
        house.browser(a.stage.organiser).await.get(&format!("/verification/{}/point/{other}", a.stage.review)).await.status(404);
    }

    async fn before_anything_is_signed_off_the_page_says_so(house: TestHouse) {
        use testkit::Campaigned;
        let stage = house.campaign().await;
        let page = house.browser(stage.verifier).await.get(&format!("/verification/{}", stage.review)).await.page();
        assert!(page.contains("Chưa có điều nào cần xác minh"));
        let english = house.browser(stage.verifier).await.get(&format!("/en/verification/{}", stage.review)).await.page();
        assert!(english.contains("Nothing is to be verified yet") && !english.contains('⟦'));
    }
}
