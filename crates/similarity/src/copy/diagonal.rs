//! Whether the marks that two documents share stand in both at the same distances: in a copy they do, by chance they do not.

use super::shelf::PLACE;

/// How far the distances of two marks in the one document and in the other may differ, in marks.
const DRIFT: i32 = 24;

/// A mark that proves something, its number in a document, and what it is worth.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Proof {
    pub(super) mark: u32,
    /// From 1 on.
    pub(super) number: u32,
    pub(super) worth: u16,
}

/// A mark that two documents share.
struct Shared {
    number: i32,
    /// How much larger the number is in the other document.
    further: i32,
    worth: u16,
}

/// The marks of a document with their numbers, for others to be held against.
#[derive(Default)]
pub(super) struct Diagonal {
    /// By the first bits of a mark.
    places: Vec<Proof>,
    shift: u32,
    shared: Vec<Shared>,
}

impl Diagonal {
    /// Takes the marks of the document that others are held against, in the order in which they stand.
    pub(super) fn take(&mut self, proofs: impl Iterator<Item = Proof> + Clone) {
        let bits = (usize::BITS - proofs.clone().count().leading_zeros() + 1).clamp(4, 24);
        self.shift = u32::BITS - bits;
        self.places.clear();
        self.places.resize(1 << bits, Proof::default());
        for proof in proofs {
            let mut at = (proof.mark >> self.shift) as usize;
            while self.places[at].number != 0 {
                at = (at + 1) & (self.places.len() - 1);
            }
            self.places[at] = proof;
        }
    }

    /// What the marks are worth that lie on one diagonal, the one on which they are worth most; those of one place count once.
    pub(super) fn worth(&mut self, marks: &[u32]) -> u16 {
        self.shared.clear();
        for (number, mark) in (1i32..).zip(marks) {
            let mut at = (mark >> self.shift) as usize;
            while self.places[at].number != 0 {
                let Proof { mark: known, number: own, worth } = self.places[at];
                if known == *mark {
                    let own = own as i32;
                    self.shared.push(Shared { number: own, further: number - own, worth });
                }
                at = (at + 1) & (self.places.len() - 1);
            }
        }
        self.shared.sort_unstable_by_key(|shared| shared.number);
        let along = |further: i32| {
            let mut last = i32::MIN;
            let near = self.shared.iter().filter(|shared| (shared.further - further).abs() <= DRIFT);
            let apart = near.filter(|shared| {
                let is_apart = last == i32::MIN || last + (PLACE as i32) < shared.number;
                last = if is_apart { shared.number } else { last };
                is_apart
            });
            apart.map(|shared| shared.worth).sum()
        };
        self.shared.iter().map(|shared| along(shared.further)).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worth(one: &[u32], two: &[u32]) -> u16 {
        let marks = |numbers: &[u32]| numbers.iter().map(|mark| mark.wrapping_mul(0x9e37_79b9)).collect();
        let (one, two): (Vec<u32>, Vec<u32>) = (marks(one), marks(two));
        let mut diagonal = Diagonal::default();
        diagonal.take(one.iter().zip(1..).map(|(mark, number)| Proof { mark: *mark, number, worth: 2 }));
        diagonal.worth(&two)
    }

    #[test]
    fn what_was_copied_stands_at_the_same_distances() {
        let source: Vec<u32> = (0..100).collect();
        let mut copied: Vec<u32> = (200..300).collect();
        (copied[20], copied[50]) = (source[10], source[40]);
        assert_eq!(worth(&source, &copied), 4);
        copied[70] = source[55];
        assert_eq!(worth(&source, &copied), 6, "a few marks nearer to each other");
        copied.swap(50, 90);
        copied.swap(70, 5);
        assert_eq!(worth(&source, &copied), 2);
        (copied[20], copied[21], copied[90]) = (source[10], source[11], copied[50]);
        assert_eq!(worth(&source, &copied), 2, "one place alone");
        assert_eq!((worth(&source, &[]), worth(&[], &source)), (0, 0));
    }
}
