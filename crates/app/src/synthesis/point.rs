//! A point: its opinions word for word, where they came from, and what may still be done with it.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{PointId, ReviewId};
use domain::opinion::OpinionKind;
use domain::synthesis::RoundState;
use serde::Serialize;

use super::likeness::likeness_of;
use super::minority::Counting;
use super::store::{self, Move, PointOpinion, PointRow, RoundRow};
use super::{MarkDissent, RewordPoint, SplitPoint};
use crate::opinion::about_what::Choices;
use crate::opinion::marking::beginning;
use crate::opinion::{CODERS, READERS};

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/point.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    point: PointRow,
    subject: String,
    content: String,
    focus: String,
    round: i64,
    split_from: Option<(PointId, i64)>,
    count: usize,
    opinions: Vec<PointOpinion>,
    may_read: bool,
    against: usize,
    minority: String,
    few: Option<String>,
    opposed: Vec<(i64, i64)>,
    moves: Vec<Move>,
    #[serde(skip)]
    reword: Option<FormView>,
    #[serde(skip)]
    split: Option<FormView>,
    #[serde(skip)]
    dissent: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let id: PointId = ctx.param("point")?;
    let point = store::point_in(&mut ctx.db, review, id).await?;
    let round: RoundRow = find(&mut ctx.db, point.round_id).await?.ok_or(Failure::Missing)?;
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let may_read = ctx.may(READERS);
    let opinions = store::opinions_of_point(&mut ctx.db, id).await?;
    let moves = if may_read { store::moves_of_point(&mut ctx.db, id).await? } else { Vec::new() };
    let split_from = match point.split_from {
        Some(old) => Some((old, store::point_in(&mut ctx.db, review, old).await?.number)),
        None => None,
    };
    let counting = Counting::of(&mut ctx).await?;
    let all = store::points_of(&mut ctx.db, review).await?;
    let line = all.iter().find(|line| line.id == id);
    let against = opinions.iter().filter(|one| one.is_dissent).count();
    let may_mark = ctx.may(CODERS) && 1 < opinions.len() && opinions.iter().any(|one| one.is_open);
    let opposed = if may_mark { opposed(&mut ctx, review, &opinions).await? } else { Vec::new() };
    let is_working = round.state == RoundState::Open && ctx.may(CODERS);
    let path = format!("/synthesis/{review}/point/{id}");
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        subject: choices.subject(Some(point.subject_id)),
        content: choices.content(ctx.words, &point.content),
        focus: point.focus.as_deref().map(|code| choices.focus(ctx.words, code)).unwrap_or_default(),
        round: round.number,
        split_from,
        count: opinions.len(),
        reword: is_working.then(|| reword(&ctx, &path, &choices, &point)),
        dissent: may_mark.then(|| dissent(&ctx, &path, &opinions)),
        against,
        minority: line.map(|line| counting.against(ctx.words, line)).unwrap_or_default(),
        few: line.filter(|line| counting.is_few(line)).map(|line| counting.voices(ctx.words, line.voices)),
        opposed,
        split: (is_working && 1 < opinions.len()).then(|| split(&ctx, &path, &opinions)),
        opinions: if may_read { opinions } else { Vec::new() },
        may_read,
        moves,
        point,
    };
    ctx.stamp::<PointRow>(id);
    let title = ctx.words.t1("synthesis-point-title", "number", view.point.number);
    ctx.page(title, view)
}

fn reword(ctx: &Ctx, path: &str, choices: &Choices, point: &PointRow) -> FormView {
    let names = |kind: &'static str| {
        let rows = choices.contents.iter().filter(move |row| row.kind == kind);
        rows.map(|row| (row.code.clone(), row.name(ctx.words.lang()).to_owned()))
    };
    ctx.form::<RewordPoint>(&format!("{path}/reword"))
        .fixed("point", point.id)
        .fixed("version", point.version)
        .value("title", &point.title)
        .value("content", &point.content)
        .value("focus", point.focus.clone().unwrap_or_default())
        .options("content", names("content"))
        .options("focus", names("focus"))
}

fn split(ctx: &Ctx, path: &str, opinions: &[PointOpinion]) -> FormView {
    let label = |o: &PointOpinion| (o.id, format!("{}. “{}”", o.number, beginning(&o.quote, 90)));
    ctx.form::<SplitPoint>(&format!("{path}/split"))
        .options("opinions", opinions.iter().map(label))
        .rows("reason", 2)
}

/// Which opinions of the point seem to say the opposite of others in it: the program names them, people decide.
async fn opposed(
    ctx: &mut Ctx,
    review: ReviewId,
    opinions: &[PointOpinion],
) -> Result<Vec<(i64, i64)>, Failure> {
    let likeness = likeness_of(ctx, review).await?;
    let numbers: Vec<i64> = opinions.iter().map(|one| one.number).collect();
    let mut found = likeness.map(|likeness| likeness.opposed(&numbers)).unwrap_or_default();
    found.retain(|(number, _)| opinions.iter().any(|one| one.number == *number && !one.is_dissent));
    Ok(found)
}

fn dissent(ctx: &Ctx, path: &str, opinions: &[PointOpinion]) -> FormView {
    let open = || opinions.iter().filter(|one| one.is_open);
    let label = |o: &PointOpinion| (o.id, format!("{}. “{}”", o.number, beginning(&o.quote, 90)));
    ctx.form::<MarkDissent>(&format!("{path}/dissent"))
        .options("opinions", open().map(label))
        .values("opinions", open().filter(|one| one.is_dissent).map(|one| one.id))
}

impl View {
    /// The number of the opinion that this one seems to contradict.
    fn contradicts(&self, number: &i64) -> Option<i64> {
        self.opposed.iter().find(|(own, _)| own == number).map(|(_, other)| *other)
    }
}
