//! Points of a round that was signed off, with the letters behind them, for the stages that come after.

use app::opinion::store::{LetterRow, OpinionRow, ParagraphRow};
use app::synthesis::store::{PlacementRow, PointRow, RoundRow};
use base::dice;
use domain::common::id::{LetterId, OpinionId, ParagraphId, PersonId, PointId, SubjectId};
use domain::common::{Line, Prose};
use domain::opinion::{LetterSource, OpinionKind, Visibility};
use domain::synthesis::{Disposition, RoundKind, RoundState};
use jiff::Timestamp;
use jiff::civil::date;

use crate::{Seed, Stage, TestHouse};

/// An opinion in a point: who wrote it, under which promise, in which words. A person writes one letter.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The person, when they are known here.
    pub by: Option<PersonId>,
    /// The name on the letter.
    pub name: &'a str,
    /// Who sees it.
    pub visibility: Visibility,
    /// The words.
    pub quote: &'a str,
}

/// A point that is to be made.
#[derive(Debug, Clone, Copy)]
pub struct Making<'a> {
    /// Whom it is about.
    pub subject: SubjectId,
    /// What kind of point it is.
    pub kind: OpinionKind,
    /// What it says, in a line.
    pub title: &'a str,
    /// Its opinions.
    pub said: &'a [Said<'a>],
}

/// Makes points in a test's house.
pub trait Pointed {
    /// The points, numbered from 1, of a first round that the secretary signed off.
    fn signed_off(&self, stage: &Stage, points: &[Making<'_>]) -> impl Future<Output = Vec<PointId>>;
}

fn line(text: &str) -> Line {
    Line::parse(text).expect("a line")
}

fn prose(text: &str) -> Prose {
    Prose::parse(text).expect("a text")
}

impl Pointed for TestHouse {
    async fn signed_off(&self, stage: &Stage, points: &[Making<'_>]) -> Vec<PointId> {
        let at: Timestamp = crate::server::BEGINNING.parse().expect("a moment");
        let round = RoundRow {
            id: dice::unnamed().into(),
            campaign_id: stage.campaign,
            review_id: stage.review,
            kind: RoundKind::BeforeConference,
            number: 1,
            state: RoundState::Open,
            opened_at: at,
            closed_by: None,
            closed_at: None,
            received: 0,
            version: 0,
        };
        self.write("synthesis.round_opened", round.clone()).await;
        let (mut ids, mut received) = (Vec::new(), 0);
        for (making, number) in points.iter().zip(1..) {
            let point = point(stage, &round, making, number);
            self.write("synthesis.point_made", point.clone()).await;
            for said in making.said {
                received += 1;
                self.write("opinion.letter_sent", said_rows(stage, making, said, received)).await;
                let opinion = opinion_of(self, stage, received).await;
                self.write("synthesis.opinion_placed", placement(stage, &point, opinion, at)).await;
            }
            ids.push(point.id);
        }
        let closed = RoundRow {
            state: RoundState::Closed,
            closed_by: Some(stage.secretary),
            closed_at: Some(at),
            received,
            version: 1,
            ..round
        };
        self.write("synthesis.round_closed", closed).await;
        ids
    }
}

async fn opinion_of(house: &TestHouse, stage: &Stage, number: i64) -> OpinionId {
    let sql = "SELECT id FROM opinion_opinion WHERE review_id = $1 AND number = $2";
    house.rows(sql, &[stage.review.into(), number.into()]).await[0].at(0).expect("an opinion")
}

fn point(stage: &Stage, round: &RoundRow, making: &Making<'_>, number: i64) -> PointRow {
    PointRow {
        id: dice::unnamed().into(),
        campaign_id: stage.campaign,
        review_id: stage.review,
        round_id: round.id,
        number,
        title: line(making.title),
        kind: making.kind,
        content: "degradation".to_owned(),
        focus: None,
        subject_id: making.subject,
        split_from: None,
        version: 0,
    }
}

fn said_rows(
    stage: &Stage,
    making: &Making<'_>,
    said: &Said<'_>,
    number: i64,
) -> (LetterRow, ParagraphRow, OpinionRow) {
    let at: Timestamp = crate::server::BEGINNING.parse().expect("a moment");
    let (letter, paragraph): (LetterId, ParagraphId) = (dice::unnamed().into(), dice::unnamed().into());
    let letter_row = LetterRow {
        id: letter,
        campaign_id: stage.campaign,
        review_id: stage.review,
        invitation_id: None,
        number,
        contributor: line(said.name),
        contributor_id: said.by,
        entered_by: said.by.unwrap_or(stage.secretary),
        source: LetterSource::Form,
        received: date(2026, 11, 2),
        visibility: said.visibility,
        promise: "Tổ giúp việc thấy tên, người được nêu thấy lời.".to_owned(),
        file_id: None,
        receipt: dice::unnamed().simple().to_string(),
        round: 1,
        version: 0,
    };
    let paragraph_row = ParagraphRow {
        id: paragraph,
        campaign_id: stage.campaign,
        letter_id: letter,
        number: 1,
        text: prose(said.quote),
        no_opinion_by: None,
        no_opinion_why: None,
        version: 0,
    };
    let opinion = OpinionRow {
        id: dice::unnamed().into(),
        campaign_id: stage.campaign,
        review_id: stage.review,
        letter_id: Some(letter),
        paragraph_id: Some(paragraph),
        statement: None,
        number,
        quote: prose(said.quote),
        subject_id: Some(making.subject),
        content: "degradation".to_owned(),
        kind: making.kind,
        round: 1,
        taken_by: stage.secretary,
        taken_at: at,
        version: 0,
    };
    (letter_row, paragraph_row, opinion)
}

fn placement(stage: &Stage, point: &PointRow, opinion: OpinionId, at: Timestamp) -> PlacementRow {
    PlacementRow {
        id: dice::unnamed(),
        campaign_id: stage.campaign,
        review_id: stage.review,
        round_id: point.round_id,
        opinion_id: opinion,
        disposition: Disposition::InPoint,
        point_id: Some(point.id),
        reason: None,
        forwarded_to: None,
        placed_by: stage.secretary,
        placed_at: at,
        version: 0,
    }
}
