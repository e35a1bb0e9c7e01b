//! What the rules, the pages and later stages ask of a point that somebody must answer.

use base::Failure;
use base::db::{DbError, Link, Stored, select};
use domain::common::id::PointId;
use domain::explanation::ServiceKind;
use domain::explanation::hearing::{Hearing, Service};

use super::{AnswerRow, ExplanationRow};

/// Who was asked to answer a point, in the order in which they were.
///
/// # Errors
/// What the database says.
pub async fn assignments_of_point(link: &mut Link, point: PointId) -> Result<Vec<ExplanationRow>, DbError> {
    select(link, "WHERE point_id = $1 ORDER BY id", &[point.to_cell()]).await
}

/// What was answered to a point, in order.
///
/// # Errors
/// What the database says.
pub async fn answers_of_point(link: &mut Link, point: PointId) -> Result<Vec<AnswerRow>, DbError> {
    let rest = "WHERE assignment_id IN (SELECT id FROM explanation_assignment WHERE point_id = $1) \
                ORDER BY answered_at, id";
    select(link, rest, &[point.to_cell()]).await
}

/// How far everybody was heard on a point: what gate G3 looks at.
///
/// # Errors
/// What the database says.
pub async fn heard_facts(link: &mut Link, point: PointId) -> Result<Vec<Hearing>, Failure> {
    Ok(assignments_of_point(link, point).await?.iter().map(ExplanationRow::hearing).collect())
}

impl ExplanationRow {
    /// How far the person was heard.
    pub fn hearing(&self) -> Hearing {
        let service = match (self.served_on, self.service) {
            (Some(day), _) => Service::Served(day),
            (None, Some(ServiceKind::Impossible)) => self.impossible(),
            (None, _) => Service::NotYet,
        };
        Hearing { person: self.person_id, service, state: self.state, term_ends: self.due }
    }

    fn impossible(&self) -> Service {
        // The rule asks for the reason; a row without one has not been served.
        self.service_note.clone().map_or(Service::NotYet, Service::Impossible)
    }
}
