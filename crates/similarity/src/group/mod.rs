//! Groups of like opinions: every input stands in exactly one, and nothing is merged for good but by people.
//!
//! The same texts give the same groups in whatever order they come. Copies that differ in case, spaces, punctuation, the place
//! of tone marks or how letters are composed are one text from the start. Like texts are found by the threes of nearby words
//! that they share, judged by the weight of what answering sentences have in common, and kept apart when they are
//! counter-statements.

mod bag;
mod closely;
mod cluster;
mod common;
mod compare;
mod contrast;
mod counter;
mod explain;
mod finder;
mod fours;
mod index;
mod judge;
mod row;
mod seeker;
mod sketch;
mod spaced;
mod standing;
mod telling;

pub use contrast::ContrastKind;
pub use explain::{Contrast, Explanation, explain};

use cluster::Sets;
use finder::{Finder, Verdict};
use judge::Likeness;
use seeker::{AHEAD, Seeker};

/// What people have decided about pairs of inputs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// These belong together.
    pub confirmed: Vec<(usize, usize)>,
    /// These do not, and are not offered again.
    pub refused: Vec<(usize, usize)>,
}

/// How far apart texts may be that are looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// Texts of which up to a third was reworded.
    #[default]
    Reworded,
    /// Near copies, with a word in six edited at most: found in a third of the time, and what was reworded more is left alone.
    NearCopies,
}

/// Reads texts, then groups them.
#[derive(Default)]
pub struct Grouper {
    finder: Finder,
    /// By input: its text.
    inputs: Vec<u32>,
}

impl Grouper {
    /// Without any text.
    pub fn new() -> Grouper {
        Grouper::default()
    }

    /// Takes an input in; they are numbered from 0 in the order in which they come.
    pub fn push(&mut self, text: &str) {
        let text = self.finder.read(text);
        self.inputs.push(text);
    }

    /// Groups what was read.
    pub fn finish(self, decisions: &Decisions) -> Groups {
        self.finish_within(Reach::Reworded, decisions)
    }

    /// Groups what was read, as far as texts of one group may be apart.
    pub fn finish_within(mut self, reach: Reach, decisions: &Decisions) -> Groups {
        let went = self.finder.order();
        self.inputs.iter_mut().for_each(|text| *text = went[*text as usize]);
        let seeker = self.finder.index(reach);
        let mut sets = Sets::new(self.finder.texts.len());
        let text_of = |input: &usize| self.inputs.get(*input).copied();
        for (one, two) in &decisions.refused {
            if let (Some(one), Some(two)) = (text_of(one), text_of(two)) {
                sets.bar(one, two, true);
            }
        }
        for (one, two) in &decisions.confirmed {
            if let (Some(one), Some(two)) = (text_of(one), text_of(two)) {
                sets.join(one, two);
            }
        }
        let mut groups = Groups {
            first_input: Vec::new(),
            inputs: self.inputs,
            sets,
            links: Vec::new(),
            counters: Vec::new(),
            finder: self.finder,
        };
        groups.join_all(seeker, reach);
        groups.finder.rest();
        groups.number_texts();
        groups
    }
}

/// So many times less in common is far less.
const FAR: f32 = 1.6;

/// Two texts that share enough.
struct Pair {
    share: f32,
    text: u32,
    other: u32,
    verdict: Verdict,
    likeness: Likeness,
}

/// Two texts for whose likeness groups were joined.
struct Link {
    one: u32,
    two: u32,
    share: f32,
}

/// What two texts have in common of which not much was reworded.
const HALF: f32 = 0.5;

/// How much is compared.
struct Bounds {
    /// The least share of words in common, wherever they stand.
    at_large: f32,
    /// How many texts are compared with a text, at most, and how many of one set.
    compared: usize,
    of_a_set: usize,
    /// From this share on, two texts that are alike are so beyond doubt; so many of a set are enough.
    sure: f32,
    enough: usize,
}

impl Bounds {
    fn of(reach: Reach) -> Bounds {
        match reach {
            Reach::Reworded => Bounds { at_large: 0.25, compared: 8, of_a_set: 6, sure: 0.7, enough: 2 },
            Reach::NearCopies => Bounds { at_large: 0.4, compared: 4, of_a_set: 4, sure: 0.0, enough: 1 },
        }
    }
}

impl Groups {
    /// Compares each text with those before it that share most marks, and joins what is alike, the likest first.
    fn join_all(&mut self, seeker: Seeker, reach: Reach) {
        let mut pairs = self.compared(seeker, &Bounds::of(reach));
        let place = |pair: &Pair| (pair.text, pair.other);
        pairs.sort_unstable_by(|one, two| two.share.total_cmp(&one.share).then(place(one).cmp(&place(two))));
        let (sure, likely): (Vec<&Pair>, Vec<&Pair>) =
            pairs.iter().partition(|pair| pair.likeness == Likeness::Sure);
        for pair in sure {
            self.heed(pair);
        }
        for pair in likely {
            if self.sets.is_alone(pair.text) || self.sets.is_alone(pair.other) {
                self.heed(pair);
            }
        }
    }

    /// The pairs that share enough, with what came of reading them closely. Candidates are looked for beside it.
    fn compared(&mut self, seeker: Seeker, bounds: &Bounds) -> Vec<Pair> {
        let mut pairs = Vec::new();
        // Which texts hang together, so that of many that do only some are compared.
        let mut together = Sets::new(self.finder.texts.len());
        let (mut near, mut text) = (Vec::new(), 0);
        std::thread::scope(|scope| {
            let (sender, receiver) = std::sync::mpsc::sync_channel(AHEAD);
            scope.spawn(move || seeker.seek(&sender));
            for found in receiver {
                for candidates in found.of_each() {
                    if !candidates.is_empty() {
                        self.finder.take_at_large(text);
                        self.finder.at_large(candidates, bounds.at_large, &mut near);
                    }
                    if !candidates.is_empty() && !near.is_empty() {
                        self.finder.take(text);
                        self.compare((text, &near), bounds, &mut together, &mut pairs);
                    }
                    text += 1;
                }
            }
        });
        pairs
    }

    /// Compares a text with those that share most with it at large, the foremost first.
    fn compare(
        &mut self,
        (text, near): (u32, &[(f32, u32)]),
        bounds: &Bounds,
        together: &mut Sets,
        pairs: &mut Vec<Pair>,
    ) {
        let mut tried: Vec<(u32, bool)> = Vec::with_capacity(bounds.compared);
        let found = pairs.len();
        for (at_large, other) in near {
            // Who found its like needs not look at what shares far less.
            let is_far = at_large * FAR < near[0].0;
            if tried.len() == bounds.compared || (found < pairs.len() && is_far) {
                break;
            }
            let set = together.find(*other);
            let of_set = || tried.iter().filter(|(known, _)| *known == set);
            if bounds.of_a_set <= of_set().count()
                || bounds.enough <= of_set().filter(|(_, is_sure)| *is_sure).count()
            {
                continue;
            }
            let Some((share, likeness)) = self.finder.overlap(text, *other) else {
                tried.push((set, false));
                continue;
            };
            let verdict = self.finder.read_closely(text, *other);
            tried.push((set, bounds.sure <= share && verdict == Verdict::Like));
            pairs.push(Pair { share, text, other: *other, verdict, likeness });
        }
        for pair in pairs[found..]
            .iter()
            .filter(|pair: &&Pair| pair.verdict == Verdict::Like && pair.likeness == Likeness::Sure)
        {
            together.join(text, pair.other);
        }
    }

    /// Joins two texts, or holds them apart.
    fn heed(&mut self, pair: &Pair) {
        let Pair { text, other, verdict, .. } = *pair;
        if self.sets.find(other) == self.sets.find(text) {
            return;
        }
        match verdict {
            Verdict::Like => {
                if self.sets.join_like(other, text) {
                    self.links.push(Link { one: other, two: text, share: pair.share });
                }
            }
            Verdict::Counter(kind) => {
                self.sets.bar(other, text, false);
                self.counters.push((other, text, kind));
            }
            Verdict::Moved => {}
        }
    }

    /// Finds the first input of each text.
    fn number_texts(&mut self) {
        self.first_input = vec![u32::MAX; self.finder.texts.len()];
        for (input, text) in self.inputs.iter().enumerate().rev() {
            self.first_input[*text as usize] = input as u32;
        }
    }

    /// The pairs of inputs for whose likeness groups were joined. Inputs of the same words are one here.
    pub fn links(&self) -> impl Iterator<Item = (usize, usize)> {
        self.links.iter().map(|link| in_order(self.input_of(link.one), self.input_of(link.two)))
    }

    /// Of these, the pairs of which much was reworded: they have less than half in common, which people look at first.
    pub fn much_reworded(&self) -> impl Iterator<Item = (usize, usize)> {
        let much = self.links.iter().filter(|link| link.share < HALF);
        much.map(|link| in_order(self.input_of(link.one), self.input_of(link.two)))
    }

    /// The pairs of inputs that are alike in words and were kept apart, and why.
    pub fn counters(&self) -> impl Iterator<Item = (usize, usize, ContrastKind)> {
        let input = |text: u32| self.first_input[text as usize] as usize;
        self.counters.iter().map(move |(one, two, kind)| {
            let (one, two) = in_order(input(*one), input(*two));
            (one, two, *kind)
        })
    }
}

fn in_order(one: usize, two: usize) -> (usize, usize) {
    (one.min(two), one.max(two))
}

/// Inputs in groups.
pub struct Groups {
    finder: Finder,
    /// By input: its text.
    inputs: Vec<u32>,
    /// By text: its first input.
    first_input: Vec<u32>,
    sets: Sets,
    links: Vec<Link>,
    counters: Vec<(u32, u32, ContrastKind)>,
}

/// Where a new input belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// The number of the new input.
    pub input: usize,
    /// Groups that are like it, the likest first, each by one of its inputs, with the share that is common.
    pub like: Vec<(usize, f32)>,
    /// Groups that say the opposite, or the same about something else, each by one of its inputs.
    pub counter: Vec<(usize, ContrastKind)>,
}

impl Groups {
    /// By input: the number of its group. Groups are numbered from 0 in the order of their first input.
    pub fn numbers(&mut self) -> Vec<usize> {
        let mut number_of = vec![usize::MAX; self.finder.texts.len()];
        let mut next = 0;
        let mut numbers = Vec::with_capacity(self.inputs.len());
        for text in &self.inputs {
            let set = self.sets.find(*text) as usize;
            if number_of[set] == usize::MAX {
                number_of[set] = next;
                next += 1;
            }
            numbers.push(number_of[set]);
        }
        numbers
    }

    /// How many inputs there are.
    pub fn len(&self) -> usize {
        self.inputs.len()
    }

    /// Whether there is no input.
    pub fn is_empty(&self) -> bool {
        self.inputs.is_empty()
    }

    /// Takes one more input in and tells where it could belong. It stands alone until somebody confirms a place, unless
    /// a text of the same words is here already.
    pub fn add(&mut self, text: &str) -> Place {
        self.finder.stand();
        let n_before = self.finder.texts.len();
        let text = self.finder.read(text);
        let input = self.inputs.len();
        self.inputs.push(text);
        let is_new = n_before < self.finder.texts.len();
        if is_new {
            self.sets.add();
            self.first_input.push(input as u32);
            self.finder.index_late(text);
        }
        let mut place = Place { input, like: Vec::new(), counter: Vec::new() };
        let mut candidates = Vec::new();
        self.finder.candidates(text, &mut candidates);
        self.finder.take(text);
        let mut like = Vec::new();
        for (_, other) in candidates {
            let Some((share, _)) = self.finder.overlap(text, other) else { continue };
            match self.finder.read_closely(text, other) {
                Verdict::Like if !self.sets.are_barred(text, other) => like.push((share, other)),
                Verdict::Like | Verdict::Moved => {}
                Verdict::Counter(kind) => place.counter.push((self.input_of(other), kind)),
            }
        }
        like.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
        let mut seen = Vec::new();
        for (share, other) in like {
            let set = self.sets.find(other);
            if !seen.contains(&set) {
                seen.push(set);
                place.like.push((self.input_of(other), share));
            }
        }
        place
    }

    /// The first input of a text.
    fn input_of(&self, text: u32) -> usize {
        self.first_input[text as usize] as usize
    }

    /// Joins the groups of two inputs, as somebody decided; `false` when they are held apart.
    pub fn confirm(&mut self, one: usize, two: usize) -> bool {
        match (self.inputs.get(one), self.inputs.get(two)) {
            (Some(one), Some(two)) => self.sets.join(*one, *two),
            _ => false,
        }
    }

    /// Holds the groups of two inputs apart from now on, as somebody decided.
    pub fn refuse(&mut self, one: usize, two: usize) {
        if let (Some(one), Some(two)) = (self.inputs.get(one), self.inputs.get(two)) {
            self.sets.bar(*one, *two, true);
        }
    }
}
