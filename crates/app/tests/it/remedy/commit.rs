//! Commitments: made of what was decided, given one by one, or one's own; milestones with proof; what is overdue.

use testkit::{Campaigned, Concluded, Seed, both};

use super::{committed, mine, of};

both! {
    async fn commitments_are_made_of_decided_shortcomings_once_and_told_to_their_doers(house: TestHouse) {
        let s = house.campaign().await;
        let bich = house.browser(s.secretary).await;
        let (path, make) = (format!("/remedy/{}", s.review), format!("/remedy/{}/make-commitments", s.review));
        assert!(bich.get(&path).await.page().contains("Chưa có cam kết nào"));
        bich.post(&make, &[]).await.refused("remedy.nothing_to_commit");
        let commitment = committed(&house, &s, s.members[0]).await;
        bich.post(&make, &[]).await.refused("remedy.nothing_to_commit");
        let lan = house.browser(s.members[0]).await;
        let home = lan.get("/").await.page();
        assert!(home.contains("Lập sổ hạn trả lời") && home.contains(&mine(&commitment, "")), "a task and a notice");
        let page = bich.get(&path).await.page();
        assert!(page.contains("KP-01") && page.contains("31/03/2027") && page.contains("Đỗ Thị Lan"));
        assert!(bich.get(&of(&s, &commitment, "")).await.page().contains("Chậm trả lời đơn của dân"));
        house.browser(s.members[1]).await.post(&make, &[]).await.status(403);
        let sql = "SELECT done, total FROM campaign_standing WHERE stage = 'remedy' AND review_id = $1";
        let board = &house.rows(sql, &[s.review.into()]).await[0];
        assert_eq!((board.at::<i64>(0).unwrap(), board.at::<i64>(1).unwrap()), (0, 1));
        let json = bich.api(&path, None).await.page();
        assert!(json.contains("\"tally\""));
    }

    async fn a_second_doer_commits_to_what_was_decided_and_not_to_a_draft(house: TestHouse) {
        let s = house.campaign().await;
        let made = house.decided(&s, s.subjects[0], "Chậm trả lời đơn của dân", s.chair).await;
        let (bich, khoa) = (house.browser(s.secretary).await, s.members[1].to_string());
        let shortcoming = made.shortcoming.to_string();
        let add = format!("/remedy/{}/add-commitment", s.review);
        let mut fields = vec![("shortcoming", shortcoming.as_str()), ("doer", &khoa), ("matter", "Kiểm tra sổ hằng tuần"), ("measure", "52 lần ký sổ"), ("deadline", "1/11/2026")];
        bich.post(&add, &fields).await.refused("remedy.day_passed");
        fields[4].1 = "31/12/2027";
        let commitment = bich.post(&add, &fields).await.key();
        assert!(bich.get(&of(&s, &commitment, "")).await.page().contains("Trịnh Đình Khoa"));
        let subject = s.subjects[2];
        bich.post(&format!("/conclusion/{}/subject/{subject}/draft", s.review), &[]).await.done();
        let draft = [("title", "Đổi lịch họp"), ("content", "degradation"), ("matter", "22 lần")];
        let draft = bich.post(&format!("/conclusion/{}/subject/{subject}/add-shortcoming", s.review), &draft).await.key();
        fields[0].1 = &draft;
        bich.post(&add, &fields).await.refused("remedy.shortcoming_not_decided");
        let other = house.next_campaign(&s).await;
        fields[0].1 = &shortcoming;
        bich.post(&format!("/remedy/{}/add-commitment", other.review), &fields).await.status(404);
    }

    async fn a_person_commits_for_the_year_on_their_own(house: TestHouse) {
        let s = house.campaign().await;
        let lan = house.browser(s.members[0]).await;
        let pledge = format!("/remedy/{}/pledge", s.review);
        let fields = [("matter", "Đi cơ sở mỗi tháng 4 ngày"), ("measure", "48 ngày, có sổ"), ("deadline", "31/12/2027")];
        let commitment = lan.post(&pledge, &fields).await.key();
        assert!(lan.get(&mine(&commitment, "")).await.page().contains("tự cam kết hằng năm"));
        assert!(lan.get(&format!("/remedy/{}?show=mine", s.review)).await.page().contains("Đi cơ sở mỗi tháng"));
        house.browser(s.organiser).await.post(&pledge, &fields).await.status(403);
        house.browser(s.members[1]).await.get(&mine(&commitment, "")).await.status(404);
    }

    async fn milestones_lie_before_the_deadline_and_are_reached_with_proof_by_the_doer(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        let (lan, khoa) = (house.browser(s.members[0]).await, house.browser(s.members[1]).await);
        let add = mine(&commitment, "/add-milestone");
        lan.post(&add, &[("title", "Có sổ trên máy"), ("due", "1/4/2027")]).await.refused("remedy.milestone_after_deadline");
        let milestone = lan.post(&add, &[("title", "Có sổ trên máy"), ("due", "30/11/2026")]).await.key();
        khoa.post(&add, &[("title", "x"), ("due", "30/11/2026")]).await.status(404);
        let another = khoa.api(&add, Some(serde_json::json!({ "title": "x", "due": "30/11/2026" }))).await.status(422);
        assert!(another.body.contains("remedy.not_the_doer"));
        let stranger = house.person("Người ngoài").await;
        house.browser(stranger).await.post(&add, &[("title", "x"), ("due", "30/11/2026")]).await.status(404);
        let reach = mine(&commitment, "/reach-milestone");
        lan.post(&reach, &[("milestone", &milestone)]).await.refused("remedy.report_without_proof");
        lan.post(&mine(&commitment, "/report-done"), &[("proof", "xong")]).await.refused("remedy.report_before_milestones");
        lan.upload(&reach, &[("milestone", &milestone)], ("file", "so.png", b"not a picture")).await.malformed();
        lan.upload(&reach, &[("milestone", &milestone), ("proof", "Đã lập sổ")], ("file", "so.txt", "86 dòng".as_bytes())).await.done();
        lan.post(&reach, &[("milestone", &milestone), ("proof", "lần nữa")]).await.refused("remedy.milestone_reached");
        let page = khoa.get(&of(&s, &commitment, "")).await.page();
        assert!(page.contains("Đã lập sổ") && page.contains("1 mốc đạt, 0 mốc quá hạn"));
        let link = page.split("href=\"").find(|part| part.contains("/file/")).unwrap().split('"').next().unwrap().to_owned();
        assert_eq!(khoa.get(&link).await.status(200).body, "86 dòng");
    }

    async fn what_is_overdue_comes_first_and_says_how_late_it_is(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        let lan = house.browser(s.members[0]).await;
        let pledge = [("matter", "Đi cơ sở"), ("measure", "4 ngày"), ("deadline", "10/11/2026")];
        lan.post(&format!("/remedy/{}/pledge", s.review), &pledge).await.done();
        lan.post(&mine(&commitment, "/add-milestone"), &[("title", "Có sổ trên máy"), ("due", "30/11/2026")]).await.done();
        house.set_day("2026-12-08");
        let page = house.browser(s.secretary).await.get(&format!("/remedy/{}", s.review)).await.page();
        let (first, second) = (page.find("quá hạn 28 ngày").unwrap(), page.find("quá hạn 8 ngày").unwrap());
        assert!(first < second, "the oldest day comes first");
        assert!(page.contains("aria-current=\"true\">Cần để ý (2)"));
    }
}

both! {
    async fn every_page_speaks_both_languages(house: TestHouse) {
        let s = house.campaign().await;
        let commitment = committed(&house, &s, s.members[0]).await;
        house.next_campaign(&s).await;
        let pages = [format!("/remedy/{}", s.review), of(&s, &commitment, ""), mine(&commitment, "")];
        for person in [s.organiser, s.chair, s.members[0]] {
            let browser = house.browser(person).await;
            for page in &pages {
                for language in ["", "/en"] {
                    let answer = browser.get(&format!("{language}{page}")).await;
                    assert!(!answer.body.contains('⟦'), "{language}{page} lacks {:?}", answer.body.split('⟦').nth(1).map(|rest| &rest[..40]));
                }
            }
        }
    }
}
