//! The unit of work: what one act reads and writes, kept whole or not at all.
//!
//! A use case never begins or commits. Two doors lead into the tables: [`Unit::save`] takes only
//! what [`Unit::record`] has written into the book first, and [`Unit::keep`] takes only the few
//! tables of working data. There is no third.

mod postgres;
mod record;
mod writer;

use std::time::Duration;

use domain::common::id::{CampaignId, PersonId, ReviewId, UnitId};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

pub use postgres::PostgresUnits;
pub use record::{Notice, Recorded, Rows, Working, WorkingRow};
pub use writer::SqliteWriter;

use crate::db::{Entity, Link};
use crate::house::Here;
use crate::{Clock, Failure, db, dice};

/// What each unit is given besides its connection.
#[derive(Clone, Debug)]
pub struct UnitContext {
    /// The clock of this program.
    pub clock: Clock,
    /// How many times longer than it says a unit may take before it is stopped: its own figure is that of a free machine, and one
    /// that is shared or whose disk is slow needs longer.
    pub patience: u32,
}

/// An act that is run as one unit. It may be run again when its batch was lost, so it changes
/// nothing but the unit.
pub trait UseCase: Send + Sync + 'static {
    /// What its caller is told.
    type Outcome: Send + 'static;

    /// Decides, records and saves.
    fn run(&self, unit: &mut Unit) -> impl Future<Output = Result<Self::Outcome, Failure>> + Send;

    /// How long its statements may take together; an import of a whole province asks for more.
    fn limit(&self) -> Duration {
        Duration::from_millis(250)
    }

    /// What it happens at: on a server, those that met another one there come again one by one.
    fn place(&self) -> &str {
        ""
    }

    /// How it is kept apart from others on a server. On the embedded database units run one by one.
    fn isolation(&self) -> Isolation {
        Isolation::Serial
    }
}

/// How a unit on a server is kept apart from those that run beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// As if it ran alone: what a gate read is still true when its rows are written.
    Serial,
    /// It takes a row of its own first, by an update that only one can win; the rest it reads as it is
    /// then. For the sequencer and for jobs, which would otherwise meet every act of every person.
    ByItsRow,
}

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A person who signed in.
    Person(PersonId),
    /// The program itself: a term that lapsed, the first start.
    Program,
}

impl Actor {
    /// The person, where one acts.
    pub fn person(self) -> Option<PersonId> {
        match self {
            Actor::Person(id) => Some(id),
            Actor::Program => None,
        }
    }
}

/// One act under way: its moment, its actor, its place, its connection.
pub struct Unit {
    link: Link,
    at: Timestamp,
    today: Date,
    actor: Actor,
    here: Option<Here>,
    leaf: Option<ledger::Hash>,
}

impl Unit {
    pub(crate) fn new(link: Link, context: &UnitContext) -> Self {
        let at = context.clock.now();
        Unit { link, at, today: context.clock.day(at), actor: Actor::Program, here: None, leaf: None }
    }

    /// Makes the unit ready for the next job of a batch: its own moment, no actor yet.
    pub(crate) fn begin_again(&mut self, context: &UnitContext) {
        self.at = context.clock.now();
        self.today = context.clock.day(self.at);
        self.actor = Actor::Program;
        self.here = None;
        self.leaf = None;
        self.link.forget_failure();
    }

    /// Whether a statement lost against another transaction, so that the unit may be run again. Of two
    /// that write the same key at once the loser sees a broken constraint first: it gets one more try.
    pub(crate) fn met_another(&self, attempt: u32) -> bool {
        matches!(&self.link, Link::Postgres(link) if link.conflicted || (link.doubled && attempt == 0))
    }

    /// Notes that a transaction is open on a server's connection.
    pub(crate) fn set_inside(&mut self, inside: bool) {
        if let Link::Postgres(link) = &mut self.link {
            link.inside = inside;
        }
    }

    pub(crate) fn into_link(self) -> Link {
        self.link
    }

    pub(crate) fn link(&self) -> &Link {
        &self.link
    }

    pub(crate) fn link_mut(&mut self) -> &mut Link {
        &mut self.link
    }

    /// The moment of the act: one for all that it writes.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// The civil day of the act.
    pub fn today(&self) -> Date {
        self.today
    }

    /// Who acts.
    pub fn actor(&self) -> Actor {
        self.actor
    }

    /// The person who acts.
    ///
    /// # Errors
    /// [`Failure::Forbidden`] when the program acts by itself.
    pub fn person(&self) -> Result<PersonId, Failure> {
        self.actor.person().ok_or(Failure::Forbidden)
    }

    /// Where the act happens.
    ///
    /// # Errors
    /// [`Failure::Missing`] when the act has no place.
    pub fn here(&self) -> Result<&Here, Failure> {
        self.here.as_ref().ok_or(Failure::Missing)
    }

    /// The review in which the act happens.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it happens in none.
    pub fn review(&self) -> Result<ReviewId, Failure> {
        self.here()?.review.ok_or(Failure::Missing)
    }

    /// The campaign in which the act happens.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it happens in none.
    pub fn campaign(&self) -> Result<CampaignId, Failure> {
        self.here()?.campaign.ok_or(Failure::Missing)
    }

    /// The unit in which the act happens.
    ///
    /// # Errors
    /// [`Failure::Missing`] when it happens in none.
    pub fn unit_id(&self) -> Result<UnitId, Failure> {
        self.here()?.unit.ok_or(Failure::Missing)
    }

    /// The leaf that this act wrote last: after the commit the book promises it a place.
    pub fn leaf(&self) -> Option<ledger::Hash> {
        self.leaf
    }

    pub(crate) fn set_leaf(&mut self, leaf: ledger::Hash) {
        self.leaf = Some(leaf);
    }

    /// Says who acts and where; done once, before the use case runs.
    pub fn acting(&mut self, actor: Actor, here: Option<Here>) {
        self.actor = actor;
        self.here = here;
    }

    /// A name for a new thing.
    pub fn name<I: From<Uuid>>(&self) -> I {
        dice::named(self.at).into()
    }

    /// The row with this key.
    ///
    /// # Errors
    /// [`Failure::Missing`] when there is none.
    pub async fn need<T: Entity>(&mut self, id: impl db::Stored) -> Result<T, Failure> {
        db::find(&mut self.link, id).await?.ok_or(Failure::Missing)
    }
}
