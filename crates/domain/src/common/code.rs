//! Closed lists of words that are stored as text: a code is written once and means the same in every place.
//!
//! A code never carries a translation; the message files do.

/// Declares an enum whose variants are stored, sent and printed as lower-snake codes.
///
/// ```
/// domain::codes! {
///     /// How a day went.
///     pub enum Day {
///         /// It was calm.
///         Calm = "calm",
///         /// It was not.
///         Busy = "busy",
///     }
/// }
/// assert_eq!(Day::parse("busy"), Some(Day::Busy));
/// assert_eq!(Day::ALL.len(), 2);
/// ```
#[macro_export]
macro_rules! codes {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $code:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$variant_meta])* $variant),+ }

        impl $name {
            /// Every value, in the order of the rule book.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The code as it is stored.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The value that a stored code means, if it means one.
            #[must_use]
            pub fn parse(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::common::code::Code for $name {
            fn all() -> &'static [Self] {
                Self::ALL
            }

            fn code(self) -> &'static str {
                self.as_str()
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                formatter.pad(self.as_str())
            }
        }

        impl ::std::str::FromStr for $name {
            type Err = $crate::common::code::UnknownCode;

            fn from_str(code: &str) -> Result<Self, Self::Err> {
                Self::parse(code).ok_or_else(|| $crate::common::code::UnknownCode::new(stringify!($name), code))
            }
        }

        $crate::stored_as_text!($name, false);

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let code = <::std::borrow::Cow<'de, str> as $crate::serde::Deserialize>::deserialize(deserializer)?;
                code.parse().map_err($crate::serde::de::Error::custom)
            }
        }
    };
}

/// A closed list of codes, for functions that read any of them.
pub trait Code: Copy + 'static {
    /// Every value.
    fn all() -> &'static [Self];
    /// The code of this value.
    fn code(self) -> &'static str;
}

/// A stored text that is none of the codes of its list.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{code}” is not a code of {list}")]
pub struct UnknownCode {
    list: &'static str,
    code: String,
}

impl UnknownCode {
    /// Names the list and what was read instead.
    #[must_use]
    pub fn new(list: &'static str, code: &str) -> Self {
        Self { list, code: code.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    codes! {
        /// Two words to test with.
        pub enum Word {
            /// The first.
            First = "first",
            /// The second.
            SecondOne = "second_one",
        }
    }

    #[test]
    fn a_code_reads_back_as_the_value_that_wrote_it() {
        for word in Word::ALL {
            assert_eq!(Word::parse(word.as_str()), Some(*word));
            let json = serde_json::to_string(word).unwrap();
            assert_eq!(json, format!("\"{word}\""));
            assert_eq!(serde_json::from_str::<Word>(&json).unwrap(), *word);
        }
    }

    #[test]
    fn an_unknown_code_is_named_with_its_list() {
        assert_eq!(Word::parse("third"), None);
        assert_eq!("third".parse::<Word>().unwrap_err().to_string(), "“third” is not a code of Word");
        assert!(serde_json::from_str::<Word>("\"third\"").is_err());
    }
}
