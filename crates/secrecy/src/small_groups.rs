//! Which figures of a tree of groups may be shown so that none stands for too few, and no difference of any does.
//!
//! Each node counts those below it. From shown figures anybody can subtract: a shown node less the shown nodes
//! directly under it leaves a *rest*. The rests of all shown nodes are parts without overlap, and every sum or
//! difference that shown figures give for a part of the tree is a union of rests. So it is enough that each rest
//! is empty or large enough. That is the rule, and [`Tree::release`] keeps it: from the bottom up a node is shown
//! when its rest is large enough; where it is too small, one shown node below is given up for it (complementary
//! suppression), since the larger figure says more. What is nowhere large enough is pooled upward.

/// How many must stand behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Threshold {
    /// How many must have been eligible (`k`).
    pub eligible: u64,
    /// How many must have given something (`m`).
    pub given: u64,
}

/// How many stand behind a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many were eligible.
    pub eligible: u64,
    /// How many gave something.
    pub given: u64,
}

impl Count {
    /// Whether nobody stands behind it.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self == Count::default()
    }

    /// Whether enough stand behind it.
    #[must_use]
    pub fn meets(self, threshold: Threshold) -> bool {
        threshold.eligible <= self.eligible && threshold.given <= self.given
    }

    fn and(self, other: Count) -> Count {
        Count {
            eligible: self.eligible.saturating_add(other.eligible),
            given: self.given.saturating_add(other.given),
        }
    }
}

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(usize);

#[derive(Clone, Debug)]
struct Node {
    own: Count,
    below: Vec<usize>,
}

/// Groups within groups.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Adds a group at the top.
    pub fn root(&mut self, own: Count) -> NodeId {
        self.push(None, own)
    }

    /// Adds a group below `parent`; `own` counts those that belong to no group further below.
    pub fn add(&mut self, parent: NodeId, own: Count) -> NodeId {
        self.push(Some(parent.0), own)
    }

    fn push(&mut self, parent: Option<usize>, own: Count) -> NodeId {
        let id = self.nodes.len();
        if let Some(above) = parent.and_then(|parent| self.nodes.get_mut(parent)) {
            above.below.push(id);
        }
        self.nodes.push(Node { own, below: Vec::new() });
        NodeId(id)
    }

    /// How many groups there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Whether there is no group.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty()
    }

    /// Decides which figures are shown.
    #[must_use]
    pub fn release(&self, threshold: Threshold) -> Release {
        let mut work = Work { tree: self, threshold, states: vec![State::default(); self.nodes.len()] };
        // A node is added after its parent, so backwards each is met after all below it.
        for id in (0..self.nodes.len()).rev() {
            work.settle(id);
        }
        Release { states: work.states }
    }
}

/// What was decided about a node.
#[derive(Clone, Copy, Debug, Default)]
struct State {
    total: Count,
    /// Those that no shown node below stands for.
    rest: Count,
    is_shown: bool,
}

/// What may be shown.
#[derive(Clone, Debug)]
pub struct Release {
    states: Vec<State>,
}

impl Release {
    /// The figure of a group, when it may be shown.
    #[must_use]
    pub fn shown(&self, id: NodeId) -> Option<Count> {
        self.states.get(id.0).filter(|state| state.is_shown).map(|state| state.total)
    }

    /// How many figures are shown.
    #[must_use]
    pub fn n_shown(&self) -> usize {
        self.states.iter().filter(|state| state.is_shown).count()
    }
}

struct Work<'t> {
    tree: &'t Tree,
    threshold: Threshold,
    states: Vec<State>,
}

impl Work<'_> {
    fn state(&self, id: usize) -> State {
        self.states.get(id).copied().unwrap_or_default()
    }

    fn node(&self, id: usize) -> Option<&Node> {
        self.tree.nodes.get(id)
    }

    fn set(&mut self, id: usize, state: State) {
        if let Some(place) = self.states.get_mut(id) {
            *place = state;
        }
    }

    fn settle(&mut self, id: usize) {
        let Some(node) = self.node(id) else { return };
        let (mut total, mut rest) = (node.own, node.own);
        for below in node.below.iter().map(|below| self.state(*below)) {
            total = total.and(below.total);
            rest = if below.is_shown { rest } else { rest.and(below.rest) };
        }
        let mut state = State { total, rest, is_shown: false };
        if total.meets(self.threshold) {
            if !rest.is_empty() && !rest.meets(self.threshold) {
                state.rest = rest.and(self.give_up_one(id));
            }
            state.is_shown = state.rest.is_empty() || state.rest.meets(self.threshold);
        }
        self.set(id, state);
    }

    /// Gives up the smallest shown node below whose rest is large enough, with those above it up to `id` that were
    /// made of it alone; what it gives up.
    fn give_up_one(&mut self, id: usize) -> Count {
        let mut at = id;
        loop {
            let front = self.front(at);
            let with_rest = front.iter().filter(|below| !self.state(**below).rest.is_empty());
            let smallest = |below: &&usize| self.state(**below).total.eligible;
            let chosen = with_rest.min_by_key(smallest).or_else(|| front.iter().min_by_key(smallest));
            let Some(&chosen) = chosen else { return Count::default() };
            let state = self.state(chosen);
            self.set(chosen, State { is_shown: false, ..state });
            if !state.rest.is_empty() {
                return state.rest;
            }
            at = chosen;
        }
    }

    /// The shown nodes directly under `id`, with hidden ones between left out.
    fn front(&self, id: usize) -> Vec<usize> {
        let mut waiting: Vec<usize> = self.node(id).map(|node| node.below.clone()).unwrap_or_default();
        let mut found = Vec::new();
        while let Some(next) = waiting.pop() {
            if self.state(next).is_shown {
                found.push(next);
            } else if let Some(node) = self.node(next) {
                waiting.extend(&node.below);
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIVE_OF_TEN: Threshold = Threshold { eligible: 10, given: 5 };

    fn count(eligible: u64, given: u64) -> Count {
        Count { eligible, given }
    }

    #[test]
    fn a_group_that_is_too_small_is_not_shown() {
        let mut tree = Tree::default();
        let small = tree.root(count(9, 9));
        let silent = tree.root(count(40, 4));
        let enough = tree.root(count(10, 5));
        let release = tree.release(FIVE_OF_TEN);
        assert_eq!((release.shown(small), release.shown(silent)), (None, None));
        assert_eq!(release.shown(enough), Some(count(10, 5)));
    }

    #[test]
    fn a_small_group_cannot_be_found_by_subtraction() {
        let mut tree = Tree::default();
        let all = tree.root(count(0, 0));
        let north = tree.add(all, count(30, 20));
        let south = tree.add(all, count(20, 10));
        let small = tree.add(all, count(3, 1));
        let release = tree.release(FIVE_OF_TEN);
        assert_eq!(release.shown(all), Some(count(53, 31)), "the whole says most and stays");
        assert_eq!(release.shown(north), Some(count(30, 20)));
        assert_eq!(release.shown(south), None, "given up, or the small one were the difference");
        assert_eq!(release.shown(small), None);
    }

    #[test]
    fn small_groups_are_pooled_upward() {
        let mut tree = Tree::default();
        let all = tree.root(count(0, 0));
        let parts: Vec<NodeId> = (0..4).map(|_| tree.add(all, count(4, 2))).collect();
        let release = tree.release(FIVE_OF_TEN);
        assert!(parts.iter().all(|part| release.shown(*part).is_none()));
        assert_eq!(release.shown(all), Some(count(16, 8)));
    }

    #[test]
    fn what_is_given_up_may_lie_deeper() {
        let mut tree = Tree::default();
        let all = tree.root(count(2, 1));
        let district = tree.add(all, count(0, 0));
        let (one, other) = (tree.add(district, count(12, 6)), tree.add(district, count(15, 9)));
        let release = tree.release(FIVE_OF_TEN);
        assert_eq!(release.shown(all), Some(count(29, 16)));
        let below = [district, one, other].map(|id| release.shown(id).is_some());
        assert_eq!(below, [false, false, true], "the district goes with the smaller of its parts");
    }

    #[test]
    fn a_tree_that_is_large_enough_is_always_shown_as_a_whole() {
        let mut tree = Tree::default();
        let all = tree.root(count(1, 0));
        let mut at = all;
        for _ in 0..100 {
            at = tree.add(at, count(1, 1));
        }
        assert_eq!(tree.release(FIVE_OF_TEN).shown(all), Some(count(101, 100)));
        assert_eq!(Tree::default().release(FIVE_OF_TEN).n_shown(), 0);
    }
}
