//! What earlier stages know about the things behind a conclusion, as the gates ask for it.

use std::collections::HashMap;

use base::db::{DbError, Link, Stored, select};
use domain::campaign::CarriedStatus;
use domain::common::Citation;
use domain::common::id::{FindingId, PersonId, PointId, ReportVersionId, ReviewId, SubjectId};
use domain::common::kinds::ShortcomingField;
use domain::conclusion::GroundKind;
use domain::conclusion::answered_for::Responsible;
use domain::conclusion::complete_report::{CompletionFacts, Supplement};
use domain::conclusion::decide::ShortcomingFacts;
use domain::conclusion::ground::Ground;
use domain::conclusion::heard::Hearing;
use domain::conference::ItemState;
use domain::report::ReportState;
use domain::synthesis::{RoundKind, RoundState};
use domain::verification::CaseState;

use super::{GroundRow, Held, ResponsibleRow, ShortcomingRow, SupplementRow};
use crate::campaign::store::{CarriedItemRow, SubjectRow};
use crate::conference::store as conference;
use crate::explanation::store::ExplanationRow;
use crate::report::store::{self as report, VersionRow};
use crate::synthesis::store as synthesis;
use crate::verification::store::{CaseRow, FindingRow};

/// What is known in a review about findings, reports and hearings.
#[derive(Debug, Default)]
pub struct Facts {
    findings: HashMap<FindingId, (FindingRow, CaseState)>,
    versions: HashMap<ReportVersionId, (VersionRow, ReportState, SubjectId)>,
    hearings: HashMap<PointId, Vec<Hearing>>,
}

/// What is known in a review, in a fixed number of statements.
///
/// # Errors
/// What the database says.
pub async fn facts_of(link: &mut Link, review: ReviewId) -> Result<Facts, DbError> {
    let of = [review.to_cell()];
    let mut facts = Facts::default();
    let cases: Vec<CaseRow> = select(link, "WHERE review_id = $1", &of).await?;
    let findings: Vec<FindingRow> = select(link, "WHERE review_id = $1 ORDER BY number", &of).await?;
    let last: HashMap<_, _> = findings.iter().map(|finding| (finding.case_id, finding.number)).collect();
    for finding in findings {
        // A finding that a later one of its case replaces, or whose case was opened again, does not stand.
        let case = cases.iter().find(|case| case.id == finding.case_id);
        let is_last = last.get(&finding.case_id) == Some(&finding.number);
        let stands = finding.is_final && is_last && case.is_some_and(|c| c.state == CaseState::FoundFinally);
        let state = if stands { CaseState::FoundFinally } else { CaseState::FoundProvisionally };
        facts.findings.insert(finding.id, (finding, state));
    }
    let reports = report::reports_of(link, review).await?;
    for (version, subject) in super::versions_of_review(link, review).await? {
        let of_report = reports.iter().find(|(_, report)| report.id == version.report_id);
        let state = of_report.map_or(ReportState::Draft, |(_, report)| report.state);
        let state = match (version.is_sealed, state.is_submitted()) {
            (true, true) => ReportState::Sealed,
            (true, false) => state,
            (false, _) => ReportState::Draft,
        };
        facts.versions.insert(version.id, (version, state, subject));
    }
    for asked in select::<ExplanationRow>(link, "WHERE review_id = $1 ORDER BY id", &of).await? {
        facts.hearings.entry(asked.point_id).or_default().push(asked.hearing());
    }
    Ok(facts)
}

impl Facts {
    /// A ground as its gate asks for it; one that names nothing that is there is taken for an unsealed report.
    pub fn ground(&self, row: &GroundRow) -> Option<Ground> {
        match row.kind {
            GroundKind::Finding => {
                let (finding, state) = self.findings.get(&row.finding_id?)?;
                let part = finding.confirmed_part.clone();
                let (verdict, state) = (finding.verdict, *state);
                Some(Ground::Finding { finding: finding.id, verdict, state, confirmed_part: part })
            }
            GroundKind::Admission => {
                let (version, state, _) = self.versions.get(&row.report_version_id?)?;
                Some(Ground::Admission { report: version.report_id, state: *state })
            }
            GroundKind::CompetentConclusion => Some(Ground::CompetentConclusion(Citation {
                document: row.document.clone()?,
                clause: row.clause.clone()?,
            })),
            GroundKind::Figure => {
                let n_evidence = u32::from(row.evidence_id.is_some()) + u32::from(row.file_id.is_some());
                Some(Ground::Figure { n_evidence })
            }
            GroundKind::Opinion | GroundKind::Statement => None,
        }
    }

    /// A shortcoming of a conclusion as the gates ask for it.
    pub fn shortcoming(
        &self,
        row: &ShortcomingRow,
        held: &Held,
        subject: Option<PersonId>,
        n_open_questions: usize,
    ) -> ShortcomingFacts {
        let (grounds, responsible) = (held.grounds_of(row.id), held.responsible_of(row.id));
        let mut points: Vec<PointId> = row.point_id.into_iter().collect();
        let findings = grounds.iter().filter_map(|ground| self.findings.get(&ground.finding_id?));
        points.extend(findings.map(|(finding, _)| finding.point_id));
        points.sort_unstable();
        points.dedup();
        let hearings = points.iter().map(|point| self.hearings.get(point).cloned().unwrap_or_default());
        let named = |row: &&ResponsibleRow| Responsible {
            person: row.person_id,
            kind: row.kind,
            has_answered: row.answer.is_some(),
        };
        ShortcomingFacts {
            number: u32::try_from(row.number).unwrap_or(u32::MAX),
            grounds: grounds.iter().filter_map(|ground| self.ground(ground)).collect(),
            hearings: hearings.collect(),
            stated: stated(row, subject.is_some() || !responsible.is_empty()),
            responsible: responsible.iter().map(named).collect(),
            n_open_questions,
        }
    }

    /// The findings of the review that stand, newest last.
    pub fn findings(&self) -> impl Iterator<Item = (&FindingRow, CaseState)> {
        self.findings.values().map(|(finding, state)| (finding, *state))
    }

    /// The sealed versions that count, with whose they are.
    pub fn versions(&self) -> impl Iterator<Item = (&VersionRow, SubjectId)> {
        let counts = self.versions.values().filter(|(_, state, _)| *state == ReportState::Sealed);
        counts.map(|(version, _, subject)| (version, *subject))
    }

    /// How far those concerned were heard on a point.
    pub fn hearings(&self, point: PointId) -> &[Hearing] {
        self.hearings.get(&point).map_or(&[], Vec::as_slice)
    }
}

/// What a shortcoming states. An individual is responsible for their own.
pub fn stated(row: &ShortcomingRow, names_responsible: bool) -> Vec<ShortcomingField> {
    use ShortcomingField as F;
    let all = [
        (F::Matter, true),
        (F::Norm, row.norm.is_some()),
        (F::Extent, row.extent.is_some()),
        (F::Place, row.location.is_some()),
        (F::Time, row.period.is_some()),
        (F::Consequence, row.consequence.is_some()),
        (F::Responsible, names_responsible),
        (F::Cause, row.cause_subjective.is_some()),
        (F::OutsideCause, row.cause_objective.is_some()),
        (F::Comparison, row.comparison.is_some()),
        (F::Remedy, row.remedy.is_some()),
        (F::Doer, row.doer_id.is_some()),
        (F::Deadline, row.deadline.is_some()),
        (F::Measure, row.measure.is_some()),
    ];
    all.into_iter().filter(|(_, is_there)| *is_there).map(|(field, _)| field).collect()
}

/// How far the collective report of a review is completed, in figures that own their list.
#[derive(Clone, Debug)]
pub struct Completion {
    /// Where each individual item stands.
    pub items: Vec<ItemState>,
    /// How many were put off without a reason.
    pub n_deferred_without_reason: u32,
    /// Where the second round stands.
    pub second_round: Option<RoundState>,
    /// How many things the supplement lists.
    pub n_listed: u32,
    /// How many points of the second round on the collective it does not list.
    pub n_points_not_listed: u32,
    /// What was written as the supplement, when it was.
    pub supplement: Option<SupplementRow>,
}

impl Completion {
    /// The figures as gate G5 asks for them, with what the supplement says or is about to say.
    pub fn facts(&self, supplement: Supplement) -> CompletionFacts<'_> {
        CompletionFacts {
            individual_items: &self.items,
            n_deferred_without_reason: self.n_deferred_without_reason,
            second_round: self.second_round,
            supplement,
            n_points_not_listed: self.n_points_not_listed,
        }
    }

    /// What the written supplement says.
    pub fn written(&self) -> Supplement {
        match &self.supplement {
            None => Supplement::Missing,
            Some(row) if row.is_nothing => Supplement::StatesNothing,
            Some(_) => Supplement::Lists(self.n_listed),
        }
    }
}

/// How far the collective report of a review is completed.
///
/// # Errors
/// What the database says.
pub async fn completion_of(
    link: &mut Link,
    review: ReviewId,
    collective: SubjectId,
) -> Result<Completion, DbError> {
    let of = [review.to_cell()];
    let items = conference::item_states(link, review).await?;
    let individual: Vec<_> = items.into_iter().filter(|item| item.subject != collective).collect();
    let unreasoned =
        individual.iter().filter(|item| item.state == ItemState::Deferred && item.reason.is_none());
    let listed = super::supplement_items_of(link, review).await?;
    let points = synthesis::points_of(link, review).await?;
    let of_second = points.iter().filter(|point| point.round == 2 && point.subject == collective);
    let left = of_second.filter(|point| !listed.iter().any(|item| item.point_id == Some(point.id)));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Ok(Completion {
        n_deferred_without_reason: number(unreasoned.count()),
        n_points_not_listed: number(left.count()),
        n_listed: number(listed.len()),
        items: individual.iter().map(|item| item.state).collect(),
        second_round: synthesis::round_state(link, review, RoundKind::AfterIndividuals).await?,
        supplement: base::db::one(link, "WHERE review_id = $1", &of).await?,
    })
}

/// How many things that were carried over about a subject neither its submitted report answers nor this conclusion
/// calls repeated.
///
/// # Errors
/// What the database says.
pub async fn not_compared(
    link: &mut Link,
    subject: &SubjectRow,
    shortcomings: &[ShortcomingRow],
) -> Result<u32, DbError> {
    let carried = report::carried_for(link, subject).await?;
    let answers = match report::sealed_version_of(link, subject.id).await? {
        Some(version) => report::carried_answers(link, version.report_id, Some(version.id)).await?,
        None => Vec::new(),
    };
    let has_status = |item: &CarriedItemRow| {
        item.status != CarriedStatus::Open
            || answers.iter().any(|row| row.carried_item_id == item.id && row.status != CarriedStatus::Open)
            || shortcomings.iter().any(|row| row.carried_item_id == Some(item.id))
    };
    let left = carried.iter().filter(|item| !has_status(item)).count();
    Ok(u32::try_from(left).unwrap_or(u32::MAX))
}
