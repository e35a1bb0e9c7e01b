//! The tables of the conclusion stage.

mod conclusion;
mod ground;
mod petition;
mod responsible;
mod shortcoming;
mod strength;
mod supplement;

pub use conclusion::ConclusionRow;
pub use ground::GroundRow;
pub use petition::PetitionRow;
pub use responsible::ResponsibleRow;
pub use shortcoming::ShortcomingRow;
pub use strength::StrengthRow;
pub use supplement::SupplementRow;
