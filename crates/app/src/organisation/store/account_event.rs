//! One thing that was done to somebody's account, by whom: no sign-in is opened for another unseen.

use base::entity;
use domain::common::id::PersonId;
use domain::organisation::AccountEventKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What was done to an account.
    pub struct AccountEventRow = "organisation_account_event" {
        /// Its key.
        id: Uuid,
        /// Whose account.
        person_id: PersonId,
        /// What was done.
        kind: AccountEventKind,
        /// By whom; none for the program itself.
        by_id: Option<PersonId>,
        /// When.
        at: Timestamp,
    }
}
