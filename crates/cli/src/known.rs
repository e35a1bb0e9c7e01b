//! What a house knows by its codes, and acts in the name of a person: an import and a demonstration go through
//! the same door as everybody else.

use std::collections::HashMap;
use std::sync::Arc;

use anyhow::{Context, anyhow};
use base::db::{Cell, DbError, Stored};
use base::web::{Act, Lang, act_as};
use base::{Failure, House};
use domain::common::id::{BodyId, PersonId, UnitId};

/// The house with its codes.
pub struct Known {
    /// The house.
    pub house: Arc<House>,
    units: HashMap<String, UnitId>,
    bodies: HashMap<String, BodyId>,
    people: HashMap<String, PersonId>,
}

impl Known {
    /// Reads the codes of a house.
    pub async fn read(house: &Arc<House>) -> anyhow::Result<Self> {
        Ok(Known {
            house: house.clone(),
            units: codes(house, "organisation_unit").await?,
            bodies: codes(house, "organisation_body").await?,
            people: codes(house, "organisation_person").await?,
        })
    }

    /// The unit of this code.
    pub fn unit(&self, code: &str) -> anyhow::Result<UnitId> {
        self.units.get(code).copied().ok_or_else(|| anyhow!("no unit has the code {code}"))
    }

    /// The body of this code.
    pub fn body(&self, code: &str) -> anyhow::Result<BodyId> {
        self.bodies.get(code).copied().ok_or_else(|| anyhow!("no body has the code {code}"))
    }

    /// The person of this code.
    pub fn person(&self, code: &str) -> anyhow::Result<PersonId> {
        self.people.get(code).copied().ok_or_else(|| anyhow!("no person has the code {code}"))
    }

    /// The code of a person.
    pub fn code_of(&self, person: PersonId) -> anyhow::Result<String> {
        let found = self.people.iter().find(|(_, id)| **id == person).map(|(code, _)| code.clone());
        found.ok_or_else(|| anyhow!("nobody has the key {person}"))
    }

    /// The first cells of what a query finds.
    pub async fn column<T: Stored>(&self, sql: &str, values: &[Cell]) -> anyhow::Result<Vec<T>> {
        let mut link = self.house.database.read().await?;
        let rows = link.rows(sql, values).await?;
        Ok(rows.iter().map(|row| row.at(0)).collect::<Result<_, _>>()?)
    }

    /// All units, by code.
    pub fn units(&self) -> Vec<(String, UnitId)> {
        sorted(&self.units)
    }

    /// All bodies, by code.
    pub fn bodies(&self) -> Vec<(String, BodyId)> {
        sorted(&self.bodies)
    }

    /// Lets the person of this code do something at a place.
    pub async fn act<A: Act>(&self, who: &str, key: impl ToString, act: A) -> anyhow::Result<A::Outcome>
    where
        A::Outcome: serde::de::DeserializeOwned,
    {
        let person = self.person(who)?;
        act_of(&self.house, person, &key.to_string(), act)
            .await
            .with_context(|| format!("{} by {who}", A::NAME))
    }
}

/// Lets a person do something; what stands in the way is said in words.
pub async fn act_of<A: Act>(
    house: &Arc<House>,
    person: PersonId,
    key: &str,
    act: A,
) -> anyhow::Result<A::Outcome>
where
    A::Outcome: serde::de::DeserializeOwned,
{
    act_as(house, person, key, act).await.map_err(|failure| anyhow!(words_of(house, &failure)))
}

fn words_of(house: &House, failure: &Failure) -> String {
    let words = house.words(Lang::Vi);
    match failure {
        Failure::Refused(refusal) => {
            let args: Vec<(&str, String)> = refusal.args.iter().map(|(n, v)| (*n, v.clone())).collect();
            let key = refusal.message_key();
            [".title", ".now", ".todo"].map(|part| words.say(&format!("{key}{part}"), &args)).join(". ")
        }
        Failure::Malformed(errors) => {
            let said = errors.iter().map(|error| {
                let args: Vec<(&str, String)> = error.args.iter().map(|(n, v)| (*n, v.clone())).collect();
                format!("{}: {}", error.field, words.say(&error.key, &args))
            });
            said.collect::<Vec<_>>().join("; ")
        }
        other => format!("{other:?}"),
    }
}

async fn codes<I: Stored>(house: &House, table: &str) -> anyhow::Result<HashMap<String, I>> {
    let mut link = house.database.read().await?;
    let rows = link.rows(&format!("SELECT code, id FROM {table}"), &[]).await?;
    let pairs: Result<HashMap<String, I>, DbError> =
        rows.iter().map(|row| Ok((row.at(0)?, row.at(1)?))).collect();
    Ok(pairs?)
}

fn sorted<I: Copy>(map: &HashMap<String, I>) -> Vec<(String, I)> {
    let mut pairs: Vec<(String, I)> = map.iter().map(|(code, id)| (code.clone(), *id)).collect();
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    pairs
}
