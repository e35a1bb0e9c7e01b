//! Which earlier texts have the marks of a text: built at once, then asked for one text after another.
//!
//! Memory far away is slow. So marks are kept in parts by their first bits, each small enough to be put in order nearby,
//! and in each part they stand in the order of their texts: whoever asks in that order reads every part from its
//! beginning to its end.

use crate::common::Common;

/// How many bits of a mark tell its part. In the part they are free, and tell how many texts lie between it and the last.
fn part_bits(n_marks: usize) -> u32 {
    /// What can be put in order nearby.
    const NEARBY: usize = 200_000;
    (n_marks / NEARBY).max(1).ilog2().clamp(4, 8)
}

/// Numbers that rise, each with something beside it in the lower bits: what lies between two stands in the upper ones.
#[derive(Default)]
struct Rising {
    entries: Vec<u32>,
    last: u32,
}

impl Rising {
    fn with_capacity(n: usize) -> Rising {
        Rising { entries: Vec::with_capacity(n), last: 0 }
    }

    /// Appends; the highest step stands for texts that are passed over, with nothing beside it.
    fn push(&mut self, number: u32, beside: u32, bits: u32) {
        let pass = (1 << bits) - 1;
        while pass <= number - self.last {
            self.entries.push(pass << (32 - bits));
            self.last += pass;
        }
        self.entries.push((number - self.last) << (32 - bits) | beside);
        self.last = number;
    }

    fn each(&self, bits: u32, mut each: impl FnMut(u32, u32)) {
        let pass = (1 << bits) - 1;
        let mut number = 0;
        for entry in &self.entries {
            let step = entry >> (32 - bits);
            number += step;
            if step != pass {
                each(number, entry & (u32::MAX >> bits));
            }
        }
    }
}

/// Takes in the marks of one text after another.
pub(super) struct Builder {
    bits: u32,
    parts: Vec<Rising>,
}

impl Builder {
    /// Makes room for the marks of so many texts, so many each.
    pub(super) fn new(n_texts: usize, of_each: usize) -> Builder {
        let n_marks = n_texts * of_each;
        let bits = part_bits(n_marks);
        // Room that is not written to costs nothing.
        let room = (n_marks + n_marks / 2) >> bits;
        Builder { bits, parts: (0..1 << bits).map(|_| Rising::with_capacity(room)).collect() }
    }

    pub(super) fn push(&mut self, text: u32, marks: &[u32]) {
        for mark in marks {
            self.parts[(mark >> (32 - self.bits)) as usize].push(
                text,
                mark & (u32::MAX >> self.bits),
                self.bits,
            );
        }
    }

    /// Puts all in order. `weigh` tells by how many texts have a mark: how many before a text are asked for, at most, and
    /// what the mark is worth.
    pub(super) fn index(self, weigh: impl Fn(usize) -> (usize, u8)) -> Index {
        let mut index = Index { bits: self.bits, ..Index::default() };
        self.parts.into_iter().for_each(|part| index.add(&part, &weigh));
        index
    }
}

/// What is known of a text among those that have one of its marks.
#[derive(Debug, Clone, Copy, Default)]
struct Rank(u8);

impl Rank {
    const MOST_BEFORE: usize = 63;

    /// How many texts before it are asked for, and what the mark is worth, from 1 to 4.
    fn new(n_before: usize, worth: u8) -> Rank {
        Rank((worth - 1) << 6 | n_before.min(Rank::MOST_BEFORE) as u8)
    }

    fn n_before(self) -> usize {
        usize::from(self.0) & Rank::MOST_BEFORE
    }

    fn worth(self) -> u16 {
        u16::from(self.0 >> 6) + 1
    }
}

/// The marks that begin with the same bits.
#[derive(Default)]
struct Part {
    /// The texts of one mark after those of another.
    texts: Vec<u32>,
    /// By text, with where it stands among the texts of one of its marks; when one text alone is asked for, with that text.
    places: Vec<u32>,
    /// For each of these.
    ranks: Vec<Rank>,
    /// How far they were asked for, and of which text the next one is.
    next: usize,
    next_text: u32,
}

impl Part {
    /// Keeps of the places what is asked for: nothing of the first text of a mark, one text itself, else where they stand.
    fn tell(&mut self, places: &Rising, by_place: &[Rank], bits: u32) {
        let mut told = Rising::with_capacity(places.entries.len());
        places.each(bits, |text, place| {
            let rank = by_place.get(place as usize).copied().unwrap_or_default();
            let beside = match rank.n_before() {
                0 => return,
                1 => self.texts[place as usize - 1],
                _ => place,
            };
            told.push(text, beside, bits);
            // Steps that only pass over texts have a rank that nobody looks at.
            self.ranks.resize(told.entries.len() - 1, Rank::default());
            self.ranks.push(rank);
        });
        self.places = told.entries;
        self.places.shrink_to_fit();
        self.ranks.shrink_to_fit();
    }

    /// Goes to the next place, past those that only pass over texts.
    #[inline]
    fn step(&mut self, bits: u32) {
        let pass = (1 << bits) - 1;
        while let Some(entry) = self.places.get(self.next) {
            let step = entry >> (32 - bits);
            self.next_text += step;
            if step != pass {
                return;
            }
            self.next += 1;
        }
        self.next_text = u32::MAX;
    }
}

/// Where the texts before one stand that have its mark.
struct Asked {
    part: u8,
    rank: Rank,
    place: u32,
}

/// The texts of each mark, for the texts themselves.
#[derive(Default)]
pub(super) struct Index {
    bits: u32,
    parts: Vec<Part>,
    asked: Vec<Asked>,
}

impl Index {
    fn add(&mut self, part: &Rising, weigh: &impl Fn(usize) -> (usize, u8)) {
        let bits = self.bits;
        let common = Common::of(part.entries.iter().map(|entry| entry << bits));
        let shift = u32::BITS - (part.entries.len().max(1).ilog2() + 1).clamp(8, u32::BITS - bits);
        let bucket = |mark: u32| ((mark << bits) >> shift) as usize;
        let mut ends = vec![0u32; bucket(u32::MAX) + 2];
        part.each(bits, |_, mark| ends[bucket(mark) + 1] += u32::from(common.has(mark << bits)));
        (1..ends.len()).for_each(|at| ends[at] += ends[at - 1]);
        let n = ends.last().copied().unwrap_or_default() as usize;
        let mut texts = vec![0; n];
        let mut places = Rising::with_capacity(n);
        part.each(bits, |text, mark| {
            if common.has(mark << bits) {
                // Filling moves each start to where the next one was.
                let end = &mut ends[bucket(mark)];
                let place = *end as usize;
                texts[place] = text;
                *end += 1;
                // A mark that a text has again is no further one.
                if place.checked_sub(1).is_none_or(|before| texts[before] != text) {
                    places.push(text, place as u32, bits);
                }
            }
        });
        let mut by_place = vec![Rank::default(); n];
        let mut from = 0;
        for end in ends.iter().map(|end| *end as usize) {
            let (most, worth) = weigh(end - from);
            let ranks = by_place[from..end].iter_mut().enumerate();
            ranks.for_each(|(n_before, rank)| *rank = Rank::new(n_before.min(most), worth));
            from = end;
        }
        let mut part = Part { texts, ..Part::default() };
        part.tell(&places, &by_place, bits);
        part.step(bits);
        self.parts.push(part);
    }

    /// Tells for each mark of a text the last texts before it that have it too, and what the mark is worth. Texts are
    /// asked about in their order, each once.
    pub(super) fn before(&mut self, text: u32, mut each: impl FnMut(&[u32], u16)) {
        self.asked.clear();
        for (number, part) in (0..).zip(&mut self.parts) {
            while part.next_text <= text {
                let place = part.places[part.next] & (u32::MAX >> self.bits);
                let rank = part.ranks[part.next];
                if rank.n_before() == 1 {
                    each(&[place], rank.worth());
                } else {
                    self.asked.push(Asked { part: number, rank, place });
                }
                part.next += 1;
                part.step(self.bits);
            }
        }
        // All are fetched before one is read, so that memory is waited for once.
        const LINE: usize = 16;
        let lists = || self.asked.iter().map(|asked| (self.texts(asked), asked.rank.worth()));
        let fetched = lists()
            .fold(0, |all, (texts, _)| texts.iter().rev().step_by(LINE).fold(all, |all, text| all ^ text));
        std::hint::black_box(fetched);
        lists().for_each(|(texts, worth)| each(texts, worth));
    }

    fn texts(&self, asked: &Asked) -> &[u32] {
        let place = asked.place as usize;
        &self.parts[usize::from(asked.part)].texts[place - asked.rank.n_before()..place]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_far_apart_are_told_again_as_they_were() {
        let told = [(0, 5), (0, 6), (14, 7), (15, 1), (15, 0), (500, 3), (70_000, 9)];
        let mut rising = Rising::default();
        told.iter().for_each(|(number, beside)| rising.push(*number, *beside, 4));
        let mut again = Vec::new();
        rising.each(4, |number, beside| again.push((number, beside)));
        assert_eq!(again, told);
    }

    #[test]
    fn the_last_texts_before_one_are_told_for_each_mark_that_others_have() {
        let mark = |number: u32| number.wrapping_mul(0x9e37_79b9);
        let mut builder = Builder::new(90, 4);
        (0..90)
            .for_each(|text| builder.push(text, &[mark(1), mark(1), mark(text % 30 + 2), mark(text + 1000)]));
        let mut index = builder.index(|n| if n < 10 { (64, 4) } else { (2, 1) });
        for text in 0..90 {
            let mut told = Vec::new();
            index.before(text, |texts, worth| told.extend(texts.iter().map(|other| (worth, *other))));
            told.sort_unstable();
            let rare = (0..text).filter(|other| other % 30 == text % 30).map(|other| (4, other));
            let mut expected: Vec<(u16, u32)> = rare.collect();
            // Each text is told twice among those of a mark that it has twice.
            expected.extend((text.saturating_sub(1)..text).flat_map(|other| [(1, other), (1, other)]));
            expected.sort_unstable();
            assert_eq!(told, expected, "{text}");
        }
    }
}
