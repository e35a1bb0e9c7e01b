//! Adding evidence: a file or a text, its source, its own date; its SHA-256 is kept with it.

use base::house::Here;
use base::unit::{Notice, Unit};
use base::web::{Act, Upload};
use base::{Failure, form};
use domain::common::id::{EvidenceId, PointId};
use domain::common::{Line, Prose};
use domain::verification::add_evidence::{EvidenceFacts, add_evidence};
use jiff::civil::Date;

use super::assign_verifier::link;
use super::store::{self, EvidenceRow};
use crate::opinion::store::FileRow;

form! {
    /// A piece of evidence.
    pub struct AddEvidence = "verification.add_evidence" {
        /// The point.
        point: one hidden PointId,
        /// What it is.
        title: one line Line,
        /// Who wrote or keeps it.
        source: one line Line,
        /// Its own date.
        dated: one date Date,
        /// The file.
        file: maybe file Upload,
        /// Its content, where there is no file.
        text: maybe prose Prose,
    }
}

impl Act for AddEvidence {
    /// The piece of evidence and the point.
    type Outcome = EvidenceId;

    async fn run(&self, unit: &mut Unit) -> Result<EvidenceId, Failure> {
        let (review, person) = (unit.review()?, unit.person()?);
        let (point, case) = store::known_case(unit, review, self.point).await?;
        let added = add_evidence(&EvidenceFacts {
            is_closed: case.is_closed,
            has_content: self.file.is_some() || self.text.is_some(),
            dated: self.dated,
            today: unit.today(),
            n_evidence: store::count(store::evidence_of(unit, case.id).await?.len()),
        })?;
        let file =
            self.file.as_ref().map(|upload| FileRow::of(unit, case.campaign_id, upload)).transpose()?;
        let evidence = EvidenceRow {
            id: unit.name(),
            campaign_id: case.campaign_id,
            case_id: case.id,
            number: added.number,
            title: self.title.clone(),
            source: self.source.clone(),
            dated: self.dated,
            sha256: EvidenceRow::digest(file.as_ref(), self.text.as_ref()),
            file_id: file.as_ref().map(|file| file.id),
            text: self.text.clone(),
            from_answer: None,
            added_by: person,
            added_at: unit.at(),
            version: 0,
        };
        let id = evidence.id;
        let others = case.verifier_id.filter(|verifier| *verifier != person);
        let notices = others.map(|verifier| {
            Notice::new(verifier, "notice-verification-evidence", link(&point))
                .arg("number", point.number)
                .arg("title", &self.title)
        });
        let rows = (file, evidence);
        unit.commit("verification.evidence_added", rows, notices.into_iter().collect()).await?;
        Ok(id)
    }

    fn landing(&self, here: &Here, evidence: &EvidenceId) -> String {
        format!("/verification/{}/point/{}#{evidence}", here.key, self.point)
    }
}
