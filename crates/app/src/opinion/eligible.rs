//! The list of those who may write without a name, as the house hands it to a second issuer: a text that people can read,
//! whose digest stands in the book since the channel was opened. The second issuer counts from it whom it has given a ticket.

use std::fmt;

use domain::common::id::{CampaignId, ChannelId, PersonId};
use jiff::civil::Date;
use sha2::{Digest, Sha256};

/// The first line.
const FORM: &str = "kiemdiem eligible v1";
/// The longest list that is read, in bytes: a hundred thousand people.
const LONGEST: usize = 16 << 20;

/// The digest of a list: of its keys, sorted, one a line.
pub fn digest_of(list: &[PersonId]) -> String {
    let mut keys: Vec<String> = list.iter().map(ToString::to_string).collect();
    keys.sort();
    hex::encode(Sha256::digest(format!("kiemdiem/eligible/v1\n{}", keys.join("\n")).as_bytes()))
}

/// The name of a key, for comparing by eye: the beginning of its digest.
pub fn key_mark(key: &str) -> String {
    let digest = hex::encode(Sha256::digest(key.as_bytes()));
    digest.get(..16).unwrap_or_default().to_owned()
}

/// The list, and what a second issuer must know of the channel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EligibleList {
    /// The campaign.
    pub campaign: CampaignId,
    /// The channel.
    pub channel: ChannelId,
    /// The mark of the second issuer's key, so that a list does not come to another's folder.
    pub issuer: String,
    /// Whose review it is.
    pub body: String,
    /// The page of the house where a ticket is put together.
    pub ticket: String,
    /// From this day tickets are given.
    pub opens: Date,
    /// The last day.
    pub closes: Date,
    /// The zone in which the house counts days, as `Asia/Ho_Chi_Minh`.
    pub zone: String,
    /// Everyone on it, with the name that goes on their slip.
    pub people: Vec<(PersonId, String)>,
}

/// Why a text is not taken as such a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListRefused {
    /// It does not begin as a list does, or is far too long.
    NoList,
    /// A line is not what stands in this place.
    Line(usize),
    /// The digest at its head is not that of the people below it.
    Digest,
}

impl EligibleList {
    /// The digest of its people.
    pub fn digest(&self) -> String {
        let keys: Vec<PersonId> = self.people.iter().map(|(person, _)| *person).collect();
        digest_of(&keys)
    }

    /// Reads a list from its text.
    ///
    /// # Errors
    /// Says which line is wrong, or that people are missing or too many.
    pub fn parse(text: &str) -> Result<Self, ListRefused> {
        if LONGEST < text.len() {
            return Err(ListRefused::NoList);
        }
        let mut lines = Lines { lines: text.lines(), at: 0 };
        if lines.next() != Some(FORM) {
            return Err(ListRefused::NoList);
        }
        let mut list = EligibleList {
            campaign: lines.read("campaign")?,
            channel: lines.read("channel")?,
            issuer: lines.read("issuer")?,
            body: lines.read("body")?,
            ticket: lines.read("ticket")?,
            opens: lines.read("opens")?,
            closes: lines.read("closes")?,
            zone: lines.read("zone")?,
            people: Vec::new(),
        };
        let digest: String = lines.read("digest")?;
        while let Some(line) = lines.next() {
            let person =
                line.split_once('\t').and_then(|(key, name)| Some((key.parse().ok()?, name.to_owned())));
            list.people.push(person.ok_or(ListRefused::Line(lines.at))?);
        }
        if list.digest() != digest {
            return Err(ListRefused::Digest);
        }
        Ok(list)
    }
}

struct Lines<'t> {
    lines: std::str::Lines<'t>,
    at: usize,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<&'t str> {
        self.at += 1;
        self.lines.next().map(str::trim_end)
    }

    fn read<T: std::str::FromStr>(&mut self, word: &str) -> Result<T, ListRefused> {
        let line = self.next();
        let value = line.and_then(|line| line.strip_prefix(word)?.strip_prefix('\t')?.parse().ok());
        value.ok_or(ListRefused::Line(self.at))
    }
}

impl fmt::Display for EligibleList {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // What stands in a line holds neither a tab nor a break, whatever a name holds.
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(
            formatter,
            "{FORM}\ncampaign\t{}\nchannel\t{}\nissuer\t{}",
            self.campaign, self.channel, self.issuer
        )?;
        writeln!(formatter, "body\t{}\nticket\t{}", plain(&self.body), self.ticket)?;
        writeln!(formatter, "opens\t{}\ncloses\t{}\nzone\t{}", self.opens, self.closes, self.zone)?;
        writeln!(formatter, "digest\t{}", self.digest())?;
        self.people.iter().try_for_each(|(person, name)| writeln!(formatter, "{person}\t{}", plain(name)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn list() -> EligibleList {
        let person = |at: u128, name: &str| (Uuid::from_u128(at).into(), name.to_owned());
        EligibleList {
            campaign: Uuid::from_u128(1).into(),
            channel: Uuid::from_u128(2).into(),
            issuer: key_mark("khóa"),
            body: "Ban Thường vụ Huyện ủy An Phú".to_owned(),
            ticket: "https://kiemdiem.song-lam.example/opinion/x/ticket".to_owned(),
            opens: date(2026, 11, 2),
            closes: date(2026, 11, 20),
            zone: "Asia/Ho_Chi_Minh".to_owned(),
            people: vec![person(7, "Nguyễn Văn An"), person(8, "Trần Thị Bình")],
        }
    }

    #[test]
    fn a_list_reads_back_and_its_order_does_not_matter_to_the_digest() {
        let list = list();
        assert_eq!(EligibleList::parse(&list.to_string()), Ok(list.clone()));
        let people = list.people.iter().rev().cloned().collect();
        assert_eq!(EligibleList { people, ..list.clone() }.digest(), list.digest());
    }

    #[test]
    fn what_was_cut_off_or_changed_is_named() {
        let text = list().to_string();
        assert_eq!(EligibleList::parse("danh sách"), Err(ListRefused::NoList));
        let without_last: String = text.lines().take(11).map(|line| format!("{line}\n")).collect();
        assert_eq!(EligibleList::parse(&without_last), Err(ListRefused::Digest));
        assert_eq!(EligibleList::parse(&text.replace("2026-11-20", "20/11")), Err(ListRefused::Line(8)));
        assert_eq!(EligibleList::parse(&text.replace("\tTrần", " Trần")), Err(ListRefused::Line(12)));
        let twice = text.clone() + text.lines().last().unwrap();
        assert_eq!(EligibleList::parse(&twice), Err(ListRefused::Digest));
    }

    #[test]
    fn a_name_cannot_add_a_line() {
        let mut list = list();
        list.people[0].1 = "An\nx\ty".to_owned();
        let read = EligibleList::parse(&list.to_string()).unwrap();
        assert_eq!(read.people[0].1, "An x y");
    }
}
