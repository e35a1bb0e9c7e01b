//! What deciding a whole group as one coder has it would do, opinion by opinion, before anybody does it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{DoubleId, PointId};
use domain::synthesis::RoundState;
use domain::synthesis::decide_group::{LeftAlone, left_alone};
use serde::Serialize;

use super::DecideGroup;
use super::decide_group::{member, said_by};
use super::placing::about_point;
use super::store::{self, DoubleRow, PointLine, PointRow, RoundRow, Said, TwiceLine};
use crate::campaign::packs;
use crate::opinion::CODERS;
use crate::opinion::about_what::Choices;
use crate::opinion::marking::beginning;

/// So many opinions of a group are decided at once; the others after them.
const MOST: usize = 200;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/group.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    double: DoubleRow,
    coder: i64,
    group: i64,
    name: String,
    points: Vec<Offered>,
    point: Option<PointRow>,
    lines: Vec<Line>,
    /// How many the decision takes along.
    taken: usize,
    /// How many more of the group there are than one decision takes.
    more: usize,
    may_decide: bool,
    is_coder_kept_out: bool,
    #[serde(skip)]
    form: Option<FormView>,
}

/// A point into which the group could go.
#[derive(Serialize)]
struct Offered {
    id: PointId,
    name: String,
    is_chosen: bool,
}

/// An opinion of the group, as it stands at the desk and as the decision would have it.
#[derive(Serialize)]
struct Line {
    number: i64,
    quote: String,
    before: Standing,
    after: Standing,
    left: Option<LeftAlone>,
}

/// Whom an opinion is held to be about, on what, what it says, and the number of its point.
#[derive(PartialEq, Eq, Serialize)]
struct Standing {
    subject: String,
    content: String,
    said: Said,
    point: Option<i64>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let id: DoubleId = ctx.param("double")?;
    let double = store::double_in(&mut ctx.db, review, id).await?;
    let coder = ctx.query_as::<i64>("coder").unwrap_or(1);
    let group = ctx.query_as::<i64>("group").ok_or(Failure::Missing)?;
    let coders = store::coder_lines_of(&mut ctx.db, review).await?;
    let coders: Vec<_> = coders.into_iter().filter(|one| one.double == double.id).collect();
    let of_coder = usize::try_from(coder).ok().and_then(|place| coders.get(place.checked_sub(1)?));
    let name = of_coder.ok_or(Failure::Missing)?.name.clone();
    let all = store::twice_of(&mut ctx.db, double.id).await?;
    let is_in = |line: &TwiceLine| member(line, coder).is_some_and(|member| member.group == group);
    let mut of_group: Vec<TwiceLine> = all.into_iter().filter(is_in).collect();
    if of_group.is_empty() {
        return Err(Failure::Missing);
    }
    of_group.sort_by_key(|line| line.number);
    let points = store::points_uncounted(&mut ctx.db, review).await?;
    let asked = ctx.query("point").and_then(|id| id.parse::<PointId>().ok());
    let point = asked.or_else(|| most_lie_in(&of_group));
    let point = match point.filter(|id| points.iter().any(|row| row.id == *id)) {
        Some(id) => Some(store::point_in(&mut ctx.db, review, id).await?),
        None => None,
    };
    let round: RoundRow = base::db::find(&mut ctx.db, double.round_id).await?.ok_or(Failure::Missing)?;
    let decider_apart = packs::of_campaign(&mut ctx.db, campaign).await?.parameters.decider_apart.value;
    let is_coder_kept_out = decider_apart && coders.iter().any(|one| one.person == person);
    let may_decide = round.state == RoundState::Open && ctx.may(CODERS) && !is_coder_kept_out;
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let lines: Vec<(TwiceLine, Line)> = match &point {
        Some(point) => of_group
            .iter()
            .map(|line| (line.clone(), to_line(&ctx, &choices, line, (coder, point))))
            .collect(),
        None => Vec::new(),
    };
    let taken: Vec<&TwiceLine> =
        lines.iter().filter(|(_, line)| line.left.is_none()).map(|(line, _)| line).collect();
    let form = match &point {
        Some(point) if may_decide && !taken.is_empty() => {
            Some(form(&ctx, (&double, coder, group), point, &taken))
        }
        _ => None,
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        coder,
        group,
        name,
        points: points.iter().map(|row| offered(row, point.as_ref())).collect(),
        taken: taken.len(),
        more: taken.len().saturating_sub(MOST),
        lines: lines.into_iter().map(|(_, line)| line).collect(),
        may_decide,
        is_coder_kept_out,
        form,
        point,
        double,
    };
    let title = ctx.words.t1("synthesis-group-title", "name", &view.name);
    ctx.page(title, view)
}

/// The point in which most of the group lie.
fn most_lie_in(lines: &[TwiceLine]) -> Option<PointId> {
    let count =
        |point: PointId| lines.iter().filter(|line| line.point.map(|(id, _)| id) == Some(point)).count();
    let points = lines.iter().filter_map(|line| line.point);
    points.max_by_key(|(id, number)| (count(*id), std::cmp::Reverse(*number))).map(|(id, _)| id)
}

fn offered(row: &PointLine, chosen: Option<&PointRow>) -> Offered {
    Offered {
        id: row.id,
        name: format!("{}. {}", row.number, beginning(&row.title, 80)),
        is_chosen: chosen.is_some_and(|point| point.id == row.id),
    }
}

fn to_line(ctx: &Ctx, choices: &Choices, line: &TwiceLine, (coder, point): (i64, &PointRow)) -> Line {
    let standing = |said: &Said, point: Option<i64>| Standing {
        subject: choices.subject(said.subject),
        content: choices.content(ctx.words, &said.content),
        said: said.clone(),
        point,
    };
    let left = member(line, coder).and_then(|member| left_alone(&member, about_point(point)));
    let before = standing(&line.desk, line.point.map(|(_, number)| number));
    let said = said_by(line, coder).unwrap_or(&line.desk);
    let after = match left {
        Some(_) => standing(&line.desk, line.point.map(|(_, number)| number)),
        None => standing(said, Some(point.number)),
    };
    Line { number: line.number, quote: beginning(&line.quote, 120), before, after, left }
}

/// The form, with every opinion ticked that the decision takes along.
fn form(
    ctx: &Ctx,
    (double, coder, group): (&DoubleRow, i64, i64),
    point: &PointRow,
    taken: &[&TwiceLine],
) -> FormView {
    let taken = || taken.iter().take(MOST);
    let path = format!("/synthesis/{}/differences/{}/decide-group", double.review_id, double.id);
    let label =
        |line: &&TwiceLine| (line.opinion, format!("{}. “{}”", line.number, beginning(&line.quote, 90)));
    ctx.form::<DecideGroup>(&path)
        .fixed("double", double.id)
        .value("coder", coder)
        .value("group", group)
        .value("point", point.id)
        .options("opinions", taken().map(label))
        .values("opinions", taken().map(|line| line.opinion))
        .rows("reason", 2)
        .main()
}

impl Line {
    /// Whether the decision changes nothing but that the difference is decided.
    fn stays(&self) -> bool {
        self.before == self.after
    }
}
