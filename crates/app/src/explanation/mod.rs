//! Answers: who is asked to explain which point, when the notice reached them, what they said; and, when everybody was
//! heard, that the finding stands.

mod answer;
mod assign;
mod assignment;
mod finalise;
mod lapse;
mod list;
mod open_notice;
pub mod overdue;
mod point;
mod reopen;
mod serve;
pub mod store;

use base::Failure;
use base::house::PlaceKind::Review;
use base::unit::Unit;
use base::web::Routes;
use domain::common::Role;
use domain::common::id::AssignmentId;

pub use answer::Answer;
pub use assign::Assign;
pub use finalise::Finalise;
pub use lapse::Lapse;
pub use open_notice::OpenNotice;
pub use reopen::Reopen;
pub use serve::Serve;

use crate::STAFF;
use crate::campaign::store::StandingRow;
use crate::plan::store::TaskRow;
use crate::synthesis::store::PointRow;
use crate::verification::store::CaseRow;
use store::{ExplanationRow, PointFile};

/// Who assigns, serves, notes a lapse and opens again.
const KEEPERS: &[Role] = &[Role::Organiser, Role::Secretary];
/// Who lets a finding stand.
const FINALISERS: &[Role] = &[Role::Verifier, Role::Secretary];
const REVIEWED: &[Role] = &[Role::Reviewed];
/// The staff, and those under review for what they are asked themselves.
pub const READERS: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
    Role::Reviewed,
];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("explanation")
        .page("/explanation/{review}", Review, READERS, list::page)
        .page("/explanation/{review}/point/{point}", Review, STAFF, point::page)
        .act::<Assign, _, _>("/explanation/{review}/point/{point}/assign", Review, KEEPERS, point::page)
        .act::<Reopen, _, _>("/explanation/{review}/point/{point}/reopen", Review, KEEPERS, point::page)
        .act::<Finalise, _, _>(
            "/explanation/{review}/point/{point}/finalise",
            Review,
            FINALISERS,
            point::page,
        )
        .page("/explanation/{review}/assignment/{assignment}", Review, READERS, assignment::page)
        .act::<Serve, _, _>(
            "/explanation/{review}/assignment/{assignment}/serve",
            Review,
            KEEPERS,
            assignment::page,
        )
        .act::<OpenNotice, _, _>(
            "/explanation/{review}/assignment/{assignment}/open-notice",
            Review,
            REVIEWED,
            assignment::page,
        )
        .act::<Answer, _, _>(
            "/explanation/{review}/assignment/{assignment}/answer",
            Review,
            REVIEWED,
            assignment::page,
        )
        .act::<Lapse, _, _>(
            "/explanation/{review}/assignment/{assignment}/lapse",
            Review,
            KEEPERS,
            assignment::page,
        )
}

/// An assignment of the person who acts; another's is not there.
async fn own(unit: &mut Unit, assignment: AssignmentId) -> Result<(ExplanationRow, PointRow), Failure> {
    let (review, person) = (unit.review()?, unit.person()?);
    let (row, point) = store::known_assignment(unit, review, assignment).await?;
    if row.person_id == person { Ok((row, point)) } else { Err(Failure::Missing) }
}

/// What follows when a hearing has ended: the standing of the stage; once everybody was heard, the verifier's task to
/// let a provisional finding stand; after a second hearing, the end of the evidence.
async fn ended(
    unit: &mut Unit,
    point: &PointRow,
    file: &PointFile,
    row: &ExplanationRow,
) -> Result<After, Failure> {
    let moved = file.moved_by(std::slice::from_ref(row));
    let standing = store::standing(unit, point.review_id, moved, 0).await?;
    let Some(case) = file.case.clone().filter(|_| 0 < moved) else { return Ok((standing, Vec::new(), None)) };
    let today = unit.today();
    let due = case.due.map_or(today, |due| due.max(today));
    let tasks = store::finalising_task(unit, point, &case, due).await?;
    let closed = (0 < row.n_reopened).then_some(CaseRow { is_closed: true, ..case });
    Ok((standing, tasks, closed))
}

/// The standing, the task, the case that takes no more evidence.
type After = (Option<StandingRow>, Vec<TaskRow>, Option<CaseRow>);
