//! One's own account: the password, the devices that are signed in, and what others did to it.

use askama::Template;
use base::house::Here;
use base::unit::{Unit, Working};
use base::web::{
    AccountRow, Act, Ctx, FormView, Page, Words, account_of, end_session, end_sessions, is_password_of,
    sessions_of,
};
use base::{Failure, House, form};
use domain::common::id::PersonId;
use domain::organisation::{self as rules, AccountEventKind};
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

use super::super::store::{self, AccountEventRow, EventShown};
use super::{device, hash_of, note};

form! {
    /// Another password of one's own.
    pub struct ChangePassword = "organisation.change_password" {
        /// The session that goes on.
        session: maybe hidden Uuid,
        /// The present one, where there is one.
        current: maybe password String,
        /// The new one.
        password: one new_password String,
        /// The new one once more.
        again: one new_password String,
    } ready {
        /// Argon2id of the new one.
        hash: String,
    }
}

form! {
    /// One device to be signed out.
    pub struct EndSession = "organisation.end_session" {
        /// The session there.
        session: one hidden Uuid,
    }
}

form! {
    /// All other devices to be signed out.
    pub struct EndOtherSessions = "organisation.end_other_sessions" {
        /// The session that goes on.
        session: maybe hidden Uuid,
    }
}

const PATH: &str = "/organisation/my-account";

impl Act for ChangePassword {
    type Outcome = u64;
    const PREPARES: bool = true;
    const IS_SECRET: bool = true;

    async fn prepare(&mut self, house: &House, person: Option<PersonId>) -> Result<(), Failure> {
        let person = person.ok_or(Failure::SignedOut)?;
        let current = self.current.as_deref().unwrap_or_default();
        if !is_password_of(house, person, current).await? {
            return Err(Failure::field("current", "organisation-field-current"));
        }
        self.hash = hash_of(&self.password, &self.again).await?;
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<u64, Failure> {
        let person = unit.person()?;
        let account = account_of(unit, person).await?;
        rules::has_account(account.is_some())?;
        if let Some(account) = account {
            unit.keep(Working(AccountRow { password_hash: self.hash.clone(), ..account })).await?;
        }
        let ended = end_sessions(unit, person, self.session).await?;
        note(unit, person, AccountEventKind::PasswordSet).await?;
        Ok(ended)
    }

    fn landing(&self, _: &Here, _: &u64) -> String {
        PATH.to_owned()
    }
}

impl Act for EndSession {
    type Outcome = ();

    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let person = unit.person()?;
        end_session(unit, person, self.session).await
    }

    fn landing(&self, _: &Here, (): &()) -> String {
        PATH.to_owned()
    }
}

impl Act for EndOtherSessions {
    type Outcome = u64;

    async fn run(&self, unit: &mut Unit) -> Result<u64, Failure> {
        let person = unit.person()?;
        let ended = end_sessions(unit, person, self.session).await?;
        note(unit, person, AccountEventKind::SessionsEnded).await?;
        Ok(ended)
    }

    fn landing(&self, _: &Here, _: &u64) -> String {
        PATH.to_owned()
    }
}

#[derive(Template, Serialize)]
#[template(path = "organisation/views/my_account.html")]
struct View {
    #[serde(skip)]
    w: Words,
    login: Option<String>,
    has_password: bool,
    sessions: Vec<Device>,
    events: Vec<EventShown>,
    #[serde(skip)]
    change: Option<FormView>,
    #[serde(skip)]
    end_others: Option<FormView>,
}

/// A device that is signed in.
#[derive(Serialize)]
struct Device {
    name: String,
    began_at: Timestamp,
    seen_at: Timestamp,
    is_this: bool,
    #[serde(skip)]
    end: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (person, now) = (ctx.person()?, ctx.now);
    let account = account_of(&mut ctx.db, person).await?;
    let sessions = sessions_of(&mut ctx.db, person, now).await?;
    let events = store::account_events(&mut ctx.db, person).await?;
    events.iter().for_each(|event| ctx.stamp::<AccountEventRow>(event.id));
    let this = ctx.session.map(|id| id.to_string()).unwrap_or_default();
    let has_password = account.as_ref().is_some_and(|account| !account.password_hash.is_empty());
    let change = account.is_some().then(|| {
        let form = ctx.form::<ChangePassword>("/organisation/my-account/change-password").main();
        let form = form.value("session", &this);
        if has_password { form } else { form.without(&["current"]) }
    });
    let end_others = (1 < sessions.len()).then(|| {
        ctx.form::<EndOtherSessions>("/organisation/my-account/end-other-sessions").value("session", &this)
    });
    let devices = sessions.into_iter().map(|session| {
        let is_this = Some(session.id) == ctx.session;
        let end = || {
            let action = "/organisation/my-account/end-session";
            ctx.form_for::<EndSession>(action, "session", session.id).quiet()
        };
        let (began_at, seen_at) = (session.began_at, session.seen_at);
        Device { end: (!is_this).then(end), name: device::name(&session.device), began_at, seen_at, is_this }
    });
    let view = View {
        w: ctx.words,
        has_password,
        sessions: devices.collect(),
        login: account.map(|account| account.login),
        events,
        change,
        end_others,
    };
    let title = ctx.words.t("base-my-account");
    ctx.page(title, view)
}
