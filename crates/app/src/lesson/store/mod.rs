//! The tables of the lesson stage.

mod addressee;
mod figure;
mod requirement;

use base::book::Covered;

pub use addressee::RequirementAddresseeRow;
pub use figure::FigureRow;
pub use requirement::RequirementRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] =
    &[Covered::of::<RequirementAddresseeRow>(), Covered::of::<FigureRow>(), Covered::of::<RequirementRow>()];
