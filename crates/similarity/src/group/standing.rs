//! Which texts have a mark, for texts that come one by one after many.

/// The texts of each mark, in their order.
///
/// Marks are told apart by their first bits. Two that meet there are held for one, which leads to a few texts more that
/// are compared in vain.
pub(super) struct Standing {
    /// By mark: where its texts end.
    ends: Vec<u32>,
    texts: Vec<u32>,
    shift: u32,
}

impl Standing {
    /// Puts texts up by their marks, which come one text after another; `text_ends` says where those of each end.
    pub(super) fn of(marks: &[u32], text_ends: &[usize]) -> Standing {
        let bits = (usize::BITS - marks.len().leading_zeros()).saturating_sub(1).clamp(8, 28);
        let shift = 32 - bits;
        let mut ends = vec![0u32; (1 << bits) + 1];
        marks.iter().for_each(|mark| ends[(mark >> shift) as usize + 1] += 1);
        (0..1 << bits).for_each(|at| ends[at + 1] += ends[at]);
        let mut texts = vec![u32::MAX; marks.len()];
        let mut start = 0;
        for (text, end) in (0..).zip(text_ends) {
            for mark in &marks[start..*end] {
                // Filling moves each start to where the next one was.
                let place = &mut ends[(mark >> shift) as usize];
                texts[*place as usize] = text;
                *place += 1;
            }
            start = *end;
        }
        Standing { ends, texts, shift }
    }

    /// The texts that have a mark.
    pub(super) fn of_mark(&self, mark: u32) -> &[u32] {
        let place = (mark >> self.shift) as usize;
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        &self.texts[start..self.ends[place] as usize]
    }
}

/// The texts of a list that stand next to a place.
pub(super) fn nearest(list: &[u32], place: u32, most: usize) -> &[u32] {
    let at = list.partition_point(|text| *text < place);
    let end = (at + most / 2).max(most).min(list.len());
    &list[end.saturating_sub(most)..end]
}
