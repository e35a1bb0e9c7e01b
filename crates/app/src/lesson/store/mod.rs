//! The tables of the lesson stage.

mod addressee;
mod figure;
mod requirement;

pub use addressee::RequirementAddresseeRow;
pub use figure::FigureRow;
pub use requirement::RequirementRow;
