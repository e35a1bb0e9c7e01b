//! No figure that is shown, and no difference of shown figures, stands for too few: checked on ten thousand trees by
//! linear algebra that knows nothing of how the release decides.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use secrecy::small_groups::{Count, NodeId, Release, Threshold, Tree};

/// A prime: sums are solved in its field, where nothing is rounded.
const PRIME: u128 = (1 << 61) - 1;
/// Above this many places not every part of a tree is tried, only its nodes and their siblings together.
const TRY_EVERY_PART: usize = 11;

struct Grown {
    tree: Tree,
    ids: Vec<NodeId>,
    parents: Vec<Option<usize>>,
    own: Vec<Count>,
}

fn grow(dice: &mut StdRng) -> Grown {
    let mut grown = Grown { tree: Tree::default(), ids: vec![], parents: vec![], own: vec![] };
    let size = if dice.random_bool(0.7) { dice.random_range(1..=11) } else { dice.random_range(1..=60) };
    for at in 0..size {
        let eligible = match dice.random_range(0..4) {
            0 => 0,
            1 => dice.random_range(0..5),
            2 => dice.random_range(0..15),
            _ => dice.random_range(0..80),
        };
        let own = Count { eligible, given: dice.random_range(0..=eligible) };
        // Sometimes a second tree begins; deep and flat ones alike.
        let parent = (0 < at && !dice.random_bool(0.03))
            .then(|| if dice.random_bool(0.3) { at - 1 } else { dice.random_range(0..at) });
        let id = match parent {
            None => grown.tree.root(own),
            Some(parent) => grown.tree.add(grown.ids[parent], own),
        };
        grown.ids.push(id);
        grown.parents.push(parent);
        grown.own.push(own);
    }
    grown
}

impl Grown {
    /// Whether place `at` belongs to node `node`: it is the node, or lies below it.
    fn holds(&self, node: usize, at: usize) -> bool {
        let mut above = Some(at);
        while let Some(here) = above {
            if here == node {
                return true;
            }
            above = self.parents[here];
        }
        false
    }

    /// The places that hold anybody; an empty one tells nothing of anybody.
    fn places(&self) -> Vec<usize> {
        (0..self.own.len()).filter(|at| !self.own[*at].is_empty()).collect()
    }

    fn sum(&self, part: &[usize]) -> Count {
        part.iter().fold(Count::default(), |sum, at| Count {
            eligible: sum.eligible + self.own[*at].eligible,
            given: sum.given + self.own[*at].given,
        })
    }
}

/// All that can be worked out from the shown figures: a basis, one leading place for each row.
struct Known {
    rows: Vec<(usize, Vec<u128>)>,
}

impl Known {
    fn of(grown: &Grown, release: &Release, places: &[usize]) -> Self {
        let mut known = Known { rows: vec![] };
        for node in 0..grown.own.len() {
            if release.shown(grown.ids[node]).is_some() {
                let row = places.iter().map(|at| u128::from(grown.holds(node, *at))).collect();
                let rest = known.reduce(row);
                if let Some(lead) = rest.iter().position(|value| *value != 0) {
                    let inverse = power(rest[lead], PRIME - 2);
                    let row = rest.iter().map(|value| value * inverse % PRIME).collect();
                    known.rows.push((lead, row));
                }
            }
        }
        known
    }

    fn reduce(&self, mut row: Vec<u128>) -> Vec<u128> {
        for (lead, known) in &self.rows {
            let factor = row[*lead];
            if factor != 0 {
                for (value, known) in row.iter_mut().zip(known) {
                    *value = (*value + (PRIME - factor) * known) % PRIME;
                }
            }
        }
        row
    }

    /// Whether the figure of a part follows from those shown.
    fn gives(&self, part: &[bool]) -> bool {
        self.reduce(part.iter().map(|held| u128::from(*held)).collect()).iter().all(|value| *value == 0)
    }
}

fn power(mut base: u128, mut exponent: u128) -> u128 {
    let mut result = 1;
    while 0 < exponent {
        if exponent & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        exponent >>= 1;
    }
    result
}

/// The parts of the tree that a reader would ask for.
fn parts(grown: &Grown, places: &[usize]) -> Vec<Vec<bool>> {
    if places.len() <= TRY_EVERY_PART {
        let every = 1..1_u32 << places.len();
        return every.map(|bits| (0..places.len()).map(|n| bits >> n & 1 == 1).collect()).collect();
    }
    let below = |node: usize| -> Vec<bool> { places.iter().map(|at| grown.holds(node, *at)).collect() };
    let nodes = (0..grown.own.len()).map(below);
    let own = places.iter().map(|one| places.iter().map(|at| at == one).collect());
    let pairs = (1..grown.own.len()).filter_map(|node| {
        let sibling = (0..node).rev().find(|other| grown.parents[*other] == grown.parents[node])?;
        Some(below(node).iter().zip(below(sibling)).map(|(one, other)| *one || other).collect())
    });
    nodes.chain(own).chain(pairs).collect()
}

#[test]
fn nothing_below_the_threshold_can_be_worked_out_from_ten_thousand_trees() {
    let mut dice = StdRng::seed_from_u64(20_261_124);
    let (mut shown, mut hidden, mut tried) = (0, 0, 0_u64);
    for n in 0..10_000 {
        let grown = grow(&mut dice);
        let threshold = Threshold { eligible: dice.random_range(1..=12), given: dice.random_range(0..=6) };
        let release = grown.tree.release(threshold);
        let places = grown.places();
        let known = Known::of(&grown, &release, &places);
        for part in parts(&grown, &places) {
            let held: Vec<usize> =
                places.iter().zip(&part).filter(|(_, held)| **held).map(|(at, _)| *at).collect();
            let sum = grown.sum(&held);
            if !sum.is_empty() && !sum.meets(threshold) {
                tried += 1;
                assert!(!known.gives(&part), "tree {n}: {held:?} is {sum:?} and follows from what is shown");
            }
        }
        for node in 0..grown.own.len() {
            let below: Vec<usize> = places.iter().copied().filter(|at| grown.holds(node, *at)).collect();
            let sum = grown.sum(&below);
            match release.shown(grown.ids[node]) {
                Some(figure) => {
                    shown += 1;
                    assert!(figure == sum && sum.meets(threshold), "tree {n}, node {node}");
                }
                None => hidden += usize::from(sum.meets(threshold)),
            }
            if grown.parents[node].is_none() {
                let is_shown = release.shown(grown.ids[node]).is_some();
                assert_eq!(is_shown, sum.meets(threshold), "tree {n}: the whole is shown when it may be");
            }
        }
    }
    assert!(20_000 < shown && 100_000 < tried, "{shown} shown, {tried} tried");
    assert!(hidden * 2 < shown, "{hidden} given up beside {shown} that are shown");
}
