//! The tables `synthesis_group_decision` and `synthesis_group_decided`: groups of a coder that were decided at once, and how
//! each of their opinions stood before, so that it can be taken back.

use base::db::{DbError, Link, Row, Stored, select};
use base::entity;
use domain::common::Reason;
use domain::common::id::{CampaignId, DoubleId, OpinionId, PersonId, PointId, ReviewId, SubjectId};
use domain::opinion::OpinionKind;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

entity! {
    /// A decision on what one coder put together.
    pub struct GroupDecisionRow = "synthesis_group_decision" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The double coding.
        double_id: DoubleId,
        /// The coder whose group it is.
        coder_id: PersonId,
        /// The number of the group.
        group_number: i64,
        /// The point into which it went.
        point_id: PointId,
        /// Why.
        reason: Reason,
        /// Who decided.
        decided_by: PersonId,
        /// When.
        decided_at: Timestamp,
        /// Who took it back.
        taken_back_by: Option<PersonId>,
        /// When.
        taken_back_at: Option<Timestamp>,
        /// Why.
        taken_back_reason: Option<Reason>,
    }
}

entity! {
    /// An opinion that was decided with its group, as it stood before.
    pub struct GroupDecidedRow = "synthesis_group_decided" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The decision.
        decision_id: Uuid,
        /// The opinion.
        opinion_id: OpinionId,
        /// Whom it was held to be about.
        subject_id: Option<SubjectId>,
        /// The content.
        content: String,
        /// What it was held to say.
        kind: OpinionKind,
        /// The point in which it lay; none when it waited.
        point_id: Option<PointId>,
        /// The version that its adjudication has by this decision: another one was written since.
        decided_version: i64,
    }
}

/// A decision on a group as a list shows it.
#[derive(Clone, Debug, Serialize)]
pub struct GroupDecisionLine {
    /// The decision.
    pub row: GroupDecisionRow,
    /// The coder.
    pub coder: String,
    /// Who decided.
    pub decided_by: String,
    /// Who took it back.
    pub taken_back_by: Option<String>,
    /// The number of the point.
    pub point: i64,
    /// How many opinions it decided.
    pub count: i64,
}

/// The decisions on groups in a double coding, the latest first.
///
/// # Errors
/// What the database says.
pub async fn group_decisions_of(
    link: &mut Link,
    double: DoubleId,
) -> Result<Vec<GroupDecisionLine>, DbError> {
    let of = [double.to_cell()];
    let rows: Vec<GroupDecisionRow> =
        select(link, "WHERE double_id = $1 ORDER BY decided_at DESC, id", &of).await?;
    let sql = "SELECT c.full_name AS coder, p.full_name AS decided_by, b.full_name AS taken_back_by, t.number, \
               (SELECT COUNT(*) FROM synthesis_group_decided l WHERE l.decision_id = g.id) AS decided \
               FROM synthesis_group_decision g JOIN organisation_person c ON c.id = g.coder_id \
               JOIN organisation_person p ON p.id = g.decided_by JOIN synthesis_point t ON t.id = g.point_id \
               LEFT JOIN organisation_person b ON b.id = g.taken_back_by \
               WHERE g.double_id = $1 ORDER BY g.decided_at DESC, g.id";
    let read = |(row, named): (GroupDecisionRow, &Row)| {
        Ok(GroupDecisionLine {
            row,
            coder: named.get("coder")?,
            decided_by: named.get("decided_by")?,
            taken_back_by: named.get("taken_back_by")?,
            point: named.get("number")?,
            count: named.get("decided")?,
        })
    };
    let named = link.rows(sql, &of).await?;
    rows.into_iter().zip(&named).map(read).collect()
}

/// The opinions that were decided with a group, as they stood before.
///
/// # Errors
/// What the database says.
pub async fn decided_with(link: &mut Link, decision: Uuid) -> Result<Vec<GroupDecidedRow>, DbError> {
    select(link, "WHERE decision_id = $1 ORDER BY id", &[decision.to_cell()]).await
}
