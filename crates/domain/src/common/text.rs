//! Texts that were checked once, at the door, so that nothing further in has to ask whether they are empty.
//!
//! A text is never rewritten here: blanks at both ends are dropped, everything else stays as it was typed.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Why a text was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but blanks.
    #[error("nothing is written")]
    Empty,
    /// More characters than the field takes.
    #[error("{len} characters are written, {max} are taken")]
    TooLong {
        /// How many characters are taken.
        max: usize,
        /// How many were written.
        len: usize,
    },
    /// A character that cannot be seen or printed.
    #[error("character {at} cannot be printed")]
    ControlCharacter {
        /// The place of the character, counted from 1.
        at: usize,
    },
}

impl TextError {
    /// The word by which the message files know this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "text.empty",
            Self::TooLong { .. } => "text.too_long",
            Self::ControlCharacter { .. } => "text.control_character",
        }
    }
}

/// Whether a text may hold more than one line.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
}

fn check(text: &str, max: usize, lines: Lines) -> Result<String, TextError> {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err(TextError::Empty);
    }
    let len = trimmed.chars().count();
    if max < len {
        return Err(TextError::TooLong { max, len });
    }
    let breaks_line = |character| lines == Lines::Many && matches!(character, '\n' | '\r' | '\t');
    let stray = trimmed.chars().position(|character| character.is_control() && !breaks_line(character));
    match stray {
        Some(before) => Err(TextError::ControlCharacter { at: before + 1 }),
        None => Ok(trimmed.to_owned()),
    }
}

macro_rules! texts {
    ($($(#[$meta:meta])* $name:ident: $lines:ident, $max:literal;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The most characters that are taken.
            pub const MAX: usize = $max;

            /// Checks what was typed.
            ///
            /// # Errors
            ///
            /// Says what is wrong with the text.
            pub fn parse(text: &str) -> Result<Self, TextError> {
                check(text, Self::MAX, Lines::$lines).map(Self)
            }

            /// The text as it was typed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = TextError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text)
            }
        }

        crate::stored_as_text!($name, true);

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    )+};
}

texts! {
    /// One line: a name, a title, a number of a document.
    Line: One, 300;
    /// The words of a report, an opinion, an answer.
    Prose: Many, 200_000;
    /// Why something was done otherwise than usual.
    Reason: Many, 2_000;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_at_both_ends_are_dropped_and_nothing_else_changes() {
        assert_eq!(Line::parse("  Tỉnh  Sông Lam ").unwrap().as_str(), "Tỉnh  Sông Lam");
        assert_eq!(Prose::parse("một\n\thai\r\n").unwrap().as_str(), "một\n\thai");
    }

    #[test]
    fn a_text_of_blanks_is_empty() {
        for text in ["", "   ", "\n\t", "\u{a0}"] {
            assert_eq!(Reason::parse(text), Err(TextError::Empty));
        }
    }

    #[test]
    fn length_is_counted_in_characters_not_bytes() {
        assert!(Line::parse(&"ữ".repeat(300)).is_ok());
        assert_eq!(Line::parse(&"ữ".repeat(301)), Err(TextError::TooLong { max: 300, len: 301 }));
        assert!(Reason::parse(&"ữ".repeat(2_000)).is_ok());
        assert!(Reason::parse(&"ữ".repeat(2_001)).is_err());
    }

    #[test]
    fn what_cannot_be_printed_is_named_by_its_place() {
        assert_eq!(Line::parse("hai\ndòng"), Err(TextError::ControlCharacter { at: 4 }));
        assert_eq!(Prose::parse("a\u{0}b"), Err(TextError::ControlCharacter { at: 2 }));
    }

    #[test]
    fn a_checked_text_is_sent_as_plain_text_and_checked_again_when_read() {
        let line = Line::parse("Nghị quyết").unwrap();
        assert_eq!(serde_json::to_string(&line).unwrap(), "\"Nghị quyết\"");
        assert!(serde_json::from_str::<Line>("\"  \"").is_err());
    }
}
