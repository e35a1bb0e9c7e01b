//! An act whose type is forgotten: what surrounds the acts is compiled once, and not once for each of them.

use std::time::Duration;

use domain::common::id::PersonId;

use super::act::{Act, Done};

use super::raw::{Raw, Upload};
use crate::Failure;
use crate::failure::FieldError;
use crate::house::{Boxed, Here, House};
use crate::unit::Unit;

type ReadFn = fn(&Raw) -> Result<Box<dyn AnyAct>, Vec<FieldError>>;

/// What a route knows of its act before a form has come.
#[derive(Clone, Copy)]
pub(crate) struct ActKind {
    pub name: &'static str,
    /// As [`Act::IS_SECRET`].
    pub is_secret: bool,
    /// As [`Act::STAYS`].
    pub stays: bool,
    /// Reads what was sent.
    pub read: ReadFn,
}

impl ActKind {
    pub fn of<A: Act>() -> Self {
        let read = |raw: &Raw| A::read(raw).map(|act| Box::new(Known(act)) as Box<dyn AnyAct>);
        ActKind { name: A::NAME, is_secret: A::IS_SECRET, stays: A::STAYS, read }
    }
}

/// What is asked of an act from outside, whatever its type.
pub(crate) trait AnyAct: Send + Sync {
    fn name(&self) -> &'static str;
    fn limit(&self) -> Duration;
    fn uploads(&self) -> Vec<&Upload>;
    /// As [`Act::PREPARES`].
    fn prepares(&self) -> bool;
    fn prepare<'a>(
        &'a mut self,
        house: &'a House,
        person: Option<PersonId>,
    ) -> Boxed<'a, Result<(), Failure>>;
    /// Runs it, and says where it leads from here.
    fn run<'a>(&'a self, unit: &'a mut Unit, here: Here) -> Boxed<'a, Result<Done, Failure>>;
}

/// An act whose type is known here and nowhere else.
pub(crate) struct Known<A>(pub A);

impl<A: Act> AnyAct for Known<A> {
    fn name(&self) -> &'static str {
        A::NAME
    }

    fn limit(&self) -> Duration {
        Duration::from_millis(A::LIMIT_MS)
    }

    fn uploads(&self) -> Vec<&Upload> {
        self.0.uploads()
    }

    fn prepares(&self) -> bool {
        A::PREPARES
    }

    fn prepare<'a>(
        &'a mut self,
        house: &'a House,
        person: Option<PersonId>,
    ) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(self.0.prepare(house, person))
    }

    fn run<'a>(&'a self, unit: &'a mut Unit, here: Here) -> Boxed<'a, Result<Done, Failure>> {
        Box::pin(async move {
            let outcome = self.0.run(unit).await?;
            let location = self.0.landing(&here, &outcome);
            Ok(Done { location, outcome: serde_json::to_value(&outcome)? })
        })
    }
}
