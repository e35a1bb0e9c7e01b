//! The present campaign of the demonstration, in its middle: some things finished, some late, some refused.

use app::explanation::Assign;
use app::opinion::{AddDraft, Invite, OpenChannel};
use app::plan::{AddRegular, AddSitting, MakeTasks};
use app::report::{RecordNone, SubmitReport, Suggest};
use app::synthesis::{MarkDissent, OpenRound};
use app::verification::{AcceptCase, AddEvidence, AssignVerifier, RecordFinding};
use base::db::Stored;
use domain::common::Hour;
use domain::common::id::{OpinionId, PointId};
use domain::opinion::OpinionKind;
use domain::plan::SittingKind;
use domain::verification::Verdict;

use super::office::{
    CHAIR, CODER, ORGANISER, Office, SECRETARY, SUPERIOR, VERIFIER, day, line, prose, text_file,
};
use super::opinions::{Theme, close_round, letters, place_all, take_all, theme};
use super::{coded, looking_back};
use crate::import::Imported;

/// Who is asked to write about the Standing Committee under an account of their own.
pub const CONTRIBUTOR: &str = "X05-03";
const CONTRIBUTORS: [(&str, &str); 6] = [
    (CONTRIBUTOR, "Ủy viên Ban Thường vụ xã Đồng Xuyên"),
    ("X09-03", "Ủy viên Ban Thường vụ xã Yên Lâm"),
    ("X03-03", "Ủy viên Ban Thường vụ xã Thượng Lam"),
    ("X04-03", "Ủy viên Ban Thường vụ xã Mai Sơn Hạ"),
    ("X06-03", "Ủy viên Ban Thường vụ xã Vĩnh Lạc"),
    ("X07-03", "Ủy viên Ban Thường vụ phường Cầu Giát Đông"),
];
const LATE_ANSWERS: &str = "Chậm trả lời kiến nghị của công dân, kéo dài từ kỳ trước";
const LAND: &str = "Ba thửa đất công tại Hạ Lam cho thuê không qua đấu giá";

const THEMES: &[Theme] = &[
    theme(
        "Chỉ đạo chống hạn, chống bão sát thực tế",
        OpinionKind::Strength,
        "head",
        None,
        None,
        &["hạn vụ", "chống hạn", "đông xuân", "bão số 5", "bơm", "thủy lợi", "thuỷ lợi", "nước về"],
    ),
    theme(
        LATE_ANSWERS,
        OpinionKind::Shortcoming,
        "head",
        Some("social_policy"),
        None,
        &["ngõ 42", "kiến nghị", "trả lời", "đơn gửi", "cống"],
    ),
    theme(
        LAND,
        OpinionKind::Shortcoming,
        "head",
        Some("land"),
        None,
        &["đất công", "thửa đất", "mục đất đai", "4.860 m2", "cho thuê"],
    ),
    theme(
        "Dự án đường ven sông chậm 14 tháng",
        OpinionKind::Shortcoming,
        "head",
        Some("construction"),
        None,
        &["ven sông", "mặt bằng", "đền bù"],
    ),
    theme(
        "Hợp đồng vệ sinh trường học chia nhỏ gói",
        OpinionKind::Clarify,
        "degradation",
        Some("construction"),
        None,
        &["vệ sinh", "chia gói", "9 gói", "gói "],
    ),
    theme(
        "Bổ nhiệm trưởng phòng khi hồ sơ chưa đủ",
        OpinionKind::Shortcoming,
        "cadres",
        Some("cadre_work"),
        None,
        &["bổ nhiệm", "hồ sơ bổ sung"],
    ),
    theme(
        "Lịch họp đổi sát giờ",
        OpinionKind::Shortcoming,
        "head",
        None,
        None,
        &["lịch họp", "đổi giờ", "cuộc họp", "họp trực"],
    ),
    theme(
        "Chi trả trợ cấp hộ nghèo quý II chậm 45 ngày",
        OpinionKind::Shortcoming,
        "head",
        Some("social_policy"),
        None,
        &["trợ cấp", "hộ nghèo quý"],
    ),
    theme(
        "Đoàn kết, bàn bạc dân chủ",
        OpinionKind::Strength,
        "degradation",
        None,
        None,
        &["đoàn kết", "tập trung dân chủ", "dân chủ"],
    ),
    theme(
        "Vắng giao ban, ít sinh hoạt nơi cư trú",
        OpinionKind::Shortcoming,
        "degradation",
        None,
        Some("NG-003"),
        &["đồng chí trịnh đình khoa"],
    ),
    theme(
        "Sâu sát cơ sở ở Hạ Lam",
        OpinionKind::Strength,
        "head",
        None,
        Some("NG-004"),
        &["đồng chí mai văn sơn"],
    ),
    theme(
        "Tiếp dân chưa đủ kỳ",
        OpinionKind::Shortcoming,
        "head",
        None,
        Some("NG-001"),
        &["tiếp dân", "đối thoại"],
    ),
    theme(
        "Cán bộ trẻ trong cấp ủy chưa đạt tỷ lệ",
        OpinionKind::Shortcoming,
        "cadres",
        Some("cadre_work"),
        None,
        &["cán bộ trẻ"],
    ),
];

async fn office(imported: &Imported) -> anyhow::Result<Office<'_>> {
    Office::of(&imported.known, imported.campaign, "SL").await
}

/// The first two weeks: the plan, what the superior suggests, what units below have done.
pub async fn begin(imported: &Imported) -> anyhow::Result<()> {
    let office = office(imported).await?;
    plan(&office).await?;
    suggestions(&office).await?;
    contributors(&office).await?;
    others(imported).await
}

/// From the letters to the morning of 23 November 2026.
pub async fn go_on(imported: &Imported) -> anyhow::Result<()> {
    let office = office(imported).await?;
    reports(&office).await?;
    synthesis(&office).await?;
    ward(imported).await
}

async fn plan(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-02T09:00")?;
    office.act_in_campaign(ORGANISER, MakeTasks {}).await?;
    for (kind, title, on, starts, ends) in [
        (SittingKind::Collective, "Kiểm điểm tập thể Ban Thường vụ", "2026-12-04", "08:00", "17:00"),
        (
            SittingKind::Individuals,
            "Kiểm điểm cá nhân: đồng chí Bí thư, đồng chí Phó Bí thư",
            "2026-12-07",
            "08:00",
            "11:30",
        ),
        (SittingKind::Individuals, "Kiểm điểm cá nhân: các đồng chí Ủy viên", "2026-12-08", "08:00", "17:00"),
    ] {
        let act = AddSitting {
            kind,
            review: Some(office.review),
            title: line(title)?,
            day: day(on)?,
            starts: hour(starts)?,
            ends: hour(ends)?,
            room: line("Phòng họp A")?,
            chair: office.person(CHAIR)?,
        };
        office.act_in_campaign(ORGANISER, act).await?;
    }
    let regular = AddRegular {
        title: line("Tiếp công dân định kỳ")?,
        person: Some(office.person(CHAIR)?),
        day: day("2026-12-15")?,
        starts: hour("08:00")?,
        ends: hour("11:30")?,
    };
    office.act_in_campaign(ORGANISER, regular).await?;
    Ok(())
}

fn hour(text: &str) -> anyhow::Result<Hour> {
    text.parse().map_err(|_| anyhow::anyhow!("{text} is no hour"))
}

async fn suggestions(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-06T10:00")?;
    let act = Suggest {
        subject: office.collective()?,
        text: prose("Làm rõ trách nhiệm của tập thể, cá nhân trong dự án đường ven sông chậm 14 tháng.")?,
        basis: prose("Thông báo 42-TB/TW ngày 20/10/2026, mục 3.")?,
    };
    office.act(SUPERIOR, act).await?;
    Ok(())
}

/// People who sit elsewhere are asked to write under their own account; one of them has begun. Since they are enough, they may
/// also write without a name.
async fn contributors(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-09T08:30")?;
    for (code, contributor) in CONTRIBUTORS {
        let invite = Invite {
            contributor: line(contributor)?,
            person: Some(office.person(code)?),
            due: day("2026-11-25")?,
        };
        office.keep(invite).await?;
    }
    office.at("2026-11-12T08:00")?;
    let channel = OpenChannel {
        least_eligible: 6,
        least_given: 5,
        opens: day("2026-11-12")?,
        writing: day("2026-11-16")?,
        closes: day("2026-11-25")?,
        second_issuer: None,
        keys: None,
        second: None,
        client: None,
    };
    office.keep(channel).await?;
    office.at("2026-11-18T20:10")?;
    let draft = AddDraft {
        subject: office.collective()?,
        content: "head".to_owned(),
        kind: OpinionKind::Shortcoming,
        text: prose("Ba công văn của xã về đất công gửi từ tháng 5, đến nay chưa có trả lời.")?,
    };
    office.act(CONTRIBUTOR, draft).await?;
    Ok(())
}

/// Six of the seven have handed theirs in; the collective report still owes its answers.
async fn reports(office: &Office<'_>) -> anyhow::Result<()> {
    looking_back::answers(office).await?;
    office.at("2026-11-20T10:30")?;
    for code in ["NG-002", "NG-003", "NG-004", "NG-005", "NG-006", "NG-007"] {
        let act = SubmitReport { subject: office.subject(code)?, number: 1 };
        office.act(code, act).await?;
    }
    Ok(())
}

async fn synthesis(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-20T14:00")?;
    office.act(SECRETARY, OpenRound {}).await?;
    take_all(office, THEMES, 1).await?;
    office.at("2026-11-21T15:00")?;
    place_all(office, THEMES, 9).await?;
    minority(office).await?;
    coded::twice(office, THEMES).await?;
    looking_back::refused(office).await?;
    // It came on the last day and nobody has read it yet.
    office.at("2026-11-22T16:20")?;
    letters(office, &[LAST_LETTER], "2026-11-22", "2026-11-25").await
}

/// Among those who say that the road is late, one says that it gets on.
async fn minority(office: &Office<'_>) -> anyhow::Result<()> {
    let sql = "SELECT p.point_id FROM synthesis_placement p JOIN opinion_opinion o ON o.id = p.opinion_id \
        WHERE o.review_id = $1 AND o.quote LIKE 'Đường ven sông cũng là việc kỳ trước%' AND p.point_id IS NOT NULL";
    let point: PointId = office.one(sql, &[office.review.to_cell()]).await?;
    let opinion = sql.replace("SELECT p.point_id", "SELECT p.opinion_id");
    let opinion: OpinionId = office.one(&opinion, &[office.review.to_cell()]).await?;
    office.act(CODER, MarkDissent { point, opinions: vec![opinion] }).await?;
    Ok(())
}

const LAST_LETTER: (&str, &str) = (
    "Hội Cựu chiến binh tỉnh",
    "Đề nghị công khai danh sách 63 kiến nghị quá hạn, ghi rõ ai đang giữ.\n\nBan Thường vụ dự sinh hoạt với hội viên đủ 4 quý.",
);

const CULVERT: &str = "Chậm sửa cống ngõ 42";
const MARKET: &str = "Thu phí chợ chưa công khai";

const WARD: &[Theme] = &[
    theme(CULVERT, OpinionKind::Shortcoming, "head", Some("construction"), None, &["ngõ 42", "cống"]),
    theme(MARKET, OpinionKind::Shortcoming, "degradation", None, None, &["chợ"]),
    theme("Cán bộ tiếp dân tận tình", OpinionKind::Strength, "cadres", None, None, &["tiếp dân", "tận tình"]),
];

const WARD_LETTERS: &[(&str, &str)] = &[
    ("Tổ dân phố 9", "Cống ngõ 42 khảo sát ba lần từ tháng 3 mà chưa sửa.\n\nCán bộ một cửa tận tình."),
    ("Chi bộ 4", "Dân hỏi về cống ngõ 42 bốn lần, phường trả lời miệng."),
    ("Hội Phụ nữ phường", "Phí chợ Bến Đá tăng từ tháng 6, không niêm yết."),
];

/// A ward is ahead of the committee above: its opinions are accounted for, one point is found, one is being checked.
async fn ward(imported: &Imported) -> anyhow::Result<()> {
    let office = Office::of(&imported.known, imported.campaign, "X01").await?;
    office.keep(OpenRound {}).await?;
    letters(&office, WARD_LETTERS, "2026-11-21", "2026-12-15").await?;
    take_all(&office, WARD, 1).await?;
    let points = place_all(&office, WARD, 0).await?;
    close_round(&office, 1).await?;
    office.at("2026-11-22T09:00")?;
    for (title, point) in points.iter().filter(|(title, _)| title == CULVERT || title == MARKET) {
        let due = day(if title == CULVERT { "2026-11-25" } else { "2026-11-30" })?;
        let act = AssignVerifier { point: *point, verifier: office.person(VERIFIER)?, due };
        office.act(ORGANISER, act).await?;
        office.act(VERIFIER, AcceptCase { point: *point }).await?;
        if title == CULVERT {
            evidence(&office, *point).await?;
            let persons = vec![office.person("X01-01")?];
            office.keep(Assign { point: *point, persons, due: None }).await?;
        }
    }
    Ok(())
}

async fn evidence(office: &Office<'_>, point: PointId) -> anyhow::Result<()> {
    let act = AddEvidence {
        point,
        title: line("Biên bản khảo sát cống ngõ 42")?,
        source: line("Phòng Kinh tế phường")?,
        dated: day("2026-08-02")?,
        file: Some(text_file(
            "bien-ban-khao-sat.txt",
            "Khảo sát cống ngõ 42: 12/3, 20/5, 02/8/2026. Cống sụt 6 m, nước đọng.",
        )),
        text: Some(prose("Ba biên bản khảo sát ngày 12/3, 20/5 và 02/8/2026; chưa có quyết định sửa chữa.")?),
    };
    office.act(VERIFIER, act).await?;
    let act = RecordFinding {
        point,
        verdict: Verdict::Confirmed,
        confirmed_part: None,
        reasons: prose("Hồ sơ có ba biên bản, không có dự toán và không có văn bản trả lời dân.")?,
    };
    office.act(VERIFIER, act).await?;
    Ok(())
}

/// Units below are at different steps: some invited, some recorded “none”, some have done nothing and are late.
async fn others(imported: &Imported) -> anyhow::Result<()> {
    let mut at = 0;
    for body in imported.reviews.keys() {
        let Some(unit) = body.strip_prefix("BTV-").filter(|unit| *unit != "SL") else { continue };
        at += 1;
        let office = Office::of(&imported.known, imported.campaign, unit).await?;
        if at % 4 != 0 {
            office.at("2026-11-10T09:00")?;
            office.act(SUPERIOR, RecordNone {}).await?;
        }
        if at % 3 == 0 {
            office.at("2026-11-12T09:00")?;
            let invite = Invite { contributor: line("Chi bộ 1")?, person: None, due: day("2026-11-25")? };
            office.keep(invite).await?;
        }
    }
    Ok(())
}
