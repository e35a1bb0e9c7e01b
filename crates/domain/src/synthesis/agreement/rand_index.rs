//! The adjusted Rand index: how far two people put the same things together, less what chance would do.
//!
//! L. Hubert and P. Arabie, “Comparing partitions”, Journal of Classification 2, 1985, formula 5. What groups are called does
//! not matter. It has no interval here: drawing things again puts each together with its own copies, which makes any two
//! groupings look more alike than they are.

use std::collections::BTreeMap;

/// How far two groupings agree.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RandIndex {
    /// 1 where the groups are the same, 0 where they agree as chance would.
    pub value: f64,
    /// How many things were grouped.
    pub things: usize,
    /// How many groups each of the two made.
    pub groups: (usize, usize),
}

/// Compares two groupings of the same things; `things` holds the group of each in the one and in the other. There is no index
/// where both put everything together, or both put nothing together: then chance does the same.
#[must_use]
pub fn rand_index<A: Ord, B: Ord>(things: &[(A, B)]) -> Option<RandIndex> {
    let (mut ones, mut others, mut cells) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (one, other) in things {
        *ones.entry(one).or_insert(0_u64) += 1;
        *others.entry(other).or_insert(0_u64) += 1;
        *cells.entry((one, other)).or_insert(0_u64) += 1;
    }
    let (in_one, in_other) = (pairs(ones.values()), pairs(others.values()));
    let all = pairs(std::iter::once(&(things.len() as u64)));
    let expected = if all == 0.0 { 0.0 } else { in_one * in_other / all };
    let most = f64::midpoint(in_one, in_other);
    if most == expected {
        return None;
    }
    let value = (pairs(cells.values()) - expected) / (most - expected);
    Some(RandIndex { value, things: things.len(), groups: (ones.len(), others.len()) })
}

/// How many pairs there are within groups of these sizes.
fn pairs<'a>(sizes: impl Iterator<Item = &'a u64>) -> f64 {
    sizes.map(|size| size * size.saturating_sub(1) / 2).sum::<u64>() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(one: &str, other: &str, expected: Option<f64>) {
        let things: Vec<(char, char)> = one.chars().zip(other.chars()).collect();
        match (rand_index(&things), expected) {
            (Some(found), Some(value)) => {
                assert!((found.value - value).abs() < 0.000_5, "{} is not {value}", found.value);
            }
            (found, expected) => assert_eq!(found.is_some(), expected.is_some(), "{one} {other}"),
        }
    }

    /// K. Yeung and W. Ruzzo, “Details of the adjusted Rand index and clustering algorithms”, 2001: ten things, 0.313.
    #[test]
    fn the_example_of_yeung_and_ruzzo_comes_out_as_published() {
        check("aabbbbcccc", "xyxyyzzzzz", Some(0.313));
    }

    /// The examples in the manual of `adjustedRandIndex` of the R package mclust.
    #[test]
    fn the_examples_of_mclust_come_out_as_published() {
        check("123123123", "abcabcabc", Some(1.0));
        check("323323122", "AABABCCBB", Some(0.086_96));
        check("123123123123", "abcdabcdabcd", Some(-0.279_07));
    }

    /// The examples in the manual of `adjusted_rand_score` of scikit-learn.
    #[test]
    fn the_examples_of_scikit_learn_come_out_as_published() {
        check("0011", "0012", Some(0.571_43));
        check("0000", "0123", Some(0.0));
        check("0011", "0101", Some(-0.5));
    }

    #[test]
    fn where_chance_does_the_same_there_is_no_index() {
        check("0000", "1111", None);
        check("0123", "4567", None);
        check("0", "0", None);
        check("", "", None);
    }

    proptest! {
        #[test]
        fn it_does_not_matter_whose_grouping_comes_first_nor_what_groups_are_called(
            things in prop::collection::vec((0_u8..5, 0_u8..5), 1..40)
        ) {
            let index = rand_index(&things).map(|found| found.value);
            let turned: Vec<(u8, u8)> = things.iter().map(|(one, other)| (*other, *one)).collect();
            prop_assert_eq!(index, rand_index(&turned).map(|found| found.value));
            let renamed: Vec<(u8, u8)> = things.iter().map(|(one, other)| (9 - one, 50 + other)).collect();
            prop_assert_eq!(index, rand_index(&renamed).map(|found| found.value));
        }

        #[test]
        fn it_is_one_only_where_the_groups_are_the_same(things in prop::collection::vec((0_u8..4, 0_u8..4), 2..12)) {
            if let Some(found) = rand_index(&things) {
                let are_same = things.iter().all(|(one, other)| {
                    things.iter().all(|(left, right)| (one == left) == (other == right))
                });
                prop_assert!(found.value <= 1.0 + 1e-12);
                prop_assert_eq!((found.value - 1.0).abs() < 1e-12, are_same);
            }
        }
    }
}
