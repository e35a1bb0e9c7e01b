//! A paper: its clauses with what each led to, its addressees, its briefings.

use std::collections::BTreeSet;

use askama::Template;
use base::Failure;
use base::web::{Ctx, FormView, Page, Words};
use domain::common::id::{DocumentId, UnitId};
use domain::directive::{AcknowledgementState, FollowUpKind};
use serde::Serialize;

use super::store::{self, BriefingLine, ClauseRow, DocumentRow, FollowUpRow, NamedAddressee};
use super::{Acknowledge, AddBriefing, AddClauses, Address, KEEPERS, ORGANISER, SetAside};
use crate::organisation::store as organisation;

#[derive(Template, Serialize)]
#[template(path = "directive/views/document.html")]
struct View {
    #[serde(skip)]
    w: Words,
    unit: String,
    document: DocumentRow,
    clauses: Vec<Clause>,
    without: usize,
    addressees: Vec<NamedAddressee>,
    acknowledged: usize,
    briefings: Vec<BriefingLine>,
    /// Whose briefings may be opened from here: those of the unit itself and of those below it.
    #[serde(skip)]
    openable: BTreeSet<UnitId>,
    #[serde(skip)]
    forms: Forms,
}

/// A clause with what it led to.
#[derive(Serialize)]
struct Clause {
    row: ClauseRow,
    led_to: Vec<FollowUpRow>,
    #[serde(skip)]
    set_aside: Option<FormView>,
}

/// What the reader may do here.
#[derive(Default)]
struct Forms {
    clauses: Option<FormView>,
    address: Option<FormView>,
    acknowledge: Option<FormView>,
    briefing: Option<FormView>,
}

impl View {
    fn is_below(&self, line: &BriefingLine) -> bool {
        self.openable.contains(&line.row.unit_id)
    }
}

/// The page.
pub async fn page(mut ctx: Ctx) -> Result<Page, Failure> {
    let (unit, id) = (ctx.unit()?, ctx.param::<DocumentId>("document")?);
    let document = store::document_at(&mut ctx.db, unit, id).await?.ok_or(Failure::Missing)?;
    ctx.stamp::<DocumentRow>(id);
    let today = ctx.today;
    let below = organisation::subtree(&mut ctx.db, unit, today).await?;
    let mut known: BTreeSet<UnitId> = below.iter().map(|(row, _)| row.id).collect();
    known.extend(organisation::path_to_root(&mut ctx.db, unit, today).await?);
    let clauses = clauses(&mut ctx, unit, &document, &known).await?;
    let mut addressees = store::addressees_of(&mut ctx.db, id).await?;
    addressees.retain(|one| known.contains(&one.row.unit_id));
    let known: Vec<UnitId> = known.into_iter().collect();
    let openable = below.iter().map(|(row, _)| row.id).collect();
    let briefings = store::briefings_of(&mut ctx.db, id, &known).await?;
    let options: Vec<(UnitId, String)> =
        below.into_iter().map(|(row, _)| (row.id, row.name.to_string())).collect();
    let forms = forms(&mut ctx, unit, &document, (options, &addressees)).await?;
    let view = View {
        w: ctx.words,
        unit: unit.to_string(),
        without: clauses.iter().filter(|clause| clause.led_to.is_empty()).count(),
        clauses,
        acknowledged: addressees.iter().filter(|one| is_acknowledged(one)).count(),
        addressees,
        briefings,
        openable,
        forms,
        document,
    };
    let title = format!("{} {}", view.document.kind, view.document.number);
    ctx.page(title, view)
}

fn is_acknowledged(one: &NamedAddressee) -> bool {
    one.row.state == AcknowledgementState::Acknowledged
}

/// The clauses with what they led to here, above and below; what they led to beside here is not shown.
async fn clauses(
    ctx: &mut Ctx,
    unit: UnitId,
    document: &DocumentRow,
    known: &BTreeSet<UnitId>,
) -> Result<Vec<Clause>, Failure> {
    let rows = store::clauses_of(&mut ctx.db, document.id).await?;
    let mut led_to = store::follow_ups_of(&mut ctx.db, document.id).await?;
    led_to.retain(|row| known.contains(&row.unit_id));
    let action = format!("/directive/{unit}/document/{}/set-aside", document.id);
    let may = ctx.may(ORGANISER);
    let clause = |row: ClauseRow| {
        let led_to: Vec<FollowUpRow> = led_to.iter().filter(|one| one.clause_id == row.id).cloned().collect();
        let set_aside =
            (may && led_to.is_empty()).then(|| ctx.form_for::<SetAside>(&action, "clause", row.id).quiet());
        Clause { row, led_to, set_aside }
    };
    Ok(rows.into_iter().map(clause).collect())
}

async fn forms(
    ctx: &mut Ctx,
    unit: UnitId,
    document: &DocumentRow,
    (below, addressees): (Vec<(UnitId, String)>, &[NamedAddressee]),
) -> Result<Forms, Failure> {
    let at = |name: &str| format!("/directive/{unit}/document/{}/{name}", document.id);
    let mut forms = Forms::default();
    let today = ctx.today;
    if ctx.may(KEEPERS) {
        let people = organisation::people_below(&mut ctx.db, unit, today).await?;
        let people: Vec<_> =
            people.into_iter().map(|p| (p.id, format!("{} ({})", p.full_name, p.code))).collect();
        let form = ctx.form::<AddBriefing>(&at("add-briefing"));
        forms.briefing = Some(form.options("speaker", people.clone()).options("people", people));
    }
    if !ctx.may(ORGANISER) {
        return Ok(forms);
    }
    let waits = |one: &&NamedAddressee| one.row.unit_id == unit && !is_acknowledged(one);
    if addressees.iter().any(|one| waits(&one)) {
        forms.acknowledge = Some(ctx.form::<Acknowledge>(&at("acknowledge")).main());
    }
    if document.unit_id == unit {
        let new = below.into_iter().filter(|(id, _)| !addressees.iter().any(|one| one.row.unit_id == *id));
        let new: Vec<_> = new.collect();
        if !new.is_empty() {
            forms.address = Some(ctx.form::<Address>(&at("address")).options("units", new));
        }
        if !addressees.iter().any(is_acknowledged) {
            forms.clauses = Some(ctx.form::<AddClauses>(&at("add-clauses")).rows("clauses", 8));
        }
    }
    Ok(forms)
}
