//! Likeness at a terminal: `kiemdiem group` and `kiemdiem compare`.

mod compare;
mod documents;
mod group;
mod html;
mod input;
mod output;

pub use compare::Compare;
pub use group::Group;
pub(crate) use html::escaped;

use base::web::Lang;

/// Something was said about the input, and nothing written.
const WRONG_INPUT: u8 = 2;

/// A sentence for people.
fn said(lang: Lang, key: &str, args: &[(&str, String)]) -> String {
    app::lookup(lang, key, args).unwrap_or_else(|| key.to_owned())
}

/// The language that was asked for.
fn language(english: bool) -> Lang {
    if english { Lang::En } else { Lang::Vi }
}
