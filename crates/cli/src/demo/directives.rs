//! The papers that order the campaign of 2026: read and acknowledged by some units, not yet by others; briefed on.

use app::directive::{Acknowledge, AddBriefing, NoteAttendance};
use domain::common::id::{BriefingId, DocumentId, PersonId, UnitId};

use super::office::{ORGANISER, day, line, reason, set_clock};
use crate::known::Known;

const PLAN: &str = "31-KH/TU";

/// Two thirds of the units acknowledge; the organisers of all units are briefed, and two of them were not there.
pub async fn read(known: &Known) -> anyhow::Result<()> {
    let documents: Vec<DocumentId> =
        known.column("SELECT id FROM directive_document ORDER BY issued", &[]).await?;
    set_clock(known, "2026-10-30T09:00")?;
    for (at, (code, unit)) in known.units().into_iter().filter(|(code, _)| code != "SL").enumerate() {
        if at % 3 == 2 {
            continue;
        }
        for document in &documents {
            known.act(&format!("{code}-90"), unit, Acknowledge { document: *document }).await?;
        }
    }
    brief(known).await
}

async fn brief(known: &Known) -> anyhow::Result<()> {
    let top: UnitId = known.unit("SL")?;
    let plan: Vec<DocumentId> =
        known.column("SELECT id FROM directive_document WHERE number = $1", &[PLAN.into()]).await?;
    let document = plan.into_iter().next().ok_or_else(|| anyhow::anyhow!("{PLAN} is not there"))?;
    let organisers = known.units().into_iter().filter(|(code, _)| code != "SL");
    let organisers = organisers.map(|(code, _)| known.person(&format!("{code}-90")));
    let people: Vec<PersonId> = organisers.collect::<Result<_, _>>()?;
    let add = AddBriefing {
        document,
        title: line("Quán triệt Kế hoạch 31-KH/TU và Hướng dẫn 12-HD/BTCTU")?,
        held: day("2026-11-02")?,
        speaker: known.person(ORGANISER)?,
        people,
    };
    let briefing: BriefingId = known.act(ORGANISER, top, add).await?;
    set_clock(known, "2026-11-02T11:00")?;
    let away = ["X08-90", "D03-90"].map(|code| {
        let why = if code == "X08-90" {
            "Đường vào xã ngập"
        } else {
            "Nghỉ ốm, đã nhận tài liệu"
        };
        anyhow::Ok((known.person(code)?.to_string(), reason(why)?))
    });
    let absent = away.into_iter().collect::<anyhow::Result<_>>()?;
    known.act(ORGANISER, top, NoteAttendance { briefing, absent }).await?;
    Ok(())
}
