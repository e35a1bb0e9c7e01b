//! The promise under which a letter is written: its words, what was shown of it, and what is kept with the letter.

use base::Failure;
use base::web::{Ctx, Lang};
use domain::common::{Language, Pack, Role};
use domain::opinion::promise::sees_name;
use domain::opinion::{LetterSource, Visibility};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::lookup;

/// Both promises as a page shows them before the writing.
#[derive(Clone, Debug, Serialize)]
pub struct Promises {
    /// Each promise: who sees the name, and its sentences.
    pub each: Vec<(Visibility, Vec<String>)>,
    /// What goes back with the letter, so that the promise kept is the one that was read.
    pub shown: String,
}

/// The promises for a review of `body`.
pub fn promises(lang: Lang, body: &str) -> Promises {
    let each = Visibility::ALL.iter().map(|visibility| (*visibility, sentences(lang, *visibility, body)));
    Promises { each: each.collect(), shown: shown(lang, body) }
}

fn sentences(lang: Lang, visibility: Visibility, body: &str) -> Vec<String> {
    let key = format!("opinion-promise-{}", visibility.to_string().replace('_', "-"));
    let args = [("body", body.to_owned())];
    let say = |part: &str| lookup(lang, &format!("{key}.{part}"), &args);
    ["words", "name", "kept"].into_iter().filter_map(say).collect()
}

/// A promise as it is kept with the letter: one sentence a line.
pub fn text(lang: Lang, visibility: Visibility, body: &str) -> String {
    sentences(lang, visibility, body).join("\n")
}

fn shown(lang: Lang, body: &str) -> String {
    let both = Visibility::ALL.iter().map(|visibility| text(lang, *visibility, body));
    let digest = Sha256::digest(both.collect::<Vec<_>>().join("\n\n").as_bytes());
    hex::encode(digest).get(..20).unwrap_or_default().to_owned()
}

/// The promise that was shown, word for word.
///
/// # Errors
/// [`Failure::Stale`] when another text was shown than the one that would be kept: then the person reads it anew.
pub fn frozen(seen: &str, visibility: Visibility, body: &str) -> Result<String, Failure> {
    let lang = [Lang::Vi, Lang::En].into_iter().find(|lang| shown(*lang, body) == seen);
    Ok(text(lang.ok_or(Failure::Stale)?, visibility, body))
}

/// Whether the reader of a page may know the name under a letter.
pub fn names_seen_by(ctx: &Ctx) -> impl Fn(Visibility) -> bool + use<> {
    let mine = |role: &&'static Role| ctx.may(std::slice::from_ref(*role));
    let roles: Vec<Role> = Role::ALL.iter().filter(mine).copied().collect();
    move |visibility| sees_name(visibility, &roles)
}

/// The language of a campaign's papers.
pub fn lang_of(pack: &Pack) -> Lang {
    if pack.language == Language::Vietnamese { Lang::Vi } else { Lang::En }
}

/// The word of a source.
pub fn source_word(source: LetterSource) -> String {
    format!("letter_{source}")
}
