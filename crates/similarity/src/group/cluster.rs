//! Groups from pairs: the most alike are joined first, and sets of texts that contradict are kept apart.
//!
//! One edited text among many can contradict where the others do not. So a contradiction holds two sets apart until more
//! pairs of them were found alike than contradict. What people decided holds for good.

use crate::text::Map;

/// Sets of texts, each with the texts that must not come in.
pub(super) struct Sets {
    parent: Vec<u32>,
    size: Vec<u32>,
    /// By the set's own text: texts that contradict one of its texts, and whether that is for good.
    barred: Map<u32, Vec<(u32, bool)>>,
    /// By two sets that are held apart: how many pairs of them were found alike.
    votes: Map<u64, u32>,
}

/// What holds two sets apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bar {
    Nothing,
    Pairs(u32),
    ForGood,
}

impl Sets {
    pub(super) fn new(n: usize) -> Sets {
        Sets {
            parent: (0..n as u32).collect(),
            size: vec![1; n],
            barred: Map::default(),
            votes: Map::default(),
        }
    }

    /// The text that stands for a text's set.
    pub(super) fn find(&mut self, text: u32) -> u32 {
        let mut at = text as usize;
        while self.parent[at] as usize != at {
            let above = self.parent[self.parent[at] as usize];
            self.parent[at] = above;
            at = above as usize;
        }
        at as u32
    }

    /// Whether a text is the only one of its set.
    pub(super) fn is_alone(&mut self, text: u32) -> bool {
        let set = self.find(text);
        self.size[set as usize] == 1
    }

    /// Keeps the sets of two texts apart; `for_good` when people decided so.
    pub(super) fn bar(&mut self, one: u32, two: u32, for_good: bool) {
        let (one_set, two_set) = (self.find(one), self.find(two));
        if one_set != two_set {
            self.barred.entry(one_set).or_default().push((two, for_good));
            self.barred.entry(two_set).or_default().push((one, for_good));
        }
    }

    fn between(&mut self, one: u32, two: u32) -> Bar {
        let (mut one, mut two) = (self.find(one), self.find(two));
        let n_barred = |set: u32| self.barred.get(&set).map_or(0, Vec::len);
        if n_barred(two) < n_barred(one) {
            (one, two) = (two, one);
        }
        let mut n = 0;
        for at in 0..n_barred(one) {
            let (text, for_good) = self.barred[&one][at];
            if self.find(text) == two {
                if for_good {
                    return Bar::ForGood;
                }
                n += 1;
            }
        }
        if n == 0 { Bar::Nothing } else { Bar::Pairs(n) }
    }

    /// Whether two sets hold texts that contradict.
    pub(super) fn are_barred(&mut self, one: u32, two: u32) -> bool {
        self.between(one, two) != Bar::Nothing
    }

    /// Joins the sets of two texts that were found alike, unless more of their pairs contradict.
    pub(super) fn join_like(&mut self, one: u32, two: u32) -> bool {
        let (one, two) = (self.find(one), self.find(two));
        match self.between(one, two) {
            Bar::ForGood => return false,
            Bar::Pairs(n) => {
                let votes =
                    self.votes.entry(u64::from(one.min(two)) << 32 | u64::from(one.max(two))).or_default();
                *votes += 1;
                if *votes <= n {
                    return false;
                }
            }
            Bar::Nothing => {}
        }
        self.unite(one, two);
        true
    }

    /// Joins the sets of two texts unless they are held apart.
    pub(super) fn join(&mut self, one: u32, two: u32) -> bool {
        if self.between(one, two) != Bar::Nothing {
            return self.find(one) == self.find(two);
        }
        self.unite(one, two);
        true
    }

    fn unite(&mut self, one: u32, two: u32) {
        let (mut one, mut two) = (self.find(one), self.find(two));
        if one == two {
            return;
        }
        if self.size[one as usize] < self.size[two as usize] {
            (one, two) = (two, one);
        }
        self.parent[two as usize] = one;
        self.size[one as usize] += self.size[two as usize];
        if let Some(moved) = self.barred.remove(&two) {
            self.barred.entry(one).or_default().extend(moved);
        }
    }

    /// Makes room for one more text, alone in its set.
    pub(super) fn add(&mut self) -> u32 {
        let next = self.parent.len() as u32;
        self.parent.push(next);
        self.size.push(1);
        next
    }
}
