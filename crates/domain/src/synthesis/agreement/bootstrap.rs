//! How sure an alpha is: its interval, by drawing the units again.
//!
//! Units are drawn with putting back, as many as there are, a thousand times; the interval holds the middle 95 per cent of
//! the alphas that come out. This is the standard bootstrap whose coverage was found close to the nominal one for nominal
//! data by A. Zapf and others, “Measuring inter-rater reliability for nominal data”, BMC Medical Research Methodology 16:93,
//! 2016. (Krippendorff's own algorithm draws pairs instead of units.) A draw in which everything has the same value has no
//! alpha; it is left out and counted.

use super::alpha::Shares;
use super::seeded::Seeded;

/// How often the units are drawn again.
pub const RESAMPLES: usize = 1_000;

/// Between what a figure lies in 95 of 100 draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// How many draws had the figure.
    pub draws: usize,
    /// How many had none, because everything in them had the same value.
    pub without: usize,
}

/// Computes the interval of [`super::alpha()`] with a seed; none where fewer than two units can be paired or no draw has an alpha.
#[must_use]
pub fn interval<T: Ord>(units: &[Vec<Option<T>>], seed: u64) -> Option<Interval> {
    let shares = Shares::of(units);
    let count = shares.units.len();
    resampled(count, seed, |drawn| {
        shares.alpha(drawn.iter().filter_map(|at| shares.units.get(*at))).ok().map(|alpha| alpha.value)
    })
}

/// Draws `count` things again and again, and tells between what the figure lies that `measured` finds in each draw.
pub(super) fn resampled(
    count: usize,
    seed: u64,
    measured: impl Fn(&[usize]) -> Option<f64>,
) -> Option<Interval> {
    if count < 2 {
        return None;
    }
    let mut seeded = Seeded::new(seed);
    let mut figures: Vec<f64> = Vec::with_capacity(RESAMPLES);
    for _ in 0..RESAMPLES {
        let drawn = (0..count).map(|_| usize::try_from(seeded.below(count as u64)).unwrap_or(0));
        figures.extend(measured(&drawn.collect::<Vec<_>>()));
    }
    figures.sort_unstable_by(f64::total_cmp);
    // Nearest rank: the smallest figure that at least so many per thousand do not exceed.
    let rank = |per_mille: usize| (figures.len() * per_mille).div_ceil(1_000).max(1) - 1;
    let (low, high) = (*figures.get(rank(25))?, *figures.get(rank(975))?);
    Some(Interval { low, high, draws: figures.len(), without: RESAMPLES - figures.len() })
}

#[cfg(test)]
mod tests {
    use super::super::alpha::{alpha, tests::coded};
    use super::*;
    use proptest::prelude::*;

    fn check(rows: &[&str], seed: u64, expected: Option<(&str, &str, usize)>) {
        let shown = |value: f64| format!("{value:.3}");
        let found = interval(&coded(rows), seed).map(|one| (shown(one.low), shown(one.high), one.without));
        let expected = expected.map(|(low, high, without)| (low.to_owned(), high.to_owned(), without));
        assert_eq!(found, expected, "{rows:?}");
    }

    #[test]
    fn the_same_seed_gives_the_same_interval() {
        let rows = ["aabbdccceddaaabbdccceddaaabbdccc", "babbbcccedddaabbdcccedadaabbdccc"];
        let of = |seed| interval(&coded(&rows), seed).unwrap();
        assert_eq!(of(1), of(1));
        assert!((of(1).low - of(2).low).abs() < 0.05, "another seed gives nearly the same");
        let found = alpha(&coded(&rows)).unwrap().value;
        assert!(of(1).low < found && found < of(1).high);
    }

    #[test]
    fn more_units_make_it_narrower() {
        let (few, many) = (["aabbccab", "aabbccba"], [&"aabbccab".repeat(20), &"aabbccba".repeat(20)]);
        let width = |rows: &[&str]| interval(&coded(rows), 5).map(|one| one.high - one.low).unwrap();
        assert!(width(&[many[0], many[1]]) * 2.0 < width(&few));
    }

    #[test]
    fn where_all_agree_the_interval_is_one_point() {
        check(&["abababab", "abababab"], 3, Some(("1.000", "1.000", 7)));
    }

    #[test]
    fn draws_without_an_alpha_are_counted_and_left_out() {
        // In about a third of the draws the one unit that differs is not there.
        let found = interval(&coded(&["aaaaaaaaaab", "aaaaaaaaaab"]), 3).unwrap();
        assert_eq!(found.draws + found.without, RESAMPLES);
        assert!((280..420).contains(&found.without), "{}", found.without);
    }

    #[test]
    fn one_unit_has_no_interval_and_one_value_has_none() {
        check(&["a", "b"], 1, None);
        check(&["aaaa", "aaaa"], 1, None);
    }

    proptest! {
        #[test]
        fn an_interval_has_its_ends_in_order(rows in prop::collection::vec((0_u8..3, 0_u8..3), 2..40), seed in 0_u64..1000) {
            let units: Vec<Vec<Option<u8>>> = rows.iter().map(|(one, two)| vec![Some(*one), Some(*two)]).collect();
            if let Some(found) = interval(&units, seed) {
                prop_assert!(found.low <= found.high && found.high <= 1.0);
            }
        }
    }
}
