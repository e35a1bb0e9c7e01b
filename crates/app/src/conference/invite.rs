//! Calling somebody more: the delegate of the superior, a guest.

use base::Failure;
use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use domain::common::id::{ConferenceId, PersonId};
use domain::conference::Capacity;
use domain::conference::arrange as rules;

use super::acting::{self, Step};
use super::call::attendee;
use super::store::Session;

form! {
    /// Somebody more who is called.
    pub struct Invite = "conference.invite" {
        /// The conference.
        conference: one hidden ConferenceId,
        /// Who.
        person: one pick PersonId,
        /// As the delegate of the superior or as a guest.
        capacity: one pick Capacity,
    }
}

impl Act for Invite {
    type Outcome = Step;

    async fn run(&self, unit: &mut Unit) -> Result<Step, Failure> {
        let session = acting::session(unit, self.conference).await?;
        if self.capacity == Capacity::Member {
            return Err(Failure::field("capacity", "base-field-not-listed"));
        }
        rules::invite(session.conference.state, session.attendee(self.person).is_some())?;
        let row = attendee(unit, &session.conference, self.person, self.capacity);
        let only = Session { attendees: vec![row.clone()], ..session };
        let notices = acting::tell_all(unit, &only, "notice-conference-called");
        let row = unit.commit("conference.person_invited", row, notices).await?;
        Ok(Step { conference: row.conference_id, id: row.id })
    }

    fn landing(&self, here: &Here, invited: &Step) -> String {
        invited.address(here)
    }
}
