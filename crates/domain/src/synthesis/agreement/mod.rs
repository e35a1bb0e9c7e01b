//! How far coders who worked blind to each other agree: Krippendorff's alpha for what each opinion is about, the adjusted
//! Rand index for how opinions were grouped.
//!
//! Nothing here is drawn by chance: where chance is needed a seed comes in, is kept with the figures, and gives the same
//! draw to whoever recomputes them ([`seeded`]).

pub mod alpha;
pub mod bootstrap;
pub mod rand_index;
pub mod reading;
pub mod seeded;

pub use alpha::{Alpha, Undefined, alpha};
pub use bootstrap::{Interval, RESAMPLES, interval};
pub use rand_index::{RandIndex, rand_index, rand_interval};
pub use reading::{Reading, Thresholds, read};
pub use seeded::{MAX_SEED, Seeded};
