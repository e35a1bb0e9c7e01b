//! How far two coders agree: each figure with its number of opinions, its interval and the thresholds of the pack; never
//! before both have finished.

use askama::Template;
use base::Failure;
use base::web::{Ctx, Lang, Page, Words};
use domain::common::id::DoubleId;
use domain::synthesis::agreement::{RESAMPLES, Thresholds};
use domain::synthesis::{DoubleState, differences::Parting};
use serde::Serialize;

use super::measures::{Between, Measure, Measures, figure, measured, measures, place, thresholds_of};
use super::store::{self, CoderLine, DoubleRow};
use crate::campaign::packs;
use crate::opinion::READERS;

#[derive(Template, Serialize)]
#[template(path = "synthesis/views/agreement.html")]
struct View {
    #[serde(skip)]
    w: Words,
    review: String,
    double: DoubleRow,
    coders: Vec<CoderLine>,
    figures: Option<Figures>,
    #[serde(skip)]
    thresholds: Thresholds,
    is_doubtful: bool,
    differing: usize,
    open: usize,
    may_read: bool,
}

/// The figures of the page.
#[derive(Serialize)]
struct Figures {
    each: Vec<Shown>,
    grouping: Option<f64>,
    grouping_interval: Option<Between>,
    groups: (usize, usize),
    grouped_otherwise: usize,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if let Some(path) = ctx.instead().await? {
        return ctx.go_to(path);
    }
    let (review, campaign) = (ctx.review()?, ctx.campaign()?);
    let id: DoubleId = ctx.param("double")?;
    let double = store::double_in(&mut ctx.db, review, id).await?;
    let coders = store::coder_lines_of(&mut ctx.db, review).await?;
    let pack = packs::of_campaign(&mut ctx.db, campaign).await?;
    let thresholds = thresholds_of(&pack);
    let lines = store::twice_of(&mut ctx.db, id).await?;
    let count = |part: &Parting| lines.iter().filter(|line| line.partings.contains(part)).count();
    let counts: Vec<(Parting, usize)> = Parting::ALL.iter().map(|part| (*part, count(part))).collect();
    let differing = lines.iter().filter(|line| !line.partings.is_empty()).count();
    let open = lines.iter().filter(|line| line.is_open()).count();
    let seed = u64::try_from(double.seed).unwrap_or(0);
    let figures = match double.state {
        DoubleState::Compared => {
            Some(shown(ctx.words.lang(), computed(lines, seed, thresholds).await?, &counts))
        }
        _ => None,
    };
    let parameters = &pack.parameters;
    let view = View {
        w: ctx.words,
        review: review.to_string(),
        coders: coders.into_iter().filter(|line| line.double == id).collect(),
        figures,
        thresholds,
        is_doubtful: parameters.alpha_reliable.unconfirmed || parameters.alpha_tentative.unconfirmed,
        differing,
        open,
        may_read: ctx.may(READERS),
        double,
    };
    ctx.stamp::<DoubleRow>(id);
    let title = ctx.words.t("synthesis-agreement");
    ctx.page(title, view)
}

fn shown(lang: Lang, measures: Measures, counts: &[(Parting, usize)]) -> Figures {
    let differing = |part: Parting| counts.iter().find(|known| known.0 == part).map_or(0, |known| known.1);
    let one = |measure: Measure| Shown {
        drawing: drawing(lang, &measure),
        differing: differing(measure.part),
        measure,
    };
    Figures {
        each: measures.each.into_iter().map(one).collect(),
        grouping: measures.grouping,
        grouping_interval: measures.grouping_interval,
        groups: measures.groups,
        grouped_otherwise: differing(Parting::Grouping),
    }
}

/// A thousand draws of a thousand opinions take a moment; others are served meanwhile.
async fn computed(
    lines: Vec<store::TwiceLine>,
    seed: u64,
    thresholds: Thresholds,
) -> Result<Measures, Failure> {
    tokio::task::spawn_blocking(move || measures(&lines, seed, thresholds))
        .await
        .map_err(|error| Failure::Fault(error.to_string()))
}

/// A figure as it is drawn and said.
#[derive(Serialize)]
struct Drawing {
    alpha: String,
    low: String,
    high: String,
    #[serde(skip)]
    value_at: i64,
    #[serde(skip)]
    low_at: i64,
    #[serde(skip)]
    width: i64,
    #[serde(skip)]
    label_at: i64,
}

/// A figure of the page.
#[derive(Serialize)]
struct Shown {
    measure: Measure,
    drawing: Option<Drawing>,
    differing: usize,
}

fn drawing(lang: Lang, measure: &Measure) -> Option<Drawing> {
    let (alpha, low, high) = (measure.alpha?, measure.low?, measure.high?);
    let (low_at, value_at) = (place(low), place(alpha));
    Some(Drawing {
        alpha: measured(lang, alpha),
        low: measured(lang, low),
        high: measured(lang, high),
        value_at,
        low_at,
        // An interval that is one point is still seen.
        width: (place(high) - low_at).max(2),
        label_at: value_at.clamp(40, 480),
    })
}

impl View {
    fn need_at(&self) -> i64 {
        place(self.thresholds.reliable.share())
    }

    fn threshold(&self) -> String {
        figure(self.w.lang(), self.thresholds.reliable.share())
    }

    fn tentative(&self) -> String {
        figure(self.w.lang(), self.thresholds.tentative.share())
    }

    fn half(&self) -> String {
        measured(self.w.lang(), 0.5)
    }

    /// What a figure means, in a sentence.
    fn reading(&self, measure: &Measure) -> String {
        let key = format!("synthesis-reading-{}", measure.reading).replace('_', "-");
        self.w.say(&key, &[("threshold", self.threshold()), ("tentative", self.tentative())])
    }

    /// A figure in a sentence, for the picture and beside it.
    fn said(&self, key: &str, measure: &Measure, drawing: &Drawing) -> String {
        let args = [
            ("part", self.w.code(format!("parting_{}", measure.part))),
            ("alpha", drawing.alpha.clone()),
            ("low", drawing.low.clone()),
            ("high", drawing.high.clone()),
            ("same", measure.same.to_string()),
            ("count", measure.units.to_string()),
            ("threshold", self.threshold()),
        ];
        self.w.say(key, &args)
    }

    /// How far the groups agree, in a sentence.
    fn grouping(&self, figures: &Figures) -> String {
        let (first, second) = (figures.groups.0.to_string(), figures.groups.1.to_string());
        let mut args = vec![("first", first), ("second", second), ("count", self.double.drawn.to_string())];
        match figures.grouping.zip(figures.grouping_interval) {
            Some((index, between)) => {
                let figure = |value| measured(self.w.lang(), value);
                args.push(("index", figure(index)));
                args.push(("low", figure(between.low)));
                args.push(("high", figure(between.high)));
                self.w.say("synthesis-agreement-grouping", &args)
            }
            None => self.w.say("synthesis-agreement-no-grouping", &args),
        }
    }

    fn draws(&self) -> usize {
        RESAMPLES
    }
}
