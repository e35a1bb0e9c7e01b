//! Bodies for fuzzing: each takes any bytes, must not panic, and holds a law over what was read.
//!
//! They are plain functions, so that a test, a stable driver or `cargo fuzz` can run them.

use crate::questions::{Section, ask, paragraphs, review, statement};
use crate::{clean, cleaned, cleaned_and_folded, fold, is_nfc, legacy, meant, sentence_ranges};

/// The law that a body holds, when it is broken.
pub type Law = &'static str;

/// A body with its name.
pub type Body = (&'static str, fn(&[u8]) -> Result<(), Law>);

/// All bodies, for a driver.
pub const BODIES: [Body; 5] = [
    ("normal form", fuzz_normal_form),
    ("folding", fuzz_folding),
    ("sentences", fuzz_sentences),
    ("old encodings", fuzz_legacy),
    ("questions", fuzz_questions),
];

fn hold(is_kept: bool, law: Law) -> Result<(), Law> {
    if is_kept { Ok(()) } else { Err(law) }
}

/// Text has one normal form, whichever way leads to it.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_normal_form(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let stored = clean(&text);
    hold(is_nfc(&stored), "what is stored is composed")?;
    hold(clean(&stored) == stored, "what is clean stays as it is")?;
    hold(cleaned(&text) == stored, "borrowed or not, it is the same")?;
    let (walked, folded) = cleaned_and_folded(&text);
    hold(walked == stored && folded == fold(&stored), "one walk gives what two give")
}

/// Folded text has nothing left to fold, and slips of the keyboard mean something that is none.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_folding(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let folded = fold(&text);
    hold(fold(&folded) == folded, "what is folded stays as it is")?;
    let mut slips = text.split_whitespace().filter_map(meant);
    hold(slips.all(|word| meant(&word).is_none()), "what was meant is no slip")
}

/// Sentences stand one behind the other, and nothing but blanks lies between them.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_sentences(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let is_blank =
        |from: usize, to: usize| text.get(from..to).is_some_and(|between| between.trim().is_empty());
    let mut at = 0;
    for range in sentence_ranges(&text) {
        hold(is_blank(at, range.start), "nothing but blanks lies between sentences")?;
        let sentence = text.get(range.clone()).unwrap_or_default();
        hold(
            !sentence.is_empty() && sentence.trim() == sentence,
            "a sentence is words and no blanks around them",
        )?;
        at = range.end;
    }
    hold(is_blank(at, text.len()), "nothing is left behind the last one")
}

/// What is recognised as old is read, and text that is in order is not taken for old.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_legacy(bytes: &[u8]) -> Result<(), Law> {
    let text = match legacy::recognise(bytes) {
        Some(encoding) => encoding.decode(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    };
    if let Some(encoding) = legacy::recognise_str(&text) {
        let converted = encoding.convert(&text);
        hold(converted != text, "what is recognised as old is converted")?;
    }
    Ok(())
}

/// Questions point into the text.
///
/// # Errors
///
/// Names the broken law.
pub fn fuzz_questions(bytes: &[u8]) -> Result<(), Law> {
    let text = String::from_utf8_lossy(bytes);
    let section = Section::ALL[bytes.len() % Section::ALL.len()];
    let is_word = |range: std::ops::Range<usize>| text.get(range).is_some_and(|wording| !wording.is_empty());
    hold(ask(&text, section).into_iter().all(|asked| is_word(asked.range)), "a question points at words")?;
    let mut reviewed = review(&text).questions.into_iter();
    hold(reviewed.all(|asked| is_word(asked.question.range)), "in a report too")?;
    let _ = statement(&text);
    let mut paragraphs = paragraphs(&text, section).into_iter();
    hold(
        paragraphs.all(|paragraph| text.get(paragraph.range).is_some_and(|words| words == words.trim())),
        "a paragraph is words and no blanks around them",
    )
}
