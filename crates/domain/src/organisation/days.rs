//! First and last days: what ends does so after it began, and lies within what it is part of.

use jiff::civil::Date;

use crate::common::{Refusal, Role};

/// A stretch of days; without a last day it goes on.
pub type Days = (Date, Option<Date>);

/// Whether two stretches of days meet.
#[must_use]
pub fn meet(one: Days, other: Days) -> bool {
    one.1.is_none_or(|last| other.0 <= last) && other.1.is_none_or(|last| one.0 <= last)
}

/// Whether the first stretch of days lies in the second.
#[must_use]
pub fn lies_in(inner: Days, outer: Days) -> bool {
    let ends_in_time = match (inner.1, outer.1) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(inner), Some(outer)) => inner <= outer,
    };
    outer.0 <= inner.0 && ends_in_time
}

/// A last day that is not before the first.
pub(super) fn ends_in_order(from: Date, to: Option<Date>) -> Result<(), Refusal> {
    match to {
        Some(last) if last < from => Err(Refusal::new("organisation.ends_before_it_begins")
            .arg("from", from)
            .arg("to", last)
            .next("organisation.edit_unit", Role::Organiser)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn two_stretches_meet_when_they_share_a_day() {
        let (spring, summer) = ((date(2026, 1, 1), Some(date(2026, 6, 30))), (date(2026, 6, 30), None));
        assert!(meet(spring, summer) && meet(summer, spring));
        assert!(!meet((date(2026, 1, 1), Some(date(2026, 6, 29))), summer));
    }

    #[test]
    fn what_goes_on_does_not_lie_in_what_ends() {
        let year = (date(2026, 1, 1), Some(date(2026, 12, 31)));
        assert!(lies_in((date(2026, 1, 1), Some(date(2026, 12, 31))), year));
        assert!(!lies_in((date(2026, 2, 1), None), year));
        assert!(!lies_in((date(2025, 12, 31), Some(date(2026, 2, 1))), year));
        assert!(lies_in(year, (date(2020, 1, 1), None)));
    }
}
