//! An act: a form that changes something, run as one unit by whoever may.

use std::sync::Arc;

use domain::common::id::PersonId;
use domain::common::rights::{Decision, Need, Role, decide};
use serde::Serialize;
use serde_json::Value;

use super::again::Again;
use super::any_act::{ActKind, AnyAct, Known};
use super::form::Form;
use super::raw::Raw;
use crate::house::{Attempt, Here, House, PlaceKind, Who};
use crate::unit::{Actor, Unit, UseCase};
use crate::{Failure, Link};

/// A use case: what it decides, records and saves, and where it leads.
pub trait Act: Form {
    /// What the caller is told.
    type Outcome: Serialize + Send + 'static;

    /// Decides, records and saves; never begins or commits.
    fn run(&self, unit: &mut Unit) -> impl Future<Output = Result<Self::Outcome, Failure>> + Send;

    /// The page that a person sees next.
    fn landing(&self, here: &Here, outcome: &Self::Outcome) -> String;

    /// How long its statements may take together, in milliseconds.
    const LIMIT_MS: u64 = 250;
    /// Whether [`Act::prepare`] has something to do: then the right to act is asked for before it, too.
    const PREPARES: bool = false;
    /// Whether a secret is sent or comes out: then nothing of it is remembered, and a repeated submission
    /// runs again.
    const IS_SECRET: bool = false;
    /// Whether a person is told at once, on the page that held the form: for what belongs into no address, since
    /// addresses are written down. The page finds it in [`super::Ctx::outcome`].
    const STAYS: bool = false;

    /// What must not be done inside a unit, because it takes long and needs no rows: a password is hashed,
    /// a file is read.
    fn prepare(
        &mut self,
        _house: &House,
        _person: Option<PersonId>,
    ) -> impl Future<Output = Result<(), Failure>> + Send {
        async { Ok(()) }
    }
}

/// What an act did: for a person the next page, for a program the outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Done {
    /// The next page.
    pub location: String,
    /// The outcome.
    pub outcome: Value,
}

/// Who may run an act, and where.
#[derive(Clone, Copy, Debug)]
pub struct Access {
    /// What the path names.
    pub kind: PlaceKind,
    /// Any one of these roles there.
    pub roles: &'static [Role],
}

/// Finds the place and decides. Outside one's own subtree everything looks as if it did not exist.
pub(crate) async fn enter(
    house: &House,
    link: &mut Link,
    who: Option<&Who>,
    access: Access,
    key: &str,
    on: jiff::civil::Date,
) -> Result<Option<Here>, Failure> {
    match access.kind {
        PlaceKind::Public => return Ok(None),
        PlaceKind::Own => return who.map(|_| None).ok_or(Failure::SignedOut),
        _ => {}
    }
    let who = who.ok_or(Failure::SignedOut)?;
    let here = house.guide.place(link, access.kind, key, on).await?.ok_or(Failure::Missing)?;
    match decide(&who.held, &here.place, &Need::any_of(access.roles)) {
        Decision::Allow => Ok(Some(here)),
        Decision::Forbid => Err(Failure::Forbidden),
        Decision::Hide => Err(Failure::Missing),
    }
}

/// One run of an act: rights, repetition, the act itself.
struct Job {
    act: Box<dyn AnyAct>,
    house: Arc<House>,
    person: Option<PersonId>,
    access: Access,
    key: String,
    again: Option<Again>,
}

impl UseCase for Job {
    type Outcome = Done;

    async fn run(&self, unit: &mut Unit) -> Result<Done, Failure> {
        let today = unit.today();
        let (who, here) = admitted(&self.house, unit, self.person, self.access, &self.key, today).await?;
        unit.acting(who.map_or(Actor::Program, |who| Actor::Person(who.id)), here.clone());
        if let Some(again) = &self.again
            && let Some(done) = again.done_before(unit).await?
        {
            return Ok(done);
        }
        let done = self.act.run(unit, here.unwrap_or_else(|| Here::nowhere(today))).await?;
        if let Some(again) = &self.again {
            again.remember(unit, &done).await?;
        }
        Ok(done)
    }

    fn limit(&self) -> std::time::Duration {
        self.act.limit()
    }

    fn place(&self) -> &str {
        &self.key
    }
}

/// Who acts and where, when they may. Where everyone is let in, nobody has to be signed in.
async fn admitted(
    house: &House,
    link: &mut Link,
    person: Option<PersonId>,
    access: Access,
    key: &str,
    on: jiff::civil::Date,
) -> Result<(Option<Who>, Option<Here>), Failure> {
    let who = match person {
        Some(person) => Some(house.guide.who(link, person).await?.ok_or(Failure::SignedOut)?),
        None => None,
    };
    let here = enter(house, link, who.as_ref(), access, key, on).await?;
    Ok((who, here))
}

/// Reads what was sent and runs the act.
pub(crate) async fn run_raw(
    house: Arc<House>,
    kind: ActKind,
    person: Option<PersonId>,
    at: (Access, String),
    raw: &Raw,
) -> Result<Done, Failure> {
    let (access, key) = at;
    if person.is_none() && access.kind != PlaceKind::Public {
        return Err(Failure::SignedOut);
    }
    if let Some(limit) = raw.too_large {
        return Err(Failure::TooLarge(limit));
    }
    let mut act = (kind.read)(raw).map_err(Failure::Malformed)?;
    let is_kept = person.is_some() && !kind.is_secret;
    let again = if is_kept { Again::of(kind.name, raw) } else { None };
    make_ready(&house, &mut *act, person, access, &key).await?;
    run(Job { act, house, person, access, key, again }).await
}

/// Runs the job; what a gate refused is noted where its place keeps account of it.
async fn run(job: Job) -> Result<Done, Failure> {
    let (house, kind, key, act) = (job.house.clone(), job.access.kind, job.key.clone(), job.act.name());
    let result = house.database.run(job).await;
    if let Err(Failure::Refused(refusal)) = &result {
        house.guide.refused(&house, Attempt { kind, key: &key, act }, refusal).await;
    }
    result
}

/// What happens before the unit: files lie on the disk before it names them, passwords are hashed. Nothing
/// of it is done for somebody who may not act.
async fn make_ready(
    house: &House,
    act: &mut dyn AnyAct,
    person: Option<PersonId>,
    access: Access,
    key: &str,
) -> Result<(), Failure> {
    if act.uploads().is_empty() && !act.prepares() {
        return Ok(());
    }
    let mut link = house.database.read().await?;
    admitted(house, &mut link, person, access, key, house.clock.today()).await?;
    drop(link);
    act.uploads().into_iter().try_for_each(|file| house.files.put(&file.bytes).map(|_| ()))?;
    act.prepare(house, person).await
}

/// Runs an act for a person without a form: a demonstration or an import walks through the same door.
///
/// # Errors
/// As the act itself; [`Failure::Missing`] when no route leads to it.
pub async fn act_as<A: Act>(
    house: &Arc<House>,
    person: PersonId,
    key: &str,
    act: A,
) -> Result<A::Outcome, Failure>
where
    A::Outcome: serde::de::DeserializeOwned,
{
    let done = run_as(house, person, key, Box::new(Known(act))).await?;
    Ok(serde_json::from_value(done.outcome)?)
}

async fn run_as(
    house: &Arc<House>,
    person: PersonId,
    key: &str,
    mut act: Box<dyn AnyAct>,
) -> Result<Done, Failure> {
    let access = house.access_of(act.name()).ok_or(Failure::Missing)?;
    make_ready(house, &mut *act, Some(person), access, key).await?;
    run(Job { act, house: house.clone(), person: Some(person), access, key: key.to_owned(), again: None })
        .await
}
