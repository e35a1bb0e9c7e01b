//! Vietnamese text: one normal form, folding for search, old encodings, sentences, questions about vague wording.
//!
//! Nothing here knows what a review is, and nothing here writes text in somebody's name.

mod clean;
mod compose;
mod fold;
mod fold_table;
pub mod fuzz;
pub mod legacy;
mod letter;
mod proof;
pub mod questions;
mod sentence;
mod slip;
pub mod syllable;
mod tone;
mod walk;

pub use clean::{clean, clean_name, cleaned, cleaned_and_folded, is_nfc};
pub use fold::{fold, slug};
pub use letter::Tone;
pub use sentence::{sentence_ranges, sentences};
pub use slip::meant;
pub use tone::{Placement, STORED, place_tones};
