//! A time of day as people write it: 8:00, 08:00, 8h, 14h30.

use std::fmt;
use std::str::FromStr;

/// A time of day, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Hour {
    minutes: u16,
}

/// A text that is no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day")]
pub struct NotAnHour;

impl Hour {
    /// Minutes since midnight.
    #[must_use]
    pub const fn minutes(self) -> u16 {
        self.minutes
    }
}

impl FromStr for Hour {
    type Err = NotAnHour;

    fn from_str(text: &str) -> Result<Self, NotAnHour> {
        let (hour, minute) = text.trim().split_once([':', 'h', 'g']).ok_or(NotAnHour)?;
        let number = |part: &str| match part.trim() {
            "" => Ok(0),
            digits if digits.len() <= 2 => digits.parse::<u16>().map_err(|_| NotAnHour),
            _ => Err(NotAnHour),
        };
        if hour.trim().is_empty() {
            return Err(NotAnHour);
        }
        let (hour, minute) = (number(hour)?, number(minute)?);
        if hour < 24 && minute < 60 { Ok(Self { minutes: hour * 60 + minute }) } else { Err(NotAnHour) }
    }
}

impl fmt::Display for Hour {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

crate::stored_as_text!(Hour, false);

impl serde::Serialize for Hour {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_as_people_write_it() {
        for (text, shown) in
            [("8:00", "08:00"), ("08:00", "08:00"), ("8h", "08:00"), ("14h30", "14:30"), ("7g30", "07:30")]
        {
            assert_eq!(text.parse::<Hour>().unwrap().to_string(), shown);
        }
        for text in ["", "8", ":30", "24:00", "8:60", "sáng", "8:000"] {
            assert!(text.parse::<Hour>().is_err(), "{text}");
        }
    }
}
