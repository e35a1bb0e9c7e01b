//! Reminding those who were invited, write here, and have not answered.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::Act;
use base::{Failure, form};
use domain::opinion::invite as rules;

use super::incoming::body_of;
use super::store::{self, InvitationRow};

form! {
    /// A reminder to all who still owe an answer.
    pub struct Remind = "opinion.remind" {}
}

impl Act for Remind {
    /// How many were reminded.
    type Outcome = usize;
    const LIMIT_MS: u64 = 5_000;

    async fn run(&self, unit: &mut Unit) -> Result<usize, Failure> {
        let (review, at) = (unit.review()?, unit.at());
        let waiting = store::waiting_of(unit, review).await?;
        let reached: Vec<InvitationRow> =
            waiting.into_iter().filter(|invitation| invitation.person_id.is_some()).collect();
        rules::remind(reached.len())?;
        let body = body_of(unit)?;
        let notice = |invitation: &InvitationRow| {
            Some(
                Notice::new(
                    invitation.person_id?,
                    "notice-opinion-reminded",
                    format!("/opinion/{review}/write"),
                )
                .arg("body", &body)
                .arg("due", base::web::day(invitation.due)),
            )
        };
        let notices = reached.iter().filter_map(notice).collect();
        let rows: Vec<InvitationRow> =
            reached.into_iter().map(|row| InvitationRow { reminded_at: Some(at), ..row }).collect();
        Ok(unit.commit("opinion.reminded", rows, notices).await?.len())
    }

    fn landing(&self, here: &Here, _: &usize) -> String {
        format!("/opinion/{}#invitations", here.key)
    }
}
