//! Rounds: opened in order, closed when nothing is lost, and kept.

use app::opinion::store::{StatementOpinion, statement_opinion};
use app::synthesis::store::{points_of, round_state};
use base::unit::{Actor, Unit, UseCase};
use base::{Failure, dice};
use domain::common::Prose;
use domain::opinion::OpinionKind::{self, Shortcoming};
use domain::synthesis::{RoundKind, RoundState};
use testkit::{Campaigned, Stage, Synthesised, both};

use super::{begun, lies};
use crate::opinion::{paper, paragraph};

both! {
    async fn a_round_closes_when_every_opinion_went_somewhere_and_every_paragraph_is_covered(house: TestHouse) {
        let s = house.campaign().await;
        let (round, o) = begun(&house, &s).await;
        let (letter, _) = paper(&house, &s, "Chi bộ 5", "named").await;
        let secretary = house.browser(s.secretary).await;
        let (path, key) = (format!("/synthesis/{}/close-round", s.review), round.to_string());
        let fields = [("round", key.as_str())];
        house.browser(s.coder).await.post(&path, &fields).await.status(403);
        let page = secretary.post(&path, &fields).await.refused("synthesis.round_has_open_opinions");
        assert!(page.contains("Còn 3 trên 3 ý kiến chưa có nơi đến"));
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        house.point(&s, "Bám cơ sở", o[2]).await;
        let page = secretary.post(&path, &fields).await.refused("synthesis.round_has_uncovered_paragraphs");
        assert!(page.contains("Còn 3 đoạn chưa xử lý"));
        let list = secretary.get(&format!("/synthesis/{}/uncovered", s.review)).await.page();
        assert!(list.contains("thư 2, đoạn 2") && list.contains("Ba đơn của tổ dân phố về cống"));
        let coder = house.browser(s.coder).await;
        let keys = [paragraph(&house, &letter, 1).await, paragraph(&house, &letter, 2).await, paragraph(&house, &letter, 3).await];
        let mark = format!("/opinion/{}/letter/{letter}/mark-no-opinion", s.review);
        let marked: Vec<(&str, &str)> = keys.iter().map(|key| ("paragraphs", key.as_str())).chain([("reason", "trùng thư trước")]).collect();
        coder.post(&mark, &marked).await.done();
        secretary.post(&path, &fields).await.done();
        secretary.post(&path, &fields).await.refused("synthesis.round_is_closed");
        let page = secretary.get(&format!("/synthesis/{}", s.review)).await.page();
        assert!(page.contains("đã đóng với 3 ý kiến") && page.contains("Mở vòng tổng hợp"));
        assert!(house.browser(s.verifier).await.get("/").await.page().contains("Vòng tổng hợp 1"));
        let sql = "SELECT state, done, total FROM campaign_standing WHERE review_id = $1 AND stage = 'synthesis'";
        let row = &house.rows(sql, &[s.review.into()]).await[0];
        assert_eq!((row.at::<String>(0).unwrap(), row.at::<i64>(1).unwrap(), row.at::<i64>(2).unwrap()), ("done".to_owned(), 3, 3));
    }

    async fn nothing_in_a_closed_round_is_touched_again(house: TestHouse) {
        let s = house.campaign().await;
        let (round, o) = begun(&house, &s).await;
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        let other = house.point(&s, "Bám cơ sở", o[2]).await.to_string();
        house.close_round(&s, round).await;
        let coder = house.browser(s.coder).await;
        let path = format!("/synthesis/{}", s.review);
        let reason = [("version", "1"), ("disposition", "not_brought"), ("reason", "thôi")];
        coder.post(&format!("{path}/opinion/{}/move", o[0]), &reason).await.refused("synthesis.opinion_in_closed_round");
        coder.post(&format!("{path}/point/{point}/reword"), &[("version", "1"), ("title", "Khác"), ("content", "degradation")]).await.refused("synthesis.point_in_closed_round");
        let opinion = o[1].to_string();
        coder.post(&format!("{path}/point/{point}/split"), &[("title", "Khác"), ("reason", "x"), ("opinions", &opinion)]).await.refused("synthesis.no_open_round");
        coder.post(&format!("{path}/place"), &[("opinion", &opinion), ("point", &other)]).await.refused("synthesis.no_open_round");
        let subject = s.subjects[0].to_string();
        let classify = [("opinion", opinion.as_str()), ("version", "1"), ("subject", &subject), ("content", "degradation"), ("kind", "clarify")];
        coder.post(&format!("{path}/classify"), &classify).await.refused("synthesis.opinion_in_closed_round");
        let page = coder.get(&format!("{path}/point/{point}")).await.page();
        assert!(!page.contains("action=\"/synthesis"), "nothing is offered that would be refused");
        let letter: String = house.rows("SELECT letter_id FROM opinion_opinion WHERE id = $1", &[o[0].into()]).await[0].at(0).unwrap();
        let first = paragraph(&house, &letter, 1).await;
        let take = [("paragraph", first.as_str()), ("quote", "Ba đơn"), ("content", "degradation"), ("kind", "clarify")];
        coder.post(&format!("/opinion/{}/letter/{letter}/take", s.review), &take).await.refused("opinion.round_is_over");
    }

    async fn late_opinions_and_what_was_said_make_the_second_round(house: TestHouse) {
        let s = house.campaign().await;
        let (first, o) = begun(&house, &s).await;
        let secretary = house.browser(s.secretary).await;
        let open = format!("/synthesis/{}/open-round", s.review);
        secretary.post(&open, &[]).await.refused("synthesis.round_runs_already");
        let point = house.point(&s, "Chậm trả lời đơn", o[0]).await;
        house.place(&s, o[1], point).await;
        house.point(&s, "Bám cơ sở", o[2]).await;
        house.close_round(&s, first).await;
        let late = house.opinions(&s, "Lê Thị Lan", &[(0, Shortcoming, "Đơn hỏi 4 tháng không ai đáp.")]).await;
        let said = house.house.database.run(TakeUp(s.clone())).await.unwrap();
        let second = house.round(&s).await;
        let coder = house.browser(s.coder).await;
        let page = coder.get(&format!("/synthesis/{}", s.review)).await.page();
        assert!(page.contains("0 trên 2") && page.contains("sau kiểm điểm cá nhân") && page.contains("Đơn hỏi 4 tháng"));
        house.place(&s, late[0], point).await;
        let page = coder.get(&format!("/synthesis/{}", s.review)).await.page();
        assert!(page.contains("phát biểu tại hội nghị") && page.contains("1 ý kiến đến sau"));
        let new = house.point(&s, "Chưa phân công theo dõi", said).await;
        house.close_round(&s, second).await;
        secretary.post(&open, &[]).await.refused("synthesis.both_rounds_closed");
        assert_eq!(lies(&house, said).await.1, Some(new));
        let mut link = house.house.database.read().await.unwrap();
        let points = points_of(&mut link, s.review).await.unwrap();
        let figures: Vec<_> = points.iter().map(|p| (p.number, p.round, p.opinions, p.late)).collect();
        assert_eq!(figures, [(1, 1, 3, 1), (2, 1, 1, 0), (3, 2, 1, 1)]);
        let state = round_state(&mut link, s.review, RoundKind::AfterIndividuals).await.unwrap();
        assert_eq!(state, Some(RoundState::Closed));
        let refused = house.house.database.run(TakeUp(s.clone())).await.unwrap_err();
        assert!(matches!(refused, Failure::Refused(refusal) if refusal.code == "opinion.intake_closed"));
    }

    async fn a_round_without_opinions_closes_and_an_empty_desk_says_why(house: TestHouse) {
        let s = house.campaign().await;
        let secretary = house.browser(s.secretary).await;
        let path = format!("/synthesis/{}", s.review);
        let page = secretary.get(&path).await.page();
        assert!(page.contains("Chưa mở vòng tổng hợp nào") && page.contains("Chưa có ý kiến nào"));
        house.browser(s.coder).await.post(&format!("{path}/open-round"), &[]).await.status(403);
        let round = house.round(&s).await;
        house.close_round(&s, round).await;
        assert!(secretary.get(&path).await.page().contains("đã đóng với 0 ý kiến"));
        assert!(secretary.get(&format!("{path}/aside")).await.page().contains("Không có ý kiến nào"));
        assert!(secretary.get(&format!("{path}/uncovered")).await.page().contains("Không còn đoạn nào"));
    }
}

/// Takes something said at a conference up as an opinion, as the conference stage does.
struct TakeUp(Stage);

impl UseCase for TakeUp {
    type Outcome = domain::common::id::OpinionId;

    async fn run(&self, unit: &mut Unit) -> Result<Self::Outcome, Failure> {
        let review = self.0.review;
        let here = base::house::Here {
            campaign: Some(self.0.campaign),
            review: Some(review),
            ..base::house::Here::nowhere(unit.today())
        };
        unit.acting(Actor::Person(self.0.secretary), Some(here));
        let taken = StatementOpinion {
            review,
            statement: dice::unnamed().into(),
            quote: Prose::parse("Chưa phân công ai theo dõi đơn").unwrap(),
            subject: Some(self.0.subjects[0]),
            content: "degradation".to_owned(),
            kind: OpinionKind::Shortcoming,
        };
        let row = statement_opinion(unit, taken).await?;
        Ok(unit.commit("conference.statement_taken_up", row, vec![]).await?.id)
    }
}
