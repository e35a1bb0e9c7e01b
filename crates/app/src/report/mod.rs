//! Collective reports and personal reviews: suggestions of the superior, versions, the check before submission,
//! return with reasons, submission, which seals.

mod answer_carried;
mod answer_suggestion;
pub(crate) mod ask;
mod check;
mod compare;
pub mod difference;
mod folder;
pub(crate) mod found;
mod give_back;
mod likeness;
mod list;
pub mod paper;
mod parts;
mod record_none;
mod stated;
pub mod store;
mod subject;
mod submit;
mod suggest;
mod tasks;
mod typed;
mod waive_question;
mod withdraw_suggestion;
mod wording;
mod write;
mod writing;

pub use answer_carried::AnswerCarried;
pub use answer_suggestion::AnswerSuggestion;
use base::house::PlaceKind::Review;
use base::web::Routes;
use domain::common::Role;
pub use give_back::GiveBack;
pub use record_none::RecordNone;
pub use submit::SubmitReport;
pub use suggest::Suggest;
pub use waive_question::{TakeBackWaiver, WaiveQuestion};
pub use withdraw_suggestion::WithdrawSuggestion;
pub use write::WriteReport;

use crate::INSIDE;

const SUPERIOR: &[Role] = &[Role::Superior];
/// Who may be asked to write: which of them, the rules say for each report.
const WRITERS: &[Role] = &[Role::Reviewed, Role::Secretary, Role::Chair];
const RETURNERS: &[Role] = &[Role::Secretary, Role::Chair, Role::Organiser, Role::Superior];

/// The routes of this stage.
pub fn routes() -> Routes {
    Routes::of("report")
        .page("/report/{review}", Review, INSIDE, list::page)
        .act::<Suggest, _, _>("/report/{review}/suggest", Review, SUPERIOR, list::page)
        .act::<RecordNone, _, _>("/report/{review}/record-none", Review, SUPERIOR, list::page)
        .act::<WithdrawSuggestion, _, _>("/report/{review}/withdraw-suggestion", Review, SUPERIOR, list::page)
        .page("/report/{review}/subject/{subject}", Review, INSIDE, subject::page)
        .page("/report/{review}/subject/{subject}/paper/{kind}", Review, INSIDE, paper::page)
        .page("/report/{review}/subject/{subject}/compare", Review, INSIDE, compare::page)
        .page("/report/{review}/subject/{subject}/likeness", Review, INSIDE, likeness::page)
        .page("/report/{review}/subject/{subject}/check", Review, INSIDE, check::page)
        .page("/report/{review}/subject/{subject}/write", Review, WRITERS, writing::page)
        .act::<WriteReport, _, _>("/report/{review}/subject/{subject}/save", Review, WRITERS, writing::page)
        .act::<AnswerSuggestion, _, _>(
            "/report/{review}/subject/{subject}/answer-suggestion",
            Review,
            WRITERS,
            writing::page,
        )
        .act::<AnswerCarried, _, _>(
            "/report/{review}/subject/{subject}/answer-carried",
            Review,
            WRITERS,
            writing::page,
        )
        .question("/report/{review}/subject/{subject}/ask", Review, WRITERS, ask::page)
        .act::<WaiveQuestion, _, _>(
            "/report/{review}/subject/{subject}/waive-question",
            Review,
            WRITERS,
            check::page,
        )
        .act::<TakeBackWaiver, _, _>(
            "/report/{review}/subject/{subject}/take-back-waiver",
            Review,
            WRITERS,
            check::page,
        )
        .act::<SubmitReport, _, _>("/report/{review}/subject/{subject}/submit", Review, WRITERS, check::page)
        .act::<GiveBack, _, _>(
            "/report/{review}/subject/{subject}/give-back",
            Review,
            RETURNERS,
            subject::page,
        )
}
