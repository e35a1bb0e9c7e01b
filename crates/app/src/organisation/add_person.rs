//! Adding a person who works in the unit at hand; editing one who belongs to it.

use base::house::Here;
use base::unit::Unit;
use base::web::Act;
use base::{Failure, form};
use domain::common::Line;
use domain::common::id::PersonId;
use domain::organisation as rules;

use super::store::{self, PersonRow};

form! {
    /// A person to be added.
    pub struct AddPerson = "organisation.add_person" {
        /// Their code.
        code: one line Line,
        /// Their name.
        full_name: one line Line,
        /// The year of birth.
        birth_year: maybe number i64,
        /// Where mail reaches them.
        email: maybe line Line,
    }
}

form! {
    /// A person, edited.
    pub struct EditPerson = "organisation.edit_person" {
        /// The person.
        person: one hidden PersonId,
        /// The version that was read.
        version: one hidden i64,
        /// Their name.
        full_name: one line Line,
        /// The year of birth.
        birth_year: maybe number i64,
        /// Where mail reaches them.
        email: maybe line Line,
    }
}

/// A year that somebody who works can be born in, and an address that can be one.
fn check(birth_year: Option<i64>, email: Option<&Line>) -> Result<(), Failure> {
    if birth_year.is_some_and(|year| !(1900..=2100).contains(&year)) {
        return Err(Failure::field("birth_year", "organisation-field-birth-year"));
    }
    let is_address = |text: &str| text.contains('@') && !text.contains(char::is_whitespace);
    if email.is_some_and(|email| !is_address(email.as_str())) {
        return Err(Failure::field("email", "organisation-field-email"));
    }
    Ok(())
}

impl Act for AddPerson {
    type Outcome = PersonId;

    async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
        check(self.birth_year, self.email.as_ref())?;
        rules::add_person(store::is_person_code_taken(unit, &self.code).await?)?;
        let row = PersonRow {
            id: unit.name(),
            code: self.code.to_string(),
            full_name: self.full_name.clone(),
            unit_id: Some(unit.unit_id()?),
            birth_year: self.birth_year,
            email: self.email.clone(),
            version: 0,
        };
        Ok(unit.commit("organisation.person_added", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, added: &PersonId) -> String {
        format!("/organisation/{}/person/{added}", here.key)
    }
}

impl Act for EditPerson {
    type Outcome = PersonId;

    async fn run(&self, unit: &mut Unit) -> Result<PersonId, Failure> {
        check(self.birth_year, self.email.as_ref())?;
        let row: PersonRow = unit.need(self.person).await?;
        super::person_here(unit, row.id).await?;
        super::same_version(row.version, self.version)?;
        let row = PersonRow {
            full_name: self.full_name.clone(),
            birth_year: self.birth_year,
            email: self.email.clone(),
            ..row
        };
        Ok(unit.commit("organisation.person_edited", row, vec![]).await?.id)
    }

    fn landing(&self, here: &Here, edited: &PersonId) -> String {
        format!("/organisation/{}/person/{edited}", here.key)
    }
}
