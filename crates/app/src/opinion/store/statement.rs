//! An opinion made of what was said at a conference: it has no letter, and it is of the second round.

use base::Failure;
use base::unit::Unit;
use domain::common::Prose;
use domain::common::id::{ReviewId, StatementId, SubjectId};
use domain::opinion::OpinionKind;
use domain::opinion::intake;

use super::{OpinionRow, intake_of, next_opinion_number};

/// What was said at a conference, taken up as an opinion.
#[derive(Clone, Debug)]
pub struct StatementOpinion {
    /// The review.
    pub review: ReviewId,
    /// The statement.
    pub statement: StatementId,
    /// The words, or the passage of them that is meant.
    pub quote: Prose,
    /// Whom it is about.
    pub subject: Option<SubjectId>,
    /// The content under review, or `outside`.
    pub content: String,
    /// What it says.
    pub kind: OpinionKind,
}

/// The row of an opinion made of a statement, to be committed together with the rows of the act that takes it up,
/// and with a [`super::trace_row`] of the stage that does.
///
/// # Errors
/// Refused when both rounds of the review are signed off.
pub async fn statement_opinion(unit: &mut Unit, taken: StatementOpinion) -> Result<OpinionRow, Failure> {
    let round = intake::receive_statement(intake_of(unit, taken.review).await?)?;
    let number = next_opinion_number(unit, taken.review).await?;
    Ok(OpinionRow {
        id: unit.name(),
        campaign_id: unit.campaign()?,
        review_id: taken.review,
        letter_id: None,
        paragraph_id: None,
        statement: Some(taken.statement.to_string()),
        number,
        quote: taken.quote,
        subject_id: taken.subject,
        content: taken.content,
        kind: taken.kind,
        round,
        taken_by: unit.person()?,
        taken_at: unit.at(),
        version: 0,
    })
}
