//! Whether the marks that two documents share stand in both at the same distances: in a copy they do, by chance they do not.

use super::shelf::PLACE;

/// How far the distances of two marks in the one document and in the other may differ, in steps of places: so much for
/// words that were put in or left out somewhere, and one in so many of those that lie between.
const DRIFT: i32 = 3;
const DRIFT_ALONG: i32 = 20;

/// A mark that proves something, its number in a document, and what it is worth.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Proof {
    pub(super) mark: u32,
    /// From 1 on.
    pub(super) number: u32,
    pub(super) worth: u16,
}

/// A mark that two documents share.
#[derive(Clone, Copy)]
struct Shared {
    number: u32,
    place: i32,
    /// How much further it stands in the other document.
    further: i32,
    worth: u16,
}

impl Shared {
    /// Whether two marks stand at the same distance in both documents.
    fn is_along(self, other: Shared) -> bool {
        let between = (self.place - other.place).abs();
        (self.further - other.further).abs() <= DRIFT + between / DRIFT_ALONG
    }
}

/// The marks of a document with their numbers, for others to be held against.
#[derive(Default)]
pub(super) struct Diagonal {
    /// By the first bits of a mark, with where it stands.
    places: Vec<(Proof, u16)>,
    shift: u32,
    shared: Vec<Shared>,
}

impl Diagonal {
    /// Takes the marks of the document that others are held against, in the order in which they stand, with the places of all
    /// its marks.
    pub(super) fn take(&mut self, proofs: impl Iterator<Item = Proof> + Clone, places: &[u16]) {
        let bits = (usize::BITS - proofs.clone().count().leading_zeros() + 1).clamp(4, 24);
        self.shift = u32::BITS - bits;
        self.places.clear();
        self.places.resize(1 << bits, Default::default());
        for proof in proofs {
            let mut at = (proof.mark >> self.shift) as usize;
            while self.places[at].0.number != 0 {
                at = (at + 1) & (self.places.len() - 1);
            }
            self.places[at] = (proof, places.get(proof.number as usize - 1).copied().unwrap_or_default());
        }
    }

    /// What the marks are worth that lie on one diagonal, the one on which they are worth most; those of one place count once.
    pub(super) fn worth(&mut self, marks: &[u32], places: &[u16]) -> u16 {
        self.shared.clear();
        for (mark, other) in marks.iter().zip(places) {
            let mut at = (mark >> self.shift) as usize;
            while self.places[at].0.number != 0 {
                let (Proof { mark: known, number, worth }, place) = self.places[at];
                if known == *mark {
                    let place = i32::from(place);
                    self.shared.push(Shared { number, place, further: i32::from(*other) - place, worth });
                }
                at = (at + 1) & (self.places.len() - 1);
            }
        }
        self.shared.sort_unstable_by_key(|shared| shared.number);
        let along = |one: &Shared| {
            let mut last = None;
            let near = self.shared.iter().filter(|shared| shared.is_along(*one));
            let apart = near.filter(|shared| {
                let is_apart = last.is_none_or(|last| last + PLACE < shared.number);
                last = if is_apart { Some(shared.number) } else { last };
                is_apart
            });
            apart.map(|shared| shared.worth).sum()
        };
        self.shared.iter().map(along).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(one: &[u32], two: &[u32]) -> u16 {
        let marks = |numbers: &[u32]| numbers.iter().map(|mark| mark.wrapping_mul(0x9e37_79b9)).collect();
        let (one, two): (Vec<u32>, Vec<u32>) = (marks(one), marks(two));
        let mut diagonal = Diagonal::default();
        let places: Vec<u16> = (0..100).map(|number| 2 * number).collect();
        let proof = |(mark, number): (&u32, u32)| Proof { mark: *mark, number, worth: 2 };
        diagonal.take(one.iter().zip(1..).map(proof), &places);
        diagonal.worth(&two, &places)
    }

    #[test]
    fn what_was_copied_stands_at_the_same_distances() {
        let source: Vec<u32> = (0..100).collect();
        let mut copied: Vec<u32> = (200..300).collect();
        (copied[20], copied[50]) = (source[10], source[40]);
        assert_eq!(worth(&source, &copied), 4);
        copied[66] = source[55];
        assert_eq!(worth(&source, &copied), 6, "a few words further from each other");
        copied.swap(66, 73);
        assert_eq!(worth(&source, &copied), 4, "too many words");
        copied.swap(50, 90);
        copied.swap(73, 5);
        assert_eq!(worth(&source, &copied), 2);
        (copied[20], copied[21], copied[90]) = (source[10], source[11], copied[50]);
        assert_eq!(worth(&source, &copied), 2, "one place alone");
        assert_eq!((worth(&source, &[]), worth(&[], &source)), (0, 0));
    }
}
