//! Conclusions that are decided, for the stages that come after.

use app::conclusion::store::{ConclusionRow, GroundRow, ShortcomingRow, StrengthRow};
use base::dice;
use domain::common::id::{ConclusionId, PersonId, ShortcomingId, SubjectId};
use domain::common::{Line, Prose};
use domain::conclusion::{ConclusionState, GroundKind};
use jiff::Timestamp;
use jiff::civil::date;

use crate::{Seed, Stage, TestHouse};

/// A decided shortcoming and its conclusion.
#[derive(Debug, Clone, Copy)]
pub struct Decided {
    /// The conclusion.
    pub conclusion: ConclusionId,
    /// Its one shortcoming.
    pub shortcoming: ShortcomingId,
}

/// Decides conclusions in a test's house.
pub trait Concluded {
    /// A decided conclusion on a subject: one strength and one shortcoming of the first content under review, both
    /// publishable, the shortcoming with a remedy that `doer` is to do by 31/3/2027.
    fn decided(
        &self,
        stage: &Stage,
        subject: SubjectId,
        title: &str,
        doer: PersonId,
    ) -> impl Future<Output = Decided>;
}

fn prose(text: &str) -> Option<Prose> {
    Some(Prose::parse(text).expect("a text"))
}

impl Concluded for TestHouse {
    async fn decided(&self, stage: &Stage, subject: SubjectId, title: &str, doer: PersonId) -> Decided {
        let at: Timestamp = crate::server::BEGINNING.parse().expect("a moment");
        let conclusion = ConclusionRow {
            id: dice::unnamed().into(),
            campaign_id: stage.campaign,
            review_id: stage.review,
            subject_id: subject,
            number: 1,
            state: ConclusionState::Draft,
            drafted_by: stage.secretary,
            drafted_at: at,
            decided_by: None,
            decided_at: None,
            version: 0,
        };
        let sql = "SELECT COUNT(*) FROM conclusion_shortcoming WHERE review_id = $1";
        let before: i64 = self.rows(sql, &[stage.review.into()]).await[0].at(0).expect("a count");
        let shortcoming = shortcoming(stage, conclusion.id, before + 1, title, doer);
        let strength = StrengthRow {
            id: dice::unnamed().into(),
            campaign_id: stage.campaign,
            review_id: stage.review,
            conclusion_id: conclusion.id,
            text: Prose::parse("Có mặt ở 11 trên 11 xã trong mùa hạn").expect("a text"),
            point_id: None,
            content: "degradation".to_owned(),
            is_publishable: true,
            is_dropped: false,
            version: 0,
        };
        let ground = GroundRow {
            id: dice::unnamed(),
            campaign_id: stage.campaign,
            shortcoming_id: shortcoming.id,
            kind: GroundKind::CompetentConclusion,
            finding_id: None,
            report_version_id: None,
            evidence_id: None,
            document: Some(Line::parse("Kết luận 12-KL/UBKTTU").expect("a line")),
            clause: Some(Line::parse("mục 2").expect("a line")),
            quote: None,
            file_id: None,
            added_by: stage.secretary,
            added_at: at,
            is_dropped: false,
            version: 0,
        };
        let made = Decided { conclusion: conclusion.id, shortcoming: shortcoming.id };
        let draft = conclusion.clone();
        self.write("conclusion.drafted", (draft, strength, shortcoming, ground)).await;
        let decided = ConclusionRow {
            state: ConclusionState::Decided,
            decided_by: Some(stage.superior),
            decided_at: Some(at),
            version: 1,
            ..conclusion
        };
        self.write("conclusion.decided", decided).await;
        made
    }
}

fn shortcoming(
    stage: &Stage,
    conclusion: ConclusionId,
    number: i64,
    title: &str,
    doer: PersonId,
) -> ShortcomingRow {
    ShortcomingRow {
        id: dice::unnamed().into(),
        campaign_id: stage.campaign,
        review_id: stage.review,
        conclusion_id: conclusion,
        number,
        title: Line::parse(title).expect("a title"),
        point_id: None,
        content: "degradation".to_owned(),
        focus: Some("land".to_owned()),
        matter: Prose::parse("3 đơn của dân quá 131 đến 251 ngày chưa trả lời").expect("a text"),
        norm: prose("Quy chế tiếp công dân, điều 9: 15 ngày"),
        extent: prose("3 trên 86 đơn"),
        location: prose("Tổ dân phố số 7, phường Bến Đá"),
        period: prose("14/3/2026 đến 20/11/2026"),
        consequence: prose("42 hộ ngập 3 lần"),
        cause_subjective: prose("Giao việc mà không kiểm tra lại"),
        cause_objective: None,
        comparison: prose("Kỳ trước 12 đơn quá hạn"),
        carried_item_id: None,
        times: 1,
        remedy: prose("Lập sổ hạn trả lời, nhắc trước 3 ngày"),
        doer_id: Some(doer),
        deadline: Some(date(2027, 3, 31)),
        measure: prose("100% đơn trả lời trong 15 ngày"),
        is_publishable: true,
        is_dropped: false,
        version: 0,
    }
}
