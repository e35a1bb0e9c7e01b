//! What the explanation stage writes into the tables of this one.

use base::Failure;
use base::unit::Unit;
use base::web::Upload;
use domain::common::id::{AnswerId, PersonId};
use domain::common::{Line, Prose};
use domain::verification::CaseState;
use domain::verification::add_evidence::{EvidenceFacts, add_evidence};
use jiff::civil::Date;

use super::{CaseRow, EvidenceRow, FindingRow, case_of, evidence_of};
use crate::opinion::store::FileRow;
use crate::synthesis::store::PointRow;

/// What an answer brings along to show that it is so.
#[derive(Clone, Debug)]
pub struct Brought<'a> {
    /// The answer.
    pub answer: AnswerId,
    /// What it is.
    pub title: Line,
    /// Who wrote or keeps it.
    pub source: Line,
    /// Its own date.
    pub dated: Date,
    /// The file.
    pub file: Option<&'a Upload>,
    /// Its content, when there is no file.
    pub text: Option<Prose>,
    /// Who brings it.
    pub by: PersonId,
}

/// The rows that put what an answer brought beside the evidence of its case; a point without a case gets an open one.
///
/// # Errors
/// Refused as any evidence; [`Failure::Malformed`] when the file is not what its name says.
pub async fn evidence_from_answer(
    unit: &mut Unit,
    point: &PointRow,
    brought: Brought<'_>,
) -> Result<(Option<CaseRow>, Option<FileRow>, EvidenceRow), Failure> {
    let found = case_of(unit, point.id).await?;
    let is_new = found.is_none();
    let case = found.unwrap_or_else(|| CaseRow::open(unit, point));
    let n_evidence = count(evidence_of(unit, case.id).await?.len());
    let added = add_evidence(&EvidenceFacts {
        is_closed: case.is_closed,
        has_content: brought.file.is_some() || brought.text.is_some(),
        dated: brought.dated,
        today: unit.today(),
        n_evidence,
    })?;
    let file = brought.file.map(|upload| FileRow::of(unit, case.campaign_id, upload)).transpose()?;
    let evidence = EvidenceRow {
        id: unit.name(),
        campaign_id: case.campaign_id,
        case_id: case.id,
        number: added.number,
        title: brought.title,
        source: brought.source,
        dated: brought.dated,
        sha256: EvidenceRow::digest(file.as_ref(), brought.text.as_ref()),
        file_id: file.as_ref().map(|file| file.id),
        text: brought.text,
        from_answer: Some(brought.answer),
        added_by: brought.by,
        added_at: unit.at(),
        version: 0,
    };
    Ok((is_new.then_some(case), file, evidence))
}

/// A finding that stands from now on, by the person who acts.
///
/// # Errors
/// When nobody acts.
pub fn finding_stands(
    unit: &Unit,
    case: CaseRow,
    finding: FindingRow,
    state: CaseState,
) -> Result<(CaseRow, FindingRow), Failure> {
    let finding =
        FindingRow { is_final: true, final_by: Some(unit.person()?), final_at: Some(unit.at()), ..finding };
    Ok((CaseRow { state, ..case }, finding))
}

/// A count as the tables keep it.
pub fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

impl CaseRow {
    /// A case that nobody has yet.
    pub fn open(unit: &Unit, point: &PointRow) -> Self {
        CaseRow {
            id: unit.name(),
            campaign_id: point.campaign_id,
            review_id: point.review_id,
            point_id: point.id,
            verifier_id: None,
            assigned_by: None,
            assigned_at: None,
            accepted_at: None,
            due: None,
            state: CaseState::Open,
            is_closed: false,
            version: 0,
        }
    }
}

impl EvidenceRow {
    /// The digest of the file, or of the text when there is no file.
    pub fn digest(file: Option<&FileRow>, text: Option<&Prose>) -> String {
        match (file, text) {
            (Some(file), _) => file.sha256.clone(),
            (None, Some(text)) => base::files::digest_of(text.as_str().as_bytes()),
            (None, None) => base::files::digest_of(b""),
        }
    }
}
