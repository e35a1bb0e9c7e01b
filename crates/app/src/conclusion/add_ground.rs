//! Adding what a shortcoming rests on.
//!
//! An opinion or a statement can be named like any other ground, so that the refusal says why it is none.

use base::form;
use base::house::Here;
use base::unit::Unit;
use base::web::{Act, Upload};
use base::{Failure, FieldError};
use domain::common::id::{EvidenceId, FindingId, OpinionId, ReportVersionId, ShortcomingId, StatementId};
use domain::common::{Line, Prose};
use domain::conclusion::GroundKind;
use domain::conclusion::draft::edit;
use domain::conclusion::ground::{self as rules, Ground};
use domain::conclusion::quote::quoted;
use uuid::Uuid;

use super::store::{self, GroundRow};
use crate::opinion::store::FileRow;
use crate::report::store as report;

form! {
    /// Something that a shortcoming rests on.
    pub struct AddGround = "conclusion.add_ground" {
        /// The shortcoming.
        shortcoming: one hidden ShortcomingId,
        /// What kind of ground it is.
        kind: one hidden GroundKind,
        /// The finding.
        finding: maybe pick FindingId,
        /// The version of a report with the admission.
        report: maybe pick ReportVersionId,
        /// The competent body's paper.
        document: maybe line Line,
        /// Its clause.
        clause: maybe line Line,
        /// The words or the figure.
        quote: maybe prose Prose,
        /// The evidence of a figure.
        evidence: maybe pick EvidenceId,
        /// The file behind a figure.
        file: maybe file Upload,
        /// An opinion; refused.
        opinion: maybe hidden OpinionId,
        /// A statement; refused.
        statement: maybe hidden StatementId,
    }
}

impl Act for AddGround {
    type Outcome = Uuid;

    async fn run(&self, unit: &mut Unit) -> Result<Uuid, Failure> {
        let (conclusion, shortcoming) = store::written_in(unit, self.shortcoming).await?;
        edit(conclusion.state)?;
        let file =
            self.file.as_ref().map(|file| FileRow::of(unit, conclusion.campaign_id, file)).transpose()?;
        let row = GroundRow {
            id: unit.name(),
            campaign_id: conclusion.campaign_id,
            shortcoming_id: shortcoming.id,
            kind: self.kind,
            finding_id: self.finding,
            report_version_id: self.report,
            evidence_id: self.evidence,
            document: self.document.clone(),
            clause: self.clause.clone(),
            quote: self.quote.clone(),
            file_id: file.as_ref().map(|file| file.id),
            added_by: unit.person()?,
            added_at: unit.at(),
            is_dropped: false,
            version: 0,
        };
        let ground = self.ground(unit, &row).await?;
        rules::ground(&[ground])?;
        self.is_quoted(unit).await?;
        Ok(unit.commit("conclusion.ground_added", (file, row), vec![]).await?.1.id)
    }

    fn landing(&self, here: &Here, added: &Uuid) -> String {
        format!("{}#{added}", super::shortcoming_path(here, self.shortcoming))
    }
}

impl AddGround {
    /// The ground as its gate asks for it; the fields of its kind must be there, and of this review.
    async fn ground(&self, unit: &mut Unit, row: &GroundRow) -> Result<Ground, Failure> {
        let empty = self.empty_fields();
        if !empty.is_empty() {
            return Err(Failure::Malformed(empty));
        }
        match (self.kind, self.opinion, self.statement) {
            (GroundKind::Opinion, Some(opinion), _) => return Ok(Ground::Opinion(opinion)),
            (GroundKind::Statement, _, Some(statement)) => return Ok(Ground::Statement(statement)),
            _ => {}
        }
        let review = unit.review()?;
        if let Some(evidence) = self.evidence {
            store::evidence_in(unit, review, evidence).await?;
        }
        store::facts_of(unit, review).await?.ground(row).ok_or(Failure::Missing)
    }

    /// The fields of this kind of ground that nothing was written into.
    fn empty_fields(&self) -> Vec<FieldError> {
        let wanted: Vec<(&str, bool)> = match self.kind {
            GroundKind::Opinion => vec![("opinion", self.opinion.is_some())],
            GroundKind::Statement => vec![("statement", self.statement.is_some())],
            GroundKind::Finding => vec![("finding", self.finding.is_some())],
            GroundKind::Admission => {
                vec![("report", self.report.is_some()), ("quote", self.quote.is_some())]
            }
            GroundKind::CompetentConclusion => {
                vec![("document", self.document.is_some()), ("clause", self.clause.is_some())]
            }
            GroundKind::Figure => vec![("quote", self.quote.is_some())],
        };
        let empty = wanted.into_iter().filter(|(_, is_there)| !is_there);
        empty.map(|(field, _)| FieldError::new(field, "base-field-empty")).collect()
    }

    /// An admission is quoted as it stands in the report.
    async fn is_quoted(&self, unit: &mut Unit) -> Result<(), Failure> {
        let (GroundKind::Admission, Some(version), Some(quote)) = (self.kind, self.report, &self.quote)
        else {
            return Ok(());
        };
        let sections = report::sections_of(unit, version).await?;
        let texts: Vec<&str> = sections.iter().map(|section| section.text.as_str()).collect();
        quoted(quote.as_str(), &texts)?;
        Ok(())
    }
}
