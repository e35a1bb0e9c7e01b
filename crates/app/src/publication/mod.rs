//! The article of the outcome: written from what may be published, approved by other hands, read by everyone.

mod add_correction;
mod add_sentence;
mod approve_article;
mod approve_correction;
mod desk;
mod edit_article;
mod edit_sentence;
mod editor;
mod hands;
mod make_article;
mod photo;
mod send_back;
mod set_photo;
mod site;
mod sources;
pub mod store;
mod strike_sentence;
mod submit_article;
pub mod views_count;
mod withdraw_article;

use base::Failure;
use base::house::PlaceKind::{Campaign, Public};
use base::web::Routes;
use domain::common::Role;
use domain::common::id::ArticleId;

pub use add_correction::AddCorrection;
pub use add_sentence::AddSentence;
pub use approve_article::ApproveArticle;
pub use approve_correction::ApproveCorrection;
pub use edit_article::EditArticle;
pub use edit_sentence::EditSentence;
pub use make_article::MakeArticle;
pub use send_back::SendBack;
pub use set_photo::{DropPhoto, SetPhoto};
pub use strike_sentence::StrikeSentence;
pub use submit_article::SubmitArticle;
pub use withdraw_article::WithdrawArticle;

/// Who reads articles before they are out.
pub const READERS: &[Role] =
    &[Role::Organiser, Role::Secretary, Role::Chair, Role::Superior, Role::Inspector];
/// Who writes them.
const WRITERS: &[Role] = &[Role::Organiser, Role::Secretary];
/// Who approves them.
const APPROVERS: &[Role] = &[Role::Chair, Role::Superior];

/// The routes of this stage: the desk of the writers, and the public site.
pub fn routes() -> Routes {
    site(approving(writing(Routes::of("publication"))))
}

fn writing(routes: Routes) -> Routes {
    routes
        .page("/publication/{campaign}", Campaign, READERS, desk::page)
        .act::<MakeArticle, _, _>("/publication/{campaign}/make", Campaign, WRITERS, desk::page)
        .page("/publication/{campaign}/article/{article}", Campaign, READERS, editor::page)
        .page("/publication/{campaign}/article/{article}/preview", Campaign, READERS, site::preview)
        .page("/publication/{campaign}/article/{article}/photo", Campaign, READERS, editor::photo)
        .page(
            "/publication/{campaign}/article/{article}/sentence/{sentence}",
            Campaign,
            READERS,
            editor::sentence,
        )
        .act::<EditArticle, _, _>(
            "/publication/{campaign}/article/{article}/edit",
            Campaign,
            WRITERS,
            editor::page,
        )
        .act::<SetPhoto, _, _>(
            "/publication/{campaign}/article/{article}/set-photo",
            Campaign,
            WRITERS,
            editor::page,
        )
        .act::<DropPhoto, _, _>(
            "/publication/{campaign}/article/{article}/drop-photo",
            Campaign,
            WRITERS,
            editor::page,
        )
        .act::<AddSentence, _, _>(
            "/publication/{campaign}/article/{article}/add-sentence",
            Campaign,
            WRITERS,
            editor::page,
        )
        .act::<EditSentence, _, _>(
            "/publication/{campaign}/article/{article}/sentence/{sentence}/edit",
            Campaign,
            WRITERS,
            editor::sentence,
        )
        .act::<StrikeSentence, _, _>(
            "/publication/{campaign}/article/{article}/sentence/{sentence}/strike",
            Campaign,
            WRITERS,
            editor::sentence,
        )
        .act::<SubmitArticle, _, _>(
            "/publication/{campaign}/article/{article}/submit",
            Campaign,
            WRITERS,
            editor::page,
        )
}

fn approving(routes: Routes) -> Routes {
    routes
        .act::<SendBack, _, _>(
            "/publication/{campaign}/article/{article}/send-back",
            Campaign,
            APPROVERS,
            editor::page,
        )
        .act::<ApproveArticle, _, _>(
            "/publication/{campaign}/article/{article}/approve",
            Campaign,
            APPROVERS,
            editor::page,
        )
        .act::<WithdrawArticle, _, _>(
            "/publication/{campaign}/article/{article}/withdraw",
            Campaign,
            APPROVERS,
            editor::page,
        )
        .act::<AddCorrection, _, _>(
            "/publication/{campaign}/article/{article}/add-correction",
            Campaign,
            WRITERS,
            editor::page,
        )
        .act::<ApproveCorrection, _, _>(
            "/publication/{campaign}/article/{article}/approve-correction",
            Campaign,
            APPROVERS,
            editor::page,
        )
}

/// The public site knows no session: what it shows is the same for everyone.
fn site(routes: Routes) -> Routes {
    routes
        .page("/news", Public, &[], site::front)
        .page("/news/{slug}", Public, &[], site::story)
        .page("/news/section/{section}", Public, &[], site::section)
        .page("/news/keyword/{keyword}", Public, &[], site::keyword)
        .page("/news/day", Public, &[], site::go_to_day)
        .page("/news/day/{day}", Public, &[], site::day)
        .page("/news/photo/{photo}", Public, &[], site::photo)
        .page("/news/feed", Public, &[], site::feed)
}

/// A thing of another article is not there.
fn same_article(found: ArticleId, here: ArticleId) -> Result<(), Failure> {
    if found == here { Ok(()) } else { Err(Failure::Missing) }
}
