//! Conclusions on everybody, their notices, one petition with its answer, and the results on the notice board.

use app::conclusion::{
    AcknowledgeNotice, AddStrength, AddSupplementItem, AnswerPetition, CompleteReport, Decide,
    DraftConclusion, FilePetition, GiveNotice, PostResults,
};
use base::db::Stored;
use domain::common::id::{StatementId, SubjectId};
use domain::conclusion::PetitionAnswer;
use domain::explanation::ServiceKind;

use super::held::{ABSENT, LATE, PASSED_ON_LATE, ROAD, Rests, answer, hold};
use super::prepare::Found;
use crate::demo::office::{Office, SUPERIOR, day, line, prose};

const DEMOCRACY: &str = "Giữ nguyên tắc tập trung dân chủ; 5 nghị quyết chuyên đề đều có ghi ý kiến khác.";
const SIGNED_BY_ONE: &str = "Văn bản trả lời dân bị giữ lại để sửa câu chữ vì chỉ một người ký; Ban Thường vụ chưa phân cấp ký, đó \
    là một nguyên nhân của 58 kiến nghị quá hạn.";
const OWN_WORK: &str = "Hoàn thành 9 trên 10 việc được giao; tự phê bình đúng việc, nêu rõ số ngày chậm.";

/// The report of the province takes up what was said when the deputy was under review.
async fn complete_with_a_remark(office: &Office<'_>) -> anyhow::Result<()> {
    let sql = "SELECT s.id FROM conference_statement s JOIN conference_item i ON i.id = s.item_id \
               JOIN campaign_subject c ON c.id = i.subject_id WHERE c.review_id = $1 AND c.person_id = $2 \
               ORDER BY s.place";
    let values = [office.review.to_cell(), office.person("NG-002")?.to_cell()];
    let statement: Vec<StatementId> = office.column(sql, &values).await?;
    let item = AddSupplementItem {
        point: None,
        statement: statement.first().copied(),
        section: "shortcomings".to_owned(),
        text: prose(SIGNED_BY_ONE)?,
    };
    office.keep(item).await?;
    office.keep(CompleteReport { nothing: None }).await?;
    Ok(())
}

async fn complete(office: &Office<'_>) -> anyhow::Result<()> {
    let nothing = prose("Kiểm điểm cá nhân không làm phát sinh nội dung mới cho báo cáo tập thể.")?;
    office.keep(CompleteReport { nothing: Some(nothing) }).await?;
    Ok(())
}

async fn draft(
    office: &Office<'_>,
    subject: SubjectId,
    (text, is_publishable): (&str, bool),
) -> anyhow::Result<()> {
    office.keep(DraftConclusion { subject }).await?;
    let strength = AddStrength {
        subject,
        text: prose(text)?,
        point: None,
        content: "degradation".to_owned(),
        publishable: is_publishable,
    };
    office.keep(strength).await?;
    Ok(())
}

async fn notice(office: &Office<'_>, subject: SubjectId) -> anyhow::Result<()> {
    let act = GiveNotice { subject, service: ServiceKind::InProgram, people: Vec::new(), note: None };
    office.keep(act).await?;
    Ok(())
}

/// Two shortcomings of the Standing Committee, decided; everybody in it is given notice.
pub async fn of_the_collective(office: &Office<'_>, found: &Found) -> anyhow::Result<()> {
    office.at("2025-12-12T08:30")?;
    complete_with_a_remark(office).await?;
    let subject = office.collective()?;
    draft(office, subject, (DEMOCRACY, true)).await?;
    let late = hold(office, subject, (&LATE, Rests::Found(found.late.0, found.late.1)), "NG-002").await?;
    office.at("2025-12-12T10:10")?;
    let road = hold(office, subject, (&ROAD, Rests::Found(found.road.0, found.road.1)), "NG-004").await?;
    office.at("2025-12-15T09:00")?;
    let own = "Tôi nhận trách nhiệm chính, đã bắt đầu phân cấp ký từ ngày 15/12/2025.";
    answer(office, late, ("NG-002", own)).await?;
    office.at("2025-12-15T14:30")?;
    let own = "Tôi nhận trách nhiệm chính về mặt bằng; hội đồng bồi thường sẽ họp mỗi tháng một lần.";
    answer(office, road, ("NG-004", own)).await?;
    office.at("2025-12-18T09:00")?;
    office.act(&office.chair, Decide { subject }).await?;
    office.at("2025-12-18T10:00")?;
    notice(office, subject).await?;
    for person in office.reviewed()?.iter().take(5) {
        office.act(person, AcknowledgeNotice { subject }).await?;
    }
    Ok(())
}

/// The members one by one: the superior decides on the head, the chair on everybody else.
pub async fn of_the_members(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-22T08:30")?;
    for person in office.reviewed()? {
        let subject = office.subject(&person)?;
        draft(office, subject, (OWN_WORK, false)).await?;
        if person == "NG-003" {
            let rests = Rests::Admitted(subject, "Vắng 3 trên 11 kỳ giao ban cụm xã.");
            hold(office, subject, (&ABSENT, rests), &person).await?;
        }
    }
    office.at("2025-12-24T09:00")?;
    for person in office.reviewed()? {
        let subject = office.subject(&person)?;
        let decider = if person == office.chair { SUPERIOR } else { &office.chair };
        office.act(decider, Decide { subject }).await?;
        notice(office, subject).await?;
    }
    office.at("2025-12-24T15:00")?;
    for person in ["NG-001", "NG-003", "NG-005"] {
        office.act(person, AcknowledgeNotice { subject: office.subject(person)? }).await?;
    }
    Ok(())
}

/// A unit below: one shortcoming that its report admits, where letters had been passed on late; strengths elsewhere.
pub async fn below(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-22T10:00")?;
    complete(office).await?;
    let subject = office.collective()?;
    draft(office, subject, ("Hoàn thành 14 trên 15 chỉ tiêu; bộ phận một cửa được dân khen.", true)).await?;
    let people = office.reviewed()?;
    let deputy = &people[1];
    if office.unit == "X01" {
        let quote = "Chuyển 19 kiến nghị lên tỉnh chậm quá 5 ngày làm việc.";
        let what = (&PASSED_ON_LATE, Rests::Admitted(subject, quote));
        let held = hold(office, subject, what, deputy).await?;
        office.at("2025-12-23T08:00")?;
        answer(office, held, (deputy, "Tôi nhận trách nhiệm; sổ theo dõi chung lập từ 02/01/2026.")).await?;
    }
    for person in &people {
        draft(office, office.subject(person)?, (OWN_WORK, false)).await?;
    }
    office.at("2025-12-26T09:00")?;
    office.act(&office.chair, Decide { subject }).await?;
    notice(office, subject).await?;
    for person in &people {
        let subject = office.subject(person)?;
        let decider = if *person == office.chair { SUPERIOR } else { &office.chair };
        office.act(decider, Decide { subject }).await?;
        notice(office, subject).await?;
    }
    post(office, "Bảng tin trụ sở Đảng ủy", ("2025-12-29", "2026-01-09")).await
}

/// One of the members petitions; the superior answers with grounds, and the conclusion stays.
pub async fn petition(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2025-12-29T08:45")?;
    let subject = office.subject("NG-003")?;
    let text = "Đề nghị ghi hai kỳ vắng tháng 4 và tháng 7 là đi họp do Ban Thường vụ cử, chỉ tính một kỳ vắng không lý do.";
    let petition = office.act("NG-003", FilePetition { subject, text: prose(text)? }).await?;
    office.at("2026-01-06T10:30")?;
    let answer = "Đã đối chiếu giấy mời và sổ giao ban: hai kỳ có lịch họp trùng, nhưng không có văn bản cử người thay. Số kỳ \
        vắng giữ nguyên; lý do đã có trong bản kiểm điểm.";
    let act = AnswerPetition { subject, petition, outcome: PetitionAnswer::Stays, answer: prose(answer)? };
    office.act(SUPERIOR, act).await?;
    post(office, "Bảng tin tầng 1, trụ sở Tỉnh ủy", ("2026-01-07", "2026-01-16")).await
}

async fn post(office: &Office<'_>, location: &str, (from, to): (&str, &str)) -> anyhow::Result<()> {
    office.at(&format!("{from}T08:00"))?;
    let act = PostResults { location: line(location)?, days_from: day(from)?, days_to: day(to)? };
    office.keep(act).await?;
    Ok(())
}
