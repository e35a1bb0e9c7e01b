//! The states and kinds of the stage `lesson`, as they are stored.

crate::codes! {
    /// Where a requirement stands with one unit.
    pub enum RequirementState {
        /// Addressed to the unit.
        Addressed = "addressed",
        /// Acknowledged by the unit.
        Acknowledged = "acknowledged",
        /// Turned into tasks there.
        Planned = "planned",
    }
}
