//! What the administrator does to an account. Nobody but its owner ever knows a password.

use base::house::Here;
use base::unit::{Unit, Working};
use base::web::{AccountRow, Act, account_by_login, account_of, end_sessions, keep_link, login_of};
use base::{Failure, dice, form};
use domain::common::Line;
use domain::common::id::PersonId;
use domain::organisation::{self as rules, AccountEventKind};

use super::super::store::PersonRow;
use super::note;

form! {
    /// An account to be made.
    pub struct MakeAccount = "organisation.make_account" {
        /// Whose.
        person: one hidden PersonId,
        /// What is typed to sign in.
        login: one line Line,
    }
}

form! {
    /// A link that signs somebody in once.
    pub struct MakeLink = "organisation.make_link" {
        /// Whom.
        person: one hidden PersonId,
    }
}

form! {
    /// A password to be taken away, with every session that it opened.
    pub struct ResetPassword = "organisation.reset_password" {
        /// Whose.
        person: one hidden PersonId,
    }
}

form! {
    /// Somebody to be signed out everywhere.
    pub struct EndSessions = "organisation.end_sessions" {
        /// Whom.
        person: one hidden PersonId,
    }
}

fn path_of(person: PersonId) -> String {
    format!("/organisation/accounts/{person}")
}

impl Act for MakeAccount {
    type Outcome = PersonId;

    async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
        let person: PersonRow = unit.need(self.person).await?;
        let login = login_of(self.login.as_str());
        if !rules::is_login(&login) {
            return Err(Failure::field("login", "organisation-field-login"));
        }
        rules::make_account(&rules::MakeAccount {
            has_account: account_of(unit, person.id).await?.is_some(),
            is_login_taken: account_by_login(unit, &login).await?.is_some(),
        })?;
        let (id, password_hash) = (dice::unnamed(), String::new());
        let account = AccountRow { id, person_id: person.id, login, password_hash, version: 0 };
        unit.keep(Working(account)).await?;
        note(unit, person.id, AccountEventKind::Made).await?;
        Ok(person.id)
    }

    fn landing(&self, _: &Here, person: &PersonId) -> String {
        path_of(*person)
    }
}

impl Act for MakeLink {
    type Outcome = String;
    const IS_SECRET: bool = true;

    async fn run(&self, unit: &mut Unit) -> Result<String, Failure> {
        let person: PersonRow = unit.need(self.person).await?;
        rules::has_account(account_of(unit, person.id).await?.is_some())?;
        let token: String = dice::bytes32().iter().map(|byte| format!("{byte:02x}")).collect();
        keep_link(unit, person.id, &token).await?;
        note(unit, person.id, AccountEventKind::LinkMade).await?;
        Ok(token)
    }

    fn landing(&self, _: &Here, token: &String) -> String {
        format!("{}?link={token}", path_of(self.person))
    }
}

impl Act for ResetPassword {
    type Outcome = PersonId;

    async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
        let account = account_of(unit, self.person).await?;
        rules::has_account(account.is_some())?;
        if let Some(account) = account {
            unit.keep(Working(AccountRow { password_hash: String::new(), ..account })).await?;
        }
        end_sessions(unit, self.person, None).await?;
        note(unit, self.person, AccountEventKind::PasswordReset).await?;
        Ok(self.person)
    }

    fn landing(&self, _: &Here, person: &PersonId) -> String {
        path_of(*person)
    }
}

impl Act for EndSessions {
    type Outcome = u64;

    async fn run(&self, unit: &mut Unit) -> Result<u64, Failure> {
        let person: PersonRow = unit.need(self.person).await?;
        let ended = end_sessions(unit, person.id, None).await?;
        note(unit, person.id, AccountEventKind::SessionsEnded).await?;
        Ok(ended)
    }

    fn landing(&self, _: &Here, _: &u64) -> String {
        path_of(self.person)
    }
}
