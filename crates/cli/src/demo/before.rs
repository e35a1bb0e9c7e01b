//! The campaign of the year before, walked to its end: what the present one looks back at.

use app::campaign::OpenCampaign;
use app::conclusion::{
    AcknowledgeNotice, AddGround, AddShortcoming, AddStrength, AnswerResponsibility, CompleteReport, Decide,
    DraftConclusion, GiveNotice, NameResponsible, WriteShortcoming,
};
use app::conference::{
    AddStatement, CallConference, CloseConference, CloseItem, CountVotes, HandOverChair, OpenItem,
    OpenReview, RecordAttendance, SendPapers,
};
use app::explanation::{Answer, Assign, Finalise, OpenNotice, Serve};
use app::organisation::AssignReviewRole;
use app::report::{RecordNone, SubmitReport, WriteReport};
use app::synthesis::OpenRound;
use app::verification::{AcceptCase, AddEvidence, AssignVerifier, RecordFinding};
use base::db::Stored;
use domain::common::Role;
use domain::common::id::{
    CampaignId, ConferenceId, FindingId, ItemId, PersonId, PointId, ReviewId, ShortcomingId, SubjectId,
};
use domain::conclusion::{GroundKind, ResponsibilityKind};
use domain::conference::StatementKind;
use domain::explanation::{AnswerKind, ServiceKind};
use domain::opinion::OpinionKind;
use domain::verification::Verdict;

use super::office::{CHAIR, ORGANISER, Office, SECRETARY, SUPERIOR, VERIFIER, day, line, prose, set_clock};
use super::opinions::{Theme, close_round, letters, place_all, take_all};
use crate::import::reviews_of;
use crate::known::Known;

const BODY: &str = "BTV-SL";
const LATE_ANSWERS: &str = "Chậm trả lời kiến nghị của công dân";
const RIVER_ROAD: &str = "Dự án đường ven sông chậm tiến độ";

const THEMES: &[Theme] = &[
    Theme {
        title: LATE_ANSWERS,
        kind: OpinionKind::Shortcoming,
        content: "head",
        focus: Some("social_policy"),
        subject: None,
        words: &["kiến nghị", "trả lời", "đơn"],
    },
    Theme {
        title: RIVER_ROAD,
        kind: OpinionKind::Shortcoming,
        content: "cadres",
        focus: Some("construction"),
        subject: None,
        words: &["ven sông", "mặt bằng"],
    },
    Theme {
        title: "Giữ nguyên tắc tập trung dân chủ",
        kind: OpinionKind::Strength,
        content: "degradation",
        focus: None,
        subject: None,
        words: &["dân chủ", "đoàn kết"],
    },
];

const LETTERS: &[(&str, &str)] = &[
    (
        "Chi bộ 5, Đảng ủy phường Bến Đá",
        "Năm 2025 phường chuyển tỉnh 31 kiến nghị, đến cuối tháng 10 mới có 12 kiến nghị được trả lời.\n\nBan Thường vụ giữ đoàn kết, bàn bạc dân chủ.",
    ),
    ("Đảng ủy xã Hạ Lam", "Đường ven sông đoạn qua xã mới giao được 11 trên 34 hộ mặt bằng."),
    (
        "Ủy ban Mặt trận Tổ quốc tỉnh",
        "Nhân dân phản ánh nhiều đơn gửi quá 15 ngày không được trả lời.\n\nĐề nghị nâng mức hỗ trợ nhà dột.",
    ),
    ("Hội Nông dân tỉnh", "Các nghị quyết đều được bàn dân chủ, có ghi ý kiến khác."),
];

/// Walks the campaign of 2025 for the Standing Committee and gives its key.
pub async fn walk(known: &Known) -> anyhow::Result<CampaignId> {
    set_clock(known, "2025-11-03T08:00")?;
    let (campaign, review) = open(known).await?;
    let office = Office::of(known, campaign, review).await?;
    reports(&office).await?;
    let points = opinions(&office).await?;
    let late = point(&points, LATE_ANSWERS)?;
    let road = point(&points, RIVER_ROAD)?;
    let finding = verify(&office, late).await?;
    verify(&office, road).await?;
    confer(&office).await?;
    second_round(&office).await?;
    conclude(&office, late, finding).await?;
    Ok(campaign)
}

fn point(points: &[(String, PointId)], title: &str) -> anyhow::Result<PointId> {
    let found = points.iter().find(|(known, _)| known == title).map(|(_, point)| *point);
    found.ok_or_else(|| anyhow::anyhow!("no opinion led to “{title}”"))
}

async fn open(known: &Known) -> anyhow::Result<(CampaignId, ReviewId)> {
    let act = OpenCampaign {
        title: line("Đợt kiểm điểm tự phê bình và phê bình năm 2025")?,
        pack: "nq-tw4-2012".to_owned(),
        period_from: day("2025-01-01")?,
        period_to: day("2025-12-31")?,
        opens: day("2025-11-03")?,
        closes: day("2026-01-31")?,
        bodies: vec![known.body(BODY)?],
    };
    let campaign = known.act(ORGANISER, known.unit("SL")?, act).await?;
    let reviews = reviews_of(&known.house, campaign).await?;
    let review = reviews.get(BODY).copied().ok_or_else(|| anyhow::anyhow!("{BODY} has no review"))?;
    Ok((campaign, review))
}

const SECTIONS: &[&str] = &["strengths", "shortcomings", "carried", "responsibility", "remedies"];

async fn reports(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-11-05T09:00")?;
    office.act(SUPERIOR, RecordNone {}).await?;
    let collective = "Ban hành 5 nghị quyết chuyên đề.|58 kiến nghị của công dân quá hạn 15 ngày theo Quy chế 03-QC/TU \
        tính đến 31/10/2025; đường ven sông đạt 31 % khối lượng. Nguyên nhân: chưa phân công đầu mối.|Kỳ trước không có việc \
        chuyển sang.|Tập thể Ban Thường vụ và đồng chí Đỗ Thị Lan chịu trách nhiệm.|Trả lời hết kiến nghị quá hạn trước 30/6/2026.";
    write_and_submit(office, SECRETARY, office.collective()?, collective).await?;
    for person in ["NG-001", "NG-002", "NG-003", "NG-004", "NG-005", "NG-006", "NG-007"] {
        let personal = "Hoàn thành 9 trên 10 việc được giao.|Còn 1 việc chậm 20 ngày; nguyên nhân: tôi chưa theo dõi hằng \
            tuần.|Kỳ trước không có việc chuyển sang.|Tôi chịu một phần trách nhiệm về 58 kiến nghị quá hạn.|Xong việc chậm \
            trước 31/01/2026.";
        write_and_submit(office, person, office.subject(person)?, personal).await?;
    }
    Ok(())
}

async fn write_and_submit(
    office: &Office<'_>,
    who: &str,
    subject: SubjectId,
    text: &str,
) -> anyhow::Result<()> {
    let texts = text.split('|').map(prose).collect::<anyhow::Result<Vec<_>>>()?;
    let sections = SECTIONS.iter().map(|code| (*code).to_owned()).zip(texts).collect();
    let number = office.act(who, WriteReport { subject, base: 0, sections }).await?;
    office.act(who, SubmitReport { subject, number }).await?;
    Ok(())
}

async fn opinions(office: &Office<'_>) -> anyhow::Result<Vec<(String, PointId)>> {
    office.at("2025-11-10T08:30")?;
    office.act(SECRETARY, OpenRound {}).await?;
    letters(office, LETTERS, "2025-11-10", "2025-11-20").await?;
    office.at("2025-11-21T14:00")?;
    take_all(office, THEMES, 1).await?;
    let points = place_all(office, THEMES, 0).await?;
    close_round(office, 1).await?;
    Ok(points)
}

/// A point is verified, its subject heard, the finding made final.
async fn verify(office: &Office<'_>, point: PointId) -> anyhow::Result<FindingId> {
    office.at("2025-11-24T09:00")?;
    let act = AssignVerifier { point, verifier: office.person(VERIFIER)?, due: day("2025-12-01")? };
    office.act(ORGANISER, act).await?;
    office.act(VERIFIER, AcceptCase { point }).await?;
    let evidence = AddEvidence {
        point,
        title: line("Sổ theo dõi kiến nghị năm 2025")?,
        source: line("Văn phòng Tỉnh ủy")?,
        dated: day("2025-10-31")?,
        file: None,
        text: Some(prose("Trích sổ: 58 kiến nghị quá hạn 15 ngày; khối lượng đường ven sông 31 %.")?),
    };
    office.act(VERIFIER, evidence).await?;
    let finding = RecordFinding {
        point,
        verdict: Verdict::Confirmed,
        confirmed_part: None,
        reasons: prose("Đối chiếu sổ theo dõi với từng văn bản trả lời: số liệu khớp.")?,
    };
    office.act(VERIFIER, finding).await?;
    hear(office, point).await?;
    office.act(VERIFIER, Finalise { point }).await
}

async fn hear(office: &Office<'_>, point: PointId) -> anyhow::Result<()> {
    office.at("2025-11-26T08:00")?;
    let person = office.person("NG-002")?;
    office.act(SECRETARY, Assign { point, persons: vec![person], due: None }).await?;
    let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1";
    let assignment = office.one(sql, &[point.to_cell()]).await?;
    let serve = Serve { assignment, service: ServiceKind::InProgram, received: None, note: None };
    office.act(SECRETARY, serve).await?;
    office.act("NG-002", OpenNotice { assignment }).await?;
    let answer = Answer {
        assignment,
        kind: AnswerKind::Accepted,
        text: prose("Tôi tiếp thu. Việc chậm là đúng như đã xác minh.")?,
        contested: None,
        cause: Some(prose("Tôi giữ văn bản lại để sửa câu chữ, không phân cấp ký.")?),
        title: None,
        source: None,
        dated: None,
        file: None,
    };
    office.act("NG-002", answer).await?;
    Ok(())
}

/// One conference: the collective first, then the head, the deputy and the members.
async fn confer(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-01T08:00")?;
    let call = CallConference {
        sitting: None,
        title: line("Hội nghị kiểm điểm Ban Thường vụ Tỉnh ủy năm 2025")?,
        day: day("2025-12-10")?,
        room: line("Phòng họp A")?,
        chair: office.person(CHAIR)?,
        secretary: office.person(SECRETARY)?,
        subjects: office.subjects.iter().map(|one| one.subject.id).collect(),
        delegate: Some(office.person(SUPERIOR)?),
    };
    let conference = office.act(SECRETARY, call).await?;
    let papers = SendPapers {
        conference,
        title: line("Báo cáo tập thể, 7 bản kiểm điểm, bản tổng hợp góp ý")?,
        sent: day("2025-12-01")?,
    };
    office.act(SECRETARY, papers).await?;
    office.at("2025-12-10T08:00")?;
    let present = ["NG-001", "NG-002", "NG-003", "NG-004", "NG-005", "NG-006", "NG-007", SUPERIOR];
    let present = present.iter().map(|code| office.person(code)).collect::<Result<Vec<_>, _>>()?;
    office.act(SECRETARY, RecordAttendance { conference, present }).await?;
    office.act(CHAIR, OpenReview { conference, document: None, clause: None }).await?;
    items(office, conference).await?;
    office.at("2025-12-10T16:30")?;
    office.act(CHAIR, CloseConference { conference }).await?;
    Ok(())
}

async fn items(office: &Office<'_>, conference: ConferenceId) -> anyhow::Result<()> {
    let sql = "SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place";
    let items: Vec<ItemId> = office.column(sql, &[conference.to_cell()]).await?;
    let under = "SELECT COALESCE(s.person_id, '') FROM conference_item i LEFT JOIN campaign_subject s ON s.id = i.subject_id \
                 WHERE i.conference_id = $1 ORDER BY i.place";
    let under: Vec<String> = office.column(under, &[conference.to_cell()]).await?;
    let head = office.person(CHAIR)?;
    for (item, under) in items.into_iter().zip(under) {
        let is_heads = under == head.to_string();
        if is_heads {
            // Nobody presides over their own item.
            let person = office.person("NG-002")?;
            let act = AssignReviewRole {
                person,
                role: Role::Chair,
                valid_from: day("2025-12-10")?,
                valid_to: None,
            };
            office.act(ORGANISER, act).await?;
            office.act(CHAIR, HandOverChair { item, person }).await?;
        }
        let leads = if is_heads { "NG-002" } else { CHAIR };
        office.act(leads, OpenItem { item, document: None, clause: None }).await?;
        let speaker: PersonId = office.person(if is_heads { "NG-005" } else { "NG-006" })?;
        let statement = AddStatement {
            item,
            speaker,
            kind: StatementKind::Remark,
            point: None,
            text: prose("Đồng ý với báo cáo; đề nghị ghi rõ người và hạn xong cho từng việc.")?,
        };
        office.act(SECRETARY, statement).await?;
        let vote = CountVotes {
            item,
            motion: line("Thông qua nội dung kiểm điểm")?,
            votes_for: 6,
            votes_against: 0,
            votes_abstaining: 0,
        };
        office.act(SECRETARY, vote).await?;
        office.act(leads, CloseItem { item }).await?;
    }
    Ok(())
}

async fn second_round(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-11T09:00")?;
    office.act(SECRETARY, OpenRound {}).await?;
    close_round(office, 2).await
}

async fn conclude(office: &Office<'_>, late: PointId, finding: FindingId) -> anyhow::Result<()> {
    office.at("2025-12-12T08:30")?;
    office
        .act(
            SECRETARY,
            CompleteReport {
                nothing: Some(prose(
                    "Kiểm điểm cá nhân không làm phát sinh nội dung mới cho báo cáo tập thể.",
                )?),
            },
        )
        .await?;
    let subject = office.collective()?;
    office.act(SECRETARY, DraftConclusion { subject }).await?;
    let strength = AddStrength {
        subject,
        text: prose("Giữ nguyên tắc tập trung dân chủ; 5 nghị quyết chuyên đề đều có ghi ý kiến khác.")?,
        point: None,
        content: "degradation".to_owned(),
        publishable: true,
    };
    office.act(SECRETARY, strength).await?;
    let shortcoming = late_answers(office, subject, late, finding).await?;
    office.at("2025-12-15T09:00")?;
    let sql = "SELECT id FROM conclusion_responsible WHERE shortcoming_id = $1";
    let responsible = office.one(sql, &[shortcoming.to_cell()]).await?;
    let answer = AnswerResponsibility {
        shortcoming,
        responsible,
        answer: prose("Tôi nhận trách nhiệm chính, đã bắt đầu phân cấp ký từ ngày 15/12/2025.")?,
    };
    office.act("NG-002", answer).await?;
    office.at("2025-12-18T09:00")?;
    office.act(CHAIR, Decide { subject }).await?;
    let notice = GiveNotice {
        subject,
        service: ServiceKind::InProgram,
        people: vec![office.person(CHAIR)?],
        note: None,
    };
    office.act(SECRETARY, notice).await?;
    office.act(CHAIR, AcknowledgeNotice { subject }).await?;
    Ok(())
}

async fn late_answers(
    office: &Office<'_>,
    subject: SubjectId,
    point: PointId,
    finding: FindingId,
) -> anyhow::Result<ShortcomingId> {
    let add = AddShortcoming {
        subject,
        title: line(LATE_ANSWERS)?,
        point: Some(point),
        content: "head".to_owned(),
        matter: prose("58 kiến nghị của công dân không được trả lời trong hạn.")?,
    };
    let shortcoming = office.act(SECRETARY, add).await?;
    let sql = "SELECT version FROM conclusion_shortcoming WHERE id = $1";
    let seen = office.one(sql, &[shortcoming.to_cell()]).await?;
    let text = |text: &str| prose(text).map(Some);
    let write = WriteShortcoming {
        shortcoming,
        seen,
        title: line(LATE_ANSWERS)?,
        matter: prose("58 kiến nghị của công dân không được trả lời trong hạn.")?,
        norm: text("Quy chế 03-QC/TU: trả lời trong 15 ngày")?,
        extent: text("58 kiến nghị quá hạn, lâu nhất 97 ngày")?,
        location: text("Văn phòng Tỉnh ủy; phường Bến Đá 19 kiến nghị")?,
        period: text("Từ tháng 3 đến tháng 10 năm 2025")?,
        consequence: text("Công dân phải gửi lại nhiều lần")?,
        cause_subjective: text("Ban Thường vụ chưa phân công đầu mối và không kiểm tra hằng tháng")?,
        cause_objective: None,
        carried: None,
        comparison: text("Kỳ trước chưa theo dõi số liệu này")?,
        remedy: text("Trả lời hết kiến nghị quá hạn, có đầu mối theo dõi")?,
        doer: Some(office.person("NG-002")?),
        deadline: Some(day("2026-06-30")?),
        measure: text("Số kiến nghị quá hạn bằng 0")?,
        point: Some(point),
        content: "head".to_owned(),
        focus: Some("social_policy".to_owned()),
        publishable: true,
    };
    office.act(SECRETARY, write).await?;
    let ground = AddGround {
        shortcoming,
        kind: GroundKind::Finding,
        finding: Some(finding),
        report: None,
        document: None,
        clause: None,
        quote: None,
        evidence: None,
        file: None,
        opinion: None,
        statement: None,
    };
    office.act(SECRETARY, ground).await?;
    let responsible = NameResponsible {
        shortcoming,
        person: office.person("NG-002")?,
        kind: ResponsibilityKind::Main,
        part: None,
    };
    office.act(SECRETARY, responsible).await?;
    Ok(shortcoming)
}
