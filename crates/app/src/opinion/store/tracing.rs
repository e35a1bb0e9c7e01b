//! What became of an opinion: the rows that later stages write for its contributor.

use base::db::{DbError, Link, Stored, select};
use base::unit::Unit;
use domain::common::id::LetterId;
use domain::common::{Line, Stage};

use super::{OpinionRow, TraceRow};

/// The row that says what became of an opinion, to be committed together with the rows of the act that did it.
///
/// `what` is a message of the stage, `trace-<stage>-<what happened>`, written for the contributor; it may name
/// `$detail`. Neither holds the name of anybody who is not public.
pub fn trace_row(
    unit: &Unit,
    opinion: &OpinionRow,
    stage: Stage,
    what: &str,
    detail: Option<Line>,
) -> TraceRow {
    TraceRow {
        id: unit.name(),
        campaign_id: opinion.campaign_id,
        opinion_id: opinion.id,
        stage,
        what: what.to_owned(),
        detail,
        at: unit.at(),
        version: 0,
    }
}

/// A text as the detail of a trace: one line, cut where it is too long.
pub fn detail(text: &str) -> Option<Line> {
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = one_line.chars().take(Line::MAX - 1).collect();
    let cut = if cut.len() < one_line.len() { format!("{cut}…") } else { cut };
    Line::parse(&cut).ok()
}

/// What became of every opinion of a letter, in the order of the steps.
///
/// # Errors
/// What the database says.
pub async fn traces_of_letter(link: &mut Link, letter: LetterId) -> Result<Vec<TraceRow>, DbError> {
    let rest = "WHERE opinion_id IN (SELECT id FROM opinion_opinion WHERE letter_id = $1) ORDER BY at, id";
    select(link, rest, &[letter.to_cell()]).await
}
