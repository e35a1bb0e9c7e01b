//! Walking through a text by a table, a step a byte: what is read moves a state, and each step may write a byte.
//!
//! A step writes always and counts what it wrote only when it is wanted, so that no step depends on what kind of letter it
//! meets. And since each step waits for the one before it, a text is walked at four places at once.

/// How many states a table has room for; a power of two, so that no index is out of bounds.
const N_STATES: usize = 128;
const SIZE: usize = N_STATES << 8;

/// Where a walk ends that does not know the way; it is never left but by what the table says.
pub(crate) const LOST: usize = 0;

/// At how many places a text is walked at once.
const LANES: usize = 4;

/// Shorter texts are walked at one place.
const SHORT: usize = 64;

/// How many bytes are walked in one go: what is read and what is written stay near.
const CHUNK: usize = 8192;

/// The byte that is written, the next state in the place where an index holds it, and in the highest bit whether the byte
/// is wanted.
#[derive(Clone, Copy)]
pub(crate) struct Step(u16);

impl Step {
    pub(crate) fn new(next: usize, out: Option<u8>) -> Step {
        let next = ((next % N_STATES) << 8) as u16;
        match out {
            Some(byte) => Step(1 << 15 | next | u16::from(byte)),
            None => Step(next),
        }
    }

    #[cfg(test)]
    pub(crate) fn next(self) -> usize {
        usize::from(self.0 >> 8) % N_STATES
    }
}

/// A way to walk: by which steps, and where a text may be cut.
pub(crate) struct Way {
    steps: Box<[Step; SIZE]>,
    /// The last place not behind a byte where a text may be cut.
    cut: fn(&str, usize) -> usize,
    /// The state in which a piece ends and the next one begins.
    between: usize,
}

impl Way {
    /// A way on which every step leads astray, until others are set.
    pub(crate) fn new(cut: fn(&str, usize) -> usize, between: usize) -> Way {
        Way { steps: Box::new([Step::new(LOST, None); SIZE]), cut, between }
    }

    pub(crate) fn set(&mut self, state: usize, byte: u8, step: Step) {
        if let Some(place) = self.steps.get_mut(state << 8 | usize::from(byte)) {
            *place = step;
        }
    }

    #[cfg(test)]
    pub(crate) fn step(&self, state: usize, byte: u8) -> Step {
        self.steps[state << 8 | usize::from(byte)]
    }

    /// A text in pieces that are walked one after the other.
    pub(crate) fn pieces<'t>(&self, text: &'t str) -> impl Iterator<Item = &'t str> {
        let (cut, mut rest) = (self.cut, text);
        std::iter::from_fn(move || {
            let at = if rest.len() <= CHUNK { rest.len() } else { cut(rest, CHUNK) };
            let (piece, after) = rest.split_at_checked(if at == 0 { rest.len() } else { at })?;
            rest = after;
            (!piece.is_empty()).then_some(piece)
        })
    }

    /// Walks through a piece and appends what is written; the answer is the state at the end, or [`LOST`].
    pub(crate) fn walk(&self, piece: &str, from: usize, out: &mut Vec<u8>) -> usize {
        let length = out.len();
        out.resize(length + piece.len(), 0);
        let room = out.get_mut(length..).unwrap_or_default();
        let (end, n) = self.run::<true>(piece, from, room).unwrap_or((LOST, 0));
        out.truncate(length + n);
        end
    }

    /// Walks through a piece without writing.
    pub(crate) fn follow(&self, piece: &str, from: usize) -> usize {
        self.run::<false>(piece, from, &mut []).map_or(LOST, |(end, _)| end)
    }

    /// Where the walk ends, and how much it wrote.
    fn run<const WRITES: bool>(&self, piece: &str, from: usize, room: &mut [u8]) -> Option<(usize, usize)> {
        let lanes = if piece.len() < SHORT { 1 } else { LANES };
        let cuts: [usize; LANES] = std::array::from_fn(|lane| match lane {
            0 => 0,
            lane if lane < lanes => (self.cut)(piece, piece.len() / LANES * lane),
            _ => piece.len(),
        });
        let bytes = piece.as_bytes();
        let end = |lane: usize| cuts.get(lane + 1).copied().unwrap_or(bytes.len());
        let mut parts = [bytes; LANES];
        for (lane, part) in parts.iter_mut().enumerate() {
            *part = bytes.get(*cuts.get(lane)?..end(lane))?;
        }
        // Each lane writes from where it reads, and never gets ahead of it.
        let begin = |at| Lane { state: (if at == 0 { from } else { self.between } << 8) as u16, at };
        let mut lanes = cuts.map(begin);
        let n = parts.iter().map(|part| part.len()).min()?;
        let [a, b, c, d] = parts.map(|part| part.get(..n).unwrap_or_default());
        for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
            for (lane, byte) in lanes.iter_mut().zip([a, b, c, d]) {
                lane.step::<WRITES>(&self.steps, *byte, room);
            }
        }
        for (lane, part) in lanes.iter_mut().zip(parts) {
            part.get(n..)?.iter().for_each(|byte| lane.step::<WRITES>(&self.steps, *byte, room));
        }
        let (mut state, mut written) = (from, 0);
        for ((lane, part), cut) in lanes.iter().zip(parts).zip(cuts) {
            if part.is_empty() {
                continue;
            }
            if cut != 0 && state != self.between {
                return None;
            }
            state = usize::from(lane.state >> 8);
            if WRITES {
                room.copy_within(cut..lane.at, written);
                written += lane.at - cut;
            }
        }
        Some((state, written))
    }
}

/// One of the places at which a text is walked.
#[derive(Clone, Copy)]
struct Lane {
    state: u16,
    /// Where the next byte is written.
    at: usize,
}

impl Lane {
    #[inline(always)]
    #[expect(clippy::indexing_slicing, reason = "there is a step for every index")]
    fn step<const WRITES: bool>(&mut self, steps: &[Step; SIZE], byte: u8, room: &mut [u8]) {
        let step = steps[usize::from(self.state | u16::from(byte)) % SIZE];
        if WRITES {
            if let Some(place) = room.get_mut(self.at) {
                *place = step.0 as u8;
            }
            self.at += usize::from(step.0 >> 15);
        }
        self.state = step.0 & 0x7f00;
    }
}

/// The last place between two characters, not behind `at`.
pub(crate) fn between_characters(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The last place behind a space, not behind `at`.
pub(crate) fn behind_a_space(text: &str, at: usize) -> usize {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    before.iter().rposition(|byte| *byte == b' ').map_or(0, |space| space + 1)
}
