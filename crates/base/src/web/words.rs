//! The words of the product: Vietnamese first, English second, from message files only.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// A language that pages can be read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    /// As in the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Vi => "vi",
            Lang::En => "en",
        }
    }
}

/// Finds a message: language, key (with `.attribute`), and what it names.
pub type Lookup = fn(Lang, &str, &[(&str, String)]) -> Option<String>;

/// The words of one language, for one request.
#[derive(Clone, Copy)]
pub struct Words {
    lang: Lang,
    lookup: Lookup,
}

impl Words {
    /// The words of `lang`.
    pub fn new(lang: Lang, lookup: Lookup) -> Self {
        Words { lang, lookup }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The message `key`. A key without a message shows as itself, and a test fails.
    pub fn t(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The message `key` with one thing named.
    pub fn t1(&self, key: &str, name: &str, value: impl ToString) -> String {
        self.say(key, &[(name, value.to_string())])
    }

    /// The message `key` with two things named.
    pub fn t2(
        &self,
        key: &str,
        name: &str,
        value: impl ToString,
        other: &str,
        second: impl ToString,
    ) -> String {
        self.say(key, &[(name, value.to_string()), (other, second.to_string())])
    }

    /// The message `key` with everything that it names.
    pub fn say(&self, key: &str, args: &[(&str, String)]) -> String {
        (self.lookup)(self.lang, key, args).unwrap_or_else(|| format!("⟦{key}⟧"))
    }

    /// The message `key`, if there is one.
    pub fn find(&self, key: &str, args: &[(&str, String)]) -> Option<String> {
        (self.lookup)(self.lang, key, args)
    }

    /// The word of a code: the message `word-<code>`, as in `word-shortcoming`.
    pub fn code(&self, code: impl ToString) -> String {
        self.t(&format!("word-{}", code.to_string().replace('_', "-")))
    }

    /// An address in this language.
    pub fn to(&self, path: impl AsRef<str>) -> String {
        let path = path.as_ref();
        match self.lang {
            Lang::Vi => path.to_owned(),
            Lang::En => format!("/en{path}"),
        }
    }

    /// A day as people write it: 23/11/2026.
    pub fn day(&self, date: &Date) -> String {
        day(*date)
    }

    /// A day that may be missing.
    pub fn maybe_day(&self, date: &Option<Date>) -> String {
        date.map(day).unwrap_or_default()
    }

    /// A moment in the home zone: 23/11/2026 17:00.
    pub fn moment(&self, at: &Timestamp) -> String {
        moment(*at)
    }
}

/// A day as people write it: 23/11/2026.
pub fn day(date: Date) -> String {
    format!("{:02}/{:02}/{}", date.day(), date.month(), date.year())
}

/// A moment in the home zone: 23/11/2026 17:00.
pub fn moment(at: Timestamp) -> String {
    let zone = TimeZone::get(crate::config::HOME_ZONE).unwrap_or(TimeZone::UTC);
    let local = at.to_zoned_datetime(zone);
    format!("{} {:02}:{:02}", day(local.date()), local.hour(), local.minute())
}
