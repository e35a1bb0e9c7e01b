//! Placing an opinion where it becomes no point: forwarded, outside, returned, withdrawn, held back.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::campaign::StandingState;
use domain::common::id::OpinionId;
use domain::common::{Line, Reason};
use domain::synthesis::Disposition;

use super::placing::{Desk, Goes, landing, opinion_here};
use super::store;
use crate::opinion::store::letter_of;

form! {
    /// An opinion that becomes no point.
    pub struct DisposeOpinion = "synthesis.dispose_opinion" {
        /// The opinion.
        opinion: one hidden OpinionId,
        /// Where it goes.
        disposition: one choice Disposition,
        /// To whom it is forwarded.
        forwarded_to: maybe line Line,
        /// Why; or what its contributor is asked.
        reason: maybe prose Reason,
    }
}

impl Act for DisposeOpinion {
    /// The number of the opinion that waits next.
    type Outcome = Option<i64>;

    async fn run(&self, unit: &mut Unit) -> Result<Option<i64>, Failure> {
        let opinion = opinion_here(unit, self.opinion).await?;
        let desk = Desk::open(unit).await?;
        let goes = Goes {
            disposition: self.disposition,
            point: None,
            forwarded_to: self.forwarded_to.clone(),
            reason: self.reason.clone(),
        };
        check_no_point(self.disposition)?;
        let rows = desk.place(unit, &opinion, &goes).await?;
        let standing = store::standing(unit, opinion.review_id, 1, StandingState::Running).await?;
        let letter = letter_of(unit, opinion.id).await?;
        // Who gave the opinion hears of it only when something is asked of them.
        let asked = letter.and_then(|letter| letter.contributor_id);
        let asked = asked.filter(|_| self.disposition == Disposition::UnclearReturned).map(|person| {
            Notice::new(person, "notice-synthesis-returned", format!("/opinion/{}/write", opinion.review_id))
        });
        let notices = asked.into_iter().collect();
        unit.commit("synthesis.opinion_disposed", (rows, standing), notices).await?;
        desk.next(unit, opinion.number).await
    }

    fn landing(&self, here: &Here, next: &Option<i64>) -> String {
        landing(&here.key, *next)
    }
}

/// Into a point leads another form, because it names the point.
fn check_no_point(disposition: Disposition) -> Result<(), Failure> {
    match disposition {
        Disposition::InPoint => Err(Failure::field("disposition", "base-field-not-listed")),
        _ => Ok(()),
    }
}
