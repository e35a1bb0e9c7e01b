//! The table `plan_guidance`: advice where one plans, from a lesson.

use base::entity;
use domain::common::id::UnitId;
use domain::common::{Prose, Stage};
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// Advice where one plans, from a lesson.
    pub struct GuidanceRow = "plan_guidance" {
        /// Its key.
        id: Uuid,
        /// Whom it advises.
        unit_id: UnitId,
        /// The stage it is about.
        stage: Stage,
        /// The advice.
        text: Prose,
        /// When it was given.
        at: Timestamp,
    }
}
