//! Reports, opinions, verification and answers: everything before the conference.

use app::explanation::{Answer, Assign, Finalise, OpenNotice, Serve};
use app::report::{RecordNone, SubmitReport, WriteReport};
use app::synthesis::OpenRound;
use app::verification::{AcceptCase, AddEvidence, AssignVerifier, RecordFinding};
use base::db::Stored;
use domain::common::id::{FindingId, PointId, SubjectId};
use domain::explanation::{AnswerKind, ServiceKind};
use domain::opinion::OpinionKind;
use domain::verification::Verdict;

use super::held::{LATE_ANSWERS, RIVER_ROAD};
use crate::demo::office::{ORGANISER, Office, SUPERIOR, VERIFIER, day, line, prose};
use crate::demo::opinions::{Theme, close_round, letters, place_all, take_all, theme};

const THEMES: &[Theme] = &[
    theme(
        LATE_ANSWERS,
        OpinionKind::Shortcoming,
        "head",
        Some("social_policy"),
        None,
        &["kiến nghị", "trả lời", "đơn"],
    ),
    theme(
        RIVER_ROAD,
        OpinionKind::Shortcoming,
        "head",
        Some("construction"),
        None,
        &["ven sông", "mặt bằng"],
    ),
    theme(
        "Giữ nguyên tắc tập trung dân chủ",
        OpinionKind::Strength,
        "degradation",
        None,
        None,
        &["dân chủ", "đoàn kết"],
    ),
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

const BELOW: &[Theme] = &[theme(
    "Cán bộ một cửa tận tình",
    OpinionKind::Strength,
    "cadres",
    None,
    None,
    &["một cửa", "tận tình"],
)];

const LETTERS_BELOW: &[(&str, &str)] = &[
    ("Chi bộ 1", "Cán bộ một cửa tận tình, giấy tờ trả trong ngày."),
    ("Hội Phụ nữ", "Bộ phận một cửa hướng dẫn dễ hiểu.\n\nĐề nghị nối mạng cho nhà văn hóa."),
];

/// What was found about the two points that were checked.
pub struct Found {
    pub late: (PointId, FindingId),
    pub road: (PointId, FindingId),
}

const SECTIONS: &[&str] = &["strengths", "shortcomings", "carried", "responsibility", "remedies"];

const OF_THE_PROVINCE: &str = "Ban hành 5 nghị quyết chuyên đề.|58 kiến nghị của công dân quá hạn 15 ngày theo Quy chế 03-QC/TU \
    tính đến 31/10/2025; đường ven sông đạt 31 % khối lượng, chậm 8 tháng. Nguyên nhân: chưa phân công đầu mối.|Kỳ trước không \
    có việc chuyển sang.|Tập thể Ban Thường vụ và đồng chí Đỗ Thị Lan chịu trách nhiệm.|Trả lời hết kiến nghị quá hạn trước \
    30/6/2026.";

const OF_A_UNIT: &str = "Hoàn thành 14 trên 15 chỉ tiêu năm 2025.|Chuyển 19 kiến nghị lên tỉnh chậm quá 5 ngày làm việc. Nguyên \
    nhân: chưa có sổ theo dõi chung.|Kỳ trước không có việc chuyển sang.|Tập thể Ban Thường vụ chịu trách nhiệm.|Lập sổ theo \
    dõi chung trước 31/3/2026.";

const OF_A_PERSON: &str = "Hoàn thành 9 trên 10 việc được giao.|Còn 1 việc chậm 20 ngày. Nguyên nhân: tôi chưa theo dõi hằng \
    tuần.|Kỳ trước không có việc chuyển sang.|Tôi chịu một phần trách nhiệm về kiến nghị quá hạn.|Xong việc chậm trước \
    31/01/2026.";

const OF_KHOA: &str = "Giải quyết 1 điểm nóng an ninh ở cụm xã vùng cao.|Vắng 3 trên 11 kỳ giao ban cụm xã. Nguyên nhân: tôi \
    nhận việc ở hai ban chỉ đạo cùng ngày.|Kỳ trước không có việc chuyển sang.|Tôi chịu một phần trách nhiệm về kiến nghị quá \
    hạn ở cụm xã.|Dự đủ giao ban năm 2026, vắng thì cử người thay.";

/// The superior has nothing to suggest; everybody writes and hands in.
pub async fn reports(office: &Office<'_>, moment: &str) -> anyhow::Result<()> {
    office.at(moment)?;
    office.act(SUPERIOR, RecordNone {}).await?;
    let text = if office.unit == "SL" { OF_THE_PROVINCE } else { OF_A_UNIT };
    write_and_submit(office, &office.secretary, office.collective()?, text).await?;
    for person in office.reviewed()? {
        let text = if person == "NG-003" { OF_KHOA } else { OF_A_PERSON };
        write_and_submit(office, &person, office.subject(&person)?, text).await?;
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

/// Opinions about the province, and what became of the two that allege something.
pub async fn opinions(office: &Office<'_>) -> anyhow::Result<Found> {
    office.at("2025-11-10T08:30")?;
    office.keep(OpenRound {}).await?;
    letters(office, LETTERS, "2025-11-10", "2025-11-20").await?;
    office.at("2025-11-21T14:00")?;
    take_all(office, THEMES, 1).await?;
    let points = place_all(office, THEMES, 0).await?;
    close_round(office, 1).await?;
    let (late, road) = (point(&points, LATE_ANSWERS)?, point(&points, RIVER_ROAD)?);
    let found = Found {
        late: (late, verify(office, late, "NG-002").await?),
        road: (road, verify(office, road, "NG-004").await?),
    };
    Ok(found)
}

fn point(points: &[(String, PointId)], title: &str) -> anyhow::Result<PointId> {
    let found = points.iter().find(|(known, _)| known == title).map(|(_, point)| *point);
    found.ok_or_else(|| anyhow::anyhow!("no opinion led to “{title}”"))
}

/// The same for a unit below, where nothing has to be checked.
pub async fn below(office: &Office<'_>) -> anyhow::Result<()> {
    reports(office, "2025-11-12T09:00").await?;
    office.at("2025-11-14T08:30")?;
    office.keep(OpenRound {}).await?;
    letters(office, LETTERS_BELOW, "2025-11-14", "2025-11-24").await?;
    office.at("2025-11-25T14:00")?;
    take_all(office, BELOW, 1).await?;
    place_all(office, BELOW, 0).await?;
    close_round(office, 1).await
}

/// A point is verified, its subject heard, the finding made final.
async fn verify(office: &Office<'_>, point: PointId, concerned: &str) -> anyhow::Result<FindingId> {
    office.at("2025-11-24T09:00")?;
    let act = AssignVerifier { point, verifier: office.person(VERIFIER)?, due: day("2025-12-01")? };
    office.act(ORGANISER, act).await?;
    office.at("2025-11-24T10:15")?;
    office.act(VERIFIER, AcceptCase { point }).await?;
    let evidence = AddEvidence {
        point,
        title: line("Sổ theo dõi kiến nghị và bảng khối lượng năm 2025")?,
        source: line("Văn phòng Tỉnh ủy")?,
        dated: day("2025-10-31")?,
        file: None,
        text: Some(prose("Trích sổ: 58 kiến nghị quá hạn 15 ngày; khối lượng đường ven sông 31 %.")?),
    };
    office.at("2025-11-25T15:00")?;
    office.act(VERIFIER, evidence).await?;
    let finding = RecordFinding {
        point,
        verdict: Verdict::Confirmed,
        confirmed_part: None,
        reasons: prose("Đối chiếu sổ theo dõi với từng văn bản trả lời: số liệu khớp.")?,
    };
    office.act(VERIFIER, finding).await?;
    hear(office, point, concerned).await?;
    office.at("2025-11-28T10:00")?;
    office.act(VERIFIER, Finalise { point }).await
}

async fn hear(office: &Office<'_>, point: PointId, concerned: &str) -> anyhow::Result<()> {
    office.at("2025-11-26T08:00")?;
    let person = office.person(concerned)?;
    office.keep(Assign { point, persons: vec![person], due: None }).await?;
    let sql = "SELECT id FROM explanation_assignment WHERE point_id = $1";
    let assignment = office.one(sql, &[point.to_cell()]).await?;
    office.keep(Serve { assignment, service: ServiceKind::InProgram, received: None, note: None }).await?;
    office.at("2025-11-26T13:40")?;
    office.act(concerned, OpenNotice { assignment }).await?;
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
    office.at("2025-11-27T09:20")?;
    office.act(concerned, answer).await?;
    Ok(())
}
