//! A notice as a letter: the same words as on the first page, to the address that the person has.

use base::db::{DbError, Link, find};
use base::house::{Boxed, House};
use base::mail::{Letter, NoticeRow, Wording};
use base::web::{Lang, Words};

use crate::organisation::store::PersonRow;

/// Writes the letters of a site.
pub struct Letters {
    words: Words,
    site: String,
}

impl Letters {
    /// The letters of this house, in its first language.
    pub fn new(house: &House) -> Self {
        Letters { words: house.words(Lang::Vi), site: house.config.public_url.clone() }
    }
}

impl Wording for Letters {
    fn letter<'a>(
        &'a self,
        link: &'a mut Link,
        notice: &'a NoticeRow,
    ) -> Boxed<'a, Result<Option<Letter>, DbError>> {
        Box::pin(async move {
            let person: Option<PersonRow> = find(link, notice.person).await?;
            let Some(to) = person.and_then(|person| person.email) else { return Ok(None) };
            let said = |(name, value): (&String, &serde_json::Value)| {
                (name.clone(), value.as_str().unwrap_or_default().to_owned())
            };
            let args: Vec<(String, String)> = notice.args.iter().map(said).collect();
            let args: Vec<(&str, String)> = args.iter().map(|(n, v)| (n.as_str(), v.clone())).collect();
            let subject = self.words.say(&notice.message, &args);
            let text = format!("{subject}\n\n{}{}\n", self.site, notice.link);
            Ok(Some(Letter { to: to.to_string(), subject, text }))
        })
    }
}
