//! Groups from pairs: the most alike are joined first, and what contradicts is never joined, not by way of others either.

/// Sets of texts, each with the texts that must not come in.
pub(super) struct Sets {
    parent: Vec<u32>,
    size: Vec<u32>,
    /// By the set's own text: texts that contradict one of its texts.
    barred: Vec<Vec<u32>>,
}

impl Sets {
    pub(super) fn new(n: usize) -> Sets {
        Sets { parent: (0..n as u32).collect(), size: vec![1; n], barred: vec![Vec::new(); n] }
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

    /// Keeps the sets of two texts apart from now on.
    pub(super) fn bar(&mut self, one: u32, two: u32) {
        let (one_set, two_set) = (self.find(one), self.find(two));
        if one_set != two_set {
            self.barred[one_set as usize].push(two);
            self.barred[two_set as usize].push(one);
        }
    }

    /// Whether two sets hold texts that contradict.
    pub(super) fn are_barred(&mut self, one: u32, two: u32) -> bool {
        let (mut one, mut two) = (self.find(one), self.find(two));
        if self.barred[two as usize].len() < self.barred[one as usize].len() {
            (one, two) = (two, one);
        }
        (0..self.barred[one as usize].len()).any(|at| {
            let text = self.barred[one as usize][at];
            self.find(text) == two
        })
    }

    /// Joins the sets of two texts unless they contradict.
    pub(super) fn join(&mut self, one: u32, two: u32) -> bool {
        let (mut one, mut two) = (self.find(one), self.find(two));
        if one == two {
            return true;
        }
        if self.are_barred(one, two) {
            return false;
        }
        if self.size[one as usize] < self.size[two as usize] {
            (one, two) = (two, one);
        }
        self.parent[two as usize] = one;
        self.size[one as usize] += self.size[two as usize];
        let moved = std::mem::take(&mut self.barred[two as usize]);
        self.barred[one as usize].extend(moved);
        true
    }

    /// Makes room for one more text, alone in its set.
    pub(super) fn add(&mut self) -> u32 {
        let next = self.parent.len() as u32;
        self.parent.push(next);
        self.size.push(1);
        self.barred.push(Vec::new());
        next
    }
}
