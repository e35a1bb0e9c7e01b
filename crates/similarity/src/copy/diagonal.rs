//! Whether the marks that two documents share stand in both at the same distances: in a copy they do, by chance they do not.

/// How far the distances of two marks in the one document and in the other may differ, in marks.
const DRIFT: i32 = 16;

/// So many marks behind each other stand in the same place.
const PLACE: i32 = 2;

/// The marks of a document with their numbers, for others to be held against.
#[derive(Default)]
pub(super) struct Diagonal {
    /// By the first bits of a mark: the mark and its number, which begins at 1.
    places: Vec<(u32, u32)>,
    shift: u32,
    /// For the marks that another document shares: the number, and how much larger it is there.
    shared: Vec<(i32, i32)>,
}

impl Diagonal {
    /// Takes the marks of the document that others are held against, with their numbers from 1 on.
    pub(super) fn take(&mut self, marks: impl Iterator<Item = (u32, u32)> + Clone) {
        let bits = (usize::BITS - marks.clone().count().leading_zeros() + 1).clamp(4, 24);
        self.shift = u32::BITS - bits;
        self.places.clear();
        self.places.resize(1 << bits, (0, 0));
        for (mark, number) in marks {
            let mut at = (mark >> self.shift) as usize;
            while self.places[at].1 != 0 {
                at = (at + 1) & (self.places.len() - 1);
            }
            self.places[at] = (mark, number);
        }
    }

    /// Whether marks of two places lie on one diagonal.
    pub(super) fn runs_through(&mut self, marks: &[u32]) -> bool {
        self.shared.clear();
        for (number, mark) in (1i32..).zip(marks) {
            let mut at = (mark >> self.shift) as usize;
            while self.places[at].1 != 0 {
                let (known, own) = self.places[at];
                if known == *mark {
                    self.shared.push((own as i32, number - own as i32));
                }
                at = (at + 1) & (self.places.len() - 1);
            }
        }
        let shared = &self.shared;
        shared.iter().enumerate().any(|(at, (own, further))| {
            let others = shared.iter().skip(at + 1);
            others
                .into_iter()
                .any(|(other, as_far)| PLACE < (other - own).abs() && (as_far - further).abs() <= DRIFT)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runs(one: &[u32], two: &[u32]) -> bool {
        let mut diagonal = Diagonal::default();
        diagonal.take(one.iter().map(|mark| mark.wrapping_mul(0x9e37_79b9)).zip(1..));
        diagonal.runs_through(&two.iter().map(|mark| mark.wrapping_mul(0x9e37_79b9)).collect::<Vec<_>>())
    }

    #[test]
    fn what_was_copied_stands_at_the_same_distances() {
        let source: Vec<u32> = (0..100).collect();
        let mut copied: Vec<u32> = (200..300).collect();
        (copied[20], copied[50]) = (source[10], source[40]);
        assert!(runs(&source, &copied));
        copied.swap(50, 90);
        assert!(!runs(&source, &copied));
        (copied[20], copied[21], copied[90]) = (source[10], source[11], copied[50]);
        assert!(!runs(&source, &copied), "one place alone");
        assert!(!runs(&source, &[]) && !runs(&[], &source));
    }
}
