//! What every stage stands on: codes, ids, checked texts, refusals, rights, the calendar, the rule pack.
//!
//! Nothing here knows a stage.

pub mod calendar;
pub mod cell;
pub mod citation;
pub mod code;
pub mod gate;
pub mod hour;
pub mod id;
pub mod kinds;
pub mod language;
pub mod letterhead;
pub mod pack;
pub mod ratio;
pub mod refusal;
pub mod rights;
pub mod sealed;
pub mod stage;
pub mod text;
pub mod wording;

pub use calendar::Calendar;
pub use citation::Citation;
pub use gate::Gate;
pub use hour::Hour;
pub use id::*;
pub use language::{Language, Words};
pub use pack::{Pack, Parameter};
pub use ratio::Ratio;
pub use refusal::{Next, Refusal};
pub use rights::Role;
pub use stage::Stage;
pub use text::{Line, Prose, Reason, TextError};

/// Every refusal that is common to stages, by its word.
pub const REFUSALS: &[&str] = &["common.report_sealed", "common.minutes_sealed", "common.decision_sealed"];
