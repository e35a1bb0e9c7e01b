//! Units, bodies, people and posts come in as one workbook: every wrong cell is named, or all of it is taken.
//!
//! Reading and planning are one pure step: the same for a dry run, for the load itself and for a folder that is
//! loaded from the terminal. What a code means in the house is never changed by a file: a line that says the same
//! is counted and left, a line that says something else is a problem.

mod heads;
mod lines;
mod names;
mod plan;
mod problem;
mod reading;
mod seats;
mod sheet;
#[cfg(test)]
mod tests;
mod tree;

pub use heads::{Column, LISTS, ListForm};
pub use lines::{BodyLine, PersonLine, SeatLine, UnitLine};
pub use names::plain;
pub use plan::{Counts, Known, Plan, Terms, plan};
pub use problem::{PROBLEMS, Problem};
pub use reading::MOST_ROWS;
pub use sheet::{Sheet, SheetCell, Value, Workbook};
