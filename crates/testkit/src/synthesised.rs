//! Opinions and points made by the real acts, for the stages that come after them.

use app::opinion::{AddDraft, Invite, SendLetter, promise};
use app::synthesis::{AddPoint, CloseRound, OpenRound, PlaceOpinion};
use base::web::{Lang, act_as};
use domain::common::id::{OpinionId, PointId, RoundId};
use domain::common::{Line, Prose};
use domain::opinion::{OpinionKind, Visibility};
use jiff::civil::date;

use crate::{Seed, Stage, TestHouse};

/// What a contributor says of a subject, by its place in the review: 0 is the collective.
pub type Matter<'a> = (usize, OpinionKind, &'a str);

/// Makes opinions and points in a test's house.
pub trait Synthesised {
    /// A fresh contributor is invited and sends these matters as one letter, by name; gives the opinions in order.
    fn opinions(
        &self,
        stage: &Stage,
        name: &str,
        matters: &[Matter<'_>],
    ) -> impl Future<Output = Vec<OpinionId>>;
    /// Opens the next round.
    fn round(&self, stage: &Stage) -> impl Future<Output = RoundId>;
    /// A point made of an opinion, which gives its subject and kind.
    fn point(&self, stage: &Stage, title: &str, opinion: OpinionId) -> impl Future<Output = PointId>;
    /// Puts another opinion into a point.
    fn place(&self, stage: &Stage, opinion: OpinionId, point: PointId) -> impl Future<Output = ()>;
    /// Signs a round off; every opinion was placed.
    fn close_round(&self, stage: &Stage, round: RoundId) -> impl Future<Output = ()>;
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

impl Synthesised for TestHouse {
    async fn opinions(&self, stage: &Stage, name: &str, matters: &[Matter<'_>]) -> Vec<OpinionId> {
        let key = stage.review.to_string();
        let person = self.person(name).await;
        let invite = Invite { contributor: line(name), person: Some(person), due: date(2026, 12, 31) };
        act_as(&self.house, stage.secretary, &key, invite).await.expect("the invitation goes out");
        for (subject, kind, text) in matters {
            let draft = AddDraft {
                subject: stage.subjects[*subject],
                content: "degradation".to_owned(),
                kind: *kind,
                text: Prose::parse(text).expect("a text"),
            };
            act_as(&self.house, person, &key, draft).await.expect("the draft is kept");
        }
        let body = "SELECT b.name FROM organisation_body b WHERE b.id = $1";
        let body: String = self.rows(body, &[stage.body.into()]).await[0].at(0).expect("a body");
        let shown = promise::promises(Lang::Vi, &body).shown;
        let send = SendLetter { shown, visibility: Visibility::Named };
        let sent = act_as(&self.house, person, &key, send).await.expect("the letter is taken");
        let sql = "SELECT id FROM opinion_opinion WHERE letter_id = $1 ORDER BY number";
        let rows = self.rows(sql, &[sent.letter.into()]).await;
        rows.iter().map(|row| row.at(0).expect("an opinion")).collect()
    }

    async fn round(&self, stage: &Stage) -> RoundId {
        let act = OpenRound {};
        act_as(&self.house, stage.secretary, &stage.review.to_string(), act).await.expect("the round opens")
    }

    async fn point(&self, stage: &Stage, title: &str, opinion: OpinionId) -> PointId {
        let sql = "SELECT subject_id, kind FROM opinion_opinion WHERE id = $1";
        let row = &self.rows(sql, &[opinion.into()]).await[0];
        let act = AddPoint {
            opinion: Some(opinion),
            title: line(title),
            kind: row.at(1).expect("a kind"),
            subject: row.at(0).expect("a subject"),
            content: "degradation".to_owned(),
            focus: None,
        };
        let key = stage.review.to_string();
        act_as(&self.house, stage.coder, &key, act).await.expect("the point is made").point
    }

    async fn place(&self, stage: &Stage, opinion: OpinionId, point: PointId) {
        let act = PlaceOpinion { opinion, point };
        let key = stage.review.to_string();
        act_as(&self.house, stage.coder, &key, act).await.expect("the opinion is placed");
    }

    async fn close_round(&self, stage: &Stage, round: RoundId) {
        let act = CloseRound { round };
        let key = stage.review.to_string();
        act_as(&self.house, stage.secretary, &key, act).await.expect("the round closes");
    }
}
