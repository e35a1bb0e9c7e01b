//! The synthesis of a review as a paper: its points by subject, each with how many bring it up, and the minority views with
//! their counts.
//!
//! A paper goes from hand to hand, so it quotes nobody, and its counts are shown as to somebody who reads figures only. While a
//! round is open it says on its face that it is a draft.

use base::Failure;
use base::book::stamp_of;
use base::web::{Ctx, Page};
use documents::paper::{Align, Block, Column, Paper, Text};
use domain::synthesis::{Disposition, RoundState};
use sha2::{Digest, Sha256};

use super::minority::Counting;
use super::store::{self, PointLine, RoundRow};
use crate::office::{Form, Office, send};

/// What the paper says.
struct Synthesis {
    rounds: Vec<(RoundRow, Vec<(Disposition, i64)>)>,
    points: Vec<PointLine>,
    counting: Counting,
}

impl Synthesis {
    async fn of(ctx: &mut Ctx) -> Result<Self, Failure> {
        let review = ctx.review()?;
        let counting = Counting::of(ctx).await?.for_everybody();
        let points = store::points_of(&mut ctx.db, review).await?;
        let mut rounds = Vec::new();
        for round in store::rounds_of(&mut ctx.db, review).await? {
            let mut went = store::dispositions_of(&mut ctx.db, round.id).await?;
            went.sort_unstable();
            rounds.push((round, went));
        }
        Ok(Synthesis { rounds, points, counting })
    }

    /// The round that was signed off last, when none is open.
    fn signed(&self) -> Option<&RoundRow> {
        let is_open = self.rounds.iter().any(|(round, _)| round.state == RoundState::Open);
        let last = self.rounds.iter().rev().map(|(round, _)| round).find(|r| r.state == RoundState::Closed);
        last.filter(|_| !is_open)
    }
}

/// The paper.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, form) = (ctx.review()?, ctx.param::<Form>("kind")?);
    let synthesis = Synthesis::of(&mut ctx).await?;
    let signed = synthesis.signed();
    let day = signed.and_then(|round| round.closed_at).map_or(ctx.today, |at| ctx.house.clock.day(at));
    let office = Office::of(&mut ctx.db, review, day).await?;
    let mut paper = office.paper("", day);
    match signed {
        Some(round) => {
            if let Some(stamp) = stamp_of(&mut ctx.db, "synthesis_round", &round.id.to_string()).await? {
                paper.trace = Some(office.trace(&mut ctx, &stamp).await?);
            }
        }
        None => paper.mark = Some(office.words.t("synthesis-paper-draft").to_uppercase()),
    }
    fill(&mut paper, &office, &synthesis);
    // The same words are the same paper, whoever asks for it.
    paper.sealed.id = hex::encode(Sha256::digest(format!("{:?}", paper.blocks)));
    let name = office.words.t("synthesis-paper-name");
    send(ctx, &name, paper, form).await
}

fn fill(paper: &mut Paper, office: &Office, synthesis: &Synthesis) {
    let words = office.words;
    paper.kind = words.t("synthesis-paper-kind").to_uppercase();
    paper.subject = words.t1("synthesis-paper-subject", "body", &office.body.name);
    paper.blocks.push(Block::paragraph(words.t("synthesis-paper-how")));
    paper.blocks.push(Block::heading(1, words.t("synthesis-paper-received")));
    paper.blocks.extend(synthesis.rounds.iter().map(|(round, went)| received(office, round, went)));
    if synthesis.rounds.is_empty() {
        paper.blocks.push(Block::paragraph(words.t("synthesis-paper-no-round")));
    }
    paper.blocks.push(Block::heading(1, words.t("synthesis-paper-points")));
    if synthesis.points.is_empty() {
        paper.blocks.push(Block::paragraph(words.t("synthesis-paper-no-points")));
    }
    for (name, points) in by_subject(&synthesis.points) {
        paper.blocks.push(Block::heading(2, name));
        paper.blocks.push(points_table(office, synthesis, &points));
    }
    paper.blocks.push(Block::heading(1, words.t("synthesis-minority")));
    paper.blocks.push(Block::paragraph(words.t("synthesis-paper-minority-lead")));
    minority(paper, office, synthesis);
    paper.signatures = office.signed_by_head();
}

/// How many opinions of a round were received, and where they went.
fn received(office: &Office, round: &RoundRow, went: &[(Disposition, i64)]) -> Block {
    let words = office.words;
    let went: Vec<String> = went
        .iter()
        .map(|(disposition, count)| format!("{}: {count}", words.code(format!("disposition_{disposition}"))))
        .collect();
    let key = match round.state {
        RoundState::Closed => "synthesis-paper-round",
        RoundState::Open => "synthesis-paper-round-open",
    };
    let args = [
        ("number", round.number.to_string()),
        ("received", round.received.to_string()),
        ("went", if went.is_empty() { words.t("synthesis-paper-none") } else { went.join("; ") }),
    ];
    Block::paragraph(words.say(key, &args))
}

/// The points of each subject, subjects in the order of their first point.
fn by_subject(points: &[PointLine]) -> Vec<(String, Vec<&PointLine>)> {
    let mut found: Vec<(String, Vec<&PointLine>)> = Vec::new();
    for point in points {
        match found.iter_mut().find(|(_, of)| of.first().is_some_and(|one| one.subject == point.subject)) {
            Some((_, of)) => of.push(point),
            None => found.push((point.subject_name.clone(), vec![point])),
        }
    }
    found
}

fn points_table(office: &Office, synthesis: &Synthesis, points: &[&PointLine]) -> Block {
    let words = office.words;
    let column = |key: &str, share, align| Column { title: words.t(key), share, align };
    let columns = vec![
        column("synthesis-paper-number", 1, Align::Center),
        column("synthesis-paper-point", 5, Align::Start),
        column("synthesis-paper-kind-of", 2, Align::Start),
        column("synthesis-paper-voices", 2, Align::Start),
    ];
    let row = |point: &&PointLine| {
        vec![
            Text::from(point.number.to_string()),
            Text::from(point.title.clone()),
            Text::from(words.code(point.kind)),
            Text::from(synthesis.counting.voices(words, point.voices)),
        ]
    };
    Block::Table { columns, rows: points.iter().map(row).collect() }
}

/// The minority views: what says the opposite within a point, and what only a few bring up.
fn minority(paper: &mut Paper, office: &Office, synthesis: &Synthesis) {
    let (words, counting) = (office.words, synthesis.counting);
    let line = |point: &PointLine, count: String| Block::Item {
        label: "-".to_owned(),
        text: Text::from(words.say(
            "synthesis-paper-minority-line",
            &[
                ("number", point.number.to_string()),
                ("title", point.title.clone()),
                ("subject", point.subject_name.clone()),
                ("count", count),
            ],
        )),
    };
    let against = synthesis.points.iter().filter(|point| 0 < point.dissent.0);
    let against: Vec<Block> = against.map(|point| line(point, counting.against(words, point))).collect();
    let few = synthesis.points.iter().filter(|point| counting.is_few(point));
    let few: Vec<Block> = few.map(|point| line(point, counting.voices(words, point.voices))).collect();
    let heads = [
        (words.t("synthesis-minority-against"), "synthesis-minority-against-none", against),
        (words.t1("synthesis-minority-few", "most", counting.most), "synthesis-minority-few-none", few),
    ];
    for (title, none, lines) in heads {
        paper.blocks.push(Block::heading(2, title));
        if lines.is_empty() {
            paper.blocks.push(Block::paragraph(words.t(none)));
        }
        paper.blocks.extend(lines);
    }
}
