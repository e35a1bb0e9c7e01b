//! Gate G2, grounded: each shortcoming, rating deduction and article sentence rests on at least one ground.
//!
//! An unverified opinion is never a ground, and what is said at a conference stays a statement: both are refused
//! even beside a good ground, so that no conclusion ever cites them.

use super::states::GroundKind;
use crate::common::{Citation, FindingId, Gate, Line, OpinionId, Refusal, ReportId, Role, StatementId};
use crate::report::ReportState;
use crate::verification::{CaseState, Verdict};

/// Something that a conclusion is to rest on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ground {
    /// An admission in a report.
    Admission {
        /// The report.
        report: ReportId,
        /// Where the report stands.
        state: ReportState,
    },
    /// A finding of a verification.
    Finding {
        /// The finding.
        finding: FindingId,
        /// What was found.
        verdict: Verdict,
        /// Where the case stands; only a final finding counts.
        state: CaseState,
        /// Which part was confirmed, if a part was.
        confirmed_part: Option<Line>,
    },
    /// A conclusion of a competent body.
    CompetentConclusion(Citation),
    /// A figure.
    Figure {
        /// How many pieces of evidence stand behind it.
        n_evidence: u32,
    },
    /// An opinion.
    Opinion(OpinionId),
    /// Something said at a conference.
    Statement(StatementId),
}

impl Ground {
    /// What kind of ground it is, or tries to be.
    #[must_use]
    pub const fn kind(&self) -> GroundKind {
        match self {
            Self::Admission { .. } => GroundKind::Admission,
            Self::Finding { .. } => GroundKind::Finding,
            Self::CompetentConclusion(_) => GroundKind::CompetentConclusion,
            Self::Figure { .. } => GroundKind::Figure,
            Self::Opinion(_) => GroundKind::Opinion,
            Self::Statement(_) => GroundKind::Statement,
        }
    }
}

/// A conclusion that rests on something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounded {
    /// The kinds of its grounds, in the order given.
    pub kinds: Vec<GroundKind>,
}

/// Decides whether these grounds carry a conclusion.
///
/// # Errors
///
/// Refuses no ground at all, and the first ground that does not hold.
pub fn ground(grounds: &[Ground]) -> Result<Grounded, Refusal> {
    if grounds.is_empty() {
        return Err(refusal("conclusion.no_ground").next("conclusion.add_ground", Role::Secretary));
    }
    let kinds = grounds.iter().map(holds).collect::<Result<_, _>>()?;
    Ok(Grounded { kinds })
}

fn holds(ground: &Ground) -> Result<GroundKind, Refusal> {
    match ground {
        Ground::Opinion(_) => {
            Err(refusal("conclusion.ground_is_opinion").next("verification.open_case", Role::Secretary))
        }
        Ground::Statement(_) => {
            Err(refusal("conclusion.ground_is_statement").next("verification.open_case", Role::Secretary))
        }
        Ground::Admission { state, .. } if *state != ReportState::Sealed => {
            Err(refusal("conclusion.ground_report_not_sealed")
                .arg("state_code", state)
                .next("report.submit", Role::Reviewed))
        }
        Ground::Finding { verdict, state, confirmed_part, .. } => {
            finding_holds(*verdict, *state, confirmed_part.as_ref()).map(|()| ground.kind())
        }
        Ground::Figure { n_evidence: 0 } => Err(refusal("conclusion.ground_figure_without_evidence")
            .next("verification.add_evidence", Role::Secretary)),
        Ground::Admission { .. } | Ground::CompetentConclusion(_) | Ground::Figure { .. } => {
            Ok(ground.kind())
        }
    }
}

fn finding_holds(verdict: Verdict, state: CaseState, part: Option<&Line>) -> Result<(), Refusal> {
    if matches!(verdict, Verdict::Unfounded | Verdict::BeyondAuthority) {
        return Err(refusal("conclusion.ground_finding_not_confirmed")
            .arg("verdict_code", verdict)
            .next("conclusion", Role::Secretary));
    }
    if state != CaseState::FoundFinally {
        return Err(
            refusal("conclusion.ground_finding_provisional").next("explanation.serve", Role::Secretary)
        );
    }
    if verdict == Verdict::PartlyConfirmed && part.is_none() {
        return Err(
            refusal("conclusion.ground_part_not_named").next("conclusion.add_ground", Role::Secretary)
        );
    }
    Ok(())
}

fn refusal(code: &'static str) -> Refusal {
    Refusal::new(code).gate(Gate::Grounded)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn finding(verdict: Verdict, state: CaseState, part: Option<&str>) -> Ground {
        let confirmed_part = part.map(|text| Line::parse(text).unwrap());
        Ground::Finding { finding: FindingId::new(Uuid::nil()), verdict, state, confirmed_part }
    }

    fn admission(state: ReportState) -> Ground {
        Ground::Admission { report: ReportId::new(Uuid::nil()), state }
    }

    fn check(grounds: &[Ground], expected: Result<&[GroundKind], &str>) {
        let result = ground(grounds);
        let result = result.as_ref().map(|grounded| grounded.kinds.as_slice());
        assert_eq!(result.map_err(|refusal| refusal.code), expected);
    }

    #[test]
    fn a_conclusion_without_a_ground_is_refused() {
        check(&[], Err("conclusion.no_ground"));
    }

    #[test]
    fn an_unverified_opinion_is_no_ground_even_beside_a_good_one() {
        let opinion = Ground::Opinion(OpinionId::new(Uuid::nil()));
        check(&[admission(ReportState::Sealed), opinion], Err("conclusion.ground_is_opinion"));
    }

    #[test]
    fn what_is_said_stays_a_statement() {
        let statement = Ground::Statement(StatementId::new(Uuid::nil()));
        check(&[statement], Err("conclusion.ground_is_statement"));
    }

    #[test]
    fn an_admission_counts_once_its_report_is_sealed() {
        check(&[admission(ReportState::Sealed)], Ok(&[GroundKind::Admission]));
        for state in [ReportState::Draft, ReportState::Submitted, ReportState::Returned] {
            check(&[admission(state)], Err("conclusion.ground_report_not_sealed"));
        }
    }

    #[test]
    fn a_finding_counts_when_it_confirms_and_its_subject_was_heard() {
        let (heard, unheard) = (CaseState::FoundFinally, CaseState::FoundProvisionally);
        check(&[finding(Verdict::Confirmed, heard, None)], Ok(&[GroundKind::Finding]));
        let provisional = finding(Verdict::Confirmed, unheard, None);
        check(&[provisional], Err("conclusion.ground_finding_provisional"));
        for verdict in [Verdict::Unfounded, Verdict::BeyondAuthority] {
            check(&[finding(verdict, heard, None)], Err("conclusion.ground_finding_not_confirmed"));
        }
    }

    #[test]
    fn of_a_partly_confirmed_finding_only_the_named_part_counts() {
        let heard = CaseState::FoundFinally;
        check(&[finding(Verdict::PartlyConfirmed, heard, None)], Err("conclusion.ground_part_not_named"));
        let named = finding(Verdict::PartlyConfirmed, heard, Some("3 trong 7 hồ sơ"));
        check(&[named], Ok(&[GroundKind::Finding]));
    }

    #[test]
    fn a_figure_counts_with_evidence_and_a_competent_conclusion_with_its_clause() {
        check(&[Ground::Figure { n_evidence: 0 }], Err("conclusion.ground_figure_without_evidence"));
        let document = Line::parse("Kết luận 12-KL/UBKTTU").unwrap();
        let competent =
            Ground::CompetentConclusion(Citation { document, clause: Line::parse("mục 2").unwrap() });
        check(
            &[Ground::Figure { n_evidence: 1 }, competent],
            Ok(&[GroundKind::Figure, GroundKind::CompetentConclusion]),
        );
    }
}
