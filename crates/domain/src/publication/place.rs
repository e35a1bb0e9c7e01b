//! Where a sentence stands: places have room between them, so that most sentences find one without moving others.

/// The room between two sentences that follow each other.
const STEP: i64 = 1024;

/// A place for a sentence among others, and the new places of the others when there was no room left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placed {
    /// The place of the sentence.
    pub place: i64,
    /// The new places of the others, in their order; empty when they stay.
    pub moved: Vec<i64>,
}

/// Finds the place before the sentence at `at` of the others (or at their end), all of them after the lead at 0.
#[must_use]
pub fn place(others: &[i64], at: usize) -> Placed {
    let at = at.min(others.len());
    let before = at.checked_sub(1).and_then(|before| others.get(before)).copied().unwrap_or(0);
    let between = others.get(at).map_or(before + STEP, |after| before + (after - before) / 2);
    if before < between {
        return Placed { place: between, moved: Vec::new() };
    }
    let spread = |number: usize| STEP * (i64::try_from(number).unwrap_or(0) + 1);
    let moved = (0..others.len()).map(|number| spread(if number < at { number } else { number + 1 }));
    Placed { place: spread(at), moved: moved.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_finds_room_at_the_end_and_between() {
        assert_eq!(place(&[], 0), Placed { place: 1024, moved: vec![] });
        assert_eq!(place(&[1024, 2048], 9), Placed { place: 3072, moved: vec![] });
        assert_eq!(place(&[1024, 2048], 1), Placed { place: 1536, moved: vec![] });
        assert_eq!(place(&[1024], 0), Placed { place: 512, moved: vec![] });
    }

    #[test]
    fn when_there_is_no_room_the_others_move_and_keep_their_order() {
        let placed = place(&[1, 2], 1);
        assert_eq!(placed, Placed { place: 2048, moved: vec![1024, 3072] });
        assert_eq!(
            place(&[1], 0),
            Placed { place: 1024, moved: vec![2048] },
            "the place of the lead is never given"
        );
    }
}
