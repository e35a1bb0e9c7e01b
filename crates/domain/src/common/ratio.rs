//! A share such as two thirds, kept as it is written in a rule: never as a decimal.

use std::fmt;

/// A share between nothing and the whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    part: u32,
    whole: u32,
}

impl Ratio {
    /// Makes a share, if it is one: `0 < part <= whole`.
    #[must_use]
    pub const fn new(part: u32, whole: u32) -> Option<Self> {
        if 0 < part && part <= whole { Some(Self { part, whole }) } else { None }
    }

    /// Reads `2/3`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (part, whole) = text.split_once('/')?;
        Self::new(part.trim().parse().ok()?, whole.trim().parse().ok()?)
    }

    /// The share as a number between 0 and 1, for measures that are no counts.
    #[must_use]
    pub fn share(self) -> f64 {
        f64::from(self.part) / f64::from(self.whole)
    }

    /// Whether so many of all are at least this share.
    #[must_use]
    pub const fn is_reached(self, count: u32, of_all: u32) -> bool {
        self.whole as u64 * count as u64 >= self.part as u64 * of_all as u64
    }

    /// Whether so many of all are more than this share.
    #[must_use]
    pub const fn is_exceeded(self, count: u32, of_all: u32) -> bool {
        self.whole as u64 * count as u64 > self.part as u64 * of_all as u64
    }

    /// The smallest count that reaches this share of all.
    #[must_use]
    pub const fn least_of(self, of_all: u32) -> u32 {
        // The share is at most the whole, so the result is at most `of_all`.
        (self.part as u64 * of_all as u64).div_ceil(self.whole as u64) as u32
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}/{}", self.part, self.whole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_thirds_of_seventeen_are_twelve() {
        let ratio = Ratio::parse("2/3").unwrap();
        assert_eq!(ratio.least_of(17), 12);
        assert!(ratio.is_reached(12, 17) && !ratio.is_reached(11, 17));
        assert_eq!(ratio.to_string(), "2/3");
    }

    #[test]
    fn exactly_half_is_not_more_than_half() {
        let half = Ratio::parse("1/2").unwrap();
        assert!(!half.is_exceeded(8, 16) && half.is_exceeded(9, 16) && half.is_reached(8, 16));
    }

    #[test]
    fn a_share_of_nothing_or_above_the_whole_is_none() {
        for text in ["0/3", "4/3", "1/0", "half", "1:2", "-1/2"] {
            assert_eq!(Ratio::parse(text), None, "{text}");
        }
    }
}
