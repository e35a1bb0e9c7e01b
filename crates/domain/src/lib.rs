//! The rules of a review, decided purely: no clock, no chance, no network, no database.
//!
//! The stages below stand in the order of the process; a stage knows itself, `common` and earlier stages.
#![deny(missing_docs)]

pub mod common;

// Blank lines keep the order of the process; the formatter sorts what stands together.
pub mod organisation;

pub mod directive;

pub mod campaign;

pub mod plan;

pub mod report;

pub mod opinion;

pub mod synthesis;

pub mod verification;

pub mod explanation;

pub mod conference;

pub mod conclusion;

pub mod remedy;

pub mod rollup;

pub mod lesson;

pub mod publication;

#[doc(hidden)]
pub use serde;
#[doc(hidden)]
pub use uuid;

/// Every refusal that a rule can answer with, by its word.
#[must_use]
pub fn refusals() -> Vec<&'static str> {
    [
        common::REFUSALS,
        organisation::REFUSALS,
        directive::REFUSALS,
        campaign::REFUSALS,
        plan::REFUSALS,
        report::REFUSALS,
        opinion::REFUSALS,
        synthesis::REFUSALS,
        verification::REFUSALS,
        explanation::REFUSALS,
        conference::REFUSALS,
        conclusion::REFUSALS,
        remedy::REFUSALS,
        rollup::REFUSALS,
        lesson::REFUSALS,
        publication::REFUSALS,
    ]
    .concat()
}
