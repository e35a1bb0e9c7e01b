//! What the program was asked, read from its arguments.

use std::ffi::OsString;
use std::path::PathBuf;

use crate::{Hash, SALT_SIZE};

use super::words::{self, Language, Sentence};

/// A call that can be answered.
#[derive(Debug, PartialEq, Eq)]
pub struct Arguments {
    pub receipt: PathBuf,
    pub policy: PathBuf,
    pub entry: Option<Entry>,
    pub language: Language,
}

/// How the entry is given.
#[derive(Debug, PartialEq, Eq)]
pub enum Entry {
    /// The bytes of the entry.
    Leaf(PathBuf),
    /// The hash of the entry.
    LeafHash(Hash),
    /// What a commitment was made to, and its salt.
    Content(PathBuf, [u8; SALT_SIZE]),
}

/// A call that cannot be answered, with the language in which to say so.
#[derive(Debug)]
pub struct WrongCall {
    pub sentence: Sentence,
    pub word: String,
    pub language: Language,
}

const OPTIONS: [&str; 6] = ["--policy", "--leaf", "--leaf-hash", "--content", "--salt", "--lang"];

/// The words of a call, each option with its value.
#[derive(Default)]
struct Words {
    receipt: Option<OsString>,
    values: [Option<OsString>; 6],
}

impl Words {
    fn read(mut arguments: impl Iterator<Item = OsString>) -> Result<Self, (Sentence, String)> {
        let mut words = Self::default();
        while let Some(word) = arguments.next() {
            let shown = word.to_string_lossy().into_owned();
            let option = OPTIONS.iter().zip(&mut words.values).find(|(option, _)| **option == shown);
            let place = match option {
                Some((_, place)) => place,
                None if shown.starts_with('-') => return Err((words::UNKNOWN_WORD, shown)),
                None => &mut words.receipt,
            };
            let is_option = shown.starts_with('-');
            let value = if is_option { arguments.next() } else { Some(word) };
            let value = value.ok_or_else(|| (words::NO_VALUE, shown.clone()))?;
            if place.replace(value).is_some() {
                return Err((words::TWICE, shown));
            }
        }
        Ok(words)
    }
}

/// Reads a call.
///
/// # Errors
///
/// Says what is missing or not understood.
pub fn read(arguments: impl Iterator<Item = OsString>) -> Result<Arguments, WrongCall> {
    let refuse = |language| move |(sentence, word)| WrongCall { sentence, word, language };
    let words = Words::read(arguments).map_err(refuse(Language::Vietnamese))?;
    let [policy, leaf, leaf_hash, content, salt, language] = words.values;
    let language = language_of(language).map_err(refuse(Language::Vietnamese))?;
    let missing = |sentence| refuse(language)((sentence, String::new()));
    let receipt = words.receipt.ok_or_else(|| missing(words::NO_RECEIPT))?.into();
    let policy = policy.ok_or_else(|| missing(words::NO_POLICY))?.into();
    let entry = entry_of(leaf, leaf_hash, content, salt).map_err(refuse(language))?;
    Ok(Arguments { receipt, policy, entry, language })
}

fn language_of(word: Option<OsString>) -> Result<Language, (Sentence, String)> {
    match word.as_ref().map(|word| word.to_string_lossy()).as_deref() {
        None | Some("vi") => Ok(Language::Vietnamese),
        Some("en") => Ok(Language::English),
        Some(other) => Err((words::UNKNOWN_WORD, format!("--lang {other}"))),
    }
}

fn entry_of(
    leaf: Option<OsString>,
    leaf_hash: Option<OsString>,
    content: Option<OsString>,
    salt: Option<OsString>,
) -> Result<Option<Entry>, (Sentence, String)> {
    let plain = |sentence| (sentence, String::new());
    let salt = salt.map(|salt| hex("--salt", &salt)).transpose()?;
    let leaf_hash = leaf_hash.map(|hash| hex("--leaf-hash", &hash)).transpose()?;
    match (leaf, leaf_hash, content, salt) {
        (None, None, None, None) => Ok(None),
        (Some(leaf), None, None, None) => Ok(Some(Entry::Leaf(leaf.into()))),
        (None, Some(hash), None, None) => Ok(Some(Entry::LeafHash(hash))),
        (None, None, Some(content), Some(salt)) => Ok(Some(Entry::Content(content.into(), salt.0))),
        (None, None, Some(_), None) | (_, _, None, Some(_)) => Err(plain(words::SALT_WITH_CONTENT)),
        _ => Err(plain(words::ONE_ENTRY)),
    }
}

fn hex(option: &str, word: &OsString) -> Result<Hash, (Sentence, String)> {
    let hash = word.to_str().and_then(|word| Hash::from_hex(word).ok());
    hash.ok_or_else(|| (words::BAD_HEX, option.to_owned()))
}
