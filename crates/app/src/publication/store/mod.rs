//! The tables of the publication stage.

mod article;
mod keyword;
mod sentence;
mod view_count;

use base::book::Covered;

pub use article::ArticleRow;
pub use keyword::KeywordRow;
pub use sentence::SentenceRow;
pub use view_count::ViewCountRow;

/// The tables that the book covers.
pub const COVERED: &[Covered] = &[
    Covered::of::<ArticleRow>(),
    Covered::of::<KeywordRow>(),
    Covered::of::<SentenceRow>(),
    Covered::of::<ViewCountRow>(),
];
