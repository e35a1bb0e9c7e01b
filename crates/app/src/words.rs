//! The words of the product, read from the message files when the program is built.

use std::borrow::Cow;
use std::collections::HashMap;

use base::web::Lang;
use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, langid, static_loader};

static_loader! {
    static MESSAGES = {
        locales: "./locales",
        fallback_language: "vi",
        customise: |bundle| bundle.set_use_isolating(false),
    };
}

const VI: LanguageIdentifier = langid!("vi");
const EN: LanguageIdentifier = langid!("en");

/// Finds a message; a figure is given as a number, so that plural forms work.
pub fn lookup(lang: Lang, key: &str, args: &[(&str, String)]) -> Option<String> {
    let values: HashMap<Cow<'static, str>, FluentValue<'static>> =
        args.iter().map(|(name, value)| (Cow::Owned((*name).to_owned()), value_of(value))).collect();
    let id = if lang == Lang::Vi { &VI } else { &EN };
    MESSAGES.try_lookup_complete(id, key, Some(&values))
}

fn value_of(text: &str) -> FluentValue<'static> {
    match text.parse::<i64>() {
        // A code such as 007 is no figure.
        Ok(number) if number.to_string() == text => FluentValue::from(number),
        _ => FluentValue::from(text.to_owned()),
    }
}
