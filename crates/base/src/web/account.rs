//! Accounts: logins, passwords, and links that sign in once. Hashing happens outside every unit.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use domain::common::id::PersonId;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};
use uuid::Uuid;

use crate::db::DbError;
use crate::house::House;
use crate::unit::{Unit, UseCase, Working, WorkingRow};
use crate::{Failure, Link, db, dice, entity};

/// Passwords are checked by two at a time: each costs memory on purpose.
static CHECKS: Semaphore = Semaphore::const_new(2);
/// How long a link may be followed, in microseconds.
const LINK_LASTS: i64 = 12 * 3_600_000_000;

entity! {
    /// The way a person signs in.
    pub struct AccountRow = "base_account" {
        /// Its key.
        id: Uuid,
        /// The person.
        person_id: PersonId,
        /// What is typed.
        login: String,
        /// Argon2id, in PHC form; empty when the person has no password yet.
        password_hash: String,
    }
}

impl WorkingRow for AccountRow {}

/// Sets a person's password; the hash is made outside the unit.
pub struct NewPassword {
    /// The person.
    pub person: PersonId,
    /// What is typed.
    pub login: String,
    /// Argon2id, in PHC form; empty for none.
    pub hash: String,
}

impl UseCase for NewPassword {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        let found: Option<AccountRow> =
            db::one(unit, "WHERE person_id = $1", &[self.person.to_string().into()]).await?;
        let account = match found {
            Some(account) => {
                AccountRow { password_hash: self.hash.clone(), login: self.login.clone(), ..account }
            }
            None => AccountRow {
                id: dice::unnamed(),
                person_id: self.person,
                login: self.login.clone(),
                password_hash: self.hash.clone(),
                version: 0,
            },
        };
        unit.keep(Working(account)).await?;
        Ok(())
    }
}

/// Argon2id of a password, in PHC form; made outside any unit.
///
/// # Errors
/// When the password is too short; the field is called `password`.
pub async fn hash_password(password: &str) -> Result<String, Failure> {
    if password.chars().count() < 12 {
        return Err(Failure::field("password", "base-field-short-password"));
    }
    let password = password.to_owned();
    let _place = a_place_to_check().await?;
    let hash = tokio::task::spawn_blocking(move || {
        Argon2::default().hash_password(password.as_bytes()).map(|hash| hash.to_string())
    });
    hash.await.map_err(fault)?.map_err(fault)
}

/// Gives a person a login and a password.
///
/// # Errors
/// When the password is too short, or the login belongs to someone else.
pub async fn set_password(
    house: &House,
    person: PersonId,
    login: &str,
    password: &str,
) -> Result<(), Failure> {
    let hash = hash_password(password).await?;
    house.database.run(NewPassword { person, login: login_of(login), hash }).await
}

/// A login as it is kept: what differs in blanks and capitals only is the same.
pub fn login_of(typed: &str) -> String {
    typed.trim().to_lowercase()
}

/// The account of a person, if they have one.
///
/// # Errors
/// What the database says.
pub async fn account_of(link: &mut Link, person: PersonId) -> Result<Option<AccountRow>, DbError> {
    db::one(link, "WHERE person_id = $1", &[person.to_string().into()]).await
}

/// The account that is signed in to by a login, if there is one.
///
/// # Errors
/// What the database says.
pub async fn account_by_login(link: &mut Link, login: &str) -> Result<Option<AccountRow>, DbError> {
    db::one(link, "WHERE login = $1", &[login_of(login).into()]).await
}

/// How many accounts there are.
///
/// # Errors
/// What the database says.
pub async fn n_accounts(link: &mut Link) -> Result<i64, DbError> {
    link.count("SELECT COUNT(*) FROM base_account", &[]).await
}

/// Whether this is the person's password; somebody who has none yet passes.
///
/// # Errors
/// What the database says.
pub async fn is_password_of(house: &House, person: PersonId, password: &str) -> Result<bool, Failure> {
    let mut link = house.database.read().await?;
    let account = account_of(&mut link, person).await?;
    drop(link);
    match account.map(|account| account.password_hash).filter(|hash| !hash.is_empty()) {
        Some(hash) => compare(hash, password).await,
        None => Ok(true),
    }
}

/// Makes a link that signs a person in once.
///
/// # Errors
/// What the database says.
pub async fn make_link(house: &House, person: PersonId) -> Result<String, Failure> {
    let token = hex::encode(dice::bytes32());
    house.database.run(KeepLink { person, token: token.clone() }).await?;
    Ok(format!("{}/sign-in/{token}", house.config.public_url))
}

struct KeepLink {
    person: PersonId,
    token: String,
}

impl UseCase for KeepLink {
    type Outcome = ();
    async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
        keep_link(unit, self.person, &self.token).await
    }
}

/// Keeps the digest of a link's token; the token itself is kept nowhere.
///
/// # Errors
/// What the database says.
pub async fn keep_link(unit: &mut Unit, person: PersonId, token: &str) -> Result<(), Failure> {
    let sql = "INSERT INTO base_sign_in_link (token_hash, person_id, at) VALUES ($1, $2, $3)";
    let values = [digest(token).into(), person.to_string().into(), unit.at().as_microsecond().into()];
    unit.execute(sql, &values).await?;
    Ok(())
}

/// Takes a link away and says whom it signs in.
pub(crate) struct UseLink(pub(crate) String);

impl UseCase for UseLink {
    type Outcome = Option<PersonId>;
    async fn run(&self, unit: &mut Unit) -> Result<Option<PersonId>, Failure> {
        let token = [digest(&self.0).into()];
        let row =
            unit.row("SELECT person_id, at FROM base_sign_in_link WHERE token_hash = $1", &token).await?;
        let Some(row) = row else { return Ok(None) };
        unit.execute("DELETE FROM base_sign_in_link WHERE token_hash = $1", &token).await?;
        let age = unit.at().as_microsecond() - row.get::<i64>("at")?;
        Ok(if age < LINK_LASTS { Some(row.get("person_id")?) } else { None })
    }
}

/// How often a wrong password is taken for one login.
const TRIES: u32 = 10;
/// Within how long tries are counted.
const WITHIN: SignedDuration = SignedDuration::from_mins(15);
/// More than these are not watched at once; the oldest are forgotten.
const WATCHED: usize = 10_000;
/// When each name was first tried in vain, and how often since: a login with a wrong password, whoever asks with codes
/// that nobody holds. Each node counts by itself.
#[derive(Debug, Default)]
pub struct Tries(Mutex<BTreeMap<String, (Timestamp, u32)>>);

/// What came of a login and a password.
pub(crate) enum Checked {
    /// They are of this person.
    Person(PersonId),
    /// They are of nobody.
    Wrong,
    /// The login was tried too often; it may be tried again after so many seconds.
    TooOften(i64),
}

/// Compares a password. A login that does not exist takes as long as a wrong password.
pub(crate) async fn check(house: &House, login: &str, password: &str) -> Result<Checked, Failure> {
    let (login, now) = (login_of(login), house.clock.now());
    if let Some(seconds) = house.tries.wait_of(&login, TRIES, now) {
        return Ok(Checked::TooOften(seconds));
    }
    let mut link = house.database.read().await?;
    let account = account_by_login(&mut link, &login).await?;
    drop(link);
    let (person, hash) = account.map_or((None, String::new()), |a| (Some(a.person_id), a.password_hash));
    let matches = compare(hash, password).await?;
    Ok(match person.filter(|_| matches) {
        Some(person) => {
            house.tries.forget(&login);
            Checked::Person(person)
        }
        None => {
            house.tries.note(login, now);
            Checked::Wrong
        }
    })
}

impl Tries {
    fn of_names(&self) -> MutexGuard<'_, BTreeMap<String, (Timestamp, u32)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// For how many seconds a name that was tried `most` times is not heard any more.
    pub fn wait_of(&self, name: &str, most: u32, now: Timestamp) -> Option<i64> {
        let (since, times) = self.of_names().get(name).copied()?;
        let left = WITHIN - now.duration_since(since);
        (most <= times && left.is_positive()).then(|| left.as_secs().max(1))
    }

    fn forget(&self, name: &str) {
        self.of_names().remove(name);
    }

    /// Counts a try in vain.
    pub fn note(&self, name: String, now: Timestamp) {
        let mut tries = self.of_names();
        if WATCHED <= tries.len() {
            tries.retain(|_, (since, _)| now.duration_since(*since) < WITHIN);
        }
        if WATCHED <= tries.len() {
            tries.clear();
        }
        let entry = tries.entry(name).or_insert((now, 0));
        if WITHIN <= now.duration_since(entry.0) {
            *entry = (now, 0);
        }
        entry.1 += 1;
    }
}

/// A place among the few that may hash at once.
async fn a_place_to_check() -> Result<SemaphorePermit<'static>, Failure> {
    let place = tokio::time::timeout(Duration::from_secs(5), CHECKS.acquire()).await;
    place.map_err(|_| Failure::NotNow(10))?.map_err(fault)
}

async fn compare(hash: String, password: &str) -> Result<bool, Failure> {
    let password = password.to_owned();
    let _place = a_place_to_check().await?;
    tokio::task::spawn_blocking(move || fits(&hash, &password)).await.map_err(fault)
}

fn fits(hash: &str, password: &str) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$a2llbWRpZW0ta2llbWRpZW0$JlqOaTWxDp4xcSDtrDJ4q7h3v2qXQqyRT9TdL3mI6mY";
    let known = !hash.is_empty();
    match PasswordHash::new(if known { hash } else { NOBODY }) {
        Ok(parsed) => Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known,
        Err(_) => false,
    }
}

/// The digest under which a token is kept.
pub(crate) fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

pub(crate) fn fault(error: impl std::fmt::Display) -> Failure {
    Failure::Fault(error.to_string())
}
