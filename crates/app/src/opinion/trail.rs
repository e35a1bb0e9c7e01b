//! What became of an opinion, in the words of its contributor.

use base::web::Words;
use domain::common::Stage;
use domain::common::id::OpinionId;
use jiff::Timestamp;
use serde::Serialize;

use super::store::TraceRow;

/// One step that an opinion took.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// Where.
    pub stage: Stage,
    /// What happened.
    pub says: String,
    /// When.
    pub at: Timestamp,
}

/// The steps of one opinion among the traces of many.
pub fn steps(words: Words, traces: &[TraceRow], opinion: OpinionId) -> Vec<Step> {
    let mut own: Vec<&TraceRow> = traces.iter().filter(|trace| trace.opinion_id == opinion).collect();
    // What happened at one moment is told in the order of the process.
    own.sort_by_key(|trace| (trace.at, trace.stage));
    let step = |trace: &TraceRow| {
        let detail = trace.detail.as_ref().map(ToString::to_string).unwrap_or_default();
        Step { stage: trace.stage, says: words.say(&trace.what, &[("detail", detail)]), at: trace.at }
    };
    own.into_iter().map(step).collect()
}
