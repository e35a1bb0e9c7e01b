//! Who was misunderstood: until the second round is signed off where the opinion lies is open again, afterwards an annex to the
//! minutes answers.

use domain::common::id::{OpinionId, PointId, RoundId};
use domain::opinion::OpinionKind::Shortcoming;
use testkit::{Campaigned, Stage, Synthesised, TestHouse, both};

use super::hidden;
use crate::conference::sealing::closed;

/// A first round that is signed off, with two opinions in one point, and a point of a third.
pub struct Signed {
    pub stage: Stage,
    pub opinions: Vec<OpinionId>,
    other: PointId,
    first: RoundId,
}

pub async fn signed(house: &TestHouse) -> Signed {
    let stage = house.campaign().await;
    let matters = [
        (0, Shortcoming, "Ba đơn của tổ dân phố chưa được trả lời."),
        (0, Shortcoming, "Đơn hỏi về cống cũng không ai đáp."),
        (0, Shortcoming, "Lịch họp hay đổi sát giờ."),
    ];
    let opinions = house.opinions(&stage, "Ngô Thị Hạnh", &matters).await;
    let first = house.round(&stage).await;
    let point = house.point(&stage, "Chậm trả lời đơn", opinions[0]).await;
    house.place(&stage, opinions[1], point).await;
    let other = house.point(&stage, "Lịch họp", opinions[2]).await;
    house.close_round(&stage, first).await;
    Signed { stage, opinions, other, first }
}

impl Signed {
    /// The contributor says of an opinion that it was misunderstood.
    async fn objects(&self, house: &TestHouse, at: usize) {
        let sql =
            "SELECT contributor_id FROM opinion_letter WHERE review_id = $1 AND contributor_id IS NOT NULL";
        let person: Option<domain::common::id::PersonId> =
            house.rows(sql, &[self.stage.review.into()]).await.first().map(|row| row.at(0).unwrap());
        let opinion = self.opinions[at].to_string();
        let fields = [("opinion", opinion.as_str()), ("text", "Tôi nói về lịch họp.")];
        let browser = house.browser(person.unwrap()).await;
        browser.post(&format!("/opinion/{}/write/object", self.stage.review), &fields).await.done();
    }

    /// The key of the objection to an opinion.
    async fn objection(&self, house: &TestHouse, at: usize) -> String {
        let sql = "SELECT id FROM opinion_objection WHERE opinion_id = $1";
        house.rows(sql, &[self.opinions[at].into()]).await[0].at(0).unwrap()
    }

    fn moving(&self, at: usize) -> (String, String) {
        let path = format!("/synthesis/{}/opinion/{}", self.stage.review, self.opinions[at]);
        (format!("{path}/move"), path)
    }
}

/// A move into a point, as a coder sends it.
fn into<'a>(point: &'a str, version: &'a str) -> [(&'static str, &'a str); 4] {
    [("version", version), ("disposition", "in_point"), ("point", point), ("reason", "bị hiểu nhầm")]
}

both! {
    async fn what_was_misunderstood_lies_open_again_until_it_is_answered(house: TestHouse) {
        let s = signed(&house).await;
        let (coder, secretary) = (house.browser(s.stage.coder).await, house.browser(s.stage.secretary).await);
        let (move_, page) = s.moving(0);
        let other = s.other.to_string();
        coder.post(&move_, &into(&other, "1")).await.refused("synthesis.opinion_in_closed_round");
        s.objects(&house, 0).await;
        assert!(coder.get(&page).await.page().contains("action=\"/synthesis"), "what may be done again is offered");
        coder.post(&move_, &into(&other, "1")).await.done();
        // Only this one: the other opinion of the same point stays where it was signed off.
        let (second, _) = s.moving(1);
        coder.post(&second, &into(&other, "1")).await.refused("synthesis.opinion_in_closed_round");
        let objection = s.objection(&house, 0).await;
        let answer = [("objection", objection.as_str()), ("answer", "Đã xếp vào điểm về lịch họp.")];
        secretary.post(&format!("/opinion/{}/answer-objection", s.stage.review), &answer).await.done();
        let version = house.rows("SELECT version FROM synthesis_placement WHERE opinion_id = $1", &[s.opinions[0].into()]).await[0].at::<i64>(0).unwrap().to_string();
        coder.post(&move_, &into(&other, &version)).await.refused("synthesis.opinion_in_closed_round");
        assert!(!coder.get(&page).await.page().contains("action=\"/synthesis"));
        let received: i64 = house.rows("SELECT received FROM synthesis_round WHERE id = $1", &[s.first.into()]).await[0].at(0).unwrap();
        let placed: i64 = house.rows("SELECT COUNT(*) FROM synthesis_placement WHERE round_id = $1", &[s.first.into()]).await[0].at(0).unwrap();
        assert_eq!((received, placed), (3, 3), "what was received is still what was placed");
    }

    async fn no_round_is_signed_off_over_somebody_who_waits_for_an_answer(house: TestHouse) {
        let s = signed(&house).await;
        s.objects(&house, 2).await;
        let secretary = house.browser(s.stage.secretary).await;
        let second = house.round(&s.stage).await.to_string();
        let path = format!("/synthesis/{}/close-round", s.stage.review);
        let page = secretary.post(&path, &[("round", &second)]).await.refused("synthesis.round_has_open_objections");
        assert!(page.contains("Còn 1 lời chưa trả lời"));
        let close = format!("UPDATE synthesis_round SET state = 'closed', closed_by = '{}', closed_at = 1 WHERE id = '{second}'", s.stage.secretary);
        assert!(house.tamper(&close).await.unwrap_err().contains("G1"), "nor around the program");
        let objection = s.objection(&house, 2).await;
        let answer = [("objection", objection.as_str()), ("answer", "Đúng, nói về lịch họp.")];
        secretary.post(&format!("/opinion/{}/answer-objection", s.stage.review), &answer).await.done();
        secretary.post(&path, &[("round", &second)]).await.done();
    }

    async fn after_both_rounds_an_annex_answers_and_nothing_is_moved(house: TestHouse) {
        let s = signed(&house).await;
        let second = house.round(&s.stage).await;
        house.close_round(&s.stage, second).await;
        s.objects(&house, 0).await;
        let (coder, secretary) = (house.browser(s.stage.coder).await, house.browser(s.stage.secretary).await);
        let (move_, _) = s.moving(0);
        coder.post(&move_, &into(&s.other.to_string(), "1")).await.refused("synthesis.opinion_in_closed_round");
        let objection = s.objection(&house, 0).await;
        let answer = [("objection", objection.as_str()), ("answer", "Ghi nhận: ý kiến nói về lịch họp.")];
        let overview = format!("/opinion/{}", s.stage.review);
        let page = secretary.post(&format!("{overview}/answer-objection"), &answer).await.refused("opinion.answered_in_annex");
        assert!(page.contains("trả lời bằng phụ lục") && !page.contains(&format!("action=\"{overview}/answer-objection\"")));
        let (sitting, _) = closed(&house, &s.stage).await;
        let secretary = house.browser(s.stage.secretary).await;
        let minutes = secretary.get(&sitting.act("/minutes")).await.page();
        assert_eq!(hidden(&minutes, "conference"), sitting.id);
        assert!(minutes.contains("Trả lời người nói bị hiểu nhầm") && minutes.contains("1. Tôi nói về lịch họp."));
        house.browser(s.stage.chair).await.post(&sitting.act("/answer-in-annex"), &answer).await.status(403);
        secretary.post(&sitting.act("/answer-in-annex"), &answer).await.done();
        secretary.post(&sitting.act("/answer-in-annex"), &answer).await.refused("opinion.objection_answered");
        let minutes = house.browser(s.stage.members[0]).await.get(&sitting.act("/minutes")).await.page();
        assert!(minutes.contains("Phụ lục 1") && minutes.contains("Ghi nhận: ý kiến nói về lịch họp."));
        assert!(!minutes.contains("Tôi nói về lịch họp"), "more people read minutes than were promised");
        let sql = "SELECT detail FROM opinion_trace WHERE opinion_id = $1 AND what = 'trace-conference-answered-in-annex'";
        assert_eq!(house.rows(sql, &[s.opinions[0].into()]).await.len(), 1);
        let lies: String = house.rows("SELECT disposition FROM synthesis_placement WHERE opinion_id = $1", &[s.opinions[0].into()]).await[0].at(0).unwrap();
        assert_eq!(lies, "in_point");
    }

    async fn an_annex_does_not_answer_what_the_desk_can_still_put_right(house: TestHouse) {
        let s = signed(&house).await;
        s.objects(&house, 0).await;
        let (sitting, _) = closed(&house, &s.stage).await;
        let secretary = house.browser(s.stage.secretary).await;
        let objection = s.objection(&house, 0).await;
        let answer = [("objection", objection.as_str()), ("answer", "Ghi nhận.")];
        secretary.post(&sitting.act("/answer-in-annex"), &answer).await.refused("opinion.annex_too_early");
    }

    async fn around_the_program_only_what_waits_for_an_answer_is_moved(house: TestHouse) {
        let s = signed(&house).await;
        let shift = |at: usize| format!("UPDATE synthesis_placement SET point_id = '{}' WHERE opinion_id = '{}'", s.other, s.opinions[at]);
        let code = |at: usize| format!("UPDATE opinion_opinion SET kind = 'clarify' WHERE id = '{}'", s.opinions[at]);
        assert!(house.tamper(&shift(0)).await.unwrap_err().contains("G14"));
        assert!(house.tamper(&code(0)).await.unwrap_err().contains("G14"));
        s.objects(&house, 0).await;
        house.tamper(&shift(0)).await.unwrap();
        house.tamper(&code(0)).await.unwrap();
        assert!(house.tamper(&shift(1)).await.is_err() && house.tamper(&code(1)).await.is_err());
        house.tamper("UPDATE opinion_objection SET answer = 'x'").await.unwrap();
        assert!(house.tamper(&shift(0)).await.is_err() && house.tamper(&code(0)).await.is_err());
    }
}
