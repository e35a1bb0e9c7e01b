//! The table `conclusion_ground`: what a shortcoming rests on.

use base::entity;
use domain::common::id::{
    CampaignId, EvidenceId, FileId, FindingId, PersonId, ReportVersionId, ShortcomingId,
};
use domain::common::{Line, Prose};
use domain::conclusion::GroundKind;
use jiff::Timestamp;
use uuid::Uuid;

entity! {
    /// What a shortcoming rests on.
    pub struct GroundRow = "conclusion_ground" {
        /// Its key.
        id: Uuid,
        /// The campaign.
        campaign_id: CampaignId,
        /// The shortcoming.
        shortcoming_id: ShortcomingId,
        /// What kind of ground it is.
        kind: GroundKind,
        /// The finding.
        finding_id: Option<FindingId>,
        /// The sealed report with the admission.
        report_version_id: Option<ReportVersionId>,
        /// The evidence of a figure.
        evidence_id: Option<EvidenceId>,
        /// The competent body's paper.
        document: Option<Line>,
        /// Its clause.
        clause: Option<Line>,
        /// The words or the figure.
        quote: Option<Prose>,
        /// The file behind a figure.
        file_id: Option<FileId>,
        /// Who added it.
        added_by: PersonId,
        /// When.
        added_at: Timestamp,
        /// Whether it was taken away again.
        is_dropped: bool,
    }
}
