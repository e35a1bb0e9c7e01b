//! The table `plan_task`: something that a person must do, by when and why.

use base::entity;
use domain::common::id::{CampaignId, PersonId, ReviewId, TaskId};
use domain::common::{Line, Prose, Stage};
use domain::plan::TaskState;
use jiff::Timestamp;
use jiff::civil::Date;

entity! {
    /// Something that a person must do, by when and why.
    pub struct TaskRow = "plan_task" {
        /// Its key.
        id: TaskId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review, when it is of one.
        review_id: Option<ReviewId>,
        /// Who must do it.
        owner_id: PersonId,
        /// The stage it belongs to.
        stage: Stage,
        /// What must be done.
        matter: Line,
        /// The paper and clause that ask for it.
        why: Line,
        /// The page where it is done.
        link: String,
        /// The key of the thing it is about, by which a later stage finishes it.
        about: String,
        /// By when.
        due: Date,
        /// Whether it is done.
        state: TaskState,
        /// When it was done.
        done_at: Option<Timestamp>,
        /// By whom.
        done_by: Option<PersonId>,
        /// What shows it, or why it was cancelled.
        evidence: Option<Prose>,
    }
}
