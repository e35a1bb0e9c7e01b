//! The review conferences: the collective first, then the head, the deputy and the members, each at their hour.

use app::conference::{
    AddStatement, CallConference, CloseConference, CloseItem, CountVotes, HandOverChair, OpenItem,
    OpenReview, RecordAttendance, SendPapers,
};
use app::organisation::AssignReviewRole;
use app::synthesis::OpenRound;
use base::db::Stored;
use domain::common::Role;
use domain::common::id::{ConferenceId, ItemId};
use domain::conference::StatementKind;
use jiff::ToSpan;
use jiff::civil::DateTime;

use crate::demo::office::{Office, SUPERIOR, day, line, prose, set_to};
use crate::demo::opinions::close_round;

/// When each item of the day begins, in the order of the agenda.
const HOURS: &[&str] = &["08:10", "09:25", "10:05", "10:40", "13:30", "14:05", "14:40", "15:15"];

/// What is said under each item, in the order of the agenda.
const SAID: &[&str] = &[
    "Đồng ý với báo cáo; đề nghị ghi rõ người và hạn xong cho từng việc.",
    "Đề nghị đồng chí đứng đầu chốt lịch tiếp dân từ đầu năm và giữ lịch ấy.",
    "Việc giữ văn bản lại để sửa câu chữ đã nói ba lần; nên phân cấp ký.",
    "Vắng giao ban mà không cử người thay thì cơ sở không biết hỏi ai.",
    "Nên báo cáo mặt bằng bằng số hộ, không nói “cơ bản”.",
    "Tự phê bình đã nói đúng việc; nhất trí.",
    "Cần nêu rõ việc chậm 20 ngày là việc gì.",
    "Nhất trí; đề nghị theo dõi hằng tuần.",
];

/// Calls and holds the conference of a review.
pub async fn hold(office: &Office<'_>, on: &str) -> anyhow::Result<()> {
    office.at("2025-12-01T08:00")?;
    let title = match office.unit.as_str() {
        "SL" => "Hội nghị kiểm điểm Ban Thường vụ Tỉnh ủy năm 2025",
        _ => "Hội nghị kiểm điểm Ban Thường vụ Đảng ủy năm 2025",
    };
    let call = CallConference {
        sitting: None,
        title: line(title)?,
        day: day(on)?,
        room: line("Phòng họp A")?,
        chair: office.person(&office.chair)?,
        secretary: office.person(&office.secretary)?,
        subjects: office.subjects.iter().map(|one| one.subject.id).collect(),
        delegate: Some(office.person(SUPERIOR)?),
    };
    let conference = office.keep(call).await?;
    let papers = SendPapers {
        conference,
        title: line("Báo cáo tập thể, bản kiểm điểm của từng người, bản tổng hợp góp ý")?,
        sent: day("2025-12-01")?,
    };
    office.keep(papers).await?;
    office.at(&format!("{on}T08:00"))?;
    let mut present = office.reviewed()?;
    present.push(SUPERIOR.to_owned());
    let present = present.iter().map(|code| office.person(code)).collect::<Result<Vec<_>, _>>()?;
    office.keep(RecordAttendance { conference, present }).await?;
    office.at(&format!("{on}T08:05"))?;
    office.act(&office.chair, OpenReview { conference, document: None, clause: None }).await?;
    items(office, conference, on).await?;
    office.at(&format!("{on}T16:15"))?;
    office.act(&office.chair, CloseConference { conference }).await?;
    Ok(())
}

async fn items(office: &Office<'_>, conference: ConferenceId, on: &str) -> anyhow::Result<()> {
    let sql = "SELECT id FROM conference_item WHERE conference_id = $1 ORDER BY place";
    let items: Vec<ItemId> = office.column(sql, &[conference.to_cell()]).await?;
    let under = "SELECT COALESCE(s.person_id, '') FROM conference_item i LEFT JOIN campaign_subject s ON s.id = i.subject_id \
                 WHERE i.conference_id = $1 ORDER BY i.place";
    let under: Vec<String> = office.column(under, &[conference.to_cell()]).await?;
    let head = office.person(&office.chair)?.to_string();
    for ((item, under), (hour, said)) in items.into_iter().zip(under).zip(HOURS.iter().zip(SAID)) {
        let begins: DateTime = format!("{on}T{hour}").parse()?;
        hold_item(office, item, under == head, (begins, said)).await?;
    }
    Ok(())
}

async fn hold_item(
    office: &Office<'_>,
    item: ItemId,
    is_heads: bool,
    (begins, said): (DateTime, &str),
) -> anyhow::Result<()> {
    let after = |minutes: i64| set_to(office.known, begins.checked_add(minutes.minutes())?);
    let reviewed = office.reviewed()?;
    let (deputy, member) = (&reviewed[1], &reviewed[reviewed.len() - 1]);
    after(0)?;
    if is_heads {
        // Nobody presides over their own item.
        let person = office.person(deputy)?;
        let from = office.known.house.clock.today();
        let act = AssignReviewRole { person, role: Role::Chair, valid_from: from, valid_to: None };
        office.act(&office.organiser, act).await?;
        office.act(&office.chair, HandOverChair { item, person }).await?;
    }
    let leads = if is_heads { deputy } else { &office.chair };
    office.act(leads, OpenItem { item, document: None, clause: None }).await?;
    after(9)?;
    let statement = |code: &str, text: &str| -> anyhow::Result<AddStatement> {
        Ok(AddStatement {
            item,
            speaker: office.person(code)?,
            kind: StatementKind::Remark,
            point: None,
            text: prose(text)?,
        })
    };
    office.keep(statement(member, said)?).await?;
    after(17)?;
    office.keep(statement(SUPERIOR, "Nhất trí với ý kiến vừa nêu; đề nghị ghi vào biên bản.")?).await?;
    after(24)?;
    let n_voters = u32::try_from(reviewed.len())?;
    let vote = CountVotes {
        item,
        motion: line("Thông qua nội dung kiểm điểm")?,
        votes_for: n_voters - 1,
        votes_against: 0,
        votes_abstaining: 0,
    };
    office.keep(vote).await?;
    after(27)?;
    office.act(leads, CloseItem { item }).await?;
    Ok(())
}

/// The round after the individuals: nothing new came up.
pub async fn second_round(office: &Office<'_>, moment: &str) -> anyhow::Result<()> {
    office.at(moment)?;
    office.keep(OpenRound {}).await?;
    close_round(office, 2).await
}
