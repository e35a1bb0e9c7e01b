//! The tables of the conclusion stage.

mod conclusion;
mod ground;
mod petition;
mod responsible;
mod shortcoming;
mod strength;
mod supplement;

use base::book::Covered;

pub use conclusion::ConclusionRow;
pub use ground::GroundRow;
pub use petition::PetitionRow;
pub use responsible::ResponsibleRow;
pub use shortcoming::ShortcomingRow;
pub use strength::StrengthRow;
pub use supplement::SupplementRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<ConclusionRow>(),
    Covered::of::<GroundRow>(),
    Covered::of::<PetitionRow>(),
    Covered::of::<ResponsibleRow>(),
    Covered::of::<ShortcomingRow>(),
    Covered::of::<StrengthRow>(),
    Covered::of::<SupplementRow>(),
];
