//! The one place that knows what time it is.
//!
//! A running server reads the machine's clock. A demonstration, an import and a test walk through a
//! campaign with a clock that they set themselves, so that each step has a time that can be repeated.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

/// Where the present moment comes from, and the zone in which a day begins and ends.
#[derive(Clone, Debug)]
pub struct Clock {
    source: Source,
    zone: TimeZone,
}

#[derive(Clone, Debug)]
enum Source {
    Machine,
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// The machine's clock, with days counted in `zone`.
    pub fn machine(zone: TimeZone) -> Self {
        Clock { source: Source::Machine, zone }
    }

    /// A clock that stands still until it is set.
    pub fn set_to(at: Timestamp, zone: TimeZone) -> Self {
        Clock { source: Source::Set(Arc::new(AtomicI64::new(at.as_microsecond()))), zone }
    }

    /// The present moment, to the microsecond.
    #[expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]
    pub fn now(&self) -> Timestamp {
        match &self.source {
            Source::Machine => {
                let now = Timestamp::now();
                Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
            }
            Source::Set(micros) => {
                Timestamp::from_microsecond(micros.load(Ordering::SeqCst)).unwrap_or(Timestamp::UNIX_EPOCH)
            }
        }
    }

    /// Moves a clock that stands still; a machine's clock is left as it is.
    pub fn set(&self, at: Timestamp) {
        if let Source::Set(micros) = &self.source {
            micros.store(at.as_microsecond(), Ordering::SeqCst);
        }
    }

    /// Sets a clock that is set by hand to this moment of its zone, if that lies ahead; a machine's clock stays.
    pub fn reach(&self, at: jiff::civil::DateTime) {
        let Source::Set(_) = &self.source else { return };
        if let Ok(at) = self.zone.to_timestamp(at)
            && self.now() < at
        {
            self.set(at);
        }
    }

    /// The civil day at `at` in this clock's zone.
    pub fn day(&self, at: Timestamp) -> Date {
        at.to_zoned_datetime(self.zone.clone()).date()
    }

    /// The present civil day.
    pub fn today(&self) -> Date {
        self.day(self.now())
    }

    /// The zone in which days are counted.
    pub fn zone(&self) -> &TimeZone {
        &self.zone
    }
}
