//! The papers that bind a campaign: their clauses, who was briefed and acknowledged, what each clause led to.

mod acknowledge;
mod add_briefing;
mod add_clauses;
mod add_document;
mod address;
mod briefing;
mod document;
mod list;
mod note_attendance;
mod set_aside;
pub mod store;

pub use acknowledge::Acknowledge;
pub use add_briefing::AddBriefing;
pub use add_clauses::AddClauses;
pub use add_document::AddDocument;
pub use address::Address;
use base::Failure;
use base::house::PlaceKind::Unit as At;
use base::unit::Unit;
use base::web::Routes;
use domain::common::Role;
use domain::common::id::DocumentId;
pub use note_attendance::NoteAttendance;
pub use set_aside::SetAside;

use crate::STAFF;
use store::DocumentRow;

const ORGANISER: &[Role] = &[Role::Organiser];
const KEEPERS: &[Role] = &[Role::Organiser, Role::Secretary];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("directive")
        .page("/directive/{unit}", At, STAFF, list::page)
        .act::<AddDocument, _, _>("/directive/{unit}/add-document", At, ORGANISER, list::page)
        .page("/directive/{unit}/document/{document}", At, STAFF, document::page)
        .act::<AddClauses, _, _>(
            "/directive/{unit}/document/{document}/add-clauses",
            At,
            ORGANISER,
            document::page,
        )
        .act::<Address, _, _>("/directive/{unit}/document/{document}/address", At, ORGANISER, document::page)
        .act::<Acknowledge, _, _>(
            "/directive/{unit}/document/{document}/acknowledge",
            At,
            ORGANISER,
            document::page,
        )
        .act::<SetAside, _, _>(
            "/directive/{unit}/document/{document}/set-aside",
            At,
            ORGANISER,
            document::page,
        )
        .act::<AddBriefing, _, _>(
            "/directive/{unit}/document/{document}/add-briefing",
            At,
            KEEPERS,
            document::page,
        )
        .page("/directive/{unit}/briefing/{briefing}", At, STAFF, briefing::page)
        .act::<NoteAttendance, _, _>(
            "/directive/{unit}/briefing/{briefing}/note-attendance",
            At,
            KEEPERS,
            briefing::page,
        )
}

/// The paper, if the unit at hand keeps it or is addressed by it.
async fn seen_here(unit: &mut Unit, document: DocumentId) -> Result<DocumentRow, Failure> {
    let here = unit.unit_id()?;
    store::document_at(unit, here, document).await?.ok_or(Failure::Missing)
}

/// The paper, if the unit at hand keeps it: only its keeper adds to it.
async fn kept_here(unit: &mut Unit, document: DocumentId) -> Result<DocumentRow, Failure> {
    let (document, here): (DocumentRow, _) = (unit.need(document).await?, unit.unit_id()?);
    if document.unit_id == here { Ok(document) } else { Err(Failure::Missing) }
}
