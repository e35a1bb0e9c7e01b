//! The board: one datum under each station, cells with their meaning, what gates hold up, what is due.

use app::campaign::store::{StandingRow, reviews_of, stand, standing_of, subject_count};
use app::plan::store::{due_soon, dues, sitting_days, standings_on};
use base::{Failure, Unit, UseCase};
use domain::campaign::StandingState;
use domain::common::Stage;
use domain::common::id::ReviewId;
use testkit::{Campaigned, Seed, TestHouse, both};

/// Moves a stage, as the act of that stage would.
struct Move(ReviewId, Stage, i64, i64);

impl UseCase for Move {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let row = stand(unit, self.0, self.1, self.2, self.3).await?;
        unit.commit("campaign.stood", row, vec![]).await?;
        Ok(())
    }
}

async fn moved(house: &TestHouse, review: ReviewId, stage: Stage, done: i64, total: i64) {
    house.house.database.run(Move(review, stage, done, total)).await.unwrap();
}

async fn stands(house: &TestHouse, review: ReviewId, stage: Stage) -> StandingRow {
    let mut link = house.house.database.read().await.unwrap();
    standing_of(&mut link, review, stage).await.unwrap().unwrap()
}

both! {
    async fn under_each_station_stands_one_datum_and_a_lock_where_a_gate_is(house: TestHouse) {
        let s = house.campaign().await;
        moved(&house, s.review, Stage::Report, 5, 5).await;
        moved(&house, s.review, Stage::Synthesis, 412, 438).await;
        let page = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(!page.contains('⟦'), "{page}");
        assert!(page.contains("02/11/2026<span class=\"key open\""), "done: the day");
        assert!(page.contains("412/438<span class=\"key\""), "running: the count");
        assert!(page.contains("Cổng còn đóng, còn 26: mọi ý kiến có nơi đến"));
        assert!(page.contains("class=\"h-running v94\"") && page.contains(">94%<"));
        assert!(page.contains("1 tập thể kiểm điểm, 5 tập thể và cá nhân là đối tượng"));
        assert!(page.contains("Không có chỗ nào bị chặn") && page.contains("Không có việc nào đến hạn"));
        let front = house.browser(s.organiser).await.get(&format!("/campaign/review/{}", s.review)).await.page();
        assert!(front.contains("412/438") && front.contains("class=\"key open\""));
        let english = house.browser(s.organiser).await.get(&format!("/en/campaign/{}", s.campaign)).await.page();
        assert!(english.contains("Held up") && !english.contains('⟦'));
    }

    async fn a_gate_that_refused_holds_its_stage_up_until_the_stage_moves(house: TestHouse) {
        let s = house.campaign().await;
        let subject = s.subjects[2].to_string();
        let issue = [("subject", subject.as_str()), ("text", "Chậm trả lời đơn của dân"), ("basis", "Báo cáo giám sát 12-BC/UBKT")];
        house.browser(s.superior).await.post(&format!("/report/{}/suggest", s.review), &issue).await.done();
        let lan = house.browser(s.members[0]).await;
        let page = format!("/report/{}/subject/{subject}", s.review);
        let sections = ["strengths", "shortcomings", "carried", "responsibility", "remedies"].map(|name| format!("sections.{name}"));
        let mut fields = vec![("base", "0")];
        fields.extend(sections.iter().map(|name| (name.as_str(), "Chậm 12/41 đơn trong quý III năm 2026, do chưa giao người thay.")));
        lan.post(&format!("{page}/save"), &fields).await.done();
        let (path, act) = (format!("{page}/submit"), [("number", "1")]);
        lan.post(&path, &act).await.refused("report.suggestion_not_answered");
        let stage = Stage::Report;
        let row = stands(&house, s.review, stage).await;
        assert_eq!(row.state, StandingState::Blocked);
        assert!(row.blocked_by.clone().unwrap().as_str().contains("report.suggestion_not_answered"));
        let board = house.browser(s.organiser).await.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(board.contains("class=\"h-blocked\"") && board.contains("Ban Thường vụ Tỉnh ủy: Chưa thể"));
        assert!(board.contains("lần thử lúc 02/11/2026") && board.contains("Cổng đóng và đang chặn"));
        lan.post(&path, &act).await.status(422);
        assert_eq!(stands(&house, s.review, stage).await.version, row.version, "trying again adds nothing");
        moved(&house, s.review, stage, 1, 5).await;
        let row = stands(&house, s.review, stage).await;
        assert_eq!((row.state, row.blocked_by), (StandingState::Running, None));
    }

    async fn what_is_past_its_day_is_late_without_anybody_writing_it(house: TestHouse) {
        let s = house.campaign().await;
        let (owner, review) = (s.secretary.to_string(), s.review.to_string());
        let task = |due: &'static str| {
            vec![("matter", "Gửi dự thảo"), ("why", "KH 31"), ("owner", owner.as_str()), ("review", review.as_str()), ("stage", "report"), ("due", due)]
        };
        let path = format!("/plan/{}/add-task", s.campaign);
        let organiser = house.browser(s.organiser).await;
        organiser.post(&path, &task("10/11/2026")).await.done();
        organiser.post(&path, &task("20/11/2026")).await.done();
        let page = organiser.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(page.contains("tới 20/11"), "ahead: until when");
        house.set_day("2026-11-16");
        let organiser = house.browser(s.organiser).await;
        let page = organiser.get(&format!("/campaign/{}", s.campaign)).await.page();
        assert!(page.contains("class=\"h-late\"") && page.contains("+6<") && page.contains("trễ 6 ngày"));
        assert!(page.contains("Gửi dự thảo") && page.contains("còn 4 ngày"));
        assert_eq!(stands(&house, s.review, Stage::Report).await.state, StandingState::Ahead);
        let rollup = organiser.get(&format!("/rollup/{}", s.campaign)).await.page();
        assert!(rollup.contains("class=\"h-late\""), "the summary sees the same");
    }

    async fn of_many_bodies_those_that_need_somebody_come_first(house: TestHouse) {
        let s = house.campaign().await;
        let mut link = house.house.database.read().await.unwrap();
        let review = reviews_of(&mut link, s.campaign).await.unwrap().remove(0);
        let standing = standing_of(&mut link, s.review, Stage::Report).await.unwrap().unwrap();
        drop(link);
        let mut last = s.review;
        for number in 1..=12 {
            let body = house.body(s.unit, &format!("B{number}"), &format!("Tập thể {number:02}")).await;
            last = base::dice::unnamed().into();
            let review = app::campaign::store::ReviewRow { id: last, body_id: body, level: 1, version: 0, ..review.clone() };
            let standing = StandingRow { id: base::dice::unnamed(), review_id: last, version: 0, ..standing.clone() };
            house.write("campaign.reviews_made", (review, standing)).await;
        }
        let before = statements(&house, &s).await;
        let path = format!("/campaign/{}", s.campaign);
        let organiser = house.browser(s.organiser).await;
        let page = organiser.get(&path).await.page();
        assert!(page.contains("10 trên 13 tập thể") && !page.contains("Tập thể 12"));
        assert!(organiser.get(&format!("{path}?all=1")).await.page().contains("Tập thể 12"));
        let (owner, review) = (s.secretary.to_string(), last.to_string());
        let task = [("matter", "Việc"), ("why", "KH"), ("owner", owner.as_str()), ("review", review.as_str()), ("stage", "report"), ("due", "3/11/2026")];
        organiser.post(&format!("/plan/{}/add-task", s.campaign), &task).await.done();
        house.set_day("2026-11-09");
        let page = house.browser(s.organiser).await.get(&path).await.page();
        assert!(page.find("Tập thể 12").unwrap() < page.find("Tập thể 01").unwrap(), "the latest first");
        assert_eq!(statements(&house, &s).await, before, "as many statements for any number of rows");
    }

    async fn nobody_without_a_part_in_it_sees_the_board(house: TestHouse) {
        let s = house.campaign().await;
        let path = format!("/campaign/{}", s.campaign);
        house.browser(s.members[0]).await.get(&path).await.status(404);
        house.stranger().get(&path).await.status(303);
        let other = house.unit("KH", "Tỉnh khác", None).await;
        let stranger = house.person("Người khác").await;
        house.role(stranger, domain::common::Role::Organiser, other).await;
        house.browser(stranger).await.get(&path).await.status(404);
        house.browser(s.coder).await.post(&format!("{path}/close"), &[]).await.status(403);
        let page = house.browser(s.coder).await.get(&path).await.page();
        assert!(!page.contains("href=\"/publication/"), "nobody is led to where they may not look");
    }
}

async fn statements(house: &TestHouse, s: &testkit::Stage) -> u64 {
    let mut link = house.house.database.read().await.unwrap();
    let before = link.statements();
    let today = house.house.clock.today();
    standings_on(&mut link, s.campaign, today).await.unwrap();
    reviews_of(&mut link, s.campaign).await.unwrap();
    subject_count(&mut link, s.campaign).await.unwrap();
    dues(&mut link, s.campaign).await.unwrap();
    due_soon(&mut link, s.campaign, today, 12).await.unwrap();
    sitting_days(&mut link, s.campaign).await.unwrap();
    link.statements() - before
}
