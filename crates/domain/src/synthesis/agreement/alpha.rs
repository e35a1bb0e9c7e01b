//! Krippendorff's alpha for nominal data, with any number of coders and with values missing.
//!
//! K. Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011: `alpha = 1 - Do / De`. A unit that fewer than two
//! coders have coded says nothing about agreement and is left out.

use std::collections::BTreeMap;

/// Why there is no alpha.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Undefined {
    /// No unit was coded by two coders.
    NothingToPair,
    /// Everybody gave the same value to everything: there was nothing to tell apart, so agreement cannot be told from
    /// habit.
    OneValue,
}

/// How far coders agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// 1 where they agree in everything, 0 where they agree as chance would, below 0 where they agree less.
    pub value: f64,
    /// How many units at least two coders have coded.
    pub units: usize,
    /// How many values these units have together.
    pub values: u64,
}

/// What one unit adds to the disagreement that was observed and to the one that is expected.
#[derive(Debug, Clone)]
pub(super) struct Share {
    /// How many values it has.
    values: u64,
    /// Its pairs of unlike values, each weighed by one less than its values.
    unlike: f64,
    /// How often it has which value.
    counts: Vec<(usize, u64)>,
}

/// The units that can be paired, with their values numbered.
#[derive(Debug, Clone)]
pub(super) struct Shares {
    pub(super) units: Vec<Share>,
    kinds: usize,
}

impl Shares {
    pub(super) fn of<T: Ord>(units: &[Vec<Option<T>>]) -> Self {
        let mut numbers: BTreeMap<&T, usize> = BTreeMap::new();
        for value in units.iter().flatten().flatten() {
            let next = numbers.len();
            numbers.entry(value).or_insert(next);
        }
        let share = |unit: &Vec<Option<T>>| {
            let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
            for value in unit.iter().flatten().filter_map(|value| numbers.get(value)) {
                *counts.entry(*value).or_default() += 1;
            }
            let values: u64 = counts.values().sum();
            let alike: u64 = counts.values().map(|count| count * count).sum();
            (1 < values).then(|| Share {
                values,
                unlike: (values * values - alike) as f64 / (values - 1) as f64,
                counts: counts.into_iter().collect(),
            })
        };
        Shares { units: units.iter().filter_map(share).collect(), kinds: numbers.len() }
    }

    /// The alpha of these units, each as often as it is named.
    pub(super) fn alpha<'a>(&self, units: impl Iterator<Item = &'a Share>) -> Result<Alpha, Undefined> {
        let mut counts = vec![0_u64; self.kinds];
        let (mut n_units, mut values, mut unlike) = (0, 0, 0.0);
        for share in units {
            n_units += 1;
            values += share.values;
            unlike += share.unlike;
            for (value, count) in &share.counts {
                if let Some(sum) = counts.get_mut(*value) {
                    *sum += count;
                }
            }
        }
        if values == 0 {
            return Err(Undefined::NothingToPair);
        }
        let expected = values * values - counts.iter().map(|count| count * count).sum::<u64>();
        if expected == 0 {
            return Err(Undefined::OneValue);
        }
        let value = 1.0 - (values - 1) as f64 * unlike / expected as f64;
        Ok(Alpha { value, units: n_units, values })
    }
}

/// Computes alpha; `units` holds for each unit the value of each coder, or none where a coder gave none.
///
/// # Errors
///
/// Says why there is none.
pub fn alpha<T: Ord>(units: &[Vec<Option<T>>]) -> Result<Alpha, Undefined> {
    let shares = Shares::of(units);
    shares.alpha(shares.units.iter())
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The rows of coders, a letter a unit, a point where there is no value; turned into units.
    pub fn coded(rows: &[&str]) -> Vec<Vec<Option<char>>> {
        let rows: Vec<Vec<char>> = rows
            .iter()
            .map(|row| row.split_whitespace().collect::<String>())
            .map(|row| row.chars().collect())
            .collect();
        let value = |row: &Vec<char>, unit: usize| Some(row[unit]).filter(|value| *value != '.');
        (0..rows[0].len()).map(|unit| rows.iter().map(|row| value(row, unit)).collect()).collect()
    }

    fn check(rows: &[&str], expected: Result<(f64, usize, u64), Undefined>) {
        match (alpha(&coded(rows)), expected) {
            (Ok(found), Ok((value, units, values))) => {
                assert!((found.value - value).abs() < 0.0005, "{} is not {value}", found.value);
                assert_eq!((found.units, found.values), (units, values));
            }
            (found, expected) => assert_eq!(found.map(|_| ()), expected.map(|_| ()), "{rows:?}"),
        }
    }

    /// K. Krippendorff, “Computing Krippendorff's Alpha-Reliability”, 2011: A (two observers, binary data), B (two
    /// observers, nominal data), C (any number of observers, missing data).
    #[test]
    fn the_examples_of_krippendorff_2011_come_out_as_published() {
        check(&["0100000010", "1110010000"], Ok((0.095, 10, 20)));
        check(&["aabbdcccedda", "babbbcccedd d"], Ok((0.692, 12, 24)));
        check(&["123321412...", "12332241 25.3", ".33323422 51.", "123324412 51."], Ok((0.743, 11, 40)));
    }

    #[test]
    fn whoever_agrees_in_everything_has_one_and_whoever_never_agrees_is_below_nothing() {
        check(&["aabbc", "aabbc"], Ok((1.0, 5, 10)));
        check(&["ab", "ba"], Ok((-0.5, 2, 4)));
    }

    #[test]
    fn where_everything_is_the_same_there_is_no_alpha() {
        check(&["aaaa", "aaaa"], Err(Undefined::OneValue));
        check(&["a", "a"], Err(Undefined::OneValue));
    }

    #[test]
    fn where_nothing_can_be_paired_there_is_no_alpha() {
        check(&["ab..", "..ab"], Err(Undefined::NothingToPair));
        assert_eq!(alpha::<u8>(&[]).unwrap_err(), Undefined::NothingToPair);
    }

    #[test]
    fn one_unit_in_which_two_differ_is_chance() {
        check(&["a", "b"], Ok((0.0, 1, 2)));
    }

    fn tables() -> impl Strategy<Value = Vec<Vec<Option<u8>>>> {
        (2_usize..5).prop_flat_map(|coders| {
            let value = prop_oneof![4 => (0_u8..4).prop_map(Some), 1 => Just(None)];
            prop::collection::vec(prop::collection::vec(value, coders), 1..30)
        })
    }

    proptest! {
        #[test]
        fn it_does_not_matter_who_codes_nor_what_the_values_are_called(table in tables(), turn in 0_usize..4) {
            let named = alpha(&table).map(|alpha| alpha.value.to_bits());
            let turned: Vec<Vec<Option<u8>>> = table.iter().map(|unit| {
                let mut unit: Vec<Option<u8>> = unit.iter().map(|value| value.map(|value| 200 - value)).collect();
                let by = turn % unit.len();
                unit.rotate_left(by);
                unit
            }).collect();
            prop_assert_eq!(named, alpha(&turned).map(|alpha| alpha.value.to_bits()));
        }

        #[test]
        fn alpha_is_at_most_one_and_one_only_where_all_agree(table in tables()) {
            if let Ok(found) = alpha(&table) {
                let agree = table.iter().all(|unit| {
                    let mut values = unit.iter().flatten();
                    let first = values.next();
                    values.all(|value| Some(value) == first)
                });
                prop_assert!(found.value <= 1.0);
                prop_assert_eq!(found.value == 1.0, agree);
            }
        }

        #[test]
        fn a_unit_that_one_has_coded_changes_nothing(table in tables()) {
            let mut longer = table.clone();
            let mut unit = vec![None; table[0].len()];
            unit[0] = Some(99);
            longer.push(unit);
            prop_assert_eq!(alpha(&table), alpha(&longer));
        }
    }
}
