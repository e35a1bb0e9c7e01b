//! The house: what a running program holds, given to every request.

use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;

use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use domain::common::refusal::Refusal;
use domain::common::rights::{Held, Place};
use jiff::civil::Date;

use crate::config::Config;
use crate::db::{Database, DbError, Link};
use crate::files::FileStore;
use crate::search::Shelf;
use crate::web::{Access, ActEntry, Lang, Lookup, NavGroup, PageEntry, Tries, Words};
use crate::{Clock, Failure};

/// A future in a box, since a guide is chosen at run time.
pub type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What the first part of a path names: the thing whose unit decides who may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PlaceKind {
    /// Anyone, signed in or not.
    Public,
    /// Anyone who signed in: their own things.
    Own,
    /// The site itself: accounts, jobs.
    Site,
    /// A unit: `{unit}`.
    Unit,
    /// A campaign: `{campaign}`.
    Campaign,
    /// A review: `{review}`.
    Review,
}

impl PlaceKind {
    /// The name of the path's parameter, where the place has one.
    pub fn parameter(self) -> Option<&'static str> {
        match self {
            PlaceKind::Unit => Some("unit"),
            PlaceKind::Campaign => Some("campaign"),
            PlaceKind::Review => Some("review"),
            PlaceKind::Public | PlaceKind::Own | PlaceKind::Site => None,
        }
    }
}

/// A place that was found: what it is, and where it lies.
#[derive(Clone, Debug)]
pub struct Here {
    /// For the decision about rights.
    pub place: Place,
    /// The key in the path.
    pub key: String,
    /// The unit.
    pub unit: Option<UnitId>,
    /// The campaign, where the place is one or lies in one.
    pub campaign: Option<CampaignId>,
    /// The unit over which that campaign was opened.
    pub campaign_unit: Option<UnitId>,
    /// The review, where the place is one.
    pub review: Option<ReviewId>,
    /// What the top of the page says: the unit's name.
    pub unit_name: String,
    /// What the top of the page says: the campaign's or the review's name.
    pub title: String,
}

impl Here {
    /// No place: one's own things.
    pub fn nowhere(on: Date) -> Self {
        Here {
            place: Place::site(on),
            key: String::new(),
            unit: None,
            campaign: None,
            campaign_unit: None,
            review: None,
            unit_name: String::new(),
            title: String::new(),
        }
    }
}

/// A person who signed in, with all roles they hold.
#[derive(Clone, Debug)]
pub struct Who {
    /// The person.
    pub id: PersonId,
    /// The person's name.
    pub name: String,
    /// The roles, of all places.
    pub held: Vec<Held>,
}

/// In which words and on which day something is seen.
#[derive(Clone, Copy)]
pub struct Seen {
    /// The words of the reader's language.
    pub words: Words,
    /// The day.
    pub on: Date,
}

/// An act that was tried: where, and which.
#[derive(Clone, Copy, Debug)]
pub struct Attempt<'a> {
    /// What kind of place.
    pub kind: PlaceKind,
    /// Its key.
    pub key: &'a str,
    /// The act, as `<stage>.<use case>`.
    pub act: &'static str,
}

/// What the house must ask of the stages: where a path leads, and who somebody is there.
pub trait Guide: Send + Sync {
    /// The place that `key` names, or `None`.
    fn place<'a>(
        &'a self,
        link: &'a mut Link,
        kind: PlaceKind,
        key: &'a str,
        on: Date,
    ) -> Boxed<'a, Result<Option<Here>, DbError>>;

    /// The person with this key and their roles, or `None`.
    fn who<'a>(&'a self, link: &'a mut Link, person: PersonId) -> Boxed<'a, Result<Option<Who>, DbError>>;

    /// The clause that a refusal rests on, in the words of the rule pack that binds the place.
    fn rule<'a>(
        &'a self,
        link: &'a mut Link,
        here: Option<&'a Here>,
        refusal: &'a Refusal,
        lang: Lang,
    ) -> Boxed<'a, Result<Option<String>, DbError>>;

    /// Takes note that a gate refused an act, where the place keeps account of it.
    fn refused<'a>(&'a self, _house: &'a House, _at: Attempt<'a>, _refusal: &'a Refusal) -> Boxed<'a, ()> {
        Box::pin(async {})
    }

    /// The page to which somebody is led instead of one that would show how the opinions of a review were classified, or
    /// where they went: as long as they must not know it. `None` for everybody else.
    fn instead<'a>(
        &'a self,
        _link: &'a mut Link,
        _review: ReviewId,
        _person: PersonId,
    ) -> Boxed<'a, Result<Option<String>, DbError>> {
        Box::pin(async { Ok(None) })
    }

    /// The table of contents for somebody at a place.
    fn contents<'a>(
        &'a self,
        link: &'a mut Link,
        who: &'a Who,
        here: Option<&'a Here>,
        view: Seen,
    ) -> Boxed<'a, Result<Vec<NavGroup>, Failure>>;

    /// These units and all below them, on that day; by themselves where there is no tree.
    fn units_below<'a>(
        &'a self,
        _link: &'a mut Link,
        units: &'a [UnitId],
        _on: Date,
    ) -> Boxed<'a, Result<Vec<UnitId>, DbError>> {
        Box::pin(async move { Ok(units.to_vec()) })
    }

    /// The table of contents for whoever has not signed in: what is open to anyone.
    fn outside(&self, _words: Words) -> Vec<NavGroup> {
        Vec::new()
    }
}

/// What a running program holds.
pub struct House {
    /// The data.
    pub database: Database,
    /// The time.
    pub clock: Clock,
    /// How it was set up.
    pub config: Config,
    /// Where the words come from.
    pub lookup: Lookup,
    /// The files that people sent.
    pub files: FileStore,
    /// The stages' answers.
    pub guide: Box<dyn Guide>,
    /// Logins that were tried with wrong passwords.
    pub tries: Tries,
    /// Who asked with codes that nobody holds.
    pub lookups: Tries,
    /// The acts by their names.
    pub acts: HashMap<&'static str, ActEntry>,
    /// The pages by their routes.
    pub pages: HashMap<&'static str, PageEntry>,
    /// What can be found, and the index of this node.
    pub search: Shelf,
}

impl House {
    /// The words of a language.
    pub fn words(&self, lang: Lang) -> Words {
        Words::new(lang, self.lookup)
    }

    /// Who may run the act of this name, and where.
    pub fn access_of(&self, name: &str) -> Option<Access> {
        self.acts.get(name).map(|entry| Access { kind: entry.info.kind, roles: entry.info.roles })
    }
}
