//! The card of a channel: all that somebody needs who asks for a ticket and seals an envelope with a program of their own,
//! far from the pages. It holds public things only, and is read within bounds, since it comes from outside.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::envelope::DeskKey;
use crate::issuer::IssuerKey;
use crate::token::{MOST_ISSUERS, Purpose};

/// The most bytes of a card.
pub const LARGEST_CARD: usize = 256 << 10;
/// The form that is written here.
const FORM: u64 = 1;
/// The most letters of one text in a card, and the most choices of one list.
const MOST_LETTERS: usize = 2_000;
const MOST_CHOICES: usize = 2_000;
/// The most bytes of one part of a proof: two keys of the longest kind stand in a copy, a hundred signatures in a receipt.
const LARGEST_PROOF: usize = 32 << 10;
const NEEDED: [&str; 16] = [
    "campaign",
    "channel",
    "body",
    "issuers",
    "desk",
    "opens",
    "writing",
    "closes",
    "eligible",
    "least_given",
    "ticket",
    "send",
    "promise",
    "subjects",
    "contents",
    "kinds",
];

/// Why a card is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChannelCardRefused {
    /// It is larger than a card can be.
    #[error("a card has at most {max} bytes")]
    TooLarge {
        /// The most.
        max: usize,
    },
    /// It ends in the middle.
    #[error("the card ends in the middle: it was cut off")]
    CutOff,
    /// It is something else.
    #[error("this is no card: {0}")]
    NoCard(String),
    /// It is written in a form that this program does not know.
    #[error("the card is of form {0}, which this program does not know")]
    Form(u64),
    /// It lacks something.
    #[error("the card lacks `{0}`")]
    Lacks(&'static str),
    /// Something in it cannot be read.
    #[error("the card's `{0}` cannot be read")]
    Wrong(&'static str),
}

/// One choice of a list: what is sealed, and its words in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardChoice {
    /// What is sealed.
    pub value: String,
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

/// That the book holds what never changes in the card: the entry with all that it holds, and the proof of its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardProof {
    /// The salt of the entry, 64 digits.
    pub salt: String,
    /// What was written down, byte for byte: JSON, one of whose columns holds [`ChannelCard::facts`].
    pub copy: String,
    /// Place, proof and signed head, as C2SP `tlog-proof@v1`.
    pub receipt: String,
}

/// What a channel says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChannelCard {
    /// The form of the card.
    pub v: u64,
    /// The campaign.
    pub campaign: String,
    /// The channel.
    pub channel: String,
    /// Whom opinions are asked about.
    pub body: String,
    /// The public keys of the issuers, one or two.
    pub issuers: Vec<String>,
    /// The public key for which envelopes are sealed.
    pub desk: String,
    /// From this day tickets are given.
    pub opens: String,
    /// From this day envelopes are taken.
    pub writing: String,
    /// On this day both end.
    pub closes: String,
    /// How many may write.
    pub eligible: u32,
    /// How many must have written before any envelope is opened.
    pub least_given: u32,
    /// The page where a ticket is asked for.
    pub ticket: String,
    /// The page to which an envelope is brought.
    pub send: String,
    /// The promise, sentence by sentence.
    pub promise: Vec<String>,
    /// Whom a matter can be about.
    pub subjects: Vec<CardChoice>,
    /// On what.
    pub contents: Vec<CardChoice>,
    /// What it can be.
    pub kinds: Vec<CardChoice>,
    /// The digest of the single-file client that stands in the book with the channel.
    #[serde(default)]
    pub client: Option<String>,
    /// The proof that the book holds [`ChannelCard::facts`]; none while the entry has no place, and for channels that were
    /// opened before there was such an entry.
    #[serde(default)]
    pub proof: Option<CardProof>,
}

impl ChannelCard {
    /// The form of card that is written here.
    pub const FORM: u64 = FORM;

    /// Reads a card, and demands that everything in it can be used.
    ///
    /// # Errors
    /// What is wrong with it, by name.
    pub fn parse(text: &str) -> Result<Self, ChannelCardRefused> {
        if LARGEST_CARD < text.len() {
            return Err(ChannelCardRefused::TooLarge { max: LARGEST_CARD });
        }
        let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|error| {
            if error.is_eof() {
                ChannelCardRefused::CutOff
            } else {
                ChannelCardRefused::NoCard(error.to_string())
            }
        })?;
        match value.get("v").and_then(Value::as_u64) {
            None => return Err(ChannelCardRefused::Lacks("v")),
            Some(FORM) => {}
            Some(other) => return Err(ChannelCardRefused::Form(other)),
        }
        if let Some(field) = NEEDED.into_iter().find(|field| value.get(field).is_none()) {
            return Err(ChannelCardRefused::Lacks(field));
        }
        let card: ChannelCard =
            serde_json::from_value(value).map_err(|error| ChannelCardRefused::NoCard(error.to_string()))?;
        card.check()?;
        Ok(card)
    }

    fn check(&self) -> Result<(), ChannelCardRefused> {
        self.purpose()?;
        self.issuer_keys()?;
        self.desk_key()?;
        for (field, day) in [("opens", &self.opens), ("writing", &self.writing), ("closes", &self.closes)] {
            is_day(day).then_some(()).ok_or(ChannelCardRefused::Wrong(field))?;
        }
        if self.closes < self.writing || self.writing < self.opens {
            return Err(ChannelCardRefused::Wrong("writing"));
        }
        let is_short = |text: &String| text.chars().count() <= MOST_LETTERS;
        let texts = [("body", &self.body), ("ticket", &self.ticket), ("send", &self.send)];
        for (field, text) in texts {
            is_short(text).then_some(()).ok_or(ChannelCardRefused::Wrong(field))?;
        }
        for (field, address) in [("ticket", &self.ticket), ("send", &self.send)] {
            is_address(address).then_some(()).ok_or(ChannelCardRefused::Wrong(field))?;
        }
        let parts = self.proof.iter().flat_map(|proof| [&proof.salt, &proof.copy, &proof.receipt]);
        if parts.map(String::len).any(|length| LARGEST_PROOF < length) {
            return Err(ChannelCardRefused::Wrong("proof"));
        }
        if !self.promise.iter().all(is_short) {
            return Err(ChannelCardRefused::Wrong("promise"));
        }
        let lists = [("subjects", &self.subjects), ("contents", &self.contents), ("kinds", &self.kinds)];
        for (field, choices) in lists {
            let is_good =
                |choice: &CardChoice| [&choice.value, &choice.vi, &choice.en].into_iter().all(is_short);
            if MOST_CHOICES < choices.len() || !choices.iter().all(is_good) {
                return Err(ChannelCardRefused::Wrong(field));
            }
        }
        Ok(())
    }

    /// What tokens and envelopes of the channel are for.
    ///
    /// # Errors
    /// When the keys of campaign or channel cannot be read.
    pub fn purpose(&self) -> Result<Purpose, ChannelCardRefused> {
        Ok(Purpose {
            campaign: id_bytes(&self.campaign).ok_or(ChannelCardRefused::Wrong("campaign"))?,
            target: id_bytes(&self.channel).ok_or(ChannelCardRefused::Wrong("channel"))?,
        })
    }

    /// The issuers, in their order.
    ///
    /// # Errors
    /// When a key cannot be read, or there are too few or too many, or the same twice.
    pub fn issuer_keys(&self) -> Result<Vec<IssuerKey>, ChannelCardRefused> {
        let keys: Result<Vec<_>, _> = self.issuers.iter().map(|text| IssuerKey::parse(text)).collect();
        let keys = keys.map_err(|_| ChannelCardRefused::Wrong("issuers"))?;
        let is_twice = matches!(keys.as_slice(), [one, other] if one == other);
        if (1..=MOST_ISSUERS).contains(&keys.len()) && !is_twice {
            Ok(keys)
        } else {
            Err(ChannelCardRefused::Wrong("issuers"))
        }
    }

    /// The desk for which envelopes are sealed.
    ///
    /// # Errors
    /// When the key cannot be read.
    pub fn desk_key(&self) -> Result<DeskKey, ChannelCardRefused> {
        DeskKey::parse(&self.desk).map_err(|_| ChannelCardRefused::Wrong("desk"))
    }

    /// The card as it is given out.
    ///
    /// # Errors
    /// Never in practice: it holds nothing that has no text.
    pub fn to_json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| text + "\n")
    }

    /// What never changes in the card, a line for each: its word, a space, its value. The last day may be moved on, and what
    /// the choices are called is no matter of trust.
    #[must_use]
    pub fn facts(&self) -> String {
        let mut facts = vec![("campaign", &self.campaign), ("channel", &self.channel), ("desk", &self.desk)];
        facts.extend(self.issuers.iter().map(|key| ("issuers", key)));
        facts.extend([("opens", &self.opens), ("writing", &self.writing)]);
        let (eligible, least_given) = (self.eligible.to_string(), self.least_given.to_string());
        facts.extend([("eligible", &eligible), ("least_given", &least_given)]);
        facts.extend(self.client.iter().map(|digest| ("client", digest)));
        facts.iter().map(|(word, value)| format!("{word} {value}\n")).collect()
    }

    /// What differs between the card and the facts that the book holds: the words of the lines, none when all is the same.
    #[must_use]
    pub fn differs_from(&self, facts: &str) -> Vec<String> {
        let mine = self.facts();
        let lines = |own: &str, other: &str| -> Vec<String> {
            let missing = own.lines().filter(|line| !other.lines().any(|there| there == *line));
            missing.map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
        };
        let mut words = lines(&mine, facts);
        words.extend(lines(facts, &mine));
        if words.is_empty() && mine != facts {
            words.push("issuers".to_owned());
        }
        words.sort();
        words.dedup();
        words
    }

    /// What two people compare, so that nobody was given keys of their own: 32 digits over all that never changes. The last
    /// day may be moved on, and what the choices are called is no matter of trust.
    #[must_use]
    pub fn mark(&self) -> String {
        let mut lines = vec![self.campaign.clone(), self.channel.clone(), self.desk.clone()];
        lines.extend(self.issuers.iter().cloned());
        lines.extend([self.opens.clone(), self.writing.clone()]);
        lines.extend([self.eligible.to_string(), self.least_given.to_string()]);
        let digest = Sha256::digest(format!("kiemdiem/card/v1\n{}", lines.join("\n")).as_bytes());
        let groups = digest
            .chunks(2)
            .take(8)
            .map(|pair| pair.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        groups.collect::<Vec<_>>().join(" ")
    }
}

/// The bytes of a key in the usual form, 8-4-4-4-12 digits.
fn id_bytes(text: &str) -> Option<[u8; 16]> {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    if lengths != [8, 4, 4, 4, 12] {
        return None;
    }
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| *c != '-')
        .map(|c| {
            c.to_digit(16).filter(|_| !c.is_ascii_uppercase()).and_then(|digit| u8::try_from(digit).ok())
        })
        .collect::<Option<_>>()?;
    let bytes: Vec<u8> =
        digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect();
    bytes.try_into().ok()
}

/// Whether a text is a day like 2026-11-20.
fn is_day(text: &str) -> bool {
    let is_digit =
        |at: usize, byte: u8| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(|(at, byte)| is_digit(at, byte))
}

/// Whether a text is an address of the web, without anything that a reader could not see.
fn is_address(text: &str) -> bool {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain && (text.starts_with("https://") || text.starts_with("http://"))
}
