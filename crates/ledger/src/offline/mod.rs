//! The check of a receipt as a small program: what it is given, what it proves, in plain words.
//!
//! It needs no network, no database, no clock and no settings: nothing but the files it is given.

mod arguments;
mod utc;
mod words;

use std::ffi::OsString;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use crate::note::NoteRefused;
use crate::{
    Hash, Policy, PolicyUnmet, ProofRefused, Receipt, ReceiptUnproven, Witnessed, commitment, leaf_hash,
};
use arguments::{Arguments, Entry, WrongCall};
use words::{Language, Sentence};

/// The same check as one page without any network: opened from the disk in a browser, kept for years.
pub const PAGE: &str = include_str!("page.html");

/// How the program ends; each ending has its exit code.
enum Ending {
    Holds(Vec<String>),
    Fails(Vec<String>),
    WrongCall(Vec<String>),
    Unreadable(Vec<String>),
    NotEnough(Vec<String>),
}

impl Ending {
    fn tell(self) -> ExitCode {
        let (code, lines) = match self {
            Self::Holds(lines) => (0, lines),
            Self::Fails(lines) => (1, lines),
            Self::WrongCall(lines) => (2, lines),
            Self::Unreadable(lines) => (3, lines),
            Self::NotEnough(lines) => (4, lines),
        };
        for line in lines {
            let line = harmless(&line);
            if code == 0 { println!("{line}") } else { eprintln!("{line}") }
        }
        ExitCode::from(code)
    }
}

/// Names come from files that may be hostile: nothing in them may steer a terminal or turn the text around.
fn harmless(line: &str) -> String {
    let steers = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    line.chars().map(|c| if steers(c) { char::REPLACEMENT_CHARACTER } else { c }).collect()
}

/// Runs the program with the words of its call; its exit code says how the check ended.
pub fn run(mut words: Vec<OsString>) -> ExitCode {
    if words.iter().any(|word| word == "--help" || word == "-h") {
        words.retain(|word| word != "--help" && word != "-h");
        let is_english = words.iter().any(|word| word == "en");
        let language = if is_english { Language::English } else { Language::Vietnamese };
        return Ending::Holds(vec![words::USAGE.say(language, &[])]).tell();
    }
    let ending = match arguments::read(words.into_iter()) {
        Ok(arguments) => check(&arguments).unwrap_or_else(|ending| ending),
        Err(wrong) => Ending::WrongCall(wrong_call(&wrong)),
    };
    ending.tell()
}

fn wrong_call(wrong: &WrongCall) -> Vec<String> {
    let reason = wrong.sentence.say(wrong.language, &[&wrong.word]);
    vec![words::WRONG_CALL.say(wrong.language, &[&reason]), words::USAGE.say(wrong.language, &[])]
}

fn check(arguments: &Arguments) -> Result<Ending, Ending> {
    let language = arguments.language;
    let policy = Policy::parse(read(language, &arguments.policy)?);
    let policy = policy.map_err(|refused| unreadable(language, &arguments.policy, &refused.to_string()))?;
    let receipt = Receipt::parse(read(language, &arguments.receipt)?);
    let receipt =
        receipt.map_err(|refused| unreadable(language, &arguments.receipt, &refused.to_string()))?;
    let leaf = match &arguments.entry {
        Some(Entry::Leaf(path)) => leaf_hash(&read(language, path)?),
        Some(Entry::LeafHash(hash)) => *hash,
        Some(Entry::Content(path, salt)) => leaf_hash(&commitment(salt, &read(language, path)?)),
        None => return Ok(without_entry(language, &policy, &receipt)),
    };
    Ok(match receipt.verify(&leaf, &policy) {
        Ok(witnessed) => Ending::Holds(holds(language, &policy, &receipt, (&leaf, &witnessed))),
        Err(unproven) => Ending::Fails(fails(language, &unproven, &receipt)),
    })
}

fn read(language: Language, path: &Path) -> Result<Vec<u8>, Ending> {
    fs::read(path).map_err(|error| unreadable(language, path, &error.to_string()))
}

fn unreadable(language: Language, path: &Path, why: &str) -> Ending {
    Ending::Unreadable(vec![words::UNREADABLE.say(language, &[&path.display().to_string(), why])])
}

fn without_entry(language: Language, policy: &Policy, receipt: &Receipt) -> Ending {
    match policy.check(receipt.checkpoint()) {
        Ok(witnessed) => {
            let (origin, size) = (witnessed.checkpoint.origin(), witnessed.checkpoint.size().to_string());
            let mut lines = vec![words::NO_ENTRY.say(language, &[origin, &size])];
            lines.extend(who_stands_behind(language, policy, &witnessed));
            Ending::NotEnough(lines)
        }
        Err(unmet) => Ending::Fails(fails(language, &unmet.into(), receipt)),
    }
}

fn holds(
    language: Language,
    policy: &Policy,
    receipt: &Receipt,
    (leaf, witnessed): (&Hash, &Witnessed<'_>),
) -> Vec<String> {
    let checkpoint = &witnessed.checkpoint;
    let (index, size) = (receipt.index().to_string(), checkpoint.size().to_string());
    let mut lines = vec![words::HOLDS.say(language, &[&index, checkpoint.origin(), &size])];
    lines.extend(who_stands_behind(language, policy, witnessed));
    lines.push(words::LEAF.say(language, &[&leaf.to_hex()]));
    lines.push(words::ROOT.say(language, &[&checkpoint.root().to_hex()]));
    lines
}

fn who_stands_behind(language: Language, policy: &Policy, witnessed: &Witnessed<'_>) -> Vec<String> {
    let mut lines = vec![words::LOG_SIGNED.say(language, &[&witnessed.log.to_string()])];
    for (witness, time) in &witnessed.witnesses {
        lines.push(words::WITNESS.say(language, &[witness.name(), &utc::date_and_time(*time)]));
    }
    if !policy.asks_for_witnesses() {
        lines.push(words::NO_WITNESS.say(language, &[]));
    }
    lines
}

fn fails(language: Language, unproven: &ReceiptUnproven, receipt: &Receipt) -> Vec<String> {
    let index = receipt.index().to_string();
    let say = |sentence: Sentence, fill: &[&str]| sentence.say(language, fill);
    let reason = match unproven {
        ReceiptUnproven::Policy(PolicyUnmet::Note(NoteRefused::FalseSignature(name))) => {
            say(words::FALSE_SIGNATURE, &[name])
        }
        ReceiptUnproven::Policy(PolicyUnmet::Note(_)) => say(words::NOT_SIGNED, &[]),
        ReceiptUnproven::Policy(PolicyUnmet::Checkpoint(_)) => say(words::NOT_A_CHECKPOINT, &[]),
        ReceiptUnproven::Policy(PolicyUnmet::UnknownLog { origin }) => say(words::UNKNOWN_LOG, &[origin]),
        ReceiptUnproven::Policy(PolicyUnmet::NoQuorum { found }) => {
            say(words::TOO_FEW_WITNESSES, &[&found.to_string()])
        }
        ReceiptUnproven::Proof(ProofRefused::BeyondTree { size, .. }) => {
            say(words::BAD_PLACE, &[&index, &size.to_string()])
        }
        ReceiptUnproven::Proof(_) => say(words::NOT_IN_LOG, &[&index]),
    };
    vec![words::FAILS.say(language, &[&reason]), words::DETAIL.say(language, &[&unproven.to_string()])]
}
