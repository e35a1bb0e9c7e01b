//! The tables of the synthesis stage.

mod lineage;
mod placement;
mod point;
mod round;

use base::book::Covered;

pub use lineage::LineageRow;
pub use placement::PlacementRow;
pub use point::PointRow;
pub use round::RoundRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<LineageRow>(),
    Covered::of::<PlacementRow>(),
    Covered::of::<PointRow>(),
    Covered::of::<RoundRow>(),
];
