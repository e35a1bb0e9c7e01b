//! A briefing: its day, its speaker and its roll.

use askama::Template;
use base::Failure;
use base::db::find;
use base::web::{Ctx, EachField, FormView, Page, Words};
use domain::common::id::BriefingId;
use domain::directive::AttendanceState;
use serde::Serialize;

use super::store::{self, BriefingRow, DocumentRow, NamedAttendance};
use super::{KEEPERS, NoteAttendance};
use crate::organisation::store as organisation;

#[derive(Template, Serialize)]
#[template(path = "directive/views/briefing.html")]
struct View {
    #[serde(skip)]
    w: Words,
    unit: String,
    briefing: BriefingRow,
    document: DocumentRow,
    speaker: String,
    roll: Vec<NamedAttendance>,
    present: usize,
    absent: usize,
    is_ahead: bool,
    #[serde(skip)]
    note: Option<FormView>,
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, today, id) = (ctx.unit()?, ctx.today, ctx.param::<BriefingId>("briefing")?);
    let briefing: BriefingRow = find(&mut ctx.db, id).await?.ok_or(Failure::Missing)?;
    let below = organisation::subtree(&mut ctx.db, unit, today).await?;
    if !below.iter().any(|(row, _)| row.id == briefing.unit_id) {
        return Err(Failure::Missing);
    }
    ctx.stamp::<BriefingRow>(id);
    let document = store::document_at(&mut ctx.db, briefing.unit_id, briefing.document_id).await?;
    let roll = store::roll_of(&mut ctx.db, briefing.id).await?;
    let count = |state| roll.iter().filter(|line| line.row.state == state).count();
    let is_ahead = today < briefing.held;
    let may = ctx.may(KEEPERS) && briefing.unit_id == unit && !is_ahead;
    let view = View {
        w: ctx.words,
        unit: unit.to_string(),
        document: document.ok_or(Failure::Missing)?,
        speaker: organisation::name_of(&mut ctx.db, briefing.speaker_id).await?,
        present: count(AttendanceState::Present),
        absent: count(AttendanceState::Absent),
        is_ahead,
        note: may.then(|| note(&ctx, &briefing, &roll)),
        roll,
        briefing,
    };
    let title = view.briefing.title.to_string();
    ctx.page(title, view)
}

fn note(ctx: &Ctx, briefing: &BriefingRow, roll: &[NamedAttendance]) -> FormView {
    let action = format!("/directive/{}/briefing/{}/note-attendance", briefing.unit_id, briefing.id);
    let lines = roll.iter().map(|line| EachField {
        key: line.row.person_id.to_string(),
        label: line.name.clone(),
        value: line.row.reason.as_ref().map(ToString::to_string).unwrap_or_default(),
        ..EachField::default()
    });
    ctx.form::<NoteAttendance>(&action).each("absent", lines).main()
}
