//! The desk: the opinion at hand and the queue on one side, the points on the other.

use std::cmp::Reverse;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{OpinionId, PointId};
use domain::opinion::{OUTSIDE, OpinionKind, Visibility};
use domain::synthesis::place::{About, fits};
use domain::synthesis::{Disposition, RoundState};
use serde::Serialize;

use super::likeness::likeness_of;
use super::minority::Counting;
use super::store::{self, Counter, DeskOpinion, PointLine, RoundRow, Sibling};
use super::{
    AddPoint, ClassifyOpinion, CloseRound, DisposeOpinion, OpenRound, PlaceOpinion, PlaceTogether,
    RefuseLikeness,
};
use crate::opinion::about_what::Choices;
use crate::opinion::marking::{Stretch, beginning, marked, stretches};
use crate::opinion::promise::names_seen_by;
use crate::opinion::store::OpinionRow;
use crate::opinion::{CODERS, READERS, SECRETARY};

/// Opinions of the queue on a page.
const SHOWN: usize = 25;
const QUEUE: i64 = SHOWN as i64;
/// Like opinions that are shown beside the one at hand.
const LIKE: usize = 5;
/// Like opinions that are looked at, to find where they went.
const LOOKED_AT: usize = 12;
/// Points on a page.
const POINTS: usize = 30;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/desk.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    body: String,
    rounds: Vec<RoundLine>,
    counter: Counter,
    uncovered: i64,
    went: Vec<(Disposition, i64)>,
    hand: Option<Hand>,
    queue: Vec<Waiting>,
    /// The number from which the queue is listed, and from which it goes on.
    queue_from: i64,
    queue_next: Option<i64>,
    may_read: bool,
    points: Vec<Point>,
    n_points: usize,
    points_page: usize,
    points_pages: usize,
    find: String,
    act: String,
    #[serde(skip)]
    forms: Forms,
}

/// What may be done here besides placing the opinion at hand.
#[derive(Default)]
struct Forms {
    open: Option<FormView>,
    close: Option<FormView>,
    together: Option<FormView>,
}

#[derive(Serialize)]
struct RoundLine {
    row: RoundRow,
    is_open: bool,
}

/// The opinion at hand.
#[derive(Serialize)]
struct Hand {
    opinion: DeskOpinion,
    stretches: Vec<Stretch>,
    subject: String,
    content: String,
    is_outside: bool,
    like: Vec<Like>,
    more_like: usize,
    #[serde(skip)]
    like_in: Vec<(PointId, usize)>,
    siblings: Vec<Sibling>,
    before: Option<i64>,
    after: Option<i64>,
    #[serde(skip)]
    forms: Option<HandForms>,
}

/// An opinion that says what the one at hand says, with the words that they share.
#[derive(Serialize)]
struct Like {
    opinion: Sibling,
    stretches: Vec<Stretch>,
    #[serde(skip)]
    refuse: Option<FormView>,
}

struct HandForms {
    add: FormView,
    dispose: FormView,
    classify: FormView,
}

#[derive(Serialize)]
struct Waiting {
    id: OpinionId,
    number: i64,
    beginning: String,
    contributor: Option<String>,
    kind: OpinionKind,
}

#[derive(Serialize)]
struct Point {
    line: PointLine,
    content: String,
    focus: String,
    like: usize,
    against: Option<String>,
    few: Option<String>,
    #[serde(skip)]
    place: Option<FormView>,
}

/// What a page is made of, read once.
struct Read {
    path: String,
    round: Option<RoundRow>,
    choices: Choices,
    is_working: bool,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let rounds = store::rounds_of(&mut ctx.db, review).await?;
    let open = rounds.iter().find(|round| round.state == RoundState::Open).cloned();
    // Where no round is open the figures are those of the last.
    let shown = open.clone().or_else(|| rounds.last().cloned());
    let read = Read {
        path: format!("/synthesis/{review}"),
        is_working: open.is_some() && ctx.may(CODERS),
        round: open,
        choices: Choices::of(&mut ctx.db, review, campaign).await?,
    };
    let number = shown.as_ref().map_or(1, |round| round.number);
    let counter = store::counter_of(&mut ctx.db, review, number).await?;
    let mut went = Vec::new();
    let mut uncovered = 0;
    if let Some(round) = &shown {
        went = store::dispositions_of(&mut ctx.db, round.id).await?;
        uncovered = store::gaps_of(&mut ctx.db, review, (round.id, round.number)).await?.1;
    }
    went.sort_unstable_by_key(|(disposition, _)| *disposition);
    let hand = hand(&mut ctx, &read).await?;
    if let Some(hand) = &hand {
        ctx.stamp::<OpinionRow>(hand.opinion.id);
    }
    // The queue begins with the opinion at hand, or where somebody has turned to.
    let at_hand = hand.as_ref().map_or(1, |hand| hand.opinion.number);
    let queue_from = ctx.query_as::<i64>("queue").unwrap_or(at_hand);
    let (queue, queue_next) = queue(&mut ctx, &read, queue_from).await?;
    let (points, n_points, points_page, points_pages) = points(&mut ctx, &read, hand.as_ref()).await?;
    let forms = forms(&ctx, &read, (&rounds, counter, hand.is_some()), &queue, &points);
    let here = ctx.here.as_ref().ok_or(Failure::Missing)?;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        body: here.unit_name.clone(),
        rounds: rounds
            .into_iter()
            .map(|row| RoundLine { is_open: row.state == RoundState::Open, row })
            .collect(),
        counter,
        uncovered,
        went,
        hand,
        queue,
        queue_from,
        queue_next,
        may_read: ctx.may(READERS),
        points,
        n_points,
        points_page,
        points_pages,
        find: ctx.query("find").unwrap_or_default().to_owned(),
        act: ctx.query("act").unwrap_or_default().to_owned(),
        forms,
    };
    let title = ctx.words.t("synthesis-title");
    ctx.page(title, view)
}

/// The opinion at hand: the one that was asked for if it waits, else the next.
async fn hand(ctx: &mut Ctx, read: &Read) -> Result<Option<Hand>, Failure> {
    let Some(round) = read.round.as_ref().filter(|_| ctx.may(READERS)) else { return Ok(None) };
    let of_round = (round.review_id, round.number);
    // A form that came back names its opinion by key; the path by number.
    let asked: Option<OpinionId> = ctx.query_as("opinion");
    let sees = names_seen_by(ctx);
    let number = match asked {
        Some(id) => {
            store::known_opinion(&mut ctx.db, round.review_id, id, &sees).await?.map_or(1, |o| o.number)
        }
        None => ctx.query_as("opinion").unwrap_or(1),
    };
    let found = store::waiting_opinion(&mut ctx.db, of_round, number, &sees).await?;
    let Some(opinion) = found else { return Ok(None) };
    let (before, after) = store::neighbours_of(&mut ctx.db, of_round, opinion.number).await?;
    let siblings = match opinion.letter {
        Some(letter) => store::siblings_of(&mut ctx.db, letter).await?,
        None => Vec::new(),
    };
    let (like, more_like, like_in) = like(ctx, read, &opinion).await?;
    let text = opinion.text.clone().unwrap_or_else(|| opinion.quote.clone());
    Ok(Some(Hand {
        stretches: stretches(&text, [opinion.quote.as_str()]),
        subject: read.choices.subject(opinion.subject),
        content: read.choices.content(ctx.words, &opinion.content),
        is_outside: opinion.content == OUTSIDE,
        like,
        more_like,
        like_in,
        siblings: siblings.into_iter().filter(|other| other.id != opinion.id).collect(),
        before,
        after,
        forms: read.is_working.then(|| hand_forms(ctx, read, &opinion)),
        opinion,
    }))
}

/// The opinions that say what the one at hand says, how many more there are, and the points in which they lie.
async fn like(
    ctx: &mut Ctx,
    read: &Read,
    opinion: &DeskOpinion,
) -> Result<(Vec<Like>, usize, Vec<(PointId, usize)>), Failure> {
    let review = ctx.review()?;
    let Some(likeness) = likeness_of(ctx, review).await? else { return Ok(Default::default()) };
    let numbers = likeness.beside(opinion.number, &opinion.quote, LOOKED_AT);
    if numbers.is_empty() {
        return Ok(Default::default());
    }
    let mut found = store::like_of(&mut ctx.db, review, opinion.id, &numbers).await?;
    found.sort_by_key(|other| numbers.iter().position(|number| *number == other.number));
    let points = store::points_among(&found);
    let more = found.len().saturating_sub(LIKE);
    let shown = found.into_iter().take(LIKE).map(|other| {
        let shared = likeness.shared(&opinion.quote, &other.quote);
        let refuse = read.is_working.then(|| {
            let path = format!("{}/refuse-likeness", read.path);
            ctx.form_for::<RefuseLikeness>(&path, "other", other.id).fixed("opinion", opinion.id).quiet()
        });
        Like { stretches: marked(&other.quote, shared), refuse, opinion: other }
    });
    Ok((shown.collect(), more, points))
}

fn hand_forms(ctx: &Ctx, read: &Read, opinion: &DeskOpinion) -> HandForms {
    let (path, words) = (&read.path, ctx.words);
    let add = point_fields(
        ctx,
        read,
        ctx.form_for::<AddPoint>(&format!("{path}/add-point"), "opinion", opinion.id),
    );
    let add = add.value("kind", opinion.kind).value("content", &opinion.content);
    let add = match opinion.subject {
        Some(subject) => add.value("subject", subject),
        None => add,
    };
    let aside = Disposition::ALL.iter().filter(|disposition| **disposition != Disposition::InPoint);
    let preset = if ctx.query("act") == Some("return") { Some(Disposition::UnclearReturned) } else { None };
    let dispose = ctx
        .form_for::<DisposeOpinion>(&format!("{path}/dispose"), "opinion", opinion.id)
        .options("disposition", aside.map(|code| (*code, words.code(format!("disposition_{code}")))))
        .rows("reason", 3);
    let dispose = match preset {
        Some(preset) => dispose.value("disposition", preset),
        None => dispose,
    };
    HandForms { add, dispose, classify: classify(ctx, read, opinion) }
}

/// The form that corrects what an opinion is about.
fn classify(ctx: &Ctx, read: &Read, opinion: &DeskOpinion) -> FormView {
    classify_form(ctx, &read.path, &read.choices, opinion)
}

/// As the desk and the page of an opinion show it.
pub(super) fn classify_form(ctx: &Ctx, path: &str, choices: &Choices, opinion: &DeskOpinion) -> FormView {
    let form = ctx.form_for::<ClassifyOpinion>(&format!("{path}/classify"), "opinion", opinion.id);
    let form = choices
        .offered(ctx.words, form)
        .fixed("version", opinion.version)
        .value("content", &opinion.content)
        .value("kind", opinion.kind);
    match opinion.subject {
        Some(subject) => form.value("subject", subject),
        None => form,
    }
}

fn point_fields(ctx: &Ctx, read: &Read, form: FormView) -> FormView {
    let names = |kind: &'static str| {
        let rows = read.choices.contents.iter().filter(move |row| row.kind == kind);
        rows.map(|row| (row.code.clone(), row.name(ctx.words.lang()).to_owned()))
    };
    form.codes("kind", OpinionKind::ALL)
        .options("subject", read.choices.subjects.iter().map(|named| (named.subject.id, &named.name)))
        .options("content", names("content"))
        .options("focus", names("focus"))
}

/// The opinions that wait from a number on, and the number of the first that is not shown.
async fn queue(ctx: &mut Ctx, read: &Read, from: i64) -> Result<(Vec<Waiting>, Option<i64>), Failure> {
    let Some(round) = read.round.as_ref().filter(|_| ctx.may(READERS)) else { return Ok(Default::default()) };
    let sees = names_seen_by(ctx);
    let of_round = (round.review_id, round.number);
    let mut rows = store::queue_of(&mut ctx.db, of_round, (from, QUEUE + 1), sees).await?;
    let next = rows.get(SHOWN).map(|row| row.number);
    rows.truncate(SHOWN);
    let waiting = |row: DeskOpinion| Waiting {
        id: row.id,
        number: row.number,
        beginning: beginning(&row.quote, 90),
        contributor: row.contributor,
        kind: row.kind,
    };
    Ok((rows.into_iter().map(waiting).collect(), next))
}

/// The points in the order in which the opinion at hand may need them: those that fit first, the fuller before the
/// emptier; the first nine have a key.
async fn points(
    ctx: &mut Ctx,
    read: &Read,
    hand: Option<&Hand>,
) -> Result<(Vec<Point>, usize, usize, usize), Failure> {
    let review = ctx.review()?;
    let counting = Counting::of(ctx).await?;
    let all = store::points_uncounted(&mut ctx.db, review).await?;
    let n_points = all.len();
    let sought = language::fold(ctx.query("find").unwrap_or_default());
    let mut found: Vec<(bool, PointLine)> = all
        .into_iter()
        .filter(|line| {
            sought.is_empty()
                || language::fold(&line.title).contains(&sought)
                || line.number.to_string() == sought
        })
        .map(|line| (hand.is_some_and(|hand| is_fitting(&hand.opinion, &line)), line))
        .collect();
    let is_near = |line: &PointLine| hand.is_some_and(|hand| hand.opinion.content == line.content);
    found.sort_by_key(|(fits, line)| (!fits, Reverse(like_in(hand, line)), !is_near(line), line.number));
    let pages = found.len().div_ceil(POINTS).max(1);
    let page = ctx.query_as::<usize>("points").unwrap_or(1).clamp(1, pages);
    let mut keys = 1..=9;
    let mut shown = Vec::new();
    // Only what the page shows is counted.
    let (fitting, mut lines): (Vec<bool>, Vec<PointLine>) =
        found.into_iter().skip((page - 1) * POINTS).take(POINTS).unzip();
    store::count_in(&mut ctx.db, review, &mut lines).await?;
    for (fits, line) in fitting.into_iter().zip(lines) {
        let own = hand;
        let hand = hand.filter(|hand| fits && hand.forms.is_some());
        let place = hand.map(|hand| place(ctx, read, hand, &line, keys.next()));
        shown.push(Point {
            content: read.choices.content(ctx.words, &line.content),
            focus: line.focus.as_deref().map(|code| read.choices.focus(ctx.words, code)).unwrap_or_default(),
            like: like_in(own, &line),
            against: (0 < line.dissent.0).then(|| counting.against(ctx.words, &line)),
            few: counting.is_few(&line).then(|| counting.voices(ctx.words, line.voices)),
            place,
            line,
        });
    }
    Ok((shown, n_points, page, pages))
}

/// How many opinions like the one at hand lie in a point.
fn like_in(hand: Option<&Hand>, line: &PointLine) -> usize {
    let counts = hand.map(|hand| hand.like_in.as_slice()).unwrap_or_default();
    counts.iter().find(|(point, _)| *point == line.id).map_or(0, |(_, count)| *count)
}

fn is_fitting(opinion: &DeskOpinion, line: &PointLine) -> bool {
    let own = About { subject: opinion.subject, kind: opinion.kind };
    let point = About { subject: Some(line.subject), kind: line.kind };
    opinion.content != OUTSIDE && fits(own, point).is_ok()
}

fn place(ctx: &Ctx, read: &Read, hand: &Hand, line: &PointLine, key: Option<i32>) -> FormView {
    let path = format!("{}/place", read.path);
    let form = ctx
        .form_for::<PlaceOpinion>(&path, "opinion", hand.opinion.id)
        .fixed("point", line.id)
        .button(ctx.words.t1("synthesis-place-into", "number", line.number))
        .quiet();
    match key {
        Some(1) => form.key("1").main(),
        Some(key) => form.key(&key.to_string()),
        None => form,
    }
}

fn forms(
    ctx: &Ctx,
    read: &Read,
    (rounds, counter, has_hand): (&[RoundRow], Counter, bool),
    queue: &[Waiting],
    points: &[Point],
) -> Forms {
    let path = &read.path;
    let may_sign = ctx.may(SECRETARY);
    let open = (may_sign && read.round.is_none() && rounds.len() < 2)
        .then(|| ctx.form::<OpenRound>(&format!("{path}/open-round")).main());
    let close = read.round.as_ref().filter(|_| may_sign).map(|round| {
        let form = ctx.form_for::<CloseRound>(&format!("{path}/close-round"), "round", round.id);
        if has_hand { form } else { form.main() }
    });
    let together = (read.is_working && 1 < counter.left() && !points.is_empty()).then(|| {
        let labels = queue.iter().map(|row| (row.id, format!("{}. “{}”", row.number, row.beginning)));
        let targets = points.iter().map(|p| (p.line.id, format!("{}. {}", p.line.number, p.line.title)));
        ctx.form::<PlaceTogether>(&format!("{path}/place-together"))
            .options("opinions", labels)
            .options::<PointId, String>("point", targets)
    });
    Forms { open, close, together }
}

impl View {
    /// Whether a form of the opinion at hand stands open: it was asked for, or it came back.
    fn is_asked(&self, act: &str) -> bool {
        self.act == act
    }
}

impl Hand {
    /// Whether the name is kept from this reader.
    fn is_name_kept(&self) -> bool {
        self.opinion.visibility == Some(Visibility::NamedToSecretariat) && self.opinion.contributor.is_none()
    }
}
