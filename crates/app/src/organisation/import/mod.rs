//! Loading units, bodies, people and posts from one workbook: checked first, then all of it or nothing.
//!
//! The administrator loads into the whole house, since somebody must fill it before anyone has a role in it; an
//! organiser loads below the own unit. A workbook adds and never changes: see [`domain::organisation::import`].

mod report;

use std::collections::HashMap;
use std::sync::Arc;

use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, FieldError, House, form};
use domain::common::id::{PersonId, UnitId};
use domain::organisation::LinkKind;
use domain::organisation::import::{self as rules, Counts, Plan, Problem, Terms, UnitLine, Workbook};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use report::{ask, page};

use super::store::{self, BodyRow, ImportRow, LinkRow, MembershipRow, PersonRow, UnitRow};
use super::workbook;

form! {
    /// A workbook to be checked before it is loaded into the house.
    pub struct CheckImport = "organisation.check_import" {
        /// The workbook.
        file: one file Upload,
        /// Whether nobody may lead two bodies at once.
        one_head: flag check bool,
    }
}

form! {
    /// A workbook to be checked before it is loaded below a unit.
    pub struct CheckImportBelow = "organisation.check_import_below" {
        /// The workbook.
        file: one file Upload,
        /// Whether nobody may lead two bodies at once.
        one_head: flag check bool,
    }
}

form! {
    /// A workbook to be loaded into the house: one that was checked, or one that is sent.
    pub struct LoadImport = "organisation.load_import" {
        /// The one that was checked.
        import: maybe hidden Uuid,
        /// The one that is sent.
        file: maybe file Upload,
        /// Whether nobody may lead two bodies at once.
        one_head: flag check bool,
    } ready {
        /// What it holds.
        book: Option<Arc<Workbook>>,
    }
}

form! {
    /// A workbook to be loaded below a unit: one that was checked, or one that is sent.
    pub struct LoadImportBelow = "organisation.load_import_below" {
        /// The one that was checked.
        import: maybe hidden Uuid,
        /// The one that is sent.
        file: maybe file Upload,
        /// Whether nobody may lead two bodies at once.
        one_head: flag check bool,
    } ready {
        /// What it holds.
        book: Option<Arc<Workbook>>,
    }
}

/// What a load did.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Loaded {
    /// What was added.
    pub added: Counts,
    /// What the house held already.
    pub same: Counts,
}

/// The pages of loading at a place.
fn path_at(here: &Here) -> String {
    match here.unit {
        Some(unit) => format!("/organisation/{unit}/import"),
        None => "/organisation/import".to_owned(),
    }
}

macro_rules! check_act {
    ($act:ident) => {
        impl Act for $act {
            type Outcome = Uuid;
            const PREPARES: bool = true;

            async fn prepare(&mut self, _: &House, _: Option<PersonId>) -> Result<(), Failure> {
                workbook::read_apart(self.file.name.clone(), self.file.bytes.clone()).await?;
                Ok(())
            }

            async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
                keep(unit, &self.file, self.one_head).await
            }

            fn landing(&self, here: &Here, import: &Uuid) -> String {
                format!("{}/{import}", path_at(here))
            }
        }
    };
}

macro_rules! load_act {
    ($act:ident) => {
        impl Act for $act {
            type Outcome = Loaded;
            const PREPARES: bool = true;
            const LIMIT_MS: u64 = 120_000;

            async fn prepare(&mut self, house: &House, _: Option<PersonId>) -> Result<(), Failure> {
                let (name, bytes) = match (&self.file, self.import) {
                    (Some(file), _) => (file.name.clone(), file.bytes.clone()),
                    (None, Some(import)) => {
                        let mut link = house.database.read().await?;
                        let row = store::import(&mut link, import).await?.ok_or(Failure::Missing)?;
                        let bytes = house.files.get(&row.sha256)?;
                        (row.file_name, bytes)
                    }
                    (None, None) => return Err(Failure::field("file", "base-field-no-file")),
                };
                self.book = Some(Arc::new(workbook::read_apart(name, bytes).await?));
                Ok(())
            }

            async fn run(&self, unit: &mut Unit) -> Result<Loaded, Failure> {
                let book = self.book.as_deref().ok_or(Failure::Missing)?;
                let checked = match self.import {
                    Some(import) => Some(checked_here(unit, import).await?),
                    None => None,
                };
                let one_head = checked.as_ref().map_or(self.one_head, |row| row.one_head);
                let loaded = load(unit, book, one_head).await?;
                if let Some(row) = checked {
                    unit.drop_working(&row).await?;
                }
                Ok(loaded)
            }

            fn landing(&self, here: &Here, _: &Loaded) -> String {
                path_at(here)
            }
        }
    };
}

check_act!(CheckImport);
check_act!(CheckImportBelow);
load_act!(LoadImport);
load_act!(LoadImportBelow);

async fn keep(unit: &mut Unit, file: &Upload, one_head: bool) -> Result<Uuid, Failure> {
    let row = ImportRow {
        id: base::dice::unnamed(),
        unit_id: unit.here()?.unit,
        person_id: unit.person()?,
        file_name: file.name.clone(),
        sha256: file.digest(),
        one_head,
        at: unit.at(),
        version: 0,
    };
    Ok(unit.keep(base::unit::Working(row)).await?.id)
}

/// A file that was checked elsewhere is not here.
async fn checked_here(unit: &mut Unit, import: Uuid) -> Result<ImportRow, Failure> {
    let row: ImportRow = unit.need(import).await?;
    if row.unit_id == unit.here()?.unit { Ok(row) } else { Err(Failure::Missing) }
}

/// Under which terms a file is taken at a place.
///
/// # Errors
/// What the database says.
async fn terms(
    link: &mut base::Link,
    unit: Option<UnitId>,
    on: Date,
    one_head: bool,
) -> Result<Terms, Failure> {
    let below = match unit {
        Some(unit) => {
            Some(store::subtree(link, unit, on).await?.into_iter().map(|(row, _)| row.code).collect())
        }
        None => None,
    };
    Ok(Terms { below, one_head })
}

/// Each problem as an error of the field `file`, with its cell.
fn malformed(problems: Vec<Problem>) -> Failure {
    let errors = problems.into_iter().map(|problem| {
        let mut error = FieldError::new("file", &problem.message_key());
        error.args = args_of(&problem);
        error
    });
    Failure::Malformed(errors.collect())
}

/// What the sentence of a problem mentions.
fn args_of(problem: &Problem) -> Vec<(&'static str, String)> {
    let mut args = vec![("sheet", problem.sheet.clone()), ("cell", problem.cell.clone())];
    args.extend(problem.args.iter().cloned());
    args
}

/// Plans against what the house holds at this moment, and saves all of it as one step.
async fn load(unit: &mut Unit, book: &Workbook, one_head: bool) -> Result<Loaded, Failure> {
    let (here, today) = (unit.here()?.unit, unit.today());
    let terms = terms(unit, here, today, one_head).await?;
    let known = store::known(unit).await?;
    let plan = rules::plan(book, &known, &terms).map_err(malformed)?;
    let loaded = Loaded { added: plan.added(), same: plan.same };
    if 0 < loaded.added.total() {
        let mut keys = store::keys(unit).await?;
        let rows =
            rows(unit, &plan, &mut keys).ok_or(Failure::Fault("a planned line has no place".into()))?;
        unit.commit("organisation.imported", rows, vec![]).await?;
    }
    Ok(loaded)
}

type Rows = (Vec<UnitRow>, Vec<LinkRow>, Vec<BodyRow>, Vec<PersonRow>, Vec<MembershipRow>);

/// The rows of a plan. What it refers to was found by the plan, so nothing is missing here.
fn rows(unit: &Unit, plan: &Plan, keys: &mut store::Keys) -> Option<Rows> {
    for line in &plan.units {
        keys.units.insert(line.code.clone(), unit.name());
    }
    for line in &plan.bodies {
        keys.bodies.insert(line.code.clone(), unit.name());
    }
    for line in &plan.people {
        keys.people.insert(line.code.clone(), unit.name());
    }
    let units = plan.units.iter().map(|line| {
        let (code, name, kind) = (line.code.clone(), line.name.clone(), line.kind.clone());
        let id = *keys.units.get(&line.code)?;
        Some(UnitRow { id, code, name, kind, valid_from: line.from, valid_to: line.to, version: 0 })
    });
    let links = plan.units.iter().flat_map(|line| links(unit, line, &keys.units));
    let bodies = plan.bodies.iter().map(|line| {
        let (code, name, kind) = (line.code.clone(), line.name.clone(), line.kind.clone());
        let (id, unit_id) = (*keys.bodies.get(&line.code)?, *keys.units.get(&line.unit)?);
        Some(BodyRow { id, unit_id, code, name, kind, valid_from: line.from, valid_to: line.to, version: 0 })
    });
    let people = plan.people.iter().map(|line| {
        Some(PersonRow {
            id: *keys.people.get(&line.code)?,
            code: line.code.clone(),
            full_name: line.name.clone(),
            unit_id: line.unit.as_ref().and_then(|code| keys.units.get(code)).copied(),
            birth_year: line.birth_year,
            email: line.email.clone(),
            version: 0,
        })
    });
    let seats = plan.seats.iter().map(|line| {
        Some(MembershipRow {
            id: unit.name(),
            body_id: *keys.bodies.get(&line.body)?,
            person_id: *keys.people.get(&line.person)?,
            post: line.post.clone(),
            rank: line.rank,
            place: line.place,
            valid_from: line.from,
            valid_to: line.to,
            version: 0,
        })
    });
    Some((
        units.collect::<Option<_>>()?,
        links.collect::<Option<_>>()?,
        bodies.collect::<Option<_>>()?,
        people.collect::<Option<_>>()?,
        seats.collect::<Option<_>>()?,
    ))
}

/// How a unit hangs on others.
fn links(unit: &Unit, line: &UnitLine, units: &HashMap<String, UnitId>) -> Vec<Option<LinkRow>> {
    let hangs = [
        (&line.parent, LinkKind::BelongsTo),
        (&line.advises, LinkKind::Advises),
        (&line.governs, LinkKind::GovernsSameLevel),
    ];
    let rows = hangs.into_iter().filter_map(|(code, kind)| code.as_ref().map(|code| (code, kind)));
    let row = |(code, kind): (&String, LinkKind)| {
        let (child_id, parent_id) = (*units.get(&line.code)?, *units.get(code)?);
        let (valid_from, valid_to) = (line.from, line.to);
        Some(LinkRow { id: unit.name(), child_id, parent_id, kind, valid_from, valid_to, version: 0 })
    };
    rows.map(row).collect()
}
