//! What lies in an envelope: what somebody wrote, matter by matter, as the browser put it together. It comes from outside:
//! whatever cannot be read that way is still read as words, and nothing is lost.

use base::Failure;
use base::config::Config;
use domain::common::Prose;
use domain::common::id::SubjectId;
use domain::opinion::{OUTSIDE, OpinionKind};
use secrecy::Opened;
use serde::Deserialize;

use super::about_what::Choices;
use super::channel_keys::{self, purpose_of};
use super::store::{ChannelRow, EnvelopeRow};

/// How many matters one envelope may hold; what goes beyond is kept as words.
const MOST: usize = 60;

/// Whom and what a matter is about, as its writer said.
#[derive(Clone, Debug, PartialEq)]
pub struct About {
    /// The subject.
    pub subject: Option<SubjectId>,
    /// The content under review, or `outside`.
    pub content: String,
    /// What it says.
    pub kind: OpinionKind,
}

impl About {
    /// As far as the review knows of it: a subject of another review is nobody here, another content is none.
    pub fn known(&self, choices: &Choices) -> Option<About> {
        let is_known = self.content == OUTSIDE || choices.codes().contains(&self.content.as_str());
        let subject = self.subject.filter(|id| choices.subjects.iter().any(|named| named.subject.id == *id));
        is_known.then(|| About { subject, ..self.clone() })
    }
}

/// What one envelope held.
#[derive(Clone, Debug)]
pub struct Written {
    /// The digest of its receipt, where its writer made one.
    pub receipt: Option<String>,
    /// The words, and what each is about where its writer said so.
    pub parts: Vec<(Prose, Option<About>)>,
}

/// What the envelopes of a channel held.
#[derive(Debug)]
pub(super) struct Found {
    pub written: Vec<Written>,
    /// How many held no words.
    pub blank: i64,
}

/// Opens every envelope of a channel.
pub(super) fn open_all(
    config: &Config,
    channel: &ChannelRow,
    envelopes: &[EnvelopeRow],
) -> Result<Found, Failure> {
    let (desk, purpose) = (channel_keys::read(config, channel)?.desk, purpose_of(channel));
    let mut found = Found { written: Vec::new(), blank: 0 };
    for row in envelopes {
        // What was not sealed for this desk says nothing to anybody.
        let written = match desk.open(&purpose, &row.envelope) {
            Ok(Opened::Words(bytes)) => written(&String::from_utf8_lossy(&bytes)),
            Ok(Opened::Blank) | Err(_) => None,
        };
        match written {
            Some(written) => found.written.push(written),
            None => found.blank += 1,
        }
    }
    Ok(found)
}

#[derive(Deserialize)]
struct Sheet {
    #[serde(default)]
    receipt: String,
    opinions: Vec<Matter>,
}

#[derive(Deserialize)]
struct Matter {
    #[serde(default)]
    subject: String,
    #[serde(default)]
    content: String,
    #[serde(default)]
    kind: String,
    text: String,
}

/// What was written; nothing when there are no words.
fn written(text: &str) -> Option<Written> {
    let (receipt, parts) = match serde_json::from_str::<Sheet>(text) {
        Ok(sheet) => (Some(sheet.receipt.clone()), parts(&sheet)),
        Err(_) => (None, proses(text).into_iter().map(|prose| (prose, None)).collect()),
    };
    let is_digest = |receipt: &String| {
        receipt.len() == 64 && receipt.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
    };
    (!parts.is_empty()).then(|| Written { receipt: receipt.filter(is_digest), parts })
}

fn parts(sheet: &Sheet) -> Vec<(Prose, Option<About>)> {
    let mut parts = Vec::new();
    for (at, matter) in sheet.opinions.iter().enumerate() {
        let about = about(matter).filter(|_| at < MOST);
        parts.extend(proses(&matter.text).into_iter().map(|prose| (prose, about.clone())));
    }
    parts
}

fn about(matter: &Matter) -> Option<About> {
    let kind = matter.kind.parse().ok()?;
    Some(About { subject: matter.subject.parse().ok(), content: matter.content.clone(), kind })
}

/// The words in the form in which letters are kept; what is longer than a paragraph may be is parted, not cut off.
fn proses(text: &str) -> Vec<Prose> {
    let clean: String = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let clean = language::clean(&clean);
    let letters: Vec<char> = clean.chars().collect();
    let parts = letters.chunks(Prose::MAX).map(|part| part.iter().collect::<String>());
    let has_words = |part: &String| part.chars().any(char::is_alphanumeric);
    parts.filter(has_words).filter_map(|part| Prose::parse(part.trim()).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use base::dice;

    fn read(text: &str) -> Vec<(String, bool)> {
        let parts = written(text).map(|written| written.parts).unwrap_or_default();
        parts.into_iter().map(|(words, about)| (words.to_string(), about.is_some())).collect()
    }

    #[test]
    fn matters_are_read_with_what_they_are_about() {
        let subject = dice::unnamed();
        let text = format!(
            r#"{{"v":1,"opinions":[{{"subject":"{subject}","content":"degradation","kind":"shortcoming","text":"Đường hỏng."}},{{"subject":"","content":"outside","kind":"proposal","text":"Nên họp đúng giờ."}}]}}"#
        );
        assert_eq!(read(&text), [("Đường hỏng.".to_owned(), true), ("Nên họp đúng giờ.".to_owned(), true)]);
    }

    #[test]
    fn whatever_cannot_be_read_that_way_is_still_read_as_words() {
        assert_eq!(read("Chỉ có chữ."), [("Chỉ có chữ.".to_owned(), false)]);
        let wrong = r#"{"opinions":[{"content":"outside","kind":"","text":"a"},{"kind":"x","text":"b"}]}"#;
        assert_eq!(read(wrong), [("a".to_owned(), false), ("b".to_owned(), false)]);
        assert_eq!(read(r#"{"opinions":[{"content":"outside","kind":"clarify","text":" \n "}]}"#), []);
        assert_eq!(read("\u{0}\u{1}a\u{7}"), [("a".to_owned(), false)]);
    }

    #[test]
    fn words_that_are_too_long_are_parted_and_none_is_lost() {
        let long = "ữ ".repeat(Prose::MAX);
        let count: usize = read(&long).iter().map(|(words, _)| words.matches('ữ').count()).sum();
        assert_eq!(count, Prose::MAX);
    }

    #[test]
    fn a_receipt_is_a_digest_or_there_is_none() {
        let of = |receipt: &str| {
            let text = format!(r#"{{"v":2,"receipt":"{receipt}","opinions":[{{"text":"a"}}]}}"#);
            written(&text).unwrap().receipt
        };
        assert_eq!(of(&"0f".repeat(32)), Some("0f".repeat(32)));
        assert_eq!(of(&"0F".repeat(32)), None);
        assert_eq!((of("ngắn"), written("chỉ có chữ").unwrap().receipt), (None, None));
    }
}
