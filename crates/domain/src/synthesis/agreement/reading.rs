//! What an alpha means for the work, by the two thresholds of the rule pack.
//!
//! K. Krippendorff, *Content Analysis*, 2004, p. 241: rely on what is at or above .800; where only tentative conclusions
//! are acceptable, .667 is the lowest. That is custom, not law, so the numbers stand in the pack.

use super::alpha::{Alpha, Undefined};
use super::bootstrap::Interval;
use crate::common::Ratio;

/// The two thresholds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thresholds {
    /// From here on one may rely on the coding.
    pub reliable: Ratio,
    /// From here on one may conclude tentatively.
    pub tentative: Ratio,
}

crate::codes! {
    /// What an alpha means for the work.
    pub enum Reading {
        /// Even the lower end of the interval is reliable.
        Firm = "firm",
        /// The value is reliable, its interval reaches below.
        Likely = "likely",
        /// Enough for tentative conclusions only.
        Tentative = "tentative",
        /// Too little: what was meant must be cleared up before it is used.
        TooLittle = "too_little",
        /// Everybody gave the same value to everything.
        OneValue = "one_value",
        /// Nothing was coded by two.
        NothingToPair = "nothing_to_pair",
    }
}

/// Reads an alpha.
#[must_use]
pub fn read(alpha: Result<Alpha, Undefined>, interval: Option<Interval>, thresholds: Thresholds) -> Reading {
    let value = match alpha {
        Ok(alpha) => alpha.value,
        Err(Undefined::OneValue) => return Reading::OneValue,
        Err(Undefined::NothingToPair) => return Reading::NothingToPair,
    };
    let (reliable, tentative) = (thresholds.reliable.share(), thresholds.tentative.share());
    if interval.is_some_and(|interval| reliable <= interval.low) {
        Reading::Firm
    } else if reliable <= value {
        Reading::Likely
    } else if tentative <= value {
        Reading::Tentative
    } else {
        Reading::TooLittle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, low: f64, expected: Reading) {
        let thresholds =
            Thresholds { reliable: Ratio::new(4, 5).unwrap(), tentative: Ratio::new(667, 1000).unwrap() };
        let interval = Interval { low, high: 1.0, draws: 1000, without: 0 };
        let alpha = Ok(Alpha { value, units: 40, values: 80 });
        assert_eq!(read(alpha, Some(interval), thresholds), expected, "{value} from {low}");
    }

    #[test]
    fn an_alpha_is_read_with_its_interval() {
        check(0.9, 0.8, Reading::Firm);
        check(0.9, 0.79, Reading::Likely);
        check(0.8, 0.6, Reading::Likely);
        check(0.7, 0.5, Reading::Tentative);
        check(0.667, 0.5, Reading::Tentative);
        check(0.6, 0.5, Reading::TooLittle);
    }

    #[test]
    fn where_there_is_none_it_is_said_why() {
        let thresholds =
            Thresholds { reliable: Ratio::new(4, 5).unwrap(), tentative: Ratio::new(2, 3).unwrap() };
        assert_eq!(read(Err(Undefined::OneValue), None, thresholds), Reading::OneValue);
        assert_eq!(read(Err(Undefined::NothingToPair), None, thresholds), Reading::NothingToPair);
    }
}
