//! Wording a point anew while its round is open.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::PointId;
use domain::synthesis::split_point::change_point;

use super::add_point::check_codes;
use super::store::{self, PointRow, RoundRow};

form! {
    /// Other words for a point.
    pub struct RewordPoint = "synthesis.reword_point" {
        /// The point.
        point: one hidden PointId,
        /// Its version on the page.
        version: one hidden i64,
        /// What it says, in a line.
        title: one line Line,
        /// The content under review.
        content: one pick String,
        /// The focus area.
        focus: maybe pick String,
    }
}

impl Act for RewordPoint {
    type Outcome = PointId;

    async fn run(&self, unit: &mut Unit) -> Result<PointId, Failure> {
        let review = unit.review()?;
        let point = store::point_in(unit, review, self.point).await?;
        let round: RoundRow = unit.need(point.round_id).await?;
        change_point(round.state)?;
        check_codes(unit, &self.content, self.focus.as_deref()).await?;
        let reworded = PointRow {
            title: self.title.clone(),
            content: self.content.clone(),
            focus: self.focus.clone(),
            version: self.version,
            ..point
        };
        Ok(unit.commit("synthesis.point_reworded", reworded, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, point: &PointId) -> String {
        format!("/synthesis/{}/point/{point}", here.key)
    }
}
