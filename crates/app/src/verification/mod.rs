//! Checking what was alleged: a case for each point, a verifier with separate hands, evidence, findings.

mod accept_case;
mod add_evidence;
mod assign_verifier;
mod dossier;
mod hand_back;
mod list;
pub mod point;
mod record_finding;
pub mod store;

use base::house::PlaceKind::Review;
use base::web::Routes;
use domain::common::Role;

pub use accept_case::AcceptCase;
pub use add_evidence::AddEvidence;
pub use assign_verifier::AssignVerifier;
pub use hand_back::HandBack;
pub use record_finding::RecordFinding;

use crate::{INSIDE, STAFF};

/// Who assigns cases: the organiser, the secretariat, and the superior for a body too small.
const ASSIGNERS: &[Role] = &[Role::Organiser, Role::Secretary, Role::Superior];
const VERIFIER: &[Role] = &[Role::Verifier];
/// Who brings evidence; the reviewed bring theirs with their answers.
const GATHERERS: &[Role] = &[Role::Verifier, Role::Secretary, Role::Organiser];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("verification")
        .page("/verification/{review}", Review, STAFF, list::page)
        .page("/verification/{review}/point/{point}", Review, STAFF, point::page)
        .act::<AssignVerifier, _, _>(
            "/verification/{review}/point/{point}/assign-verifier",
            Review,
            ASSIGNERS,
            point::page,
        )
        .act::<AcceptCase, _, _>(
            "/verification/{review}/point/{point}/accept-case",
            Review,
            VERIFIER,
            point::page,
        )
        .act::<HandBack, _, _>(
            "/verification/{review}/point/{point}/hand-back",
            Review,
            VERIFIER,
            point::page,
        )
        .act::<AddEvidence, _, _>(
            "/verification/{review}/point/{point}/add-evidence",
            Review,
            GATHERERS,
            point::page,
        )
        .act::<RecordFinding, _, _>(
            "/verification/{review}/point/{point}/record-finding",
            Review,
            VERIFIER,
            point::page,
        )
        .page("/verification/{review}/evidence/{evidence}", Review, INSIDE, point::file)
        .page("/verification/{review}/subject", Review, INSIDE, dossier::list)
        .page("/verification/{review}/subject/{subject}", Review, INSIDE, dossier::page)
}
