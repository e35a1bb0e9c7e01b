//! What the conference and the deciding level hold: strengths and shortcomings with their grounds, those who answer
//! for them, the supplement of the collective report, the decision, its notice and the petition against it.

mod acknowledge_notice;
mod add_ground;
mod add_shortcoming;
mod add_strength;
mod add_supplement_item;
mod answer_petition;
mod answer_responsibility;
mod ask;
mod complete_report;
mod decide;
mod draft;
mod file_petition;
mod give_notice;
mod name_responsible;
mod overview;
mod paper;
mod post_results;
mod posted;
mod shared;
mod shortcoming;
pub mod store;
mod subject;
mod supplement;
mod take_out;
mod take_out_supplement_item;
mod waive_question;
mod wording;
mod write_shortcoming;

use base::house::PlaceKind::Review;
use base::web::{Ctx, Routes};
use domain::common::Role;
use domain::conclusion::ConclusionState;

use crate::INSIDE;
use crate::campaign::store::SubjectRow;
pub use acknowledge_notice::AcknowledgeNotice;
pub use add_ground::AddGround;
pub use add_shortcoming::AddShortcoming;
pub use add_strength::AddStrength;
pub use add_supplement_item::AddSupplementItem;
pub use answer_petition::AnswerPetition;
pub use answer_responsibility::AnswerResponsibility;
pub use complete_report::CompleteReport;
pub use decide::Decide;
pub use draft::DraftConclusion;
pub use file_petition::FilePetition;
pub use give_notice::GiveNotice;
pub use name_responsible::NameResponsible;
pub use post_results::PostResults;
pub(crate) use shared::clause_line;
use shared::{
    NotYet, about_petition, about_responsible, appended, in_words, known_content, known_section,
    known_statement, section_for, shortcoming_path, subject_path,
};
pub use take_out::TakeOut;
pub use take_out_supplement_item::TakeOutSupplementItem;
pub use waive_question::{TakeBackWaiver, WaiveQuestion};
pub use write_shortcoming::WriteShortcoming;

/// Those who write a draft.
const WRITERS: &[Role] = &[Role::Organiser, Role::Secretary, Role::Chair];
/// Those who decide.
const DECIDERS: &[Role] = &[Role::Chair, Role::Superior];
/// Those who read every draft. A member reads the collective's; the reviewed read what was decided on them.
const READERS: &[Role] = &[Role::Organiser, Role::Secretary, Role::Chair, Role::Superior, Role::Inspector];
/// Those who are under review.
const REVIEWED: &[Role] = &[Role::Reviewed];
/// Those who read what was posted: everyone who took part.
const TOOK_PART: &[Role] = &[
    Role::Organiser,
    Role::Secretary,
    Role::Coder,
    Role::Verifier,
    Role::Chair,
    Role::Superior,
    Role::Inspector,
    Role::Member,
    Role::Reviewed,
    Role::Contributor,
];

/// The routes of this stage.
pub fn routes() -> Routes {
    let routes = Routes::of("conclusion")
        .page("/conclusion/{review}", Review, INSIDE, overview::page)
        .page("/conclusion/{review}/posted", Review, TOOK_PART, posted::page)
        .act::<PostResults, _, _>("/conclusion/{review}/post", Review, WRITERS, overview::page);
    supplement_routes(shortcoming_routes(subject_routes(routes)))
}

fn subject_routes(routes: Routes) -> Routes {
    routes
        .page("/conclusion/{review}/subject/{subject}", Review, INSIDE, subject::page)
        .page("/conclusion/{review}/subject/{subject}/paper/{kind}", Review, INSIDE, paper::notice)
        .act::<DraftConclusion, _, _>(
            "/conclusion/{review}/subject/{subject}/draft",
            Review,
            WRITERS,
            subject::page,
        )
        .act::<AddStrength, _, _>(
            "/conclusion/{review}/subject/{subject}/add-strength",
            Review,
            WRITERS,
            subject::page,
        )
        .act::<AddShortcoming, _, _>(
            "/conclusion/{review}/subject/{subject}/add-shortcoming",
            Review,
            WRITERS,
            subject::page,
        )
        .act::<TakeOut, _, _>(
            "/conclusion/{review}/subject/{subject}/take-out",
            Review,
            WRITERS,
            subject::page,
        )
        .act::<Decide, _, _>("/conclusion/{review}/subject/{subject}/decide", Review, DECIDERS, subject::page)
        .act::<GiveNotice, _, _>(
            "/conclusion/{review}/subject/{subject}/give-notice",
            Review,
            WRITERS,
            subject::page,
        )
        .act::<AcknowledgeNotice, _, _>(
            "/conclusion/{review}/subject/{subject}/acknowledge-notice",
            Review,
            REVIEWED,
            subject::page,
        )
        .act::<FilePetition, _, _>(
            "/conclusion/{review}/subject/{subject}/file-petition",
            Review,
            REVIEWED,
            subject::page,
        )
        .act::<AnswerPetition, _, _>(
            "/conclusion/{review}/subject/{subject}/answer-petition",
            Review,
            DECIDERS,
            subject::page,
        )
}

fn shortcoming_routes(routes: Routes) -> Routes {
    routes
        .page("/conclusion/{review}/shortcoming/{shortcoming}", Review, INSIDE, shortcoming::page)
        .question("/conclusion/{review}/shortcoming/{shortcoming}/ask", Review, WRITERS, ask::page)
        .page("/conclusion/{review}/file/{file}", Review, READERS, shortcoming::file)
        .act::<WriteShortcoming, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/write",
            Review,
            WRITERS,
            shortcoming::page,
        )
        .act::<WaiveQuestion, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/waive-question",
            Review,
            WRITERS,
            shortcoming::page,
        )
        .act::<TakeBackWaiver, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/take-back-waiver",
            Review,
            WRITERS,
            shortcoming::page,
        )
        .act::<AddGround, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/add-ground",
            Review,
            WRITERS,
            shortcoming::page,
        )
        .act::<NameResponsible, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/name-responsible",
            Review,
            WRITERS,
            shortcoming::page,
        )
        .act::<AnswerResponsibility, _, _>(
            "/conclusion/{review}/shortcoming/{shortcoming}/answer-responsibility",
            Review,
            REVIEWED,
            shortcoming::page,
        )
}

fn supplement_routes(routes: Routes) -> Routes {
    routes
        .page("/conclusion/{review}/supplement", Review, INSIDE, supplement::page)
        .page("/conclusion/{review}/supplement/paper/{kind}", Review, INSIDE, paper::completed)
        .act::<AddSupplementItem, _, _>(
            "/conclusion/{review}/supplement/add-item",
            Review,
            WRITERS,
            supplement::page,
        )
        .act::<TakeOutSupplementItem, _, _>(
            "/conclusion/{review}/supplement/take-out",
            Review,
            WRITERS,
            supplement::page,
        )
        .act::<CompleteReport, _, _>(
            "/conclusion/{review}/supplement/complete",
            Review,
            WRITERS,
            supplement::page,
        )
}

/// Whether a reader sees what is held on a subject: those who work on the review always; who sits in the body sees
/// the collective's; an individual sees what was decided on them.
fn shown_on(ctx: &Ctx, subject: &SubjectRow, state: Option<ConclusionState>) -> bool {
    let is_own = subject.person_id.is_some() && subject.person_id == ctx.person().ok();
    let is_decided = state == Some(ConclusionState::Decided);
    ctx.may(READERS) || subject.person_id.is_none() || (is_own && is_decided)
}
