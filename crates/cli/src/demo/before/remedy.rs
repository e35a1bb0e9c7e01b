//! What was promised, and what became of it in the year after: accepted, given back, overdue, left for the next campaign.

use app::remedy::{
    AcceptRemedy, AddCommitment, AddMilestone, CarryOver, GiveBack, MakeCommitments, Pledge, ReachMilestone,
    ReportDone,
};
use base::db::Stored;
use domain::common::id::{CampaignId, CommitmentId, MilestoneId};

use super::held::LATE_ANSWERS;
use crate::demo::office::{Office, day, line, prose, set_clock, text_file};
use crate::known::Known;

/// The commitment of this number in a review.
async fn numbered(office: &Office<'_>, number: i64) -> anyhow::Result<CommitmentId> {
    let sql = "SELECT id FROM remedy_commitment WHERE review_id = $1 AND number = $2";
    office.one(sql, &[office.review.to_cell(), number.into()]).await
}

/// The remedies of the two shortcomings of the collective, and what the head promises for the year.
pub async fn committed(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-19T09:30")?;
    office.keep(MakeCommitments {}).await?;
    let pledge = Pledge {
        matter: prose("Tiếp dân đủ 12 kỳ trong năm")?,
        measure: prose("Tiếp dân đủ 12 kỳ")?,
        deadline: day("2026-12-31")?,
    };
    office.act("NG-001", pledge).await?;
    Ok(())
}

/// The remedy of the member's shortcoming, and a second doer for the first one.
pub async fn committed_later(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-01-07T14:00")?;
    office.keep(MakeCommitments {}).await?;
    let sql = "SELECT id FROM conclusion_shortcoming WHERE review_id = $1 AND title = $2";
    let shortcoming = office.one(sql, &[office.review.to_cell(), LATE_ANSWERS.into()]).await?;
    let add = AddCommitment {
        shortcoming,
        doer: office.person("NG-005")?,
        matter: prose("Ban hành quy trình tiếp nhận, phân cấp ký văn bản trả lời kiến nghị")?,
        measure: prose("Quy trình có số, có ngày hiệu lực và danh sách người được ký")?,
        deadline: day("2026-04-30")?,
    };
    office.keep(add).await?;
    Ok(())
}

/// The months after the campaign.
pub async fn afterwards(top: &Office<'_>, below: &[Office<'_>]) -> anyhow::Result<()> {
    milestones(top).await?;
    procedure(top).await?;
    letters_answered(top).await?;
    for office in below.iter().filter(|office| office.unit == "X01") {
        unit_below(office).await?;
    }
    Ok(())
}

/// What stands on the way of each remedy of the collective.
async fn milestones(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-02-02T08:30")?;
    for (number, who, title, due) in [
        (1, "NG-002", "Lập sổ theo dõi liên thông với 20 xã, phường", "2026-02-28"),
        (1, "NG-002", "Trả lời xong 58 kiến nghị quá hạn", "2026-05-31"),
        (2, "NG-004", "Bàn giao 20 trên 34 hộ", "2026-02-28"),
        (2, "NG-004", "Bàn giao 34 trên 34 hộ", "2026-03-31"),
        (5, "NG-005", "Lấy ý kiến các đơn vị vào dự thảo quy trình", "2026-03-15"),
    ] {
        let commitment = numbered(office, number).await?;
        let act = AddMilestone { commitment, title: line(title)?, due: day(due)? };
        office.act(who, act).await?;
    }
    Ok(())
}

async fn reach(
    office: &Office<'_>,
    (number, place): (i64, i64),
    who: &str,
    (proof, file): (&str, Option<base::web::Upload>),
) -> anyhow::Result<()> {
    let commitment = numbered(office, number).await?;
    let sql = "SELECT id FROM remedy_milestone WHERE commitment_id = $1 ORDER BY place";
    let milestones: Vec<MilestoneId> = office.column(sql, &[commitment.to_cell()]).await?;
    let milestone = milestones.into_iter().nth(usize::try_from(place)?);
    let milestone = milestone.ok_or_else(|| anyhow::anyhow!("there is no milestone {place}"))?;
    let act = ReachMilestone { commitment, milestone, proof: Some(prose(proof)?), file };
    office.act(who, act).await?;
    Ok(())
}

async fn report_done(office: &Office<'_>, number: i64, who: &str, proof: &str) -> anyhow::Result<()> {
    let commitment = numbered(office, number).await?;
    office.act(who, ReportDone { commitment, proof: Some(prose(proof)?), file: None }).await?;
    Ok(())
}

/// Given back once for want of a number and a date, reported again, and accepted.
async fn procedure(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-03-13T15:00")?;
    let note = text_file(
        "tong-hop-y-kien.txt",
        "Tổng hợp ý kiến 20 đơn vị vào dự thảo quy trình: 17 nhất trí, 3 đề nghị sửa điều 5.",
    );
    reach(office, (5, 0), "NG-005", ("17 trên 20 đơn vị nhất trí; tệp kèm theo.", Some(note))).await?;
    office.at("2026-04-20T09:00")?;
    report_done(office, 5, "NG-005", "Đã trình dự thảo cuối.").await?;
    office.at("2026-04-22T08:20")?;
    let commitment = numbered(office, 5).await?;
    let back = prose("Chưa có số và ngày hiệu lực; chưa kèm danh sách người được ký.")?;
    office.act(&office.chair, GiveBack { commitment, reason: back }).await?;
    office.at("2026-04-28T16:00")?;
    report_done(
        office,
        5,
        "NG-005",
        "Quy trình 05-QT/VPTU, hiệu lực 01/5/2026, kèm danh sách 9 người được ký.",
    )
    .await?;
    office.at("2026-04-29T10:00")?;
    let note = Some(prose("Đã xem bản có dấu và danh sách kèm theo.")?);
    office.act(&office.chair, AcceptRemedy { commitment, note }).await?;
    Ok(())
}

/// Reported as done and given back: letters are still unanswered. The road is not even reported.
async fn letters_answered(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-02-27T16:30")?;
    reach(office, (1, 0), "NG-002", ("Sổ theo dõi mở ngày 25/02/2026, 20 đơn vị cập nhật.", None)).await?;
    office.at("2026-03-02T09:10")?;
    reach(office, (2, 0), "NG-004", ("Biên bản bàn giao 20 hộ ngày 27/02/2026.", None)).await?;
    office.at("2026-06-26T11:00")?;
    reach(office, (1, 1), "NG-002", ("Đã trả lời 58 kiến nghị của năm 2025.", None)).await?;
    report_done(office, 1, "NG-002", "Văn bản trả lời lưu tại Văn phòng, có danh sách kèm.").await?;
    office.at("2026-07-01T08:30")?;
    let commitment = numbered(office, 1).await?;
    let back = "58 kiến nghị cũ đã trả lời, nhưng từ tháng 3 lại có 41 kiến nghị mới quá hạn: số quá hạn chưa bằng 0.";
    office.act(&office.chair, GiveBack { commitment, reason: prose(back)? }).await?;
    Ok(())
}

/// A unit below mends its shortcoming in time, and another accepts it.
async fn unit_below(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-01-12T08:00")?;
    office.keep(MakeCommitments {}).await?;
    let doer = format!("{}-02", office.unit);
    office.at("2026-03-30T15:00")?;
    report_done(
        office,
        1,
        &doer,
        "Sổ theo dõi chung dùng từ 02/01/2026; quý I không kiến nghị nào chuyển chậm.",
    )
    .await?;
    office.at("2026-04-02T09:00")?;
    let commitment = numbered(office, 1).await?;
    let note = Some(prose("Đã xem sổ quý I.")?);
    office.act(&office.chair, AcceptRemedy { commitment, note }).await?;
    Ok(())
}

/// What nobody accepted goes into the campaign of the next year, where every report compares.
pub async fn carry_over(known: &Known, campaign: CampaignId, next: CampaignId) -> anyhow::Result<()> {
    set_clock(known, "2026-11-04T08:30")?;
    let office = Office::of(known, campaign, "SL").await?;
    office.keep(CarryOver { campaign: next }).await?;
    Ok(())
}
