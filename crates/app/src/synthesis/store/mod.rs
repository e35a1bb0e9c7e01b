//! The tables of the synthesis stage.

mod lineage;
mod placement;
mod point;
mod round;

pub use lineage::LineageRow;
pub use placement::PlacementRow;
pub use point::PointRow;
pub use round::RoundRow;
