//! Commitments, their milestones and proof, accepted by somebody else, and what is carried into the next campaign.

mod accept;
mod add_commitment;
mod add_milestone;
mod carry_over;
mod commitment;
mod give_back;
mod make_commitments;
mod making;
mod overview;
mod pledge;
mod reach_milestone;
mod report_done;
pub mod store;
mod track;

use base::house::PlaceKind::{Own, Review};
use base::web::Routes;
use domain::common::Role;

use crate::INSIDE;
pub use accept::AcceptRemedy;
pub use add_commitment::AddCommitment;
pub use add_milestone::AddMilestone;
pub use carry_over::CarryOver;
pub use give_back::GiveBack;
pub use make_commitments::MakeCommitments;
pub use pledge::Pledge;
pub use reach_milestone::ReachMilestone;
pub use report_done::ReportDone;

/// Those who make commitments of what was decided, and carry over.
const KEEPERS: &[Role] = &[Role::Organiser, Role::Secretary];
/// Those who accept: never the doer. In a body too small the superior does.
const ACCEPTORS: &[Role] = &[Role::Chair, Role::Superior, Role::Verifier];
/// Those who commit for the year on their own.
const PLEDGING: &[Role] = &[Role::Member, Role::Reviewed];

/// The routes of this stage. What a doer does lies below `/remedy/mine`, because a doer may hold no role in the
/// review.
pub fn routes() -> Routes {
    Routes::of("remedy")
        .page("/remedy/{review}", Review, INSIDE, overview::page)
        .act::<MakeCommitments, _, _>("/remedy/{review}/make-commitments", Review, KEEPERS, overview::page)
        .act::<AddCommitment, _, _>("/remedy/{review}/add-commitment", Review, KEEPERS, overview::page)
        .act::<Pledge, _, _>("/remedy/{review}/pledge", Review, PLEDGING, overview::page)
        .act::<CarryOver, _, _>("/remedy/{review}/carry-over", Review, KEEPERS, overview::page)
        .page("/remedy/{review}/commitment/{commitment}", Review, INSIDE, commitment::page)
        .page("/remedy/{review}/file/{file}", Review, INSIDE, commitment::file)
        .act::<AcceptRemedy, _, _>(
            "/remedy/{review}/commitment/{commitment}/accept",
            Review,
            ACCEPTORS,
            commitment::page,
        )
        .act::<GiveBack, _, _>(
            "/remedy/{review}/commitment/{commitment}/give-back",
            Review,
            ACCEPTORS,
            commitment::page,
        )
        .page("/remedy/mine/{commitment}", Own, &[], commitment::own_page)
        .act::<AddMilestone, _, _>("/remedy/mine/{commitment}/add-milestone", Own, &[], commitment::own_page)
        .act::<ReachMilestone, _, _>(
            "/remedy/mine/{commitment}/reach-milestone",
            Own,
            &[],
            commitment::own_page,
        )
        .act::<ReportDone, _, _>("/remedy/mine/{commitment}/report-done", Own, &[], commitment::own_page)
}
