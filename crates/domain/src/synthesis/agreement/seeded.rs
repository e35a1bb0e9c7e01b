//! A small generator that everybody can write again: the same seed gives the same draw, in any language, for ever.
//!
//! SplitMix64 (G. Steele, D. Lea, C. Flood, “Fast splittable pseudorandom number generators”, OOPSLA 2014). It is for
//! drawing samples that anyone can check, never for secrets.

/// Seeds are below this, so that they stay whole in JSON and in a spreadsheet.
pub const MAX_SEED: u64 = 1 << 53;

/// Numbers from a seed.
#[derive(Debug, Clone)]
pub struct Seeded(u64);

impl Seeded {
    /// Begins with a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound`, each equally often; 0 where the bound is 0. What would favour some is drawn again.
    pub const fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        // The smallest draws of which there is one too many: 2^64 mod bound.
        let surplus = bound.wrapping_neg() % bound;
        loop {
            let drawn = self.bits();
            if surplus <= drawn {
                return drawn % bound;
            }
        }
    }

    /// Draws `count` of `all` without putting back, in the order of the draw; all of them where there are not more. The
    /// first `count` steps of a Fisher–Yates shuffle.
    #[must_use]
    pub fn draw<T>(&mut self, mut all: Vec<T>, count: usize) -> Vec<T> {
        for at in 0..count.min(all.len()) {
            let left = (all.len() - at) as u64;
            let chosen = at + usize::try_from(self.below(left)).unwrap_or(0);
            all.swap(at, chosen);
        }
        all.truncate(count);
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_that_others_publish_for_this_seed() {
        let mut seeded = Seeded::new(1_234_567);
        let drawn: Vec<u64> = (0..5).map(|_| seeded.bits()).collect();
        let published = [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423,
            4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ];
        assert_eq!(drawn, published);
    }

    #[test]
    fn the_same_seed_draws_the_same_and_nothing_twice() {
        let draw = |seed, count| Seeded::new(seed).draw((0..100).collect::<Vec<u32>>(), count);
        assert_eq!(draw(7, 20), draw(7, 20));
        assert_ne!(draw(7, 20), draw(8, 20));
        let mut drawn = draw(7, 20);
        assert_eq!(draw(7, 40)[..20], drawn[..], "a larger draw begins as the smaller one");
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 20);
    }

    #[test]
    fn of_fewer_than_asked_for_all_are_drawn() {
        let mut drawn = Seeded::new(1).draw(vec![1, 2, 3], 9);
        drawn.sort_unstable();
        assert_eq!(drawn, [1, 2, 3]);
        assert_eq!(Seeded::new(1).below(0), 0);
    }

    #[test]
    fn each_is_drawn_about_equally_often() {
        let mut seeded = Seeded::new(42);
        let mut counts = [0_u32; 6];
        (0..60_000).for_each(|_| counts[seeded.below(6) as usize] += 1);
        assert!(counts.iter().all(|count| (9_700..10_300).contains(count)), "{counts:?}");
    }
}
