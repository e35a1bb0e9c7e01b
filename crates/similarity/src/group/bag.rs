//! What two texts have in common at large, wherever it stands: told at a glance, before they are read sentence by sentence.

use super::row::bare_of;

/// The words of one text, with their weights.
#[derive(Default)]
pub(super) struct Bag {
    /// By word without marks: its weight when the text has it.
    weights: Vec<f32>,
    total: f32,
}

impl Bag {
    /// Takes the text that others are held against, whose weight is in all `total`, in place of the one taken before.
    pub(super) fn take(&mut self, before: &[u32], row: &[u32], total: f32, weights: &[f32]) {
        self.weights.resize(weights.len(), 0.0);
        before.iter().for_each(|word| self.weights[bare_of(*word) as usize] = 0.0);
        for word in row {
            let bare = bare_of(*word) as usize;
            self.weights[bare] = weights.get(bare).copied().unwrap_or_default();
        }
        self.total = total;
    }

    /// Of both texts together, the share that is common, whose weight is in all `total`.
    pub(super) fn share(&self, row: &[u32], total: f32) -> f32 {
        let mut common = [0.0; 4];
        let weight = |word: &u32| self.weights.get(bare_of(*word) as usize).copied().unwrap_or_default();
        let (fours, rest) = row.as_chunks::<4>();
        for four in fours {
            for (common, word) in common.iter_mut().zip(four) {
                *common += weight(word);
            }
        }
        let common: f32 = common.iter().sum::<f32>() + rest.iter().map(weight).sum::<f32>();
        common / (self.total + total - common).max(f32::MIN_POSITIVE)
    }
}
