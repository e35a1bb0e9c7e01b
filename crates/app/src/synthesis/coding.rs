//! Coding blind: one drawn opinion after the other, with its words only: no name, no place at the desk, nothing of the other
//! coder.

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{DoubleId, ReviewId};
use domain::opinion::OpinionKind;
use domain::synthesis::DoubleState;
use serde::Serialize;

use super::store::{self, DoubleRow, SampleLine};
use super::{CodeOpinion, FinishCoding};
use crate::opinion::about_what::Choices;
use crate::opinion::marking::{Stretch, beginning, stretches};

/// Opinions of the list on a page.
const SIZE: usize = 50;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/coding.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    double: DoubleRow,
    is_finished: bool,
    coded: usize,
    hand: Option<Hand>,
    lines: Vec<Line>,
    groups: usize,
    page: usize,
    pages: usize,
    #[serde(skip)]
    finish: Option<FormView>,
}

/// The opinion at hand.
#[derive(Serialize)]
struct Hand {
    place: i64,
    number: i64,
    stretches: Vec<Stretch>,
    before: Option<i64>,
    after: Option<i64>,
    #[serde(skip)]
    form: FormView,
}

/// An opinion of the list, with what this coder says of it.
#[derive(Serialize)]
struct Line {
    place: i64,
    beginning: String,
    subject: String,
    content: String,
    kind: Option<OpinionKind>,
    group: Option<i64>,
}

/// The page; only for the coder whose coding it is.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (review, campaign, person) = (ctx.review()?, ctx.campaign()?, ctx.person()?);
    let id: DoubleId = ctx.param("double")?;
    let double = store::double_in(&mut ctx.db, review, id).await?;
    let coders = store::coders_of(&mut ctx.db, id).await?;
    let coder = coders.into_iter().find(|row| row.person_id == person).ok_or(Failure::Missing)?;
    let sample = store::sample_of(&mut ctx.db, id, &coder).await?;
    let choices = Choices::of(&mut ctx.db, review, campaign).await?;
    let is_finished = coder.finished_at.is_some();
    let is_open = !is_finished && double.state == DoubleState::Coding;
    let coded = sample.iter().filter(|line| line.content.is_some()).count();
    let hand = if is_open { hand(&ctx, (review, id), &choices, &sample) } else { None };
    let finish = is_open.then(|| {
        let path = format!("/synthesis/{review}/coding/{id}/finish");
        let form = ctx.form_for::<FinishCoding>(&path, "double", id);
        if coded == sample.len() { form.main() } else { form }
    });
    let pages = sample.len().div_ceil(SIZE).max(1);
    let own = hand.as_ref().map_or(1, |hand| usize::try_from(hand.place - 1).unwrap_or(0) / SIZE + 1);
    let page = ctx.query_as::<usize>("page").unwrap_or(own).clamp(1, pages);
    let line = |line: &SampleLine| Line {
        place: line.place,
        beginning: beginning(&line.quote, 90),
        subject: choices.subject(line.subject),
        content: line.content.as_ref().map(|code| choices.content(ctx.words, code)).unwrap_or_default(),
        kind: line.kind,
        group: line.group,
    };
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        is_finished,
        coded,
        lines: sample.iter().skip((page - 1) * SIZE).take(SIZE).map(line).collect(),
        groups: group_labels(&sample).len(),
        hand,
        page,
        pages,
        finish,
        double,
    };
    let title = ctx.words.t("synthesis-coding");
    ctx.page(title, view)
}

/// The opinion that was asked for, else the first that is not coded yet, else the first.
fn hand(
    ctx: &Ctx,
    (review, double): (ReviewId, DoubleId),
    choices: &Choices,
    sample: &[SampleLine],
) -> Option<Hand> {
    // A form that came back names its opinion by key; the path by its place.
    let of_form = ctx
        .query("opinion")
        .and_then(|key| sample.iter().find(|line| line.opinion.to_string() == key).map(|line| line.place));
    let asked = ctx.query_as::<i64>("at").or(of_form);
    let line = sample
        .iter()
        .find(|line| Some(line.place) == asked)
        .or_else(|| sample.iter().find(|line| line.content.is_none()))
        .or_else(|| sample.first())?;
    let text = line.text.clone().unwrap_or_else(|| line.quote.clone());
    let path = format!("/synthesis/{review}/coding/{double}/code");
    let new = (0, ctx.words.t("synthesis-group-new"));
    let groups = group_labels(sample).into_iter().map(|(number, label)| {
        (number, format!("{}: {label}", ctx.words.t1("synthesis-group", "number", number)))
    });
    let form = ctx.form_for::<CodeOpinion>(&path, "opinion", line.opinion).fixed("double", double);
    let form = choices.offered(ctx.words, form).options("group", std::iter::once(new).chain(groups));
    let form = match (&line.content, line.kind, line.group) {
        (Some(content), Some(kind), Some(group)) => {
            let form = form.value("content", content).value("kind", kind).value("group", group);
            line.subject.map_or(form.clone(), |subject| form.value("subject", subject))
        }
        _ => form.value("group", 0),
    };
    Some(Hand {
        place: line.place,
        number: line.number,
        stretches: stretches(&text, [line.quote.as_str()]),
        before: (1 < line.place).then_some(line.place - 1),
        after: sample.iter().any(|other| other.place == line.place + 1).then_some(line.place + 1),
        form: form.main(),
    })
}

/// The coder's own groups: number, and the beginning of the first that lies there with how many do.
fn group_labels(sample: &[SampleLine]) -> Vec<(i64, String)> {
    let mut groups: Vec<(i64, &str, usize)> = Vec::new();
    for line in sample {
        let Some(group) = line.group else { continue };
        match groups.iter_mut().find(|(number, _, _)| *number == group) {
            Some((_, _, count)) => *count += 1,
            None => groups.push((group, &line.quote, 1)),
        }
    }
    groups.sort_unstable_by_key(|(number, _, _)| *number);
    let label = |(number, quote, count): (i64, &str, usize)| {
        (number, format!("“{}” ({count})", beginning(quote, 60)))
    };
    groups.into_iter().map(label).collect()
}

impl View {
    fn percent(&self) -> i64 {
        let coded = i64::try_from(self.coded).unwrap_or(0);
        if 0 < self.double.drawn { coded * 100 / self.double.drawn } else { 0 }
    }

    fn is_abandoned(&self) -> bool {
        self.double.state == DoubleState::Abandoned
    }

    fn is_compared(&self) -> bool {
        self.double.state == DoubleState::Compared
    }
}
