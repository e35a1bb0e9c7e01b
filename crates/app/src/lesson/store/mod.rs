//! The tables of the lesson stage.

mod addressee;
mod figure;
mod figures;
mod queries;
mod requirement;
mod searched;

use base::book::Covered;

pub use addressee::RequirementAddresseeRow;
pub use figure::FigureRow;
pub use figures::{Counted, count, frozen};
pub use queries::{
    Addressed, addressed_in, addressed_to, addressees_of, heads_of, planned_of, requirements_of, reviews_of,
};
pub use requirement::RequirementRow;
pub use searched::SEARCHED;

/// The tables that the book covers.
pub const COVERED: &[Covered] =
    &[Covered::of::<RequirementAddresseeRow>(), Covered::of::<FigureRow>(), Covered::of::<RequirementRow>()];
