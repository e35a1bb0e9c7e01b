//! The ends of a passage: where much was edited, what is left of a sentence at its end is too short to be a seed.

use super::align::{Chain, Run};
use super::marks::Row;

/// How many edited words may stand between a passage and what is left of it.
const GAP: usize = 4;
/// How many words what is left has, at least.
const LEFT: usize = 2;

/// Appends equal words that stand near the ends of a chain, as long as there are some.
pub(super) fn reach(chain: &mut Chain, first: &Row, second: &Row) {
    let (one, two) = (&first.words, &second.words);
    while let Some((last_one, last_two)) = chain.runs.last() {
        let (from, other) = (last_one.end, last_two.end);
        let equal = |a: usize, b: usize| {
            let after =
                one.get(from + a..).unwrap_or_default().iter().zip(two.get(other + b..).unwrap_or_default());
            after.take_while(|(one, two)| one == two).count()
        };
        let Some((a, b, n)) = nearest(equal) else { break };
        push(chain, (from + a..from + a + n, other + b..other + b + n), false);
    }
    while let Some((first_one, first_two)) = chain.runs.first() {
        let (to, other) = (first_one.start, first_two.start);
        let equal = |a: usize, b: usize| {
            let (Some(one), Some(two)) = (to.checked_sub(a), other.checked_sub(b)) else { return 0 };
            let before = first.words[..one].iter().rev().zip(second.words[..two].iter().rev());
            before.take_while(|(one, two)| one == two).count()
        };
        let Some((a, b, n)) = nearest(equal) else { break };
        push(chain, (to - a - n..to - a, other - b - n..other - b), true);
    }
}

/// The gaps in the one document and in the other after which enough words are equal, the smallest first, with how many.
fn nearest(equal: impl Fn(usize, usize) -> usize) -> Option<(usize, usize, usize)> {
    let gaps = (1..=2 * GAP).flat_map(|both| (0..=both).map(move |one| (one, both - one)));
    let near = gaps.filter(|(one, two)| *one <= GAP && *two <= GAP);
    near.map(|(one, two)| (one, two, equal(one, two))).find(|(_, _, n)| LEFT <= *n)
}

fn push(chain: &mut Chain, run: Run, in_front: bool) {
    chain.equal += run.0.len();
    if in_front {
        chain.runs.insert(0, run);
    } else {
        chain.runs.push(run);
    }
}
