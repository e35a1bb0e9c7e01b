//! Vietnamese text: one normal form, folding for search, old encodings, sentences, questions about vague wording.
//!
//! Nothing here knows what a review is, and nothing here writes text in somebody's name.
