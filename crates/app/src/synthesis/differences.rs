//! What differs between two coders, side by side, and the form by which a third decides it.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{DoubleId, PointId};
use domain::synthesis::RoundState;
use domain::synthesis::differences::Parting;
use serde::Serialize;

use super::store::{self, AdjudicationRow, DoubleRow, GroupDecisionLine, RoundRow, Said, TwiceLine};
use super::{DecideDifference, TakeBackGroup};
use crate::campaign::packs;
use crate::opinion::CODERS;
use crate::opinion::about_what::Choices;
use crate::opinion::marking::beginning;
use crate::organisation::store as organisation;

/// Differences on a page.
const SIZE: usize = 25;
/// How many of those in the same group are named.
const NAMED: usize = 8;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/differences.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    double: DoubleRow,
    coders: Vec<String>,
    part: Option<Parting>,
    partings: Vec<(Parting, usize)>,
    differing: usize,
    open: usize,
    may_decide: bool,
    is_coder_kept_out: bool,
    hand: Option<Hand>,
    lines: Vec<TwiceLine>,
    groups: Vec<Group>,
    page: usize,
    pages: usize,
}

/// A group that was decided at once.
#[derive(Serialize)]
struct Group {
    line: GroupDecisionLine,
    #[serde(skip)]
    take_back: Option<FormView>,
}

/// A reading of an opinion in words.
#[derive(Serialize)]
struct Column {
    who: String,
    subject: String,
    content: String,
    said: Said,
    with: Vec<i64>,
    more: usize,
    /// Where the whole group of this coder is looked at, when it holds more than this opinion.
    group: Option<String>,
}

/// The difference at hand.
#[derive(Serialize)]
struct Hand {
    line: TwiceLine,
    columns: Vec<Column>,
    decided: Option<AdjudicationRow>,
    decided_by: String,
    before: Option<i64>,
    after: Option<i64>,
    #[serde(skip)]
    form: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let id: DoubleId = ctx.param("double")?;
    let double = store::double_in(&mut ctx.db, review, id).await?;
    let coders: Vec<_> =
        store::coder_lines_of(&mut ctx.db, review).await?.into_iter().filter(|c| c.double == id).collect();
    let round: RoundRow = base::db::find(&mut ctx.db, double.round_id).await?.ok_or(Failure::Missing)?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let is_coder = coders.iter().any(|coder| coder.person == person);
    let is_coder_kept_out = is_coder && pack.parameters.decider_apart.value;
    let may_decide = round.state == RoundState::Open && ctx.may(CODERS) && !is_coder_kept_out;
    let all = store::twice_of(&mut ctx.db, id).await?;
    let count = |part: &Parting| all.iter().filter(|line| line.partings.contains(part)).count();
    let partings = Parting::ALL.iter().map(|part| (*part, count(part))).collect();
    let part = ctx.query("part").and_then(|word| word.parse::<Parting>().ok());
    let is_listed = |line: &&TwiceLine| {
        let differs = part.map_or(!line.partings.is_empty(), |part| line.partings.contains(&part));
        differs || part.is_none() && line.decided_at.is_some()
    };
    let listed: Vec<TwiceLine> = all.iter().filter(is_listed).cloned().collect();
    let names: Vec<String> = coders.iter().map(|coder| coder.name.clone()).collect();
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let hand = hand(&mut ctx, &choices, (&double, &names), (&all, &listed), may_decide).await?;
    let pages = listed.len().div_ceil(SIZE).max(1);
    let page = ctx.query_as::<usize>("page").unwrap_or(1).clamp(1, pages);
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        coders: names,
        part,
        partings,
        differing: all.iter().filter(|line| !line.partings.is_empty()).count(),
        open: all.iter().filter(|line| line.is_open()).count(),
        may_decide,
        is_coder_kept_out,
        hand,
        lines: listed.into_iter().skip((page - 1) * SIZE).take(SIZE).collect(),
        page,
        pages,
        groups: groups(&mut ctx, &double, may_decide).await?,
        double,
    };
    let title = ctx.words.t("synthesis-differences");
    ctx.page(title, view)
}

/// The groups that were decided at once, with the form that takes one back.
async fn groups(ctx: &mut Ctx, double: &DoubleRow, may_decide: bool) -> Result<Vec<Group>, Failure> {
    let path = format!("/synthesis/{}/differences/{}/take-back-group", double.review_id, double.id);
    let lines = store::group_decisions_of(&mut ctx.db, double.id).await?;
    let group = |line: GroupDecisionLine| Group {
        take_back: (may_decide && line.row.taken_back_at.is_none()).then(|| {
            let form = ctx.form_for::<TakeBackGroup>(&path, "decision", line.row.id);
            form.fixed("double", double.id).rows("reason", 2).quiet()
        }),
        line,
    };
    Ok(lines.into_iter().map(group).collect())
}

/// The difference that was asked for, else the first that is open.
async fn hand(
    ctx: &mut Ctx,
    choices: &Choices,
    (double, names): (&DoubleRow, &[String]),
    (all, listed): (&[TwiceLine], &[TwiceLine]),
    may_decide: bool,
) -> Result<Option<Hand>, Failure> {
    let of_form = ctx.query("opinion").map(str::to_owned);
    let asked = ctx.query_as::<i64>("at");
    let is_asked = |line: &&TwiceLine| {
        asked == Some(line.number) || of_form.as_deref() == Some(line.opinion.to_string().as_str())
    };
    let found = listed.iter().find(is_asked).or_else(|| listed.iter().find(|line| line.is_open()));
    let Some(line) = found.cloned() else { return Ok(None) };
    // What was taken back with its group is decided anew in the same row.
    let kept = store::adjudication_of(&mut ctx.db, double.id, line.opinion).await?;
    let version = kept.as_ref().map_or(0, |row| row.version);
    let decided = kept.filter(|_| line.decided_at.is_some());
    let decided_by = match &decided {
        Some(row) => organisation::name_of(&mut ctx.db, row.decided_by).await?,
        None => String::new(),
    };
    let form = match may_decide {
        true => Some(form(ctx, choices, (double, version), &line).await?),
        false => None,
    };
    let at = listed.iter().position(|other| other.opinion == line.opinion).unwrap_or(0);
    let number = |at: Option<usize>| at.and_then(|at| listed.get(at)).map(|line| line.number);
    let desk = Column {
        who: ctx.words.t("synthesis-desk"),
        subject: choices.subject(line.desk.subject),
        content: choices.content(ctx.words, &line.desk.content),
        said: line.desk.clone(),
        with: Vec::new(),
        more: 0,
        group: None,
    };
    let path = format!("/synthesis/{}/differences/{}/group", double.review_id, double.id);
    let mut columns: Vec<Column> =
        (0..2).map(|at| column((ctx.words, &path), choices, (all, &line), (at, names))).collect();
    columns.push(desk);
    let (before, after) = (number(at.checked_sub(1)), number(Some(at + 1)));
    Ok(Some(Hand { columns, decided, decided_by, before, after, form, line }))
}

/// What one of the two says, with those that they put together with it.
fn column(
    (words, path): (Words, &str),
    choices: &Choices,
    (all, line): (&[TwiceLine], &TwiceLine),
    (at, names): (usize, &[String]),
) -> Column {
    let said = line.said.get(at).unwrap_or(&line.desk);
    let group = line.groups.get(at);
    let beside = all.iter().filter(|other| other.opinion != line.opinion && other.groups.get(at) == group);
    let mut with: Vec<i64> = beside.map(|other| other.number).collect();
    with.sort_unstable();
    let more = with.len().saturating_sub(NAMED);
    let number = group.filter(|_| !with.is_empty());
    let group = number.map(|number| format!("{path}?coder={}&group={number}", at + 1));
    with.truncate(NAMED);
    Column {
        who: names.get(at).cloned().unwrap_or_default(),
        subject: choices.subject(said.subject),
        content: choices.content(words, &said.content),
        said: said.clone(),
        with,
        more,
        group,
    }
}

/// The form, filled in with what was decided, or with what stands at the desk.
async fn form(
    ctx: &mut Ctx,
    choices: &Choices,
    (double, version): (&DoubleRow, i64),
    line: &TwiceLine,
) -> Result<FormView, Failure> {
    let points = store::points_uncounted(&mut ctx.db, double.review_id).await?;
    let points: Vec<(PointId, String)> =
        points.iter().map(|p| (p.id, format!("{}. {}", p.number, beginning(&p.title, 80)))).collect();
    let path = format!("/synthesis/{}/differences/{}/decide", double.review_id, double.id);
    let form = ctx
        .form_for::<DecideDifference>(&path, "opinion", line.opinion)
        .fixed("double", double.id)
        .fixed("version", version);
    let form = choices.offered(ctx.words, form).options("point", points).rows("reason", 2);
    let form = form.value("content", &line.desk.content).value("kind", line.desk.kind);
    let form = line.desk.subject.map_or(form.clone(), |subject| form.value("subject", subject));
    Ok(line.point.map_or(form.clone(), |(point, _)| form.value("point", point)).main())
}

impl View {
    /// How much is decided, in whole per cent.
    fn percent(&self) -> usize {
        let decided = self.differing.saturating_sub(self.open);
        (decided * 100).checked_div(self.differing).unwrap_or(100)
    }

    /// The query that keeps what is shown.
    fn kept(&self) -> String {
        self.part.map(|part| format!("&part={part}")).unwrap_or_default()
    }

    fn short(&self, text: &str) -> String {
        beginning(text, 100)
    }
}
