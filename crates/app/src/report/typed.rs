//! What somebody typed or pasted, in the one form in which text is kept.
//!
//! Letters are composed and tone marks stand in one place, so that the same words are the same wherever they come
//! from; no word is changed. Text in an encoding from before Unicode is not guessed at: it is handed back.

use base::{Failure, FieldError};
use domain::common::Prose;
use language::legacy;

/// The words of the field `field` as they are kept.
///
/// # Errors
/// [`Failure::Malformed`] when they are typed in an old encoding, or nothing is left of them.
pub(super) fn kept(field: &str, text: &Prose) -> Result<Prose, Failure> {
    if let Some(found) = legacy::recognise_str(text.as_str()) {
        let error = FieldError::new(field, "report-old-encoding").arg("name", found.name());
        return Err(Failure::Malformed(vec![error]));
    }
    Prose::parse(&language::clean(text.as_str())).map_err(|_| Failure::field(field, "base-field-empty"))
}

/// As [`kept`], for words that may be missing.
///
/// # Errors
/// As [`kept`].
pub(super) fn maybe_kept(field: &str, text: Option<&Prose>) -> Result<Option<Prose>, Failure> {
    text.map(|text| kept(field, text)).transpose()
}
