//! Folding byte by byte: an automaton that knows the letters of Vietnamese and what stands beside them.
//!
//! It writes a byte at each step and counts it only when it is wanted, so that no step depends on what kind of letter it
//! meets; and it reads at four places at once, since each step waits for the one before it. What it does not know is left
//! to the slow way.

use std::sync::LazyLock;

/// The bytes before the last one of characters that fold to a letter or to nothing.
const DROPPED: [&[u8]; 15] = [
    &[0xc3],
    &[0xc4],
    &[0xc5],
    &[0xc6],
    &[0xc7],
    &[0xc8],
    &[0xcc],
    &[0xcd],
    &[0xe1],
    &[0xe1, 0xb8],
    &[0xe1, 0xb9],
    &[0xe1, 0xba],
    &[0xe1, 0xbb],
    &[0xcb],
    &[0xca],
];
/// Those of characters that stay as they are.
const KEPT: [&[u8]; 3] = [&[0xc2], &[0xe2], &[0xe2, 0x80]];

/// Not known; it is never left.
const LOST: usize = 1;
const N_STATES: usize = 32;
const SIZE: usize = N_STATES << 8;

/// How many bytes are folded in one go.
const CHUNK: usize = 8192;
const LANES: usize = 4;

/// A step: the byte that is written, whether it is wanted, and the next state, in the place where an index holds it.
#[derive(Clone, Copy)]
struct Step(u32);

impl Step {
    const fn new(next: usize, out: Option<u8>) -> Step {
        match out {
            Some(byte) => Step((next as u32) << 8 | byte as u32 | 1 << 31),
            None => Step((next as u32) << 8),
        }
    }

    #[inline]
    fn state(self) -> usize {
        (self.0 & 0x7fff_ff00) as usize
    }

    #[inline]
    fn n(self) -> usize {
        (self.0 >> 31) as usize
    }
}

static TABLE: LazyLock<Vec<Step>> = LazyLock::new(|| {
    let mut steps = vec![Step::new(LOST, None); SIZE];
    let prefixes: Vec<(&[u8], bool)> = DROPPED
        .iter()
        .map(|prefix| (*prefix, false))
        .chain(KEPT.iter().map(|prefix| (*prefix, true)))
        .collect();
    let state_of = |prefix: &[u8]| match prefixes.iter().position(|(known, _)| *known == prefix) {
        Some(at) => at + 2,
        None => 0,
    };
    let mut set = |state: usize, byte: u8, step: Step| {
        if let Some(place) = steps.get_mut(state << 8 | usize::from(byte)) {
            *place = step;
        }
    };
    for byte in 0..0x80u8 {
        set(0, byte, Step::new(0, Some(byte.to_ascii_lowercase())));
    }
    for (prefix, is_kept) in &prefixes {
        let Some((last, before)) = prefix.split_last() else { continue };
        set(state_of(before), *last, Step::new(state_of(prefix), is_kept.then_some(*last)));
    }
    for (prefix, is_kept) in &prefixes {
        for byte in 0x80..=0xbfu8 {
            let whole = [*prefix, &[byte]].concat();
            let Some(c) = std::str::from_utf8(&whole).ok().and_then(|text| text.chars().next()) else {
                continue;
            };
            let mut folded = String::new();
            super::fold::fold_slowly(c, &mut folded);
            let step = match folded.as_bytes() {
                same if *is_kept && same == whole => Step::new(0, Some(byte)),
                [] if !is_kept => Step::new(0, None),
                [letter] if !is_kept => Step::new(0, Some(*letter)),
                _ => Step::new(LOST, None),
            };
            set(state_of(prefix), byte, step);
        }
    }
    steps
});

/// Appends what a text folds to; pieces that the automaton does not know are folded by `slowly`.
pub(crate) fn fold_into(text: &str, out: &mut String, slowly: impl Fn(&str, &mut String)) {
    let Ok(table) = <&[Step; SIZE]>::try_from(TABLE.as_slice()) else { return slowly(text, out) };
    let mut room = [0u8; CHUNK + 8];
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, after) = rest.split_at(boundary(rest, CHUNK));
        rest = after;
        let folded = run(table, piece, &mut room).and_then(|n| std::str::from_utf8(room.get(..n)?).ok());
        match folded {
            Some(folded) => out.push_str(folded),
            None => slowly(piece, out),
        }
    }
}

/// The last place between two characters, not behind `at`.
fn boundary(text: &str, at: usize) -> usize {
    if text.len() <= at {
        return text.len();
    }
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Folds a piece into `room`; the answer is how many bytes it took, or `None` where something is not known.
fn run(table: &[Step; SIZE], piece: &str, room: &mut [u8; CHUNK + 8]) -> Option<usize> {
    let quarter = piece.len() / LANES;
    let cuts: [usize; LANES + 1] =
        std::array::from_fn(|lane| if lane == LANES { piece.len() } else { boundary(piece, quarter * lane) });
    let bytes = piece.as_bytes();
    let lane = |lane: usize| bytes.get(cuts[lane]..cuts[lane + 1]);
    let (a, b, c, d) = (lane(0)?, lane(1)?, lane(2)?, lane(3)?);
    let n = a.len().min(b.len()).min(c.len()).min(d.len());
    // Each lane writes from where it reads, and never gets ahead of it.
    let mut at = [cuts[0], cuts[1], cuts[2], cuts[3]];
    let mut state = [0usize; LANES];
    let step = |lane: usize,
                byte: u8,
                at: &mut [usize; LANES],
                state: &mut [usize; LANES],
                room: &mut [u8; CHUNK + 8]| {
        let step = table[(state[lane] | usize::from(byte)) & (SIZE - 1)];
        if let Some(place) = room.get_mut(at[lane]) {
            *place = step.0 as u8;
        }
        at[lane] += step.n();
        state[lane] = step.state();
    };
    let (heads, tails) = ([a, b, c, d].map(|lane| &lane[..n]), [a, b, c, d].map(|lane| &lane[n..]));
    let [a, b, c, d] = heads;
    for (((a, b), c), d) in a.iter().zip(b).zip(c).zip(d) {
        step(0, *a, &mut at, &mut state, room);
        step(1, *b, &mut at, &mut state, room);
        step(2, *c, &mut at, &mut state, room);
        step(3, *d, &mut at, &mut state, room);
    }
    for (lane, tail) in tails.into_iter().enumerate() {
        tail.iter().for_each(|byte| step(lane, *byte, &mut at, &mut state, room));
    }
    if state != [0; LANES] {
        return None;
    }
    let mut end = at[0];
    for lane in 1..LANES {
        room.copy_within(cuts[lane]..at[lane], end);
        end += at[lane] - cuts[lane];
    }
    Some(end)
}
