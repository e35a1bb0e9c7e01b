//! Gate G7, compared: each carried shortcoming and commitment reappears with a status: remedied with proof, partly,
//! repeated (k-th time).

use crate::campaign::{CarriedKind, CarriedStatus};
use crate::common::{CarriedItemId, Gate, Refusal, Role};

/// What a report says about something that was carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarriedAnswer {
    /// What was carried over.
    pub item: CarriedItemId,
    /// What kind of thing it is.
    pub kind: CarriedKind,
    /// The status that the report gives it; `open` while the report is silent.
    pub status: CarriedStatus,
    /// How many pieces of proof stand behind the status.
    pub n_proofs: u32,
    /// How many times it had been found when it was carried over.
    pub n_times: u32,
}

/// A report that is compared with the period before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// What was repeated, and for the how-manieth time.
    pub repeated: Vec<(CarriedItemId, u32)>,
    /// What goes on being open, in part.
    pub partly: Vec<CarriedItemId>,
}

/// Decides whether a report answers everything that was carried over.
///
/// # Errors
///
/// Counts what the report is silent about, then what it calls remedied without proof.
pub fn compared(answers: &[CarriedAnswer]) -> Result<Compared, Refusal> {
    let n_silent = answers.iter().filter(|answer| answer.status == CarriedStatus::Open).count();
    if 0 < n_silent {
        return Err(refusal("report.carried_not_answered")
            .arg("open", n_silent)
            .arg("carried", answers.len()));
    }
    let needs_proof = |answer: &&CarriedAnswer| {
        matches!(answer.status, CarriedStatus::Remedied | CarriedStatus::PartlyRemedied)
    };
    let n_unproved = answers.iter().filter(needs_proof).filter(|answer| answer.n_proofs == 0).count();
    if 0 < n_unproved {
        return Err(refusal("report.remedied_without_proof").arg("missing", n_unproved));
    }
    let with_status = |status| answers.iter().filter(move |answer| answer.status == status);
    let again = |answer: &CarriedAnswer| (answer.item, answer.n_times.saturating_add(1));
    Ok(Compared {
        repeated: with_status(CarriedStatus::Repeated).map(again).collect(),
        partly: with_status(CarriedStatus::PartlyRemedied).map(|answer| answer.item).collect(),
    })
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Compared).next("report.answer_carried", Role::Reviewed)
}

#[cfg(test)]
mod tests {
    use CarriedStatus::{Open, PartlyRemedied, Remedied, Repeated};
    use uuid::Uuid;

    use super::*;

    fn answer(status: CarriedStatus, n_proofs: u32, n_times: u32) -> CarriedAnswer {
        let item = CarriedItemId::new(Uuid::nil());
        CarriedAnswer { item, kind: CarriedKind::Shortcoming, status, n_proofs, n_times }
    }

    fn check(answers: &[CarriedAnswer], expected: Result<&[u32], &str>) {
        let result = compared(answers)
            .map(|compared| compared.repeated.iter().map(|(_, times)| *times).collect::<Vec<_>>());
        assert_eq!(result.as_deref().map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn nothing_that_was_carried_over_is_passed_over_in_silence() {
        check(&[answer(Remedied, 1, 1), answer(Open, 0, 1)], Err("report.carried_not_answered"));
        check(&[], Ok(&[]));
    }

    #[test]
    fn remedied_is_said_with_proof_and_so_is_partly() {
        check(&[answer(Remedied, 0, 1)], Err("report.remedied_without_proof"));
        check(&[answer(PartlyRemedied, 0, 1)], Err("report.remedied_without_proof"));
        check(&[answer(Remedied, 1, 1), answer(PartlyRemedied, 2, 1)], Ok(&[]));
    }

    #[test]
    fn what_happens_again_is_counted() {
        check(&[answer(Repeated, 0, 1), answer(Repeated, 0, 2)], Ok(&[2, 3]));
    }
}
