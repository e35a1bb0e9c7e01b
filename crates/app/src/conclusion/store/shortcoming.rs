//! The table `conclusion_shortcoming`: a shortcoming, with everything that makes it concrete.

use base::entity;
use domain::common::id::{
    CampaignId, CarriedItemId, ConclusionId, PersonId, PointId, ReviewId, ShortcomingId,
};
use domain::common::{Line, Prose};
use jiff::civil::Date;

entity! {
    /// A shortcoming, with everything that makes it concrete.
    pub struct ShortcomingRow = "conclusion_shortcoming" {
        /// Its key.
        id: ShortcomingId,
        /// The campaign.
        campaign_id: CampaignId,
        /// The review.
        review_id: ReviewId,
        /// The conclusion.
        conclusion_id: ConclusionId,
        /// Its number in the review.
        number: i64,
        /// What it is, in a line.
        title: Line,
        /// The point it comes from.
        point_id: Option<PointId>,
        /// The content under review.
        content: String,
        /// The focus area.
        focus: Option<String>,
        /// What was not done or done wrongly.
        matter: Prose,
        /// Against which norm or target.
        norm: Option<Prose>,
        /// How much.
        extent: Option<Prose>,
        /// Where.
        location: Option<Prose>,
        /// When.
        period: Option<Prose>,
        /// What followed from it.
        consequence: Option<Prose>,
        /// The cause in the people.
        cause_subjective: Option<Prose>,
        /// The cause in the circumstances.
        cause_objective: Option<Prose>,
        /// Against the period before.
        comparison: Option<Prose>,
        /// What it repeats.
        carried_item_id: Option<CarriedItemId>,
        /// How often it has happened.
        times: i64,
        /// What will be done.
        remedy: Option<Prose>,
        /// By whom.
        doer_id: Option<PersonId>,
        /// By when.
        deadline: Option<Date>,
        /// How one sees that it is done.
        measure: Option<Prose>,
        /// Whether an article may carry it.
        is_publishable: bool,
        /// Whether it was taken out of the draft again.
        is_dropped: bool,
    }
}
