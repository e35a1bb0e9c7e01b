//! Who may sign in: the first run, accounts as the administrator sees them, one's own account.
//!
//! Whatever opens a way into somebody's account leaves a leaf and tells that person: an administrator who signs in
//! as another is seen.

mod acts;
mod device;
mod first_run;
mod list;
mod mine;
mod one;

pub use acts::{EndSessions, MakeAccount, MakeLink, ResetPassword};
pub use first_run::{FirstRun, administrator, first_run_link, page as first_run_page};
pub use list::page as list_page;
pub use mine::{ChangePassword, EndOtherSessions, EndSession, page as my_page};
pub use one::page as one_page;

use base::Failure;
use base::unit::{Notice, Unit};
use domain::common::id::PersonId;
use domain::organisation::AccountEventKind;

use super::store::AccountEventRow;

/// One thing done to an account, as a row of the book.
fn event(unit: &Unit, person: PersonId, kind: AccountEventKind) -> AccountEventRow {
    AccountEventRow {
        id: unit.name(),
        person_id: person,
        kind,
        by_id: unit.actor().person(),
        at: unit.at(),
        version: 0,
    }
}

/// Records what was done to an account, and tells its owner when somebody else did it.
async fn note(unit: &mut Unit, person: PersonId, kind: AccountEventKind) -> Result<(), Failure> {
    let is_own = unit.actor().person() == Some(person);
    let key = match kind {
        AccountEventKind::Made => "notice-organisation-account-made",
        AccountEventKind::LinkMade => "notice-organisation-link-made",
        AccountEventKind::PasswordReset => "notice-organisation-password-reset",
        AccountEventKind::PasswordSet => "notice-organisation-password-set",
        AccountEventKind::SessionsEnded => "notice-organisation-sessions-ended",
    };
    let notices = if is_own { vec![] } else { vec![Notice::new(person, key, "/organisation/my-account")] };
    let row = event(unit, person, kind);
    unit.commit("organisation.account_changed", row, notices).await?;
    Ok(())
}

/// A password that was typed twice alike, as its hash.
async fn hash_of(password: &str, again: &str) -> Result<String, Failure> {
    if password != again {
        return Err(Failure::field("again", "organisation-field-again"));
    }
    base::web::hash_password(password).await
}
