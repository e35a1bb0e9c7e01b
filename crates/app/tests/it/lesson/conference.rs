//! The lesson conference: called over the campaign, opened with frozen figures, led like any other.

use testkit::both;

use super::{called, closed, items, lessons, opened};
use crate::printed::{both_forms, integrated};

both! {
    async fn a_lesson_conference_calls_the_heads_of_all_bodies_and_has_its_agenda(house: TestHouse) {
        let l = lessons(&house).await;
        let organiser = house.browser(l.s.organiser).await;
        let overview = format!("/lesson/{}", l.s.campaign);
        let page = organiser.get(&overview).await.page();
        assert!(page.contains("Chưa triệu tập hội nghị rút kinh nghiệm") && !page.contains('⟦'), "{page}");
        let path = called(&house, &l).await;
        let page = organiser.get(&path).await.page();
        assert!(page.contains("Nguyễn Văn An") && page.contains("Bùi Thị Ngọc") && !page.contains('⟦'));
        assert!(page.contains("1. Báo cáo kết quả chỉ đạo") && page.contains("3. Kết luận, yêu cầu của chủ trì"));
        assert!(organiser.get(&overview).await.page().contains("Hội nghị rút kinh nghiệm"));
        assert!(organiser.get(&format!("/en{path}")).await.page().contains("As of today"));
        assert!(house.browser(l.s.chair).await.get("/").await.page().contains("Chủ trì “Hội nghị rút kinh nghiệm”"));
        house.browser(l.s.members[0]).await.get(&path).await.status(404);
    }

    async fn a_lesson_conference_is_called_by_the_rules_of_any_conference(house: TestHouse) {
        let l = lessons(&house).await;
        let organiser = house.browser(l.s.organiser).await;
        let (chair, secretary, stranger) = (l.s.chair.to_string(), l.s.secretary.to_string(), l.head.to_string());
        let path = format!("/lesson/{}/call", l.s.campaign);
        let mut fields = [("title", "Rút kinh nghiệm"), ("day", "5/1/2027"), ("room", "A"), ("chair", chair.as_str()), ("secretary", secretary.as_str())];
        organiser.post(&path, &fields).await.refused("plan.day_outside_campaign");
        fields[1].1 = "18/12/2026";
        fields[3].1 = &stranger;
        organiser.post(&path, &fields).await.malformed();
        fields[3].1 = &chair;
        house.browser(l.s.coder).await.post(&path, &fields).await.status(403);
        house.browser(l.organiser).await.post(&path, &fields).await.status(404);
        organiser.post(&path, &fields).await.done();
    }

    async fn figures_are_counted_from_the_campaigns_own_traces_and_frozen_when_it_opens(house: TestHouse) {
        let l = lessons(&house).await;
        let organiser = house.browser(l.s.organiser).await;
        let owner = l.s.secretary.to_string();
        let task = [("matter", "Việc"), ("why", "KH"), ("owner", owner.as_str()), ("stage", "plan"), ("due", "10/11/2026")];
        organiser.post(&format!("/plan/{}/add-task", l.s.campaign), &task).await.done();
        let path = called(&house, &l).await;
        house.set_day("2026-12-18");
        let (chair, secretary) = (house.browser(l.s.chair).await, house.browser(l.s.secretary).await);
        chair.post(&format!("{path}/open"), &[]).await.refused("conference.no_quorum");
        let (an, ngoc) = (l.s.chair.to_string(), l.head.to_string());
        secretary.post(&format!("{path}/attendance"), &[("present", &an), ("present", &ngoc)]).await.done();
        chair.post(&format!("{path}/open"), &[]).await.done();
        let late = "SELECT value, out_of FROM lesson_figure WHERE code = $1";
        let row = &house.rows(late, &["tasks_late".into()]).await[0];
        assert_eq!((row.at::<i64>(0).unwrap(), row.at::<i64>(1).unwrap()), (1, 2), "one late; one to lead");
        let rounds = &house.rows(late, &["rounds_closed".into()]).await[0];
        assert_eq!((rounds.at::<i64>(0).unwrap(), rounds.at::<i64>(1).unwrap()), (0, 2));
        let all = house.rows("SELECT COUNT(*) FROM lesson_figure WHERE 1 = $1", &[1.into()]).await;
        assert_eq!(all[0].at::<i64>(0).unwrap(), 20);
        let page = chair.get(&path).await.page();
        assert!(page.contains("Số liệu đã chốt khi khai mạc") && page.contains("Việc trễ hạn hoặc xong muộn") && !page.contains('⟦'));
        let tampered = house.tamper("UPDATE lesson_figure SET value = 0").await;
        assert!(tampered.unwrap_err().contains("G14"), "a frozen figure never changes");
    }

    async fn contributions_are_written_down_as_in_any_conference(house: TestHouse) {
        let l = lessons(&house).await;
        let path = opened(&house, &l).await;
        let secretary = house.browser(l.s.secretary).await;
        let items = items(&house, &path).await;
        let item = items[1].as_str();
        let ngoc = l.head.to_string();
        let turn = [("item", item), ("speaker", ngoc.as_str()), ("kind", "remark"), ("text", "Nên gửi dự thảo sớm hơn.")];
        let page = secretary.post(&format!("{path}/statement"), &turn).await.refused("conference.item_not_open");
        assert!(page.contains("Nên gửi dự thảo sớm hơn."), "what was typed is kept");
        secretary.post(&format!("{path}/open-item"), &[("item", item)]).await.done();
        let said = secretary.post(&format!("{path}/statement"), &turn).await.key();
        secretary.post(&format!("{path}/correct-statement"), &[("statement", &said), ("text", "Nên gửi dự thảo trước 5 ngày.")]).await.done();
        let vote = [("item", item), ("motion", "Thống nhất báo cáo"), ("votes_for", "2"), ("votes_against", "0"), ("votes_abstaining", "0")];
        secretary.post(&format!("{path}/vote"), &vote).await.done();
        secretary.post(&format!("{path}/defer-item"), &[("item", items[0].as_str()), ("reason", "Hết giờ")]).await.done();
        let phong = l.s.superior.to_string();
        secretary.post(&format!("{path}/invite"), &[("person", &phong), ("capacity", "delegate")]).await.done();
        secretary.post(&format!("{path}/excuse"), &[("person", &phong), ("reason", "Họp đột xuất")]).await.done();
        secretary.post(&format!("{path}/add-item"), &[("title", "Trao tặng giấy khen")]).await.done();
        let minutes = secretary.get(&format!("{path}/minutes")).await.page();
        assert!(minutes.contains("<del>Nên gửi dự thảo sớm hơn.</del>") && minutes.contains("Nên gửi dự thảo trước 5 ngày."));
        assert!(secretary.get(&format!("{path}/wall")).await.page().contains("Mục 2 trên 4"));
    }

    async fn a_lesson_conference_moves_and_its_minutes_take_annexes(house: TestHouse) {
        let l = lessons(&house).await;
        let path = called(&house, &l).await;
        let secretary = house.browser(l.s.secretary).await;
        let off = [("day", "21/12/2026"), ("room", "Hội trường"), ("cause", "other_cause"), ("reason", "Bão")];
        secretary.post(&format!("{path}/move"), &off).await.done();
        house.set_day("2026-12-21");
        let secretary = house.browser(l.s.secretary).await;
        let (an, ngoc) = (l.s.chair.to_string(), l.head.to_string());
        secretary.post(&format!("{path}/attendance"), &[("present", &an), ("present", &ngoc)]).await.done();
        secretary.post(&format!("{path}/open"), &[]).await.done();
        closed(&house, &l, &path).await;
        secretary.post(&format!("{path}/annex"), &[("text", "Danh sách bổ sung")]).await.done();
        let page = secretary.get(&format!("{path}/minutes")).await.page();
        assert!(page.contains("Biên bản đã niêm phong") && page.contains("Danh sách bổ sung"));
    }

    async fn a_conference_of_a_review_is_not_found_among_the_lessons(house: TestHouse) {
        let l = lessons(&house).await;
        let path = called(&house, &l).await;
        let id = path.rsplit('/').next().unwrap();
        house.browser(l.s.secretary).await.get(&format!("/conference/{}/{id}", l.s.review)).await.status(404);
    }

    async fn minutes_leave_as_papers_with_the_figures_and_what_the_chair_requires(house: TestHouse) {
        let l = lessons(&house).await;
        let path = opened(&house, &l).await;
        let chair = house.browser(l.s.chair).await;
        let commune = l.commune.to_string();
        let fields = [
            ("text", "Trả lời mọi kiến nghị quá hạn."),
            ("stage", "remedy"),
            ("deadline", "31/1/2027"),
            ("units", commune.as_str()),
        ];
        chair.post(&format!("{path}/require"), &fields).await.done();
        let (pdf, docx) = both_forms(&chair, &format!("{path}/minutes"), "").await;
        for said in ["BẢN ĐANG GHI, CHƯA NIÊM PHONG", "Ý kiến góp ý đã có nơi đến", "Yêu cầu 1", "hạn 31/01/2027", "Trả lời mọi kiến nghị quá hạn.", "Giao cho: Xã Hạ Lam."] {
            assert!(pdf.contains(said) && docx.contains(said), "{said}\n{pdf}\n{docx}");
        }
        closed(&house, &l, &path).await;
        integrated(&house).await;
        assert!(chair.get(&format!("{path}/minutes")).await.page().contains(&format!("{path}/minutes/pdf")));
        let (pdf, docx) = both_forms(&chair, &format!("{path}/minutes"), "").await;
        let seal: String = house.rows("SELECT seal FROM conference_conference WHERE 1 = $1", &[1.into()]).await[0].at(0).unwrap();
        assert!(!pdf.contains("CHƯA NIÊM PHONG") && pdf.contains(&seal) && docx.contains(&seal), "{pdf}");
        house.browser(l.s.members[0]).await.get(&format!("{path}/minutes/pdf")).await.status(404);
        chair.get(&format!("{path}/minutes/odt")).await.status(404);
    }
}
