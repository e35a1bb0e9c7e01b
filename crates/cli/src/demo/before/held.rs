//! What is held as a shortcoming, with everything that a shortcoming states, and how it is written down.

use app::conclusion::{AddGround, AddShortcoming, AnswerResponsibility, NameResponsible, WriteShortcoming};
use base::db::Stored;
use domain::common::id::{FindingId, PointId, ShortcomingId, SubjectId};
use domain::conclusion::{GroundKind, ResponsibilityKind};

use crate::demo::office::{Office, day, line, prose, text_file};

pub const LATE_ANSWERS: &str = "Chậm trả lời kiến nghị của công dân";
pub const RIVER_ROAD: &str = "Dự án đường ven sông chậm tiến độ";

/// A shortcoming in all its parts.
pub struct Shortcoming {
    pub title: &'static str,
    pub matter: &'static str,
    pub norm: &'static str,
    pub extent: &'static str,
    pub place: &'static str,
    pub period: &'static str,
    pub consequence: &'static str,
    pub cause: &'static str,
    pub remedy: &'static str,
    pub deadline: &'static str,
    pub measure: &'static str,
    pub focus: Option<&'static str>,
    /// The table of figures behind its extent, when there is one.
    pub figures: Option<&'static str>,
    /// Whether an article may carry it.
    pub publishable: bool,
}

pub const LATE: Shortcoming = Shortcoming {
    title: LATE_ANSWERS,
    matter: "58 kiến nghị của công dân không được trả lời trong hạn.",
    norm: "Quy chế 03-QC/TU: trả lời trong 15 ngày",
    extent: "58 kiến nghị quá hạn tính đến 31/10/2025, lâu nhất 97 ngày",
    place: "Văn phòng Tỉnh ủy; phường Bến Đá 19 kiến nghị",
    period: "Từ tháng 3 đến tháng 10 năm 2025",
    consequence: "Công dân phải gửi lại nhiều lần",
    cause: "Ban Thường vụ chưa phân công đầu mối và không kiểm tra hằng tháng",
    remedy: "Trả lời hết kiến nghị quá hạn, có đầu mối theo dõi",
    deadline: "2026-06-30",
    measure: "Số kiến nghị quá hạn bằng 0",
    focus: Some("social_policy"),
    figures: None,
    publishable: true,
};

pub const ROAD: Shortcoming = Shortcoming {
    title: RIVER_ROAD,
    matter: "Đường ven sông đoạn Hạ Lam chậm so với Nghị quyết 07-NQ/TU.",
    norm: "Nghị quyết 07-NQ/TU: thông xe trong quý I/2025",
    extent: "Đạt 31 % khối lượng, chậm 8 tháng; mặt bằng mới giao 11 trên 34 hộ",
    place: "Xã Hạ Lam, đoạn từ cầu Lam đến bến phà",
    period: "Năm 2025",
    consequence: "Vốn năm 2025 phải chuyển sang năm sau",
    cause: "Hội đồng bồi thường họp 2 lần trong năm; Ban Thường vụ không kiểm tra",
    remedy: "Bàn giao xong mặt bằng Hạ Lam",
    deadline: "2026-03-31",
    measure: "34 trên 34 hộ bàn giao mặt bằng",
    focus: Some("construction"),
    figures: Some("Tháng 10/2025: nền đường 4,1 km trên 13,2 km; mặt bằng 11 trên 34 hộ; giải ngân 29 %."),
    publishable: true,
};

pub const ABSENT: Shortcoming = Shortcoming {
    title: "Vắng giao ban cụm xã",
    matter: "Vắng giao ban cụm xã mà không cử người thay.",
    norm: "Quy chế làm việc của Ban Thường vụ: dự đủ giao ban cụm được phân công",
    extent: "Vắng 3 trên 11 kỳ giao ban",
    place: "Cụm xã vùng cao",
    period: "Tháng 4, tháng 7 và tháng 9 năm 2025",
    consequence: "Hai kiến nghị của cơ sở không được trả lời tại chỗ",
    cause: "Nhận việc ở hai ban chỉ đạo cùng ngày, không xin điều chỉnh",
    remedy: "Dự đủ giao ban cụm xã, vắng thì cử người thay",
    deadline: "2026-12-31",
    measure: "11 trên 11 kỳ có mặt hoặc có người thay",
    focus: None,
    figures: None,
    publishable: false,
};

pub const PASSED_ON_LATE: Shortcoming = Shortcoming {
    title: "Chuyển kiến nghị lên tỉnh chậm",
    matter: "19 kiến nghị chuyển lên tỉnh chậm quá 5 ngày làm việc.",
    norm: "Quy chế 03-QC/TU: chuyển trong 5 ngày làm việc",
    extent: "19 kiến nghị, lâu nhất 23 ngày",
    place: "Bộ phận một cửa",
    period: "Từ tháng 5 đến tháng 10 năm 2025",
    consequence: "Công dân chờ lâu gấp đôi hạn",
    cause: "Chưa có sổ theo dõi chung, chưa phân người kiểm tra hằng tuần",
    remedy: "Lập sổ theo dõi chung, kiểm tra mỗi tuần",
    deadline: "2026-03-31",
    measure: "Không kiến nghị nào chuyển chậm quá 5 ngày",
    focus: Some("social_policy"),
    figures: None,
    publishable: true,
};

/// What a shortcoming rests on.
pub enum Rests<'a> {
    /// A point whose finding is final.
    Found(PointId, FindingId),
    /// Words in the sealed report of a subject.
    Admitted(SubjectId, &'a str),
}

/// Writes a shortcoming of a draft down with its ground and who answers for it, who is also who mends it.
pub async fn hold(
    office: &Office<'_>,
    subject: SubjectId,
    (what, rests): (&Shortcoming, Rests<'_>),
    responsible: &str,
) -> anyhow::Result<ShortcomingId> {
    let point = match rests {
        Rests::Found(point, _) => Some(point),
        Rests::Admitted(..) => None,
    };
    let add = AddShortcoming {
        subject,
        title: line(what.title)?,
        point,
        content: "head".to_owned(),
        matter: prose(what.matter)?,
    };
    let shortcoming = office.keep(add).await?;
    write(office, shortcoming, point, (what, responsible)).await?;
    office.keep(ground(office, shortcoming, rests).await?).await?;
    if let Some(table) = what.figures {
        let mut figure = empty_ground(shortcoming, GroundKind::Figure);
        figure.quote = Some(prose(what.extent)?);
        figure.file = Some(text_file("bang-so-lieu.txt", table));
        office.keep(figure).await?;
    }
    let person = office.person(responsible)?;
    office.keep(NameResponsible { shortcoming, person, kind: ResponsibilityKind::Main, part: None }).await?;
    Ok(shortcoming)
}

async fn write(
    office: &Office<'_>,
    shortcoming: ShortcomingId,
    point: Option<PointId>,
    (what, doer): (&Shortcoming, &str),
) -> anyhow::Result<()> {
    let sql = "SELECT version FROM conclusion_shortcoming WHERE id = $1";
    let seen = office.one(sql, &[shortcoming.to_cell()]).await?;
    let text = |text: &str| prose(text).map(Some);
    let write = WriteShortcoming {
        shortcoming,
        seen,
        title: line(what.title)?,
        matter: prose(what.matter)?,
        norm: text(what.norm)?,
        extent: text(what.extent)?,
        location: text(what.place)?,
        period: text(what.period)?,
        consequence: text(what.consequence)?,
        cause_subjective: text(what.cause)?,
        cause_objective: None,
        carried: None,
        comparison: text("Kỳ trước chưa theo dõi số liệu này")?,
        remedy: text(what.remedy)?,
        doer: Some(office.person(doer)?),
        deadline: Some(day(what.deadline)?),
        measure: text(what.measure)?,
        point,
        content: "head".to_owned(),
        focus: what.focus.map(str::to_owned),
        publishable: what.publishable,
    };
    office.keep(write).await?;
    Ok(())
}

fn empty_ground(shortcoming: ShortcomingId, kind: GroundKind) -> AddGround {
    AddGround {
        shortcoming,
        kind,
        finding: None,
        report: None,
        document: None,
        clause: None,
        quote: None,
        evidence: None,
        file: None,
        opinion: None,
        statement: None,
    }
}

async fn ground(
    office: &Office<'_>,
    shortcoming: ShortcomingId,
    rests: Rests<'_>,
) -> anyhow::Result<AddGround> {
    let mut act = empty_ground(shortcoming, GroundKind::Finding);
    match rests {
        Rests::Found(_, finding) => act.finding = Some(finding),
        Rests::Admitted(subject, quote) => {
            let sql = "SELECT v.id FROM report_version v JOIN report_report r ON r.id = v.report_id \
                       WHERE r.subject_id = $1 AND v.is_sealed = 1 ORDER BY v.number DESC";
            act.kind = GroundKind::Admission;
            act.report = Some(office.one(sql, &[subject.to_cell()]).await?);
            act.quote = Some(prose(quote)?);
        }
    }
    Ok(act)
}

/// Whoever is responsible answers for it in their own report.
pub async fn answer(
    office: &Office<'_>,
    shortcoming: ShortcomingId,
    (who, answer): (&str, &str),
) -> anyhow::Result<()> {
    let sql = "SELECT id FROM conclusion_responsible WHERE shortcoming_id = $1";
    let responsible = office.one(sql, &[shortcoming.to_cell()]).await?;
    office.act(who, AnswerResponsibility { shortcoming, responsible, answer: prose(answer)? }).await?;
    Ok(())
}
