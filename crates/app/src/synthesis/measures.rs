//! The figures of two codings: how far they agree in each thing, how sure that is, and how it is drawn.

use base::web::Lang;
use domain::common::Pack;
use domain::synthesis::agreement::{
    Alpha, Interval, RandIndex, Reading, Thresholds, Undefined, alpha, interval, rand_index, rand_interval,
    read,
};
use domain::synthesis::differences::Parting;
use serde::Serialize;

use super::store::{Said, TwiceLine};

/// How far two coders agree in one thing.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    /// In what.
    pub part: Parting,
    /// How many opinions both have coded.
    pub units: usize,
    /// In how many of them they say the same.
    pub same: usize,
    /// The alpha; none where there is none.
    pub alpha: Option<f64>,
    /// The lower end of the interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// How many draws of the interval had no alpha.
    pub without: usize,
    /// What it means for the work.
    pub reading: Reading,
}

/// The ends of an interval.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Between {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The figures of a double coding.
#[derive(Clone, Debug, Serialize)]
pub struct Measures {
    /// Whom, on what, what: in this order.
    pub each: Vec<Measure>,
    /// How far the groups agree; none where chance would do the same.
    pub grouping: Option<f64>,
    /// The interval of that.
    pub grouping_interval: Option<Between>,
    /// How many groups each coder made.
    pub groups: (usize, usize),
}

/// Computes the figures; the intervals with the seed of the draw.
pub fn measures(lines: &[TwiceLine], seed: u64, thresholds: Thresholds) -> Measures {
    let of = |part, value: &dyn Fn(&Said) -> String| {
        let values = |line: &TwiceLine| line.said.iter().map(|said| Some(value(said))).collect();
        let units: Vec<Vec<Option<String>>> = lines.iter().map(values).collect();
        measure(part, &units, seed, thresholds)
    };
    let groups: Vec<(i64, i64)> = lines.iter().map(|line| line.groups.into()).collect();
    let index: Option<RandIndex> = rand_index(&groups);
    let sure = index.and_then(|_| rand_interval(&groups, seed));
    Measures {
        each: vec![
            of(Parting::Target, &|said| said.subject.map(|id| id.to_string()).unwrap_or_default()),
            of(Parting::Content, &|said| said.content.clone()),
            of(Parting::Kind, &|said| said.kind.to_string()),
        ],
        grouping: index.map(|index| index.value),
        grouping_interval: sure.map(|Interval { low, high, .. }| Between { low, high }),
        groups: (distinct(groups.iter().map(|two| two.0)), distinct(groups.iter().map(|two| two.1))),
    }
}

fn measure(part: Parting, units: &[Vec<Option<String>>], seed: u64, thresholds: Thresholds) -> Measure {
    let found: Result<Alpha, Undefined> = alpha(units);
    let sure: Option<Interval> = found.ok().and_then(|_| interval(units, seed));
    Measure {
        part,
        units: units.len(),
        same: units.iter().filter(|unit| unit.first() == unit.last()).count(),
        alpha: found.ok().map(|alpha| alpha.value),
        low: sure.map(|interval| interval.low),
        high: sure.map(|interval| interval.high),
        without: sure.map_or(0, |interval| interval.without),
        reading: read(found, sure, thresholds),
    }
}

fn distinct(values: impl Iterator<Item = i64>) -> usize {
    let mut values: Vec<i64> = values.collect();
    values.sort_unstable();
    values.dedup();
    values.len()
}

/// The thresholds of a pack.
pub fn thresholds_of(pack: &Pack) -> Thresholds {
    let parameters = &pack.parameters;
    Thresholds { reliable: parameters.alpha_reliable.value, tentative: parameters.alpha_tentative.value }
}

/// A figure with two decimals, three where it has them, with the sign of its language: 0,84.
pub fn figure(lang: Lang, value: f64) -> String {
    let thousandths = (value * 1_000.0).round() / 1_000.0;
    let has_three = ((thousandths * 100.0).round() / 100.0 - thousandths).abs() > 1e-9;
    let text = if has_three { format!("{thousandths:.3}") } else { format!("{thousandths:.2}") };
    let text = text.replace('-', "−");
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}

/// A measured figure with two decimals.
pub fn measured(lang: Lang, value: f64) -> String {
    figure(lang, (value * 100.0).round() / 100.0)
}

/// The length of the axis from 0 to 1, and where it begins.
const AXIS: f64 = 500.0;
const BEGIN: f64 = 10.0;

/// Where a figure lies on the axis; what is below 0 lies at 0.
pub fn place(value: f64) -> i64 {
    (BEGIN + AXIS * value.clamp(0.0, 1.0)).round() as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, vi: &str, en: &str) {
        assert_eq!((figure(Lang::Vi, value).as_str(), figure(Lang::En, value).as_str()), (vi, en));
    }

    #[test]
    fn a_figure_is_written_as_its_language_does() {
        check(0.8, "0,80", "0.80");
        check(0.667, "0,667", "0.667");
        check(1.0, "1,00", "1.00");
        check(-0.05, "−0,05", "−0.05");
        assert_eq!(measured(Lang::Vi, 0.8449), "0,84");
    }

    #[test]
    fn a_figure_below_nothing_is_drawn_at_nothing() {
        assert_eq!((place(-0.3), place(0.0), place(0.5), place(1.0)), (10, 10, 260, 510));
    }
}
