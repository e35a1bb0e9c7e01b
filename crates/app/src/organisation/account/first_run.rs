//! The first run: whoever reads the terminal of the server makes the first administrator, once.

use std::sync::Arc;

use askama::Template;
use base::house::Here;
use base::unit::{Actor, Unit, UseCase, Working};
use base::web::{AccountRow, Act, Ctx, FormView, Page, Words, login_of, n_accounts};
use base::{Failure, House, dice, form};
use domain::common::id::PersonId;
use domain::common::{Line, Role};
use domain::organisation::{self as rules, AccountEventKind};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::super::store::{self, AssignmentRow, PersonRow};
use super::{event, hash_of};

form! {
    /// The first administrator.
    pub struct FirstRun = "organisation.first_run" {
        /// The token that the terminal printed.
        token: one line Line,
        /// Their name.
        full_name: one line Line,
        /// What is typed to sign in.
        login: one line Line,
        /// The password.
        password: one new_password String,
        /// The password once more.
        again: one new_password String,
    } ready {
        /// Argon2id of the password.
        hash: String,
    }
}

fn digest(token: &str) -> String {
    hex::encode(Sha256::digest(token.trim().as_bytes()))
}

impl Act for FirstRun {
    type Outcome = PersonId;
    const PREPARES: bool = true;
    const IS_SECRET: bool = true;

    async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
        // Nobody makes the server hash who has not read its terminal.
        let mut link = house.database.read().await?;
        let (digest, now) = (digest(self.token.as_str()), house.clock.now());
        let is_known = store::is_first_run_token(&mut link, &digest, now).await?;
        rules::first_run(n_accounts(&mut link).await?, is_known)?;
        drop(link);
        if !rules::is_login(&login_of(self.login.as_str())) {
            return Err(Failure::field("login", "organisation-field-login"));
        }
        self.hash = hash_of(&self.password, &self.again).await?;
        Ok(())
    }

    async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
        let (digest, now) = (digest(self.token.as_str()), unit.at());
        let is_known = store::is_first_run_token(unit, &digest, now).await?;
        rules::first_run(n_accounts(unit).await?, is_known)?;
        let person = first_administrator(unit, &self.full_name).await?;
        let (id, login) = (dice::unnamed(), login_of(self.login.as_str()));
        let account =
            AccountRow { id, person_id: person, login, password_hash: self.hash.clone(), version: 0 };
        unit.keep(Working(account)).await?;
        store::forget_first_run(unit).await?;
        let made = event(unit, person, AccountEventKind::Made);
        unit.commit("organisation.account_changed", made, vec![]).await?;
        Ok(person)
    }

    fn landing(&self, _: &Here, _: &PersonId) -> String {
        "/sign-in".to_owned()
    }
}

/// The person who runs the site, under this name: one who was made by a load from the terminal, or a new one.
async fn first_administrator(unit: &mut Unit, name: &Line) -> Result<PersonId, Failure> {
    let today = unit.today();
    if let Some(person) = store::administrator(unit, today).await? {
        let row = PersonRow { full_name: name.clone(), ..unit.need(person).await? };
        return Ok(unit.commit("organisation.person_edited", row, vec![]).await?.id);
    }
    let id: PersonId = unit.name();
    let person = PersonRow {
        id,
        code: format!("QT-{}", id.to_string().chars().take(8).collect::<String>()),
        full_name: name.clone(),
        unit_id: None,
        birth_year: None,
        email: None,
        version: 0,
    };
    let role = AssignmentRow {
        id: unit.name(),
        person_id: id,
        role: Role::Administrator,
        unit_id: None,
        review_id: None,
        valid_from: today,
        valid_to: None,
        version: 0,
    };
    unit.commit("organisation.administrator_made", (person, role), vec![]).await?;
    Ok(id)
}

/// The person who runs the site, for a load from the terminal: made without an account when there is none.
///
/// # Errors
/// What the database says.
pub async fn administrator(house: &Arc<House>, name: Line) -> Result<PersonId, Failure> {
    struct Make(Line);
    impl UseCase for Make {
        type Outcome = PersonId;
        async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
            unit.acting(Actor::Program, None);
            let today = unit.today();
            match store::administrator(unit, today).await? {
                Some(person) => Ok(person),
                None => first_administrator(unit, &self.0).await,
            }
        }
    }
    house.database.run(Make(name)).await
}

/// The link for the first run, with a new token; nothing once somebody has an account.
///
/// # Errors
/// What the database says.
pub async fn first_run_link(house: &Arc<House>) -> Result<Option<String>, Failure> {
    struct Keep(String);
    impl UseCase for Keep {
        type Outcome = ();
        async fn run(&self, unit: &mut Unit) -> Result<(), Failure> {
            store::keep_first_run(unit, &digest(&self.0)).await?;
            Ok(())
        }
    }
    let mut link = house.database.read().await?;
    let accounts = n_accounts(&mut link).await?;
    drop(link);
    if 0 < accounts {
        return Ok(None);
    }
    let token = hex::encode(dice::bytes32());
    house.database.run(Keep(token.clone())).await?;
    Ok(Some(format!("{}/first-run?token={token}", house.config.public_url)))
}

#[derive(Template, Serialize)]
#[template(path = "organisation/views/first_run.html")]
struct View {
    #[serde(skip)]
    w: Words,
    #[serde(skip)]
    form: FormView,
}

/// The page of the first run; there is none once somebody has an account.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    if 0 < n_accounts(&mut ctx.db).await? {
        return Err(Failure::Missing);
    }
    let token = ctx.query("token").unwrap_or_default().to_owned();
    let form = ctx.form::<FirstRun>("/first-run/begin").value("token", token).main();
    let title = ctx.words.t("organisation-first-run");
    let view = View { w: ctx.words, form };
    ctx.page(title, view)
}
