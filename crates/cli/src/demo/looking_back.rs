//! The reports of 2026 look back at what was carried over; what a gate refuses stays where it was.

use app::report::{AnswerCarried, SubmitReport};
use app::synthesis::CloseRound;
use base::db::Stored;
use domain::campaign::CarriedStatus;
use domain::common::id::{CarriedItemId, RoundId, SubjectId};

use super::office::{CHAIR, Office, SECRETARY, prose};

/// What became of what the year before left open; one of the seven has not said it yet.
pub async fn answers(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-20T09:00")?;
    let collective = office.collective()?;
    let said = "Chưa khắc phục, tái diễn lần thứ hai: số quá hạn tăng từ 58 lên 63.";
    answer(office, SECRETARY, (collective, "KP 2025-01"), (CarriedStatus::Repeated, said, None)).await?;
    let said = "Khối lượng từ 31 % lên 54 %; mặt bằng còn 23 hộ.";
    let proof = Some("Biên bản nghiệm thu khối lượng ngày 30/10/2026.");
    answer(office, SECRETARY, (collective, "KP 2025-02"), (CarriedStatus::PartlyRemedied, said, proof))
        .await?;
    let said = "Tái diễn: số kỳ vắng tăng từ 3 lên 4, có 2 kỳ đã cử người thay.";
    let own = (office.subject("NG-003")?, "KP 2025-04");
    answer(office, "NG-003", own, (CarriedStatus::Repeated, said, None)).await
}

async fn answer(
    office: &Office<'_>,
    who: &str,
    (subject, code): (SubjectId, &str),
    (status, text, proof): (CarriedStatus, &str, Option<&str>),
) -> anyhow::Result<()> {
    let sql = "SELECT id FROM campaign_carried_item WHERE review_id = $1 AND code = $2";
    let item: CarriedItemId = office.one(sql, &[office.review.to_cell(), code.into()]).await?;
    let proof = proof.map(prose).transpose()?;
    office.act(who, AnswerCarried { subject, item, seen: 0, status, text: prose(text)?, proof }).await?;
    Ok(())
}

/// Two gates hold: the head hands in without having compared, the secretary closes a round that is not accounted for.
pub async fn refused(office: &Office<'_>) -> anyhow::Result<()> {
    office.at("2026-11-21T15:30")?;
    let subject = office.subject(CHAIR)?;
    must_be_refused(office.act(CHAIR, SubmitReport { subject, number: 1 }).await)?;
    let sql = "SELECT id FROM synthesis_round WHERE review_id = $1 AND number = 1";
    let round: RoundId = office.one(sql, &[office.review.to_cell()]).await?;
    must_be_refused(office.keep(CloseRound { round }).await)
}

fn must_be_refused<T>(result: anyhow::Result<T>) -> anyhow::Result<()> {
    match result {
        // Every refusal begins with these words.
        Err(error) if format!("{error:#}").contains("Chưa thể") => Ok(()),
        Err(error) => Err(error),
        Ok(_) => Err(anyhow::anyhow!("a gate let something through that it must refuse")),
    }
}
