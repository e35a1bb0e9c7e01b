//! Which marks were met more than once: those met once lead from nowhere to anywhere, and most are.

/// The marks that were met again, roughly: of those in doubt it is said that they were.
pub(crate) struct Common {
    /// Two bits a place: met once, met again.
    once: Vec<u64>,
    again: Vec<u64>,
    shift: u32,
}

impl Common {
    pub(crate) fn of(marks: impl ExactSizeIterator<Item = u32>) -> Common {
        let bits = (usize::BITS - marks.len().leading_zeros() + 2).clamp(12, 32);
        let mut common =
            Common { once: vec![0; 1 << (bits - 6)], again: vec![0; 1 << (bits - 6)], shift: 32 - bits };
        for mark in marks {
            let (at, bit) = common.place(mark);
            common.again[at] |= common.once[at] & bit;
            common.once[at] |= bit;
        }
        common
    }

    #[inline]
    fn place(&self, mark: u32) -> (usize, u64) {
        let place = mark >> self.shift;
        ((place >> 6) as usize, 1 << (place & 63))
    }

    #[inline]
    pub(crate) fn has(&self, mark: u32) -> bool {
        let (at, bit) = self.place(mark);
        self.again[at] & bit != 0
    }
}
