//! Gate G6, concrete, for the words of a report: a question that the pack wants answered is waived with a reason.

use crate::common::kinds::WordingKind;
use crate::common::wording::{NotWaivable, Waivable, WordingQuestion, waivable};
use crate::common::{Gate, Refusal, Role};

/// Decides whether a question about a report's words may be waived with a reason.
///
/// # Errors
///
/// Refuses one that is not asked any more, since its sentence was changed, and one that need not be answered.
pub fn waive(
    question: WordingQuestion<'_>,
    asked: &[WordingQuestion<'_>],
    must: &[WordingKind],
) -> Result<Waivable, Refusal> {
    waivable(question, asked, must).map_err(|why| match why {
        NotWaivable::NotAsked => refused("report.wording_not_asked").next("report.write", Role::Reviewed),
        NotWaivable::NeedNotBeAnswered => {
            refused("report.wording_need_not_be_answered").next("report.submit", Role::Reviewed)
        }
    })
}

fn refused(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Concrete)
}
