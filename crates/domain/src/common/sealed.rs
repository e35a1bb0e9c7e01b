//! Gate G14, sealed: submitted reports, closed minutes and decisions never change; corrections are new versions or
//! annexes beside them.

use super::gate::Gate;
use super::refusal::Refusal;
use super::rights::Role;

crate::codes! {
    /// Whether something may still change.
    pub enum Seal {
        /// It may.
        Open = "open",
        /// It never changes again.
        Sealed = "sealed",
    }
}

crate::codes! {
    /// What is sealed.
    pub enum SealedKind {
        /// A report.
        Report = "report",
        /// Minutes.
        Minutes = "minutes",
        /// A decision.
        Decision = "decision",
    }
}

/// Something that may be changed in place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changeable(SealedKind);

impl Changeable {
    /// What it is.
    #[must_use]
    pub const fn kind(self) -> SealedKind {
        self.0
    }
}

/// Decides whether something may be changed in place.
///
/// # Errors
///
/// What is sealed is refused, with the way a correction takes.
pub fn change(kind: SealedKind, seal: Seal) -> Result<Changeable, Refusal> {
    if seal == Seal::Open {
        return Ok(Changeable(kind));
    }
    let refusal = match kind {
        SealedKind::Report => Refusal::new("common.report_sealed").next("report.new_version", Role::Reviewed),
        SealedKind::Minutes => {
            Refusal::new("common.minutes_sealed").next("conference.add_annex", Role::Secretary)
        }
        SealedKind::Decision => {
            Refusal::new("common.decision_sealed").next("conclusion.petition", Role::Reviewed)
        }
    };
    Err(refusal.gate(Gate::Sealed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_corrected_beside_it_and_never_in_place() {
        for (kind, act) in [
            (SealedKind::Report, "report.new_version"),
            (SealedKind::Minutes, "conference.add_annex"),
            (SealedKind::Decision, "conclusion.petition"),
        ] {
            assert_eq!(change(kind, Seal::Open).unwrap().kind(), kind);
            let refusal = change(kind, Seal::Sealed).unwrap_err();
            assert_eq!((refusal.gate, refusal.next.unwrap().act), (Some(Gate::Sealed), act));
        }
    }
}
