//! What comes after the conclusions: summaries level by level, the lesson conference, and what units make of it.

use app::conference::twin::AtCampaign;
use app::conference::{AddStatement, CloseItem, OpenItem, RecordAttendance};
use app::lesson::{Acknowledge, CallLesson, CloseLesson, OpenLesson, PlanRequirement, Require};
use app::plan::FinishTask;
use app::rollup::IssueSummary;
use base::db::Stored;
use domain::common::Stage;
use domain::common::id::{ConferenceId, ItemId, SummaryId, TaskId};
use domain::conference::StatementKind;
use uuid::Uuid;

use crate::demo::office::{CHAIR, ORGANISER, Office, SECRETARY, day, line, prose};

/// Units below report first, then the province sums everything up; gives the summary of the province.
pub async fn summed_up(top: &Office<'_>, below: &[Office<'_>]) -> anyhow::Result<SummaryId> {
    top.at("2026-01-08T09:00")?;
    for office in below {
        let act = IssueSummary { campaign: top.campaign, is_publishable: false };
        top.known.act(&office.organiser, top.known.unit(&office.unit)?, act).await?;
    }
    top.at("2026-01-09T10:00")?;
    let act = IssueSummary { campaign: top.campaign, is_publishable: true };
    let (_, summary) = top.known.act(ORGANISER, top.known.unit("SL")?, act).await?;
    Ok(summary)
}

/// The conference of the heads of all bodies: figures, contributions, what the chair requires.
pub async fn held(top: &Office<'_>, below: &[Office<'_>]) -> anyhow::Result<()> {
    top.at("2026-01-09T14:00")?;
    let call = CallLesson {
        sitting: None,
        title: line("Hội nghị rút kinh nghiệm kiểm điểm năm 2025")?,
        day: day("2026-01-20")?,
        room: line("Hội trường Tỉnh ủy")?,
        chair: top.person(CHAIR)?,
        secretary: top.person(SECRETARY)?,
    };
    let conference = top.act_in_campaign(SECRETARY, call).await?;
    top.at("2026-01-20T07:50")?;
    let mut present = vec![top.person(CHAIR)?];
    for office in below {
        present.push(top.person(&office.chair)?);
    }
    let act = AtCampaign::new(RecordAttendance { conference, present });
    top.act_in_campaign(SECRETARY, act).await?;
    top.at("2026-01-20T08:00")?;
    top.act_in_campaign(CHAIR, OpenLesson { conference }).await?;
    items(top, conference).await?;
    top.at("2026-01-20T11:15")?;
    top.act_in_campaign(CHAIR, CloseLesson { conference }).await?;
    taken_up(top).await
}

/// An item of the agenda: when it opens and closes, and who says what.
struct Item {
    opens: &'static str,
    closes: &'static str,
    said: &'static [(&'static str, &'static str)],
}

const ITEMS: [Item; 3] = [
    Item {
        opens: "08:05",
        closes: "08:40",
        said: &[(
            CHAIR,
            "Ba tập thể và mười lăm cá nhân đã kiểm điểm xong; việc chậm nhất vẫn là trả lời kiến nghị.",
        )],
    },
    Item {
        opens: "08:45",
        closes: "10:20",
        said: &[
            ("X01-01", "Phường Bến Đá chuyển chậm vì mỗi bộ phận giữ một sổ; từ 02/01 dùng sổ chung."),
            ("X02-01", "Xã Hạ Lam đề nghị hội đồng bồi thường của tỉnh họp mỗi tháng tại xã."),
        ],
    },
    Item {
        opens: "10:30",
        closes: "11:10",
        said: &[(CHAIR, "Ba yêu cầu sau đây giao cho từng đơn vị, có hạn.")],
    },
];

async fn items(top: &Office<'_>, conference: ConferenceId) -> anyhow::Result<()> {
    let sql = "SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place";
    let items: Vec<ItemId> = top.column(sql, &[conference.to_cell()]).await?;
    let n_items = items.len();
    for (at, (item, Item { opens, closes, said })) in items.into_iter().zip(ITEMS).enumerate() {
        top.at(&format!("2026-01-20T{opens}"))?;
        let open = AtCampaign::new(OpenItem { item, document: None, clause: None });
        top.act_in_campaign(CHAIR, open).await?;
        for (speaker, text) in said {
            let statement = AddStatement {
                item,
                speaker: top.person(speaker)?,
                kind: StatementKind::Remark,
                point: None,
                text: prose(text)?,
            };
            top.act_in_campaign(SECRETARY, AtCampaign::new(statement)).await?;
        }
        if at + 1 == n_items {
            require(top, conference).await?;
        }
        top.at(&format!("2026-01-20T{closes}"))?;
        top.act_in_campaign(CHAIR, AtCampaign::new(CloseItem { item })).await?;
    }
    Ok(())
}

/// Three requirements; the first stays as advice where units plan.
async fn require(top: &Office<'_>, conference: ConferenceId) -> anyhow::Result<()> {
    top.at("2026-01-20T10:40")?;
    let required: [(&str, Stage, &str, &[&str], bool); 3] = [
        (
            "Mỗi thư góp ý có người nhận và ngày trả lời ghi ngay khi vào sổ; không để thư nào quá 15 ngày.",
            Stage::Opinion,
            "2026-03-31",
            &["X01", "X02", "X05", "X08"],
            true,
        ),
        (
            "Gửi tài liệu trước hội nghị ít nhất 5 ngày làm việc; ai nhận muộn thì hội nghị lùi lại.",
            Stage::Conference,
            "2026-03-31",
            &["X01", "X02"],
            true,
        ),
        (
            "Báo cáo số hộ đã bàn giao mặt bằng vào ngày 5 hằng tháng.",
            Stage::Remedy,
            "2026-02-15",
            &["X02"],
            false,
        ),
    ];
    for (text, stage, deadline, units, is_lasting) in required {
        let units = units.iter().map(|code| top.known.unit(code)).collect::<Result<Vec<_>, _>>()?;
        let act =
            Require { conference, text: prose(text)?, stage, deadline: day(deadline)?, units, is_lasting };
        top.act_in_campaign(CHAIR, act).await?;
    }
    Ok(())
}

/// Who takes part in what is required: a unit, when, its tasks, how many of them are done in time.
const TAKEN_UP: &[(&str, &str, &[&str], usize)] = &[
    ("X01", "2026-01-22T08:30", &["Lập sổ tiếp nhận thư góp ý chung", "Lịch gửi tài liệu hội nghị"], 2),
    ("X02", "2026-01-23T09:00", &["Lập sổ tiếp nhận thư góp ý", "Lịch gửi tài liệu", "Báo cáo mặt bằng"], 1),
    ("X05", "2026-02-02T10:00", &[], 0),
];

/// Two units acknowledge and plan, one only acknowledges, one has not even read it.
async fn taken_up(top: &Office<'_>) -> anyhow::Result<()> {
    for (unit, moment, matters, _) in TAKEN_UP {
        top.at(moment)?;
        let place = top.known.unit(unit)?;
        let sql = "SELECT a.id FROM lesson_addressee a JOIN lesson_requirement r ON r.id = a.requirement_id \
                   WHERE a.unit_id = $1 ORDER BY r.number";
        let addressed: Vec<Uuid> = top.column(sql, &[place.to_cell()]).await?;
        let organiser = format!("{unit}-90");
        for addressee in &addressed {
            top.known.act(&organiser, place, Acknowledge { addressee: *addressee }).await?;
        }
        for (addressee, matter) in addressed.into_iter().zip(*matters) {
            let act = PlanRequirement {
                addressee,
                matter: line(matter)?,
                owner: top.person(&doer(unit))?,
                due: day("2026-02-13")?,
            };
            top.known.act(&organiser, place, act).await?;
        }
    }
    Ok(())
}

fn doer(unit: &str) -> String {
    format!("{unit}-02")
}

/// Some of the tasks that units made of the requirements are done in time.
pub async fn done_in_units(top: &Office<'_>) -> anyhow::Result<()> {
    top.at("2026-02-12T15:00")?;
    for (unit, _, _, n_done) in TAKEN_UP {
        let sql = "SELECT t.id FROM plan_task t JOIN lesson_addressee a ON a.task_id = t.id \
                   WHERE a.unit_id = $1 ORDER BY t.id";
        let tasks: Vec<TaskId> = top.column(sql, &[top.known.unit(unit)?.to_cell()]).await?;
        for task in tasks.into_iter().take(*n_done) {
            let act = FinishTask { task, evidence: prose("Sổ đã lập, có người ký nhận.")? };
            top.known.act(&doer(unit), "", act).await?;
        }
    }
    Ok(())
}
