//! An opinion, its source, where it went and how it came there.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{OpinionId, PointId};
use domain::synthesis::{Disposition, RoundState};
use serde::Serialize;

use super::MoveOpinion;
use super::desk::classify_form;
use super::placing::round_for;
use super::store::{self, DeskOpinion, Move, PlacementRow};
use crate::opinion::CODERS;
use crate::opinion::about_what::Choices;
use crate::opinion::marking::{Stretch, stretches};
use crate::opinion::promise::names_seen_by;
use crate::opinion::store::OpinionRow;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/opinion.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    opinion: DeskOpinion,
    stretches: Vec<Stretch>,
    subject: String,
    content: String,
    placement: Option<Placement>,
    moves: Vec<Move>,
    #[serde(skip)]
    shift: Option<FormView>,
    #[serde(skip)]
    classify: Option<FormView>,
}

#[derive(Serialize)]
struct Placement {
    disposition: Disposition,
    point: Option<(PointId, i64, String)>,
    forwarded_to: Option<String>,
    reason: Option<String>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let id: OpinionId = ctx.param("opinion")?;
    let sees = names_seen_by(&ctx);
    let opinion = store::known_opinion(&mut ctx.db, review, id, sees).await?.ok_or(Failure::Missing)?;
    let row = store::placement_of(&mut ctx.db, id).await?;
    let moves = store::moves_of_opinion(&mut ctx.db, id).await?;
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let points = store::points_uncounted(&mut ctx.db, review).await?;
    let round = round_for(&mut ctx.db, review, (id, opinion.round)).await?;
    let is_working = round == RoundState::Open && ctx.may(CODERS);
    let names: Vec<(PointId, String)> =
        points.iter().map(|p| (p.id, format!("{}. {}", p.number, p.title))).collect();
    let path = format!("/synthesis/{review}");
    let placed = row.as_ref().map(|row| row.id);
    let placement = row.as_ref().map(|row| Placement {
        disposition: row.disposition,
        point: points.iter().find(|p| Some(p.id) == row.point_id).map(|p| (p.id, p.number, p.title.clone())),
        forwarded_to: row.forwarded_to.as_ref().map(ToString::to_string),
        reason: row.reason.as_ref().map(ToString::to_string),
    });
    let shift = row.filter(|_| is_working).map(|row| shift(&ctx, &path, &row, names));
    let text = opinion.text.clone().unwrap_or_else(|| opinion.quote.clone());
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        stretches: stretches(&text, [opinion.quote.as_str()]),
        subject: choices.subject(opinion.subject),
        content: choices.content(ctx.words, &opinion.content),
        placement,
        moves,
        shift,
        classify: is_working.then(|| classify_form(&ctx, &path, &choices, &opinion)),
        opinion,
    };
    ctx.stamp::<OpinionRow>(id);
    placed.iter().for_each(|placed| ctx.stamp::<PlacementRow>(placed));
    let title = ctx.words.t1("synthesis-opinion", "number", view.opinion.number);
    ctx.page(title, view)
}

fn shift(ctx: &Ctx, path: &str, row: &PlacementRow, points: Vec<(PointId, String)>) -> FormView {
    let path = format!("{path}/opinion/{}/move", row.opinion_id);
    let word = |code: &Disposition| (*code, ctx.words.code(format!("disposition_{code}")));
    ctx.form::<MoveOpinion>(&path)
        .fixed("opinion", row.opinion_id)
        .fixed("version", row.version)
        .options("disposition", Disposition::ALL.iter().map(word))
        .options("point", points)
        .value("disposition", row.disposition)
        .rows("reason", 3)
        .main()
}
