//! Whom a reader trusts (C2SP `tlog-policy`): which logs, which witnesses, and how many of them.
//!
//! A policy is the reader's own. It never comes from the log that it is held against.

use std::collections::{HashMap, HashSet};

use crate::checkpoint::{Checkpoint, CheckpointRefused};
use crate::note::{KeyKind, Note, NoteRefused, NoteVerifier};
use crate::text::decimal;

/// The largest policy that is read, in bytes.
const MAX_POLICY_SIZE: usize = 1_000_000;

/// A policy that was read without fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    logs: usize,
    keys: Vec<NoteVerifier>,
    parties: Vec<Party>,
    quorum: Option<usize>,
}

/// Something that can witness: one witness, or a group of what stands above it in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Party {
    Witness { key: usize },
    Group { threshold: usize, members: Vec<usize> },
}

/// A fault in a policy file, with its line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("policy line {line}: {fault}")]
pub struct PolicyRefused {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub fault: PolicyFault,
}

/// What can be wrong with a line of a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyFault {
    /// The file is larger than any honest one.
    #[error("a policy has at most {MAX_POLICY_SIZE} bytes")]
    TooLarge,
    /// A byte may not stand in a policy.
    #[error("control characters other than tab and newline are not allowed")]
    ControlCharacter,
    /// The last line has no newline.
    #[error("each line ends in a newline")]
    NoNewline,
    /// The line begins with an unknown word.
    #[error("{0:?} is not one of log, witness, group, quorum")]
    UnknownWord(String),
    /// The line has too few or too many words.
    #[error("expected: {0}")]
    WrongWords(&'static str),
    /// A key cannot be read.
    #[error("{0}")]
    BadKey(NoteRefused),
    /// A key is of the wrong kind for its place.
    #[error("this key cannot sign as a {0}")]
    WrongKind(&'static str),
    /// The same key stands in the file twice in one part.
    #[error("this {0} is already listed")]
    DuplicateKey(&'static str),
    /// A name is defined twice, or is the reserved word `none`.
    #[error("the name {0:?} is already taken")]
    NameTaken(String),
    /// A name is used before it is defined.
    #[error("{0:?} is not defined above")]
    UnknownName(String),
    /// A member of a group is already in a group.
    #[error("{0:?} is already a member of a group")]
    AlreadyMember(String),
    /// The threshold is not between one and the number of members.
    #[error("the threshold is \"any\", \"all\" or a number from 1 to {0}")]
    BadThreshold(usize),
    /// A second quorum.
    #[error("the quorum is already set")]
    SecondQuorum,
    /// No quorum at all.
    #[error("the policy has no quorum line")]
    NoQuorum,
}

/// A checkpoint that satisfies a policy, and who stands behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Witnessed<'a> {
    /// What the log says.
    pub checkpoint: Checkpoint,
    /// The log's key.
    pub log: &'a NoteVerifier,
    /// Witnesses that cosigned, each with the time it gives, in seconds since 1970.
    pub witnesses: Vec<(&'a NoteVerifier, u64)>,
}

/// Why a checkpoint does not satisfy a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyUnmet {
    /// The signatures do not hold.
    #[error(transparent)]
    Note(#[from] NoteRefused),
    /// The signed text is not a checkpoint.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointRefused),
    /// No listed log signed, or another log than the one named signed.
    #[error("the checkpoint of {origin:?} is not signed by a log of that name in the policy")]
    UnknownLog {
        /// The log that the checkpoint names.
        origin: String,
    },
    /// Too few of the required witnesses cosigned.
    #[error("the quorum is not reached: {found} of the listed witnesses cosigned")]
    NoQuorum {
        /// Listed witnesses that cosigned.
        found: usize,
    },
}

impl Policy {
    /// Reads a policy file.
    ///
    /// # Errors
    ///
    /// Names the line and its fault.
    pub fn parse(bytes: impl AsRef<[u8]>) -> Result<Self, PolicyRefused> {
        let bytes = bytes.as_ref();
        if MAX_POLICY_SIZE < bytes.len() {
            return Err(PolicyRefused { line: 1, fault: PolicyFault::TooLarge });
        }
        let mut reading = Reading::default();
        let mut n_lines = 0;
        for (line, text) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            reading.line(text).map_err(|fault| PolicyRefused { line, fault })?;
            n_lines = line;
        }
        let quorum =
            reading.quorum.ok_or(PolicyRefused { line: n_lines + 1, fault: PolicyFault::NoQuorum })?;
        let logs = reading.logs.len();
        let keys = reading.logs.into_iter().chain(reading.witnesses).collect();
        Ok(Self { logs, keys, parties: reading.parties, quorum })
    }

    /// The logs that the policy lists.
    #[must_use]
    pub fn logs(&self) -> &[NoteVerifier] {
        self.keys.get(..self.logs).unwrap_or_default()
    }

    /// The witnesses that the policy lists.
    #[must_use]
    pub fn witnesses(&self) -> &[NoteVerifier] {
        self.keys.get(self.logs..).unwrap_or_default()
    }

    /// Whether the policy asks for any witness at all. Without one, a log can show two histories.
    #[must_use]
    pub const fn asks_for_witnesses(&self) -> bool {
        self.quorum.is_some()
    }

    /// Checks that a listed log signed the checkpoint and enough witnesses cosigned it.
    ///
    /// # Errors
    ///
    /// Says what is missing or false. One false signature by a listed key spoils the whole checkpoint.
    pub fn check(&self, note: &Note) -> Result<Witnessed<'_>, PolicyUnmet> {
        let signed = note.verify(&self.keys)?;
        let checkpoint = Checkpoint::parse(note.text())?;
        let by_log = |key: &&NoteVerifier| key.name() == checkpoint.origin() && self.logs().contains(key);
        let log = signed.iter().map(|signed| signed.by).find(by_log);
        let Some(log) = log else {
            return Err(PolicyUnmet::UnknownLog { origin: checkpoint.origin().to_owned() });
        };
        let witnesses: Vec<_> = signed.iter().filter_map(|signed| Some((signed.by, signed.time?))).collect();
        if !self.is_met_by(&witnesses) {
            return Err(PolicyUnmet::NoQuorum { found: witnesses.len() });
        }
        Ok(Witnessed { checkpoint, log, witnesses })
    }

    /// Whether these witnesses make up the quorum. Groups name only what stands above them, so one pass is
    /// enough.
    fn is_met_by(&self, cosigned: &[(&NoteVerifier, u64)]) -> bool {
        let Some(quorum) = self.quorum else { return true };
        let mut met: Vec<bool> = Vec::with_capacity(self.parties.len());
        for party in &self.parties {
            let is_met = match party {
                Party::Witness { key } => {
                    self.witnesses().get(*key).is_some_and(|key| cosigned.iter().any(|(by, _)| *by == key))
                }
                Party::Group { threshold, members } => {
                    let n_met = members.iter().filter(|member| met.get(**member) == Some(&true)).count();
                    *threshold <= n_met
                }
            };
            met.push(is_met);
        }
        met.get(quorum) == Some(&true)
    }
}

/// A policy while its lines are being read.
#[derive(Default)]
struct Reading {
    logs: Vec<NoteVerifier>,
    witnesses: Vec<NoteVerifier>,
    parties: Vec<Party>,
    /// Names are bytes, because the specification forbids giving them any further meaning.
    names: HashMap<Vec<u8>, usize>,
    members: HashSet<usize>,
    quorum: Option<Option<usize>>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Result<(), PolicyFault> {
        let line = line.strip_suffix(b"\n").ok_or(PolicyFault::NoNewline)?;
        if line.iter().any(|byte| matches!(byte, 0x00..=0x08 | 0x0a..=0x1f | 0x7f)) {
            return Err(PolicyFault::ControlCharacter);
        }
        let words: Vec<_> =
            line.split(|byte| matches!(byte, b' ' | b'\t')).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => Ok(()),
            [first, ..] if first.starts_with(b"#") => Ok(()),
            [b"log", key] | [b"log", key, _] => self.log(key),
            [b"log", ..] => Err(PolicyFault::WrongWords("log <key> [<url>]")),
            [b"witness", name, key] | [b"witness", name, key, _] => self.witness(name, key),
            [b"witness", ..] => Err(PolicyFault::WrongWords("witness <name> <key> [<url>]")),
            [b"group", name, threshold, members @ ..] if !members.is_empty() => {
                self.group(name, threshold, members)
            }
            [b"group", ..] => Err(PolicyFault::WrongWords("group <name> <any|all|number> <name>...")),
            [b"quorum", name] => self.quorum(name),
            [b"quorum", ..] => Err(PolicyFault::WrongWords("quorum <name>")),
            [other, ..] => Err(PolicyFault::UnknownWord(shown(other))),
        }
    }

    fn log(&mut self, key: &[u8]) -> Result<(), PolicyFault> {
        let key = read_key(key, KeyKind::Note, "log")?;
        add_key(&mut self.logs, key, "log")
    }

    fn witness(&mut self, name: &[u8], key: &[u8]) -> Result<(), PolicyFault> {
        let key = read_key(key, KeyKind::Cosignature, "witness")?;
        add_key(&mut self.witnesses, key, "witness")?;
        self.define(name, Party::Witness { key: self.witnesses.len() - 1 })
    }

    fn group(&mut self, name: &[u8], threshold: &[u8], members: &[&[u8]]) -> Result<(), PolicyFault> {
        let mut found = Vec::with_capacity(members.len());
        for member in members {
            let party = self.named(member)?;
            if !self.members.insert(party) {
                return Err(PolicyFault::AlreadyMember(shown(member)));
            }
            found.push(party);
        }
        let threshold = match threshold {
            b"any" => Some(1),
            b"all" => Some(found.len()),
            number => {
                str::from_utf8(number).ok().and_then(decimal).and_then(|number| usize::try_from(number).ok())
            }
        };
        let threshold = threshold.filter(|threshold| (1..=found.len()).contains(threshold));
        let threshold = threshold.ok_or(PolicyFault::BadThreshold(found.len()))?;
        self.define(name, Party::Group { threshold, members: found })
    }

    fn quorum(&mut self, name: &[u8]) -> Result<(), PolicyFault> {
        if self.quorum.is_some() {
            return Err(PolicyFault::SecondQuorum);
        }
        self.quorum = Some(if name == b"none" { None } else { Some(self.named(name)?) });
        Ok(())
    }

    fn named(&self, name: &[u8]) -> Result<usize, PolicyFault> {
        self.names.get(name).copied().ok_or_else(|| PolicyFault::UnknownName(shown(name)))
    }

    fn define(&mut self, name: &[u8], party: Party) -> Result<(), PolicyFault> {
        if name == b"none" || self.names.contains_key(name) {
            return Err(PolicyFault::NameTaken(shown(name)));
        }
        self.names.insert(name.to_vec(), self.parties.len());
        self.parties.push(party);
        Ok(())
    }
}

fn read_key(text: &[u8], kind: KeyKind, place: &'static str) -> Result<NoteVerifier, PolicyFault> {
    let text = str::from_utf8(text).map_err(|_| PolicyFault::BadKey(NoteRefused::BadKey))?;
    let key = NoteVerifier::parse(text).map_err(PolicyFault::BadKey)?;
    if key.kind() == kind { Ok(key) } else { Err(PolicyFault::WrongKind(place)) }
}

fn add_key(keys: &mut Vec<NoteVerifier>, key: NoteVerifier, place: &'static str) -> Result<(), PolicyFault> {
    if keys.iter().any(|other| other.public_key() == key.public_key()) {
        return Err(PolicyFault::DuplicateKey(place));
    }
    keys.push(key);
    Ok(())
}

fn shown(name: &[u8]) -> String {
    String::from_utf8_lossy(name).chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checkpoint::TreeHead;
    use crate::cosignature::Cosigner;
    use crate::hash::leaf_hash;
    use crate::note::NoteKey;

    fn log() -> NoteKey {
        NoteKey::from_seed("song-lam.example/log1", &[3; 32]).unwrap()
    }

    fn witness(n: u8) -> Cosigner {
        Cosigner::from_seed(&format!("witness.example/{n}"), &[n; 32]).unwrap()
    }

    fn lines(rest: &str) -> String {
        let witnesses: String =
            (10..16).map(|n| format!("witness W{n} {}\n", witness(n).verifier())).collect();
        format!("log {}\n{witnesses}{rest}", log().verifier())
    }

    fn note(witnesses: &[u8]) -> Note {
        let head = TreeHead { size: 1, root: leaf_hash(b"first") };
        let checkpoint = Checkpoint::new("song-lam.example/log1", head).unwrap();
        let mut note = checkpoint.sign(&log()).unwrap();
        witnesses.iter().for_each(|n| note.add(witness(*n).cosign(&checkpoint, 1_900_000_000).unwrap()));
        note
    }

    fn check(rest: &str, witnesses: &[u8], is_met: bool) {
        let policy = Policy::parse(lines(rest)).unwrap();
        assert_eq!(policy.check(&note(witnesses)).is_ok(), is_met, "{rest} with {witnesses:?}");
    }

    #[test]
    fn a_quorum_is_reached_by_the_witnesses_that_it_names() {
        check("quorum none\n", &[], true);
        check("quorum W10\n", &[], false);
        check("quorum W10\n", &[11], false);
        check("quorum W10\n", &[10], true);
        let groups = "group X 2 W10 W11 W12\ngroup Y any W13 W14\ngroup XY all X Y\nquorum XY\n";
        check(groups, &[10, 11], false);
        check(groups, &[10, 13, 14], false);
        check(groups, &[10, 12, 14], true);
        check(groups, &[10, 11, 12, 13, 14, 15], true);
    }

    #[test]
    fn the_answer_says_who_stands_behind_the_checkpoint() {
        let policy = Policy::parse(lines("quorum W10\n")).unwrap();
        let note = note(&[10, 12]);
        let witnessed = policy.check(&note).unwrap();
        assert_eq!(witnessed.log.name(), "song-lam.example/log1");
        let names: Vec<_> = witnessed.witnesses.iter().map(|(key, time)| (key.name(), *time)).collect();
        assert_eq!(names, [("witness.example/10", 1_900_000_000), ("witness.example/12", 1_900_000_000)]);
    }

    #[test]
    fn a_listed_log_cannot_sign_for_another() {
        let other = NoteKey::from_seed("song-lam.example/log2", &[4; 32]).unwrap();
        let policy = format!("log {}\nlog {}\nquorum none\n", log().verifier(), other.verifier());
        let mut forged = Note::new(note(&[]).text()).unwrap();
        forged.sign(&other);
        assert_eq!(
            Policy::parse(policy).unwrap().check(&forged),
            Err(PolicyUnmet::UnknownLog { origin: "song-lam.example/log1".to_owned() })
        );
    }

    #[test]
    fn one_false_cosignature_spoils_the_checkpoint() {
        let mut note = note(&[10]);
        let other =
            Checkpoint::new("song-lam.example/log1", TreeHead { size: 2, root: leaf_hash(b"x") }).unwrap();
        note.add(witness(11).cosign(&other, 1).unwrap());
        let policy = Policy::parse(lines("quorum W10\n")).unwrap();
        assert!(matches!(policy.check(&note), Err(PolicyUnmet::Note(NoteRefused::FalseSignature(_)))));
    }

    #[test]
    fn spaces_comments_addresses_and_foreign_letters_are_allowed() {
        let text = format!(
            "# đợt kiểm điểm\n\n \t log\t{}  https://song-lam.example/ \nwitness Ủy-ban {}\n  # end\nquorum Ủy-ban\n",
            log().verifier(),
            witness(10).verifier()
        );
        assert!(Policy::parse(text).unwrap().check(&note(&[10])).is_ok());
        let mut bytes = lines("").into_bytes();
        bytes.extend(b"group \xff any W10\nquorum \xff\n");
        assert!(Policy::parse(bytes).unwrap().check(&note(&[10])).is_ok());
    }

    #[test]
    fn each_fault_is_named_with_its_line() {
        let refused = |rest: &str, line: usize, fault: PolicyFault| {
            assert_eq!(Policy::parse(lines(rest)), Err(PolicyRefused { line, fault }), "{rest:?}");
        };
        let name = str::to_owned;
        refused("", 8, PolicyFault::NoQuorum);
        refused("quorum none\nquorum none\n", 9, PolicyFault::SecondQuorum);
        refused("quorum none", 8, PolicyFault::NoNewline);
        refused("quorum none\r\n", 8, PolicyFault::ControlCharacter);
        refused("quorum A\n", 8, PolicyFault::UnknownName(name("A")));
        refused("quorum\n", 8, PolicyFault::WrongWords("quorum <name>"));
        refused("group A any\n", 8, PolicyFault::WrongWords("group <name> <any|all|number> <name>..."));
        refused("group A 3 W10 W11\n", 8, PolicyFault::BadThreshold(2));
        refused("group A 0 W10 W11\n", 8, PolicyFault::BadThreshold(2));
        refused("group A 01 W10\n", 8, PolicyFault::BadThreshold(1));
        refused("group A any W10\ngroup A any W11\n", 9, PolicyFault::NameTaken(name("A")));
        refused("group none any W10\n", 8, PolicyFault::NameTaken(name("none")));
        refused("group A any none\n", 8, PolicyFault::UnknownName(name("none")));
        refused("group A any A\n", 8, PolicyFault::UnknownName(name("A")));
        refused("group A any W10\ngroup B any W10\n", 9, PolicyFault::AlreadyMember(name("W10")));
        refused("group A any W10 W10\n", 8, PolicyFault::AlreadyMember(name("W10")));
        refused("logs x\n", 8, PolicyFault::UnknownWord(name("logs")));
        refused("log x\n", 8, PolicyFault::BadKey(NoteRefused::BadKey));
        refused("log\n", 8, PolicyFault::WrongWords("log <key> [<url>]"));
        refused(&format!("log {}\n", witness(10).verifier()), 8, PolicyFault::WrongKind("log"));
        refused(&format!("witness V {}\n", log().verifier()), 8, PolicyFault::WrongKind("witness"));
        refused(&format!("log {}\n", log().verifier()), 8, PolicyFault::DuplicateKey("log"));
        let renamed = Cosigner::from_seed("another-name.example", &[10; 32]).unwrap();
        refused(&format!("witness V {}\n", renamed.verifier()), 8, PolicyFault::DuplicateKey("witness"));
    }

    #[test]
    fn a_long_chain_of_groups_is_no_danger() {
        let mut text = lines("group g0 any W10\n");
        (1..5_000).for_each(|n| text.push_str(&format!("group g{n} any g{}\n", n - 1)));
        text.push_str("quorum g4999\n");
        assert!(Policy::parse(text).unwrap().check(&note(&[10])).is_ok());
    }
}
