//! The double codings of a review: what was drawn, who codes, how far they are, and having another drawn.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::PersonId;
use domain::synthesis::DoubleState;
use domain::synthesis::draw_double::MOST_DRAWN;
use serde::Serialize;

use super::store::{self, CoderLine, DoubleRow, RoundRow};
use super::{AbandonDouble, DrawDouble};
use crate::opinion::{CODERS, SECRETARY};
use crate::organisation::store as organisation;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/doubles.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    has_round: bool,
    received: usize,
    doubles: Vec<Double>,
    #[serde(skip)]
    draw: Option<FormView>,
}

/// A double coding, with its coders and what is left to decide.
#[derive(Serialize)]
struct Double {
    row: DoubleRow,
    round: i64,
    coders: Vec<CoderLine>,
    open: usize,
    is_own: bool,
    #[serde(skip)]
    abandon: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let review = ctx.review()?;
    let rounds = store::rounds_of(&mut ctx.db, review).await?;
    let open = store::open_round_of(&mut ctx.db, review).await?;
    let received = match &open {
        Some(round) => store::drawn_from(&mut ctx.db, (review, round.number)).await?.0.len(),
        None => 0,
    };
    let doubles = doubles(&mut ctx, &rounds).await?;
    let is_running = doubles.iter().any(|double| double.row.state == DoubleState::Coding);
    let may_draw = open.is_some() && !is_running && ctx.may(SECRETARY);
    let draw = if may_draw { Some(draw(&mut ctx).await?) } else { None };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body: ctx.here.as_ref().map(|here| here.unit_name.clone()).unwrap_or_default(),
        has_round: open.is_some(),
        received,
        doubles,
        draw,
    };
    for double in view.doubles.iter().rev() {
        ctx.stamp::<DoubleRow>(double.row.id);
    }
    let title = ctx.words.t("synthesis-double");
    ctx.page(title, view)
}

async fn doubles(ctx: &mut Ctx, rounds: &[RoundRow]) -> Result<Vec<Double>, Failure> {
    let (review, person) = (ctx.review()?, ctx.person()?);
    let lines = store::coder_lines_of(&mut ctx.db, review).await?;
    let mut doubles = Vec::new();
    for row in store::doubles_of(&mut ctx.db, review).await? {
        let coders: Vec<CoderLine> = lines.iter().filter(|line| line.double == row.id).cloned().collect();
        let twice = store::twice_of(&mut ctx.db, row.id).await?;
        let may_abandon = row.state == DoubleState::Coding && ctx.may(SECRETARY);
        let path = format!("/synthesis/{review}/double/{}/abandon", row.id);
        doubles.push(Double {
            round: rounds.iter().find(|round| round.id == row.round_id).map_or(0, |round| round.number),
            open: twice.iter().filter(|line| line.is_open()).count(),
            is_own: coders.iter().any(|line| line.person == person) && row.state != DoubleState::Abandoned,
            abandon: may_abandon
                .then(|| ctx.form_for::<AbandonDouble>(&path, "double", row.id).rows("reason", 2)),
            coders,
            row,
        });
    }
    Ok(doubles)
}

/// The form, with everybody who may code here.
async fn draw(ctx: &mut Ctx) -> Result<FormView, Failure> {
    let (review, today) = (ctx.review()?, ctx.today);
    let mut people: Vec<(String, PersonId)> = Vec::new();
    for role in CODERS {
        for person in organisation::holders(&mut ctx.db, review, *role, today).await? {
            if people.iter().all(|(_, known)| *known != person) {
                people.push((organisation::name_of(&mut ctx.db, person).await?, person));
            }
        }
    }
    people.sort();
    let named = || people.iter().map(|(name, person)| (*person, name.clone()));
    let form = ctx.form::<DrawDouble>(&format!("/synthesis/{review}/double/draw"));
    Ok(form.options("first", named()).options("second", named()).main())
}

impl View {
    /// The most that are drawn at once.
    fn most(&self) -> usize {
        MOST_DRAWN
    }
}

impl Double {
    fn is_running(&self) -> bool {
        self.row.state == DoubleState::Coding
    }

    fn is_compared(&self) -> bool {
        self.row.state == DoubleState::Compared
    }
}
